import RuleModel
import TextModel

/// Numbers and scores in the folded characters of a cell: `5`, `10分`, `15%`, `0-5分`, `国家级10分；省级5分`.
///
/// Indices are those of the slice, so that they stay places in `Outline.characters`.
struct ScoreText {
  /// A decimal number and what stands directly behind it.
  struct Number: Hashable {
    enum Unit: Hashable { case none, points, percent }

    /// The digits.
    var digits: Range<Int>
    var value: ExactNumber
    var unit: Unit
    /// The end of the unit.
    var end: Int
  }

  /// What a cell of points says.
  enum Score: Hashable {
    /// A full mark, a weight or the first score of several.
    case value(ExactNumber, isPercent: Bool, isNegative: Bool)
    /// The lower bound of a band of scores.
    case band(ExactNumber)
  }

  let characters: ArraySlice<UInt16>
  let vocabulary: Vocabulary
  let numbers: [Number]

  private static let points: UInt16 = 0x5206  // 分
  private static let percent: UInt16 = 0x25

  init(_ characters: ArraySlice<UInt16>, vocabulary: Vocabulary) {
    self.characters = characters
    self.vocabulary = vocabulary
    numbers = Self.numbers(in: characters, vocabulary)
  }

  private static func isDigit(_ unit: UInt16) -> Bool { unit >= 0x30 && unit <= 0x39 }

  private static func isLetter(_ unit: UInt16) -> Bool {
    (unit >= 0x41 && unit <= 0x5A) || (unit >= 0x61 && unit <= 0x7A)
  }

  private static func numbers(in text: ArraySlice<UInt16>, _ vocabulary: Vocabulary) -> [Number] {
    var out: [Number] = []
    var at = text.startIndex
    while at < text.endIndex {
      guard isDigit(text[at]) else {
        at += 1
        continue
      }
      let start = at
      var mantissa: Int64 = 0
      var exponent = 0
      var isWhole = true
      while at < text.endIndex {
        if isDigit(text[at]) {
          if mantissa < 1_000_000_000 {
            mantissa = mantissa * 10 + Int64(text[at] - 0x30)
            if !isWhole { exponent -= 1 }
          } else if isWhole {
            exponent += 1
          }
        } else if text[at] == 0x2E, isWhole, at + 1 < text.endIndex, isDigit(text[at + 1]) {
          isWhole = false
        } else {
          break
        }
        at += 1
      }
      let digits = start..<at
      var unit = Number.Unit.none
      if at < text.endIndex, text[at] == percent {
        unit = .percent
        at += 1
      } else if at < text.endIndex, text[at] == points,
        vocabulary.longestMatch(in: text[at...], list: "time-units") == nil,
        vocabulary.longestMatch(in: text[at...], list: "score-others") == nil
      {
        unit = .points
        at += 1
      }
      if start > text.startIndex, isLetter(text[start - 1]), unit == .none { continue }
      out.append(Number(digits: digits, value: ExactNumber(mantissa, exponent: exponent), unit: unit, end: at))
    }
    return out
  }

  /// The text without brackets that hold no digit: 80分（含）—90分 → 80分—90分.
  private var withoutNotes: ScoreText {
    guard characters.contains(0x28) else { return self }
    var kept: [UInt16] = []
    var at = characters.startIndex
    while at < characters.endIndex {
      if characters[at] == 0x28, let close = characters[at...].prefix(12).firstIndex(of: 0x29),
        !characters[at..<close].contains(where: Self.isDigit)
      {
        at = close
      } else {
        kept.append(characters[at])
      }
      at += 1
    }
    return kept.count == characters.count ? self : ScoreText(kept[...], vocabulary: vocabulary)
  }

  private func isRange(_ between: Range<Int>) -> Bool {
    // - ~ 至 到
    !between.isEmpty && characters[between].allSatisfy { [0x2D, 0x7E, 0x81F3, 0x5230].contains($0) }
  }

