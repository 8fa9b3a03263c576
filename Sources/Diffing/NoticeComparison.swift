import RuleModel
import TextModel

/// Many notices side by side: what each of them says about the same thing.
public struct NoticeComparison: Sendable {
  /// What rows are about.
  public enum Topic: String, Hashable, Sendable, CaseIterable {
    case condition, deadline, weight, support, duty
  }

  /// What one notice says in a row.
  public struct Cell: Hashable, Sendable {
    /// The rule.
    public var rule: RuleID
    /// The provision that it stands in.
    public var provision: [String]
    /// What it says.
    public var value: ChangeValue
    /// Where it stands.
    public var span: Span
    /// Its characters.
    public var quote: String
  }

  /// One thing that notices regulate.
  public struct Row: Sendable {
    /// What it is about.
    public var topic: Topic
    /// What it is called: a metric, an event, an indicator, a department.
    public var title: String
    /// What each notice says; empty where it says nothing.
    public var cells: [[Cell]]
    /// The notices that ask most; none where that can't be told or all ask the same.
    public var strictest: Set<Int> = []
    /// The notices that ask least or give most.
    public var mostGenerous: Set<Int> = []
  }

  /// The notices, in the order of the columns.
  public let graphs: [RuleGraph]
  /// The rows, by topic, those that most notices have first.
  public private(set) var rows: [Row] = []

  /// Lays notices side by side. `vocabulary` has the lists `compare-metrics` and `compare-events`.
  public init(_ graphs: [RuleGraph], vocabulary: Vocabulary, folding: Folding) {
    self.graphs = graphs
    var builder = RowBuilder(count: graphs.count, vocabulary: vocabulary, folding: folding)
    for (column, graph) in graphs.enumerated() { builder.add(graph, column) }
    let order = Dictionary(
      Topic.allCases.enumerated().map { ($0.element, $0.offset) }, uniquingKeysWith: { first, _ in first })
    rows = builder.rows.enumerated().sorted { a, b in
      let (left, right) = (order[a.element.topic] ?? 0, order[b.element.topic] ?? 0)
      if left != right { return left < right }
      let (more, less) = (a.element.cells.count { !$0.isEmpty }, b.element.cells.count { !$0.isEmpty })
      return more != less ? more > less : a.offset < b.offset
    }.map(\.element)
    for index in rows.indices { Strictness.mark(&rows[index]) }
  }
}

/// Gathers what rules say into rows.
private struct RowBuilder {
  typealias Row = NoticeComparison.Row
  typealias Topic = NoticeComparison.Topic

  let count: Int
  let vocabulary: Vocabulary
  let folding: Folding
  private(set) var rows: [Row] = []
  private var byKey: [Key: Int] = [:]
  /// For each pair of characters of a title the rows that have it, by topic and measure.
  private var byPair: [PairKey: [Int]] = [:]
  private var titles: [[UInt16]] = []

  private struct Key: Hashable {
    var topic: Topic
    var title: String
    var measure: String
  }
  private struct PairKey: Hashable {
    var topic: Topic
    var measure: String
    var pair: UInt32
  }

  init(count: Int, vocabulary: Vocabulary, folding: Folding) {
    (self.count, self.vocabulary, self.folding) = (count, vocabulary, folding)
  }

