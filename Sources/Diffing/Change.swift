import RuleModel
import TextModel

/// What a change is about.
public enum ChangeKind: String, Hashable, Sendable, CaseIterable {
  /// A date, period, frequency or time limit.
  case deadline
  /// An amount, count, rate or threshold.
  case quantity
  /// Who is responsible, competent or liable.
  case unit
  /// The force of a duty, power or ban.
  case modality
  /// What meeting a condition leads to, or the part that a unit has in a duty.
  case role
  /// Points or a weight.
  case weight
  /// To whom a rule applies.
  case subject
  /// Conditions, cases, documents, duties or sanctions.
  case scope
  /// Another instrument that is named.
  case citation
  /// What a word means.
  case definition
  /// No change of a rule.
  case wording
}

/// What a change does to those who are bound.
public enum Direction: String, Hashable, Sendable, CaseIterable {
  case tightened, loosened, neutral, unknown

  /// The direction of the change back.
  public var reversed: Direction {
    switch self {
    case .tightened: .loosened
    case .loosened: .tightened
    case .neutral, .unknown: self
    }
  }
}

/// What part of a notice's business a change touches.
public enum Impact: String, Hashable, Sendable, CaseIterable {
  case threshold, amount, deadline, weight, unit, scope, procedure, wording
}

/// What stands on one side of a change, typed.
public enum ChangeValue: Hashable, Sendable {
  case quantity(Quantity)
  case temporal(Temporal)
  case organization(OrganizationMention)
  case modality(Duty.Modality)
  case conditionRole(Condition.Role)
  case dutyRole(Duty.Role)
  /// A number by itself, or the points of an indicator.
  case number(ExactNumber)
  /// What is not read further.
  case text(String)
}

/// One side of a change.
public struct ChangeSide: Hashable, Sendable {
  /// Labels from the root of the provision that it stands in; empty outside all.
  public var provision: [String]
  /// The rule that it is part of; nil where none was read there.
  public var rule: RuleID?
  /// Where it stands.
  public var span: Span
  /// Its characters, as `span` has them in the text.
  public var quote: String
  /// What it says.
  public var value: ChangeValue?

  /// A side of the given parts.
  public init(provision: [String], rule: RuleID?, span: Span, quote: String, value: ChangeValue?) {
    self.provision = provision
    self.rule = rule
    self.span = span
    self.quote = quote
    self.value = value
  }
}

/// A difference of what two versions say.
public struct Change: Hashable, Sendable {
  /// What it is about.
  public var kind: ChangeKind
  /// What it touches.
  public var impact: Impact
  /// What it does to those who are bound.
  public var direction: Direction
  /// Why that is its direction.
  public var reason: ChangeReason
  /// What the old version has; nil where the new one adds something.
  public var old: ChangeSide?
  /// What the new version has; nil where it drops something.
  public var new: ChangeSide?

  /// A change with the direction that its reason gives.
  public init(kind: ChangeKind, impact: Impact, reason: ChangeReason, old: ChangeSide?, new: ChangeSide?) {
    self.kind = kind
    self.impact = impact
    self.direction = reason.direction
    self.reason = reason
    self.old = old
    self.new = new
  }
}
