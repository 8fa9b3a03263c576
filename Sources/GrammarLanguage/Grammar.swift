import TextModel

/// When a file's rules are tried: names first; phrases become tokens that later files see; the others become facts.
public enum GrammarStage: String, Hashable, Sendable, CaseIterable {
  /// Names that the notice itself gives (以下简称…): tried first, on words only; later stages know the names.
  case name
  /// Numbers, dates, quantities, organizations: what is found becomes one token.
  case phrase
  /// Headings and lead-ins that give their meaning to the items below them.
  case scope
  /// Conditions, duties, weights: what is found becomes a fact.
  case fact
  /// Phrases that no fact asks for (a bare number, 半小时后): tried last, and only where all phrases are wanted.
  case recognize

  /// Whether what its files find becomes one token.
  public var makesTokens: Bool { self == .phrase || self == .recognize }
}

/// What a rule gives a field of what it makes.
public enum FieldValue: Hashable, Sendable {
  /// The tokens of a capture.
  case capture(String)
  /// A word or text as written.
  case text(String)
}

/// What a rule makes: `temporal kind=by value=d`.
public struct Construction: Hashable, Sendable {
  /// The name of the constructor; `nothing` for a rule that only vetoes.
  public let name: String
  /// The fields in the order written.
  public let fields: [Field]
  /// Where it is written.
  public let place: GrammarPlace

  /// A field and its value.
  public struct Field: Hashable, Sendable {
    /// The field's name.
    public let name: String
    /// Its value.
    public let value: FieldValue
    /// Where it is written.
    public let place: GrammarPlace

    /// A field of the given parts.
    public init(name: String, value: FieldValue, place: GrammarPlace) {
      self.name = name
      self.value = value
      self.place = place
    }
  }

  /// A construction of the given parts.
  public init(name: String, fields: [Field], place: GrammarPlace) {
    self.name = name
    self.fields = fields
    self.place = place
  }

  /// The value of a field, or nil where the rule does not give it.
  public subscript(field: String) -> FieldValue? { fields.first { $0.name == field }?.value }

  /// The text of a field, or nil where the rule does not give it or gives a capture.
  public func text(_ field: String) -> String? {
    if case .text(let text) = self[field] { return text }
    return nil
  }

  /// The capture of a field, or nil where the rule does not give it or gives a text.
  public func capture(_ field: String) -> String? {
    if case .capture(let name) = self[field] { return name }
    return nil
  }
}

/// A sentence that a rule must read, or must not.
public struct GrammarExample: Hashable, Sendable {
  /// Whether the rule must read it.
  public let isPositive: Bool
  /// The text without the brackets 「」 that mark what is read; `¶` stands for a line end.
  public let text: String
  /// The marked parts, as offsets in code points of `text`, in the order of the text.
  public let parts: [Range<Int>]
  /// Fields that must come out, by name.
  public let expected: [Expectation]
  /// Where it is written.
  public let place: GrammarPlace

  /// The first marked part: what the rule reads; nil where nothing is marked.
  public var marked: Range<Int>? { parts.first }

  /// A field and what it must be.
  public struct Expectation: Hashable, Sendable {
    /// The field's name in the result.
    public let name: String
    /// Its value as printed.
    public let value: String
  }
}

/// A rule: a pattern, what it makes, and sentences that prove it.
public struct GrammarRule: Hashable, Sendable {
  /// File stem and name: `temporal.by-date`.
  public let name: String
  /// What it is for, in Chinese.
  public let gloss: String
  /// What it matches.
  public let pattern: Pattern
  /// What must stand directly before the match.
  public let after: Pattern?
  /// What must not stand directly before it.
  public let notAfter: Pattern?
  /// What must stand directly behind it.
  public let before: Pattern?
  /// What must not stand directly behind it.
  public let notBefore: Pattern?
  /// Of two matches of the same length the one with the higher priority wins; then the earlier in the file.
  public let priority: Int
  /// What it makes.
  public let makes: Construction
  /// Sentences that prove it.
  public let examples: [GrammarExample]
  /// Where it begins.
  public let place: GrammarPlace
}

extension GrammarRule {
  /// What is left of a rule whose patterns were compiled before: its name, what it makes, and its file.
  public init(compiled name: String, priority: Int, makes: Construction, file: String) {
    self.init(
      name: name, gloss: "", pattern: .sequence([]), after: nil, notAfter: nil, before: nil, notBefore: nil,
      priority: priority, makes: makes, examples: [], place: GrammarPlace(file: file, line: 1, column: 1))
  }
}

/// A grammar file: rules of one kind that compete with one another.
public struct GrammarFile: Hashable, Sendable {
  /// The path below `Grammars/`.
  public let path: String
  /// The stem of its name: `temporal`.
  public let name: String
  /// When its rules are tried.
  public let stage: GrammarStage
  /// Whether matches of its rules may overlap one another (facts only).
  public let overlaps: Bool
  /// Files whose rules must have been tried before, and whose `let` patterns it may use.
  public let uses: [String]
  /// Where each of `uses` is written.
  public let usesPlaces: [GrammarPlace]
  /// Its named patterns, in the order written.
  public let definitions: [Definition]
  /// Its rules.
  public let rules: [GrammarRule]

  /// A named pattern.
  public struct Definition: Hashable, Sendable {
    /// Its name.
    public let name: String
    /// The names of its parts, which a use of it gives: `let list(item) = …`. None for most.
    public let parameters: [String]
    /// What it stands for.
    public let pattern: Pattern
    /// Where it is written.
    public let place: GrammarPlace
  }
}

extension GrammarFile {
  /// What is left of a file whose rules were compiled before.
  public init(
    compiled path: String, name: String, stage: GrammarStage, overlaps: Bool, uses: [String], rules: [GrammarRule]
  ) {
    self.init(
      path: path, name: name, stage: stage, overlaps: overlaps, uses: uses, usesPlaces: [], definitions: [],
      rules: rules)
  }
}

/// What is wrong in a grammar file: place, finding, next step.
public struct GrammarError: Error, Hashable, Sendable, CustomStringConvertible {
  /// Where.
  public let place: GrammarPlace
  /// What is wrong.
  public let finding: String
  /// What to do.
  public let hint: String
  /// The line as written.
  public let source: String

  /// An error of the given parts.
  public init(_ finding: String, hint: String, at place: GrammarPlace, source: String = "") {
    self.place = place
    self.finding = finding
    self.hint = hint
    self.source = source
  }

  /// `rules/deadline.grammar:12:9: no word list “月分”`, the line with a caret, and the hint.
  public var description: String {
    var out = "\(place.file):\(place.line):\(place.column): \(finding)"
    if !source.isEmpty {
      let width = source.unicodeScalars.prefix(max(0, place.column - 1)).reduce(0) { $0 + ($1.value >= 0x1100 ? 2 : 1) }
      out += "\n  \(source)\n  \(String(repeating: " ", count: width))^"
    }
    return hint.isEmpty ? out : out + "\n  \(hint)"
  }
}
