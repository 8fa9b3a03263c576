import GrammarLanguage
import Matching
import RuleModel
import TextModel
import Tokenizing

/// Runs the phrase files one behind the other: what one finds, the next sees as one token.
final class PhraseReader {
  private let grammar: CompiledGrammar
  private let tokenizer: Tokenizer
  private let maker: PhraseMaker
  private let matchers: [FileMatcher]
  private let kinds: TokenKinds
  /// The files whose finds no fact asks for; few runs ask for them.
  private lazy var lastMatchers = grammar.matchers(of: .recognize, kinds)
  /// Those files behind the phrase files that they use.
  private lazy var recognizers: [FileMatcher] = {
    let used = grammar.files(before: .recognize)
    return matchers.filter { used.contains($0.file.file.name) } + lastMatchers
  }()

  init(grammar: CompiledGrammar, kinds: TokenKinds) {
    self.grammar = grammar
    self.kinds = kinds
    tokenizer = Tokenizer(lexicon: grammar.lexicon)
    maker = PhraseMaker(types: grammar.types)
    matchers = grammar.matchers(of: .phrase, kinds)
  }

  /// How many tokens all matchers have read so far.
  var steps: Int { (matchers + lastMatchers).reduce(0) { $0 + $1.steps } }

  /// The outline's tokens as words, with the names that the notice gives.
  func words(of outline: Outline, names: [DefinedName]) -> NoticeReading {
    var stream = tokenizer.tokens(of: outline, names: names)
    kinds.number(&stream)
    return NoticeReading(
      outline: outline, lexicon: grammar.lexicon, stream: stream,
      referenceDate: outline.frontMatter.date.flatMap(CivilDate.init(iso:)),
      titleYear: (outline.frontMatter.year ?? ruling(of: stream, outline)).map { CivilDate($0, 1, 1) })
  }

  /// The year that nearly all years of a notice without a date name (2026年招生计划 …): at least two thirds of them.
  private func ruling(of stream: TokenStream, _ outline: Outline) -> Int? {
    guard outline.frontMatter.date == nil else { return nil }
    var counts: [Int: Int] = [:]
    for token in stream.tokens where token.type == .number && token.end - token.start == 4 {
      let index = Int(token.payload)
      let end = Int(token.end)
      guard outline.characters.indices.contains(end), outline.characters[end] == 0x5E74,
        stream.numbers.indices.contains(index), stream.numbers[index].exponent == 0,
        let year = Int(exactly: stream.numbers[index].mantissa),
        (1950...2100).contains(year)
      else { continue }
      counts[year, default: 0] += 1
    }
    guard let most = counts.max(by: { ($0.value, $1.key) < ($1.value, $0.key) }) else { return nil }
    return most.value * 3 >= counts.values.reduce(0, +) * 2 ? most.key : nil
  }

  /// The outline's words read anew with the names that the notice gives.
  func words(_ words: NoticeReading, names: [DefinedName]) -> NoticeReading {
    var out = words
    out.stream = tokenizer.tokens(of: words.outline, names: names, from: words.stream)
    kinds.number(&out.stream)
    return out
  }

  /// Is told what a file matched, and the tokens that it met.
  typealias Observer = (FileMatcher, [Match], NoticeReading) -> Void

  /// Words with the phrases read that facts are made of. `through`: the last file to run, for examples of that file.
  func read(_ words: NoticeReading, through last: String? = nil, observe: Observer? = nil) -> NoticeReading {
    let isRecognizing = grammar.files.contains { $0.file.stage == .recognize && $0.file.name == last }
    return read(words, isRecognizing ? recognizers : matchers, last, observe)
  }

  /// Words with the phrases read that no fact asks for, over those that the recognizing files use.
  func recognize(_ words: NoticeReading) -> NoticeReading { read(words, recognizers, nil, nil) }

  private func read(_ words: NoticeReading, _ matchers: [FileMatcher], _ last: String?, _ observe: Observer?)
    -> NoticeReading
  {
    var reading = words
    for matcher in matchers {
      var replacements: [(match: Match, token: Token)] = []
      let matches = matcher.matches(in: reading.stream)
      observe?(matcher, matches, reading)
      for match in matches {
        replacements += maker.tokens(of: match, rule: matcher.file.rules[match.rule], in: &reading)
      }
      reading.stream = reading.stream.replacing(replacements, kinds: kinds)
      if matcher.file.file.name == last { break }
    }
    reading.sentenceBounds = SentenceBounds(of: reading)
    return reading
  }
}

extension FrontMatter {
  /// The one year that the title names (2025年), else the year of the number (〔2025〕); nil where there is none.
  fileprivate var year: Int? {
    let named = Set(CivilDate.years(in: title ?? "") { $0 == 0x5E74 })
    if let year = named.first { return named.count == 1 ? year : nil }
    let numbered = Set(CivilDate.years(in: number ?? ""))
    return numbered.count == 1 ? numbered.first : nil
  }
}
