// The library of notices, opened with the word lists of the grammars.
import Loading
import Storing
import TextModel

extension GrammarTexts {
  /// The characters and word lists alone, without any rule: what search needs, in a fraction of the time.
  public func words() -> (folding: Folding, vocabulary: Vocabulary) {
    let folding = Folding(text: characters)
    return (folding, vocabulary(folding))
  }

  /// Opens the library in a file.
  public func library(at path: String, access: Library.Access) throws(LibraryError) -> Library {
    let (folding, vocabulary) = words()
    return try Library(
      path: path, access: access, words: LibraryWords(vocabulary: vocabulary, folding: folding),
      directory: WordDirectory(vocabulary: vocabulary, folding: folding, universities: universities))
  }
}
