/// Something in a grammar that is no error, but hardly what its writer meant.
public struct GrammarFinding: Hashable, Sendable, CustomStringConvertible {
  /// What kind of thing it is; the name by which a line `# lint: allow NAME — reason` lets it stand.
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    /// A rule that no text can match.
    case neverMatches = "never-matches"
    /// A part of a pattern that no match can go through.
    case deadPart = "dead-part"
    /// A test of a token type that no file before this one makes.
    case tooEarly = "too-early"
    /// A rule whose own examples another rule of the file takes.
    case shadowed
    /// Two rules of a file that read the same words with the same priority and make different things of them.
    case ambiguous
    /// A word list that no rule and no reader asks for.
    case unusedList = "unused-list"
    /// A word that stands twice in a list.
    case duplicateEntry = "duplicate-entry"
    /// A word that is never cut as one token, so that no rule can meet it.
    case brokenEntry = "broken-entry"
    /// A `let` that no pattern refers to.
    case unusedDefinition = "unused-let"
    /// A capture that the rule makes nothing of.
    case unusedCapture = "unused-capture"
    /// A file that makes what is tested here and is not named behind `uses`.
    case missingFile = "missing-uses"
    /// A rule without a sentence that it must read, or without one that it must not.
    case fewExamples = "few-examples"
    /// A line that allows what is not there, or gives no reason.
    case badAllowance = "bad-allowance"
  }

  /// What kind of thing it is.
  public let kind: Kind
  /// Where.
  public let place: GrammarPlace
  /// What is found.
  public let finding: String
  /// What to do.
  public let hint: String

  /// A finding of the given parts.
  public init(_ kind: Kind, _ finding: String, hint: String, at place: GrammarPlace) {
    self.kind = kind
    self.place = place
    self.finding = finding
    self.hint = hint
  }

  /// `rules/date.grammar:12:1: unused-let: “clock” is nowhere used — take it away`
  public var description: String {
    "\(place.file):\(place.line):\(place.column): \(kind.rawValue): \(finding) — \(hint)"
  }
}
