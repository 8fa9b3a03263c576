import Matching
import RuleModel
import TextModel
import Tokenizing

/// Scores that sentences name: full marks, groups with a full mark in brackets, terms of a formula, ratios, parts,
/// bands of grades and pass marks.
struct WeightSentenceReader {
  let reading: NoticeReading
  let vocabulary: Vocabulary
  private let words: WeightWords
  /// For each segment that is the inside of a bracket, the bracket's token; else -1.
  private let brackets: [Int32]
  /// How many tokens away the ends of a clause are looked for, so that the time is linear in the text.
  private static let longest = 80

  /// What was read, and the quantities that are parts of a whole and no targets.
  struct Found {
    var facts: [NoticeFacts.Fact] = []
    var held: Set<Span> = []
  }

  /// A match where it stands in running text.
  private struct Cue {
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

  private struct Total {
    var name: String?
    var points: ExactNumber
    var passage: Int
    var segment: Int
    /// The token that it begins with.
    var at: Int
  }

  /// Full marks in the order of the text, all of them and by the provision that they stand in.
  private struct Totals {
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
      var (low, high) = (0, totals.count)
      while low < high {
        let middle = (low + high) / 2
        if totals[middle].at < token { low = middle + 1 } else { high = middle }
      }
      return low > 0 ? totals[low - 1] : nil
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
      guard let (fact, total) = fullMark(cue) else { continue }
      out.facts.append(fact)
      totals.add(total, provision: reading.outline.passages[total.passage].provision)
    }
    var marked: [Int: String] = [:]
    var last: Cue?
    for cue in cues {
      switch cue.form {
      case "bracketed":
        // A（60分）和B（40分）: the second name begins behind the first bracket.
        let from = last.flatMap { $0.segment == cue.segment ? $0.tokens.upperBound : nil }
        if let fact = bracketed(cue, from: from, totals, &marked) { out.facts.append(fact) }
        last = cue
      case "part": if let fact = part(cue, totals) { out.facts.append(fact) }
      case "band": if let fact = band(cue) { out.facts.append(fact) }
      case "band-bracketed": if let fact = bracketedBand(cue) { out.facts.append(fact) }
      case "line": if let fact = band(cue) { out.facts.append(fact) }
      case "pass", "fail": if let fact = pass(cue) { out.facts.append(fact) }
      case "ratio":
        let rows = ratio(cue)
        out.facts += rows
        if !rows.isEmpty { hold(cue, &out) }
      default: break
      }
    }
    out.facts += bareItems(cues.filter { $0.form == "bare-part" })
    out.facts += bareParts(cues.filter { $0.form == "bare-part" }, totals)
    out.facts += formulas(cues.filter { $0.form == "term" })
    shares(cues.filter { $0.form == "share" }, &out)
    out.facts += additions()
    return out
  }

