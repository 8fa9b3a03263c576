import Matching
import RuleModel
import TextModel
import Tokenizing

/// Full marks, groups with a mark of their own, and parts named with their points.
extension WeightSentenceReader {
  /// 学业成绩满分100分; of several, each is a row: 笔试与面试的满分均为100分.
  func fullMark(_ cue: Cue) -> (facts: [NoticeFacts.Fact], total: Total)? {
    guard let points = points(cue), !cue.isBracketed else { return nil }
    var start = cue.tokens.lowerBound
    var named: Range<Int>
    if let indicator = cue.fields.capture("indicator") {
      start = nameStart(before: indicator.upperBound, from: indicator.lowerBound)
      // 其中，A满分: nothing but words that lead in.
      if start >= indicator.upperBound { start = indicator.lowerBound }
      named = trimmed(withoutLead(start..<indicator.upperBound))
      let each = namesOfEach(cue, before: indicator.upperBound)
      if let first = each.first {
        let span = first.tokens.lowerBound..<cue.tokens.upperBound
        let parent = composite(behind: cue)
        let facts = each.map {
          fact(cue, span, Weight(indicator: name($0.characters), parent: parent, points: points, row: .total))
        }
        return (facts, Total(cue, name: nil, points: points))
      }
    } else {
      (named, start) = subject(before: cue)
      // 每满一年得2分，满分20分: the most that the points before may come to.
      if named.isEmpty, isCap(cue) { return nil }
    }
    // 满分100分，分为A和B两部分: the next clause has no subject of its own and goes on with this one.
    let whole = reading.stream.segments[cue.segment].tokens
    var end = cue.tokens.upperBound
    if end + 1 < whole.upperBound, type(end) == .comma, begins(end + 1, "composing-verbs") {
      end = restOfSentence(cue.tokens, in: cue.segment).upperBound
    }
    let indicator = name(named)
    let parent = composite(behind: cue).flatMap { $0 == indicator ? nil : $0 }
    let weight = Weight(indicator: indicator, parent: parent, points: points, row: .total)
    return ([fact(cue, start..<end, weight)], Total(cue, name: name(named), points: points))
  }

  /// 满分均为100分，折算后计入复试成绩: the score that the sentence counts the mark into; a share of it is a row of its own.
  private func composite(behind cue: Cue) -> String? {
    let rest = cue.tokens.upperBound..<restOfSentence(cue.tokens, in: cue.segment).upperBound
    guard let verb = rest.last(where: { holds($0, "computing-verbs") }), verb + 1 < rest.upperBound,
      !rest.contains(where: { reading.quantity(at: $0)?.unit == "%" })
    else { return nil }
    return target((verb + 1)..<clause(verb..<(verb + 1), in: cue.segment).upperBound)
  }

  /// Whether points are given in the sentence before a full mark.
  private func isCap(_ cue: Cue) -> Bool {
    guard let points = QuantityValue.attributes["points"] else { return false }
    let sentence = reading.sentence(around: cue.tokens.lowerBound, in: cue.segment).tokens
    return (max(sentence.lowerBound, cue.tokens.lowerBound - Self.longest)..<cue.tokens.lowerBound)
      .contains { reading.stream.tokens[$0].attributes & points != 0 }
  }

  /// The names of a list of which each has the full mark; none where it is of one.
  private func namesOfEach(_ cue: Cue, before end: Int) -> [(tokens: Range<Int>, characters: Range<Int>)] {
    let each = (cue.tokens.lowerBound..<cue.tokens.upperBound).contains { begins($0, "each-of-them") }
    guard each else { return [] }
    var first = clause(cue.tokens, in: cue.segment).lowerBound
    var end = end
    if begins(first, "each-part-words") {
      // 笔试、面试和外语测试实行打分，各项成绩满分均为100分: the list is what the sentence begins with.
      let sentence = reading.sentence(around: first, in: cue.segment).tokens
      guard let verb = (sentence.lowerBound..<first).first(where: { isBreak($0) || begins($0, "subject-verbs") }),
        !isBreak(verb)
      else { return [] }
      (first, end) = (sentence.lowerBound, verb)
    } else if !(end..<cue.tokens.upperBound).contains(where: { begins($0, "each-of-them") }) {
      return []
    }
    var out: [(tokens: Range<Int>, characters: Range<Int>)] = []
    var start = first
    for token in first...end where token == end || type(token) == .pause || holds(token, "name-joins") {
      let characters = trimmed(withoutLead(start..<token))
      guard !characters.isEmpty, characters.count <= 16 else { return [] }
      out.append((start..<token, characters))
      start = token + 1
    }
    return out.count > 1 && out.count <= 8 ? out : []
  }

