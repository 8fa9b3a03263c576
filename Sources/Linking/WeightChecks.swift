import RuleModel
import TextModel

/// Points of scoring tables and running text that do not add up: each whole is checked against its own parts.
///
/// The parts of a row are the criteria inside its cell (①…（5分）；②…（4分）), the parts of a group the rows that follow it
/// and name it, up to the next whole. A criterion counts for its row, never for the group beside the row.
struct WeightChecks {
  /// A scored row with its points.
  private struct Node {
    var rule: Rule
    var weight: Weight
    var points: Double
    /// The places of its parts.
    var parts: [Int] = []
    /// The place of what it is a part of.
    var whole: Int?
  }

  private var nodes: [Node] = []

  /// The checks of a graph's rules, which stand in the order of the text.
  init(rules: [Rule]) {
    for rule in rules {
      guard case .weight(let weight) = rule.body, weight.unit == nil, weight.row != .threshold,
        weight.row != .deduction,
        let points = weight.points.flatMap({ Double($0.description) })
      else { continue }
      nodes.append(Node(rule: rule, weight: weight, points: points))
    }
    var latest: [String: Int] = [:]
    for index in nodes.indices {
      if let row = rowAround(index) {
        nodes[index].whole = row
        nodes[row].parts.append(index)
        continue
      }
      let weight = nodes[index].weight
      if let whole = weight.parent.flatMap({ latest[$0] }), isWithin(index - 1, whole) {
        nodes[index].whole = whole
        nodes[whole].parts.append(index)
      }
      if let name = weight.indicator, weight.row != .bonus, weight.parent != name { latest[name] = index }
    }
  }

  /// Whether a row is a whole or stands in it, so that the next row still follows it: what comes back to a name behind
  /// other rows is of another table.
  private func isWithin(_ row: Int, _ whole: Int) -> Bool {
    var at: Int? = row
    for _ in 0..<Self.depth {
      guard let here = at, here >= whole else { return false }
      if here == whole { return true }
      at = nodes[here].whole
    }
    return false
  }

  /// How many levels of parts there are at most.
  private static let depth = 8

  /// The row whose cell a criterion stands in.
  private func rowAround(_ index: Int) -> Int? {
    let node = nodes[index]
    for other in nodes[..<index].indices.suffix(Self.reach).reversed() {
      let row = nodes[other]
      if row.rule.span.end <= node.rule.span.start, row.weight.parent != node.weight.parent { return nil }
      if row.rule.span.start <= node.rule.span.start, row.rule.span.end >= node.rule.span.end,
        row.weight.indicator == node.weight.indicator, row.weight.parent == node.weight.parent,
        row.rule.span != node.rule.span
      {
        return other
      }
    }
    return nil
  }

  /// How many rows before a criterion are looked at for the one that holds it.
  private static let reach = 32

  /// A warning for each whole whose parts do not add up to its points. Bonuses are alternatives under a cap.
  func diagnostics() -> [Diagnostic] {
    sums() + totals()
  }

  private func sums() -> [Diagnostic] {
    nodes.compactMap { node in
      guard node.weight.row == .group || node.weight.row == .indicator, let name = node.weight.indicator else {
        return nil
      }
      let parts = distinct(node.parts)
      guard parts.count > 1, !parts.contains(where: { nodes[$0].weight.row == .bonus }) else { return nil }
      let sum = parts.reduce(0) { $0 + nodes[$1].points }
      guard abs(sum - node.points) > 0.001 else { return nil }
      // 国家级10分, 省级5分 under 10分: grades of one thing, of which the best has all the points.
      if node.weight.row == .indicator, parts.map({ nodes[$0].points }).max() == node.points { return nil }
      return Diagnostic(
        .warning, "weight-sum",
        "“\(name)” is given \(Self.plain(node.points)), but its \(parts.count) rows add up to \(Self.plain(sum)); "
          + "check the table", at: node.rule.span)
    }
  }

  /// Groups that do not add up to the one total of their provision; what is made of bonuses comes on top of it.
  private func totals() -> [Diagnostic] {
    var groups: [ProvisionID?: [Double]] = [:]
    var totals: [ProvisionID?: [Node]] = [:]
    for node in nodes {
      if node.weight.row == .group, node.weight.parent == nil {
        let isBonus = !node.parts.isEmpty && node.parts.allSatisfy { nodes[$0].weight.row == .bonus }
        if !isBonus { groups[node.rule.provision, default: []].append(node.points) }
      } else if node.weight.row == .total {
        totals[node.rule.provision, default: []].append(node)
      }
    }
    var out: [Diagnostic] = []
    for (provision, found) in totals {
      guard found.count == 1, let total = found.first, let parts = groups[provision], parts.count > 1 else { continue }
      let sum = parts.reduce(0, +)
      guard abs(sum - total.points) > 0.001 else { continue }
      out.append(
        Diagnostic(
          .warning, "weight-total",
          "the total is \(Self.plain(total.points)), but its \(parts.count) groups add up to \(Self.plain(sum)); "
            + "check them", at: total.rule.span))
    }
    return out.sorted { ($0.span?.start ?? 0) < ($1.span?.start ?? 0) }
  }

  /// The parts of a whole, a group that is named twice counted once.
  private func distinct(_ parts: [Int]) -> [Int] {
    var seen: Set<String> = []
    return parts.filter { part in
      guard nodes[part].weight.row == .group, let name = nodes[part].weight.indicator else { return true }
      return seen.insert(name).inserted
    }
  }

  private static func plain(_ value: Double) -> String {
    Int(exactly: value).map(String.init) ?? String(value)
  }
}
