// The registry of bodies: one list for whoever must know who is who.
import RuleModel
import TextModel

/// All bodies that the word lists know, by any of their names.
///
/// Lists: `bodies-nation`, `bodies-local`, `bodies-regions`, `bodies-finance` and `bodies-zones` hold a body a line:
/// `full name ⇥ levels kind field code | other names | former names`. In a full name `*` is where a region's full name
/// stands and `~` where its short one does; a name without either is one body's. `regions` has the regions with their
/// codes (GB/T 2260), `bodies-levels` the words for a level, `bodies-parts` the parts of a body that keep its name,
/// `bodies-shapes` endings that only full names have, `bodies-self` what a notice calls its own issuer, `bodies-numbers`
/// what document numbers begin with. Universities are looked up in a text of their own, which is never parsed.
///
/// What the lists do not settle has no official name: nothing is guessed.
public struct BodyRegistry: Sendable {
  /// The lists that hold bodies.
  public static let lists = ["bodies-nation", "bodies-local", "bodies-regions", "bodies-finance", "bodies-zones"]

  /// A body, or a kind of body that each region has one of.
  struct Entry: Sendable {
    /// The full name in `units`.
    var name: Range<Int32>
    var levels: Set<BodyLevel> = []
    var kind: BodyKind = .department
    /// In `units`; empty where the name itself tells it.
    var field: Range<Int32> = 0..<0
    /// The region of a body that is not in each of them, as a number; 0 where there is none.
    var region: Int32 = 0
    var isTemplate = false
    /// Whether the full name of one region's body begins with the region.
    var beginsWithRegion = false
    var former: [Former] = []
  }

  /// A name that a body had.
  struct Former: Sendable {
    /// The full former name in `units`.
    var name: Range<Int32>
    /// `2018-03` or `2018`.
    var until: String
    /// Whether what came of it is called otherwise from place to place.
    var varies: Bool
  }

  /// A name of a body.
  struct Item: Sendable {
    var key: Range<Int32>
    var entry: Int32
    /// -2 for the full name, -1 for another name, else which former one.
    var role: Int32
    /// The next item in the same slot, or -1.
    var next: Int32
  }

  /// Where a region's full name stands.
  static let mark: UInt16 = 0x2A
  /// Where a region's short name stands.
  static let shortMark: UInt16 = 0x7E

  let vocabulary: Vocabulary
  let folding: Folding
  let regions: RegionTable
  private(set) var units: [UInt16] = []
  private(set) var entries: [Entry] = []
  private(set) var items: [Item] = []
  private(set) var slots: [Int32]
  /// What stands before a region inside full names: 国家税务总局, 中共; the empty one first.
  private(set) var leads: [[UInt16]] = [[]]
  let universities: String

  /// The registry of the word lists; `universities` has a line for each: its name, a tab, the code of its region.
  public init(vocabulary: Vocabulary, folding: Folding, universities: String = "") {
    self.universities = universities
    self.vocabulary = vocabulary
    self.folding = folding
    regions = RegionTable(vocabulary: vocabulary)
    units.reserveCapacity(32_768)
    items.reserveCapacity(4096)
    slots = [Int32](repeating: -1, count: 8192)
    var row = Row()
    for list in Self.lists { vocabulary.forEachWord(in: list) { name, value in add(name, value, &row) } }
  }

  /// A registry of parts that were read before.
  init(
    vocabulary: Vocabulary, folding: Folding, universities: String, regions: RegionTable, units: [UInt16],
    leads: [[UInt16]], entries: [Entry], items: [Item], slots: [Int32]
  ) {
    self.universities = universities
    self.vocabulary = vocabulary
    self.folding = folding
    self.regions = regions
    self.units = units
    self.leads = leads
    self.entries = entries
    self.items = items
    self.slots = slots.isEmpty ? [-1] : slots
  }

  // MARK: - Reading the lists

