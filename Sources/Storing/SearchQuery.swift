import Exporting
import RuleModel

/// What somebody looks for in a library. What is empty or nil asks for nothing.
public struct SearchQuery: Sendable {
  /// The order of the answers.
  public enum Order: String, Sendable, CaseIterable {
    /// What is due first; what has no day last.
    case due
    /// What fits the words best; without words what binds a body most firmly.
    case relevance
    /// By the body's name in the order of pinyin.
    case department
  }

  /// A body, under any of its names.
  public var department: String?
  /// Whether bodies below the level of the name count too.
  public var includesBelow = false
  /// The part that the body has in it.
  public var roles: [Duty.Role] = []
  /// What kind of rule puts it on the body.
  public var kinds: [AnswerKind] = []
  /// The force of the sentence.
  public var modalities: [Duty.Modality] = []
  /// ISO 8601 date: due on that day or later.
  public var dueAfter: String?
  /// ISO 8601 date: due on that day or earlier.
  public var dueBefore: String?
  /// A region by name or code: bodies there and in the regions that belong to it.
  public var region: String?
  /// The issuer of the notice, under any of its names.
  public var issuer: String?
  /// Words of the notice's title, or its number.
  public var policy: String?
  /// ISO 8601 date: only what was in force on that day, superseded since or not.
  public var inForceOn: String?
  /// Whether versions that have been superseded or repealed count too; `inForceOn` settles it by the day.
  public var includesPast = false
  /// Words of the sentence, with blanks between those that need not stand together.
  public var text: String?
  /// The order of the answers.
  public var order: Order = .due
  /// How many answers are given at most.
  public var limit = 50
  /// How many are passed over before the first.
  public var offset = 0
  /// Whether the answers are counted by their properties.
  public var countsFacets = false

  /// Everything.
  public init() {}
}

/// A query that cannot be asked as it stands.
public enum QueryFault: Error, Hashable, Sendable {
  /// No day or month or year: what was given.
  case notADate(String)
  /// The directory knows no such region.
  case unknownRegion(String)
}
