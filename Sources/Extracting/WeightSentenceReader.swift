import Matching
import RuleModel
import TextModel
import Tokenizing

/// Scores that sentences name: full marks, groups with a full mark in brackets, terms of a formula, ratios, parts,
/// bands of grades and pass marks.
struct WeightSentenceReader {
  let reading: NoticeReading
  let vocabulary: Vocabulary
  let words: WeightWords
  /// For each segment that is the inside of a bracket, the bracket's token; else -1.
  let brackets: [Int32]
  /// How many tokens away the ends of a clause are looked for, so that the time is linear in the text.
  static let longest = 80

  /// What was read, and the quantities that are parts of a whole and no targets.
  struct Found {
    var facts: [NoticeFacts.Fact] = []
    var held: Set<Span> = []
  }

  /// A match where it stands in running text.
  struct Cue {
    var form: String
    var rule: String
    var row: Weight.Row
    var match: Match
    var fields: MatchFields
    /// The outermost segment, and the tokens there: the match's own, or the bracket that holds it.
    var segment: Int
    var tokens: Range<Int>
    var passage: Int

    var isBracketed: Bool { match.segment != segment }
  }

  struct Total {
    var name: String?
    var points: ExactNumber
    var passage: Int
    var segment: Int
    /// The token that it begins with.
    var at: Int

    init(_ cue: Cue, name: String?, points: ExactNumber) {
      self.name = name
      self.points = points
      passage = cue.passage
      segment = cue.segment
      at = cue.tokens.lowerBound
    }
  }

  /// Full marks in the order of the text, all of them and by the provision that they stand in.
  struct Totals {
    private(set) var all: [Total] = []
    private var byProvision: [Int: [Total]] = [:]

    mutating func add(_ total: Total, provision: Int?) {
      all.append(total)
      if let provision { byProvision[provision, default: []].append(total) }
    }

    func last(before token: Int) -> Total? { Self.last(of: all, before: token) }
    func last(in provision: Int, before token: Int) -> Total? {
      byProvision[provision].flatMap { Self.last(of: $0, before: token) }
    }

    private static func last(of totals: [Total], before token: Int) -> Total? {
      totals[..<totals.partitioningIndex { $0.at >= token }].last
    }
  }

  init(reading: NoticeReading, vocabulary: Vocabulary) {
    self.reading = reading
    self.vocabulary = vocabulary
    words = WeightWords(outline: reading.outline, vocabulary: vocabulary)
    var brackets = [Int32](repeating: -1, count: reading.stream.segments.count)
    for (index, token) in reading.stream.tokens.enumerated()
    where token.type == .paren && brackets.indices.contains(Int(token.payload)) {
      brackets[Int(token.payload)] = Int32(index)
    }
    self.brackets = brackets
  }

  /// All scores in running text.
  func read(_ matches: [(file: CompiledFile, matches: [Match])]) -> Found {
    var cues: [Cue] = []
    for (file, found) in matches {
      for match in found { if let cue = cue(match, file.rules[match.rule]) { cues.append(cue) } }
    }
    cues.sort { ($0.tokens.lowerBound, $0.tokens.upperBound) < ($1.tokens.lowerBound, $1.tokens.upperBound) }
    var out = Found()
    var totals = Totals()
    for cue in cues where cue.form == "full-mark" {
      guard let (facts, total) = fullMark(cue) else { continue }
      out.facts += facts
      totals.add(total, provision: reading.outline.passages[total.passage].provision)
    }
    /// The names and the points of the provisions that begin with such.
    var marked: [Int: String] = [:]
    var marks: [Int: ExactNumber] = [:]
    let bare = cues.filter { $0.form == "bare-part" }
    for (provision, name) in headings(bare) { marked[provision] = name }
    var last: Cue?
    for cue in cues {
      switch cue.form {
      case "bracketed":
        // A（60分）和B（40分）: the second name begins behind the first bracket.
        let from = last.flatMap { $0.segment == cue.segment ? $0.tokens.upperBound : nil }
        if let fact = bracketed(cue, from: from, totals, &marked, &marks) { out.facts.append(fact) }
        last = cue
      case "part": out.facts += part(cue, totals)
      case "band": if let fact = band(cue) { out.facts.append(fact) }
      case "band-bracketed": if let fact = bracketedBand(cue) { out.facts.append(fact) }
      case "line":
        let found = line(cue)
        out.facts += found.isEmpty ? [passMarkAlone(cue)].compactMap(\.self) : found
      case "pass", "fail": if let fact = pass(cue) { out.facts.append(fact) }
      case "ratio":
        let rows = ratio(cue)
        out.facts += rows
        if !rows.isEmpty { hold(cue, &out) }
      default: break
      }
    }
    out.facts += bareItems(bare, totals, marks)
    out.facts += bareParts(bare, totals)
    out.facts += formulas(cues.filter { $0.form == "term" })
    shares(cues.filter { $0.form == "share" }, marked, &out)
    out.facts += additions()
    return out
  }

  func cue(_ match: Match, _ rule: CompiledRule) -> Cue? {
    let fields = MatchFields(match: match, rule: rule)
    guard let form = fields.text("form"), let row = fields.text("row").flatMap(Weight.Row.init(rawValue:)) else {
      return nil
    }
    let segment = reading.stream.segments[match.segment]
    let passage = reading.outline.passages[segment.passage]
    guard passage.role == .body || passage.role == .heading else { return nil }
    var tokens = match.tokens
    var place = match.segment
    if let outer = segment.outer {
      guard reading.stream.segments[outer].outer == nil || form == "bracketed", brackets[match.segment] >= 0 else {
        return nil
      }
      let bracket = Int(brackets[match.segment])
      tokens = bracket..<(bracket + 1)
      place = outer
    }
    return Cue(
      form: form, rule: rule.rule.name, row: row, match: match, fields: fields, segment: place, tokens: tokens,
      passage: segment.passage)
  }

