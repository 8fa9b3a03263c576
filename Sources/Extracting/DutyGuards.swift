import RuleModel
import TextModel
import Tokenizing

/// What looks like a duty and is none, and where the words of a duty end.
extension DutyReader {
  func isWord(_ token: Int, of list: String) -> Bool {
    reading.listValue(of: token..<(token + 1), list: list) != nil
  }

  /// Whether a token's characters are a word of a list that running text is not cut by.
  func isText(_ token: Int, in list: String) -> Bool { textValue(token, in: list) != nil }

  /// The value that a token's characters have in such a list.
  func textValue(_ token: Int, in list: String) -> String? { reading.textValue(token, in: list, of: vocabulary) }

  /// 市政府研究决定的事项: the unit and its verb only say which thing is meant; nobody does anything here.
  func isAttribute(behind unit: Range<Int>, in quote: Range<Int>) -> Bool {
    var start = unit.upperBound
    // 由企业、院校等共同参与的平台: those that stand with the unit are passed over.
    while start < quote.upperBound,
      isBody(start) || [.pause, .paren].contains(reading.stream.tokens[start].type) || isText(start, in: "unit-joins")
        || (start > unit.upperBound && isText(start, in: "list-remainders"))
    {
      start += 1
    }
    guard start < quote.upperBound else { return false }
    var isVerb = false
    for token in start..<min(quote.upperBound, start + 6) {
      if isVerb, isText(token, in: "attribute-marks") {
        // 企业变更的，应当登记, 自然人申请的须提供证明: the verb says the case; 主管部门批准的，可以使用: others act in it.
        let isCase =
          token + 1 < quote.upperBound
          && (reading.stream.tokens[token + 1].type == .comma || isWord(token + 1, of: "modals"))
        return !isCase || isText(token - 1, in: "review-verbs")
      }
      // 某公司作为认定的机构，负责……: 的 belongs to what it serves as.
      if isBody(token) || isText(token, in: "capacity-words") { return false }
      if isWord(token, of: "role-verbs"), isText(token + 1, in: "attribute-marks"), token + 2 < quote.upperBound,
        !isWord(token + 2, of: "modals")
      {
        return true
      }
      let type = reading.stream.tokens[token].type
      if [.comma, .stop, .pause].contains(type) || isWord(token, of: "modals") || isWord(token, of: "adverbial-starts")
        || isWord(token, of: "duty-prepositions") || isWord(token, of: "role-verbs")
      {
        return false
      }
      let verb = isWord(token, of: "verbs") || isWord(token, of: "noun-verbs")
      if isVerb, !verb { return false }
      isVerb = verb
    }
    return false
  }

  /// 人民银行规定的其他机构, 消费者应当负担的费用 as a whole item: a thing that is listed, not what the unit does. The attribute ends in
  /// its only verb (负担的, 所执行的), or 其他 stands behind it.
  func isThingListed(_ quote: Range<Int>, behind unit: Range<Int>, in segment: Segment) -> Bool {
    func isJoin(_ token: Int) -> Bool {
      isBody(token) || reading.stream.tokens[token].type == .pause || isText(token, in: "unit-joins")
    }
    let start = reading.bodyStart(of: segment)
    guard quote.upperBound > unit.upperBound, start <= unit.lowerBound, (start..<unit.lowerBound).allSatisfy(isJoin),
      !isText(unit.upperBound, in: "copula-verbs"),
      !(unit.upperBound..<segment.tokens.upperBound - 1).contains(where: {
        [.comma, .stop].contains(reading.stream.tokens[$0].type)
      }),
      let mark = (unit.upperBound..<quote.upperBound).last(where: { isText($0, in: "attribute-marks") }),
      mark + 1 < quote.upperBound, mark > unit.upperBound
    else { return false }
    let thing = reading.outline.characters[reading.characters(of: (mark + 1)..<quote.upperBound)]
    if vocabulary.longestMatch(in: thing, list: "other-openers") != nil { return true }
    let first = (unit.upperBound..<mark + 1).first { isText($0, in: "attribute-marks") } ?? mark
    let place = (unit.upperBound..<first).last { textValue($0, in: "adverbial-ends") == "place" }
    let verbs = ((place.map { $0 + 1 } ?? unit.upperBound)..<first).filter {
      isVerb($0) || isWord($0, of: "review-verbs")
    }
    return verbs == [first - 1]
      && !((mark + 1)..<quote.upperBound).contains { isVerb($0) || isWord($0, of: "modals") }
  }

