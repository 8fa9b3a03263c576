import Testing
import TextModel
import Tokenizing

@Suite("numerals")
struct NumeralTests {
  @Test(
    "a numeral is one token with its exact value",
    arguments: [
      ("12", 12), ("1,000", 1000), ("三十", 30), ("二〇二三", 2023), ("壹佰", 100),
    ])
  func value(text: String, value: Int) {
    let characters = Folding().fold(Array(text.unicodeScalars))
    let stream = Tokenizer(lexicon: Lexicon(vocabulary: Vocabulary(), lists: [], literals: [])).tokens(of: characters)
    #expect(stream.tokens.count == 1)
    #expect(stream.numbers.first?.integer == value)
  }
}