  /// 笔试：满分100分: what stands before the colon; 综合成绩由……组成，满分100分: what the sentence begins with.
  /// With the token that the name begins with; the mark's own where no name is found.
  func subject(before cue: Cue) -> (name: Range<Int>, start: Int) {
    subject(before: cue.segment, at: cue.tokens.lowerBound)
  }

  func subject(before segment: Int, at: Int) -> (name: Range<Int>, start: Int) {
    let whole = reading.stream.segments[segment].tokens
    guard at > whole.lowerBound, type(at - 1) == .comma else { return (0..<0, at) }
    if isMark(at - 1, 0x3A) {
      let start = nameStart(before: at - 1, from: whole.lowerBound)
      return (trimmed(start..<(at - 1)), start)
    }
    var start = at
    while start > whole.lowerBound, type(start - 1) != .stop { start -= 1 }
    var end = start
    while end < at, !isBreak(end), !begins(end, "subject-verbs"), reading.temporal(at: end) == nil { end += 1 }
    guard end > start, end < at, end - start <= 8 else { return (0..<0, at) }
    // 评委从四方面打分，满分100分: who gives a mark is not what it is given for.
    if end == start + 1, case .organization = reading.phrase(start)?.value { return (0..<0, start) }
    // 第二轮比赛，为必答题环节: the next clause says what the first has named.
    if isBreak(end), end + 1 >= at || !(begins(end + 1, "subject-verbs") || begins(end + 1, "grade-verbs")) {
      return (0..<0, at)
    }
    return (trimmed(start..<end), start)
  }

