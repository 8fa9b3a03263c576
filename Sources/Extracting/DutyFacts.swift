import RuleModel
import TextModel
import Tokenizing

/// Clauses that begin with a body's name and tell what something is or who else acts: none of them is its duty.
extension DutyReader {
  /// 企业提交材料的截止时间为7月底, 家庭医生签约服务包分为三类: behind the unit stands a thing and what it is.
  func isEquated(behind unit: Range<Int>, in quote: Range<Int>) -> Bool {
    var mark: Int?
    var hasVerb = false
    for token in firstClause(behind: unit, in: quote) {
      // 实体商户是指……: a definition.
      if textValue(token, in: "copula-verbs") == "means" { return true }
      if let copula = textValue(token, in: "copula-verbs"), token > unit.upperBound, !isCoverb(token, copula, quote) {
        // 研究生复试收费标准为120元
        if isText(token - 1, in: "not-subjects") || isText(token - 1, in: "duty-measures") { return true }
        return mark.map { token - $0 <= 6 } ?? (copula == "plain" && !hasVerb && token + 1 < quote.upperBound)
      }
      // 将名单的范围定为……, 学校应当是……: the body does it, or is told what to be.
      if isWord(token, of: "modals"), mark == nil { return isModifier(from: token, in: quote) }
      if isWord(token, of: "duty-prepositions") || isText(token, in: "object-prepositions") { return false }
      if isText(token, in: "attribute-marks") {
        if hasVerb { mark = token }
      } else if ["verbs", "noun-verbs", "role-verbs"].contains(where: { isWord(token, of: $0) }) {
        // 完成资料的整理工作: a verb behind the mark acts.
        if mark != nil { return false }
        hasVerb = true
      }
    }
    return false
  }

  /// 为客户办理业务: 为 with a verb behind it only says for whom.
  private func isCoverb(_ token: Int, _ value: String, _ quote: Range<Int>) -> Bool {
    guard value == "coverb" else { return false }
    for next in (token + 1)..<max(token + 1, quote.upperBound) {
      if reading.stream.tokens[next].type == .comma { return false }
      if isWord(next, of: "verbs") || isWord(next, of: "noun-verbs") { return true }
    }
    return false
  }

  /// 地方企业的认定，由市科技局办理: the clause is a noun with its attribute.
  func isNominal(behind unit: Range<Int>, in quote: Range<Int>) -> Bool {
    let clause = firstClause(behind: unit, in: quote)
    guard clause.count > 2, clause.upperBound < reading.stream.tokens.count,
      reading.stream.tokens[clause.upperBound].type == .comma, let last = clause.last, isWord(last, of: "noun-verbs"),
      isText(last - 1, in: "attribute-marks")
    else { return false }
    return !(clause.lowerBound..<last).contains { token in
      ["verbs", "modals", "role-verbs", "duty-prepositions", "adverbial-starts"].contains { isWord(token, of: $0) }
    }
  }

  /// 市乡村振兴局、市商务委主要负责人: behind the last of a list stands a person's title.
  func isListOfPersons(behind unit: Range<Int>, in quote: Range<Int>) -> Bool {
    var last = unit
    while last.upperBound + 1 < quote.upperBound,
      reading.stream.tokens[last.upperBound].type == .pause || isText(last.upperBound, in: "unit-joins"),
      isBody(last.upperBound + 1)
    {
      last = (last.upperBound + 1)..<(last.upperBound + 2)
    }
    // 市政府各部门主要负责人: the person is one of a body of the body.
    while last.upperBound < quote.upperBound, isBody(last.upperBound) {
      last = last.upperBound..<(last.upperBound + 1)
    }
    guard last != unit else { return false }
    return isPerson(behind: last) || isTitled((last.upperBound - 1)..<last.upperBound)
  }