  /// 个人最高贷款额度可提高, 平台建设可采用: what the modal speaks of is a measure or an activity, not the unit.
  func isMeasured(behind unit: Range<Int>, in quote: Range<Int>) -> Bool {
    guard unit.upperBound < quote.upperBound else { return false }
    for token in unit.upperBound..<min(quote.upperBound, unit.upperBound + 12) {
      let type = reading.stream.tokens[token].type
      if [.comma, .stop, .pause].contains(type) || isWord(token, of: "adverbial-starts")
        || isWord(token, of: "duty-prepositions")
      {
        return false
      }
      guard isWord(token, of: "modals") || isText(token, in: "measure-verbs") else { continue }
      guard token > unit.upperBound else { return false }
      let before = reading.outline.characters[reading.characters(of: unit.upperBound..<token)]
      return vocabulary.longestSuffix(of: before, list: "duty-measures") != nil
        || (token == unit.upperBound + 1 && isWord(token - 1, of: "noun-verbs"))
    }
    return false
  }

  /// 单位负责人, 学院领导: who acts is a person of the body, not the body.
  func isPerson(behind unit: Range<Int>) -> Bool {
    guard reading.stream.tokens.indices.contains(unit.upperBound) else { return false }
    let start = reading.characters(of: unit).upperBound
    let rest = reading.outline.characters[start..<min(reading.outline.characters.count, start + 8)]
    guard let (length, _) = vocabulary.longestMatch(in: rest, list: "person-titles") else { return false }
    // 管委会负责人才公寓: the title must end where a word ends.
    return (unit.upperBound..<min(reading.stream.tokens.count, unit.upperBound + 8)).contains {
      Int(reading.stream.tokens[$0].range.upperBound) == start + length
    }
  }

  /// 学生, 评审专家, 留学人员: a word that the lists have as a person.
  func isNaturalPerson(_ unit: Range<Int>) -> Bool {
    let characters = reading.outline.characters[reading.characters(of: unit)]
    let values = ["actors", "actor-heads", "actor-endings"].lazy
      .compactMap { self.vocabulary.longestSuffix(of: characters, list: $0)?.value }
    return values.first == "person"
  }

  /// 各部门单位负责人: a name that ends in a person's title, made of a body's name and the title.
  func isTitled(_ unit: Range<Int>) -> Bool {
    let made = ["organization-list.", "organization.actor-with", "organization.actor-at-start"]
    guard let rule = reading.phrase(unit.lowerBound)?.rule, made.contains(where: rule.hasPrefix) else { return false }
    let characters = reading.outline.characters[reading.characters(of: unit)]
    guard let (length, _) = vocabulary.longestSuffix(of: characters, list: "person-titles") else { return false }
    // 工程项目经理 acts for itself; 单位主要负责人 is a person of the body before the title.
    let body = characters.dropLast(length)
    return ["actors", "org-suffixes", "org-groups"].contains { vocabulary.longestSuffix(of: body, list: $0) != nil }
  }

