import RuleModel
import TextModel

/// Ties caps and floors that stand by themselves (每家每年最高不超过100万元) to the supports and tiers that they limit.
struct LimitFinder {
  let rules: [Rule]
  let vocabulary: Vocabulary

  /// How many rules before a cap are looked at.
  private static let reach = 32

  /// An edge from each cap or floor to what it limits: the supports before it in its provision, or the tiers of its unit.
  func edges() -> [Edge] {
    var out: [Edge] = []
    for (index, rule) in rules.enumerated() where isLimit(rule) && rule.provision != nil {
      var hasFound = false
      for other in rules[max(0, index - Self.reach)..<index].reversed() {
        guard other.provision == rule.provision else { break }
        guard isSame(other, rule), !overlaps(other, rule) else { continue }
        if isLimit(other) {
          // The cap before it has limited what stands before that.
          if hasFound { break } else { continue }
        }
        out.append(Edge(from: .rule(rule.id), to: .rule(other.id), kind: .limits))
        hasFound = true
      }
    }
    return out
  }

  /// Whether all numbers of a support or a target are bounds.
  private func isLimit(_ rule: Rule) -> Bool {
    switch rule.body {
    case .support(let support):
      return !support.quantities.isEmpty && support.quantities.allSatisfy { Self.isBound($0) }
    case .target(let target): return Self.isBound(target.quantity) && isOfTiers(target.quantity)
    default: return false
    }
  }

  private static func isBound(_ quantity: Quantity) -> Bool { ![.equal, .range].contains(quantity.comparison) }

  /// Whether a number is of what is given by tiers, and so can be capped: points and money.
  private func isOfTiers(_ quantity: Quantity) -> Bool {
    ["points", "money"].contains(vocabulary.value(of: quantity.unit.utf16, in: "measure-units"))
  }

  /// Whether two rules are of one kind and, for tiers, of one unit.
  private func isSame(_ left: Rule, _ right: Rule) -> Bool {
    switch (left.body, right.body) {
    case (.support, .support): true
    case (.target(let a), .target(let b)): a.quantity.unit == b.quantity.unit
    default: false
    }
  }

  private func overlaps(_ left: Rule, _ right: Rule) -> Bool {
    left.span.start < right.span.end && right.span.start < left.span.end
  }
}
