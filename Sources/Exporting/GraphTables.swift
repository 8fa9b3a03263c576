// Rule graphs as tables of typed cells: one table a kind, and one each for notices, provisions, numbers, times, bodies,
// edges and diagnostics.
import RuleModel
import Tabulating
import TextModel

/// A notice under the name that tables know it by.
public struct NamedGraph: Sendable {
  /// The name, the same from run to run: rows are found again by it.
  public var name: String
  /// What the notice says.
  public var graph: RuleGraph

  /// A graph of the given name.
  public init(name: String, graph: RuleGraph) {
    self.name = name
    self.graph = graph
  }
}

/// The tables of notices. Each has the columns `notice` and `key`, which together name a row for good (see
/// `RuleGraph.stableKeys()`), and the columns of its kind, which never depend on the language.
public struct GraphTables {
  private let graphs: [NamedGraph]
  private let readers: [Reader]
  private let words: any Words
  /// Whether the tables are for people: titles and values in their language, links from row to row.
  private let isForPeople: Bool
  private var places: [Place: Int] = [:]

  /// A row by what it shows.
  private struct Place: Hashable {
    let graph: Int
    let node: GraphNode
  }

  /// What the tables need of one graph again and again.
  struct Reader {
    let graph: RuleGraph
    let keys: [String]
    let provisionKeys: [String]
    private let keyOfRule: [RuleID: String]
    private let pathOfProvision: [ProvisionID: String]
    private let keyOfProvision: [ProvisionID: String]
    private let nameOfOrganization: [OrganizationID: String]

    init(_ graph: RuleGraph) {
      self.graph = graph
      keys = graph.stableKeys()
      keyOfRule = Dictionary(zip(graph.rules.map(\.id), keys)) { first, _ in first }
      pathOfProvision = Dictionary(graph.provisions.map { ($0.id, $0.path.joined(separator: "/")) }) { first, _ in first
      }
      provisionKeys = Self.numbered(graph.provisions.map { $0.path.joined(separator: "/") })
      keyOfProvision = Dictionary(zip(graph.provisions.map(\.id), provisionKeys)) { first, _ in first }
      nameOfOrganization = Dictionary(graph.organizations.map { ($0.id, $0.name) }) { first, _ in first }
    }

    func key(_ id: RuleID?) -> String? { id.flatMap { keyOfRule[$0] } }
    func path(_ id: ProvisionID?) -> String? { id.flatMap { pathOfProvision[$0] } }
    /// The key of what is at the end of an edge.
    func key(_ node: GraphNode) -> String {
      switch node {
      case .document: "document"
      case .rule(let id): keyOfRule[id] ?? id.description
      case .provision(let id): keyOfProvision[id] ?? id.description
      case .organization(let id): nameOfOrganization[id] ?? id.description
      }
    }

    /// Names with `#2`, `#3` … behind those that were there before.
    static func numbered(_ names: [String]) -> [String] {
      var seen: [String: Int] = [:]
      return names.map { name in
        let count = (seen[name] ?? 0) + 1
        seen[name] = count
        return count == 1 ? name : "\(name)#\(count)"
      }
    }
  }

  /// The tables of the given notices: for programs where no language is given, else for people who read it.
  public init(_ graphs: [NamedGraph], language: Language? = nil) {
    self.graphs = graphs
    words = (language ?? .english).words
    isForPeople = language != nil
    readers = graphs.map { Reader($0.graph) }
    guard isForPeople else { return }
    var next: [String: Int] = [:]
    for (index, reader) in readers.enumerated() {
      for rule in reader.graph.rules {
        let name = Section(of: rule.body).tableName
        places[Place(graph: index, node: .rule(rule.id))] = next[name] ?? 0
        next[name, default: 0] += 1
      }
      for entry in reader.graph.provisions {
        places[Place(graph: index, node: .provision(entry.id))] = next["provisions"] ?? 0
        next["provisions", default: 0] += 1
      }
      for entry in reader.graph.organizations {
        places[Place(graph: index, node: .organization(entry.id))] = next["organizations"] ?? 0
        next["organizations", default: 0] += 1
      }
    }
  }

