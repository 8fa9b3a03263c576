import Extracting
import GrammarLanguage
import Guitu
import Loading
import Outlining
import TextModel

/// Reads the sentences of examples: one with a line end as a notice of several lines, any other as one passage.
struct ExampleReader {
  let extractor: Extractor
  private let folding: Folding
  private let outliner: Outliner

  init(_ grammar: LoadedGrammar) {
    extractor = Extractor(grammar: grammar.compiled, vocabulary: grammar.vocabulary, folding: grammar.folding)
    folding = grammar.folding
    outliner = Outliner(vocabulary: grammar.vocabulary)
  }

  /// The structure that a sentence is read with.
  func outline(of variant: ExampleVariant) -> Outline {
    let text = SourceText(variant.text, folding: folding)
    guard variant.kind != .lineEnds, text.scalars.contains("\n") else {
      return Outline.passage(text, date: ExampleRun.date)
    }
    let outline = outliner.outline(of: text)
    var front = outline.frontMatter
    if front.date == nil { front.date = ExampleRun.date }
    return Outline(
      text: text, blocks: outline.blocks, characters: outline.characters, offsets: outline.offsets,
      passages: outline.passages, provisions: outline.provisions, tables: outline.tables, frontMatter: front,
      diagnostics: outline.diagnostics)
  }

  /// What a file meets and matches in an outline; nil for a file that is not among the grammar's.
  func reading(of outline: Outline, in file: GrammarFile) -> FileReading? {
    extractor.readings(of: outline, through: file.name).last { $0.file.file.name == file.name }
  }

  /// What a file meets and matches in an example as written.
  func reading(of example: GrammarExample, in file: GrammarFile) -> FileReading? {
    ExampleVariant.all(of: example).first.flatMap { reading(of: outline(of: $0), in: file) }
  }
}
