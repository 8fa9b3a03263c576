import Foundation
import RuleModel
import TestSupport
import TextModel

/// Compares graphs with gold files: how much of what the gold says was read, and how much of what was read it says.
///
/// An item of a type is matched with one of the gold where their places overlap enough, one to one, the best overlap
/// first; it counts strictly only where its typed fields are right too.
struct GoldScore {
  /// What is counted of one type.
  struct Tally {
    var matched = 0
    var strict = 0
    var gold = 0
    var read = 0

    /// Which share of what was read stands in the gold with all fields right.
    var precision: Double { Self.share(strict, read) }
    /// Which share of the gold was read with all fields right.
    var recall: Double { Self.share(strict, gold) }
    /// The harmonic mean of both.
    var strictF1: Double {
      precision + recall > 0 ? 2 * precision * recall / (precision + recall) : 0
    }
    private static func share(_ part: Int, _ whole: Int) -> Double { whole > 0 ? Double(part) / Double(whole) : 0 }
  }

  /// The types, in the order of the table.
  static let types = ["meta", "provisions", "quantities", "temporals", "conditions", "duties", "weights"]

  /// The counts by type.
  private(set) var tallies = Dictionary(uniqueKeysWithValues: types.map { ($0, Tally()) })
  /// How many items quote the text at their place, of how many.
  private(set) var grounded = (right: 0, all: 0)

  /// The mean of the strict F1 of all types that the gold has.
  var macro: Double {
    let present = Self.types.compactMap { tallies[$0] }.filter { $0.gold > 0 }
    return present.isEmpty ? 0 : present.reduce(0) { $0 + $1.strictF1 } / Double(present.count)
  }

  /// Whether the gold has anything of a type.
  func has(_ type: String) -> Bool { (tallies[type]?.gold ?? 0) > 0 }

  /// The strict F1 of a type.
  func strictF1(_ type: String) -> Double { tallies[type]?.strictF1 ?? 0 }

  /// The figures as a table.
  var table: String {
    var lines = Self.types.map { type in
      let tally = tallies[type] ?? Tally()
      let name = type + String(repeating: " ", count: 12 - type.count)
      return String(
        format: "%6d gold %6d read %6d matched  strict F1 %.3f  ", tally.gold, tally.read, tally.matched, tally.strictF1
      ) + name
    }
    lines.append(String(format: "macro strict F1 %.3f, grounded %d of %d", macro, grounded.right, grounded.all))
    return lines.joined(separator: "\n")
  }

  /// The figures as rows of a Markdown table.
  var markdownRows: String {
    Self.types.map { type in
      let tally = tallies[type] ?? Tally()
      return String(
        format: "| \(type) | %d | %d | %d | %d | %.3f | %.3f | %.3f |", tally.gold, tally.read, tally.matched,
        tally.strict,
        tally.precision, tally.recall, tally.strictF1)
    }.joined(separator: "\n") + String(format: "\n| mean | | | | | | | %.3f |", macro)
  }

  // MARK: Comparing

  private typealias Place = (start: Int, end: Int)

  /// A thing read or annotated: where it stands in the notice without white space, and its typed fields.
  private struct Item {
    var place: Place
    var fields: [ComparedValue?]
  }

  private static let fields: [String: [String]] = [
    "quantities": ["op", "value", "upper", "unit"],
    "temporals": ["kind", "value", "workdays", "by", "times"],
    "conditions": ["role"],
    "duties": ["unit", "role", "modality"],
    "weights": ["indicator", "parent", "points", "unit", "row"],
  ]
  private static let leastOverlap: [String: Double] = ["quantities": 0.6, "temporals": 0.6]

  /// Adds a notice: its text as it stands in the file, its gold, and its graph.
  mutating func add(notice: String, gold: JSONValue, graph: RuleGraph) {
    let hay = Haystack(notice.unicodeScalars)
    let read = ReadItems(graph: graph)
    for (type, names) in Self.fields {
      let annotated = gold[type].elements.map { item in
        Item(place: goldPlace(item, hay) ?? (-4, -3), fields: names.map { ComparedValue(item[$0]) })
      }
      var seen: Set<[ComparedValue?]> = []
      var found: [Item] = []
      for item in read.items[type] ?? [] {
        grounded.all += 1
        if graph.text.string(in: item.span).unicodeScalars.elementsEqual(item.quote.unicodeScalars) {
          grounded.right += 1
        }
        let key = [ComparedValue(Double(item.span.start)), ComparedValue(Double(item.span.end))] + item.fields
        guard seen.insert(key).inserted else { continue }
        found.append(
          Item(place: hay.place(of: item.span, in: graph.text, read.prefix) ?? (-2, -1), fields: item.fields))
      }
      let pairs = Self.match(type, annotated, found)
      tallies[type, default: Tally()].matched += pairs.count
      tallies[type, default: Tally()].strict += pairs.count { annotated[$0.gold].fields == found[$0.read].fields }
      tallies[type, default: Tally()].gold += annotated.count
      tallies[type, default: Tally()].read += found.count
    }
    addProvisions(gold, graph)
    addMeta(gold["meta"], graph.document)
  }

