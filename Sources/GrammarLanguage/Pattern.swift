import TextModel

/// Where something stands in a grammar file.
public struct GrammarPlace: Hashable, Sendable {
  /// The file's path below `Grammars/`.
  public let file: String
  /// The line, from 1.
  public let line: Int
  /// The column in characters, from 1.
  public let column: Int

  /// A place in a file.
  public init(file: String, line: Int, column: Int) {
    self.file = file
    self.line = line
    self.column = column
  }
}

/// A point between two tokens that a pattern can ask for.
public enum PatternAnchor: String, Hashable, Sendable, CaseIterable {
  /// `^clause` `^sentence` `^item`: the next token is the first of its clause, sentence or passage.
  case clauseStart = "^clause"
  case sentenceStart = "^sentence"
  case itemStart = "^item"
  /// `$clause` `$sentence` `$item`: the last token was the last of its clause, sentence or passage.
  case clauseEnd = "$clause"
  case sentenceEnd = "$sentence"
  case itemEnd = "$item"
}

/// How far a gap may reach.
public enum GapBound: Hashable, Sendable {
  /// `..`: no ，：。；！？ inside.
  case clause
  /// `...`: no 。；！？ inside.
  case sentence
}

/// A test of one token: `<date day>`, `<unit value=day>`, `<!number>`, `<!number|date>`.
public struct TokenTest: Hashable, Sendable {
  /// The name of a word list or of a token type.
  public let name: String
  /// Further names, any of which will do: `<org-scope|org-levels>`.
  public let others: [String]
  /// Attributes that must hold.
  public let attributes: [String]
  /// Attributes that must not hold.
  public let absent: [String]
  /// The value that a word must have in its list; nil for any.
  public let value: String?
  /// Whether the test is turned round.
  public let isNegated: Bool

  /// A test of the given parts.
  public init(
    name: String, others: [String] = [], attributes: [String] = [], absent: [String] = [], value: String? = nil,
    isNegated: Bool = false
  ) {
    self.name = name
    self.others = others
    self.attributes = attributes
    self.absent = absent
    self.value = value
    self.isNegated = isNegated
  }
}

/// What a rule matches, as written.
public indirect enum Pattern: Hashable, Sendable {
  /// Characters that must stand there, folded.
  case literal([UInt16], GrammarPlace)
  /// A test of one token.
  case test(TokenTest, GrammarPlace)
  /// `{name}`: a pattern defined with `let`.
  case reference(String, GrammarPlace)
  /// `{name(…, …)}`: a pattern defined with `let name(a, b)`, with a pattern for each of its parts.
  case application(String, [Pattern], GrammarPlace)
  /// One behind the other.
  case sequence([Pattern])
  /// Any of these.
  case choice([Pattern])
  /// From `min` to `max` times.
  case repetition(Pattern, min: Int, max: Int)
  /// Any tokens up to a bound.
  case gap(GapBound, GrammarPlace)
  /// A part that has a name.
  case capture(String, Pattern, GrammarPlace)
  /// A point between tokens.
  case anchor(PatternAnchor, GrammarPlace)

  /// The most that a repetition without a stated bound repeats.
  public static let mostRepeats = 32
}

extension Pattern {
  /// Where its first part stands; nil for an empty one.
  public var place: GrammarPlace? {
    switch self {
    case .literal(_, let place), .test(_, let place), .reference(_, let place), .application(_, _, let place),
      .gap(_, let place), .capture(_, _, let place), .anchor(_, let place):
      place
    case .sequence(let parts), .choice(let parts): parts.lazy.compactMap(\.place).first
    case .repetition(let inner, _, _): inner.place
    }
  }

  /// Calls `body` with the pattern and all patterns inside it.
  func forEach(_ body: (Pattern) -> Void) {
    body(self)
    switch self {
    case .sequence(let parts), .choice(let parts), .application(_, let parts, _):
      for part in parts { part.forEach(body) }
    case .repetition(let inner, _, _), .capture(_, let inner, _): inner.forEach(body)
    case .literal, .test, .reference, .gap, .anchor: break
    }
  }

  /// The pattern with each reference to one of the names replaced by what stands for it.
  public func replacing(_ parts: [String: Pattern]) -> Pattern {
    switch self {
    case .reference(let name, _): parts[name] ?? self
    case .application(let name, let own, let place): .application(name, own.map { $0.replacing(parts) }, place)
    case .sequence(let own): .sequence(own.map { $0.replacing(parts) })
    case .choice(let own): .choice(own.map { $0.replacing(parts) })
    case .repetition(let inner, let min, let max): .repetition(inner.replacing(parts), min: min, max: max)
    case .capture(let name, let inner, let place): .capture(name, inner.replacing(parts), place)
    case .literal, .test, .gap, .anchor: self
    }
  }
}

extension GrammarFile {
  func forEachPattern(_ body: (Pattern) -> Void) {
    for definition in definitions { definition.pattern.forEach(body) }
    for rule in rules {
      for pattern in [rule.pattern, rule.after, rule.notAfter, rule.before, rule.notBefore] { pattern?.forEach(body) }
    }
  }

  /// The names of all word lists and token types that its patterns test.
  public var testedNames: Set<String> {
    var names: Set<String> = []
    forEachPattern {
      guard case .test(let test, _) = $0 else { return }
      names.insert(test.name)
      names.formUnion(test.others)
    }
    return names
  }

  /// All characters of the literals of its patterns, folded.
  public var literalCharacters: Set<UInt16> {
    var characters: Set<UInt16> = []
    forEachPattern { if case .literal(let word, _) = $0 { characters.formUnion(word) } }
    return characters
  }

  /// The literals of its patterns, folded.
  public var literals: Set<[UInt16]> {
    var literals: Set<[UInt16]> = []
    forEachPattern { if case .literal(let word, _) = $0 { literals.insert(word) } }
    return literals
  }
}
