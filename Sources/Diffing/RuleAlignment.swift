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
    let homes = (RuleHomes(old, alignment.groups, \.old), RuleHomes(new, alignment.groups, \.new))
    let (before, after) = (old.version.graph.rules, new.version.graph.rules)
    alignWeights(before, after, paths)
    alignConditions(before, after, paths)
    alignDuties(before, after, paths, homes)
    alignDefinitions(before, after, paths)
  }

  /// The changes of the rules with those of the text, of which those that say the same less exactly are left out.
  func joined(with text: [Change]) -> [Change] {
    let covering = found.filter { $0.kind == .weight || $0.kind == .definition }
    let oldSpans = SpanSet(covering.compactMap { $0.old?.span })
    let newSpans = SpanSet(covering.compactMap { $0.new?.span })
    let roles = found.filter { $0.kind == .role && $0.old?.quote != $0.new?.quote }
    let (oldRoles, newRoles) = (SpanSet(roles.compactMap { $0.old?.span }), SpanSet(roles.compactMap { $0.new?.span }))
    return found
      + text.filter { change in
        if change.kind == .wording, let left = change.old, let right = change.new, oldRoles.covers(left.span),
          newRoles.covers(right.span)
        {
          return false
        }
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
    var side = paths.side(of: rule, value: weight.points.map { .number($0) } ?? weight.indicator.map { .text($0) })
    // In a table the points stand in a cell of their own, soon behind the name.
    if let points = weight.points, let end = paths.end(ofNumber: points, behind: rule.span), end > side.span.end {
      side.span = Span(side.span.start, end)
      side.quote = paths.text.string(in: side.span)
    }
    return side
  }

  /// Conditions of the same words that now lead to something else, or hold for somebody else.
  private mutating func alignConditions(_ old: [Rule], _ new: [Rule], _ paths: (RulePaths, RulePaths)) {
    var waiting: [String: [(rule: Rule, condition: Condition)]] = [:]
    for rule in new.reversed() {
      if case .condition(let condition) = rule.body {
        waiting[Self.words(of: rule), default: []].append((rule, condition))
      }
    }
    // A subject that stands above a list is told once, not for each item.
    var subjects: Set<[String]> = []
    for rule in old {
      guard case .condition(let before) = rule.body, let partner = waiting[Self.words(of: rule)]?.popLast() else {
        continue
      }
      let after = partner.condition
      if before.role != after.role {
        found.append(
          Change(
            kind: .role, impact: .scope, reason: Self.reason(before.role, after.role),
            old: paths.0.side(of: rule, value: .conditionRole(before.role)),
            new: paths.1.side(of: partner.rule, value: .conditionRole(after.role))))
      }
      if let from = before.subject, let to = after.subject, from != to, subjects.insert([from, to]).inserted {
        found.append(
          Change(
            kind: .subject, impact: .scope, reason: .subjectOther, old: paths.0.side(of: rule, value: .text(from)),
            new: paths.1.side(of: partner.rule, value: .text(to))))
      }
    }
  }

  private static func words(of rule: Rule) -> String { rule.quote.filter { !$0.isWhitespace } }

  /// Units that have another part in the same provision.
  private mutating func alignDuties(
    _ old: [Rule], _ new: [Rule], _ paths: (RulePaths, RulePaths), _ homes: (RuleHomes, RuleHomes)
  ) {
    struct Key: Hashable {
      var home: Int
      var unit: String
    }
    var waiting: [Key: [(rule: Rule, duty: Duty)]] = [:]
    for rule in new.reversed() {
      guard case .duty(let duty) = rule.body, let home = homes.1.home(of: rule) else { continue }
      waiting[Key(home: home, unit: duty.unit.name), default: []].append((rule, duty))
    }
    for rule in old {
      guard case .duty(let before) = rule.body, let home = homes.0.home(of: rule),
        let partner = waiting[Key(home: home, unit: before.unit.name)]?.popLast(), before.role != partner.duty.role
      else { continue }
      found.append(
        Change(
          kind: .role, impact: .unit, reason: .roleOther, old: paths.0.side(of: rule, value: .dutyRole(before.role)),
          new: paths.1.side(of: partner.rule, value: .dutyRole(partner.duty.role))))
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
    if before == after || before == 2 || after == 2 { return .roleOther }
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
          old: paths.0.side(of: entry.rule, meaning: entry.definition.means),
          new: paths.1.side(of: partner.rule, meaning: partner.definition.means)))
    }
  }
}

/// Which aligned provisions rules stand in.
private struct RuleHomes {
  private let side: LaidOut
  private var groups: [Int: Int] = [:]

  init(_ side: LaidOut, _ aligned: [ProvisionAlignment.Group], _ nodes: (ProvisionAlignment.Group) -> [Int]) {
    self.side = side
    for (index, group) in aligned.enumerated() { for node in nodes(group) { groups[node] = index } }
  }

  /// The number of the aligned provisions; nil outside all.
  func home(of rule: Rule) -> Int? {
    var node = 0
    while let child = side.child(of: node, at: rule.span.start) { node = child }
    return groups[node]
  }
}

/// The paths of the provisions that rules stand in.
struct RulePaths {
  private var paths: [ProvisionID: [String]] = [:]
  let text: SourceText
  private let expressions: [Expression]

  init(_ version: NoticeVersion) {
    text = version.graph.text
    expressions = version.expressions
    for entry in version.graph.provisions { paths[entry.id] = entry.path }
  }

  func side(of rule: Rule, value: ChangeValue?) -> ChangeSide {
    ChangeSide(
      provision: rule.provision.flatMap { paths[$0] } ?? [], rule: rule.id, span: rule.span, quote: rule.quote,
      value: value)
  }
}

extension RulePaths {
  /// A definition's side, from the word to the end of what it means.
  func side(of rule: Rule, meaning: String?) -> ChangeSide {
    var side = side(of: rule, value: meaning.map { .text($0) })
    guard let meaning, let end = end(of: meaning, behind: rule.span.start), end > side.span.end else { return side }
    side.span = Span(side.span.start, end)
    side.quote = text.string(in: side.span)
    return side
  }

  /// Where the first number of that value ends that stands in a rule or soon behind it.
  fileprivate func end(ofNumber number: ExactNumber, behind span: Span) -> Int? {
    var at = SignText.firstExpression(from: span.start, in: expressions)
    while at < expressions.count, expressions[at].span.start < span.end + 80 {
      defer { at += 1 }
      switch expressions[at].value {
      case .number(let value) where value == number: return expressions[at].span.end
      case .quantity(let quantity) where quantity.value == number: return expressions[at].span.end
      default: continue
      }
    }
    return nil
  }

  /// Where the meaning ends that stands soon behind a place; blanks are passed over.
  private func end(of meaning: String, behind start: Int) -> Int? {
    let wanted = Array(meaning.unicodeScalars.filter { !$0.properties.isWhitespace })
    let reach = min(text.count, start + 200)
    guard let first = wanted.first else { return nil }
    for begin in start..<max(start, reach) where text.scalars[begin] == first {
      var (at, matched) = (begin, 0)
      while at < text.count, matched < wanted.count {
        if text.scalars[at] == wanted[matched] {
          matched += 1
        } else if !text.scalars[at].properties.isWhitespace {
          break
        }
        at += 1
      }
      if matched == wanted.count { return at }
    }
    return nil
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
    let behind = spans.partitioningIndex { $0.start > span.start }
    return behind > 0 && reach[behind - 1] >= span.end
  }
}
