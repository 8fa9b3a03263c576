// The library of notices, opened with the word lists of the grammars.
import Loading
import Storing
import TextModel

extension GrammarTexts {
  /// The characters and word lists alone, without any rule: what search needs, in a fraction of the time.
  public func words() -> (folding: Folding, vocabulary: Vocabulary) {
    let characters = files.filter { $0.path.hasPrefix("characters/") }.map(\.text).joined(separator: "\n")
    let folding = Folding(text: characters)
    var vocabulary = Vocabulary()
    for file in files where file.path.hasPrefix("words/") && file.path.hasSuffix(".txt") {
      vocabulary.add(list: String(file.path.dropFirst(6).dropLast(4)), text: file.text, folding: folding)
    }
    return (folding, vocabulary)
  }

  /// Opens the library in a file.
  public func library(at path: String, access: Library.Access) throws(LibraryError) -> Library {
    let (folding, vocabulary) = words()
    return try Library(
      path: path, access: access, words: LibraryWords(vocabulary: vocabulary, folding: folding),
      directory: WordDirectory(vocabulary: vocabulary, folding: folding, universities: universities))
  }
}
