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

  /// Percentages that add up to the whole of a score, in one sentence or over the items of a list, and those of which
  /// the text says that they are parts of one.
  func shares(_ cues: [Cue], _ marked: [Int: String], _ out: inout Found) {
    var at = 0
    var left: [Cue] = []
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
      if !shares(ofSentence: group, sentence, &out), !shareOfEach(group, sentence, &out) { left += group }
    }
    left = sharesOfItems(left, marked, &out)
    for cue in left { shareOfTotal(cue, &out) }
  }

  private func add(
    _ cue: Cue, _ tokens: Range<Int>, _ name: Range<Int>, of parent: String?, row: Weight.Row? = nil,
    _ out: inout Found
  ) {
    guard let value = points(cue), !name.isEmpty else { return }
    out.facts.append(
      fact(
        cue, tokens,
        Weight(indicator: reading.printed(name), parent: parent, points: value, unit: "%", row: row ?? cue.row)))
    hold(cue, &out)
  }

  /// 笔试和面试各占50%
  private func shareOfEach(_ cues: [Cue], _ sentence: Sentence, _ out: inout Found) -> Bool {
    guard let cue = cues.first, cues.count == 1, !cue.isBracketed, let value = points(cue)?.thousandths, value > 0,
      100_000 % value == 0, 100_000 / value <= 6
    else { return false }
    let bounds = clause(cue.tokens, in: cue.segment)
    let before = reading.outline.characters[reading.characters(of: bounds.lowerBound..<cue.tokens.lowerBound)]
    guard [0x5404, 0x5747].contains(before.last { $0 != 0x5360 && $0 != 0x6309 }),  // 各 均, before 占 or 按
      let names = list(before: cue.tokens.lowerBound, from: bounds.lowerBound, count: 100_000 / value),
      let first = names.first
    else { return false }
    let parent =
      target(bounds.lowerBound..<first.tokens.lowerBound) ?? target(cue.tokens.upperBound..<bounds.upperBound)
    guard
      parent != nil || names.contains(where: { words.holds(reading.outline.characters[$0.characters], "score-words") })
    else { return false }
    for name in names { add(cue, bounds, name.characters, of: parent, &out) }
    return true
  }

  /// 创新性（40%）：……, 可行性（60%）：……: items of a list that begin with a name and its part. Returns the rest.
  private func sharesOfItems(_ cues: [Cue], _ marked: [Int: String], _ out: inout Found) -> [Cue] {
    var byList: [Int: [(cue: Cue, name: Range<Int>)]] = [:]
    var left: [Cue] = []
    var lastPassage = -1
    for cue in cues {
      guard cue.passage != lastPassage, let name = itemName(cue) else {
        left.append(cue)
        continue
      }
      lastPassage = cue.passage
      byList[list(of: cue), default: []].append((cue, name))
    }
    for (_, items) in byList.sorted(by: { $0.key < $1.key }) {
      let sum = items.reduce(0) { $0 + (points($1.cue)?.thousandths ?? 0) }
      guard items.count > 1, sum == 100_000, let first = items.first, isOfScores(first.cue) else {
        left += items.map(\.cue)
        continue
      }
      for item in items {
        let whole = reading.stream.segments[item.cue.segment].tokens
        let isAlone = rest(behind: item.cue).isEmpty
        let provision = reading.outline.passages[item.cue.passage].provision
        // 笔试成绩占总成绩的40%: between the name and the number.
        let between = (whole.lowerBound..<item.cue.tokens.lowerBound).first {
          Int(reading.stream.tokens[$0].start) >= item.name.upperBound
        }
        let above =
          provision.flatMap { outer(of: $0, marked) } ?? between.flatMap { target($0..<item.cue.tokens.lowerBound) }
        let isOver = provision.map { hasParts($0) } ?? false
        let isGroup =
          isOver || (above == nil && isAlone && item.cue.isBracketed && provision.map { isHeading($0) } ?? false)
        add(
          item.cue, isAlone || isGroup ? whole.lowerBound..<item.cue.tokens.upperBound : trimmedEnd(whole), item.name,
          of: above, row: isGroup ? .group : nil, &out)
      }
    }
    return left.sorted { $0.tokens.lowerBound < $1.tokens.lowerBound }
  }

  /// Which list an item stands in: that of its siblings, or the paragraphs of its provision.
  private func list(of cue: Cue) -> Int {
    guard let provision = reading.outline.passages[cue.passage].provision else { return -1 }
    let isFirst = reading.outline.provisions[provision].passages.lowerBound == cue.passage
    return isFirst ? (reading.outline.provisions[provision].parent ?? -1) * 2 : provision * 2 + 1
  }

  /// The name that a passage begins with and that a percentage stands directly behind: 创新性（40%）, 创新性：占40%.
  private func itemName(_ cue: Cue) -> Range<Int>? {
    let whole = reading.stream.segments[cue.segment].tokens
    var end = cue.tokens.lowerBound
    if cue.isBracketed {
      let inside = reading.stream.segments[cue.match.segment].tokens
      let lead = reading.outline.characters[reading.characters(of: inside.lowerBound..<cue.match.tokens.lowerBound)]
      guard cue.match.tokens.upperBound == inside.upperBound,
        lead.isEmpty || vocabulary.contains(lead, in: "share-words") || vocabulary.contains(lead, in: "full-marks")
      else { return nil }
    } else {
      while end > whole.lowerBound, holds(end - 1, "share-words") || holds(end - 1, "whole-words") { end -= 1 }
    }
    if end > whole.lowerBound, isBreak(end - 1) { end -= 1 }
    guard end > whole.lowerBound, end - whole.lowerBound < Self.longest else { return nil }
    guard nameStart(before: end, from: whole.lowerBound) == whole.lowerBound else {
      // 想象力：选题和创意的新颖程度（50%）: an item that ends with its part.
      guard cue.isBracketed, trimmedEnd(whole).upperBound == cue.tokens.upperBound else { return nil }
      let name = criterion(whole.lowerBound..<end)
      return name.isEmpty ? nil : name
    }
    let name = trimmed(whole.lowerBound..<end)
    return name.isEmpty || name.count > 24 ? nil : name
  }

  /// Whether the headings over a place, the passage before it or its own speak of an evaluation.
  func isOfScores(_ cue: Cue) -> Bool {
    let outline = reading.outline
    var at = outline.passages[cue.passage].provision
    var steps = 0
    while let index = at, steps < 8 {
      if let heading = words.heading(of: index), words.holds(heading, "evaluating-words") { return true }
      at = outline.provisions[index].parent
      steps += 1
    }
    return [cue.passage - 1, cue.passage].contains { passage in
      outline.passages.indices.contains(passage)
        && words.holds(outline.characters[outline.passages[passage].range], "evaluating-words")
    }
  }

  /// 笔试成绩占总成绩的60%, 笔试成绩按60%计入总成绩: a part of a score that the clause names, alone in its sentence.
  private func shareOfTotal(_ cue: Cue, _ out: inout Found) {
    guard !cue.isBracketed else { return }
    let bounds = clause(cue.tokens, in: cue.segment)
    let characters = reading.characters(of: bounds.lowerBound..<cue.tokens.lowerBound)
    let before = reading.outline.characters[characters]
    var name: Range<Int>?
    var parent: String?
    if let sign = before.lastIndex(of: 0x5360), before.endIndex - sign <= 16 {  // 占
      var total = before[(sign + 1)...]
      while let tail = vocabulary.longestSuffix(of: total, list: "share-words"), tail.length < total.count {
        total = total.dropLast(tail.length)
      }
      if vocabulary.longestSuffix(of: total, list: "score-totals") != nil {
        parent = words.printed(total.startIndex..<total.endIndex)
        name = characters.lowerBound..<sign
      }
    } else if let last = before.last, [0x6309, 0x4EE5].contains(last) {  // 按 以
      let behind = cue.tokens.upperBound..<bounds.upperBound
      let text = reading.outline.characters[reading.characters(of: behind)]
      if words.holds(text, "computing-verbs") { parent = target(behind) }
      name = characters.lowerBound..<(characters.upperBound - 1)
    }
    guard let parent, let name else { return }
    let tokens = bounds.filter { Int(reading.stream.tokens[$0].end) <= name.upperBound }
    var named = 0..<0
    var start = bounds.lowerBound
    if let first = tokens.first, let last = tokens.last {
      start = nameStart(before: last + 1, from: first)
      named = trimmed(withoutLead(start..<(last + 1)))
    }
    if named.isEmpty, let found = markedSubject(before: bounds.lowerBound, in: cue.segment) { named = found }
    if named.isEmpty {
      // 理论考试采用闭卷方式，占总成绩的30%: what the sentence begins with, else what the heading says.
      let (subject, _) = subject(before: cue.segment, at: bounds.lowerBound)
      named = subject
      start = bounds.lowerBound
    }
    if named.isEmpty, let provision = reading.outline.passages[cue.passage].provision {
      let above = [provision, reading.outline.provisions[provision].parent ?? provision]
      if let heading = above.lazy.compactMap({ words.heading(of: $0) }).first {
        let name = words.withoutMark(words.withoutStop(heading)).name
        named = name.startIndex..<name.endIndex
      }
    }
    guard named.count <= 24 else { return }
    // What the total is comes behind the number in the one form, before it in the other.
    let end = name.upperBound < characters.upperBound - 1 ? cue.tokens.upperBound : bounds.upperBound
    add(cue, start..<end, named, of: parent, &out)
  }

  /// 笔试成绩满分100分，占总成绩的50%: what the sentence has a full mark for.
  private func markedSubject(before token: Int, in segment: Int) -> Range<Int>? {
    let sentence = reading.sentence(around: token, in: segment).tokens
    guard sentence.lowerBound < token else { return nil }
    let first = max(sentence.lowerBound, token - Self.longest)
    guard
      let mark = (first..<token).first(where: { vocabulary.value(of: text($0), in: "full-marks") == "full" }),
      mark > first
    else { return nil }
    return trimmed(withoutLead(nameStart(before: mark, from: first)..<mark))
  }

  private func shares(ofSentence cues: [Cue], _ sentence: Sentence, _ out: inout Found) -> Bool {
    var sum = 0
    for cue in cues { sum += points(cue)?.thousandths ?? 0 }
    guard let first = cues.first, let last = cues.last, cues.count > 1, sum == 100_000 else { return false }
    var names: [(tokens: Range<Int>, characters: Range<Int>)] = []
    var from = sentence.tokens.lowerBound
    for cue in cues {
      var start = nameStart(before: cue.tokens.lowerBound, from: from)
      if start == cue.tokens.lowerBound, start > from, holds(start - 1, "share-words") {
        // 由 and the like end a name; so may 为 behind it: 笔试成绩为40%.
        start = nameStart(before: start - 1, from: from)
      }
      let tokens = start..<cue.tokens.lowerBound
      // 按40%和60%: a joint is no name.
      let isJoint = tokens.allSatisfy { holds($0, "name-joins") }
      names.append((tokens, isJoint ? 0..<0 : trimmed(withoutLead(tokens))))
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
      guard let found else { return false }
      names = found
    }
    var own: String?
    for (index, name) in names.enumerated() {
      // A占考核总分的40%: the name ends before what it is a part of.
      guard let (shorter, total) = partOfTotal(name.characters) else { continue }
      names[index].characters = shorter
      own = total
    }
    guard names.allSatisfy({ !$0.characters.isEmpty && $0.characters.count <= 24 }),
      let start = names.first?.tokens.lowerBound
    else { return false }
    var behind = last.tokens.upperBound..<sentence.tokens.upperBound
    var parent = own ?? target(sentence.tokens.lowerBound..<start)
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
    let whole = reading.stream.segments[first.segment].tokens
    if parent == nil, sentence.tokens.lowerBound > whole.lowerBound,
      holds(sentence.tokens.lowerBound, "score-name-starts")
    {
      // 总成绩按百分制计算。其中，A占60%，B占40%: what the sentence before is about.
      parent = target(reading.sentence(around: sentence.tokens.lowerBound - 1, in: first.segment).tokens)
    }
    let passage = reading.outline.passages[first.passage].range
    let end = reading.characters(of: sentence.tokens).upperBound
    let text = reading.outline.characters[max(passage.lowerBound, end - Self.longest)..<max(passage.lowerBound, end)]
    // 立项后拨付60%，评估合格后拨付40% are parts of a sum of money.
    guard
      parent != nil || names.contains(where: { words.holds(reading.outline.characters[$0.characters], "score-words") })
        || ((isOfWhole(first) || cues.allSatisfy(\.isBracketed)) && words.holds(text, "evaluating-words"))
        || announcesParts(sentence.tokens.lowerBound..<start)
    else { return false }
    let bounds =
      clause(start..<max(start + 1, names.first?.tokens.upperBound ?? start + 1), in: first.segment)
      .lowerBound..<max(behind.upperBound, last.tokens.upperBound)
    for (cue, name) in zip(cues, names) { add(cue, bounds, name.characters, of: parent, &out) }
    return true
  }

  /// 因素及权重为：A40%、B60%: what leads in to the names ends in the word for a part.
  private func announcesParts(_ lead: Range<Int>) -> Bool {
    var lead = lead
    while let last = lead.last, isBreak(last) { lead = lead.dropLast() }
    guard !lead.isEmpty else { return false }
    let text = reading.outline.characters[reading.characters(of: lead)]
    return vocabulary.longestSuffix(of: text, list: "whole-words").map { $0.length > 1 } ?? false
  }

  /// The name before 占 and the total behind it: 专家评查占评查总分.
  private func partOfTotal(_ name: Range<Int>) -> (name: Range<Int>, total: String)? {
    let text = reading.outline.characters[name]
    guard let sign = text.lastIndex(of: 0x5360), sign > name.lowerBound else { return nil }  // 占
    let total = text[(sign + 1)...]
    guard vocabulary.longestSuffix(of: total, list: "score-totals") != nil else { return nil }
    return (name.lowerBound..<sign, words.printed(total.startIndex..<total.endIndex))
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
