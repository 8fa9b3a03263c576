import TextModel

/// A place where a label may stand.
struct LabelCandidate {
  /// Its first character in the flat text.
  let at: Int
  /// The paragraph that it stands in.
  let paragraph: Int
  /// The part of the text that it stands in.
  let section: Int
  /// How it may be read, the likelier way first.
  let first: LabelReading
  let second: LabelReading?
  /// What it costs to take it for a label, and what not to.
  let accepting: Float
  let rejecting: Float
  /// Whether it stands at the beginning of a paragraph.
  let isLeading: Bool
  /// Whether what follows in its paragraph looks like a heading: short, and no sentence.
  let isHeading: Bool
}

/// Finds the places where labels may stand: at the beginning of paragraphs, and inside those that lost their breaks.
struct LabelFinder {
  let flat: FlatText
  let words: OutlineWords
  private let reader: LabelReader

  init(flat: FlatText, words: OutlineWords) {
    self.flat = flat
    self.words = words
    self.reader = LabelReader(flat: flat, words: words)
  }

  /// All candidates in the order of the text.
  func candidates(in paragraphs: [Paragraph]) -> [LabelCandidate] {
    var out: [LabelCandidate] = []
    for (index, paragraph) in paragraphs.enumerated() where isNumbered(paragraph.role) {
      find(index, paragraph, &out)
    }
    return withoutLoneNumbers(out)
  }

  /// Bare numbers (`2 建设原则`) are labels only where their subdivisions (2.1) are printed, or directly behind such.
  private func withoutLoneNumbers(_ candidates: [LabelCandidate]) -> [LabelCandidate] {
    var divided: Set<Int> = []
    for candidate in candidates where candidate.first.style == .decimal2 {
      divided.insert(candidate.section * 1000 + candidate.first.prefix)
    }
    return candidates.filter {
      guard $0.first.style == .bare else { return true }
      let key = $0.section * 1000 + $0.first.value
      return divided.contains(key) || divided.contains(key - 1)
    }
  }

  private func isNumbered(_ role: LineRole) -> Bool {
    switch role {
    case .body: true
    default: false
    }
  }

  private func find(_ index: Int, _ paragraph: Paragraph, _ out: inout [LabelCandidate]) {
    guard let start = paragraph.pieces.first?.lowerBound, let limit = paragraph.pieces.last?.upperBound else { return }
    var at = start
    var bracket = 0
    var bracketAt = 0
    var title = 0
    var piece = 0
    /// Where the present heading or sentence began; the last label's end or sentence's end.
    var sentence = start
    var isHeading = false
    var before: UInt16 = CodeUnits.fullStop
    let starters = Self.starters
    while at < limit {
      if at >= paragraph.pieces[piece].upperBound {
        piece += 1
        guard piece < paragraph.pieces.count else { break }
        at = paragraph.pieces[piece].lowerBound
        continue
      }
      let unit = flat.units[at]
      let isFirst = at == start
      if isFirst || starters.contains(unit), isFirst || (title == 0 && bracket == 0),
        let readings = reader.read(at, limit),
        let candidate = candidate(
          at, index, paragraph, readings, before: before, isFirst: isFirst, heading: isHeading ? at - sentence : 0,
          limit: limit)
      {
        out.append(candidate)
        at = max(readings.first.core.upperBound, at + 1)
        before = 0
        sentence = readings.first.end
        isHeading = true
        continue
      }
      switch unit {
      case CodeUnits.openBracket:
        bracket += 1
        if bracket == 1 { bracketAt = at }
      case CodeUnits.closeBracket: bracket = max(0, bracket - 1)
      case CodeUnits.openTitle: title += 1
      case CodeUnits.closeTitle: title = max(0, title - 1)
      case CodeUnits.fullStop:
        title = 0
        if at - bracketAt > 60 { bracket = 0 }
      default: break
      }
      if CodeUnits.endsSentence(unit) || unit == CodeUnits.comma {
        sentence = at + 1
        isHeading = false
      }
      before = unit
      at += 1
    }
  }

  /// Whether the rest of a paragraph is a heading.
  private func isHeading(_ start: Int, _ limit: Int, _ paragraph: Paragraph) -> Bool {
    guard paragraph.heading == 0 else { return true }
    guard limit > start, limit - start <= 24 else { return false }
    let last = flat.units[limit - 1]
    return !CodeUnits.endsSentence(last) && last != CodeUnits.comma
  }

  @inline(__always)
  private func unit(_ at: Int) -> UInt16 { flat.units[at] }

