import RuleModel
import TextModel

/// Which rule of one version is which of the other, and what its fields say otherwise that no piece of text shows by
/// itself: points of a scoring table, what meeting a condition leads to, what a word means.
struct RuleAlignment {
  private var found: [Change] = []

  init(
    _ old: LaidOut, _ new: LaidOut, _ alignment: ProvisionAlignment, oldRules: RulePlaces, newRules: RulePlaces
  ) {
    let paths = (RulePaths(old.version), RulePaths(new.version))
    let (before, after) = (old.version.graph.rules, new.version.graph.rules)
    alignWeights(before, after, paths)
    alignRoles(before, after, paths)
    alignDefinitions(before, after, paths)
  }

  /// The changes of the rules with those of the text, of which those that say the same less exactly are left out.
  func joined(with text: [Change]) -> [Change] {
    let covering = found.filter { $0.kind == .weight || $0.kind == .definition }
    let oldSpans = SpanSet(covering.compactMap { $0.old?.span })
    let newSpans = SpanSet(covering.compactMap { $0.new?.span })
    return found
      + text.filter { change in
        let isCovered = change.old.map { oldSpans.covers($0.span) } ?? true
        let isCoveredToo = change.new.map { newSpans.covers($0.span) } ?? true
        return !(isCovered && isCoveredToo)
      }
  }

  private struct WeightKey: Hashable {
    var parent: String?
    var indicator: String?
    var row: Weight.Row
  }

  private mutating func alignWeights(_ old: [Rule], _ new: [Rule], _ paths: (RulePaths, RulePaths)) {
    func weights(_ rules: [Rule]) -> [(rule: Rule, weight: Weight)] {
      rules.compactMap { rule in if case .weight(let weight) = rule.body { (rule, weight) } else { nil } }
    }
    var gone = weights(old)
    var come = weights(new)
    for key in [
      { WeightKey(parent: $0.parent, indicator: $0.indicator, row: $0.row) },
      { WeightKey(parent: nil, indicator: $0.indicator, row: $0.row) },
    ] as [(Weight) -> WeightKey] {
      var waiting: [WeightKey: [(rule: Rule, weight: Weight)]] = [:]
      for entry in come.reversed() { waiting[key(entry.weight), default: []].append(entry) }
      var rest: [(rule: Rule, weight: Weight)] = []
      var taken: Set<RuleID> = []
      for entry in gone {
        guard let partner = waiting[key(entry.weight)]?.popLast() else {
          rest.append(entry)
          continue
        }
        taken.insert(partner.rule.id)
        guard entry.weight.points != partner.weight.points || entry.weight.unit != partner.weight.unit else { continue }
        found.append(
          Change(
            kind: .weight, impact: .weight, reason: Self.reason(entry.weight, partner.weight),
            old: side(entry.rule, entry.weight, paths.0), new: side(partner.rule, partner.weight, paths.1)))
      }
      gone = rest
      come.removeAll { taken.contains($0.rule.id) }
    }
    // A scoring table that is new as a whole is told by its text; single rows are told one by one.
    for entry in gone {
      found.append(
        Change(
          kind: .weight, impact: .weight, reason: .weightDropped, old: side(entry.rule, entry.weight, paths.0), new: nil
        ))
    }
    for entry in come {
      found.append(
        Change(
          kind: .weight, impact: .weight, reason: .weightAdded, old: nil, new: side(entry.rule, entry.weight, paths.1)))
    }
  }

  private static func reason(_ old: Weight, _ new: Weight) -> ChangeReason {
    guard let before = old.points, let after = new.points, before != after else { return .scopeOther }
    let isUp = before < after
    return new.row == .threshold
      ? (isUp ? .passLineRaised : .passLineLowered) : (isUp ? .weightRaised : .weightLowered)
  }

  private func side(_ rule: Rule, _ weight: Weight, _ paths: RulePaths) -> ChangeSide {
    paths.side(of: rule, value: weight.points.map { .number($0) } ?? weight.indicator.map { .text($0) })
  }

