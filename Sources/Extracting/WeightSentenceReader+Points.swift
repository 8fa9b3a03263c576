import Matching
import RuleModel
import TextModel
import Tokenizing

/// Names with their points and no word or bracket between them.
extension WeightSentenceReader {
  /// An item of a list that begins or ends with its points.
  private struct Item {
    var cue: Cue
    var provision: Int
    var name: Range<Int>
    var span: Range<Int>
    /// Whether the item holds nothing but its name and points.
    var isWhole: Bool
    /// Whether 为 or 是 stands between them.
    var isSaid: Bool
  }

  /// （1）技术水平 30分; （2）声音洪亮，吐字清晰 20分: items of a list that are named with their points. Where they hold more
  /// than a name, the points of all items must add up to a hundred or to a full mark above.
  func bareItems(_ cues: [Cue], _ totals: Totals, _ marks: [Int: ExactNumber]) -> [NoticeFacts.Fact] {
    var byParent: [Int: [Item]] = [:]
    var own = marks
    for cue in cues {
      guard let item = item(cue), let parent = reading.outline.provisions[item.provision].parent,
        byParent[parent]?.last?.provision != item.provision
      else { continue }
      byParent[parent, default: []].append(item)
      own[item.provision] = points(cue)
    }
    var sums: [Int: Int] = [:]
    for (provision, points) in own {
      if let parent = reading.outline.provisions[provision].parent {
        sums[parent, default: 0] += points.thousandths ?? 0
      }
    }
    var out: [NoticeFacts.Fact] = []
    for (parent, items) in byParent.sorted(by: { $0.key < $1.key }) {
      guard let first = items.first else { continue }
      let sum = sums[parent] ?? 0
      let isSum =
        sum == 100_000 || sum == own[parent]?.thousandths
        || sum == total(over: first.cue.passage, before: first.cue.tokens.lowerBound, totals)?.points.thousandths
      let hasSiblings = items.count > 1
      let heading = words.heading(of: parent).map { words.withoutMark(words.withoutStop($0)).name }
      for item in items where isSum || (item.isWhole && hasSiblings && !item.isSaid) {
        guard let points = points(item.cue) else { continue }
        out.append(
          fact(
            item.cue, item.span,
            Weight(
              indicator: reading.printed(item.name), parent: heading.map { words.printed($0.startIndex..<$0.endIndex) },
              points: points, row: hasParts(item.provision) ? .group : .indicator)))
      }
    }
    return out
  }

  /// The names of items that are a name and its points and have others below: 一、语言表达 25分.
  func headings(_ cues: [Cue]) -> [(provision: Int, name: String)] {
    cues.compactMap { cue in
      guard let item = item(cue), item.isWhole, hasParts(item.provision) else { return nil }
      return (item.provision, reading.printed(item.name))
    }
  }

  private func item(_ cue: Cue) -> Item? {
    let whole = trimmedEnd(reading.stream.segments[cue.segment].tokens)
    guard !cue.isBracketed, let indicator = cue.fields.capture("indicator"),
      let provision = reading.outline.passages[cue.passage].provision,
      reading.outline.provisions[provision].passages.lowerBound == cue.passage
    else { return nil }
    let endsWithIt = cue.tokens.upperBound == whole.upperBound
    let isSaid =
      cue.fields.capture("points").map { $0.lowerBound > whole.lowerBound && holds($0.lowerBound - 1, "share-words") }
      ?? false
    if cue.tokens.lowerBound == whole.lowerBound {
      let name = trimmed(indicator)
      return name.isEmpty
        ? nil
        : Item(
          cue: cue, provision: provision, name: name, span: endsWithIt ? cue.tokens : whole, isWhole: endsWithIt,
          isSaid: isSaid)
    }
    guard endsWithIt, let points = cue.fields.capture("points"), points.lowerBound - whole.lowerBound < Self.longest
    else { return nil }
    let name = criterion(whole.lowerBound..<points.lowerBound)
    return name.isEmpty
      ? nil : Item(cue: cue, provision: provision, name: name, span: whole, isWhole: false, isSaid: isSaid)
  }