  // MARK: Tokens

  func type(_ token: Int) -> TokenType { reading.stream.tokens[token].type }

  func isBreak(_ token: Int) -> Bool { [.comma, .stop].contains(type(token)) }

  func text(_ token: Int) -> ArraySlice<UInt16> {
    reading.outline.characters[reading.stream.tokens[token].range]
  }

  func holds(_ token: Int, _ list: String) -> Bool { vocabulary.contains(text(token), in: list) }

  /// Whether a word of the list begins with a token, however its characters are cut.
  func begins(_ token: Int, _ list: String) -> Bool {
    let rest = reading.outline.characters[Int(reading.stream.tokens[token].start)...]
    return vocabulary.longestMatch(in: rest.prefix(8), list: list) != nil
  }

  func isMark(_ token: Int, _ mark: UInt16) -> Bool {
    let text = text(token)
    return text.count == 1 && text.first == mark
  }

  /// The clause that holds the tokens: from behind a ，：。； to the next.
  func clause(_ tokens: Range<Int>, in segment: Int) -> Range<Int> {
    let whole = reading.stream.segments[segment].tokens
    let low = max(whole.lowerBound, tokens.lowerBound - Self.longest)
    let high = min(whole.upperBound, tokens.upperBound + Self.longest)
    var start = tokens.lowerBound
    while start > low, !isBreak(start - 1) { start -= 1 }
    var end = tokens.upperBound
    while end < high, !isBreak(end) { end += 1 }
    return start..<end
  }

  /// The tokens from the clause of `tokens` to the end of its sentence.
  func restOfSentence(_ tokens: Range<Int>, in segment: Int) -> Range<Int> {
    let whole = reading.stream.segments[segment].tokens
    let high = min(whole.upperBound, tokens.upperBound + Self.longest)
    var end = tokens.upperBound
    while end < high, type(end) != .stop { end += 1 }
    while end > tokens.upperBound, isBreak(end - 1) { end -= 1 }
    return clause(tokens, in: segment).lowerBound..<end
  }

  /// Where the name before `end` begins: behind a mark, or behind a word that a list of parts is led in by.
  func nameStart(before end: Int, from first: Int) -> Int {
    let first = max(first, end - Self.longest)
    var start = end
    while start > first, !isBreak(start - 1), type(start - 1) != .pause, !isNameStart(start, from: first) { start -= 1 }
    return start
  }

  /// Whether a word that leads in a list of parts, 按 or 分为, ends where a token begins.
  func isNameStart(_ token: Int, from first: Int) -> Bool {
    guard token > first else { return false }
    let low = max(Int(reading.stream.tokens[first].start), Int(reading.stream.tokens[token - 1].end) - 4)
    let before = reading.outline.characters[low..<Int(reading.stream.tokens[token - 1].end)]
    return vocabulary.longestSuffix(of: before, list: "score-name-starts") != nil
  }

  /// Tokens without 其, 该 and the like at their beginning.
  func withoutLead(_ tokens: Range<Int>) -> Range<Int> {
    var tokens = tokens
    while tokens.count > 1, let first = tokens.first, holds(first, "score-name-leads") { tokens = tokens.dropFirst() }
    return tokens
  }

  /// The name of a score without whose it is: 考生面试成绩 → 面试成绩, but 考生成绩.
  func withoutOwner(_ tokens: Range<Int>) -> Range<Int> {
    for token in tokens.dropFirst().reversed() where reading.characters(of: token..<tokens.upperBound).count > 2 {
      let before = reading.outline.characters[reading.characters(of: tokens.lowerBound..<token)]
      if vocabulary.longestSuffix(of: before, list: "score-owners") != nil { return token..<tokens.upperBound }
    }
    return tokens
  }

  /// The characters of a name without joining words at its beginning and 占, 的 and the like at its end.
  func trimmed(_ tokens: Range<Int>) -> Range<Int> {
    var tokens = tokens
    while tokens.count > 1, let first = tokens.first, holds(first, "name-joins") { tokens = tokens.dropFirst() }
    guard !tokens.isEmpty else { return 0..<0 }
    var range = reading.characters(of: tokens)
    var length = 1
    while length > 0, !range.isEmpty {
      length = vocabulary.longestSuffix(of: reading.outline.characters[range], list: "share-words")?.length ?? 0
      range = range.lowerBound..<(range.upperBound - min(length, range.count))
    }
    return range
  }

  func name(_ characters: Range<Int>) -> String? { characters.isEmpty ? nil : reading.printed(characters) }

  func fact(_ cue: Cue, _ tokens: Range<Int>, _ weight: Weight) -> NoticeFacts.Fact {
    NoticeFacts.Fact(
      span: reading.span(of: tokens), provision: reading.outline.passages[cue.passage].provision, rule: cue.rule,
      body: .weight(weight))
  }

  func points(_ cue: Cue) -> ExactNumber? {
    guard let tokens = cue.fields.capture("points"), let first = tokens.first else { return nil }
    if let quantity = reading.quantity(at: first) { return quantity.value }
    return reading.number(in: tokens).map { ExactNumber($0) }
  }
}