  /// 由学院领导、教授代表组成, 教务处负责人为成员: who is in a group, not what anybody does.
  func isComposition(_ quote: Range<Int>, behind unit: Range<Int>) -> Bool {
    guard let last = quote.last, !quote.contains(where: { isText($0, in: "founding-verbs") }) else { return false }
    // 不得撤换委员会成员: with a modal the members are whom one acts on.
    if isText(last, in: "member-verbs") { return true }
    if isText(last, in: "member-roles"), reading.firstValue(in: quote, list: "modals") == nil { return true }
    var hasMembersOnly = true
    for token in quote where token >= unit.upperBound {
      // 科技部、财政部组成领导小组: with an object it is what they do.
      if isText(token, in: "member-verbs") && hasMembersOnly {
        return token + 1 >= quote.upperBound || isText(token + 1, in: "attribute-marks")
          || reading.stream.tokens[token + 1].type == .comma
      }
      // 为成员提供服务: who gets it, not who is one.
      if isText(token, in: "member-roles"), isText(token - 1, in: "member-openers"), !isWord(token + 1, of: "verbs") {
        return true
      }
      hasMembersOnly =
        hasMembersOnly
        && (isBody(token) || reading.stream.tokens[token].type == .pause || isText(token, in: "unit-joins"))
    }
    return false
  }

  /// 我厅完善了管理系统, 省财政累计投入6亿元: without a modal and with a word of what has been, a fact is told.
  func isPast(_ quote: Range<Int>, behind unit: Range<Int>) -> Bool {
    guard unit.upperBound < quote.upperBound, reading.firstValue(in: quote, list: "modals") == nil else { return false }
    return (unit.upperBound..<quote.upperBound).contains { token in
      // 对已并网项目开展抽查: what has been says which thing is meant.
      if isText(token, in: "past-words"), !isText(token - 1, in: "object-prepositions") {
        return token - unit.upperBound < 3
      }
      // 学校创办于1956年
      if isText(token, in: "at-words"), token > unit.upperBound, isText(token - 1, in: "founding-verbs") { return true }
      return isText(token, in: "past-particles")
        && (isWord(token - 1, of: "verbs") || isWord(token - 1, of: "noun-verbs"))
    }
  }

  /// 运营机构登记证书 as an item of a list: a thing that bears the unit's name. The item is one clause without a modal
  /// and ends in a word for a thing: 登记证书、许可证复印件.
  func isNamed(_ quote: Range<Int>, behind unit: Range<Int>, in segment: Segment) -> Bool {
    let body = reading.withoutFinalMarks(segment.tokens)
    guard quote.upperBound == body.upperBound, unit.lowerBound <= reading.bodyStart(of: segment),
      reading.firstValue(in: quote, list: "modals") == nil
    else { return false }
    var isList = false
    var isDone = false
    for token in unit.upperBound..<quote.upperBound {
      let type = reading.stream.tokens[token].type
      // 、 between bodies joins those who act.
      isList = isList || (type == .pause && !(isBody(token + 1) && (token == unit.upperBound || isBody(token - 1))))
      if type == .comma || isWord(token, of: "duty-prepositions") || isWord(token, of: "role-verbs") { return false }
      // A verb with an object of its own: 具体实施推荐工作; 拓展方式 is a name.
      if isWord(token, of: "verbs"), token + 2 < quote.upperBound, !isList { isDone = true }
    }
    let characters = reading.outline.characters[reading.characters(of: unit.upperBound..<quote.upperBound)]
    guard vocabulary.longestSuffix(of: characters, list: "not-subjects") != nil else { return false }
    return !isDone || (isList && !isWord(unit.upperBound, of: "verbs"))
  }

  /// 软件企业认定证书自动失效, 申报单位申请材料应当真实: a paper that bears the unit's name, directly before what is said of it.
  func isPaper(behind unit: Range<Int>, in quote: Range<Int>) -> Bool {
    let last = min(quote.upperBound, unit.upperBound + 6)
    guard unit.upperBound < last - 1 else { return false }
    for token in unit.upperBound..<(last - 1) {
      guard [.word, .title].contains(reading.stream.tokens[token].type) else { return false }
      if isText(token, in: "paper-nouns"), isWord(token + 1, of: "modals") || isText(token + 1, in: "paper-states") {
        return true
      }
      if isWord(token, of: "modals") || isText(token, in: "paper-states") { return false }
    }
    return false
  }

