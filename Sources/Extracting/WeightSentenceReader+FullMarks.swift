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
        let facts = each.map {
          fact(cue, span, Weight(indicator: name($0.characters), parent: nil, points: points, row: .total))
        }
        return (facts, Total(cue, name: nil, points: points))
      }
    } else {
      (named, start) = subject(before: cue)
    }
    // 满分100分，分为A和B两部分: the next clause has no subject of its own and goes on with this one.
    let whole = reading.stream.segments[cue.segment].tokens
    var end = cue.tokens.upperBound
    if end + 1 < whole.upperBound, type(end) == .comma, begins(end + 1, "composing-verbs") {
      end = restOfSentence(cue.tokens, in: cue.segment).upperBound
    }
    let weight = Weight(indicator: name(named), parent: nil, points: points, row: .total)
    return ([fact(cue, start..<end, weight)], Total(cue, name: name(named), points: points))
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
    let whole = reading.stream.segments[cue.segment].tokens
    let at = cue.tokens.lowerBound
    guard at > whole.lowerBound, type(at - 1) == .comma else { return (0..<0, at) }
    if isMark(at - 1, 0x3A) {
      let start = nameStart(before: at - 1, from: whole.lowerBound)
      return (trimmed(start..<(at - 1)), start)
    }
    var start = at
    while start > whole.lowerBound, type(start - 1) != .stop { start -= 1 }
    var end = start
    while end < at, !isBreak(end), !begins(end, "subject-verbs") { end += 1 }
    guard end > start, end < at, !isBreak(end), end - start <= 8 else { return (0..<0, at) }
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

  func trimmedEnd(_ tokens: Range<Int>) -> Range<Int> {
    var end = tokens.upperBound
    while end > tokens.lowerBound + 1, isBreak(end - 1) { end -= 1 }
    return tokens.lowerBound..<end
  }

  /// 学业基础占30分, under the last full mark.
  func part(_ cue: Cue, _ totals: Totals) -> NoticeFacts.Fact? {
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
  func bareItems(_ cues: [Cue]) -> [NoticeFacts.Fact] {
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
  func bareParts(_ cues: [Cue], _ totals: Totals) -> [NoticeFacts.Fact] {
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
  func firstToken(_ characters: Range<Int>, _ tokens: Range<Int>) -> Int {
    tokens.first { Int(reading.stream.tokens[$0].start) >= characters.lowerBound } ?? tokens.lowerBound
  }
}
