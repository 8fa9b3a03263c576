import TextModel

/// Tells headings from text.
struct HeadingReader {
  let units: [UInt16]
  let words: OutlineWords

  /// What stands behind a passage.
  enum Following {
    case nothing
    case table
    /// Text without a label, of so many characters.
    case text(length: Int)
    /// A label, behind text that has none.
    case label
    /// A label below the passage's own.
    case deeper
    /// A label beside or above the passage's own.
    case sibling
  }

  /// Whether the whole passage is a heading.
  func isHeading(_ range: Range<Int>, markup: Int, style: LabelStyle?, next: Following) -> Bool {
    guard let last = range.last else { return false }
    if markup > 0 { return true }
    let end = units[last]
    guard let style else { return isBareHeading(range, end, next) }
    if end == CodeUnits.semicolon || end == CodeUnits.colon || end == CodeUnits.comma { return false }
    guard isShortSentence(range) else { return false }
    if style.rank <= LabelStyle.section.rank { return end != CodeUnits.fullStop }
    switch next {
    case .nothing, .sibling, .label: return false
    case .table: return end != CodeUnits.fullStop
    case .deeper, .text: break
    }
    if end == CodeUnits.fullStop { return range.count <= 31 && !hasStop(range) && !hasFigures(range) }
    return true
  }

  /// A short line without a label or any mark, above a longer text or a label.
  private func isBareHeading(_ range: Range<Int>, _ end: UInt16, _ next: Following) -> Bool {
    guard range.count <= 30, CodeUnits.isHan(end) || end == CodeUnits.closeBracket else { return false }
    for at in range where CodeUnits.endsSentence(units[at]) || units[at] == CodeUnits.comma { return false }
    switch next {
    case .label: return true
    case .text(let length): return length >= 40
    default: return false
    }
  }

  /// How long the first sentence of an item is, with its mark, where it may be a heading: 单位申报。 before the text;
  /// 0 for none. Beyond `surelyRunIn` characters it depends on the items beside it.
  func runIn(_ range: Range<Int>) -> Int {
    var commas = 0
    var at = range.lowerBound
    let limit = min(range.upperBound, range.lowerBound + 34)
    while at < limit {
      let unit = units[at]
      if unit == CodeUnits.comma { commas += 1 }
      if unit == CodeUnits.semicolon || unit == CodeUnits.openTitle { return 0 }
      if unit == CodeUnits.fullStop || (unit == CodeUnits.colon && !isInClock(at, range)) {
        let length = at + 1 - range.lowerBound
        guard length >= 3, range.upperBound - at - 1 >= 4, commas <= 1 else { return 0 }
        if unit == CodeUnits.colon, length > 16 || commas > 0 { return 0 }
        if unit == CodeUnits.fullStop, hasDay(range.lowerBound..<at) { return 0 }
        return hasStop(range.lowerBound..<at) ? 0 : length
      }
      at += 1
    }
    return 0
  }

  /// The colon of 17:00.
  private func isInClock(_ colon: Int, _ range: Range<Int>) -> Bool {
    colon > range.lowerBound && colon + 1 < range.upperBound && CodeUnits.isDigit(units[colon - 1])
      && CodeUnits.isDigit(units[colon + 1])
  }

  /// 市科技局10月15日完成审查。 says what is done on a day; a heading has its days in brackets: 报名（3月1日至15日）。
  private func hasDay(_ range: Range<Int>) -> Bool {
    var depth = 0
    for at in range {
      if units[at] == CodeUnits.openBracket { depth += 1 }
      if units[at] == CodeUnits.closeBracket { depth -= 1 }
      if depth <= 0, units[at] == CodeUnits.day, at > range.lowerBound, CodeUnits.isDigit(units[at - 1]) { return true }
    }
    return false
  }

  /// How many characters a heading has at most.
  private static let longestHeading = 60

  /// Whether a passage is no longer than a heading may be, and no 。 stands inside it.
  func isShortSentence(_ range: Range<Int>) -> Bool {
    range.count <= Self.longestHeading && !units[range.dropLast()].contains(CodeUnits.fullStop)
  }

  /// Up to how many characters a short first sentence is a heading whatever stands beside it.
  static let surelyRunIn = 13

  /// Commas or digits: the words of a sentence rather than of a heading.
  private func hasFigures(_ range: Range<Int>) -> Bool {
    for at in range where units[at] == CodeUnits.comma || CodeUnits.isDigit(units[at]) { return true }
    return false
  }

  private func hasStop(_ range: Range<Int>) -> Bool {
    words.headingStops.first(units, in: range) != nil
  }

  /// A heading as printed, without its closing mark.
  static func printed(_ text: SourceText, _ offsets: [Int32], _ range: Range<Int>, units: [UInt16]) -> String {
    var end = range.upperBound
    while end > range.lowerBound, CodeUnits.endsSentence(units[end - 1]) { end -= 1 }
    var out = String.UnicodeScalarView()
    for at in range.lowerBound..<end { out.append(text.scalars[Int(offsets[at])]) }
    return String(out)
  }
}
