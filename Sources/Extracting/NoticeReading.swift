import GrammarLanguage
import Matching
import RuleModel
import TextModel
import Tokenizing

/// A notice while it is read: its outline, its tokens as far as the phrase files have come, and what phrases say.
struct NoticeReading {
  let outline: Outline
  let lexicon: Lexicon
  var stream: TokenStream
  /// What the made tokens say, by their payload.
  var phrases: [Phrase] = []
  /// Where the sentences of the tokens begin and end; filled once the phrases are read.
  var sentenceBounds = SentenceBounds()
  /// The day that dates without a year are read from; nil where the notice has no date.
  let referenceDate: CivilDate?
  /// The year that dates without one are read in where the notice has no date: that of its title or number, as its
  /// first day, so that no month is taken for the next year's.
  let titleYear: CivilDate?

  /// What dates without a year are read from.
  var yearReference: CivilDate? { referenceDate ?? titleYear }

  /// A phrase: what it says, and the rule that found it.
  struct Phrase: Sendable {
    var value: PhraseValue
    var rule: String
    /// Its characters.
    var range: Range<Int>
    /// The phrase inside it that stays one of its own, as an index into `phrases`.
    var inner: Int?
  }

  /// The characters that tokens cover; none where a token stands behind the last one.
  func characters(of tokens: Range<Int>) -> Range<Int> {
    guard let first = tokens.first, let last = tokens.last, first >= 0, last < stream.tokens.count else { return 0..<0 }
    return Int(stream.tokens[first].start)..<Int(stream.tokens[last].end)
  }

  /// The characters of a range as they are matched (folded, without blanks).
  func folded(_ range: Range<Int>) -> String {
    String(decoding: outline.characters[range], as: UTF16.self)
  }

  /// The characters of a range as printed, without blanks.
  func printed(_ range: Range<Int>) -> String { outline.printed(range) }

  /// The index of a token's phrase; nil for a token of the scanners.
  func payload(_ token: Int) -> Int? {
    guard stream.tokens.indices.contains(token) else { return nil }
    let token = stream.tokens[token]
    guard token.type.rawValue >= TokenType.firstMade, token.payload >= 0, Int(token.payload) < phrases.count else {
      return nil
    }
    return Int(token.payload)
  }

  /// The phrase of a token; nil for a token of the scanners.
  func phrase(_ token: Int) -> Phrase? { payload(token).map { phrases[$0] } }

  /// The number of the first numeral among the tokens.
  func number(in tokens: Range<Int>?) -> Numeral? {
    guard let tokens else { return nil }
    for token in tokens where stream.tokens[token].type == .number {
      let index = Int(stream.tokens[token].payload)
      if stream.numbers.indices.contains(index) { return stream.numbers[index] }
    }
    return nil
  }

  /// The value that a word has in a list of the lexicon; nil for a token behind the last one.
  func listValue(of tokens: Range<Int>?, list: String) -> String? {
    guard let first = tokens?.first, stream.tokens.indices.contains(first) else { return nil }
    let word = stream.tokens[first].word
    return word >= 0 ? lexicon.value(of: Int(word), in: list) : nil
  }

  /// The value that a token's characters have in a list that running text is not cut by.
  func textValue(_ token: Int, in list: String, of vocabulary: Vocabulary) -> String? {
    // Most tokens are words of the lexicon, whose place in the trie is known.
    if stream.tokens.indices.contains(token), stream.tokens[token].type == .word {
      let word = Int(stream.tokens[token].word)
      if word > 0 { return vocabulary.value(atNode: lexicon.node(of: word), in: list) }
    }
    return vocabulary.value(of: outline.characters[characters(of: token..<(token + 1))], in: list)
  }
}