  /// 履行主体责任情况, the thing that is looked at; 报送推进情况, 公示分配情况 are done.
  func isState(_ quote: Range<Int>) -> Bool {
    guard let last = quote.last, isText(last, in: "state-nouns"), reading.firstValue(in: quote, list: "modals") == nil
    else { return false }
    return !quote.contains {
      isWord($0, of: "report-verbs") || isWord($0, of: "handing-verbs") || isText($0, in: "showing-verbs")
    }
  }

  /// 示范点享受运营补贴: what one gets is no duty.
  func isBenefit(behind unit: Range<Int>, in quote: Range<Int>) -> Bool {
    var isDone = false
    var first: Int?
    for token in unit.upperBound..<max(unit.upperBound, quote.upperBound) {
      // 民政部门对享受补贴的资格进行确认, 政府应当保障公民获得服务的权利: others receive.
      if isText(token, in: "object-prepositions") { return false }
      if let modal = reading.listValue(of: token..<(token + 1), list: "modals"), modal == Duty.Modality.must.rawValue,
        !isText(token + 1, in: "receive-verbs")
      {
        return false
      }
      // 机构提供服务可享受补贴: so is what stands directly behind the modal.
      if let receipt = textValue(token, in: "receive-verbs"), !isCase(token, in: quote), !isOwed(token, in: quote) {
        return !isDone || first == token - 1 || receipt == "able" || isWord(token - 1, of: "modals")
      }
      isDone = isDone || isWord(token, of: "verbs") || isWord(token, of: "role-verbs")
      // 优先获得支持: a verb that only says how.
      if isDone, first == nil { first = token }
    }
    return false
  }

  /// 根据所获得的信息，应当分类管理, 应当获得上级机关批准: what has been got only says which thing is meant, and a consent is to
  /// be asked for.
  private func isOwed(_ token: Int, in quote: Range<Int>) -> Bool {
    guard token + 1 < quote.upperBound, let last = quote.last else { return false }
    return isText(token + 1, in: "attribute-marks") || isText(last, in: "consent-nouns")
  }

  /// 企业获得资格后，应当填报, 企业享受优惠，可以到窗口办理: what stands in a clause that ends in 后, 的, 时, or before one that begins
  /// with a modal, is the case in which one acts.
  private func isCase(_ token: Int, in quote: Range<Int>) -> Bool {
    guard let comma = (token..<quote.upperBound).first(where: { reading.stream.tokens[$0].type == .comma }),
      comma + 1 < quote.upperBound
    else { return false }
    if isWord(comma - 1, of: "clause-particles") { return true }
    let next = (comma + 1)..<quote.upperBound
    return next.prefix(3).contains { isWord($0, of: "modals") }
      && !next.contains { isText($0, in: "receive-verbs") }
  }

