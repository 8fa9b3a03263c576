import Extracting
import GrammarLanguage
import Guitu
import Loading
import Matching
import TextModel
import Tokenizing

/// Looks a grammar through for what is no error, but hardly meant: rules that can never match or never win, words that
/// nobody asks for. What a line `# lint: allow NAME — reason` lets stand is left out.
public struct GrammarLint {
  /// What was found, by file and line.
  public let findings: [GrammarFinding]

  /// Looks a grammar through. `filter`: only files whose path contains it.
  public init(_ grammar: LoadedGrammar, filter: String = "") {
    func isWanted(_ path: String) -> Bool { filter.isEmpty || path.contains(filter) }
    let files = grammar.compiled.files.map(\.file)
    let makers = Set(Makers.all.filter(\.makesToken).map(\.name)).subtracting(["word"])
    var found = FileChecks.findings(in: files, makersOfTokens: makers)
    let contests = Contests(grammar)
    for file in grammar.compiled.files where isWanted(file.file.path) {
      found += Self.patterns(of: file, grammar) + contests.findings(in: file)
    }
    found += Self.lists(of: grammar)
    var byFile: [String: [GrammarFinding]] = [:]
    for finding in found { byFile[finding.place.file, default: []].append(finding) }
    var left: [GrammarFinding] = []
    for text in grammar.texts.files where !text.path.hasPrefix("characters/") && isWanted(text.path) {
      left += LintAllowances(text.text, path: text.path).apply(to: byFile[text.path] ?? [])
    }
    findings = left.sorted {
      ($0.place.file, $0.place.line, $0.place.column, $0.description)
        < ($1.place.file, $1.place.line, $1.place.column, $1.description)
    }
  }

  // MARK: Patterns

  private static func patterns(of file: CompiledFile, _ grammar: LoadedGrammar) -> [GrammarFinding] {
    let analysis = PatternAnalysis(file, grammar: grammar.compiled, makers: Makers.all)
    var out: [GrammarFinding] = []
    for type in analysis.typesTooEarly {
      out += file.file.places(ofTest: type).map { place in
        GrammarFinding(
          .tooEarly, "no file before this one makes <\(type)>", hint: "add “uses …”, or take the test away", at: place)
      }
    }
    for (index, rule) in file.rules.enumerated() {
      guard let dead = analysis.deadParts(of: index) else {
        out.append(
          GrammarFinding(
            .neverMatches, "rule “\(rule.rule.name)” can never match",
            hint: "look for words that are cut otherwise, and for places that cannot be", at: rule.rule.place))
        continue
      }
      guard !dead.isEmpty else { continue }
      out.append(
        GrammarFinding(
          .deadPart, "in rule “\(rule.rule.name)” no match goes through \(dead.joined(separator: ", "))",
          hint: "words that stand together are one token: write them as one, or take the part away", at: rule.rule.place
        ))
    }
    return out
  }

  // MARK: Word lists

  private static func lists(of grammar: LoadedGrammar) -> [GrammarFinding] {
    let builtIn = Set(GrammarTexts.builtIn.files.map(\.path))
    let tested = Set(grammar.compiled.files.flatMap(\.file.testedNames))
    let tokenizer = Tokenizer(lexicon: grammar.compiled.lexicon)
    var out: [GrammarFinding] = []
    for name in grammar.vocabulary.names {
      let path = "words/\(name).txt"
      func place(_ line: Int) -> GrammarPlace { GrammarPlace(file: path, line: line, column: 1) }
      // A built-in list that no rule tests is one that the program reads by its name.
      if !tested.contains(name), !builtIn.contains(path) {
        let meant = nearest(to: name, among: grammar.vocabulary.names.filter { $0 != name })
        out.append(
          GrammarFinding(
            .unusedList, "no rule asks for the list “\(name)”",
            hint: meant.map { "test it with <\(name)>, or rename it to “\($0)+” to add to that list" }
              ?? "test it with <\(name)>", at: place(1)))
      }
      var lines: [[UInt16]: Int] = [:]
      for entry in grammar.vocabulary.entries(of: name) {
        let word = String(decoding: entry.word, as: UTF16.self)
        if let first = lines.updateValue(entry.line, forKey: entry.word) {
          out.append(
            GrammarFinding(
              .duplicateEntry, "“\(word)” stands already in line \(first)", hint: "take one away",
              at: place(entry.line)))
          continue
        }
        guard tested.contains(name) else { continue }
        let tokens = tokenizer.tokens(of: entry.word).tokens
        if tokens.count != 1 || tokens[0].word <= 0 {
          let cut = tokens.map { String(decoding: entry.word[$0.range], as: UTF16.self) }.joined(separator: "·")
          out.append(
            GrammarFinding(
              .brokenEntry, "“\(word)” is never one token: \(cut)",
              hint: "match its parts in a rule instead", at: place(entry.line)))
        }
      }
    }
    return out
  }
}

