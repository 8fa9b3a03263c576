import RuleModel
import TextModel

/// What the words of names and headings say about scores.
struct WeightWords {
  let outline: Outline
  let vocabulary: Vocabulary

  /// The characters of a passage as they are matched; none for nil.
  func characters(_ passage: Int?) -> ArraySlice<UInt16> {
    guard let passage, outline.passages.indices.contains(passage) else { return [] }
    return outline.characters[outline.passages[passage].range]
  }

  /// Characters as printed, without blanks.
  func printed(_ range: Range<Int>) -> String {
    range.isEmpty ? "" : outline.printed(range)
  }

  /// A name without its number: 一、 （二） 3. 4.1
  func bare(_ name: ArraySlice<UInt16>) -> ArraySlice<UInt16> {
    var at = name.startIndex
    var figures = 0
    var isClosed = false
    if at < name.endIndex, name[at] == 0x28 { at += 1 }
    while at < name.endIndex, at - name.startIndex < 8 {
      let unit = name[at]
      if (unit >= 0x30 && unit <= 0x39) || unit == 0x2E {
        figures += 1
        isClosed = unit == 0x2E || isClosed || figures > 0
      } else if Self.numerals.contains(unit) {
        figures += 1
        isClosed = false
      } else if figures > 0, unit == 0x3001 || unit == 0x29 || unit == 0x2C || unit == 0x3A {
        isClosed = true
        at += 1
        break
      } else {
        break
      }
      at += 1
    }
    // 一票否决 begins with a numeral that is no number of the row.
    return figures > 0 && isClosed && at < name.endIndex ? name[at...] : name
  }

  private static let numerals: Set<UInt16> = [
    0x4E00, 0x4E8C, 0x4E09, 0x56DB, 0x4E94, 0x516D, 0x4E03, 0x516B, 0x4E5D, 0x5341,
  ]

  /// Whether a name begins with a Chinese number and 、 or a bracket: 一、 （二）
  func hasHanLabel(_ name: ArraySlice<UInt16>) -> Bool {
    var at = name.startIndex
    let isBracketed = at < name.endIndex && name[at] == 0x28
    if isBracketed { at += 1 }
    let first = at
    while at < name.endIndex, at - first < 4, Self.numerals.contains(name[at]) { at += 1 }
    return at > first && at < name.endIndex && name[at] == (isBracketed ? 0x29 : 0x3001)
  }

  /// Whether characters are a Chinese number and no more: 一 一、 （二）
  func isHanNumber(_ text: ArraySlice<UInt16>) -> Bool {
    let marks: Set<UInt16> = [0x28, 0x29, 0x3001, 0x2E]
    let digits = text.filter { !marks.contains($0) }
    return !digits.isEmpty && digits.count <= 3 && digits.allSatisfy { Self.numerals.contains($0) }
  }

  /// A name without the full mark in a bracket at its end, and that mark.
  func withoutMark(_ name: ArraySlice<UInt16>) -> (name: ArraySlice<UInt16>, mark: ExactNumber?, isPercent: Bool) {
    guard name.last == 0x29, let mark = ScoreText(name, vocabulary: vocabulary).marks.last,
      mark.bracket.upperBound == name.endIndex, mark.bracket.lowerBound > name.startIndex
    else { return (name, nil, false) }
    return (name[..<mark.bracket.lowerBound], mark.value, mark.isPercent)
  }

  /// Whether a name begins or ends with a word of the list, its number and its full mark left out.
  func isNamed(_ name: ArraySlice<UInt16>, _ list: String) -> Bool {
    let text = bare(withoutMark(name).name)
    guard !text.isEmpty else { return false }
    if vocabulary.longestMatch(in: text, list: list) != nil || vocabulary.longestSuffix(of: text, list: list) != nil {
      return true
    }
    // 综合能力加分（含拔尖项目加分）
    guard text.last == 0x29, let bracket = text.lastIndex(of: 0x28), bracket > text.startIndex else { return false }
    return vocabulary.longestSuffix(of: text[..<bracket], list: list) != nil
  }

  /// Whether a name holds a word of the list.
  func holds(_ name: ArraySlice<UInt16>, _ list: String) -> Bool {
    vocabulary.occurs(in: name, list: list)
  }

  /// What a name says of its row; nil where it says nothing.
  func row(of name: ArraySlice<UInt16>) -> Weight.Row? {
    if isNamed(name, "bonus-words") { return .bonus }
    if isNamed(name, "deduction-words") { return .deduction }
    return nil
  }

  /// The characters of a provision's heading, which its first passage begins with or is.
  func heading(of provision: Int) -> ArraySlice<UInt16>? {
    guard outline.provisions.indices.contains(provision), outline.provisions[provision].heading != nil else {
      return nil
    }
    let range = outline.provisions[provision].passages
    guard let first = range.first, outline.passages.indices.contains(first),
      outline.passages[first].provision == provision
    else { return nil }
    let passage = outline.passages[first]
    switch passage.role {
    case .heading: return outline.characters[passage.range]
    case .body where passage.headingLength > 0: return outline.characters[passage.range].prefix(passage.headingLength)
    default: return nil
    }
  }

  /// What the headings over a place say of the scores below: added or taken points; nil where they say nothing.
  func row(under provision: Int?) -> Weight.Row? {
    var at = provision
    var steps = 0
    while let index = at, outline.provisions.indices.contains(index), steps < 64 {
      if let heading = heading(of: index), let row = row(of: withoutStop(heading)) { return row }
      at = outline.provisions[index].parent
      steps += 1
    }
    return nil
  }

  /// Characters without final marks.
  func withoutStop(_ text: ArraySlice<UInt16>) -> ArraySlice<UInt16> {
    var text = text
    while let last = text.last, [0x3002, 0x3B, 0x3A, 0x2C, 0x3001].contains(last) { text = text.dropLast() }
    return text
  }
}