  /// All tables, in the order of a notice: what it says of itself, its rules kind by kind, then what they consist of.
  public var sheets: [Sheet] {
    TableKind.allCases.map { kind in
      Sheet(
        name: kind.rawValue, title: isForPeople ? words.title(ofTable: kind) : kind.rawValue,
        columns: columns(of: kind),
        rows: rows(of: kind))
    }
  }

  /// The columns of a table.
  func columns(of kind: TableKind) -> [Sheet.Column] {
    kind.fields.filter { isForPeople || !$0.isForPeople }.map { field in
      Sheet.Column(
        field.name, title: isForPeople ? words.title(ofColumn: field.name) : field.name, type: field.type,
        width: field.width)
    }
  }

  private func rows(of kind: TableKind) -> [[Cell]] {
    var rows: [[Cell]] = []
    for index in readers.indices {
      let notice = Cell.text(graphs[index].name)
      for entry in entries(of: kind, index) {
        rows.append(
          kind.fields.compactMap { field in
            guard isForPeople || !field.isForPeople else { return nil }
            return field.name == "notice" ? notice : cell(entry[field.name] ?? .empty, index)
          })
      }
    }
    return rows
  }

  /// A value as it is shown: a program's own names in words where the table is for people.
  private func cell(_ value: Value, _ graph: Int) -> Cell {
    switch value {
    case .empty: return .empty
    case .text(let text): return .text(text)
    case .number(let number): return .number(number)
    case .flag(let flag): return .flag(flag)
    case .time(let text): return text.map { $0.utf8.count == 10 && $0.first != "P" ? .date($0) : .text($0) } ?? .empty
    case .word(let raw, let shown): return .text(isForPeople ? shown : raw)
    case .node(let node):
      guard let node else { return .empty }
      let key = readers[graph].key(node)
      guard isForPeople else { return .text(key) }
      guard let row = places[Place(graph: graph, node: node)], let sheet = table(of: node, graph) else {
        return .text(key)
      }
      return .link(shown(node, graph), to: .row(sheet: sheet, row: row))
    }
  }

  private func table(of node: GraphNode, _ graph: Int) -> String? {
    switch node {
    case .document: nil
    case .provision: "provisions"
    case .organization: "organizations"
    case .rule(let id): readers[graph].rule(id).map { Section(of: $0.body).tableName }
    }
  }

  private func shown(_ node: GraphNode, _ graph: Int) -> String {
    switch node {
    case .document, .organization: readers[graph].key(node)
    case .provision(let id): readers[graph].path(id) ?? id.description
    case .rule(let id): id.description
    }
  }

  // MARK: - Entries: one dictionary a row

  private func entries(of kind: TableKind, _ index: Int) -> [[String: Value]] {
    let reader = readers[index]
    let graph = reader.graph
    switch kind {
    case .notices: return [notice(graph)]
    case .provisions:
      return zip(graph.provisions, reader.provisionKeys).map { entry, key in
        [
          "key": .text(key), "id": .text(entry.id.description), "path": .text(reader.path(entry.id)),
          "label": .text(entry.label), "level": .text(entry.level.rawValue), "heading": .text(entry.heading),
          "start": .integer(entry.span.start), "end": .integer(entry.span.end),
          "parent": .node(entry.parent.map(GraphNode.provision)),
        ]
      }
    case .organizations:
      let keys = Reader.numbered(graph.organizations.map(\.name))
      return zip(graph.organizations, keys).map { entry, key in
        [
          "key": .text(key), "id": .text(entry.id.description), "name": .text(entry.name),
          "aliases": .text(entry.aliases.isEmpty ? nil : entry.aliases.joined(separator: "; ")),
          "region": .text(entry.region),
        ]
      }
    case .edges:
      let keys = Reader.numbered(
        graph.edges.map { "\(reader.key($0.from)) \($0.kind.rawValue) \(reader.key($0.to))" })
      return zip(graph.edges, keys).map { edge, key in
        [
          "key": .text(key), "from": .node(edge.from), "relation": .word(edge.kind.rawValue, words.name(of: edge.kind)),
          "to": .node(edge.to),
        ]
      }
    case .diagnostics:
      let keys = Reader.numbered(graph.diagnostics.map(\.code))
      return zip(graph.diagnostics, keys).map { entry, key in
        [
          "key": .text(key), "severity": .word(entry.severity.rawValue, words.name(of: entry.severity)),
          "code": .text(entry.code), "message": .text(isForPeople ? words.message(of: entry) : entry.message),
          "start": .integer(entry.span?.start), "end": .integer(entry.span?.end),
        ]
      }
    case .quantities, .times: return leaves(of: kind, reader)
    default:
      return zip(graph.rules, reader.keys).filter { Section(of: $0.0.body).tableName == kind.rawValue }.map {
        rule, key in
        var entry: [String: Value] = [
          "key": .text(key), "id": .text(rule.id.description),
          "path": isForPeople
            ? .node(rule.provision.map(GraphNode.provision)) : .text(reader.path(rule.provision)),
          "quote": .text(isForPeople ? DisplayText(rule.quote).string : rule.quote),
          "start": .integer(rule.span.start), "end": .integer(rule.span.end), "rule": .text(rule.rule),
        ]
        entry.merge(RuleEntry(words: words, isForPeople: isForPeople).fields(of: rule)) { first, _ in first }
        return entry
      }
    }
  }

