import Matching
import RuleModel
import TextModel
import Tokenizing

/// Whom to turn to: names behind 联系人： and the telephone numbers behind them, paired in printed order.
struct ContactReader {
  let reading: NoticeReading
  let vocabulary: Vocabulary

  func read() -> [Document.Contact] {
    var out: [Document.Contact] = []
    // Only passages with a telephone number are looked at closer.
    var asked: Set<Int> = []
    for segment in reading.stream.segments {
      let role = reading.outline.passages[segment.passage].role
      guard role != .cell, role != .title, !asked.contains(segment.passage) else { continue }
      if segment.tokens.contains(where: { reading.stream.tokens[$0].type == .phone }) { asked.insert(segment.passage) }
    }
    for passage in asked.sorted() { out += contacts(in: reading.outline.passages[passage].range) }
    return out
  }

  private func contacts(in range: Range<Int>) -> [Document.Contact] {
    let characters = reading.outline.characters
    var out: [Document.Contact] = []
    var at = range.lowerBound
    while at < range.upperBound {
      guard let (length, _) = vocabulary.longestMatch(in: characters[at..<min(at + 12, range.upperBound)], list: "contact-words"),
        at + length < range.upperBound, [0x3A, 0x2C].contains(characters[at + length])
      else {
        at += 1
        continue
      }
      var names: [String] = []
      var phones: [String] = []
      var start = at + length + 1
      at = start
      var inPhones = false
      scan: while at <= range.upperBound {
        let unit: UInt16 = at < range.upperBound ? characters[at] : 0x3002
        switch unit {
        case 0x30...0x39, 0x2D:
          if start < at, !inPhones { addName(start..<at, to: &names) }
          inPhones = true
          var end = at
          while end < range.upperBound, (characters[end] >= 0x30 && characters[end] <= 0x39) || characters[end] == 0x2D { end += 1 }
          if end - at >= 7 { phones.append(reading.printed(at..<end)) }
          at = end
          start = end
          continue scan
        case 0x3001, 0x2C, 0x3B, 0x28, 0x29, 0x3A:
          if !inPhones { addName(start..<at, to: &names) }
          start = at + 1
        case 0x3002:
          if !inPhones { addName(start..<at, to: &names) }
          at += 1
          break scan
        default:
          if inPhones, vocabulary.longestMatch(in: characters[at..<min(at + 12, range.upperBound)], list: "contact-words") != nil {
            break scan
          }
        }
        at += 1
      }
      for index in 0..<max(names.count, phones.count) where index < phones.count {
        out.append(.init(name: index < names.count ? names[index] : nil, phone: phones[index]))
      }
    }
    return out
  }

  /// A name has two to four characters and no word of a telephone in it.
  private func addName(_ range: Range<Int>, to names: inout [String]) {
    let characters = reading.outline.characters[range]
    guard (2...4).contains(characters.count), characters.allSatisfy({ $0 >= 0x4E00 && $0 < 0xA000 || $0 == 0xB7 }) else { return }
    if characters.indices.contains(where: { vocabulary.longestMatch(in: characters[$0...], list: "phone-words") != nil }) { return }
    names.append(reading.printed(range))
  }
}
