// What a search in the library gives: a duty, told so that nobody has to look it up.
import RuleModel
import TextModel

/// What kind of rule puts something on a body.
public enum AnswerKind: String, Hashable, Sendable, CaseIterable {
  case duty, deadline, step, sanction, material
}

/// A duty found: who, under what condition, by when, what, from which sentence of which notice.
public struct Answer: Hashable, Sendable {
  /// The time that it is due.
  public struct Due: Hashable, Sendable {
    /// ISO 8601 date of the first day, where there is one.
    public var from: String?
    /// ISO 8601 date of the last day; nil where the notice does not settle it.
    public var until: String?
    /// How long after which it comes back (ISO 8601 duration); nil for what is due once.
    public var every: String?
    /// Month and day of what comes back: `09-30`.
    public var monthDay: String?
    /// As printed.
    public var quote: String

    /// A time of the given parts.
    public init(from: String?, until: String?, every: String?, monthDay: String?, quote: String) {
      self.from = from
      self.until = until
      self.every = every
      self.monthDay = monthDay
      self.quote = quote
    }
  }

  /// The notice that it stands in.
  public struct Notice: Hashable, Sendable {
    /// Its title.
    public var title: String?
    /// Its document number.
    public var number: String?
    /// Who issued it.
    public var issuers: [String]
    /// ISO 8601 date of issue.
    public var date: String?
    /// The region that its issuer governs.
    public var region: String?
    /// The name of the file that it was read from.
    public var source: String
    /// SHA-256 of the bytes.
    public var sha256: String
    /// What its policy is known by: the same for all versions.
    public var policy: String
    /// Which version of its policy it is, from 1.
    public var version: Int
    /// ISO 8601 date of the first day in force.
    public var from: String?
    /// ISO 8601 date of the first day no longer in force.
    public var until: String?
    /// Whether no later version has taken its place and nothing has repealed it.
    public var isCurrent: Bool

    /// A notice of the given parts.
    public init(
      title: String?, number: String?, issuers: [String], date: String?, region: String?, source: String,
      sha256: String, policy: String, version: Int, from: String?, until: String?, isCurrent: Bool
    ) {
      self.title = title
      self.number = number
      self.issuers = issuers
      self.date = date
      self.region = region
      self.source = source
      self.sha256 = sha256
      self.policy = policy
      self.version = version
      self.from = from
      self.until = until
      self.isCurrent = isCurrent
    }
  }

  /// The rule's key, the same through all versions of the policy.
  public var key: String
  /// What kind of rule it is.
  public var kind: AnswerKind
  /// The body under its full name.
  public var department: String
  /// The body as printed.
  public var unit: String
  /// The level that the body stands at: `province`; nil where nothing says so.
  public var level: String?
  /// The region that the body stands in.
  public var region: String?
  /// The part that the body has in it.
  public var role: Duty.Role
  /// The force of the sentence.
  public var modality: Duty.Modality
  /// The words that leave discretion, as printed.
  public var discretion: String?
  /// Under what conditions, as printed.
  public var conditions: [String]
  /// By when.
  public var due: Due?
  /// What, as printed.
  public var action: String?
  /// The sentence that says so.
  public var sentence: String
  /// Where in the sentence what was looked for stands, in code points.
  public var highlights: [Span]
  /// The labels of its provision from the root: `第二章/第五条`.
  public var path: String
  /// Where the rule stands in the notice's text.
  public var span: Span
  /// The grammar rule that read it.
  public var rule: String
  /// The notice.
  public var notice: Notice

  /// An answer of the given parts.
  public init(
    key: String, kind: AnswerKind, department: String, unit: String, level: String?, region: String?, role: Duty.Role,
    modality: Duty.Modality, discretion: String?, conditions: [String], due: Due?, action: String?, sentence: String,
    highlights: [Span], path: String, span: Span, rule: String, notice: Notice
  ) {
    self.key = key
    self.kind = kind
    self.department = department
    self.unit = unit
    self.level = level
    self.region = region
    self.role = role
    self.modality = modality
    self.discretion = discretion
    self.conditions = conditions
    self.due = due
    self.action = action
    self.sentence = sentence
    self.highlights = highlights
    self.path = path
    self.span = span
    self.rule = rule
    self.notice = notice
  }
}
