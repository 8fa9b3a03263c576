import RuleModel
import TextModel

/// All that was read of a notice, before the whole of it is looked at: rules without names of their own.
public struct NoticeFacts: Sendable {
  /// A rule with the provision that it stands in, as an index into `Outline.provisions`.
  public struct Fact: Sendable {
    /// Where it stands.
    public var span: Span
    /// The provision.
    public var provision: Int?
    /// The grammar rule that made it.
    public var rule: String
    /// What it says.
    public var body: RuleBody
  }

  /// A place that names another provision of the same notice: 第七条第（二）项.
  public struct Reference: Sendable {
    /// Where it stands.
    public var span: Span
    /// The provision that it stands in, as an index into `Outline.provisions`.
    public var provision: Int?
    /// The labels that it names, the outer one first, each in its bare form: `["第七条", "(二)"]`.
    public var labels: [String]
  }

  /// The facts, in the order in which they were read.
  public var facts: [Fact] = []
  /// Words that the notice gives a meaning.
  public var definitions: [Definition] = []
  /// Instruments that it names.
  public var citations: [Citation] = []
  /// Titles of the instruments that lose their force by it.
  public var repeals: Set<String> = []
  /// Provisions of its own that it names.
  public var references: [Reference] = []
  /// Whom to turn to.
  public var contacts: [Document.Contact] = []
  /// When it takes effect: an ISO date or `on-issue`.
  public var effective: String?
  /// How long it is valid: an ISO duration or date.
  public var validity: String?

  /// Nothing read yet.
  public init() {}
}