  /// The characters that a label inside a paragraph can begin with.
  private static let starters: UnitSet = {
    var set = UnitSet()
    for unit in UInt16.min...UInt16.max where mayBegin(unit) { set.insert(unit) }
    return set
  }()

  private static func mayBegin(_ unit: UInt16) -> Bool {
    if unit < 0x80 { return unit == CodeUnits.openBracket || CodeUnits.isDigit(unit) }
    if unit == CodeUnits.ordinal { return true }
    if unit >= 0x2460, unit <= 0x249B { return true }
    if unit >= 0x3220, unit <= 0x3229 { return true }
    return CodeUnits.hanNumeral(unit) != nil
  }

  private func candidate(
    _ at: Int, _ index: Int, _ paragraph: Paragraph, _ readings: (first: LabelReading, second: LabelReading?),
    before: UInt16, isFirst: Bool, heading: Int, limit: Int
  ) -> LabelCandidate? {
    let reading = readings.first
    var accepting: Float = 0
    var rejecting = reading.style.weight
    if isFirst {
      if reading.isWeak {
        accepting = 1.5
        rejecting = min(rejecting, 1)
      }
      if reading.end >= limit, reading.style.rank >= LabelStyle.arabic.rank { accepting += 1 }
    } else {
      guard !reading.isWeak, reading.style != .letter, reading.style != .letterHalf, reading.style != .ordinal,
        reading.style != .bare,
        reading.end < limit
      else { return nil }
      let isNumeric = CodeUnits.isDigit(unit(at))
      // 1.5 and 2.5 in a sentence.
      let isGlued =
        isNumeric && reading.end < limit && CodeUnits.isDigit(unit(reading.end))
        && flat.gaps[reading.end] == FlatText.noGap
      if isGlued, before != CodeUnits.fullStop, before != CodeUnits.semicolon { return nil }
      // A single blank before a number is the setting's; before a label in brackets it is not.
      let hasGap = flat.gaps[at] == FlatText.wideGap || (!isNumeric && flat.gaps[at] != FlatText.noGap)
      let hasBlank = flat.gaps[at] != FlatText.noGap
      let isEnd = CodeUnits.endsSentence(before)
      let isClosed = before == CodeUnits.closeBracket || before == 0x3015 || before == 0x201D || before == 0x5D
      if isEnd {
        accepting = hasBlank ? 0.2 : 0.4
        rejecting = hasBlank ? rejecting * 0.6 : 1.5
      } else if hasGap || (hasBlank && heading > 0 && heading <= 45), isClosed || heading > 0 {
        accepting = 0.4
        rejecting = 1.2
      } else if hasGap, CodeUnits.isHan(before) {
        accepting = 1
        rejecting = 0.8
      } else if isClosed || (heading > 0 && heading <= 45 && CodeUnits.isHan(before)) {
        // A number needs a heading before it, and much text behind it: the paragraph has lost its breaks.
        if reading.style.rank > LabelStyle.hanBracket.rank {
          guard !isClosed, heading <= 25, limit - at >= 60, !isGlued else { return nil }
        }
        // 第（一）项 and 依据（一）: a label in front of which nothing ends.
        guard flat.units[at - 1] != CodeUnits.ordinal else { return nil }
        // Behind a word one label alone may be a mere reference; two in sequence are not.
        accepting = isClosed ? 0.5 : 0.7
        rejecting = isClosed ? 0.9 : 0.75
      } else {
        return nil
      }
      if reading.style == .han, let next = CodeUnits.hanNumeral(before), next.value > 0 { return nil }
      if isNumeric, CodeUnits.isDigit(before) { return nil }
      // The second part of a ratio: 1:1.2.
      if isNumeric, before == CodeUnits.colon, !hasBlank, at >= 2, CodeUnits.isDigit(unit(at - 2)),
        reading.style.isDecimal
      {
        return nil
      }
    }
    let isHeading = isHeading(reading.end, limit, paragraph)
    // A heading at the end of a paragraph has only lost the line break before it.
    let isLoneHeading = !isFirst && isHeading && CodeUnits.endsSentence(before) && reading.style.rank <= 5
    // 第四条 behind a sentence and not referred to: nothing else looks so.
    let isArticle = !isFirst && reading.style.rank <= LabelStyle.article.rank && CodeUnits.endsSentence(before)
    if isLoneHeading { rejecting = max(rejecting, reading.style.weight * 0.6) }
    return LabelCandidate(
      at: at, paragraph: index, section: paragraph.section, first: reading, second: readings.second,
      accepting: accepting, rejecting: rejecting, isLeading: isFirst || isLoneHeading || isArticle,
      isHeading: isHeading && (isFirst || isLoneHeading))
  }
}