  mutating func add(_ graph: RuleGraph, _ column: Int) {
    var paths: [ProvisionID: [String]] = [:]
    for entry in graph.provisions { paths[entry.id] = entry.path }
    // Who gets something is told by the support itself.
    let supports = SpanSet(graph.rules.compactMap { if case .support = $0.body { $0.span } else { nil } })
    for rule in graph.rules {
      let path = rule.provision.flatMap { paths[$0] } ?? []
      func cell(_ value: ChangeValue, _ span: Span? = nil, _ quote: String? = nil) -> NoticeComparison.Cell {
        NoticeComparison.Cell(
          rule: rule.id, provision: path, value: value, span: span ?? rule.span, quote: quote ?? rule.quote)
      }
      switch rule.body {
      case .condition(let condition):
        if !supports.covers(rule.span) { add(condition, rule, column, cell) }
      case .deadline(let deadline):
        guard deadline.temporal.kind != .lookback else { continue }
        let event = theme(deadline.action ?? rule.quote, list: "compare-events")
        let title = event ?? deadline.action ?? rule.quote
        put(
          .deadline, title, measure: "", isTheme: event != nil, column,
          cell(.temporal(deadline.temporal)))
      case .weight(let weight):
        guard let indicator = weight.indicator, let points = weight.points else { continue }
        put(.weight, indicator, measure: weight.unit ?? "", isTheme: false, column, cell(.number(points)))
      case .support(let support):
        for quantity in support.quantities {
          let title = support.beneficiary ?? quantity.metric ?? rule.quote
          put(
            .support, title, measure: quantity.unit, isTheme: false, column,
            cell(.quantity(quantity), rule.span, rule.quote))
        }
      case .duty(let duty):
        let name = duty.unit.canonical ?? duty.unit.name
        put(.duty, name, measure: "", isTheme: true, column, cell(.dutyRole(duty.role)))
      case .target, .sanction, .step, .material, .definition, .citation: continue
      }
    }
  }

  private mutating func add(
    _ condition: Condition, _ rule: Rule, _ column: Int,
    _ cell: (ChangeValue, Span?, String?) -> NoticeComparison.Cell
  ) {
    var hasNumber = false
    let hasQuantity = condition.predicate.leaves.contains { if case .quantity = $0 { true } else { false } }
    for leaf in condition.predicate.leaves {
      switch leaf {
      case .quantity(let quantity):
        hasNumber = true
        let words = quantity.metric ?? clause(before: quantity.span, in: rule)
        let metric = theme(words, list: "compare-metrics") ?? theme(rule.quote, list: "compare-metrics")
        put(
          .condition, metric ?? (words.isEmpty ? rule.quote : words), measure: quantity.unit, isTheme: metric != nil,
          column, cell(.quantity(quantity), nil, nil))
      case .temporal(let temporal) where !hasQuantity && (temporal.kind == .for || temporal.kind == .lookback):
        hasNumber = true
        let metric = theme(rule.quote, list: "compare-metrics")
        put(
          .condition, metric ?? rule.quote, measure: temporal.kind.rawValue, isTheme: metric != nil, column,
          cell(.temporal(temporal), nil, nil))
      case .temporal, .organization: continue
      }
    }
    if !hasNumber {
      let metric = theme(rule.quote, list: "compare-metrics")
      put(
        .condition, metric ?? rule.quote, measure: condition.role.rawValue, isTheme: metric != nil, column,
        cell(.conditionRole(condition.role), nil, nil))
    }
  }

  /// What stands before a number in its rule, back to the last mark.
  private func clause(before span: Span, in rule: Rule) -> String {
    let length = max(0, min(span.start - rule.span.start, rule.quote.unicodeScalars.count))
    let before = Array(rule.quote.unicodeScalars.prefix(length))
    let clause = before.reversed().prefix { !Marks.isMark(folding.fold([$0]).first ?? 0) }
    return String(String.UnicodeScalarView(clause.reversed()))
  }

  /// The name that a list gives to the longest of its words in a text.
  private func theme(_ text: String, list: String) -> String? {
    let units = folding.fold(word: text)
    var best: (length: Int, value: String)?
    for at in units.indices {
      if let match = vocabulary.longestMatch(in: units[at...], list: list), match.length > (best?.length ?? 0) {
        best = match
      }
    }
    return best.map { $0.value }
  }

