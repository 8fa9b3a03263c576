import RuleModel
import TextModel
import Tokenizing

/// The stages of a procedure: the items below 申报程序 and the like, in their order.
struct StepReader {
  let reading: NoticeReading
  let scopes: Scopes
  /// What was read before: who acts in a stage is told by duties.
  let known: [NoticeFacts.Fact]
  /// The longest name of a stage, in characters.
  private static let longestName = 80
  /// ， 。 ； ： as they are folded.
  private static let marks: Set<UInt16> = [0x2C, 0x3002, 0x3B, 0x3A]

  func read() -> [NoticeFacts.Fact] {
    let units = unitsByProvision()
    let temporals = temporalsByProvision()
    var orders: [Int: Int] = [:]
    var out: [NoticeFacts.Fact] = []
    for (index, provision) in reading.outline.provisions.enumerated() {
      guard let scope = scopes.of[index], scope.gives == "step", !scopes.heads.contains(index),
        isOutermost(index), let passage = provision.passages.first,
        let (name, span) = name(of: index, passage: passage)
      else { continue }
      let order = orders[provision.parent ?? -1, default: 0] + 1
      orders[provision.parent ?? -1] = order
      out.append(
        NoticeFacts.Fact(
          span: span, provision: index, rule: scope.rule,
          body: .step(
            Step(name: name, order: order, units: units[index] ?? [], temporals: temporals[index] ?? [], next: nil))))
    }
    return out
  }

  /// Whether no stage holds the provision: 1. below a stage says how it is done.
  private func isOutermost(_ index: Int) -> Bool {
    guard let parent = reading.outline.provisions[index].parent else { return true }
    return scopes.heads.contains(parent) || scopes.of[parent]?.gives != "step"
  }

  /// The heading of a stage, else its first clause; and the place of its first passage.
  private func name(of index: Int, passage: Int) -> (String, Span)? {
    let outline = reading.outline
    var range = outline.passages[passage].range
    while let last = range.last, Self.marks.contains(outline.characters[last]) { range.removeLast() }
    guard !range.isEmpty else { return nil }
    let span = outline.span(of: range)
    if let heading = outline.provisions[index].heading, !heading.isEmpty { return (heading, span) }
    let clause = range.prefix { !Self.marks.contains(outline.characters[$0]) }
    guard !clause.isEmpty, clause.count <= Self.longestName else { return nil }
    return (reading.printed(clause), span)
  }

  private func unitsByProvision() -> [Int: [OrganizationMention]] {
    var out: [Int: [OrganizationMention]] = [:]
    for fact in known {
      guard case .duty(let duty) = fact.body, duty.role != .recipient, let provision = stage(of: fact.provision) else {
        continue
      }
      if out[provision]?.contains(where: { $0.name == duty.unit.name }) != true {
        out[provision, default: []].append(duty.unit)
      }
    }
    return out
  }

  private func temporalsByProvision() -> [Int: [Temporal]] {
    var out: [Int: [Temporal]] = [:]
    for segment in reading.stream.segments {
      guard let provision = stage(of: reading.outline.passages[segment.passage].provision) else { continue }
      for token in segment.tokens {
        if let temporal = reading.temporal(at: token) { out[provision, default: []].append(temporal) }
      }
    }
    return out.mapValues { $0.sorted { $0.span < $1.span } }
  }

  /// The stage that a provision is or belongs to; nil outside of procedures.
  private func stage(of provision: Int?) -> Int? {
    var at = provision
    while let index = at, scopes.of[index]?.gives == "step", !isOutermost(index) {
      at = reading.outline.provisions[index].parent
    }
    guard let index = at, scopes.of[index]?.gives == "step", !scopes.heads.contains(index) else { return nil }
    return index
  }
}