  /// Rules of the same words that now lead to something else.
  private mutating func alignRoles(_ old: [Rule], _ new: [Rule], _ paths: (RulePaths, RulePaths)) {
    struct Key: Hashable {
      var kind: String
      var text: String
    }
    func key(_ rule: Rule) -> Key? {
      switch rule.body {
      case .condition: Key(kind: rule.body.kind, text: rule.quote.filter { !$0.isWhitespace })
      case .duty(let duty): duty.action.map { Key(kind: rule.body.kind, text: duty.unit.name + $0) }
      default: nil
      }
    }
    var waiting: [Key: [Rule]] = [:]
    for rule in new.reversed() { if let key = key(rule) { waiting[key, default: []].append(rule) } }
    for rule in old {
      guard let key = key(rule), let partner = waiting[key]?.popLast() else { continue }
      switch (rule.body, partner.body) {
      case (.condition(let before), .condition(let after)):
        if before.role != after.role {
          found.append(
            Change(
              kind: .role, impact: .scope, reason: Self.reason(before.role, after.role),
              old: paths.0.side(of: rule, value: .conditionRole(before.role)),
              new: paths.1.side(of: partner, value: .conditionRole(after.role))))
        }
        if let from = before.subject, let to = after.subject, from != to {
          found.append(
            Change(
              kind: .subject, impact: .scope, reason: .subjectOther, old: paths.0.side(of: rule, value: .text(from)),
              new: paths.1.side(of: partner, value: .text(to))))
        }
      case (.duty(let before), .duty(let after)) where before.role != after.role:
        found.append(
          Change(
            kind: .role, impact: .unit, reason: .roleOther,
            old: paths.0.side(of: rule, value: .dutyRole(before.role)),
            new: paths.1.side(of: partner, value: .dutyRole(after.role))))
      default: continue
      }
    }
  }

  private static func reason(_ old: Condition.Role, _ new: Condition.Role) -> ChangeReason {
    func strictness(_ role: Condition.Role) -> Int {
      switch role {
      case .prefer, .pass: 0
      case .require: 1
      case .exclude, .revoke, .veto: 2
      }
    }
    let (before, after) = (strictness(old), strictness(new))
    if before == after || before == 2 || after == 2 { return before == after ? .roleOther : .roleOther }
    return after > before ? .roleStricter : .roleMilder
  }

  private mutating func alignDefinitions(_ old: [Rule], _ new: [Rule], _ paths: (RulePaths, RulePaths)) {
    func definitions(_ rules: [Rule]) -> [(rule: Rule, definition: Definition)] {
      rules.compactMap { rule in if case .definition(let definition) = rule.body { (rule, definition) } else { nil } }
    }
    var waiting: [String: [(rule: Rule, definition: Definition)]] = [:]
    for entry in definitions(new).reversed() { waiting[entry.definition.term, default: []].append(entry) }
    for entry in definitions(old) {
      guard let partner = waiting[entry.definition.term]?.popLast(), entry.definition.means != partner.definition.means
      else { continue }
      found.append(
        Change(
          kind: .definition, impact: .scope, reason: .definitionOther,
          old: paths.0.side(of: entry.rule, value: entry.definition.means.map { .text($0) }),
          new: paths.1.side(of: partner.rule, value: partner.definition.means.map { .text($0) })))
    }
  }
}

/// The paths of the provisions that rules stand in.
struct RulePaths {
  private var paths: [ProvisionID: [String]] = [:]

  init(_ version: NoticeVersion) {
    for entry in version.graph.provisions { paths[entry.id] = entry.path }
  }

  func side(of rule: Rule, value: ChangeValue?) -> ChangeSide {
    ChangeSide(
      provision: rule.provision.flatMap { paths[$0] } ?? [], rule: rule.id, span: rule.span, quote: rule.quote,
      value: value)
  }
}

/// Places, asked whether one of them covers another.
struct SpanSet {
  private var spans: [Span]
  private var reach: [Int] = []

  init(_ spans: [Span]) {
    self.spans = spans.sorted()
    var end = 0
    for span in self.spans {
      end = max(end, span.end)
      reach.append(end)
    }
  }

  /// Whether what lies before or at the start of the place reaches to its end.
  func covers(_ span: Span) -> Bool {
    var (low, high) = (0, spans.count)
    while low < high {
      let middle = (low + high) / 2
      if spans[middle].start <= span.start { low = middle + 1 } else { high = middle }
    }
    return low > 0 && reach[low - 1] >= span.end
  }
}