  /// Puts a cell into the row of that title; without a theme into one whose title is alike.
  private mutating func put(
    _ topic: Topic, _ title: String, measure: String, isTheme: Bool, _ column: Int, _ cell: NoticeComparison.Cell
  ) {
    let units = folding.fold(word: title)
    let plain = String(decoding: units, as: UTF16.self)
    let key = Key(topic: topic, title: plain, measure: measure)
    let row: Int
    if let known = byKey[key] {
      row = known
    } else if !isTheme, let alike = alike(units, topic, measure) {
      row = alike
      byKey[key] = alike
    } else {
      row = rows.count
      rows.append(Row(topic: topic, title: title, cells: [[NoticeComparison.Cell]](repeating: [], count: count)))
      titles.append(units)
      byKey[key] = row
      if !isTheme {
        for pair in Set(pairs(units)) {
          let key = PairKey(topic: topic, measure: measure, pair: pair)
          if (byPair[key]?.count ?? 0) < 64 { byPair[key, default: []].append(row) }
        }
      }
    }
    if !rows[row].cells[column].contains(cell) { rows[row].cells[column].append(cell) }
  }

  private func alike(_ units: [UInt16], _ topic: Topic, _ measure: String) -> Int? {
    let mine = pairs(units)
    guard mine.count >= 1 else { return nil }
    var shared: [Int: Int] = [:]
    for pair in Set(mine) {
      for row in byPair[PairKey(topic: topic, measure: measure, pair: pair)] ?? [] { shared[row, default: 0] += 1 }
    }
    let best = shared.map {
      (row: $0.key, part: Double(2 * $0.value) / Double(mine.count + max(1, titles[$0.key].count - 1)))
    }
    .max { ($0.part, $1.row) < ($1.part, $0.row) }
    guard let best, best.part >= 0.6 else { return nil }
    return best.row
  }

  private func pairs(_ units: [UInt16]) -> [UInt32] {
    guard units.count > 1 else { return units.map { UInt32($0) } }
    return zip(units, units.dropFirst()).map { UInt32($0) << 16 | UInt32($1) }
  }
}

/// Who asks most, and who asks least or gives most.
private enum Strictness {
  static func mark(_ row: inout NoticeComparison.Row) {
    let topic = row.topic
    let sizes: [(column: Int, size: Double, isMoreStrict: Bool)] = row.cells.enumerated().compactMap { column, cells in
      let sized = cells.compactMap { size(of: $0.value, topic) }
      guard let first = sized.first, sized.count == cells.count,
        sized.allSatisfy({ $0.isMoreStrict == first.isMoreStrict })
      else { return nil }
      // A notice with several values is as strict as its strictest.
      let values = sized.map(\.size)
      guard let size = first.isMoreStrict ? values.max() : values.min() else { return nil }
      return (column, size, first.isMoreStrict)
    }
    guard sizes.count >= 2, let first = sizes.first, sizes.allSatisfy({ $0.isMoreStrict == first.isMoreStrict }),
      let least = sizes.map(\.size).min(), let most = sizes.map(\.size).max(), least < most
    else { return }
    let (strict, generous) = first.isMoreStrict ? (most, least) : (least, most)
    row.strictest = Set(sizes.filter { $0.size == strict }.map(\.column))
    row.mostGenerous = Set(sizes.filter { $0.size == generous }.map(\.column))
  }

  /// A size, and whether more of it is stricter; nil where that can't be told.
  private static func size(
    of value: ChangeValue, _ topic: NoticeComparison.Topic
  ) -> (size: Double, isMoreStrict: Bool)? {
    switch value {
    case .quantity(let quantity):
      guard let size = Double(quantity.upper?.description ?? quantity.value.description) else { return nil }
      if topic == .support { return (size, false) }
      switch quantity.comparison {
      case .atLeast, .moreThan: return (size, true)
      case .atMost, .lessThan: return (size, false)
      case .equal, .range: return nil
      }
    case .temporal(let temporal):
      guard case .length(let hours)? = CivilTime(temporal.value) else { return nil }
      switch (topic, temporal.kind) {
      case (.deadline, .within): return (Double(hours) * (temporal.isWorkdays ? 1.4 : 1), false)
      case (.condition, .for), (.condition, .lookback): return (Double(hours), true)
      default: return nil
      }
    case .organization, .modality, .conditionRole, .dutyRole, .number, .text: return nil
    }
  }
}