  private mutating func add(_ name: ArraySlice<UInt16>, _ value: String, _ row: inout Row) {
    let start = Int32(units.count)
    units.append(contentsOf: name)
    var entry = Entry(name: start..<Int32(units.count))
    entry.isTemplate = name.contains(Self.mark) || name.contains(Self.shortMark)
    row.section = 0
    let number = Int32(entries.count)
    entries.append(entry)
    // The first section settles what the names of the others mean; it is complete before they begin.
    for scalar in value.unicodeScalars {
      if scalar == " " || scalar == "|" {
        take(&row, number)
        if scalar == "|" { row.section += 1 }
      } else {
        row.token.append(folding[scalar])
      }
      if scalar == "|", row.section == 1 { addFullName(number) }
    }
    take(&row, number)
    if row.section == 0 { addFullName(number) }
  }

  /// What has been read of a line.
  private struct Row {
    var section = 0
    var token: [UInt16] = []
    /// The same few words stand in all lines: each is read once.
    var known: [[UInt16]: Field] = [:]
  }

  private mutating func take(_ row: inout Row, _ number: Int32) {
    guard !row.token.isEmpty else { return }
    defer { row.token.removeAll(keepingCapacity: true) }
    switch row.section {
    case 0: addField(&row, number)
    case 1: addName(row.token, entry: number, role: -1)
    default: addFormer(row.token, number)
    }
  }

  /// The level of a word of the lists.
  static func level(_ word: some StringProtocol) -> BodyLevel? { BodyLevel.allCases.first { $0.name == word } }

  private mutating func addField(_ row: inout Row, _ number: Int32) {
    let token = row.token
    guard let first = token.first, first < 0x80 else {
      entries[Int(number)].field = store(token)
      return
    }
    let field = row.known[token] ?? Self.field(String(decoding: token, as: UTF16.self))
    row.known[token] = field
    switch field {
    case .region(let code): entries[Int(number)].region = code
    case .kind(let kind): entries[Int(number)].kind = kind
    case .levels(let levels): entries[Int(number)].levels = levels
    }
  }

  /// What a word of the first section says.
  private enum Field: Sendable {
    case region(Int32)
    case kind(BodyKind)
    case levels(Set<BodyLevel>)
  }

  private static func field(_ word: String) -> Field {
    if let code = Int32(word) { return .region(code) }
    if let kind = BodyKind(rawValue: word) { return .kind(kind) }
    return .levels(Set(word.split(separator: ",").compactMap { level($0) }))
  }

  /// The full name, and for one region's body the name behind the region.
  private mutating func addFullName(_ number: Int32) {
    let entry = entries[Int(number)]
    let name = units[Int(entry.name.lowerBound)..<Int(entry.name.upperBound)]
    index(entry.name, entry: number, role: -2)
    if entry.isTemplate {
      if let mark = name.firstIndex(where: { $0 == Self.mark || $0 == Self.shortMark }), mark > name.startIndex {
        addLead(Array(name[..<mark]))
      }
    } else if !entry.levels.contains(.nation), let place = regions.beginning(of: name, vocabulary) {
      if entry.region == 0 { entries[Int(number)].region = place.code }
      if entries[Int(number)].region == place.code, place.length < name.count {
        entries[Int(number)].beginsWithRegion = true
        index(store([Self.mark] + name.dropFirst(place.length)), entry: number, role: -2)
      }
    }
  }

  private mutating func addLead(_ lead: [UInt16]) {
    if !leads.contains(lead) { leads.append(lead) }
  }

