import Extracting
import Guitu
import Outlining
import Reading
import RuleModel
import TextModel

/// The pipeline with the built-in grammars, loaded once for all tests.
public enum BuiltIn {
  /// The pipeline.
  public static let pipeline = Pipeline()
}

/// The graph of a whole notice.
public func graph(_ notice: String) throws -> RuleGraph {
  let pipeline = BuiltIn.pipeline
  return pipeline.worker().graph(of: SourceText(notice, name: "notice.txt", folding: pipeline.grammar.folding))
}

/// The rules read in a single passage of running text, as in a notice of the day `date`.
public func facts(_ passage: String, date: String = "2024-06-15") throws -> [Rule] {
  let pipeline = BuiltIn.pipeline
  let text = SourceText(passage, folding: pipeline.grammar.folding)
  return pipeline.worker().graph(of: Outline.passage(text, date: date)).rules
}

/// The phrases read in a single passage of running text, as in a notice of the day `date`; all files of phrases run,
/// or only those up to `file`.
public func phrases(
  _ passage: String, date: String = "2024-06-15", through file: String = ""
) throws -> [FoundPhrase] {
  let grammar = BuiltIn.pipeline.grammar
  let extractor = Extractor(grammar: grammar.compiled, vocabulary: grammar.vocabulary, folding: grammar.folding)
  return extractor.phrases(
    in: Outline.passage(SourceText(passage, folding: grammar.folding), date: date), through: file)
}

/// The outline of a whole notice.
public func outline(_ notice: String) throws -> Outline {
  let pipeline = BuiltIn.pipeline
  return pipeline.outline(of: SourceText(notice, name: "notice.txt", folding: pipeline.grammar.folding))
}

/// The graph of a notice in a file.
public func graph(of notice: NoticeFile) throws -> RuleGraph {
  let pipeline = BuiltIn.pipeline
  let text = try NoticeReader(folding: pipeline.grammar.folding).read(try notice.bytes(), name: notice.name + ".txt")
  return pipeline.worker().graph(of: text)
}
