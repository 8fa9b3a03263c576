import GrammarLanguage
import Matching
import TextModel
import Tokenizing

/// An outline to what the notice says. Keeps what its matchers learn; one thread uses it at a time.
public final class Extractor {
  private let grammar: CompiledGrammar
  private let phraseReader: PhraseReader

  /// An extractor with these rules.
  public init(grammar: CompiledGrammar) {
    self.grammar = grammar
    phraseReader = PhraseReader(grammar: grammar)
  }

  /// The phrases of a text that is read as one passage, by the phrase files up to and with the one named.
  public func phrases(in text: SourceText, through file: String) -> [FoundPhrase] {
    phraseReader.phrases(in: text, through: file)
  }
}
