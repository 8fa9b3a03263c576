import TextModel

/// What the library must know of the language, from the word lists of the grammars.
public struct LibraryWords: Sendable {
  /// How characters are matched.
  public let folding: Folding
  /// What marks a year in a title: 年, 年度. Stripped with the digits before it when titles are compared.
  let yearTails: [[UInt16]]
  /// What marks a stage of a policy in its title: 试行, 修订.
  let stages: [[UInt16]]
  /// What ends other instruments: 废止.
  let repeals: [[UInt16]]

  /// Names that are not read as their characters alone would be, with others that sound the same: 长沙, 常沙.
  let readings: [(name: [UInt16], sound: String)]

  /// The words of the lists `policy-year-tails`, `policy-stages`, `repeal-words` and `pinyin-readings`.
  public init(vocabulary: Vocabulary, folding: Folding) {
    self.folding = folding
    func words(_ list: String) -> [[UInt16]] {
      vocabulary.entries(of: list).map(\.word).sorted { $0.count > $1.count }
    }
    yearTails = words("policy-year-tails")
    stages = words("policy-stages")
    repeals = words("repeal-words")
    readings = vocabulary.entries(of: "pinyin-readings").map { ($0.word, $0.value) }
  }

  /// A text as the full-text index has it: folded, letters small, one code unit for each code point.
  func folded(_ text: String) -> [UInt16] {
    text.unicodeScalars.map { scalar in
      let unit = folding[scalar]
      return (0x41...0x5A).contains(unit) ? unit + 0x20 : unit
    }
  }

  /// A key that sorts names in the order of pinyin.
  func pinyinKey(of name: String) -> [UInt8] {
    let units = folded(name)
    guard let reading = readings.first(where: { units.starts(with: $0.name) }) else { return PinyinOrder.key(of: name) }
    return PinyinOrder.key(of: reading.sound + String(decoding: units.dropFirst(reading.name.count), as: UTF16.self))
  }

  /// What stays of a title when the year, the stage and all marks are taken out: the same for versions of one policy.
  func stem(ofTitle title: String) -> String {
    let units = folded(title)
    // The title of the instrument that is issued, where the notice only issues it.
    let inner: [UInt16]
    if let open = units.firstIndex(of: 0x300A), let close = units[open...].lastIndex(of: 0x300B), close > open + 4 {
      inner = Array(units[(open + 1)..<close])
    } else {
      inner = units
    }
    var stem: [UInt16] = []
    var at = 0
    while at < inner.count {
      if let length = yearLength(in: inner, at) ?? stages.first(where: { inner[at...].starts(with: $0) })?.count {
        at += length
        continue
      }
      if Self.isWordCharacter(inner[at]) { stem.append(inner[at]) }
      at += 1
    }
    return String(decoding: stem, as: UTF16.self)
  }

  /// Whether a text says that something else ends.
  func repealsSomething(_ text: ArraySlice<UInt16>) -> Bool {
    text.indices.contains { at in repeals.contains { text[at...].starts(with: $0) } }
  }

  /// The length of a year of this or the last century with its mark: `2025年度`, `2024-2026年`.
  private func yearLength(in units: [UInt16], _ start: Int) -> Int? {
    func isYear(_ at: Int) -> Bool {
      at + 4 <= units.count && units[at..<(at + 4)].allSatisfy({ (0x30...0x39).contains($0) })
        && (units[at] == 0x32 && units[at + 1] == 0x30 || units[at] == 0x31 && units[at + 1] == 0x39)
    }
    guard isYear(start) else { return nil }
    var at = start + 4
    if at < units.count, units[at] == 0x2D || units[at] == 0x7E, isYear(at + 1) { at += 5 }
    if let tail = yearTails.first(where: { units[at...].starts(with: $0) }) { at += tail.count }
    return at - start
  }

  private static func isWordCharacter(_ unit: UInt16) -> Bool {
    (0x30...0x39).contains(unit) || (0x61...0x7A).contains(unit) || (0x3400...0x9FFF).contains(unit)
      || unit >= 0xF900 && unit < 0xFB00 || unit == Folding.beyondBasicPlane
  }
}

/// A number of 64 bits for a text, always the same (FNV-1a).
struct TextHash {
  private(set) var value: UInt64 = 0xcbf2_9ce4_8422_2325

  mutating func add(_ bytes: some Sequence<UInt8>) {
    for byte in bytes {
      value ^= UInt64(byte)
      value = value &* 0x0000_0100_0000_01b3
    }
    // What ends a part: no text holds this byte.
    value ^= 0xFF
    value = value &* 0x0000_0100_0000_01b3
  }

  mutating func add(_ units: some Sequence<UInt16>) {
    add(units.lazy.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)] })
  }

  mutating func add(_ number: Int) { add(String(number).utf8) }

  /// The number as SQLite keeps it.
  var stored: Int64 { Int64(bitPattern: value) }
}
