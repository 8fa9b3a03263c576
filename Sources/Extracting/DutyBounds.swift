import RuleModel
import TextModel
import Tokenizing

/// How far the words of a duty run on: over clauses that only say on what basis, how or in which case.
extension DutyReader {
  /// How many clauses behind its first a duty runs on over at most.
  private static let clausesAhead = 4

  /// 协会应根据有关法规，结合业务特点，确定期限: a clause that says only a basis or a way leads on to the action.
  func overAdverbials(_ quote: Range<Int>, behind unit: Range<Int>, in sentence: Sentence) -> Range<Int> {
    var quote = quote
    var clause = lastClause(of: quote, behind: unit)
    for step in 0..<Self.clausesAhead {
      guard let next = nextClause(behind: quote.upperBound, in: sentence), !isActor(next.lowerBound),
        isAdverbial(clause) || (step > 0 && !clause.contains(where: isAction)) || calls(clause, for: next)
      else { break }
      quote = quote.lowerBound..<next.upperBound
      clause = next
    }
    return quote
  }

  /// 组织专家组，对草案进行评审; 对争议较大，反映较多的企业，进行调查: those who are called, and what it is about, lead on to the
  /// action.
  private func calls(_ clause: Range<Int>, for next: Range<Int>) -> Bool {
    var start = clause.lowerBound
    while start < clause.upperBound, isBody(start) || reading.stream.tokens[start].type == .pause { start += 1 }
    guard start < clause.upperBound else { return false }
    if isText(start, in: "calling-verbs") {
      return isText(next.lowerBound, in: "topic-prepositions")
        && !((start + 1)..<clause.upperBound).contains { isWord($0, of: "verbs") || isWord($0, of: "noun-verbs") }
    }
    return isText(start, in: "topic-prepositions") && !clause.contains(where: isAction)
      && !clause.contains { isText($0, in: "attribute-marks") || isWord($0, of: "modals") }
      && next.contains { isText($0, in: "attribute-marks") }
  }

  /// Where a clause without a modal begins a case, the duty is what the modal behind …的 says: 单位更正信息，补缴费用的，应到窗口办理.
  /// Nil where another body acts in that case: the clause states no duty of its unit.
  func overCases(_ quote: Range<Int>, behind unit: Range<Int>, in sentence: Sentence) -> Range<Int>? {
    guard unit.upperBound < quote.upperBound, reading.firstValue(in: quote, list: "modals") == nil else { return quote }
    var end = quote.upperBound
    var isCase = false
    var goesOn = false
    for _ in 0..<Self.clausesAhead {
      guard let next = nextClause(behind: end, in: sentence) else { return quote }
      if isCase {
        if isActor(next.lowerBound) { return nil }
        // 举报人反映情况，经查证属实的，适用本办法: whom the rules are for, not what they do.
        if isText(next.lowerBound, in: "covering-verbs") { return nil }
        let modal = reading.listValue(of: next.lowerBound..<(next.lowerBound + 1), list: "modals")
        // 单位存在违法行为，且未改正的，取消资格: the case began before.
        if modal == nil, goesOn { return nil }
        guard let modal, modal != Duty.Modality.encourage.rawValue, next.count > 2 else { return quote }
        return next.contains { isText($0, in: "receive-verbs") } ? nil : quote.lowerBound..<next.upperBound
      }
      guard let last = next.last, !isText(next.lowerBound, in: "case-breaks") else { return quote }
      isCase = isText(last, in: "attribute-marks")
      goesOn = isText(next.lowerBound, in: "case-joins")
      end = next.upperBound
    }
    return quote
  }

  /// 学生在外校修读的课程, 各地建设的平台应互通: the unit only says of which thing is spoken; the thing has no duty.
  func isOfThing(_ quote: Range<Int>, behind unit: Range<Int>) -> Bool {
    var end = unit.upperBound
    while end < quote.upperBound, reading.stream.tokens[end].type != .comma, !isWord(end, of: "modals") { end += 1 }
    // 部门制定的文件，必须符合规定: so it is where the modal stands behind a comma.
    let hasModal =
      end < quote.upperBound
      && (isWord(end, of: "modals") || (end + 1 < quote.upperBound && isWord(end + 1, of: "modals")))
    while end > unit.upperBound, isWord(end - 1, of: "discretion") { end -= 1 }
    // 检验机构检验所需时间不计入期限, 学校所作决定应当公开: what stands behind 所 is spoken of.
    if let particle = (unit.upperBound..<end).first(where: { isText($0, in: "relative-particles") }) {
      let isSpokenOf = end < quote.upperBound && isWord(end, of: "modals")
      if isSpokenOf || (particle..<end).contains(where: { isText($0, in: "negations") }) { return true }
    }
    // 自然人申请的须提供证明: 的 directly before the modal ends a case, no thing stands there.
    if end > unit.upperBound, isText(end - 1, in: "attribute-marks") { return false }
    guard end - unit.upperBound > 2, hasModal || end == quote.upperBound,
      let mark = (unit.upperBound..<(end - 1)).last(where: { isText($0, in: "attribute-marks") }),
      mark > unit.upperBound, isVerb(mark - 1) || isText(mark - 1, in: "past-particles"), end - mark <= 6,
      !((mark + 1)..<end).contains(where: isVerb)
    else { return false }
    // 使用单位有维护设施的责任: it has the duty.
    if isText(end - 1, in: "liability-nouns") { return false }
    var opener = unit.upperBound
    while opener < end,
      isBody(opener) || reading.stream.tokens[opener].type == .pause || isText(opener, in: "unit-joins")
    {
      opener += 1
    }
    if isText(opener, in: "topic-prepositions") || isText(opener, in: "capacity-words")
      || isWord(opener, of: "basis-starts")
    {
      return false
    }
    if !hasModal, isWord(opener, of: "duty-prepositions") { return false }
    let thing = reading.outline.characters[reading.characters(of: (mark + 1)..<end)]
    if vocabulary.longestSuffix(of: thing, list: "adverbial-ends") != nil { return false }
    // 拨付经审核的资金: another verb with an object before that one acts.
    return !(unit.upperBound..<(mark - 1)).contains { token in
      isVerb(token) && !isVerb(token + 1) && !isText(token + 1, in: "attribute-marks")
        && !isText(token + 1, in: "next-actions")
    }
  }