  /// The name of what is scored: all of it, 声音洪亮，吐字清晰, or what stands before its colon; of a long text the first
  /// clause.
  func criterion(_ tokens: Range<Int>) -> Range<Int> {
    var end = tokens.upperBound
    while end > tokens.lowerBound, isBreak(end - 1) { end -= 1 }
    guard end > tokens.lowerBound else { return 0..<0 }
    let whole = reading.characters(of: tokens.lowerBound..<end)
    if let first = (tokens.lowerBound..<end).first(where: { isBreak($0) }), first > tokens.lowerBound,
      isMark(first, 0x3A) || whole.count > 60
    {
      let name = reading.characters(of: tokens.lowerBound..<first)
      return name.count <= 60 ? name : 0..<0
    }
    return whole.count <= 60 ? whole : 0..<0
  }

  /// 满分100分，其中基础指标80分，特色指标20分: numbers that add up to the full mark of their sentence.
  func bareParts(_ cues: [Cue], _ totals: Totals) -> [NoticeFacts.Fact] {
    var out: [NoticeFacts.Fact] = []
    var at = 0
    for (index, total) in totals.all.enumerated() {
      let end = endOfParts(of: total)
      let next = index + 1 < totals.all.count ? totals.all[index + 1].at : Int.max
      while at < cues.count, cues[at].tokens.lowerBound < total.at { at += 1 }
      var parts: [Cue] = []
      while at < cues.count, cues[at].segment == total.segment, cues[at].tokens.lowerBound < next,
        cues[at].tokens.upperBound <= end
      {
        if !cues[at].isBracketed { parts.append(cues[at]) }
        at += 1
      }
      guard parts.count > 1, sum(parts) == total.points.thousandths else { continue }
      out += parts.compactMap { barePart($0, of: total.name) }
    }
    return out + barePartsOfHundred(cues, totals)
  }

  /// Where the parts of a full mark end: with its sentence, or with the next where that goes on with it: 满分100分。其中：A80分、B20分.
  private func endOfParts(of total: Total) -> Int {
    let end = reading.sentence(around: total.at, in: total.segment).tokens.upperBound
    guard end + 1 < reading.stream.segments[total.segment].tokens.upperBound, holds(end + 1, "score-name-starts") else {
      return end
    }
    return reading.sentence(around: end + 1, in: total.segment).tokens.upperBound
  }

  /// 实行百分制，其中报价30分、技术50分、信誉20分: a passage that names no full mark, and whose points add up to a hundred, or to a
  /// thousand.
  private func barePartsOfHundred(_ cues: [Cue], _ totals: Totals) -> [NoticeFacts.Fact] {
    let ofTotals = Set(totals.all.map(\.segment))
    var out: [NoticeFacts.Fact] = []
    var at = 0
    while at < cues.count {
      var end = at + 1
      while end < cues.count, cues[end].segment == cues[at].segment { end += 1 }
      let parts = cues[at..<end].filter { !$0.isBracketed }
      let segment = cues[at].segment
      let passage = reading.outline.passages[cues[at].passage].range
      at = end
      guard !ofTotals.contains(segment), let first = parts.first,
        words.holds(reading.outline.characters[passage], "evaluating-words") || isOfScores(first)
      else { continue }
      // ……合计1000分。加分最高不超过50分: what stands in another sentence may be no part.
      let ofFirst = reading.sentence(around: first.tokens.lowerBound, in: segment).tokens
      let ownParts = parts.filter { $0.tokens.lowerBound < ofFirst.upperBound }
      guard let found = [parts, ownParts].first(where: { $0.count > 1 && [100_000, 1_000_000].contains(sum($0)) })
      else { continue }
      out += found.compactMap { barePart($0, of: nil) }
    }
    return out
  }

  private func sum(_ cues: [Cue]) -> Int { cues.reduce(0) { $0 + (points($1)?.thousandths ?? 0) } }

  private func barePart(_ cue: Cue, of total: String?) -> NoticeFacts.Fact? {
    guard let indicator = cue.fields.capture("indicator"), let points = points(cue) else { return nil }
    let start = nameStart(before: indicator.upperBound, from: indicator.lowerBound)
    let named = trimmed(start..<indicator.upperBound)
    guard !named.isEmpty else { return nil }
    return fact(
      cue, firstToken(named, start..<indicator.upperBound)..<cue.tokens.upperBound,
      Weight(indicator: reading.printed(named), parent: total, points: points, row: .indicator))
  }
}
