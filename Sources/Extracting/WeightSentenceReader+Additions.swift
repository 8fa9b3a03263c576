import Matching
import RuleModel
import TextModel
import Tokenizing

/// Sentences that add or take points under a heading of such.
extension WeightSentenceReader {
  /// Under a heading of added points, a sentence that adds some is a row of that heading.
  func additions() -> [NoticeFacts.Fact] {
    let outline = reading.outline
    let withTable = Set(outline.tables.compactMap(\.provision))
    let withChildren = Set(outline.provisions.compactMap(\.parent))
    var out: [NoticeFacts.Fact] = []
    guard let points = QuantityValue.attributes["points"] else { return [] }
    var bracketed: [Int: [Int]] = [:]
    for (index, segment) in reading.stream.segments.enumerated() {
      if let outer = segment.outer, brackets[index] >= 0 { bracketed[outer, default: []].append(index) }
    }
    for (index, segment) in reading.stream.segments.enumerated() where segment.outer == nil {
      let passage = outline.passages[segment.passage]
      guard passage.role == .body, let provision = passage.provision, !withTable.contains(provision),
        !withChildren.contains(provision)
      else { continue }
      let rowAbove = words.row(under: provision)
      let heading = rowAbove == nil ? runIn(segment) : words.heading(of: provision)
      guard let row = rowAbove ?? heading.flatMap({ words.row(of: $0) }) else { continue }
      guard segment.tokens.contains(where: { reading.stream.tokens[$0].attributes & points != 0 }) else {
        out += bracketed[index, default: []].prefix(1).compactMap { addition(inBracket: $0, in: index, row, points) }
        continue
      }
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
        let own = dashed(before: token, in: sentence.tokens)
        let named = own ?? name.map { $0.startIndex..<$0.endIndex } ?? scored(by: token, in: sentence.tokens)
        let parent =
          own == nil ? parent(of: provision) : name.map { words.printed($0.startIndex..<$0.endIndex) }
        out.append(
          NoticeFacts.Fact(
            span: reading.span(of: sentence.tokens), provision: provision, rule: "weight.addition",
            body: .weight(
              Weight(indicator: self.name(named), parent: parent, points: quantity.value, row: row))))
      }
    }
    return out
  }

  /// 加分项（不超过10分）：获得表彰的，加5分: what a passage begins with, up to a colon and without a bracket before it.
  private func runIn(_ segment: Segment) -> ArraySlice<UInt16>? {
    let first = reading.bodyStart(of: segment)
    guard let colon = (first..<min(first + 8, segment.tokens.upperBound)).first(where: { isBreak($0) }),
      isMark(colon, 0x3A), colon > first
    else { return nil }
    let end = type(colon - 1) == .paren ? colon - 1 : colon
    return end > first ? reading.outline.characters[reading.characters(of: first..<end)] : nil
  }

  /// 染发、烫发（扣2分/个）: the points stand in a bracket.
  private func addition(
    inBracket segment: Int, in outer: Int, _ row: Weight.Row, _ points: UInt32
  ) -> NoticeFacts.Fact? {
    let inside = reading.stream.segments[segment].tokens
    let bracket = Int(brackets[segment])
    guard let token = inside.first(where: { reading.stream.tokens[$0].attributes & points != 0 }),
      let quantity = reading.quantity(at: token), quantity.comparison == .equal
    else { return nil }
    let sentence = reading.sentence(around: bracket, in: outer).tokens
    guard sentence.lowerBound < bracket else { return nil }
    let provision = reading.outline.passages[reading.stream.segments[outer].passage].provision
    return NoticeFacts.Fact(
      span: reading.span(of: sentence), provision: provision, rule: "weight.addition",
      body: .weight(
        Weight(
          indicator: name(scored(by: bracket, in: sentence)), parent: provision.flatMap { parent(of: $0) },
          points: quantity.value, row: row)))
  }

  /// 全学期出满勤者——加20分: what stands before the dash.
  private func dashed(before token: Int, in sentence: Range<Int>) -> Range<Int>? {
    let dashes: [UInt16] = [0x2D, 0x2014]
    guard
      let at = (sentence.lowerBound..<token).first(where: { text($0).first.map(dashes.contains) ?? false }),
      at > sentence.lowerBound, type(at - 1) != .number, at - sentence.lowerBound < Self.longest
    else { return nil }
    return reading.characters(of: sentence.lowerBound..<at)
  }

  /// What a sentence without a heading adds or takes points for: 无故旷课 of 无故旷课，每节扣1分.
  func scored(by token: Int, in sentence: Range<Int>) -> Range<Int> {
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
  func parent(of provision: Int) -> String? {
    guard let parent = reading.outline.provisions[provision].parent, let heading = words.heading(of: parent) else {
      return nil
    }
    let name = words.withoutMark(words.withoutStop(heading)).name
    return words.printed(name.startIndex..<name.endIndex)
  }
}
