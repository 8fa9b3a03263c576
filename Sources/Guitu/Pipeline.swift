import Diffing
import Extracting
import GrammarLanguage
import Linking
import Loading
import Naming
import Outlining
import Reading
import RuleModel
import TextModel

/// The whole way of the data on one screen: bytes → text → outline → facts → graph.
///
/// A pipeline is a value that any number of threads may share; each thread takes a `Worker` from it, which keeps what
/// its matchers learn from one notice to the next. What it learns never changes a result.
public struct Pipeline: Sendable {
  /// The program's version.
  public static let version = "0.1.0"

  /// The grammar in force.
  public let grammar: LoadedGrammar
  private let outliner: Outliner
  private let linker: Linker
  /// What graphs name as what made them.
  public let generator: RuleGraph.Generator

  /// A pipeline with the built-in grammars, which were compiled when the program was built.
  public init() {
    let packed = PackedGrammar.builtIn()
    let (outliner, linker) = together {
      Outliner(vocabulary: packed.vocabulary)
    } _: {
      Linker(vocabulary: packed.vocabulary, registry: .builtIn(packed))
    }
    self.init(packed.loaded(), outliner, linker)
  }

  /// A pipeline with the grammars given, which are compiled now. Tools that ask for the patterns of rules need one.
  public init(_ texts: GrammarTexts) throws(GrammarError) {
    let grammar = try LoadedGrammar(texts, readsExamples: false)
    self.init(
      grammar, Outliner(vocabulary: grammar.vocabulary),
      Linker(vocabulary: grammar.vocabulary, folding: grammar.folding, universities: texts.universities))
  }

  private init(_ grammar: LoadedGrammar, _ outliner: Outliner, _ linker: Linker) {
    self.grammar = grammar
    self.outliner = outliner
    self.linker = linker
    generator = RuleGraph.Generator(name: "guitu", version: Self.version, grammars: grammar.fingerprint)
  }

  /// The structure of a text.
  public func outline(of text: SourceText) -> Outline { outliner.outline(of: text) }

  /// Whether a text is a day in the form of ISO 8601, `2024-06-15`.
  public static func isDate(_ text: String) -> Bool { text.utf8.count == 10 && CivilDate(iso: text)?.iso == text }

  /// One thread's hand at the pipeline.
  public func worker() -> Worker { Worker(self) }

  /// Reads notices one behind the other.
  public final class Worker {
    private let pipeline: Pipeline
    private let extractor: Extractor

    init(_ pipeline: Pipeline) {
      self.pipeline = pipeline
      extractor = Extractor(
        grammar: pipeline.grammar.compiled, vocabulary: pipeline.grammar.vocabulary, folding: pipeline.grammar.folding)
    }

    /// The graph of a notice, given its structure.
    public func graph(of outline: Outline) -> RuleGraph { graph(of: outline, extractor.facts(of: outline)) }

    /// A notice as versions of it are compared, given its structure.
    public func version(of outline: Outline) -> NoticeVersion {
      let (facts, expressions) = extractor.factsAndExpressions(of: outline)
      return NoticeVersion(graph: graph(of: outline, facts), outline: outline, expressions: expressions)
    }

    private func graph(of outline: Outline, _ read: NoticeFacts) -> RuleGraph {
      var meta = Linker.Meta()
      meta.definitions = read.definitions
      meta.citations = read.citations
      meta.repeals = read.repeals
      meta.contacts = read.contacts
      meta.references = read.references.map { .init(span: $0.span, provision: $0.provision, labels: $0.labels) }
      meta.effective = read.effective
      meta.validity = read.validity
      return pipeline.linker.graph(
        of: outline,
        facts: read.facts.map { .init(span: $0.span, provision: $0.provision, rule: $0.rule, body: $0.body) },
        meta: meta, generator: pipeline.generator)
    }

    /// Which sentences of a text speak like rules and produced none.
    public func coverage(of text: SourceText) -> Coverage {
      let outline = pipeline.outline(of: text)
      return Coverage(of: graph(of: outline), sentences: extractor.sentencesWithSignals(in: outline))
    }

    /// All phrases of a text, wherever they stand. `date` (ISO 8601) is the day that dates without a year are read
    /// from; nil for the notice's own.
    public func recognition(of text: SourceText, date: String? = nil) -> Recognition {
      Recognition(text: text, phrases: extractor.phrases(of: pipeline.outline(of: text), date: date))
    }

    /// The graph of a text.
    public func graph(of text: SourceText) -> RuleGraph { graph(of: pipeline.outline(of: text)) }
  }
}