  /// 金融机构应当保存的资料包括: a modal and its verb before 的 say which thing is meant.
  private func isModifier(from modal: Int, in quote: Range<Int>) -> Bool {
    for token in (modal + 1)..<max(modal + 1, min(quote.upperBound - 2, modal + 5)) {
      guard isWord(token, of: "verbs") || isWord(token, of: "noun-verbs") else { return false }
      if isText(token + 1, in: "attribute-marks") {
        return ((token + 2)..<min(quote.upperBound, token + 12)).contains { isText($0, in: "copula-verbs") }
      }
    }
    return false
  }

  /// 用人单位引进人才入户由市人社局办理: the body behind 由 acts, the words before it say on what.
  func isActedOn(behind unit: Range<Int>, in quote: Range<Int>) -> Bool {
    let clause = firstClause(behind: unit, in: quote)
    guard let agent = clause.first(where: { isText($0, in: "agent-words") }), agent + 2 < clause.upperBound else {
      return false
    }
    // 常务会议纪要由市长签发: so it is before anybody where only nouns stand between.
    if !isBody(agent + 1) {
      let words = [
        "verbs", "noun-verbs", "role-verbs", "modals", "duty-prepositions", "adverbial-starts", "discretion",
      ]
      return agent > unit.upperBound
        && !(clause.lowerBound..<agent).contains { token in
          words.contains { isWord(token, of: $0) } || isBody(token) || reading.stream.tokens[token].type == .pause
        }
    }
    // 学院成立由院长任组长的小组: the body founds the group.
    return !isWord(agent + 2, of: "modals")
      && !(clause.lowerBound..<agent).contains { isWord($0, of: "modals") || isText($0, in: "founding-verbs") }
      && !((agent + 2)..<clause.upperBound).contains { isText($0, in: "attribute-marks") }
  }

  /// 由财政部门拨付经费的事业单位转制为企业: 的 before another body ends an attribute of that body.
  func isAttributeOfBody(behind unit: Range<Int>, in quote: Range<Int>) -> Bool {
    let clause = firstClause(behind: unit, in: quote)
    guard clause.count > 4, !clause.contains(where: { isWord($0, of: "modals") }),
      let verb = clause.first, isWord(verb, of: "verbs")
    else { return false }
    return clause.dropLast(2).contains { token in
      guard isText(token, in: "attribute-marks"), token - verb <= 6,
        let body = ((token + 1)..<min(clause.upperBound, token + 5)).first(where: isBody)
      else { return false }
      return body + 1 < clause.upperBound && !isText(body + 1, in: "attribute-marks")
    }
  }

  /// 保税区内企业进口的设备: what stands inside or with the unit is meant, not the unit.
  func isPlace(behind unit: Range<Int>) -> Bool {
    guard reading.stream.tokens.indices.contains(unit.upperBound) else { return false }
    return isWord(unit.upperBound, of: "clause-particles") && !isText(unit.upperBound, in: "list-remainders")
  }

  /// 软件企业认定实行年审制度, 学校招生严格执行政策: behind the unit stands an activity, and how it is carried out.
  func isActivity(behind unit: Range<Int>, in quote: Range<Int>) -> Bool {
    let clause = firstClause(behind: unit, in: quote)
    guard clause.count > 2, !isWord(clause.lowerBound, of: "verbs"),
      isWord(clause.lowerBound, of: "noun-verbs") || isText(clause.lowerBound, in: "actor-activities")
    else { return false }
    let next = clause.lowerBound + 1
    if isText(next, in: "conduct-words") { return true }
    // 认定证书自动失效
    return clause.count > 3 && isText(next, in: "not-subjects")
      && (isText(next + 1, in: "conduct-words") || isWord(next + 1, of: "modals"))
  }

  private func firstClause(behind unit: Range<Int>, in quote: Range<Int>) -> Range<Int> {
    guard unit.upperBound < quote.upperBound else { return quote.upperBound..<quote.upperBound }
    var end = unit.upperBound
    while end < quote.upperBound, reading.stream.tokens[end].type != .comma { end += 1 }
    return unit.upperBound..<end
  }
}