  private func notice(_ graph: RuleGraph) -> [String: Value] {
    let document = graph.document
    func joined(_ names: [String]) -> Value { names.isEmpty ? .empty : .text(names.joined(separator: "; ")) }
    return [
      "key": .text("document"), "title": .text(document.title), "number": .text(document.number),
      "kind": .text(document.kind), "carries": .text(document.carries), "issuers": joined(document.issuers),
      "recipients": joined(document.recipients), "date": .time(document.date),
      "effective": .time(document.effective), "validity": .time(document.validity),
      "region": .text(document.region?.code), "region_name": .text(document.region?.name),
      "attachments": joined(document.attachments),
      "contacts": joined(document.contacts.map { [$0.name, $0.phone].compactMap(\.self).joined(separator: " ") }),
      "source": .text(graph.text.name), "sha256": .text(graph.text.sha256),
    ]
  }

  private func leaves(of kind: TableKind, _ reader: Reader) -> [[String: Value]] {
    var entries: [[String: Value]] = []
    for (rule, key) in zip(reader.graph.rules, reader.keys) {
      var ordinal = 0
      for leaf in rule.leaves {
        var entry: [String: Value]
        switch leaf {
        case .quantity(let quantity) where kind == .quantities:
          entry = RuleEntry.fields(of: quantity)
          entry["metric"] = .text(quantity.metric)
        case .temporal(let temporal) where kind == .times: entry = RuleEntry.fields(of: temporal)
        default: continue
        }
        ordinal += 1
        entry["key"] = .text("\(key)/\(ordinal)")
        entry["of"] = .node(.rule(rule.id))
        entry["quote"] = .text(leaf.quote)
        entry["start"] = .integer(leaf.span.start)
        entry["end"] = .integer(leaf.span.end)
        entries.append(entry)
      }
    }
    return entries
  }
}

extension GraphTables.Reader {
  fileprivate func rule(_ id: RuleID) -> Rule? {
    // Names are numbers in order, but for graphs that others made.
    if graph.rules.indices.contains(id.number - 1), graph.rules[id.number - 1].id == id {
      return graph.rules[id.number - 1]
    }
    return graph.rules.first { $0.id == id }
  }
}

/// A value before it is known for whom it is.
enum Value {
  case empty
  case text(String)
  case number(ExactNumber)
  case flag(Bool)
  /// A day, a length of time, `on-issue`.
  case time(String?)
  /// A name of the program's own, and what people call it.
  case word(String, String)
  /// What another row shows.
  case node(GraphNode?)

  static func text(_ text: String?) -> Value { text.map { .text($0) } ?? .empty }
  static func number(_ number: ExactNumber?) -> Value { number.map { .number($0) } ?? .empty }
  static func integer(_ number: Int?) -> Value { number.map { .number(ExactNumber(Int64($0))) } ?? .empty }
}

/// The fields of a kind of rule.
private struct RuleEntry {
  let words: any Words
  let isForPeople: Bool

