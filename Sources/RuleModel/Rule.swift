import TextModel

/// The name of a rule within its graph: prints as `r12`.
public struct RuleID: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// Its number, from 1.
  public let number: Int
  /// The rule of the given number.
  public init(_ number: Int) { self.number = number }
  /// `r12`
  public var description: String { "r\(number)" }
  /// By number.
  public static func < (left: RuleID, right: RuleID) -> Bool { left.number < right.number }
}

/// The name of a provision within its graph: prints as `p7`.
public struct ProvisionID: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// Its number, from 1.
  public let number: Int
  /// The provision of the given number.
  public init(_ number: Int) { self.number = number }
  /// `p7`
  public var description: String { "p\(number)" }
  /// By number.
  public static func < (left: ProvisionID, right: ProvisionID) -> Bool { left.number < right.number }
}

/// The name of an organization within its graph: prints as `o1`.
public struct OrganizationID: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// Its number, from 1.
  public let number: Int
  /// The organization of the given number.
  public init(_ number: Int) { self.number = number }
  /// `o1`
  public var description: String { "o\(number)" }
  /// By number.
  public static func < (left: OrganizationID, right: OrganizationID) -> Bool { left.number < right.number }
}

/// What a rule says, by its kind. What it holds is large, so that a copy shares it.
public indirect enum RuleBody: Hashable, Sendable {
  case condition(Condition)
  case deadline(Deadline)
  case duty(Duty)
  case weight(Weight)
  case target(Target)
  case support(Support)
  case sanction(Sanction)
  case step(Step)
  case material(Material)
  case definition(Definition)
  case citation(Citation)

  /// The kind's name in JSON.
  public var kind: String {
    switch self {
    case .condition: "condition"
    case .deadline: "deadline"
    case .duty: "duty"
    case .weight: "weight"
    case .target: "target"
    case .support: "support"
    case .sanction: "sanction"
    case .step: "step"
    case .material: "material"
    case .definition: "definition"
    case .citation: "citation"
    }
  }
}

/// One rule of a notice, tied to the characters that it was read from.
public struct Rule: Hashable, Sendable {
  /// Its name within the graph.
  public var id: RuleID
  /// The provision that it stands in; nil before the first.
  public var provision: ProvisionID?
  /// Where it stands.
  public var span: Span
  /// Its characters, as `span` has them in the text.
  public var quote: String
  /// The grammar rule that made it: `deadline.by-date`.
  public var rule: String
  /// What it says.
  public var body: RuleBody

  /// A rule of the given parts.
  public init(id: RuleID, provision: ProvisionID?, span: Span, quote: String, rule: String, body: RuleBody) {
    self.id = id
    self.provision = provision
    self.span = span
    self.quote = quote
    self.rule = rule
    self.body = body
  }
}