  private func goldPlace(_ item: JSONValue, _ hay: Haystack) -> Place? {
    let quote = squeezed(item["quote"].text.unicodeScalars)
    guard !quote.isEmpty else { return nil }
    var nth = 1
    if case .number(let number) = item["nth"] { nth = Int(number) }
    let places = hay.places(of: quote)
    guard nth >= 1, nth <= places.count else { return nil }
    return (places[nth - 1], places[nth - 1] + quote.count)
  }

  /// One to one, the best overlap first; of equal overlaps the pair with the fewest fields that differ.
  private static func match(_ type: String, _ gold: [Item], _ read: [Item]) -> [(gold: Int, read: Int)] {
    var pairs: [(overlap: Double, wrong: Int, gold: Int, read: Int)] = []
    for (i, wanted) in gold.enumerated() {
      for (j, found) in read.enumerated() {
        var place = found.place
        // A gold file quotes the first forty characters of a cell.
        if type == "weights" {
          place.end = min(place.end, place.start + max(40, wanted.place.end - wanted.place.start))
        }
        let overlap = overlap(wanted.place, place)
        guard overlap >= leastOverlap[type] ?? 0.5 else { continue }
        pairs.append((overlap, zip(wanted.fields, found.fields).count { $0 != $1 }, i, j))
      }
    }
    pairs.sort { ($1.overlap, $0.wrong, $0.gold, $0.read) < ($0.overlap, $1.wrong, $1.gold, $1.read) }
    var usedGold: Set<Int> = []
    var usedRead: Set<Int> = []
    var out: [(Int, Int)] = []
    for pair in pairs where !usedGold.contains(pair.gold) && !usedRead.contains(pair.read) {
      usedGold.insert(pair.gold)
      usedRead.insert(pair.read)
      out.append((pair.gold, pair.read))
    }
    return out
  }

  private static func overlap(_ a: Place, _ b: Place) -> Double {
    let inside = min(a.end, b.end) - max(a.start, b.start)
    return inside <= 0 ? 0 : Double(inside) / Double(max(a.end, b.end) - min(a.start, b.start))
  }

  private mutating func addProvisions(_ gold: JSONValue, _ graph: RuleGraph) {
    let wanted = Set(gold["provisions"].elements.map { $0["path"].elements.map { ComparedValue($0) } })
    let found = Set(graph.provisions.map { $0.path.map { ComparedValue($0) } })
    addSets("provisions", wanted, found)
  }

  private mutating func addSets<Element: Hashable>(_ type: String, _ wanted: Set<Element>, _ found: Set<Element>) {
    let both = wanted.intersection(found).count
    tallies[type, default: Tally()].matched += both
    tallies[type, default: Tally()].strict += both
    tallies[type, default: Tally()].gold += wanted.count
    tallies[type, default: Tally()].read += found.count
  }

  private mutating func addMeta(_ gold: JSONValue, _ document: Document) {
    for (name, value) in Self.meta(document) {
      let (wanted, found) = (ComparedValue(gold[name]), ComparedValue(value))
      addSets("meta", Self.parts(wanted), Self.parts(found))
    }
  }

  /// The elements of a list, each counted for itself; a single value as a set of one.
  private static func parts(_ value: ComparedValue?) -> Set<ComparedValue?> {
    guard let value else { return [] }
    if case .list(let elements) = value { return Set(elements) }
    return [value]
  }

  private static func meta(_ document: Document) -> [(String, JSONValue)] {
    func text(_ value: String?) -> JSONValue { value.map { .string($0) } ?? .null }
    func list(_ values: [String]) -> JSONValue { .list(values.map { .string($0) }) }
    return [
      ("title", text(document.title)), ("number", text(document.number)), ("kind", text(document.kind)),
      ("carries", text(document.carries)), ("issuers", list(document.issuers)),
      ("recipients", list(document.recipients)), ("date", text(document.date)),
      ("attachments", list(document.attachments)),
      ("cites", .list(document.cites.map { .object(["title": .string($0.title), "number": text($0.number)]) })),
      ("defines", .list(document.defines.map { .object(["term": .string($0.term), "means": text($0.means)]) })),
      ("contacts", .list(document.contacts.map { .object(["name": text($0.name), "phone": text($0.phone)]) })),
      ("effective", text(document.effective)), ("validity", text(document.validity)),
    ]
  }
}

