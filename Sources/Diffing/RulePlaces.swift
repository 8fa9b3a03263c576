import RuleModel
import TextModel

/// The rules of a graph by where they stand.
struct RulePlaces {
  let graph: RuleGraph
  /// Rules in the order of their starts.
  private var byStart: [Rule] = []
  /// The furthest end of all rules up to each.
  private var reach: [Int] = []
  /// For each leaf of a rule the rule.
  private var owners: [Span: Rule] = [:]
  private var ownersByStart: [Int: Rule] = [:]
  private var dutyHolders: Set<Span> = []

  init(_ graph: RuleGraph) {
    self.graph = graph
    byStart = graph.rules.sorted { $0.span < $1.span }
    var end = 0
    for rule in byStart {
      end = max(end, rule.span.end)
      reach.append(end)
      for leaf in rule.leaves {
        if let known = owners[leaf.span], Self.rank(known) <= Self.rank(rule) { continue }
        owners[leaf.span] = rule
        ownersByStart[leaf.span.start] = rule
      }
      if case .duty(let duty) = rule.body { dutyHolders.insert(duty.unit.span) }
    }
  }

  /// Which rule says most about a leaf that several have: what a number is for, rather than when.
  private static func rank(_ rule: Rule) -> Int {
    switch rule.body {
    case .sanction, .support: 0
    case .condition: 1
    case .target, .weight: 2
    case .duty, .deadline, .step, .material, .definition, .citation: 3
    }
  }

  /// The rule that the piece is a leaf of; nil for none.
  func owner(of span: Span) -> Rule? { owners[span] ?? ownersByStart[span.start] }

  /// The rule that the piece is a leaf of, else the smallest that holds the place.
  func rule(at span: Span) -> Rule? {
    if let owner = owner(of: span) { return owner }
    var best: Rule?
    var at = byStart.partitioningIndex { $0.span.start > span.start }
    var steps = 0
    while at > 0, steps < 64 {
      at -= 1
      steps += 1
      if reach[at] < span.end { break }
      let rule = byStart[at]
      if rule.span.contains(span), rule.span.count < (best?.span.count ?? .max) { best = rule }
    }
    return best
  }

  /// Whether a body is named there as one that has a duty.
  func isDutyHolder(at span: Span) -> Bool { dutyHolders.contains(span) }

  /// What it does when all that stands at the place is added: the first rule that lies inside it decides.
  func additionReason(inside span: Span) -> ChangeReason? {
    var at = byStart.partitioningIndex { $0.span.start >= span.start }
    var found: ChangeReason?
    while at < byStart.count, byStart[at].span.start < span.end {
      defer { at += 1 }
      guard byStart[at].span.end <= span.end, let reason = Self.addition(of: byStart[at].body) else { continue }
      if let known = found, known.direction != reason.direction { return nil }
      if found == nil { found = reason }
    }
    return found
  }

  /// What the addition of a rule does; nil for one that binds nobody.
  static func addition(of body: RuleBody) -> ChangeReason? {
    switch body {
    case .condition(let condition):
      switch condition.role {
      case .require, .exclude, .revoke, .veto: .requirementAdded
      case .prefer, .pass: .benefitAdded
      }
    case .duty(let duty):
      switch duty.modality {
      case .must: .dutyAdded
      case .mustNot: .banAdded
      case .may, .encourage: nil
      }
    case .sanction: .sanctionAdded
    case .support: .benefitAdded
    case .material, .target: .dutyAdded
    case .deadline, .weight, .step, .definition, .citation: nil
    }
  }
}
