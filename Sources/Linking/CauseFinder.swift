import RuleModel
import TextModel

/// Which conditions a support, a stage or a sanction hangs on: those of its own sentence, else those of its provision,
/// else those of the items below it (有下列情形之一的，撤销认定：).
struct CauseFinder {
  private let conditions: [(id: RuleID, span: Span, role: Condition.Role)]
  private let byProvision: [ProvisionID: [Int]]
  private let children: [ProvisionID: [ProvisionID]]

  init(rules: [Rule], provisions: [ProvisionEntry]) {
    var conditions: [(id: RuleID, span: Span, role: Condition.Role)] = []
    var byProvision: [ProvisionID: [Int]] = [:]
    for rule in rules {
      guard case .condition(let condition) = rule.body else { continue }
      if let provision = rule.provision { byProvision[provision, default: []].append(conditions.count) }
      conditions.append((rule.id, rule.span, condition.role))
    }
    var children: [ProvisionID: [ProvisionID]] = [:]
    for provision in provisions {
      if let parent = provision.parent { children[parent, default: []].append(provision.id) }
    }
    self.conditions = conditions
    self.byProvision = byProvision
    self.children = children
  }

  /// The conditions that a rule hangs on, in the order of the text.
  func conditions(of rule: Rule) -> [(id: RuleID, role: Condition.Role)] {
    guard let provision = rule.provision else { return [] }
    let own = (byProvision[provision] ?? []).map { conditions[$0] }
    let overlapping = own.filter { $0.span.start < rule.span.end && rule.span.start < $0.span.end }
    if !overlapping.isEmpty { return overlapping.map { ($0.id, $0.role) } }
    let below = (children[provision] ?? []).flatMap { byProvision[$0] ?? [] }.map { conditions[$0] }
      .filter { $0.span.start >= rule.span.end }
    if !below.isEmpty { return below.map { ($0.id, $0.role) } }
    if case .sanction = rule.body { return [] }
    return own.map { ($0.id, $0.role) }
  }

  /// Gives each sanction its trigger and each stage the one behind it.
  func complete(_ rules: inout [Rule]) {
    var last: Int?
    for index in rules.indices {
      switch rules[index].body {
      case .sanction(var sanction):
        sanction.trigger = conditions(of: rules[index]).first?.id
        rules[index].body = .sanction(sanction)
      case .step(let step):
        if let before = last, case .step(var earlier) = rules[before].body, step.order == earlier.order + 1 {
          earlier.next = rules[index].id
          rules[before].body = .step(earlier)
        }
        last = index
      case .condition, .deadline, .duty, .weight, .target, .support, .material, .definition, .citation: break
      }
    }
  }
}
