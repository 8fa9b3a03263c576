import Extracting
import GrammarLanguage
import Guitu
import Loading
import Matching
import RuleModel
import TextModel
import Tokenizing

/// Why a place of a notice was read as it was: which rules tried there, how far each came, and why one of them won.
public struct Explanation: Sendable {
  /// What became of a rule at the place.
  public enum Outcome: Hashable, Sendable {
    /// It matched, and its match was taken. `over`: the matches of other rules that it was preferred to, with the reason.
    case won(over: [String])
    /// It matched, but the match of another rule was taken.
    case lost(to: String, because: String)
    /// Its pattern matched, but a look-around forbade it.
    case forbidden(by: String)
    /// Its pattern stopped: at the token of that text (nil: the end of the passage), where it wanted one of these.
    case stopped(at: String?, wanted: [String])
  }

  /// A rule that tried.
  public struct Attempt: Hashable, Sendable {
    /// The rule.
    public let rule: String
    /// What it read, as printed without blanks.
    public let read: String
    /// How many tokens that is.
    public let count: Int
    /// What became of it.
    public let outcome: Outcome
  }

  /// What happened in one grammar file.
  public struct Step: Sendable {
    /// The file's path below `Grammars/`.
    public let path: String
    /// The stage of the file.
    public let stage: GrammarStage
    /// The tokens of the place as the file met them; a token that a rule made is followed by the rule.
    public let tokens: [(text: String, maker: String?)]
    /// The rules that tried: those that won first, then those that came closest.
    public let attempts: [Attempt]
    /// How many more rules read something at the place.
    public let more: Int
  }

  /// The place.
  public let span: Span
  /// Its words with what stands around them, the place in 「」.
  public let context: String
  /// What happened, file by file.
  public let steps: [Step]
  /// Whether only some rules are told of.
  private let isFiltered: Bool
  /// The facts in whose words the place is, as `rule: field=value …`.
  public let facts: [String]

  /// Explains the place of `outline` that the characters (indices of `Outline.characters`) stand at. Of each file the
  /// `limit` rules that came closest are told of; `rule`: only those whose name contains it.
  public init(
    _ grammar: LoadedGrammar, outline: Outline, characters: Range<Int>, limit: Int = 5, rule filter: String = ""
  ) {
    let extractor = Extractor(grammar: grammar.compiled, vocabulary: grammar.vocabulary, folding: grammar.folding)
    span = outline.span(of: characters)
    context = Self.context(of: span, in: outline)
    var steps: [Step] = []
    for reading in extractor.readings(of: outline) {
      let teller = StepTeller(reading: reading, grammar: grammar.compiled, characters: characters, filter: filter)
      steps.append(teller.step(limit: limit))
    }
    self.steps = steps
    isFiltered = !filter.isEmpty
    let here = span
    facts = extractor.facts(of: outline).facts.filter { $0.span.overlaps(here) }.map { fact in
      let fields = ExampleFields.fields(of: fact.body).sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
      return
        "\(fact.rule): \(fact.body.kind) 「\(outline.text.squeezed(in: fact.span))」 \(fields.joined(separator: " "))"
    }
  }

  /// The characters of an outline where the text (folded, without blanks) stands first; nil where it stands nowhere.
  public static func characters(of text: String, in outline: Outline, folding: Folding) -> Range<Int>? {
    let wanted = folding.fold(word: text)
    guard !wanted.isEmpty, wanted.count <= outline.characters.count else { return nil }
    let all = outline.characters
    for start in 0...(all.count - wanted.count) where all[start] == wanted[0] {
      if all[start..<(start + wanted.count)].elementsEqual(wanted) { return start..<(start + wanted.count) }
    }
    return nil
  }

  /// The character of an outline at an offset of its text, or the next one that is read; nil behind the last.
  public static func characters(at offset: Int, in outline: Outline) -> Range<Int>? {
    let first = outline.offsets.partitioningIndex { Int($0) >= offset }
    return first < outline.offsets.count ? first..<(first + 1) : nil
  }

  private static func context(of span: Span, in outline: Outline) -> String {
    let text = outline.text
    func isBreak(_ at: Int) -> Bool { text.folded[at] == Folding.lineEnd }
    var start = span.start
    while start > 0, span.start - start < 24, !isBreak(start - 1) { start -= 1 }
    var end = span.end
    while end < text.count, end - span.end < 24, !isBreak(end) { end += 1 }
    return text.string(in: Span(start, span.start)) + "「" + text.squeezed(in: span) + "」"
      + text.string(in: Span(span.end, end))
  }
}

