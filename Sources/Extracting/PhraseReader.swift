import GrammarLanguage
import Matching
import TextModel
import Tokenizing

/// Runs the phrase files one behind the other: what one finds, the next sees as one token.
final class PhraseReader {
  private let grammar: CompiledGrammar
  private let tokenizer: Tokenizer
  private let maker: PhraseMaker
  private let matchers: [FileMatcher]

  init(grammar: CompiledGrammar) {
    self.grammar = grammar
    tokenizer = Tokenizer(lexicon: grammar.lexicon)
    maker = PhraseMaker(types: grammar.types)
    matchers = grammar.files.filter { $0.file.stage == .phrase }.map { FileMatcher($0, lexicon: grammar.lexicon) }
  }

  /// How many tokens all matchers have read so far.
  var steps: Int { matchers.reduce(0) { $0 + $1.steps } }

  /// The outline's tokens as words, with the names that the notice gives.
  func words(of outline: Outline, names: [DefinedName]) -> NoticeReading {
    NoticeReading(
      outline: outline, lexicon: grammar.lexicon, stream: tokenizer.tokens(of: outline, names: names),
      referenceDate: outline.frontMatter.date.flatMap(CivilDate.init(iso:)))
  }

  /// Is told what a file matched, and the tokens that it met.
  typealias Observer = (FileMatcher, [Match], NoticeReading) -> Void

  /// Words with all phrases read. `through`: the last file to run, for examples of that file.
  func read(_ words: NoticeReading, through last: String? = nil, observe: Observer? = nil) -> NoticeReading {
    var reading = words
    for matcher in matchers {
      var replacements: [(match: Match, token: Token)] = []
      let matches = matcher.matches(in: reading.stream)
      observe?(matcher, matches, reading)
      for match in matches {
        if let token = maker.token(of: match, rule: matcher.file.rules[match.rule], in: &reading) {
          replacements.append((match, token))
        }
      }
      reading.stream = reading.stream.replacing(replacements)
      if matcher.file.file.name == last { break }
    }
    reading.sentenceBounds = SentenceBounds(of: reading)
    return reading
  }
}
