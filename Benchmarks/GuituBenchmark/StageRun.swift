import Exporting
import Extracting
import Foundation
import Guitu
import Linking
import Outlining
import RuleModel
import TextModel
import Tokenizing

/// Reads notices stage by stage and prints how fast each stage was.
struct StageRun {
  private let notices: [NoticeFolder.Notice]
  private let bytes: Int
  private let pipeline: Pipeline
  /// What loading the grammars takes, ready to read the first notice: CPU time of all cores and time on the clock.
  private let loading: (seconds: Double, onClock: Double)

  /// A run over notices; loads the built-in grammars.
  init(notices: [NoticeFolder.Notice]) throws {
    self.notices = notices
    bytes = notices.reduce(0) { $0 + $1.bytes.count }
    let clock = ContinuousClock()
    let (start, began) = (processSeconds(), clock.now)
    pipeline = Pipeline()
    _ = pipeline.worker()
    loading = (processSeconds() - start, (clock.now - began) / .seconds(1))
  }

  /// The whole way of every notice, once, as the command goes it.
  func readWhole() throws {
    let worker = pipeline.worker()
    var written = 0
    for notice in notices {
      guard let text = text(of: notice) else { continue }
      written += worker.graph(of: text).json(JSONLayout(isPretty: false)).count
    }
    print("\(written) bytes of JSON")
  }

  /// Measures every stage and the whole, and prints the fastest of `times` runs.
  func run(times: Int) throws {
    var best: [StageClock] = []
    for _ in 0..<times { best.append(try once()) }
    guard let names = best.first?.stages.map(\.name) else { return }
    let megabytes = Double(bytes) / 1e6
    print(
      "\(notices.count) notices, \(number(megabytes, 2)) MB; grammars loaded in "
        + "\(number(loading.onClock * 1000, 1)) ms, \(number(loading.seconds * 1000, 1)) ms of CPU")
    print(column("stage", 12) + column("s", 10) + column("MB/s", 10) + column("share", 8))
    let whole = best.map { $0["whole"] }.min() ?? 0
    for name in names {
      let seconds = best.map { $0[name] }.min() ?? 0
      let share = whole > 0 ? seconds / whole * 100 : 0
      print(
        column(name, 12) + column(number(seconds, 3), 10)
          + column(seconds > 0 ? number(megabytes / seconds, 1) : "-", 10) + column(number(share, 0) + "%", 8))
    }
  }

  /// One run. The extractor goes through tokens and phrases by itself: facts are what its whole way takes beyond them.
  private func once() throws -> StageClock {
    var clock = StageClock()
    let grammar = pipeline.grammar
    let outliner = Outliner(vocabulary: grammar.vocabulary)
    let tokenizer = Tokenizer(lexicon: grammar.compiled.lexicon)
    let extractor = Extractor(
      grammar: grammar.compiled, vocabulary: grammar.vocabulary, folding: grammar.folding)
    let linker = Linker(vocabulary: grammar.vocabulary, folding: grammar.folding)
    let generator = RuleGraph.Generator(name: "guitu", version: Pipeline.version, grammars: "")
    let worker = pipeline.worker()
    for notice in notices {
      guard let text = clock.measure("reading", { text(of: notice) }) else { continue }
      let outline = clock.measure("outlining") { outliner.outline(of: text) }
      let tokens = clock.measure("tokenizing") { tokenizer.tokens(of: outline).tokens.count }
      let phrases = clock.measure("phrases") { extractor.phraseCount(of: outline) }
      let facts = clock.measure("facts") { extractor.facts(of: outline) }
      let graph = clock.measure("linking") {
        linker.graph(
          of: outline,
          facts: facts.facts.map { .init(span: $0.span, provision: $0.provision, rule: $0.rule, body: $0.body) },
          meta: Linker.Meta(), generator: generator)
      }
      let json = clock.measure("JSON") { graph.json(JSONLayout(isPretty: false)).count }
      withExtendedLifetime((tokens, phrases, json)) {}
      clock.measure("whole") {
        if let text = self.text(of: notice) { _ = worker.graph(of: text).json(JSONLayout(isPretty: false)) }
      }
    }
    // Each of these began at the text again: what is their own is the difference.
    clock.add(-clock["phrases"], to: "facts")
    clock.add(-clock["tokenizing"], to: "phrases")
    return clock
  }

  private func text(of notice: NoticeFolder.Notice) -> SourceText? {
    SourceText(String(decoding: notice.bytes, as: UTF8.self), name: notice.path, folding: pipeline.grammar.folding)
  }
}

/// A number with so many decimals.
func number(_ value: Double, _ places: Int) -> String { String(format: "%.\(places)f", value) }

/// A text moved to the right end of a column; the first column is too narrow to matter.
func column(_ text: String, _ width: Int) -> String {
  String(repeating: " ", count: max(0, width - text.count)) + text
}