/// Tells what happened at a place in one file.
private struct StepTeller {
  let reading: FileReading
  let grammar: CompiledGrammar
  let characters: Range<Int>
  let filter: String

  private struct Best {
    var attempt: RuleAttempt
    var overlap: Int
    var isWhole: Bool
  }

  func step(limit: Int) -> Explanation.Step {
    guard let (segment, place) = place else {
      return Explanation.Step(
        path: reading.file.file.path, stage: reading.file.file.stage, tokens: [], attempts: [], more: 0)
    }
    let won = reading.matches.filter { $0.segment == segment && $0.tokens.overlaps(place) }
    let tracer = RuleTracer(reading.file, grammar: grammar, makers: Makers.all)
    var attempts: [Explanation.Attempt] = []
    var rest: [(Explanation.Attempt, Best)] = []
    for (index, compiled) in reading.file.rules.enumerated() {
      guard filter.isEmpty || compiled.rule.name.contains(filter) else { continue }
      let own = won.filter { $0.rule == index }
      for match in own { attempts.append(winner(match, tracer, segment)) }
      guard own.isEmpty, let best = best(rule: index, tracer, segment, place) else { continue }
      rest.append((loser(best, won, segment), best))
    }
    rest.sort { left, right in
      let (a, b) = (left.1, right.1)
      if a.isWhole != b.isWhole { return a.isWhole }
      if a.attempt.named != b.attempt.named { return a.attempt.named > b.attempt.named }
      if a.overlap != b.overlap { return a.overlap > b.overlap }
      return a.attempt.start == b.attempt.start ? a.attempt.rule < b.attempt.rule : a.attempt.start > b.attempt.start
    }
    return Explanation.Step(
      path: reading.file.file.path, stage: reading.file.file.stage,
      tokens: place.map { (reading.text(of: $0), reading.maker(of: $0)) },
      attempts: attempts + rest.prefix(limit).map(\.0), more: max(0, rest.count - limit))
  }

  /// The innermost segment that holds the place, and the tokens there.
  private var place: (segment: Int, tokens: Range<Int>)? {
    var found: (Int, Range<Int>)?
    for (index, segment) in reading.stream.segments.enumerated() {
      let inside = segment.tokens.filter { reading.stream.tokens[$0].range.overlaps(characters) }
      if let first = inside.first, let last = inside.last { found = (index, first..<(last + 1)) }
    }
    return found
  }

  /// The attempt of a rule that says most about the place: a match before a near miss, then what reads most of it.
  private func best(rule: Int, _ tracer: RuleTracer, _ segment: Int, _ place: Range<Int>) -> Best? {
    let whole = reading.stream.segments[segment].tokens
    var best: Best?
    for start in max(whole.lowerBound, place.lowerBound - 40)..<place.upperBound {
      let attempt = tracer.attempt(rule: rule, from: start, in: reading.stream, segment: segment)
      // What only passes over the place by a gap says nothing of it.
      guard attempt.named > 0, attempt.stopped >= place.lowerBound else { continue }
      let read = attempt.start..<max(attempt.start, attempt.end ?? attempt.stopped)
      let overlap = read.clamped(to: place).count
      // A whole match that ends before the place says nothing of it either.
      guard overlap > 0 || (attempt.stopped == place.lowerBound && attempt.end == nil) else { continue }
      let isWhole = attempt.end != nil && overlap > 0
      func rank(_ isWhole: Bool, _ attempt: RuleAttempt, _ overlap: Int) -> (Int, Int, Int, Int) {
        (isWhole ? 1 : 0, attempt.named, overlap, attempt.count)
      }
      if let known = best, rank(known.isWhole, known.attempt, known.overlap) >= rank(isWhole, attempt, overlap) {
        continue
      }
      best = Best(attempt: attempt, overlap: overlap, isWhole: isWhole)
    }
    return best
  }

  private func printed(_ tokens: Range<Int>) -> String { tokens.map(reading.text(of:)).joined() }

