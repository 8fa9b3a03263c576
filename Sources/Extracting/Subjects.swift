import Matching
import TextModel
import Tokenizing

/// Who a condition is about, as printed.
extension NoticeReading {
  /// The longest name that is taken for a subject, in tokens.
  private static let longestSubject = 14
  /// How far before a token its subject is looked for, in tokens.
  private static let longestClause = 40

  private func isClauseEnd(_ token: Int) -> Bool { [.comma, .stop].contains(stream.tokens[token].type) }

  private func isOrganization(_ token: Int) -> Bool {
    if case .organization = phrase(token)?.value { return true }
    return false
  }

  private func isModal(_ token: Int) -> Bool { listValue(of: token..<(token + 1), list: "modals") != nil }

  /// 的
  private func isPossessive(_ token: Int) -> Bool {
    characters(of: token..<(token + 1)).count == 1 && outline.characters[Int(stream.tokens[token].start)] == 0x7684
  }

  private func isIn(_ list: String, _ token: Int) -> Bool { listValue(of: token..<(token + 1), list: list) != nil }

  /// A body or class of bodies that is nobody who applies.
  private func isAuthority(_ token: Int) -> Bool {
    let bits = stream.tokens[token].attributes
    guard let body = OrganizationValue.attributes["body"], let actor = OrganizationValue.attributes["actor"] else {
      return false
    }
    return isOrganization(token) && bits & body != 0 && bits & actor == 0
  }

  /// 对
  private func isToward(_ token: Int) -> Bool {
    characters(of: token..<(token + 1)).count == 1 && outline.characters[Int(stream.tokens[token].start)] == 0x5BF9
  }

  /// The name among the tokens of a heading: 申报单位 of 申报单位条件; nil for 申报条件.
  func subject(in tokens: Range<Int>) -> String? {
    guard let name = tokens.last(where: isOrganization) else { return nil }
    return printed(characters(of: name..<(name + 1)))
  }

  /// The subject of the clause that a token stands in, before the token: 申请人 of 申请人应当符合下列条件.
  func subject(before token: Int, in segment: Int) -> String? {
    let whole = stream.segments[segment].tokens
    var start = token
    while start > whole.lowerBound, !isClauseEnd(start - 1), token - start <= Self.longestClause { start -= 1 }
    while start < token, isIn("subject-openers", start) { start += 1 }
    guard start < token, token - start <= Self.longestClause else { return nil }
    var end = start
    while end < token, !isModal(end), !isIn("possess-verbs", end), !isIn("subject-stops", end) { end += 1 }
    // 场地 of 食堂的场地应当; not the first half of a name that a stop cuts.
    guard end == token || isModal(end) || isIn("possess-verbs", end) || isIn("subject-ends", end) else {
      return name(start..<end).flatMap { _ in subjectBeforeModal(start..<token) }
    }
    return name(start..<end)
  }

  /// The subject of a sentence: 对……的某人，; ……的某人，; the name that the sentence begins with, or that a modal follows.
  func subject(of sentence: Sentence) -> String? {
    let tokens = sentence.tokens
    guard let first = tokens.first else { return nil }
    let clauseEnd = tokens.first { stream.tokens[$0].type == .comma } ?? tokens.upperBound
    if isIn("subject-openers", first) {
      // 对……的企业本市给予奖励: without a comma, the name stands before who gives.
      if let give = (first..<clauseEnd).first(where: { isIn("give-verbs", $0) }), give > first + 2 {
        var end = give
        while end > first + 2, isOrganization(end - 1) || isIn("regions", end - 1), !isPossessive(end - 2) { end -= 1 }
        if end < give, let head = head(before: end, from: first + 1) { return head }
      }
      // 对……的某人，: the clause may hold commas of its own; the first that stands behind 的 and a name ends it.
      var comma = clauseEnd
      while comma <= tokens.upperBound {
        if let head = head(before: comma, from: first + 1) { return head }
        guard comma < tokens.upperBound else { break }
        comma = tokens[(comma + 1)...].first { stream.tokens[$0].type == .comma } ?? tokens.upperBound
      }
      return first + 1 < clauseEnd && isOrganization(first + 1)
        ? printed(characters(of: (first + 1)..<(first + 2))) : nil
    }
    if isOrganization(first) {
      // 省农业农村厅对运行良好的基地优先支持: whom the authority acts on, not the authority.
      if isAuthority(first) { return object(of: tokens, within: clauseEnd) }
      return coordinated(first..<clauseEnd) ?? printed(characters(of: first..<(first + 1)))
    }
    if clauseEnd < tokens.upperBound, let head = head(before: clauseEnd, from: first) { return head }
    if clauseEnd < tokens.upperBound, isPossessive(clauseEnd - 1), let name = opening(first..<clauseEnd) { return name }
    var modal = first
    while modal < clauseEnd, !isModal(modal) { modal += 1 }
    guard modal < clauseEnd, modal > first else { return nil }
    if let head = head(before: modal, from: first) { return head }
    return name(first..<modal)
  }