  /// Whether a word that compares stands directly behind a place, or `(含)` and such a word.
  private func isBounded(behind place: Int) -> Bool {
    var at = place
    if at < characters.endIndex, characters[at] == 0x28 {
      let limit = min(characters.endIndex, at + 12)
      while at < limit, characters[at] != 0x29 { at += 1 }
      at += 1
    }
    guard at < characters.endIndex else { return false }
    return vocabulary.longestMatch(in: characters[at...], list: "compare-after") != nil
  }

  /// The comparison word that ends where a number begins.
  private func comparison(before place: Int) -> String? {
    vocabulary.longestSuffix(of: characters[characters.startIndex..<place], list: "compare-before")?.value
  }

  /// The score of a cell in a column of points.
  var score: Score? { withoutNotes.ownScore }

  private var ownScore: Score? {
    guard let first = numbers.first else { return nil }
    let before = characters[characters.startIndex..<first.digits.lowerBound]
    if before.count <= 1, before.allSatisfy({ $0 == 0x2B || $0 == 0x2D || $0 == 0x2212 }) {
      if first.end == characters.endIndex {
        return .value(
          first.value, isPercent: first.unit == .percent, isNegative: before.first.map { $0 != 0x2B } ?? false)
      }
      if numbers.count == 2, let last = numbers.last, last.end == characters.endIndex,
        isRange(first.end..<last.digits.lowerBound)
      {
        // The full mark of 0—5分 is 5; of a band, 80—89分, the lower bound is asked for where the column is one of bands.
        return .value(max(first.value, last.value), isPercent: last.unit == .percent, isNegative: before.first == 0x2D)
      }
    }
    let comparison = comparison(before: first.digits.lowerBound)
    // ≤10 is a full mark, ≥90 and <60 are bands.
    if isBounded(behind: first.end) || (comparison != nil && comparison != "at-most") { return .band(first.value) }
    if let scored = firstScore { return .value(scored, isPercent: false, isNegative: false) }
    guard characters.count <= 12 else { return nil }
    return .value(first.value, isPercent: first.unit == .percent, isNegative: false)
  }

  /// Whether the cell is a number with its unit and nothing else.
  var isPlain: Bool {
    guard numbers.count == 1, let only = numbers.first else { return false }
    return only.digits.lowerBound - characters.startIndex <= 1 && only.end == characters.endIndex
  }

  /// The lower bound of a band of scores: 90分以上, 80—89分, ≥60.
  var lowerBound: ExactNumber? { withoutNotes.ownLowerBound }

  private var ownLowerBound: ExactNumber? {
    if case .band(let value) = ownScore { return value }
    guard numbers.count == 2, let first = numbers.first, let last = numbers.last,
      isRange(first.end..<last.digits.lowerBound)
    else { return nil }
    return min(first.value, last.value)
  }

  /// The first number of points that is no bound.
  var firstScore: ExactNumber? {
    numbers.first { $0.unit == .points && !isBounded(behind: $0.end) && $0.value.mantissa != 0 }?.value
  }

  /// Full marks in brackets of their own, `（5分）`: the bracket's characters and the number.
  var marks: [(bracket: Range<Int>, value: ExactNumber, isPercent: Bool)] {
    var out: [(Range<Int>, ExactNumber, Bool)] = []
    for number in numbers where number.unit != .none {
      guard number.end < characters.endIndex, characters[number.end] == 0x29 else { continue }
      var start = number.digits.lowerBound
      while start > characters.startIndex, characters[start - 1] != 0x28, number.digits.lowerBound - start < 8 {
        start -= 1
      }
      guard start > characters.startIndex, characters[start - 1] == 0x28 else { continue }
      var lead = characters[start..<number.digits.lowerBound]
      if let last = lead.last, [0x4E3A, 0x3A].contains(last) { lead = lead.dropLast() }  // 为 :
      guard lead.isEmpty || vocabulary.contains(lead, in: "full-marks") else { continue }
      out.append(((start - 1)..<(number.end + 1), number.value, number.unit == .percent))
    }
    return out
  }
}