  func fields(of rule: Rule) -> [String: Value] {
    switch rule.body {
    case .condition(let condition):
      return [
        "role": .word(condition.role.rawValue, words.name(of: condition.role)), "subject": .text(condition.subject),
        "requirement": .text(words.show(condition.predicate)),
        "predicate": isForPeople ? .empty : .text(condition.predicate.json),
      ]
    case .deadline(let deadline):
      var fields = times([deadline.temporal])
      fields["action"] = .text(deadline.action)
      return fields.merging(unit(deadline.unit)) { first, _ in first }
    case .duty(let duty):
      var fields = times(duty.temporals)
      fields["role"] = .word(duty.role.rawValue, words.name(of: duty.role))
      fields["modality"] = .word(duty.modality.rawValue, words.name(of: duty.modality))
      fields["discretion"] = .text(duty.discretion)
      fields["action"] = .text(duty.action)
      fields["amounts"] = .text(words.show(duty.quantities.map(Leaf.quantity)))
      return fields.merging(unit(duty.unit)) { first, _ in first }
    case .weight(let weight):
      return [
        "row": .word(weight.row.rawValue, words.name(of: weight.row)), "parent": .text(weight.parent),
        "indicator": .text(weight.indicator), "points": .number(weight.points), "unit": .text(weight.unit),
        "content": .text(weight.content),
      ]
    case .target(let target):
      var fields = times([target.temporal].compactMap(\.self))
      fields.merge(Self.fields(of: target.quantity)) { first, _ in first }
      fields["metric"] = .text(target.metric ?? target.quantity.metric)
      return fields
    case .support(let support):
      var fields = support.quantities.first.map(Self.fields(of:)) ?? [:]
      fields["benefit"] = .word(support.benefit.rawValue, words.name(of: support.benefit))
      fields["beneficiary"] = .text(support.beneficiary)
      fields["amounts"] = .text(words.show(support.quantities.map(Leaf.quantity)))
      return fields
    case .sanction(let sanction):
      let fields: [String: Value] = [
        "consequence": .text(sanction.consequence), "cause": .text(sanction.cause),
        "trigger": .node(sanction.trigger.map(GraphNode.rule)),
      ]
      return fields.merging(unit(sanction.unit)) { first, _ in first }
    case .step(let step):
      var fields = times(step.temporals)
      fields["order"] = .integer(step.order)
      fields["name"] = .text(step.name)
      fields["units"] = .text(step.units.isEmpty ? nil : step.units.map(\.name).joined(separator: "; "))
      fields["next"] = .node(step.next.map(GraphNode.rule))
      return fields
    case .material(let material):
      var fields = material.quantities.first.map(Self.fields(of:)) ?? [:]
      fields["name"] = .text(material.name)
      fields["to"] = .text(material.to?.name)
      fields["to_canonical"] = .text(material.to?.canonical)
      fields["amounts"] = .text(words.show(material.quantities.map(Leaf.quantity)))
      return fields
    case .definition(let definition): return ["term": .text(definition.term), "means": .text(definition.means)]
    case .citation(let citation): return ["title": .text(citation.title), "number": .text(citation.number)]
    }
  }

  private func unit(_ mention: OrganizationMention?) -> [String: Value] {
    ["unit": .text(mention?.name), "unit_canonical": .text(mention?.canonical)]
  }

  /// The first time in columns of its own, all of them in words.
  private func times(_ temporals: [Temporal]) -> [String: Value] {
    guard let first = temporals.first else { return [:] }
    var fields = Self.fields(of: first)
    fields["when"] = .text(temporals.map(words.show).joined(separator: words.separator))
    return fields
  }

  static func fields(of temporal: Temporal) -> [String: Value] {
    [
      "when_kind": .text(temporal.kind.rawValue), "when_value": .time(temporal.value),
      "when_workdays": .flag(temporal.isWorkdays), "when_by": .text(temporal.by),
      "when_times": .integer(temporal.times),
      "when_after": .text(temporal.after), "when_counts": .text(temporal.isBefore ? "before" : nil),
      "when_resolved": .time(temporal.resolved), "when_moved": .time(temporal.moved),
    ]
  }

  static func fields(of quantity: Quantity) -> [String: Value] {
    [
      "comparison": .text(quantity.comparison.rawValue), "value": .number(quantity.value),
      "upper": .number(quantity.upper), "value_unit": .text(quantity.unit.isEmpty ? nil : quantity.unit),
      "period": .text(quantity.period?.value),
    ]
  }
}