  /// A duty ends before 并 with a verb of its own: 履行保修义务 of 履行保修义务并对损失承担责任; 建立并报送名单 is one.
  func untilNextAction(_ quote: Range<Int>, behind unit: Range<Int>) -> Range<Int> {
    guard unit.upperBound < quote.upperBound else { return quote }
    var verb: Int?
    for token in unit.upperBound..<quote.upperBound {
      let isVerb = isWord(token, of: "verbs") || isWord(token, of: "noun-verbs") || isWord(token, of: "role-verbs")
      // 办理手续时，应同时提供材料: behind a modal no second action begins.
      if verb != nil, isText(token, in: "next-actions"), token + 1 < quote.upperBound, !isWord(token - 1, of: "modals"),
        isWord(token + 1, of: "duty-prepositions")
          || !isWord(token - 1, of: "verbs") && !isWord(token - 1, of: "noun-verbs"),
        token - (verb ?? token) > 2, !isInAttribute(token, in: quote)
      {
        let next = token + 1
        let starts =
          isWord(next, of: "verbs") || isWord(next, of: "duty-prepositions") || isWord(next, of: "modals")
          || isWord(next, of: "handing-verbs")
        if starts {
          let isBehindComma = reading.stream.tokens[token - 1].type == .comma
          return quote.lowerBound..<(isBehindComma ? token - 1 : token)
        }
      }
      // 市科技局发布通知、申报单位提交材料: another body acts behind 、. 在设备更新、平台建设等方面 lists matters.
      if verb != nil, reading.stream.tokens[token].type == .pause, token + 2 < quote.upperBound, isBody(token + 1),
        !isBody(token - 1), !namesOwn(token + 1),
        ["verbs", "noun-verbs", "role-verbs"].contains(where: { isWord(token + 2, of: $0) }),
        !isInAdverbial(token, behind: unit, in: quote)
      {
        return quote.lowerBound..<token
      }
      if let first = verb, isDone(token, from: first, behind: unit, in: quote) { return quote.lowerBound..<token }
      if isVerb { verb = verb ?? token }
    }
    return quote
  }

  /// 鼓励企业通过租赁取得设备，鼓励租赁公司开展服务: behind the comma another body is urged.
  func untilNextUrging(_ quote: Range<Int>, behind unit: Range<Int>) -> Range<Int> {
    let next = (unit.upperBound..<max(unit.upperBound, quote.upperBound - 1)).first { token in
      reading.stream.tokens[token].type == .comma && isText(token + 1, in: "encourage-verbs")
    }
    return quote.lowerBound..<(next ?? quote.upperBound)
  }

  /// Whether a token stands between 在 and 方面, or in a list of grounds that 等 closes (根据生源分布、学校规模等情况), in one
  /// clause.
  private func isInAdverbial(_ token: Int, behind unit: Range<Int>, in quote: Range<Int>) -> Bool {
    func isComma(_ token: Int) -> Bool { reading.stream.tokens[token].type == .comma }
    let before = (unit.upperBound..<token).reversed().prefix { !isComma($0) }
    let behind = (token..<quote.upperBound).prefix { !isComma($0) }
    return before.contains { isText($0, in: "place-openers") }
      && behind.contains { textValue($0, in: "adverbial-ends") == "place" }
      || before.contains { isWord($0, of: "basis-starts") } && behind.contains { isText($0, in: "list-remainders") }
  }

  /// The words of a duty without a bracket at their end that is longer than they are: 学院进行综合考核（含综合评分排名和思想品德考核）.
  func withoutLongBracket(_ quote: Range<Int>, behind unit: Range<Int>) -> Range<Int> {
    guard let last = quote.last, last > unit.upperBound, reading.stream.tokens[last].type == .paren,
      !(unit.upperBound..<last).contains(where: { reading.stream.tokens[$0].type == .comma }),
      reading.characters(of: last..<(last + 1)).count > reading.characters(of: quote.lowerBound..<last).count
    else { return quote }
    return quote.lowerBound..<last
  }

  /// 并参与监理的单位: the next verb only says which body is meant.
  func isInAttribute(_ token: Int, in quote: Range<Int>) -> Bool {
    let next = token + 1
    guard let mark = (next..<quote.upperBound).first(where: { isText($0, in: "attribute-marks") }) else { return false }
    return mark - next > 1 && quote.upperBound - mark < 4 && isBody(mark + 1)
  }

  /// 汇总后统一报送: without a modal the first action is what is done, where 后 ends it and another verb follows.
  private func isDone(_ token: Int, from verb: Int, behind unit: Range<Int>, in quote: Range<Int>) -> Bool {
    guard isText(token, in: "after-words"), token + 2 < quote.upperBound, token > unit.upperBound + 1,
      isWord(token - 1, of: "verbs") || isWord(token - 1, of: "noun-verbs"),
      ["verbs", "handing-verbs", "duty-prepositions"].contains(where: { isWord(token + 1, of: $0) }),
      2 * (token - unit.lowerBound) > quote.upperBound - unit.lowerBound
        || reading.stream.tokens[quote.upperBound - 1].type == .paren,
      reading.firstValue(in: unit.upperBound..<token, list: "modals") == nil
    else { return false }
    return !(unit.upperBound..<token).contains { reading.stream.tokens[$0].type == .comma }
  }

