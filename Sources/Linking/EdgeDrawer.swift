import RuleModel
import TextModel

/// How the parts of a graph hang together.
struct EdgeDrawer {
  let rules: [Rule]
  let vocabulary: Vocabulary
  let provisions: [ProvisionEntry]
  let organizations: OrganizationRegister
  let causes: CauseFinder
  let references: [ReferenceResolver.Target]
  /// Titles of the instruments that lose their force by the notice.
  let repeals: Set<String>

  func edges() -> [Edge] {
    var out: [Edge] = []
    for provision in provisions {
      if let parent = provision.parent {
        out.append(Edge(from: .provision(provision.id), to: .provision(parent), kind: .partOf))
      }
    }
    var groups: [String: RuleID] = [:]
    var deadlines: [Span: RuleID] = [:]
    let terms = TermUses(rules: rules)
    for rule in rules {
      if case .deadline(let deadline) = rule.body { deadlines[deadline.temporal.span] = rule.id }
      if case .weight(let weight) = rule.body, weight.row == .group, let name = weight.indicator, groups[name] == nil {
        groups[name] = rule.id
      }
    }
    for rule in rules {
      switch rule.body {
      case .duty(let duty):
        if let id = organizations.id(of: duty.unit.name) {
          out.append(Edge(from: .rule(rule.id), to: .organization(id), kind: .assignedTo))
        }
        for temporal in duty.temporals {
          if let deadline = deadlines[temporal.span] {
            out.append(Edge(from: .rule(rule.id), to: .rule(deadline), kind: .due))
          }
        }
      case .weight(let weight):
        if let parent = weight.parent, let group = groups[parent], group != rule.id {
          out.append(Edge(from: .rule(rule.id), to: .rule(group), kind: .partOf))
        }
      case .citation(let citation):
        out.append(Edge(from: .document, to: .rule(rule.id), kind: .cites))
        if repeals.contains(citation.title) {
          out.append(Edge(from: .document, to: .rule(rule.id), kind: .repeals))
        }
      case .sanction(let sanction):
        if let unit = sanction.unit, let id = organizations.id(of: unit.name) {
          out.append(Edge(from: .rule(rule.id), to: .organization(id), kind: .assignedTo))
        }
        for condition in causes.conditions(of: rule) {
          out.append(Edge(from: .rule(condition.id), to: .rule(rule.id), kind: .triggers))
        }
      case .support: out += hangingOn(rule)
      case .step(let step):
        if let next = step.next { out.append(Edge(from: .rule(rule.id), to: .rule(next), kind: .precedes)) }
        for unit in step.units {
          if let id = organizations.id(of: unit.name) {
            out.append(Edge(from: .rule(rule.id), to: .organization(id), kind: .assignedTo))
          }
        }
        out += hangingOn(rule)
      case .material(let material):
        if let to = material.to, let id = organizations.id(of: to.name) {
          out.append(Edge(from: .rule(rule.id), to: .organization(id), kind: .assignedTo))
        }
      case .definition:
        for user in terms.rules[rule.id] ?? [] {
          out.append(Edge(from: .rule(rule.id), to: .rule(user), kind: .defines))
        }
      case .condition, .deadline, .target: break
      }
    }
    out += LimitFinder(rules: rules, vocabulary: vocabulary).edges()
    for reference in references {
      let from = holders(of: reference.span)
      for rule in from { out.append(Edge(from: .rule(rule), to: .provision(reference.to), kind: .refers)) }
      if from.isEmpty, let provision = reference.from {
        out.append(Edge(from: .provision(provision), to: .provision(reference.to), kind: .refers))
      }
    }
    return out
  }

  /// A support or stage requires the conditions that it hangs on; those that exclude somebody, it excludes.
  private func hangingOn(_ rule: Rule) -> [Edge] {
    causes.conditions(of: rule).map { condition in
      let isAgainst = [.exclude, .revoke, .veto].contains(condition.role)
      return Edge(from: .rule(rule.id), to: .rule(condition.id), kind: isAgainst ? .excludes : .requires)
    }
  }

  /// The rules whose quote holds a place; of a duty and a deadline in one sentence both.
  private func holders(of span: Span) -> [RuleID] {
    // Rules stand in the order of their beginnings, and none is longer than a passage: a look back ends early.
    let behind = rules.partitioningIndex { $0.span.start > span.start }
    return rules[max(0, behind - 64)..<behind].filter { $0.span.end >= span.end }.map(\.id)
  }
}
