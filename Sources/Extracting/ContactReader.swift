import RuleModel
import TextModel
import Tokenizing

/// Whom to turn to: the telephone numbers of a notice and the names that stand before them, paired in printed order.
///
/// Names are read from the text as printed, where blanks part them: a surname of the list and one or two characters,
/// or a surname and a form of address (何先生).
struct ContactReader {
  let reading: NoticeReading
  let vocabulary: Vocabulary
  /// How far before a number a name is looked for, in code points.
  static let reach = 60

  func read() -> [Document.Contact] {
    let text = reading.outline.text
    var phones: [Span] = []
    for segment in reading.stream.segments {
      let role = reading.outline.passages[segment.passage].role
      guard role != .cell, role != .title else { continue }
      for token in segment.tokens where reading.stream.tokens[token].type == .phone {
        phones.append(reading.outline.span(of: reading.stream.tokens[token].range))
      }
    }
    phones.sort()
    var out: [Document.Contact] = []
    var index = 0
    var floor = 0
    while index < phones.count {
      // Numbers that follow one another share the names before the first.
      var last = index
      while last + 1 < phones.count, phones[last + 1].start - phones[last].end <= 3 { last += 1 }
      let start = max(floor, phones[index].start - Self.reach)
      let names = names(in: start..<phones[index].start)
      if isContact(start..<phones[index].start) {
        for (offset, phone) in phones[index...last].enumerated() {
          out.append(.init(name: offset < names.count ? names[offset] : nil, phone: text.squeezed(in: phone)))
        }
      }
      floor = phones[last].end
      index = last + 1
    }
    return out.filter { $0.name != nil }
  }

  /// Whether a word of contacts stands in the range.
  private func isContact(_ range: Range<Int>) -> Bool {
    let window = reading.outline.text.folded[range].filter { $0 != Folding.blank && $0 != Folding.lineEnd }
    return window.indices.contains { vocabulary.longestMatch(in: window[$0...], list: "contact-words") != nil }
  }

  private func names(in range: Range<Int>) -> [String] {
    let folded = reading.outline.text.folded
    var out: [String] = []
    var start = range.lowerBound
    for at in range.lowerBound...range.upperBound {
      let isHan = at < range.upperBound && folded[at] >= 0x4E00 && folded[at] < 0xA000
      if isHan { continue }
      if start < at, let name = name(in: start..<at) { out.append(name) }
      start = at + 1
    }
    return out
  }

  /// The name that a run of Chinese characters is, or ends with before a form of address.
  private func name(in range: Range<Int>) -> String? {
    let text = reading.outline.text
    let characters = text.folded[range]
    if let (length, _) = vocabulary.longestSuffix(of: characters, list: "name-titles"), characters.count > length {
      for size in [2, 1] where characters.count >= length + size {
        let surname = characters.dropLast(length).suffix(size)
        if vocabulary.contains(surname, in: "surnames") {
          return text.string(in: Span(range.upperBound - length - size, range.upperBound))
        }
      }
      return nil
    }
    guard (2...4).contains(characters.count),
      let (length, _) = vocabulary.longestMatch(in: characters, list: "surnames"), characters.count > length,
      characters.count - length <= 2, !isOtherWord(characters)
    else { return nil }
    return text.string(in: Span(range.lowerBound, range.upperBound))
  }

  /// A word of contacts, or one that ends as names of bodies do, is no person.
  private func isOtherWord(_ characters: ArraySlice<UInt16>) -> Bool {
    characters.indices.contains { vocabulary.longestMatch(in: characters[$0...], list: "contact-words") != nil }
      || ["org-offices", "org-suffixes", "org-groups", "org-firms", "actors"].contains {
        vocabulary.longestSuffix(of: characters, list: $0) != nil
      }
  }
}