/// Finds out on the examples which rules of a file read the same words.
private struct Contests {
  private let grammar: LoadedGrammar
  private let reader: ExampleReader

  init(_ grammar: LoadedGrammar) {
    self.grammar = grammar
    reader = ExampleReader(grammar)
  }

  private struct Pair: Hashable {
    let winner: Int
    let other: Int
  }

  func findings(in file: CompiledFile) -> [GrammarFinding] {
    let tracer = RuleTracer(file, grammar: grammar.compiled, makers: Makers.all)
    var ambiguous: [Pair: String] = [:]
    // For each rule: how many of its examples it matches, and which rules take them from it.
    var takers: [Int: [Int: Int]] = [:]
    var matched: [Int: Int] = [:]
    for (index, compiled) in file.rules.enumerated() {
      for example in compiled.rule.examples where example.isPositive {
        guard let reading = reader.reading(of: example, in: file.file) else { continue }
        for match in reading.matches {
          for other in rivals(of: match, in: reading, file, tracer)
          where ambiguous[Pair(winner: match.rule, other: other)] == nil {
            ambiguous[Pair(winner: match.rule, other: other)] =
              reading.span(of: match.tokens).isEmpty
              ? "" : match.tokens.map(reading.text(of:)).joined()
          }
        }
        if reading.matches.contains(where: { $0.rule == index }) { matched[index, default: 0] += 1 }
        for taker in self.takers(of: index, in: reading, file, tracer) {
          takers[index, default: [:]][taker, default: 0] += 1
        }
      }
    }
    var out: [GrammarFinding] = []
    for (pair, text) in ambiguous {
      let (winner, other) = (file.rules[pair.winner].rule, file.rules[pair.other].rule)
      out.append(
        GrammarFinding(
          .ambiguous, "“\(winner.name)” and “\(other.name)” both read 「\(text)」 with priority \(winner.priority)",
          hint: "give one of them a “priority”", at: winner.place.line > other.place.line ? winner.place : other.place))
    }
    for (index, counts) in takers where matched[index] == nil {
      guard let taker = counts.max(by: { ($0.value, $1.key) < ($1.value, $0.key) })?.key else { continue }
      let (rule, other) = (file.rules[index].rule, file.rules[taker].rule)
      out.append(
        GrammarFinding(
          .shadowed, "“\(other.name)” takes all examples of rule “\(rule.name)”",
          hint: "give “\(rule.name)” a higher priority, or take it away", at: rule.place))
    }
    return out
  }

  /// Rules that read exactly what a match reads, with its priority, and make something else of it.
  private func rivals(
    of match: Match, in reading: FileReading, _ file: CompiledFile, _ tracer: RuleTracer
  ) -> [Int] {
    let winner = file.rules[match.rule].rule
    return file.rules.indices.filter { other in
      let rule = file.rules[other].rule
      guard other != match.rule, rule.priority == winner.priority, rule.makes.description != winner.makes.description
      else { return false }
      return tracer.accepts(match.tokens, rule: other, in: reading.stream, segment: match.segment)
    }
  }

  /// Rules whose matches stand where the rule would match too.
  private func takers(
    of rule: Int, in reading: FileReading, _ file: CompiledFile, _ tracer: RuleTracer
  ) -> Set<Int> {
    var out: Set<Int> = []
    for (index, segment) in reading.stream.segments.enumerated() {
      for start in segment.tokens {
        guard let end = tracer.attempt(rule: rule, from: start, in: reading.stream, segment: index).end else {
          continue
        }
        for match in reading.matches
        where match.segment == index && match.rule != rule && match.tokens.overlaps(start..<end) {
          out.insert(match.rule)
        }
      }
    }
    return out
  }
}