  /// The subject of an item of a list: the name that it begins with, or that it ends in (……的企业).
  func subject(ofItem tokens: Range<Int>) -> String? {
    guard let first = tokens.first, let last = tokens.last else { return nil }
    let name = isOrganization(first) ? first : last
    return isOrganization(name) ? printed(characters(of: name..<(name + 1))) : nil
  }

  /// 基地 of 对运行良好的基地 behind an authority, in its clause.
  private func object(of tokens: Range<Int>, within end: Int) -> String? {
    guard let toward = (tokens.lowerBound..<end).first(where: isToward), toward + 1 < end else { return nil }
    if let head = head(before: end, from: toward + 1) { return head }
    // 对通过评估的基地实行动态管理: the name stops at the verb.
    guard let of = ((toward + 1)..<end).last(where: isPossessive), of + 1 < end else { return nil }
    return opening((of + 1)..<end)
  }

  /// 申请人及配偶 of 申请人及配偶未购买住房.
  private func coordinated(_ tokens: Range<Int>) -> String? {
    let next = tokens.lowerBound + 1
    guard next < tokens.upperBound, isIn("joining-words", next) || stream.tokens[next].type == .pause else {
      return nil
    }
    return opening(tokens)
  }

  /// The name that a clause begins with, before what is said of it: 贷款 of 贷款逾期90日以上的.
  private func opening(_ tokens: Range<Int>) -> String? {
    let end = tokens.first {
      isModal($0) || isIn("possess-verbs", $0) || isIn("subject-stops", $0) || isIn("verbs", $0)
    }
    // 考核不合格的: of what is said to its end there is no name.
    guard let end, end > tokens.lowerBound, end < tokens.upperBound - 1, isPerson(end - 1) else { return nil }
    return name(tokens.lowerBound..<end)
  }

  /// Whether a name that ends in a token can be one of whom a condition speaks.
  private func isPerson(_ token: Int) -> Bool {
    !["not-subjects", "never-subjects", "review-nouns"].contains { isIn($0, token) }
  }

  /// The name directly before the first modal of a clause.
  private func subjectBeforeModal(_ tokens: Range<Int>) -> String? {
    guard let modal = tokens.first(where: isModal) else { return nil }
    return head(before: modal, from: tokens.lowerBound)
  }

  /// 基地 of ……的基地 before a comma or modal.
  private func head(before end: Int, from start: Int) -> String? {
    guard end > start else { return nil }
    var at = end - 1
    while at >= start, end - at <= Self.longestSubject, stream.tokens[at].type != .comma {
      if isPossessive(at) {
        return at + 1 < end && !isIn("never-subjects", end - 1) ? name((at + 1)..<end) : nil
      }
      at -= 1
    }
    return nil
  }

  /// The tokens as a name, unless they hold what no name holds.
  private func name(_ tokens: Range<Int>) -> String? {
    var tokens = tokens
    while let first = tokens.first, isIn("joining-words", first) { tokens = tokens.dropFirst() }
    // 用人单位（劳务派遣单位除外）
    if let last = tokens.last, tokens.count > 1, stream.tokens[last].type == .paren { tokens = tokens.dropLast() }
    guard !tokens.isEmpty, tokens.count <= Self.longestSubject else { return nil }
    for token in tokens {
      if isIn("subject-stops", token) || isIn("verbs", token) || isModal(token) || isClauseEnd(token) { return nil }
      let type = stream.tokens[token].type
      if type.rawValue >= TokenType.firstMade, !isOrganization(token) { return nil }
    }
    let range = characters(of: tokens)
    return range.count > 1 ? printed(range) : nil
  }
}
