// The registry as text and back: what the build computes ahead, so that the program need not parse its lists of bodies.
import RuleModel
import TextModel

extension BodyRegistry {
  /// Adds all that stands in the lists of bodies and regions to what is packed; universities and the word lists themselves
  /// are not in it.
  public func pack(into out: inout PackedWriter) {
    regions.pack(into: &out)
    out.add(units) { $0.add(Int($1)) }
    out.add(leads) { out, lead in out.add(lead) { $0.add(Int($1)) } }
    // Few sets of levels serve all bodies.
    var sets: [Set<BodyLevel>] = []
    for entry in entries where !sets.contains(entry.levels) { sets.append(entry.levels) }
    out.add(sets) { out, levels in out.add(levels.reduce(0) { $0 | 1 << $1.rawValue }) }
    out.add(entries) { out, entry in
      out.add(range: entry.name)
      out.add(sets.firstIndex(of: entry.levels) ?? 0)
      out.add(BodyKind.allCases.firstIndex(of: entry.kind) ?? 0)
      out.add(range: entry.field)
      out.add(Int(entry.region))
      out.add((entry.isTemplate ? 1 : 0) | (entry.beginsWithRegion ? 2 : 0))
      out.add(entry.former) { out, former in
        out.add(range: former.name)
        out.add(former.until)
        out.add(former.varies)
      }
    }
    out.add(items) { out, item in
      out.add(range: item.key)
      out.add(Int(item.entry))
      out.add(Int(item.role) + 1)
      out.add(Int(item.next))
    }
    out.add(slots)
  }

  /// The registry that `pack` packed, with the words that it was made of.
  public init(packed: inout PackedReader, vocabulary: Vocabulary, folding: Folding, universities: String) {
    let regions = RegionTable(packed: &packed)
    let units = packed.units()
    let leads = packed.list { $0.units() }
    let sets = packed.list { packed in
      let bits = packed.number()
      return Set(BodyLevel.allCases.filter { bits & 1 << $0.rawValue != 0 })
    }
    let kinds = BodyKind.allCases
    let entries = packed.list { packed in
      var entry = Entry(name: packed.range())
      let set = packed.number()
      if sets.indices.contains(set) { entry.levels = sets[set] }
      let kind = packed.number()
      if kinds.indices.contains(kind) { entry.kind = kinds[kind] }
      entry.field = packed.range()
      entry.region = packed.number32()
      let flags = packed.number()
      entry.isTemplate = flags & 1 != 0
      entry.beginsWithRegion = flags & 2 != 0
      entry.former = packed.list { Former(name: $0.range(), until: $0.text(), varies: $0.flag()) }
      return entry
    }
    let items = packed.list {
      Item(key: $0.range(), entry: $0.number32(), role: $0.number32() - 1, next: $0.number32())
    }
    self.init(
      vocabulary: vocabulary, folding: folding, universities: universities, regions: regions, units: units,
      leads: leads, entries: entries, items: items, slots: packed.numbers())
  }
}

extension RegionTable {
  fileprivate func pack(into out: inout PackedWriter) {
    out.add(column: units.map(Int32.init))
    out.add(column: codes)
    for bound in [\Names.full.lowerBound, \.full.upperBound, \.short.lowerBound, \.short.upperBound] {
      out.add(column: names.map { $0[keyPath: bound] })
    }
  }

  fileprivate init(packed: inout PackedReader) {
    let units = packed.column().map { UInt16(truncatingIfNeeded: $0) }
    let codes = packed.column()
    let bounds = (0..<4).map { _ in packed.column() }
    let count = bounds.reduce(codes.count) { min($0, $1.count) }
    func range(_ start: Int32, _ end: Int32) -> Range<Int32> {
      0 <= start && start <= end && end <= units.count ? start..<end : 0..<0
    }
    let names = (0..<count).map {
      Names(full: range(bounds[0][$0], bounds[1][$0]), short: range(bounds[2][$0], bounds[3][$0]))
    }
    self.init(codes: Array(codes.prefix(count)), names: names, units: units)
  }
}

extension PackedWriter {
  fileprivate mutating func add(range: Range<Int32>) {
    add(range.count)
    add(Int(range.lowerBound))
  }
}

extension PackedReader {
  fileprivate mutating func units() -> [UInt16] { list { UInt16(truncatingIfNeeded: $0.number()) } }

  fileprivate mutating func range() -> Range<Int32> {
    let count = max(0, number32())
    let start = number32()
    return start..<(start &+ count < start ? start : start &+ count)
  }
}
