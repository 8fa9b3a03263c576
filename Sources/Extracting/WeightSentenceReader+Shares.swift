import Matching
import RuleModel
import TextModel
import Tokenizing

/// Parts of a whole: ratios and percentages that add up to it.
extension WeightSentenceReader {
  /// The total score that a run of tokens names, as its last word of the list has it.
  func target(_ tokens: Range<Int>) -> String? {
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

  func ratio(_ cue: Cue) -> [NoticeFacts.Fact] {
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
  func list(
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

  func tailLength(_ name: Range<Int>) -> Int? {
    vocabulary.longestSuffix(of: reading.outline.characters[name], list: "score-tails")?.length
  }

  /// Percentages of one sentence that add up to the whole of a score.
  func shares(_ cues: [Cue], _ out: inout Found) {
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

  func shares(ofSentence cues: [Cue], _ sentence: Sentence, _ out: inout Found) {
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
  func isOfWhole(_ cue: Cue) -> Bool {
    let token = cue.match.tokens.lowerBound
    guard token > reading.stream.segments[cue.match.segment].tokens.lowerBound else { return false }
    let end = Int(reading.stream.tokens[token - 1].end)
    let low = max(
      Int(reading.stream.tokens[reading.stream.segments[cue.match.segment].tokens.lowerBound].start), end - 6)
    return vocabulary.longestSuffix(of: reading.outline.characters[low..<end], list: "whole-words") != nil
  }

  /// The end of a list of names before 三部分组成 and the like.
  func beforeListTail(_ end: Int, from first: Int) -> Int {
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
  func hold(_ cue: Cue, _ out: inout Found) {
    if let token = cue.fields.capture("points")?.first, let quantity = reading.quantity(at: token) {
      out.held.insert(quantity.span)
    }
  }
}