  /// 到2025年，各地完成改造: what will be by then is a target; a duty has a modal, or a day by which it is done (3月底前).
  func isTarget(_ quote: Range<Int>, in sentence: Sentence) -> Bool {
    guard let first = sentence.tokens.first, first < quote.lowerBound, let time = reading.temporal(at: first),
      time.kind == .horizon || startsHorizon(first)
    else { return false }
    return reading.firstValue(in: quote, list: "modals") == nil
  }

  /// Whether a time begins with 到: 到2019年底.
  private func startsHorizon(_ token: Int) -> Bool {
    vocabulary.contains([reading.character(of: token)], in: "horizon-starts")
  }

  /// Whether a clause holds only a basis, a way, a place or a thing that is acted on: 根据有关规定, 通过召开会议等方式.
  func isAdverbial(_ whole: Range<Int>) -> Bool {
    // 、施工图审查单位要对照清单: the bodies that share the duty stand first.
    let bodies = whole.prefix { isBody($0) || reading.stream.tokens[$0].type == .pause || isText($0, in: "unit-joins") }
    let clause = bodies.upperBound..<whole.upperBound
    guard let opener = clause.prefix(4).first(where: isOpener), opener + 1 < clause.upperBound,
      !(clause.lowerBound..<opener).contains(where: isVerb),
      !isText(opener, in: "topic-prepositions")
        || (clause.lowerBound..<opener).allSatisfy({ isWord($0, of: "modals") || isWord($0, of: "discretion") })
    else { return false }
    let words = reading.outline.characters[reading.characters(of: clause)]
    let end = vocabulary.longestSuffix(of: words, list: "adverbial-ends")?.value
    // 通过召开会议等方式: verbs stand inside, but none behind a way that has ended before.
    if opens(end, at: opener) {
      return !(opener..<(clause.upperBound - 1)).contains { isText($0, in: "adverbial-ends") && isAction($0 + 1) }
    }
    // 要采取有效措施 acts, 要采取多种形式 says how the next clause acts.
    if isText(opener, in: "adverbial-verbs") { return false }
    if !isWord(opener, of: "basis-starts") {
      if end == nil, !isText(opener, in: "topic-prepositions") { return false }
      if isText(opener, in: "topic-prepositions"), !clause.contains(where: { isText($0, in: "attribute-marks") }) {
        return false
      }
    }
    if end == nil, clause.last.map(isVerb) == true { return false }
    return !((opener + 1)..<(clause.upperBound - 1)).contains { token in
      isWord(token, of: "modals")
        || (isAction(token) && !isText(token + 1, in: "attribute-marks") && !isText(token + 2, in: "attribute-marks"))
    }
  }

  /// Whether an opener stands with the end of its clause: 通过……方式, 在……基础上, 以……为目标, 经……批准.
  private func opens(_ end: String?, at opener: Int) -> Bool {
    switch end {
    case "way": isText(opener, in: "way-openers")
    case "aim": isText(opener, in: "aim-openers")
    case "place": isText(opener, in: "place-openers")
    case "review": isText(opener, in: "review-openers")
    case "basis": isWord(opener, of: "basis-starts")
    default: false
    }
  }

  private func isOpener(_ token: Int) -> Bool {
    isWord(token, of: "adverbial-starts")
      || ["topic-prepositions", "review-openers"].contains { isText(token, in: $0) }
  }

  /// Whether a word says that something is done; nouns for activities (管理, 服务) do not.
  private func isAction(_ token: Int) -> Bool {
    ["verbs", "action-verbs", "role-verbs", "handing-verbs"].contains { isWord(token, of: $0) }
  }

  func isVerb(_ token: Int) -> Bool {
    isWord(token, of: "verbs") || isWord(token, of: "noun-verbs") || isWord(token, of: "role-verbs")
  }

  private func isActor(_ token: Int) -> Bool {
    isBody(token) || isText(token, in: "agent-words")
  }

  private func lastClause(of quote: Range<Int>, behind unit: Range<Int>) -> Range<Int> {
    var start = quote.upperBound
    while start > unit.upperBound, reading.stream.tokens[start - 1].type != .comma { start -= 1 }
    return min(start, quote.upperBound)..<quote.upperBound
  }

  /// The clause behind the comma that stands at a token, up to the next comma or the end of the sentence.
  private func nextClause(behind token: Int, in sentence: Sentence) -> Range<Int>? {
    guard token + 1 < sentence.tokens.upperBound, reading.stream.tokens[token].type == .comma,
      !isText(token, in: "colons")
    else { return nil }
    var end = token + 1
    while end < sentence.tokens.upperBound, reading.stream.tokens[end].type != .comma,
      reading.stream.tokens[end].type != .stop
    {
      end += 1
    }
    return end > token + 1 ? (token + 1)..<end : nil
  }
}
