import TextModel

/// A typed leaf: what a rule says in numbers, times and bodies, wherever it stands inside the rule.
public enum Leaf: Hashable, Sendable {
  /// A bound number.
  case quantity(Quantity)
  /// A time.
  case temporal(Temporal)
  /// A body.
  case organization(OrganizationMention)

  /// Where it stands.
  public var span: Span {
    switch self {
    case .quantity(let quantity): quantity.span
    case .temporal(let temporal): temporal.span
    case .organization(let mention): mention.span
    }
  }

  /// Its characters, as `span` has them in the text.
  public var quote: String {
    switch self {
    case .quantity(let quantity): quantity.quote
    case .temporal(let temporal): temporal.quote
    case .organization(let mention): mention.quote
    }
  }
}

extension Rule {
  /// All leaves, in the order of the fields that hold them.
  public var leaves: [Leaf] { body.leaves }
  /// The bound numbers among the leaves.
  public var quantities: [Quantity] {
    leaves.compactMap { if case .quantity(let quantity) = $0 { quantity } else { nil } }
  }
  /// The times among the leaves.
  public var temporals: [Temporal] {
    leaves.compactMap { if case .temporal(let temporal) = $0 { temporal } else { nil } }
  }
  /// The bodies among the leaves.
  public var organizations: [OrganizationMention] {
    leaves.compactMap { if case .organization(let mention) = $0 { mention } else { nil } }
  }
}

extension RuleBody {
  /// All leaves, in the order of the fields that hold them.
  public var leaves: [Leaf] {
    switch self {
    case .condition(let condition):
      condition.predicate.leaves
    case .deadline(let deadline):
      [.temporal(deadline.temporal)] + [deadline.unit].compactMap(\.self).map(Leaf.organization)
    case .duty(let duty):
      [.organization(duty.unit)] + duty.temporals.map(Leaf.temporal) + duty.quantities.map(Leaf.quantity)
    case .sanction(let sanction):
      [sanction.unit].compactMap(\.self).map(Leaf.organization)
    case .weight, .definition, .citation:
      []
    case .target(let target):
      [.quantity(target.quantity)] + [target.temporal].compactMap(\.self).map(Leaf.temporal)
    case .support(let support):
      support.quantities.map(Leaf.quantity)
    case .step(let step):
      step.units.map(Leaf.organization) + step.temporals.map(Leaf.temporal)
    case .material(let material):
      material.quantities.map(Leaf.quantity) + [material.to].compactMap(\.self).map(Leaf.organization)
    }
  }
}

extension RuleBody {
  /// The body with each of its times replaced, those in the tree of a condition too.
  public func mapTemporals(_ change: (Temporal) -> Temporal) -> RuleBody {
    switch self {
    case .deadline(var deadline):
      deadline.temporal = change(deadline.temporal)
      return .deadline(deadline)
    case .duty(var duty):
      guard !duty.temporals.isEmpty else { return self }
      duty.temporals = duty.temporals.map(change)
      return .duty(duty)
    case .target(var target):
      guard target.temporal != nil else { return self }
      target.temporal = target.temporal.map(change)
      return .target(target)
    case .step(var step):
      guard !step.temporals.isEmpty else { return self }
      step.temporals = step.temporals.map(change)
      return .step(step)
    case .condition(var condition):
      condition.predicate = condition.predicate.mapTemporals(change)
      return .condition(condition)
    case .weight, .support, .sanction, .material, .definition, .citation: return self
    }
  }
}

extension Predicate {
  /// The tree with each of its times replaced. Below 64 levels, deeper than any reader builds, it stays as it is.
  public func mapTemporals(_ change: (Temporal) -> Temporal) -> Predicate { mapTemporals(change, levels: 64) }

  private func mapTemporals(_ change: (Temporal) -> Temporal, levels: Int) -> Predicate {
    guard levels > 0 else { return self }
    switch self {
    case .all(let parts): return .all(parts.map { $0.mapTemporals(change, levels: levels - 1) })
    case .any(let parts): return .any(parts.map { $0.mapTemporals(change, levels: levels - 1) })
    case .not(let part): return .not(part.mapTemporals(change, levels: levels - 1))
    case .temporal(let temporal): return .temporal(change(temporal))
    case .quantity, .text: return self
    }
  }

  /// The numbers and times of the tree, from left to right.
  public var leaves: [Leaf] {
    var found: [Leaf] = []
    // A list of what is still to visit rather than recursion: no depth of nesting ends the program.
    var waiting = [self]
    while let predicate = waiting.popLast() {
      switch predicate {
      case .all(let parts), .any(let parts): waiting.append(contentsOf: parts.reversed())
      case .not(let part): waiting.append(part)
      case .quantity(let quantity): found.append(.quantity(quantity))
      case .temporal(let temporal): found.append(.temporal(temporal))
      case .text: break
      }
    }
    return found
  }
}
