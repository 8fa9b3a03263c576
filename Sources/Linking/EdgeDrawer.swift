import RuleModel
import TextModel

/// How the parts of a graph hang together.
struct EdgeDrawer {
  let rules: [Rule]
  let provisions: [ProvisionEntry]
  let organizations: OrganizationRegister

  func edges() -> [Edge] {
    var out: [Edge] = []
    for provision in provisions {
      if let parent = provision.parent {
        out.append(Edge(from: .provision(provision.id), to: .provision(parent), kind: .partOf))
      }
    }
    var groups: [String: RuleID] = [:]
    var deadlines: [Span: RuleID] = [:]
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
      case .citation: out.append(Edge(from: .document, to: .rule(rule.id), kind: .cites))
      case .condition, .deadline, .target, .support, .sanction, .step, .material, .definition: break
      }
    }
    return out
  }
}