  /// The total that governs a place: the last before it in its passage, else the last in a provision that holds it.
  func total(over passage: Int, before token: Int, _ totals: Totals) -> Total? {
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
  func bracketed(
    _ cue: Cue, from first: Int?, _ totals: Totals, _ marked: inout [Int: String], _ marks: inout [Int: ExactNumber]
  ) -> NoticeFacts.Fact? {
    guard cue.isBracketed, let points = points(cue) else { return nil }
    let whole = reading.stream.segments[cue.segment].tokens
    let (named, start) = markedName(cue, from: first)
    guard !named.isEmpty, named.count <= 60 else { return nil }
    if let term = formulaTerm(cue, named, points) { return term }
    let indicator = reading.printed(named)
    var parent = total(over: cue.passage, before: cue.tokens.lowerBound, totals)?.name
    let provision = reading.outline.passages[cue.passage].provision
    let rest = rest(behind: cue)
    guard start == whole.lowerBound, let provision,
      reading.outline.provisions[provision].passages.lowerBound == cue.passage
    else {
      let bonus = words.row(of: reading.outline.characters[named])
      // Within an item that has a full mark of its own, and at the head of a paragraph, marks are of criteria.
      let over = provision.flatMap { marked[$0] }
      let isBefore = named.lowerBound >= reading.characters(of: cue.tokens).upperBound
      let isItem = start == whole.lowerBound && (rest.first == 0x3A || isBefore)
      return NoticeFacts.Fact(
        span: isItem
          ? reading.span(of: trimmedEnd(whole))
          : reading.outline.span(of: named.lowerBound..<reading.characters(of: cue.tokens).upperBound),
        provision: provision, rule: cue.rule,
        body: .weight(
          Weight(
            indicator: indicator, parent: over ?? parent, points: points,
            row: over == nil && !isItem ? .group : bonus ?? .indicator)))
    }
    // A provision that begins with its name and full mark.
    let outer = outer(of: provision, marked)
    marked[provision] = indicator
    marks[provision] = points
    let isGroup = hasParts(provision) || (outer == nil && rest.isEmpty && isHeading(provision))
    if let outer { parent = outer }
    let bonus = words.row(of: reading.outline.characters[named])
    let quoted = isGroup || rest.isEmpty ? whole.lowerBound..<cue.tokens.upperBound : trimmedEnd(whole)
    return fact(
      cue, quoted,
      Weight(indicator: indicator, parent: parent, points: points, row: isGroup ? .group : bonus ?? .indicator))
  }

  /// 复试成绩=听力成绩（50分）+笔试成绩（100分）: a term of a sum, which is what stands before the sign.
  private func formulaTerm(_ cue: Cue, _ named: Range<Int>, _ points: ExactNumber) -> NoticeFacts.Fact? {
    func isSign(_ unit: UInt16) -> Bool { [0x2B, 0x3D, 0x5B].contains(unit) }
    let bounds = clause(cue.tokens, in: cue.segment)
    let before = reading.characters(of: bounds.lowerBound..<cue.tokens.lowerBound)
    let characters = reading.outline.characters
    guard let equals = characters[before].firstIndex(of: 0x3D), equals > before.lowerBound,
      let sign = characters[before].lastIndex(where: isSign), sign + 1 < named.upperBound
    else { return nil }
    return fact(
      cue, bounds,
      Weight(
        indicator: reading.printed((sign + 1)..<named.upperBound), parent: reading.printed(before.lowerBound..<equals),
        points: points, row: .group))
  }

  /// The name that a mark in a bracket belongs to, and the token that it begins with.
  private func markedName(_ cue: Cue, from first: Int?) -> (name: Range<Int>, start: Int) {
    let whole = reading.stream.segments[cue.segment].tokens
    var end = cue.tokens.lowerBound
    if end == whole.lowerBound {
      // （20分）选题新颖: the name stands behind.
      let from = cue.tokens.upperBound
      var to = from
      while to < whole.upperBound, to - from < Self.longest, !isBreak(to) { to += 1 }
      return (from < to ? reading.characters(of: from..<to) : 0..<0, end)
    }
    // 内容：（20分）
    if end > whole.lowerBound, isBreak(end - 1) { end -= 1 }
    let start = nameStart(before: end, from: first ?? whole.lowerBound)
    // 紧扣主题，立意新颖。（30分）: an item that ends with its mark is named by all of it.
    if first == nil, start > whole.lowerBound, trimmedEnd(whole).upperBound == cue.tokens.upperBound,
      end - whole.lowerBound < Self.longest, let provision = reading.outline.passages[cue.passage].provision,
      reading.outline.provisions[provision].passages.lowerBound == cue.passage
    {
      return (criterion(whole.lowerBound..<end), whole.lowerBound)
    }
    return (trimmed(start..<end), start)
  }

  /// What stands behind a mark in its passage, without final marks.
  func rest(behind cue: Cue) -> ArraySlice<UInt16> {
    words.withoutStop(
      reading.outline.characters[
        reading.characters(of: cue.tokens).upperBound..<reading.outline.passages[cue.passage].range.upperBound])
  }

  /// Whether a provision has others below it.
  func hasParts(_ provision: Int) -> Bool {
    let next = provision + 1
    return reading.outline.provisions.indices.contains(next) && reading.outline.provisions[next].parent == provision
  }

  /// Whether more text stands in a provision than its first passage.
  func isHeading(_ provision: Int) -> Bool { reading.outline.provisions[provision].passages.count > 1 }

  /// The name of the nearest provision above that has a mark of its own.
  func outer(of provision: Int, _ marked: [Int: String]) -> String? {
    var at = reading.outline.provisions[provision].parent
    var steps = 0
    while let index = at, steps < 64 {
      if let name = marked[index] { return name }
      at = reading.outline.provisions[index].parent
      steps += 1
    }
    return nil
  }

  func trimmedEnd(_ tokens: Range<Int>) -> Range<Int> {
    var end = tokens.upperBound
    while end > tokens.lowerBound + 1, isBreak(end - 1) { end -= 1 }
    return tokens.lowerBound..<end
  }

  /// 学业基础占30分, under the last full mark; of several, 论文和答辩各占40分, each is a row.
  func part(_ cue: Cue, _ totals: Totals) -> [NoticeFacts.Fact] {
    guard !cue.isBracketed, let indicator = cue.fields.capture("indicator"), let points = points(cue) else {
      return []
    }
    let start = nameStart(before: indicator.upperBound, from: indicator.lowerBound)
    let named = trimmed(start..<indicator.upperBound)
    guard !named.isEmpty else { return [] }
    let parent = total(over: cue.passage, before: cue.tokens.lowerBound, totals)?.name
    let first = clause(cue.tokens, in: cue.segment).lowerBound
    if begins(indicator.upperBound - 1, "each-of-them") || begins(indicator.upperBound, "each-of-them") {
      for count in 2...6 {
        guard let names = list(before: indicator.upperBound, from: first, count: count), let name = names.first else {
          continue
        }
        return names.map {
          fact(
            cue, name.tokens.lowerBound..<cue.tokens.upperBound,
            Weight(indicator: reading.printed($0.characters), parent: parent, points: points, row: .indicator))
        }
      }
    }
    return [
      fact(
        cue, firstToken(named, start..<indicator.upperBound)..<cue.tokens.upperBound,
        Weight(
          indicator: reading.printed(named), parent: parent, points: points,
          row: parent == nil ? wholeRow(named) : .indicator))
    ]
  }

  /// 笔试分值为100分: under no other mark, what is examined by itself has a mark of its own.
  private func wholeRow(_ named: Range<Int>) -> Weight.Row {
    let name = reading.outline.characters[named]
    if words.row(of: name) == .bonus { return .bonus }
    return vocabulary.longestSuffix(of: name, list: "examined-nouns") != nil ? .total : .indicator
  }

  /// The token that a range of characters begins with.
  func firstToken(_ characters: Range<Int>, _ tokens: Range<Int>) -> Int {
    tokens.first { Int(reading.stream.tokens[$0].start) >= characters.lowerBound } ?? tokens.lowerBound
  }
}
