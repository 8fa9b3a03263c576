import TestSupport
import TextModel
import Tokenizing

/// How a text is cut into tokens with the given words, written down to be compared.
struct Cutting {
  /// How the built-in grammars fold characters.
  private static let folding = BuiltIn.pipeline.grammar.folding
  let stream: TokenStream
  private let text: [Unicode.Scalar]
  private let folded: [UInt16]
  private let lexicon: Lexicon

  /// Cuts a text without blanks as one passage; `words` are the lexicon, a list of its own each.
  init(_ text: String, words: [String] = [], names: [String] = []) {
    let folding = Self.folding
    var vocabulary = Vocabulary()
    vocabulary.add(list: "words", text: words.joined(separator: "\n"), folding: folding)
    lexicon = Lexicon(vocabulary: vocabulary, lists: ["words"], literals: [])
    self.text = Array(text.unicodeScalars)
    folded = folding.fold(self.text)
    let outline = Outline(
      text: SourceText(text, folding: folding), blocks: [], characters: folded, offsets: folded.indices.map(Int32.init),
      passages: [Passage(range: 0..<folded.count, role: .body, provision: nil)], provisions: [], tables: [],
      frontMatter: FrontMatter(), diagnostics: [])
    stream = Tokenizer(lexicon: lexicon).tokens(
      of: outline, names: names.map { DefinedName(characters: folding.fold(word: $0), attributes: DefinedName.actor) })
  }

  /// The characters of a token, as printed.
  func characters(of token: Token) -> String { String(String.UnicodeScalarView(text[token.range])) }

  /// The tokens of a segment, as printed.
  func tokens(of segment: Int = 0) -> [String] {
    stream.segments.indices.contains(segment)
      ? stream.tokens[stream.segments[segment].tokens].map { characters(of: $0) } : []
  }

  /// The tokens of the passage with `|` between them.
  var line: String { tokens().joined(separator: "|") }

  /// The types of the passage's tokens, by their names in grammars.
  var types: [String] {
    let names = Dictionary(TokenType.scannerNames.map { ($1, $0) }) { first, _ in first }
    return (stream.segments.first?.tokens ?? 0..<0).map { names[stream.tokens[$0].type] ?? "?" }
  }

  /// The tokens of a segment that have the place.
  func tokens(at place: TokenPlace, of segment: Int = 0) -> [String] {
    guard stream.segments.indices.contains(segment) else { return [] }
    return stream.tokens[stream.segments[segment].tokens].filter { $0.place.contains(place) }.map { characters(of: $0) }
  }

  /// The tokens of the given type.
  func tokens(of type: TokenType) -> [String] {
    stream.tokens.filter { $0.type == type }.map { characters(of: $0) }
  }

  /// The only numeral of the text, with its attributes; nil where there are none or several.
  var numeral: (value: Numeral, attributes: Set<String>)? {
    let tokens = stream.tokens.filter { $0.type == .number }
    guard tokens.count == 1, let token = tokens.first, stream.numbers.indices.contains(Int(token.payload)) else {
      return nil
    }
    let attributes = NumberAttribute.names.filter { token.attributes & $0.value != 0 }.map(\.key)
    return (stream.numbers[Int(token.payload)], Set(attributes))
  }
}