  private func cue(_ match: Match, _ rule: CompiledRule) -> Cue? {
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

  private func type(_ token: Int) -> TokenType { reading.stream.tokens[token].type }

  private func isBreak(_ token: Int) -> Bool { [.comma, .stop].contains(type(token)) }

  private func text(_ token: Int) -> ArraySlice<UInt16> {
    reading.outline.characters[reading.stream.tokens[token].range]
  }

  private func holds(_ token: Int, _ list: String) -> Bool { vocabulary.contains(text(token), in: list) }

  /// Whether a word of the list begins with a token, however its characters are cut.
  private func begins(_ token: Int, _ list: String) -> Bool {
    let rest = reading.outline.characters[Int(reading.stream.tokens[token].start)...]
    return vocabulary.longestMatch(in: rest.prefix(8), list: list) != nil
  }

  private func isMark(_ token: Int, _ mark: UInt16) -> Bool {
    let text = text(token)
    return text.count == 1 && text.first == mark
  }

  /// The clause that holds the tokens: from behind a ，：。； to the next.
  private func clause(_ tokens: Range<Int>, in segment: Int) -> Range<Int> {
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
  private func restOfSentence(_ tokens: Range<Int>, in segment: Int) -> Range<Int> {
    let whole = reading.stream.segments[segment].tokens
    let high = min(whole.upperBound, tokens.upperBound + Self.longest)
    var end = tokens.upperBound
    while end < high, type(end) != .stop { end += 1 }
    while end > tokens.upperBound, isBreak(end - 1) { end -= 1 }
    return clause(tokens, in: segment).lowerBound..<end
  }

  /// Where the name before `end` begins: behind a mark, or behind a word that a list of parts is led in by.
  private func nameStart(before end: Int, from first: Int) -> Int {
    let first = max(first, end - Self.longest)
    var start = end
    while start > first, !isBreak(start - 1), type(start - 1) != .pause, !isNameStart(start, from: first) { start -= 1 }
    return start
  }

  /// Whether a word that leads in a list of parts, 按 or 分为, ends where a token begins.
  private func isNameStart(_ token: Int, from first: Int) -> Bool {
    guard token > first else { return false }
    let low = max(Int(reading.stream.tokens[first].start), Int(reading.stream.tokens[token - 1].end) - 4)
    let before = reading.outline.characters[low..<Int(reading.stream.tokens[token - 1].end)]
    return vocabulary.longestSuffix(of: before, list: "score-name-starts") != nil
  }

  /// Tokens without 其, 该 and the like at their beginning.
  private func withoutLead(_ tokens: Range<Int>) -> Range<Int> {
    var tokens = tokens
    while tokens.count > 1, let first = tokens.first, holds(first, "score-name-leads") { tokens = tokens.dropFirst() }
    return tokens
  }

  /// The name of a score without whose it is: 考生面试成绩 → 面试成绩, but 考生成绩.
  private func withoutOwner(_ tokens: Range<Int>) -> Range<Int> {
    for token in tokens.dropFirst().reversed() where reading.characters(of: token..<tokens.upperBound).count > 2 {
      let before = reading.outline.characters[reading.characters(of: tokens.lowerBound..<token)]
      if vocabulary.longestSuffix(of: before, list: "score-owners") != nil { return token..<tokens.upperBound }
    }
    return tokens
  }

  /// The characters of a name without joining words at its beginning and 占, 的 and the like at its end.
  private func trimmed(_ tokens: Range<Int>) -> Range<Int> {
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

  private func name(_ characters: Range<Int>) -> String? { characters.isEmpty ? nil : reading.printed(characters) }

  private func fact(_ cue: Cue, _ tokens: Range<Int>, _ weight: Weight) -> NoticeFacts.Fact {
    NoticeFacts.Fact(
      span: reading.span(of: tokens), provision: reading.outline.passages[cue.passage].provision, rule: cue.rule,
      body: .weight(weight))
  }

  private func points(_ cue: Cue) -> ExactNumber? {
    guard let tokens = cue.fields.capture("points"), let first = tokens.first else { return nil }
    if let quantity = reading.quantity(at: first) { return quantity.value }
    return reading.number(in: tokens).map { ExactNumber($0) }
  }

  // MARK: Full marks

  private func fullMark(_ cue: Cue) -> (NoticeFacts.Fact, Total)? {
    guard let points = points(cue), !cue.isBracketed else { return nil }
    var start = cue.tokens.lowerBound
    var named: Range<Int>
    if let indicator = cue.fields.capture("indicator") {
      start = nameStart(before: indicator.upperBound, from: indicator.lowerBound)
      // 其中，A满分: nothing but words that lead in.
      if start >= indicator.upperBound { start = indicator.lowerBound }
      named = trimmed(withoutLead(start..<indicator.upperBound))
    } else {
      named = subject(before: cue)
    }
    // 满分100分，分为A和B两部分: the next clause has no subject of its own and goes on with this one.
    let whole = reading.stream.segments[cue.segment].tokens
    var end = cue.tokens.upperBound
    if end + 1 < whole.upperBound, type(end) == .comma, begins(end + 1, "composing-verbs") {
      end = restOfSentence(cue.tokens, in: cue.segment).upperBound
    }
    let weight = Weight(indicator: name(named), parent: nil, points: points, row: .total)
    return (
      fact(cue, start..<end, weight),
      Total(
        name: name(named), points: points, passage: cue.passage, segment: cue.segment, at: cue.tokens.lowerBound)
    )
  }

  /// 笔试：满分100分: what stands before the colon; 综合成绩由……组成，满分100分: what the sentence begins with.
  private func subject(before cue: Cue) -> Range<Int> {
    let whole = reading.stream.segments[cue.segment].tokens
    let at = cue.tokens.lowerBound
    guard at > whole.lowerBound, type(at - 1) == .comma else { return 0..<0 }
    if isMark(at - 1, 0x3A) { return trimmed(nameStart(before: at - 1, from: whole.lowerBound)..<(at - 1)) }
    var start = at
    while start > whole.lowerBound, type(start - 1) != .stop { start -= 1 }
    var end = start
    while end < at, !isBreak(end), !begins(end, "subject-verbs") { end += 1 }
    guard end > start, end < at, !isBreak(end), end - start <= 8 else { return 0..<0 }
    return trimmed(start..<end)
  }

  /// The total that governs a place: the last before it in its passage, else the last in a provision that holds it.
  private func total(over passage: Int, before token: Int, _ totals: Totals) -> Total? {
    if let own = totals.last(before: token), own.passage == passage { return own }
    var at = reading.outline.passages[passage].provision
    var steps = 0
    while let index = at, reading.outline.provisions.indices.contains(index), steps < 64 {
      if let found = totals.last(in: index, before: token) { return found }
      at = reading.outline.provisions[index].parent
      steps += 1
    }
    return nil
  }

  /// 名称（满分60分）: a group, or an item of a list of scores.
  private func bracketed(
    _ cue: Cue, from first: Int?, _ totals: Totals, _ marked: inout [Int: String]
  ) -> NoticeFacts.Fact? {
    guard cue.isBracketed, let points = points(cue) else { return nil }
    let whole = reading.stream.segments[cue.segment].tokens
    let start = nameStart(before: cue.tokens.lowerBound, from: first ?? whole.lowerBound)
    let named = trimmed(start..<cue.tokens.lowerBound)
    guard !named.isEmpty, named.count <= 30 else { return nil }
    let indicator = reading.printed(named)
    var parent = total(over: cue.passage, before: cue.tokens.lowerBound, totals)?.name
    guard start == whole.lowerBound, let provision = reading.outline.passages[cue.passage].provision,
      reading.outline.provisions[provision].passages.lowerBound == cue.passage
    else {
      return NoticeFacts.Fact(
        span: reading.outline.span(of: named.lowerBound..<reading.characters(of: cue.tokens).upperBound),
        provision: reading.outline.passages[cue.passage].provision, rule: cue.rule,
        body: .weight(Weight(indicator: indicator, parent: parent, points: points, row: .group)))
    }
    // A provision that begins with its name and full mark.
    marked[provision] = indicator
    var at = reading.outline.provisions[provision].parent
    var outer: String?
    var steps = 0
    while let index = at, outer == nil, steps < 64 {
      outer = marked[index]
      at = reading.outline.provisions[index].parent
      steps += 1
    }
    let isGroup =
      outer == nil
      || reading.outline.provisions.indices.dropFirst(provision + 1).first.map {
        reading.outline.provisions[$0].parent == provision
      } ?? false
    if let outer { parent = outer }
    let bonus = words.row(of: reading.outline.characters[named])
    let rest = words.withoutStop(
      reading.outline.characters[
        reading.characters(of: cue.tokens).upperBound..<reading.outline.passages[cue.passage].range.upperBound])
    let quoted = isGroup || rest.isEmpty ? whole.lowerBound..<cue.tokens.upperBound : trimmedEnd(whole)
    return fact(
      cue, quoted,
      Weight(indicator: indicator, parent: parent, points: points, row: isGroup ? .group : bonus ?? .indicator))
  }

  private func trimmedEnd(_ tokens: Range<Int>) -> Range<Int> {
    var end = tokens.upperBound
    while end > tokens.lowerBound + 1, isBreak(end - 1) { end -= 1 }
    return tokens.lowerBound..<end
  }

  /// 学业基础占30分, under the last full mark.
  private func part(_ cue: Cue, _ totals: Totals) -> NoticeFacts.Fact? {
    guard !cue.isBracketed, let indicator = cue.fields.capture("indicator"), let points = points(cue) else {
      return nil
    }
    let start = nameStart(before: indicator.upperBound, from: indicator.lowerBound)
    let named = trimmed(start..<indicator.upperBound)
    guard !named.isEmpty else { return nil }
    let parent = total(over: cue.passage, before: cue.tokens.lowerBound, totals)?.name
    return fact(
      cue, firstToken(named, start..<indicator.upperBound)..<cue.tokens.upperBound,
      Weight(
        indicator: reading.printed(named), parent: parent, points: points,
        row: words.row(of: reading.outline.characters[named]) == .bonus && parent == nil ? .bonus : .indicator))
  }

  /// （1）技术水平 30分: items of a list that are a name and its points and nothing else.
  private func bareItems(_ cues: [Cue]) -> [NoticeFacts.Fact] {
    var byParent: [Int: [(cue: Cue, name: Range<Int>)]] = [:]
    for cue in cues where !cue.isBracketed {
      let whole = trimmedEnd(reading.stream.segments[cue.segment].tokens)
      guard cue.tokens.lowerBound == whole.lowerBound, cue.tokens.upperBound == whole.upperBound,
        let indicator = cue.fields.capture("indicator"),
        let provision = reading.outline.passages[cue.passage].provision,
        let parent = reading.outline.provisions[provision].parent
      else { continue }
      byParent[parent, default: []].append((cue, trimmed(indicator)))
    }
    var out: [NoticeFacts.Fact] = []
    for (parent, items) in byParent.sorted(by: { $0.key < $1.key }) where items.count > 1 {
      let heading = words.heading(of: parent).map { words.withoutMark(words.withoutStop($0)).name }
      for item in items {
        guard let points = points(item.cue), !item.name.isEmpty else { continue }
        out.append(
          fact(
            item.cue, item.cue.tokens,
            Weight(
              indicator: reading.printed(item.name), parent: heading.map { words.printed($0.startIndex..<$0.endIndex) },
              points: points, row: .indicator)))
      }
    }
    return out
  }

  /// 满分100分，其中基础指标80分，特色指标20分: numbers that add up to the full mark of their sentence.
  private func bareParts(_ cues: [Cue], _ totals: Totals) -> [NoticeFacts.Fact] {
    var out: [NoticeFacts.Fact] = []
    var at = 0
    for (index, total) in totals.all.enumerated() {
      let sentence = reading.sentence(around: total.at, in: total.segment)
      let next = index + 1 < totals.all.count ? totals.all[index + 1].at : Int.max
      while at < cues.count, cues[at].tokens.lowerBound < total.at { at += 1 }
      var parts: [Cue] = []
      while at < cues.count, cues[at].segment == total.segment, cues[at].tokens.lowerBound < next,
        cues[at].tokens.upperBound <= sentence.tokens.upperBound
      {
        if !cues[at].isBracketed { parts.append(cues[at]) }
        at += 1
      }
      let sum = parts.reduce(0) { $0 + (points($1)?.thousandths ?? 0) }
      guard parts.count > 1, sum == total.points.thousandths else { continue }
      for cue in parts {
        guard let indicator = cue.fields.capture("indicator"), let points = points(cue) else { continue }
        let start = nameStart(before: indicator.upperBound, from: indicator.lowerBound)
        let named = trimmed(start..<indicator.upperBound)
        guard !named.isEmpty else { continue }
        out.append(
          fact(
            cue, firstToken(named, start..<indicator.upperBound)..<cue.tokens.upperBound,
            Weight(indicator: reading.printed(named), parent: total.name, points: points, row: .indicator)))
      }
    }
    return out
  }

  /// The token that a range of characters begins with.
  private func firstToken(_ characters: Range<Int>, _ tokens: Range<Int>) -> Int {
    tokens.first { Int(reading.stream.tokens[$0].start) >= characters.lowerBound } ?? tokens.lowerBound
  }

  // MARK: Grades and pass marks

  private func band(_ cue: Cue) -> NoticeFacts.Fact? {
    guard let indicator = cue.fields.capture("indicator"), let points = points(cue), !cue.isBracketed else {
      return nil
    }
    return fact(
      cue, cue.tokens,
      Weight(indicator: name(reading.characters(of: indicator)), parent: nil, points: points, row: .threshold))
  }

  private func bracketedBand(_ cue: Cue) -> NoticeFacts.Fact? {
    guard cue.isBracketed, let points = points(cue) else { return nil }
    let whole = reading.stream.segments[cue.segment].tokens
    var start = nameStart(before: cue.tokens.lowerBound, from: whole.lowerBound)
    // The grade is what the name ends with: 评为优秀（90分以上）.
    var at = cue.tokens.lowerBound
    while at > start, holds(at - 1, "grade-words") || isGrade(at - 1) { at -= 1 }
    guard at < cue.tokens.lowerBound else { return nil }
    let clause = reading.characters(of: clause(cue.tokens, in: cue.segment).lowerBound..<cue.tokens.lowerBound)
    guard !words.holds(reading.outline.characters[clause], "outside-scores") else { return nil }
    start = at
    return fact(
      cue, start..<cue.tokens.upperBound,
      Weight(
        indicator: name(reading.characters(of: start..<cue.tokens.lowerBound)), parent: nil, points: points,
        row: .threshold))
  }

  /// 级, 等, 档, 类 behind a letter or numeral, and these themselves.
  private func isGrade(_ token: Int) -> Bool {
    let text = text(token)
    if let last = text.last, text.count <= 3, [0x7EA7, 0x7B49, 0x6863, 0x7C7B].contains(last) { return true }
    return text.count == 1 && type(token) == .latin
  }

  private func pass(_ cue: Cue) -> NoticeFacts.Fact? {
    guard !cue.isBracketed, let indicator = cue.fields.capture("indicator"), let points = points(cue) else {
      return nil
    }
    let start = nameStart(before: indicator.upperBound, from: indicator.lowerBound)
    let named = trimmed(withoutOwner(withoutLead(start..<indicator.upperBound)))
    guard !named.isEmpty, !words.holds(reading.outline.characters[named], "outside-scores") else { return nil }
    // 总分不超过40分 is a cap.
    if let first = cue.fields.capture("points")?.first, reading.quantity(at: first)?.comparison == .atMost {
      return nil
    }
    if cue.form == "fail", let tokens = cue.fields.capture("points"), let first = tokens.first,
      let quantity = reading.quantity(at: first),
      quantity.comparison.rawValue.hasPrefix(">") || quantity.comparison.rawValue == "="
    {
      // 未达到60分 fails; 达到60分 alone says nothing.
      guard first > indicator.upperBound else { return nil }
    }
    return fact(
      cue, restOfSentence(cue.tokens, in: cue.segment),
      Weight(indicator: reading.printed(named), parent: nil, points: points, row: .threshold))
  }

  // MARK: Parts of a whole

  /// The total score that a run of tokens names, as its last word of the list has it.
  private func target(_ tokens: Range<Int>) -> String? {
    for token in tokens.reversed() where holds(token, "score-totals") {
      var start = token
      while start > tokens.lowerBound, type(start - 1) == .word, !isNameStart(start, from: tokens.lowerBound),
        !holds(start - 1, "share-words"), !holds(start - 1, "computing-verbs"), !holds(start - 1, "name-joins"),
        token - start < 4
      { start -= 1 }
      return reading.printed(reading.characters(of: start..<(token + 1)))
    }
    return nil
  }

  private func ratio(_ cue: Cue) -> [NoticeFacts.Fact] {
    guard !cue.isBracketed, let tokens = cue.fields.capture("points") else { return [] }
    let text = reading.outline.characters[reading.characters(of: tokens)]
    let parts = ScoreText(text, vocabulary: vocabulary).numbers.compactMap(\.value.thousandths)
    let sum = parts.reduce(0, +)
    guard parts.count > 1, sum > 0, sum < 1_000_000_000 else { return [] }
    let bounds = clause(cue.tokens, in: cue.segment)
    guard let names = list(before: cue.tokens.lowerBound, from: bounds.lowerBound, count: parts.count),
      let first = names.first
    else { return [] }
    let start = first.tokens.lowerBound
    let behind = target(cue.tokens.upperBound..<bounds.upperBound)
    let parent = behind ?? target(bounds.lowerBound..<start)
    guard
      parent != nil || names.contains(where: { words.holds(reading.outline.characters[$0.characters], "score-words") })
    else { return [] }
    return zip(names, parts).map { name, part in
      fact(
        cue, bounds,
        Weight(
          indicator: reading.printed(name.characters), parent: parent,
          points: ExactNumber(Int64((part * 10_000 * 2 + sum) / (sum * 2)), exponent: -2), unit: "%", row: cue.row))
    }
  }

  /// The names of a list that ends before a token: 演讲、答辩和考察成绩. nil where it has not so many.
  private func list(
    before end: Int, from first: Int, count: Int
  ) -> [(tokens: Range<Int>, characters: Range<Int>)]? {
    var last = end
    while last > first, holds(last - 1, "share-words") { last -= 1 }
    for joins in [true, false] {
      var names: [Range<Int>] = []
      var stop = last
      var at = last
      while true {
        let isEnd = at == first || isBreak(at - 1) || isNameStart(at, from: first)
        if isEnd || type(at - 1) == .pause || (joins && holds(at - 1, "name-joins")) {
          if at < stop { names.append(at..<stop) }
          if isEnd { break }
          stop = at - 1
        }
        at -= 1
      }
      guard names.count == count else { continue }
      var out = names.reversed().map { (tokens: $0, characters: trimmed($0)) }
      // 笔试、面试成绩: the tail that all have in common stands behind the last.
      if out.count > 1, let tail = out.last,
        let length = tailLength(tail.characters), length < tail.characters.count,
        !out.dropLast().contains(where: { tailLength($0.characters) != nil })
      {
        out[out.count - 1].characters = tail.characters.lowerBound..<(tail.characters.upperBound - length)
      }
      guard out.allSatisfy({ !$0.characters.isEmpty }) else { continue }
      return out
    }
    return nil
  }

  private func tailLength(_ name: Range<Int>) -> Int? {
    vocabulary.longestSuffix(of: reading.outline.characters[name], list: "score-tails")?.length
  }

  /// 综合成绩=学业成绩×70%+面试成绩×30%
  private func formulas(_ cues: [Cue]) -> [NoticeFacts.Fact] {
    var out: [NoticeFacts.Fact] = []
    var at = 0
    while at < cues.count {
      let bounds = clause(cues[at].tokens, in: cues[at].segment)
      var end = at
      while end < cues.count, cues[end].segment == cues[at].segment, cues[end].tokens.upperBound <= bounds.upperBound {
        end += 1
      }
      let terms = cues[at..<max(end, at + 1)]
      at = max(end, at + 1)
      guard terms.count > 1 else { continue }
      var rows: [(cue: Cue, name: Range<Int>, points: ExactNumber)] = []
      for cue in terms {
        guard let value = points(cue) else { continue }
        var start = cue.tokens.lowerBound
        while start > bounds.lowerBound, !isMark(start - 1, 0x2B), !isMark(start - 1, 0x3D), !isMark(start - 1, 0x2D) {
          start -= 1
        }
        guard start < cue.tokens.lowerBound else { continue }
        var name = reading.characters(of: start..<cue.tokens.lowerBound)
        if cue.tokens.lowerBound - start == 1, type(start) == .paren { name = name.dropFirst().dropLast() }
        let isPercent = cue.fields.text("unit") != nil
        rows.append((cue, name, isPercent ? value : ExactNumber(value.mantissa, exponent: value.exponent + 2)))
      }
      guard rows.count > 1, let first = terms.first, let last = terms.last else { continue }
      // 销项税额-销售额×3% is a formula of something else.
      let span = formula(from: first, to: last, in: bounds)
      let sum = rows.reduce(0) { $0 + ($1.points.thousandths ?? 0) }
      guard sum == 100_000 || words.holds(reading.outline.characters[reading.characters(of: span)], "score-words")
      else { continue }
      for row in rows where !row.name.isEmpty {
        out.append(
          fact(
            row.cue, span,
            Weight(indicator: reading.printed(row.name), parent: nil, points: row.points, unit: "%", row: row.cue.row)))
      }
    }
    return out
  }

  /// From the left side of the formula, or its first term, to the last of what is added.
  private func formula(from first: Cue, to last: Cue, in bounds: Range<Int>) -> Range<Int> {
    func isSign(_ token: Int) -> Bool { isMark(token, 0x2B) || isMark(token, 0x2D) }
    var start = first.tokens.lowerBound
    while start > bounds.lowerBound, !isMark(start - 1, 0x3D), !isSign(start - 1) { start -= 1 }
    if start > bounds.lowerBound { start = bounds.lowerBound }
    let end = last.tokens.upperBound
    return start..<(end < bounds.upperBound && isSign(end) ? bounds.upperBound : end)
  }

  /// Percentages of one sentence that add up to the whole of a score.
  private func shares(_ cues: [Cue], _ out: inout Found) {
    var at = 0
    while at < cues.count {
      let sentence = reading.sentence(around: cues[at].tokens.lowerBound, in: cues[at].segment)
      var end = at + 1
      while end < cues.count, cues[end].segment == cues[at].segment,
        cues[end].tokens.lowerBound < sentence.tokens.upperBound
      { end += 1 }
      // 占30—70% is no part of a whole.
      let group = cues[at..<end].filter { cue in
        guard let token = cue.fields.capture("points")?.first, let quantity = reading.quantity(at: token) else {
          return true
        }
        return quantity.comparison == .equal
      }
      at = end
      guard !group.isEmpty else { continue }
      shares(ofSentence: group, sentence, &out)
    }
  }

  private func shares(ofSentence cues: [Cue], _ sentence: Sentence, _ out: inout Found) {
    var sum = 0
    for cue in cues { sum += points(cue)?.thousandths ?? 0 }
    guard let first = cues.first, let last = cues.last, cues.count > 1, sum == 100_000 else { return }
    var names: [(tokens: Range<Int>, characters: Range<Int>)] = []
    var from = sentence.tokens.lowerBound
    for cue in cues {
      var start = nameStart(before: cue.tokens.lowerBound, from: from)
      if start == cue.tokens.lowerBound, start > from, holds(start - 1, "share-words") {
        // 由 and the like end a name; so may 为 behind it: 笔试成绩为40%.
        start = nameStart(before: start - 1, from: from)
      }
      names.append((start..<cue.tokens.lowerBound, trimmed(withoutLead(start..<cue.tokens.lowerBound))))
      from = cue.tokens.upperBound
    }
    if names.dropFirst().allSatisfy({ $0.characters.isEmpty }) {
      // 笔试成绩、面试成绩分别占40%、60%
      let from = sentence.tokens.lowerBound
      var found = list(before: first.tokens.lowerBound, from: from, count: cues.count)
      let own = clause(first.tokens, in: first.segment).lowerBound
      if found == nil, own > from + 1 {
        // 由A、B、C三部分组成，分别占20%、30%、50%
        found = list(before: beforeListTail(own - 1, from: from), from: from, count: cues.count)
      }
      guard let found else { return }
      names = found
    }
    guard names.allSatisfy({ !$0.characters.isEmpty && $0.characters.count <= 24 }),
      let start = names.first?.tokens.lowerBound
    else { return }
    var behind = last.tokens.upperBound..<sentence.tokens.upperBound
    var parent = target(sentence.tokens.lowerBound..<start)
    if parent == nil, let found = target(behind) {
      parent = found
      // ……的比例，计算总成绩: up to the end of the clause that names the total.
      behind = behind.lowerBound..<clause(behind, in: last.segment).upperBound
    } else {
      behind = clause(last.tokens, in: last.segment)
      // 笔试占总成绩的40%: between the name, or the last of a list, and the number.
      let end =
        (names.last.map { $0.tokens.upperBound <= first.tokens.lowerBound } ?? false ? names.last : names.first)?
        .characters.upperBound
      let from = (start..<first.tokens.lowerBound).first { Int(reading.stream.tokens[$0].start) >= end ?? 0 }
      if parent == nil, let from { parent = target(from..<first.tokens.lowerBound) }
    }
    let passage = reading.outline.passages[first.passage].range
    let end = reading.characters(of: sentence.tokens).upperBound
    let text = reading.outline.characters[max(passage.lowerBound, end - Self.longest)..<max(passage.lowerBound, end)]
    // 立项后拨付60%，评估合格后拨付40% are parts of a sum of money.
    guard
      parent != nil || names.contains(where: { words.holds(reading.outline.characters[$0.characters], "score-words") })
        || ((isOfWhole(first) || cues.allSatisfy(\.isBracketed)) && words.holds(text, "evaluating-words"))
    else { return }
    let bounds =
      clause(start..<max(start + 1, names.first?.tokens.upperBound ?? start + 1), in: first.segment)
      .lowerBound..<max(behind.upperBound, last.tokens.upperBound)
    for (cue, name) in zip(cues, names) {
      guard let value = points(cue) else { continue }
      out.facts.append(
        fact(
          cue, bounds,
          Weight(indicator: reading.printed(name.characters), parent: parent, points: value, unit: "%", row: cue.row)))
      hold(cue, &out)
    }
  }

  /// Whether 占, 权重为 and the like stand directly before a percentage.
  private func isOfWhole(_ cue: Cue) -> Bool {
    let token = cue.match.tokens.lowerBound
    guard token > reading.stream.segments[cue.match.segment].tokens.lowerBound else { return false }
    let end = Int(reading.stream.tokens[token - 1].end)
    let low = max(
      Int(reading.stream.tokens[reading.stream.segments[cue.match.segment].tokens.lowerBound].start), end - 6)
    return vocabulary.longestSuffix(of: reading.outline.characters[low..<end], list: "whole-words") != nil
  }

  /// The end of a list of names before 三部分组成 and the like.
  private func beforeListTail(_ end: Int, from first: Int) -> Int {
    var end = end
    while end > first + 1 {
      let low = max(first, end - 6)
      let text = reading.outline.characters[reading.characters(of: low..<end)]
      guard let length = vocabulary.longestSuffix(of: text, list: "list-tails")?.length else { return end }
      let limit = Int(reading.stream.tokens[end - 1].end) - length
      while end > first, Int(reading.stream.tokens[end - 1].start) >= limit { end -= 1 }
    }
    return end
  }

  /// The number of a part is a weight and no target.
  private func hold(_ cue: Cue, _ out: inout Found) {
    if let token = cue.fields.capture("points")?.first, let quantity = reading.quantity(at: token) {
      out.held.insert(quantity.span)
    }
  }

  // MARK: Added points

  /// Under a heading of added points, a sentence that adds some is a row of that heading.
  private func additions() -> [NoticeFacts.Fact] {
    let outline = reading.outline
    let withTable = Set(outline.tables.compactMap(\.provision))
    let withChildren = Set(outline.provisions.compactMap(\.parent))
    var out: [NoticeFacts.Fact] = []
    guard let points = QuantityValue.attributes["points"] else { return [] }
    for (index, segment) in reading.stream.segments.enumerated() where segment.outer == nil {
      let passage = outline.passages[segment.passage]
      guard passage.role == .body, let provision = passage.provision, !withTable.contains(provision),
        !withChildren.contains(provision), let row = words.row(under: provision)
      else { continue }
      let heading = words.heading(of: provision)
      var end = 0
      for token in segment.tokens where token >= end && reading.stream.tokens[token].attributes & points != 0 {
        guard let quantity = reading.quantity(at: token), quantity.comparison == .equal else { continue }
        let sentence = reading.sentence(around: token, in: index)
        end = sentence.tokens.upperBound
        // 体育类。 is the heading itself.
        guard
          Int(reading.stream.tokens[sentence.tokens.lowerBound].start) >= passage.range.lowerBound
            + passage.headingLength
        else { continue }
        let name = heading.map { words.withoutMark(words.withoutStop($0)).name }
        let named = name.map { $0.startIndex..<$0.endIndex } ?? scored(by: token, in: sentence.tokens)
        out.append(
          NoticeFacts.Fact(
            span: reading.span(of: sentence.tokens), provision: provision, rule: "weight.addition",
            body: .weight(
              Weight(
                indicator: self.name(named), parent: parent(of: provision),
                points: quantity.value, row: row))))
      }
    }
    return out
  }

  /// What a sentence without a heading adds or takes points for: 无故旷课 of 无故旷课，每节扣1分.
  private func scored(by token: Int, in sentence: Range<Int>) -> Range<Int> {
    var end = token
    while end > sentence.lowerBound, !isBreak(end - 1),
      holds(end - 1, "score-verbs") || holds(end - 1, "each-words") || holds(end - 1, "quantity-fillers")
    { end -= 1 }
    var start = end
    while start > sentence.lowerBound, !isBreak(start - 1) { start -= 1 }
    // The clause of the score says only how often it is given.
    if start > sentence.lowerBound, end - start < 4 {
      end = start - 1
      start = sentence.lowerBound
    }
    var range = start < end ? reading.characters(of: start..<end) : 0..<0
    if let last = range.last, reading.outline.characters[last] == 0x7684 { range = range.dropLast() }  // 的
    return range
  }

  /// The heading above a provision, without its full mark.
  private func parent(of provision: Int) -> String? {
    guard let parent = reading.outline.provisions[provision].parent, let heading = words.heading(of: parent) else {
      return nil
    }
    let name = words.withoutMark(words.withoutStop(heading)).name
    return words.printed(name.startIndex..<name.endIndex)
  }
}
