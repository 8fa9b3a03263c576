// The conditions of a notice as clauses over facts: what must be known of an applicant, and what follows from it.
import RuleModel
import TextModel

/// All of the clauses must hold for an applicant to be eligible; a clause holds where one of its literals does.
struct EligibilityTable {
  /// Something to be known of an applicant.
  struct Fact {
    enum Kind: Hashable { case number, boolean }
    let name: String
    /// In words, with the unit of a number.
    let label: String
    let kind: Kind
  }

  /// What a fact must be.
  struct Literal {
    enum Test: Hashable {
      case holds(Bool)
      case compares(ComparisonOperator, ExactNumber, ExactNumber?, isNegated: Bool)
    }
    let fact: Int
    let test: Test
  }

  /// Alternatives, one of which must hold.
  struct Clause {
    let literals: [Literal]
    let rule: RuleID
    let quote: String
  }

  private(set) var facts: [Fact] = []
  private(set) var clauses: [Clause] = []
  private var factByKey: [String: Int] = [:]
  private var labels: Set<String> = []

  /// More clauses of one condition than this are one fact: whether the whole sentence is so.
  private static let clauseLimit = 24
  /// Conditions nested deeper than this are one fact too.
  private static let depthLimit = 16

  /// The table of a graph: what is required, and what excludes. Left out is what only a benefit, a sanction or another
  /// rule hangs on (an edge leads from it or to it), and what comes after admission: passing, revoking, preferring.
  init(_ graph: RuleGraph) {
    var hanging: Set<RuleID> = []
    let kinds = Dictionary(graph.rules.map { ($0.id, $0.body.kind) }) { first, _ in first }
    for edge in graph.edges where edge.kind == .requires || edge.kind == .triggers || edge.kind == .limits {
      guard case .rule(let from) = edge.from, case .rule(let to) = edge.to else { continue }
      for (condition, other) in [(from, to), (to, from)] where kinds[condition] == "condition" {
        if let kind = kinds[other], ["support", "sanction", "weight", "step"].contains(kind) {
          hanging.insert(condition)
        }
      }
    }
    for rule in graph.rules {
      guard case .condition(let condition) = rule.body, !hanging.contains(rule.id) else { continue }
      let mustHold: Bool
      switch condition.role {
      case .require: mustHold = true
      case .exclude, .veto: mustHold = false
      case .prefer, .revoke, .pass: continue
      }
      let quote = DisplayText(rule.quote).string
      let found =
        normal(condition.predicate, mustHold, rule.id, depth: 0)
        ?? [[statement(quote, mustHold, rule.id)]]
      clauses += found.filter { !$0.isEmpty }.map { Clause(literals: $0, rule: rule.id, quote: quote) }
    }
  }

  /// The predicate, or its contrary, as clauses; nil where they would be too many.
  private mutating func normal(_ predicate: Predicate, _ holds: Bool, _ rule: RuleID, depth: Int) -> [[Literal]]? {
    guard depth < Self.depthLimit else { return nil }
    switch predicate {
    case .not(let part): return normal(part, !holds, rule, depth: depth + 1)
    case .text(let text): return [[statement(DisplayText(text).string, holds, rule)]]
    case .temporal(let temporal): return [[statement(DisplayText(temporal.quote).string, holds, rule)]]
    case .quantity(let quantity): return [[comparison(quantity, named: nil, holds, rule)]]
    case .all(let parts):
      if let literals = group(parts, holds, rule) { return holds ? literals.map { [$0] } : [literals] }
      return holds ? conjunction(parts, holds, rule, depth) : disjunction(parts, holds, rule, depth)
    case .any(let parts):
      return holds ? disjunction(parts, holds, rule, depth) : conjunction(parts, holds, rule, depth)
    }
  }

  private mutating func conjunction(_ parts: [Predicate], _ holds: Bool, _ rule: RuleID, _ depth: Int) -> [[Literal]]? {
    var clauses: [[Literal]] = []
    for part in parts {
      guard let more = normal(part, holds, rule, depth: depth + 1) else { return nil }
      clauses += more
      if clauses.count > Self.clauseLimit { return nil }
    }
    return clauses
  }

