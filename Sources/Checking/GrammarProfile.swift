import Extracting
import GrammarLanguage
import Guitu
import Matching
import TextModel

/// Where the time of matching goes: time, steps and hits of each grammar file and of each rule alone.
public struct GrammarProfile: Sendable {
  /// The cost of a file or rule.
  public struct Cost: Sendable {
    /// Its name.
    public let name: String
    /// Nanoseconds of matching.
    public let time: UInt64
    /// How many tokens were read.
    public let steps: Int
    /// How many matches it made, for a rule among the others of its file.
    public let hits: Int
  }

  /// A file with its rules. A rule's time and steps are those that it takes when it is tried alone; together the rules
  /// of a file take less than the sum, since they read each token once.
  public struct Entry: Sendable {
    /// The whole file.
    public let file: Cost
    /// Its rules, the dearest first.
    public let rules: [Cost]
  }

  /// The files, in the order in which they are tried.
  public let entries: [Entry]
  /// How many tokens the notices have.
  public let tokens: Int
  /// How many bytes of UTF-8 they are.
  public let bytes: Int

  /// Measures the grammar over notices. `clock` gives nanoseconds; each thing is measured `passes` times with warm
  /// tables, and the least counts.
  public init(_ pipeline: Pipeline, notices: [(name: String, text: String)], passes: Int = 3, clock: () -> UInt64) {
    let grammar = pipeline.grammar
    let extractor = Extractor(grammar: grammar.compiled, vocabulary: grammar.vocabulary, folding: grammar.folding)
    var readings: [[FileReading]] = []
    for notice in notices {
      let text = SourceText(notice.text, name: notice.name, folding: grammar.folding)
      readings.append(extractor.readings(of: pipeline.outline(of: text)))
    }
    bytes = notices.reduce(0) { $0 + $1.text.utf8.count }
    tokens = readings.reduce(0) { $0 + ($1.first?.stream.tokens.count ?? 0) }
    func measure(_ file: CompiledFile, _ own: [FileReading]) -> (time: UInt64, steps: Int) {
      let kinds = TokenKinds(lexicon: grammar.compiled.lexicon)
      let matcher = FileMatcher(file, kinds: kinds)
      // Tokens are numbered once for all files, so that is not the file's time.
      var streams = own.map(\.stream)
      for index in streams.indices { kinds.number(&streams[index]) }
      for stream in streams { _ = matcher.matches(in: stream) }
      var best = UInt64.max
      var steps = 0
      for _ in 0..<max(1, passes) {
        let before = matcher.steps
        let start = clock()
        for stream in streams { _ = matcher.matches(in: stream) }
        best = min(best, clock() - start)
        steps = matcher.steps - before
      }
      return (best, steps)
    }
    var entries: [Entry] = []
    for file in grammar.compiled.files {
      let own = readings.compactMap { all in all.last { $0.file.file.name == file.file.name } }
      var hits = [Int](repeating: 0, count: file.rules.count)
      for reading in own { for match in reading.matches { hits[match.rule] += 1 } }
      let whole = measure(file, own)
      var rules: [Cost] = []
      for (index, rule) in file.rules.enumerated() {
        let alone = measure(file.only(rule: index), own)
        rules.append(Cost(name: rule.rule.name, time: alone.time, steps: alone.steps, hits: hits[index]))
      }
      entries.append(
        Entry(
          file: Cost(name: file.file.path, time: whole.time, steps: whole.steps, hits: hits.reduce(0, +)),
          rules: rules.sorted { ($1.steps, $0.name) < ($0.steps, $1.name) }))
    }
    self.entries = entries
  }
}