/// A notice without white space, in which quotes are looked for.
private struct Haystack {
  private let scalars: [Unicode.Scalar]
  /// Where each scalar stands.
  private var starts: [Unicode.Scalar: [Int]] = [:]

  init(_ text: some Sequence<Unicode.Scalar>) {
    scalars = squeezed(text)
    for (index, scalar) in scalars.enumerated() { starts[scalar, default: []].append(index) }
  }

  /// Where a quote begins, overlapping places too.
  func places(of quote: [Unicode.Scalar]) -> [Int] {
    guard let first = quote.first else { return [] }
    return (starts[first] ?? []).filter { start in
      start + quote.count <= scalars.count && scalars[start..<(start + quote.count)].elementsEqual(quote)
    }
  }

  /// A place of the graph's text in the notice: of all places that quote the same, the nearest.
  func place(of span: Span, in text: SourceText, _ prefix: [Int]) -> (start: Int, end: Int)? {
    let quote = squeezed(text.string(in: span).unicodeScalars)
    guard !quote.isEmpty, prefix.indices.contains(span.start) else { return nil }
    let guess = prefix[span.start]
    guard let start = places(of: quote).min(by: { abs($0 - guess) < abs($1 - guess) }) else { return nil }
    return (start, start + quote.count)
  }
}

/// The items of a graph that gold files have types for.
private struct ReadItems {
  struct Item {
    var span: Span
    var quote: String
    var fields: [ComparedValue?]
  }

  private(set) var items: [String: [Item]] = [:]
  /// How many characters that are no white space stand before each place of the text.
  let prefix: [Int]

  init(graph: RuleGraph) {
    var prefix = [0]
    prefix.reserveCapacity(graph.text.count + 1)
    for scalar in graph.text.scalars { prefix.append((prefix.last ?? 0) + (isWhite(scalar) ? 0 : 1)) }
    self.prefix = prefix
    for rule in graph.rules {
      for quantity in rule.quantities {
        add(
          "quantities", quantity.span, quantity.quote,
          [
            ComparedValue(quantity.comparison.rawValue), Self.number(quantity.value),
            quantity.upper.map(Self.number) ?? nil,
            ComparedValue(quantity.unit),
          ])
      }
      // The period that a quantity is said of is a temporal too.
      for temporal in rule.temporals + rule.quantities.compactMap(\.period) {
        add(
          "temporals", temporal.span, temporal.quote,
          [
            ComparedValue(temporal.kind.rawValue), ComparedValue(temporal.value), temporal.isWorkdays ? .yes : nil,
            ComparedValue(temporal.by), temporal.times.map { ComparedValue(Double($0)) },
          ])
      }
      switch rule.body {
      case .condition(let condition):
        add("conditions", rule.span, rule.quote, [ComparedValue(condition.role.rawValue)])
      case .duty(let duty):
        add(
          "duties", rule.span, rule.quote,
          [ComparedValue(duty.unit.name), ComparedValue(duty.role.rawValue), ComparedValue(duty.modality.rawValue)])
      case .weight(let weight):
        add(
          "weights", rule.span, rule.quote,
          [
            ComparedValue(weight.indicator), ComparedValue(weight.parent), weight.points.map(Self.number) ?? nil,
            ComparedValue(weight.unit), ComparedValue(weight.row.rawValue),
          ])
      case .deadline, .target, .support, .sanction, .step, .material, .definition, .citation: break
      }
    }
  }

  private mutating func add(_ type: String, _ span: Span, _ quote: String, _ fields: [ComparedValue?]) {
    items[type, default: []].append(Item(span: span, quote: quote, fields: fields))
  }

  private static func number(_ number: ExactNumber) -> ComparedValue? {
    Double(number.description).map { ComparedValue($0) }
  }
}

extension NoticeFile {
  /// The gold of the notice; nil where there is no gold file.
  func gold() throws -> JSONValue? {
    guard FileManager.default.fileExists(atPath: goldPath) else { return nil }
    return try JSONDecoder().decode(JSONValue.self, from: Data(contentsOf: URL(fileURLWithPath: goldPath)))
  }
}
