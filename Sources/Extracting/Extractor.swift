import GrammarLanguage
import Matching
import TextModel
import Tokenizing

/// An outline to what the notice says. Keeps what its matchers learn; one thread uses it at a time.
public final class Extractor {
  private let grammar: CompiledGrammar
  let vocabulary: Vocabulary
  private let folding: Folding
  private let phraseReader: PhraseReader
  let names: [FileMatcher]
  let scopes: [FileMatcher]
  let facts: [FileMatcher]

  /// An extractor with these rules and words.
  public init(grammar: CompiledGrammar, vocabulary: Vocabulary, folding: Folding) {
    self.grammar = grammar
    self.vocabulary = vocabulary
    self.folding = folding
    let kinds = TokenKinds(lexicon: grammar.lexicon)
    phraseReader = PhraseReader(grammar: grammar, kinds: kinds)
    names = grammar.matchers(of: .name, kinds)
    scopes = grammar.matchers(of: .scope, kinds)
    facts = grammar.matchers(of: .fact, kinds)
  }

  /// How many tokens all matchers have read so far.
  public var steps: Int { phraseReader.steps + (names + scopes + facts).reduce(0) { $0 + $1.steps } }

  /// All that the notice says.
  public func facts(of outline: Outline) -> NoticeFacts {
    let (reading, definitions) = read(outline)
    return facts(in: reading, definitions)
  }

  /// All that a notice says whose phrases are read.
  func facts(in reading: NoticeReading, _ definitions: [NameReader.Found]) -> NoticeFacts {
    let reader = FactReader(reading: reading, vocabulary: vocabulary, definitions: definitions)
    return reader.facts(
      scopes: scopes.map { ($0.file, $0.matches(in: reading.stream)) },
      facts: facts.map { ($0.file, $0.matches(in: reading.stream)) })
  }

  /// `observe` is told what each file of names and phrases matched, before it is made tokens.
  func read(
    _ outline: Outline, through last: String? = nil, observe: PhraseReader.Observer? = nil
  ) -> (NoticeReading, [NameReader.Found]) {
    let (start, found) = words(of: outline, observe)
    return (phraseReader.read(start, through: last, observe: observe), found)
  }

  /// The outline read twice: for the phrases that facts are made of, and for those that no fact asks for.
  func recognized(_ outline: Outline) -> [NoticeReading] {
    let (start, _) = words(of: outline, nil)
    return [phraseReader.read(start), phraseReader.recognize(start)]
  }

  /// The words of an outline with the names that it gives, and those names.
  private func words(of outline: Outline, _ observe: PhraseReader.Observer?) -> (NoticeReading, [NameReader.Found]) {
    let words = phraseReader.words(of: outline, names: [])
    let reader = NameReader(vocabulary: vocabulary)
    let matched = names.map { ($0, $0.matches(in: words.stream)) }
    for (matcher, matches) in matched { observe?(matcher, matches, words) }
    let found = reader.definitions(words, matched.map { ($0.0.file, $0.1) })
    let defined = reader.names(found, words) { folding.fold(word: $0) }
    // Most notices give no names, and most passages hold none: those are read once.
    return (defined.isEmpty ? words : phraseReader.words(words, names: defined), found)
  }

  /// The phrases of an outline, by the phrase files up to and with the one named.
  public func phrases(in outline: Outline, through file: String) -> [FoundPhrase] {
    let (reading, _) = read(outline, through: file)
    return reading.found()
  }

  /// How many phrases the outline holds: all the work of reading phrases and nothing beyond, for measurements.
  public func phraseCount(of outline: Outline) -> Int {
    let (reading, _) = read(outline)
    return reading.phrases.count
  }
}