  private func winner(_ match: Match, _ tracer: RuleTracer, _ segment: Int) -> Explanation.Attempt {
    let own = reading.rule(of: match)
    var over: [String] = []
    for (index, compiled) in reading.file.rules.enumerated() where index != match.rule {
      let attempt = tracer.attempt(rule: index, from: match.tokens.lowerBound, in: reading.stream, segment: segment)
      guard let end = attempt.end else { continue }
      let other = compiled.rule
      let reason =
        end < match.tokens.upperBound
        ? "longer: \(match.tokens.count) tokens to \(end - match.tokens.lowerBound)"
        : other.priority < own.priority ? "priority \(own.priority) to \(other.priority)" : "earlier in the file"
      over.append("\(other.name) (\(reason))")
    }
    return Explanation.Attempt(
      rule: own.name, read: printed(match.tokens), count: match.tokens.count, outcome: .won(over: over))
  }

  private func loser(_ best: Best, _ won: [Match], _ segment: Int) -> Explanation.Attempt {
    let attempt = best.attempt
    let rule = reading.file.rules[attempt.rule].rule
    func make(_ end: Int, _ outcome: Explanation.Outcome) -> Explanation.Attempt {
      Explanation.Attempt(
        rule: rule.name, read: printed(attempt.start..<max(attempt.start, end)), count: end - attempt.start,
        outcome: outcome)
    }
    if let end = attempt.end {
      let taken = reading.matches.first {
        guard $0.segment == segment else { return false }
        return reading.file.file.overlaps
          ? $0.tokens.lowerBound == attempt.start : $0.tokens.contains(attempt.start)
      }
      guard let taken else { return make(end, .lost(to: "?", because: "its tokens were not tried")) }
      let other = reading.rule(of: taken)
      let because: String
      if taken.tokens.lowerBound < attempt.start {
        because = "which begins earlier, at “\(reading.text(of: taken.tokens.lowerBound))”"
      } else if taken.tokens.upperBound > end {
        because = "which is longer: \(taken.tokens.count) tokens to \(end - attempt.start)"
      } else if other.priority > rule.priority {
        because = "whose priority is higher: \(other.priority) to \(rule.priority)"
      } else {
        because = "which stands earlier in the file"
      }
      return make(end, .lost(to: other.name, because: because))
    }
    if let end = attempt.ends.last, let reason = attempt.forbidden.last ?? nil {
      return make(end, .forbidden(by: reason))
    }
    let limit = reading.stream.segments[segment].tokens.upperBound
    return make(
      attempt.stopped,
      .stopped(at: attempt.stopped < limit ? reading.text(of: attempt.stopped) : nil, wanted: attempt.wanted))
  }
}

extension Explanation: CustomStringConvertible {
  /// The explanation as lines of text.
  public var description: String {
    var out = "place: \(context)  (code points \(span.start)–\(span.end))\n"
    for step in steps where !step.tokens.isEmpty {
      let tokens = step.tokens.map { token in token.maker.map { "\(token.text)‹\($0)›" } ?? token.text }
      guard !step.attempts.isEmpty else { continue }
      out += "\n\(step.path) (stage \(step.stage.rawValue)): \(tokens.joined(separator: " · "))\n"
      for attempt in step.attempts { out += Self.lines(of: attempt) }
      if step.more > 0 { out += "  … and \(step.more) more that read something here (--limit)\n" }
    }
    let silent = steps.filter { $0.attempts.isEmpty }.map(\.path)
    if isFiltered, silent.count == steps.count { out += "\nno such rule reads anything here\n" }
    if !silent.isEmpty, !isFiltered { out += "\nno rule reads anything here: \(silent.joined(separator: ", "))\n" }
    out += facts.isEmpty ? "\nno fact comes of it\n" : "\nfacts:\n" + facts.map { "  \($0)\n" }.joined()
    return out
  }

  private static func lines(of attempt: Attempt) -> String {
    switch attempt.outcome {
    case .won(let over):
      let head = "  + \(attempt.rule) reads 「\(attempt.read)」\n"
      return head + over.map { "      rather than \($0)\n" }.joined()
    case .lost(let other, let because):
      return "  - \(attempt.rule) matches 「\(attempt.read)」, but loses to \(other), \(because)\n"
    case .forbidden(let reason):
      return "  - \(attempt.rule) matches 「\(attempt.read)」, but is forbidden by: \(reason)\n"
    case .stopped(let token, let wanted):
      let place = token.map { "stops at “\($0)”" } ?? "stops at the end of the passage"
      let shown = wanted.prefix(6).joined(separator: " or ") + (wanted.count > 6 ? " or …" : "")
      return
        "  - \(attempt.rule) reads 「\(attempt.read)」 and \(place): wants \(shown.isEmpty ? "nothing more" : shown)\n"
    }
  }
}