  /// 权利人可由登记部门确定: behind a modal and 由 the subject is the thing that the body acts on.
  func isPassive(behind unit: Range<Int>, in quote: Range<Int>) -> Bool {
    var at = unit.upperBound
    while at < quote.upperBound, isWord(at, of: "modals") || isWord(at, of: "discretion") { at += 1 }
    if at > unit.upperBound, at + 1 < quote.upperBound, isText(at, in: "agent-words") { return true }
    // 部门已明确机构的，应当先由机构审核: so it is in a later clause.
    return at < quote.upperBound
      && (at..<max(at, quote.upperBound - 2)).contains { token in
        reading.stream.tokens[token].type == .comma && isWord(token + 1, of: "modals")
          && (isText(token + 2, in: "agent-words")
            || (token + 3 < quote.upperBound && isText(token + 3, in: "agent-words")))
      }
  }

  /// The modal of 可由, 应由 directly before an agent, or before the first of those beside which it stands.
  func modality(beforeAgent unit: Range<Int>) -> Duty.Modality? {
    var first = unit.lowerBound
    for _ in 0..<Self.most {
      guard first > 1, isBody(first - 2),
        reading.stream.tokens[first - 1].type == .pause || isText(first - 1, in: "list-joins")
      else { break }
      first -= 2
    }
    let at = first - 2
    guard at >= 0, isText(at + 1, in: "agent-words") else { return nil }
    return reading.listValue(of: at..<(at + 1), list: "modals").flatMap(Duty.Modality.init(rawValue:))
  }

  /// As many bodies as a rule reads side by side.
  private static let most = 24

  /// 报送商户信息: what is handed in is the information, and the unit only says whose.
  func isOwner(_ unit: Range<Int>) -> Bool {
    let start = reading.characters(of: unit).upperBound
    let rest = reading.outline.characters[start..<min(reading.outline.characters.count, start + 6)]
    return vocabulary.longestMatch(in: rest, list: "not-subjects") != nil
  }

  /// 上报本单位、本系统的案例: what is handed in is one's own, and nobody gets it. 报本单位审批 names who decides.
  func isOwn(_ unit: Range<Int>) -> Bool {
    let next = unit.upperBound
    guard namesOwn(unit.lowerBound), reading.stream.tokens.indices.contains(next) else { return false }
    if [.comma, .stop].contains(reading.stream.tokens[next].type) { return false }
    return !["verbs", "noun-verbs", "review-verbs", "duty-prepositions"].contains { isWord(next, of: $0) }
  }

  /// Whether a name begins with 本 for one's own; 本级人民政府, whoever stands at this level, is another body.
  private func namesOwn(_ token: Int) -> Bool {
    let name = reading.outline.characters[reading.characters(of: token..<(token + 1))]
    return name.first == Self.own && name.dropFirst().first != Self.level
  }

  /// 本
  private static let own: UInt16 = 0x672C
  /// 级
  private static let level: UInt16 = 0x7EA7

  func isBody(_ token: Int) -> Bool { organization(at: token) != nil }

  func organization(at token: Int) -> OrganizationValue? {
    if case .organization(let value) = reading.phrase(token)?.value { return value }
    return nil
  }

  /// How many tokens a list of units is looked back over for the level they share.
  private static let longestList = 64