  /// Another name; what stands behind a region unless the body is the whole nation's.
  private mutating func addName(_ token: [UInt16], entry number: Int32, role: Int32) {
    let entry = entries[Int(number)]
    if let mark = token.firstIndex(where: { $0 == Self.mark || $0 == Self.shortMark }) {
      if mark > 0 { addLead(Array(token[..<mark])) }
      index(store(token), entry: number, role: role)
      return
    }
    if entry.isTemplate {
      index(store([Self.mark] + token), entry: number, role: role)
      return
    }
    // 城管局 of 广州市 is nobody's without 广州市 or 市 before it.
    if !entry.beginsWithRegion { index(store(token), entry: number, role: role) }
    guard entry.region != 0 else { return }
    if let place = regions.beginning(of: token[...], vocabulary), place.code == entry.region {
      if place.length < token.count {
        index(store([Self.mark] + token.dropFirst(place.length)), entry: number, role: role)
      }
    } else {
      index(store([Self.mark] + token), entry: number, role: role)
    }
  }

  /// 环境保护局(环保局,环境局)@2018 — with ? at the end where what came of it is called otherwise in each place.
  private mutating func addFormer(_ token: [UInt16], _ number: Int32) {
    guard let at = token.lastIndex(of: 0x40) else { return }
    var until = String(decoding: token[(at + 1)...], as: UTF16.self)
    let varies = until.hasSuffix("?")
    if varies { until.removeLast() }
    var names = token[..<at].split { $0 == 0x28 || $0 == 0x29 || $0 == 0x2C }[...]
    guard let full = names.popFirst() else { return }
    let entry = entries[Int(number)]
    let isMarked = full.contains(Self.mark) || full.contains(Self.shortMark)
    let isTail = entry.isTemplate || entry.beginsWithRegion
    let stored = store(isTail && !isMarked ? [Self.mark] + full : Array(full))
    let role = Int32(entry.former.count)
    entries[Int(number)].former.append(Former(name: stored, until: until, varies: varies))
    addName(Array(full), entry: number, role: role)
    for name in names { addName(Array(name), entry: number, role: role) }
  }

  private mutating func store(_ text: [UInt16]) -> Range<Int32> {
    let start = Int32(units.count)
    units.append(contentsOf: text)
    return start..<Int32(units.count)
  }

  private mutating func index(_ key: Range<Int32>, entry: Int32, role: Int32) {
    if items.count + 1 > slots.count / 2 { grow() }
    let slot = slot(of: units[Int(key.lowerBound)..<Int(key.upperBound)])
    items.append(Item(key: key, entry: entry, role: role, next: slots[slot]))
    slots[slot] = Int32(items.count - 1)
  }

  private mutating func grow() {
    slots = [Int32](repeating: -1, count: slots.count * 2)
    for number in items.indices {
      let slot = slot(of: units[Int(items[number].key.lowerBound)..<Int(items[number].key.upperBound)])
      items[number].next = slots[slot]
      slots[slot] = Int32(number)
    }
  }

  /// FNV-1a over the code units.
  private func slot(of key: some Sequence<UInt16>) -> Int {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for unit in key { hash = (hash ^ UInt64(unit)) &* 0x0000_0100_0000_01B3 }
    return Int(truncatingIfNeeded: hash ^ hash >> 32) & (slots.count - 1)
  }

  /// The names that are spelt so, full ones first, former ones last, each in the order of the lists.
  func items(named key: [UInt16]) -> [Item] {
    var found: [Item] = []
    var number = slots[slot(of: key)]
    while number >= 0 {
      let item = items[Int(number)]
      if units[Int(item.key.lowerBound)..<Int(item.key.upperBound)].elementsEqual(key) { found.append(item) }
      number = item.next
    }
    return found.count < 2
      ? found
      : found.reversed().enumerated().sorted { left, right in
        let (a, b) = (min(left.element.role, 0), min(right.element.role, 0))
        return (a, left.offset) < (b, right.offset)
      }.map(\.element)
  }

  /// Characters that are kept, as text; brackets as Chinese prints them.
  func text(_ range: Range<Int32>) -> String { Self.text(units[Int(range.lowerBound)..<Int(range.upperBound)]) }

  static func text(_ units: some Collection<UInt16>) -> String {
    String(decoding: units.map { $0 == 0x28 ? 0xFF08 : $0 == 0x29 ? 0xFF09 : $0 }, as: UTF16.self)
  }
}
