import RuleModel
import TextModel
import Tokenizing

/// Whom to turn to: the telephone numbers of a notice and the names that stand before or behind them, paired in printed
/// order.
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
        phones.append(withAreaCode(reading.outline.span(of: reading.stream.tokens[token].range)))
      }
    }
    phones.sort()
    var out: [Document.Contact] = []
    var index = 0
    var floor = 0
    var isBehindContact = false
    while index < phones.count {
      // Numbers that follow one another share the names before the first.
      var last = index
      while last + 1 < phones.count, phones[last + 1].start - phones[last].end <= 3 { last += 1 }
      let start = max(floor, phones[index].start - Self.reach)
      let before = start..<phones[index].start
      floor = phones[last].end
      // The next of a list of persons and numbers needs no word of contacts of its own.
      let isNext = isBehindContact && (!names(in: before).isEmpty || office(before: before) != nil)
      isBehindContact = isContact(before) || (index > 0 && bracket(behind: floor) != nil) || isNext
      if isBehindContact {
        let next = last + 1 < phones.count ? phones[last + 1].start : text.folded.count
        let names = names(before: before, behind: floor..<min(next, floor + Self.reach))
        if !names.isEmpty || isLabelled(before) { out += pairs(names, Array(phones[index...last])) }
      }
      index = last + 1
    }
    // A number without a name that is given with one elsewhere is no second contact.
    let named = Set(out.compactMap { $0.name == nil ? nil : $0.phone })
    return out.filter { $0.name != nil || !named.contains($0.phone ?? "") }
  }

  /// Names and numbers in printed order. One name, or none, has all numbers, a contact each; a single number belongs to
  /// all names.
  private func pairs(_ names: [String], _ phones: [Span]) -> [Document.Contact] {
    let text = reading.outline.text
    let numbers = phones.map(text.squeezed)
    if names.count <= 1 { return numbers.map { .init(name: names.first, phone: $0) } }
    if numbers.count == 1 { return names.map { .init(name: $0, phone: numbers[0]) } }
    return zip(names, numbers).map { .init(name: $0, phone: $1) }
  }

  /// Persons before the number, else behind it, else the office that the number is said to be of.
  private func names(before: Range<Int>, behind: Range<Int>) -> [String] {
    // Only what the sentence itself names: 于每月25日前报送。联系人：….
    let stop = before.last { reading.outline.text.folded[$0] == 0x3002 }
    let persons = names(in: (stop.map { $0 + 1 } ?? before.lowerBound)..<before.upperBound)
    if !persons.isEmpty { return persons }
    var rest = behind
    if let inside = bracket(behind: behind.lowerBound) {
      let named = names(in: inside)
      if !named.isEmpty { return named }
      if isOffice(inside) { return [reading.outline.text.squeezed(in: Span(inside.lowerBound, inside.upperBound))] }
      rest = min(inside.upperBound + 1, behind.upperBound)..<behind.upperBound
    }
    if let office = office(before: before) { return [office] }
    if let owner = owner(before: before) { return [owner] }
    return names(in: end(of: rest))
  }

  /// What follows a number up to the end of its sentence, or in the line behind it.
  private func end(of range: Range<Int>) -> Range<Int> {
    let folded = reading.outline.text.folded
    var lines = 0
    for at in range {
      if folded[at] == Folding.lineEnd { lines += 1 }
      if folded[at] == 0x3002 || folded[at] == 0x28 || lines > 2 { return range.lowerBound..<at }
    }
    return range
  }

  /// The inside of a （bracket） that stands directly behind a place.
  private func bracket(behind place: Int) -> Range<Int>? {
    let folded = reading.outline.text.folded
    var at = place
    while at < folded.count, at - place < 3, folded[at] == Folding.blank { at += 1 }
    guard at < folded.count, folded[at] == 0x28,
      let end = folded[at..<min(folded.count, at + Self.reach)].firstIndex(of: 0x29)
    else { return nil }
    return (at + 1)..<end
  }

  /// The office in 某科联系电话： or 联系科室：某科，联系电话：.
  private func office(before range: Range<Int>) -> String? {
    let text = reading.outline.text
    // 某路19-2号省某局人事处: the number of a house is no part of the name.
    var runs = hanRuns(in: range).map { run in
      run.lowerBound > 0 && text.folded[run.lowerBound] == Self.house && run.count > 1
        && (0x30...0x39).contains(text.folded[run.lowerBound - 1]) ? run.dropFirst() : run
    }
    guard let label = runs.popLast() else { return nil }
    var end = label.upperBound
    var named: Int?
    while end > label.lowerBound,
      let (length, value) = vocabulary.longestSuffix(of: text.folded[label.lowerBound..<end], list: "contact-labels")
    {
      if !value.isEmpty { named = named ?? end }
      end -= length
    }
    // 申报业务咨询：…: what the number is for, where no office stands there.
    if let named, end - label.lowerBound >= 2, !isOffice(label.lowerBound..<end) { end = named }
    // 某某科 5820001: the office itself stands before the number.
    guard end < label.upperBound else {
      let between = text.folded[label.upperBound..<range.upperBound]
      let isBeside = between.allSatisfy { $0 == Folding.blank || $0 == 0x3A }
      guard isBeside, label.count > 2, isOffice(label), !isOtherWord(text.folded[label], lists: []) else { return nil }
      return text.squeezed(in: Span(label.lowerBound, label.upperBound))
    }
    // 市教育局设立举报电话: no name of an office stands before the label.
    if end - label.lowerBound >= 3,
      vocabulary.firstWord(in: text.folded[label.lowerBound..<end], list: "founding-verbs") == nil
    {
      return text.squeezed(in: Span(label.lowerBound, end))
    }
    guard end == label.lowerBound, let run = runs.last, run.count > 1, isOffice(run),
      !isOtherWord(text.folded[run], lists: [])
    else { return nil }
    let name = behindLead(run)
    return name.count > 1 ? text.squeezed(in: Span(name.lowerBound, name.upperBound)) : nil
  }

  /// A number with the area code that stands in a bracket before it: (0757)83032000.
  private func withAreaCode(_ phone: Span) -> Span {
    let folded = reading.outline.text.folded
    var at = phone.start - 1
    while at >= 0, folded[at] == Folding.blank { at -= 1 }
    guard at > 3, folded[at] == 0x29 else { return phone }
    var open = at - 1
    while open > 0, at - open <= 4, (0x30...0x39).contains(folded[open]) { open -= 1 }
    guard folded[open] == 0x28, at - open >= 4, folded[open + 1] == 0x30 else { return phone }
    return Span(open, phone.end)
  }

  /// 号
  private static let house: UInt16 = 0x53F7

  /// The name behind the word that leads in: 送到某协会.
  private func behindLead(_ run: Range<Int>) -> Range<Int> {
    let stops = run.indices.dropFirst().filter {
      vocabulary.longestSuffix(of: reading.outline.text.folded[run.lowerBound..<$0], list: "contact-leads") != nil
    }
    return (stops.last ?? run.lowerBound)..<run.upperBound
  }

  /// The body in 某协会（地址：某路907室，联系电话：…）: what ends where the bracket begins that holds the number.
  private func owner(before range: Range<Int>) -> String? {
    let folded = reading.outline.text.folded
    guard let open = range.last(where: { folded[$0] == 0x28 || folded[$0] == 0x29 || folded[$0] == 0x3002 }),
      folded[open] == 0x28, let run = hanRuns(in: range.lowerBound..<open).last, run.upperBound == open
    else { return nil }
    let name = behindLead(run)
    guard name.count > 2, isOffice(name) else { return nil }
    return reading.outline.text.squeezed(in: Span(name.lowerBound, name.upperBound))
  }

  /// Whether a run of characters ends as the names of offices do.
  private func isOffice(_ range: Range<Int>) -> Bool {
    ["org-offices", "org-suffixes", "org-groups", "org-bodies", "contact-offices"].contains {
      vocabulary.longestSuffix(of: reading.outline.text.folded[range], list: $0) != nil
    }
  }

  /// Whether a word of contacts stands in the range.
  private func isContact(_ range: Range<Int>) -> Bool {
    let window = reading.outline.text.folded[range].filter { $0 != Folding.blank && $0 != Folding.lineEnd }
    return vocabulary.occurs(in: window[...], list: "contact-words")
  }

  /// Whether a label of telephones stands directly before a number, 联系电话：, and not one of complaints or of the page.
  private func isLabelled(_ range: Range<Int>) -> Bool {
    guard let run = hanRuns(in: range).last else { return false }
    let text = reading.outline.text
    let between = text.folded[run.upperBound..<range.upperBound]
    guard between.allSatisfy({ $0 == Folding.blank || $0 == Folding.lineEnd || $0 == 0x3A }) else { return false }
    var end = run.upperBound
    while end > run.lowerBound,
      let (length, value) = vocabulary.longestSuffix(of: text.folded[run.lowerBound..<end], list: "contact-labels")
    {
      if value == "complaint" || value == "page" { return false }
      end -= length
    }
    return end < run.upperBound
  }

  private func names(in range: Range<Int>) -> [String] {
    let text = reading.outline.text
    let runs = hanRuns(in: range)
    var out: [String] = []
    var index = 0
    while index < runs.count {
      let run = runs[index]
      // 李 明: a name of two characters is often set with a blank.
      if index + 1 < runs.count, run.count == 1, runs[index + 1].count == 1,
        vocabulary.contains(text.folded[run], in: "surnames"),
        text.folded[run.upperBound..<runs[index + 1].lowerBound].allSatisfy({ $0 == Folding.blank })
      {
        out.append(text.squeezed(in: Span(run.lowerBound, runs[index + 1].upperBound)))
        index += 2
        continue
      }
      if let name = name(in: run) { out.append(name) }
      index += 1
    }
    return out
  }

  /// The runs of Chinese characters in a range.
  private func hanRuns(in range: Range<Int>) -> [Range<Int>] {
    let folded = reading.outline.text.folded
    var out: [Range<Int>] = []
    var start = range.lowerBound
    for at in range.lowerBound...range.upperBound {
      let isHan = at < range.upperBound && folded[at] >= 0x4E00 && folded[at] < 0xA000
      if isHan { continue }
      if start < at { out.append(start..<at) }
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
    // 市民政局养老服务处王某: the name behind the office.
    for size in [3, 2] where characters.count > size + 2 {
      let split = range.upperBound - size
      let person = text.folded[split..<range.upperBound]
      if isOffice(range.lowerBound..<split), let (length, _) = vocabulary.longestMatch(in: person, list: "surnames"),
        length < size, size - length <= 2, !isOtherWord(person)
      {
        return text.string(in: Span(split, range.upperBound))
      }
    }
    guard (2...4).contains(characters.count),
      let (length, _) = vocabulary.longestMatch(in: characters, list: "surnames"), characters.count > length,
      characters.count - length <= 2, !isOtherWord(characters)
    else { return nil }
    return text.string(in: Span(range.lowerBound, range.upperBound))
  }

  /// A word of contacts, or one that ends as names of bodies do, is no person.
  private func isOtherWord(
    _ characters: ArraySlice<UInt16>,
    lists: [String] = ["org-offices", "org-suffixes", "org-groups", "org-firms", "actors"]
  ) -> Bool {
    vocabulary.occurs(in: characters, list: "contact-words") || vocabulary.contains(characters, in: "regions")
      || lists.contains { vocabulary.longestSuffix(of: characters, list: $0) != nil }
  }
}