  /// The level that a unit of a list leaves out: 市 for 财政局 in 市教育局、财政局. Empty where the name has a head of its
  /// own, or none stands before it.
  func head(before unit: Range<Int>) -> String {
    let lists = UnitListReader(reading: reading, vocabulary: vocabulary)
    let name = reading.outline.characters[reading.characters(of: unit)]
    // 公安 of 市教育、公安等部门 has lost its tail too.
    let isElided = isElided(unit.lowerBound)
    guard isElided || lists.isHeadless(name),
      isElided || vocabulary.longestSuffix(of: name, list: "org-suffixes") != nil
        || vocabulary.contains(Array(name), in: "org-domains") && unit.lowerBound > 2
          && self.isElided(unit.lowerBound - 2)
    else { return "" }
    if isElided, let own = lists.ownHead(of: name), !own.isEmpty || !scopeHead(of: name).isEmpty { return "" }
    var at = unit.lowerBound
    while at >= 2, unit.lowerBound - at < Self.longestList, reading.phrase(at - 2) != nil,
      reading.stream.tokens[at - 1].type == .pause || isText(at - 1, in: "unit-joins")
    {
      at -= 2
      let characters = reading.outline.characters[reading.characters(of: at..<(at + 1))]
      // 同级财政、税务部门: what shares its tail shares its head, whatever it is.
      if self.isElided(at), !isOfUnits(at), case let scope = scopeHead(of: characters), !scope.isEmpty { return scope }
      if let head = lists.ownHead(of: characters) { return head }
      if !lists.isHeadless(characters), !self.isElided(at) { return "" }
    }
    return ""
  }

  /// Whether a token is a body whose tail stands at the end of its list.
  private func isElided(_ token: Int) -> Bool {
    organization(at: token).map { $0.elision != nil && $0.elision != .list } ?? false
  }

  /// 各建设、勘察单位: kinds of units that each have their own 各.
  private func isOfUnits(_ token: Int) -> Bool {
    organization(at: token)?.elision == .each
  }

  /// 同级 of 同级财政, 市和区、县 of 市和区、县教育, 省人民政府 of 省人民政府公安: what stands before the field.
  private func scopeHead(of name: ArraySlice<UInt16>) -> String {
    guard let (length, _) = vocabulary.longestSuffix(of: name, list: "org-domains"), length < name.count,
      ["org-scope", "org-levels", "org-bodies"].contains(where: { vocabulary.longestMatch(in: name, list: $0) != nil })
    else { return "" }
    return reading.printed(name.startIndex..<(name.endIndex - length))
  }

  /// （街道办事处） behind 乡镇人民政府: a bracketed body stays with the name.
  func office(behind unit: Range<Int>) -> String {
    let at = unit.upperBound
    guard reading.stream.tokens.indices.contains(at), reading.stream.tokens[at].type == .paren else { return "" }
    let range = reading.characters(of: at..<(at + 1))
    // 学生工作部（处）
    if range.count == 3,
      vocabulary.contains(
        Array(reading.outline.characters[(range.lowerBound + 1)..<(range.upperBound - 1)]), in: "org-suffixes")
    {
      return reading.printed(range)
    }
    guard range.count > 3, range.count <= 14 else { return "" }
    let inside = reading.outline.characters[(range.lowerBound + 1)..<(range.upperBound - 1)]
    // （中小企业科）: a section of the body only says whom to ask there.
    // （省教育厅人事处） names the body with its section.
    let isSection =
      vocabulary.longestSuffix(of: inside, list: "org-offices") != nil
      && !["org-levels", "regions"].contains { vocabulary.longestMatch(in: inside, list: $0) != nil }
    // 其他相关部门（单位）
    if vocabulary.contains(Array(inside), in: "bracketed-bodies") { return reading.printed(range) }
    let isBody =
      ["org-groups", "org-bodies"].contains { vocabulary.longestSuffix(of: inside, list: $0) != nil }
      || (!isSection && vocabulary.longestSuffix(of: inside, list: "org-suffixes") != nil)
    return isBody && vocabulary.longestMatch(in: inside, list: "definition-openers") == nil
      ? reading.printed(range) : ""
  }
}