  private mutating func disjunction(_ parts: [Predicate], _ holds: Bool, _ rule: RuleID, _ depth: Int) -> [[Literal]]? {
    var clauses: [[Literal]] = [[]]
    for part in parts {
      guard let more = normal(part, holds, rule, depth: depth + 1) else { return nil }
      if clauses.count * more.count > Self.clauseLimit { return nil }
      clauses = clauses.flatMap { clause in more.map { clause + $0 } }
    }
    return clauses
  }

  /// The parts of one clause of the sentence: numbers and times that its words restate. nil for what is no such group.
  private mutating func group(_ parts: [Predicate], _ holds: Bool, _ rule: RuleID) -> [Literal]? {
    var quantities: [Quantity] = []
    var times: [Temporal] = []
    var texts: [(text: String, isSo: Bool)] = []
    for part in parts {
      switch part {
      case .quantity(let quantity): quantities.append(quantity)
      case .temporal(let temporal): times.append(temporal)
      case .text(let text): texts.append((DisplayText(text).string, true))
      case .not(.text(let text)): texts.append((DisplayText(text).string, false))
      default: return nil
      }
    }
    guard !quantities.isEmpty || !times.isEmpty else { return nil }
    var literals: [Literal] = []
    var metric: String?
    for quantity in quantities {
      // 5万吨以上不足10万吨: the second number is of what the first is of.
      metric = quantity.metric ?? metric
      literals.append(comparison(quantity, named: metric, holds, rule))
    }
    let restated = quantities.map { Self.squeezed($0.quote) }
    for (text, isSo) in texts where !restated.contains(where: { Self.squeezed(text).contains($0) }) {
      let window = times.map { DisplayText($0.quote).string }.filter { !text.contains($0) }.joined()
      literals.append(statement(window + text, holds == isSo, rule))
    }
    if literals.isEmpty {
      literals = [statement(times.map { DisplayText($0.quote).string }.joined(), holds, rule)]
    }
    return literals
  }

  private static func squeezed(_ text: String) -> String { text.filter { !$0.isWhitespace } }

  private mutating func statement(_ text: String, _ holds: Bool, _ rule: RuleID) -> Literal {
    Literal(fact: fact(key: "s" + Self.squeezed(text), label: text, .boolean, rule), test: .holds(holds))
  }

  private mutating func comparison(_ quantity: Quantity, named: String?, _ holds: Bool, _ rule: RuleID) -> Literal {
    let metric = quantity.metric ?? named
    // 收入（元，每月）: a number said of a month is another fact than one said of a year.
    let measures = [quantity.unit, quantity.period?.quote ?? ""].filter { !$0.isEmpty }
    let unit = measures.isEmpty ? "" : "（\(DisplayText(measures.joined(separator: "，")).string)）"
    let label = DisplayText(metric ?? quantity.quote).string + unit
    let key =
      metric.map { "n\(Self.squeezed($0))|\(quantity.unit)|\(quantity.period?.value ?? "")" }
      ?? "n\(rule)|\(quantity.span.start)"
    return Literal(
      fact: fact(key: key, label: label, .number, rule),
      test: .compares(quantity.comparison, quantity.value, quantity.upper, isNegated: !holds))
  }

  private mutating func fact(key: String, label: String, _ kind: Fact.Kind, _ rule: RuleID) -> Int {
    if let known = factByKey[key] { return known }
    // Engines that name facts by their labels need them apart.
    var number = 1
    var label = label
    let plain = label
    while !labels.insert(label).inserted {
      number += 1
      label = "\(plain)（\(number)）"
    }
    let before = facts.count { $0.name == rule.description || $0.name.hasPrefix("\(rule)_") }
    facts.append(Fact(name: before == 0 ? rule.description : "\(rule)_\(before + 1)", label: label, kind: kind))
    factByKey[key] = facts.count - 1
    return facts.count - 1
  }
}
