import RuleModel
import TestSupport
import Testing

/// What must be so, read from invented notices.
@Suite struct ConditionReaderTests {
  private struct Found: Equatable, CustomStringConvertible {
    var role: Condition.Role
    var quote: String
    var subject: String?
    var description: String { "\(role) 「\(quote)」 \(subject ?? "-")" }

    init(_ role: Condition.Role, _ quote: String, _ subject: String? = nil) {
      self.role = role
      self.quote = quote
      self.subject = subject
    }
  }

  private func conditions(_ rules: [Rule]) -> [Found] {
    rules.compactMap { rule in
      guard case .condition(let condition) = rule.body else { return nil }
      return Found(condition.role, rule.quote, condition.subject)
    }
  }

  private func conditions(in notice: String) throws -> [Found] { conditions(try graph(notice).rules) }

  private func predicate(of passage: String) throws -> Predicate? {
    for rule in try facts(passage) {
      if case .condition(let condition) = rule.body { return condition.predicate }
    }
    return nil
  }

  private func roles(_ passage: String) throws -> [Condition.Role] { conditions(try facts(passage)).map(\.role) }

  // MARK: Items

  @Test func itemsUnderALeadInTakeItsRoleAndSubject() throws {
    let found = try conditions(
      in: """
        溪桥市助农贷款贴息办法
        第三条 申报单位应当同时具备下列条件：
        （一）成立满2年；
        （二）信用良好。
        第四条 贴息资金每年拨付一次。
        """)
    #expect(found == [Found(.require, "成立满2年", "申报单位"), Found(.require, "信用良好", "申报单位")])
  }

  @Test func itemsUnderAHeadingOfConditionsAreConditions() throws {
    let found = try conditions(
      in: """
        溪桥市示范茶园申报通知
        一、申报条件
        （一）茶园连片面积200亩以上。
        （二）近三年未发生质量安全事故。
        二、申报材料
        （一）申报表一式两份。
        """)
    #expect(found.map(\.quote) == ["茶园连片面积200亩以上", "近三年未发生质量安全事故"])
    #expect(found.allSatisfy { $0.role == .require })
  }

  @Test func theConsequenceOfALeadInGivesTheRole() throws {
    func role(_ consequence: String) throws -> [Condition.Role] {
      try conditions(
        in: """
          溪桥市示范茶园管理办法
          第五条 有下列情形之一的，\(consequence)：
          （一）提供虚假材料的；
          （二）茶园撂荒的。
          """
      ).map(\.role)
    }
    #expect(try role("不予受理") == [.exclude, .exclude])
    #expect(try role("撤销示范称号") == [.revoke, .revoke])
    #expect(try role("由市农业农村局取消其示范资格") == [.revoke, .revoke])
    #expect(try role("实行一票否决") == [.veto, .veto])
    #expect(try role("同等条件下优先支持") == [.prefer, .prefer])
    #expect(try role("责令限期改正").isEmpty)
  }

  @Test func anItemThatPrefersSaysSoAgainstItsHeading() throws {
    let found = try conditions(
      in: """
        溪桥市示范茶园申报通知
        一、申报条件
        （一）茶园连片面积200亩以上。
        （二）对开展研学活动的茶园，予以优先支持。
        """)
    #expect(found.map(\.role) == [.require, .prefer])
  }

  @Test func aListWithoutNumbersIsReadLineByLine() throws {
    let found = try conditions(
      in: """
        溪桥市助学办法
        第三条 申请人应当符合以下条件：
        具有本市户籍；
        家庭人均收入低于本市平均水平；
        在校表现良好。
        符合条件的，由学校张榜公布。
        """)
    #expect(found.map(\.quote) == ["具有本市户籍", "家庭人均收入低于本市平均水平", "在校表现良好"])
  }

  @Test func whatFollowsTheLastItemIsProse() throws {
    let found = try conditions(
      in: """
        溪桥市助学办法
        第三条 申请人应当符合下列条件：
        （一）具有本市户籍；
        （二）家庭经济困难。
        前款所列条件由街道办事处核实。
        """)
    #expect(found.map(\.quote) == ["具有本市户籍", "家庭经济困难"])
  }

  @Test func aHeadingWithoutANumberReachesTheNext() throws {
    let found = try conditions(
      in: """
        溪桥市吸纳就业补贴申请指南
        补贴对象
        本市登记的小微企业。
        申请条件：
        （一）招用返乡人员满6个月；
        （二）按月缴纳社会保险。
        申请材料
        （一）申请表；
        （二）营业执照。
        """)
    #expect(
      found.map(\.quote) == ["本市登记的小微企业", "招用返乡人员满6个月", "按月缴纳社会保险"])
  }

  @Test func aLeadInBehindAListBeginsAnother() throws {
    let found = try conditions(
      in: """
        溪桥市公开招聘教师公告
        二、报考条件
        （一）品行端正。
        （二）年满18周岁。
        有下列情形之一的，不得报考：
        （一）现役军人。
        （二）在读学生。
        """)
    #expect(found.map(\.role) == [.require, .require, .exclude, .exclude])
  }

  @Test func aLeadInWithoutANumberEndsWhereOtherNumbersBegin() throws {
    let found = try conditions(
      in: """
        溪桥市经济适用住房申请须知
        申请购买经济适用住房，应符合下列条件：
        （一）具有本市户籍满3年。
        （二）人均住房面积低于15平方米。
        二、申请流程
        申请家庭向街道提出申请。
        三、联系电话
        0123-4567890
        """)
    #expect(found.map(\.quote) == ["具有本市户籍满3年", "人均住房面积低于15平方米"])
  }

  @Test func aTitleOfConditionsIsTheHeadingOfAllItems() throws {
    let found = try conditions(
      in: """
        溪桥市示范茶园申报条件
        一、茶园连片面积200亩以上。
        二、近三年未发生质量安全事故。
        """)
    #expect(found.map(\.quote) == ["茶园连片面积200亩以上", "近三年未发生质量安全事故"])
  }

  @Test func proseBelowAHeadingIsCutWhereRolesDiffer() throws {
    let found = try conditions(
      in: """
        溪桥市劳动模范评选通知
        一、评选范围
        全市各行各业的一线职工；副处级以上领导干部不参加评选。
        二、评选条件
        （一）爱岗敬业。
        （二）业绩突出。
        """)
    #expect(found.prefix(2).map(\.role) == [.require, .exclude])
  }

  @Test func proseBetweenAHeadingAndItsListIsReadToo() throws {
    let found = try conditions(
      in: """
        溪桥市社会组织评估通知
        一、评估对象
        2021年10月1日前在市民政局登记满2年的社会组织。
        有下列情形之一的，不能参加评估：
        （一）上年度未参加年检的；
        （二）正在被立案调查的。
        二、评估时间
        6月至9月。
        """)
    #expect(found.map(\.role) == [.require, .exclude, .exclude])
  }

  @Test func requestsAmongConditionsAreNone() throws {
    let found = try conditions(
      in: """
        溪桥市少儿书画展征稿启事
        一、作品要求
        1.作品须为原创。
        2.请用铅笔在作品背面注明姓名。
        3.来稿一律不退。
        二、截稿时间
        6月30日。
        """)
    #expect(found.map(\.quote) == ["作品须为原创"])
  }

  @Test func aBracketOfUnitsIsLeftOutOfAnItem() throws {
    let found = try conditions(
      in: """
        溪桥市助学办法
        第三条 申请人应当符合下列条件：
        （一）具有本市户籍（市教育局牵头，市民政局配合）；
        （二）家庭经济困难。
        """)
    #expect(found.first?.quote == "具有本市户籍")
  }

  // MARK: Sentences

  @Test(arguments: [
    ("逾期未报送的，不予受理。", Condition.Role.exclude),
    ("企业骗取补助的，追回已拨付资金，三年内不得再次申报。", .exclude),
    ("用人单位出具虚假证明的，取消其两年内申请补贴的资格。", .exclude),
    ("考核不合格的，撤销称号。", .revoke),
    ("整改后仍不达标的，移出示范名单。", .revoke),
    ("对连续两年评为优秀的合作社，优先推荐参评省级示范社。", .prefer),
    ("返乡创业人员，同等条件下优先入驻。", .prefer),
    ("对首次获得绿色食品认证的企业，一次性奖励5万元。", .require),
    ("带动就业20人以上的，给予10万元补助。", .require),
    ("承办单位应具有独立法人资格。", .require),
    ("本办法适用于在本市登记的家庭农场。", .require),
    ("经公示无异议后，由市农业农村局发文公布。", .pass),
    ("综合得分80分以上的，列入拟认定名单。", .pass),
    ("通过现场核查的基地进入公示环节。", .pass),
    ("发生重大质量安全事故的，实行一票否决。", .veto),
  ])
  func aSentenceSaysWhatFollowsFromACase(sentence: String, role: Condition.Role) throws {
    #expect(try roles(sentence) == [role])
  }

  @Test(arguments: [
    "各县（市、区）要高度重视，加强组织领导。",
    "省财政厅给予大力支持。",
    "符合条件的企业，可以申报。",
    "申报单位应提交营业执照复印件。",
    "申报材料应符合要求。",
    "坚持公益优先、安全第一的原则。",
    "对检查中发现的问题，要及时整改。",
    "未通过验收的单位限期整改。",
    "推荐单位不得推荐不符合条件的项目。",
  ])
  func dutiesAndExhortationsAreNoConditions(sentence: String) throws {
    #expect(try roles(sentence).isEmpty)
  }

  @Test func sentencesEndAtStopsAndLoseThem() throws {
    let found = conditions(
      try facts("年产值5000万元以上的，奖励10万元；年产值2000万元以上的，奖励5万元。名单每年公布。"))
    #expect(found.map(\.quote) == ["年产值5000万元以上的，奖励10万元", "年产值2000万元以上的，奖励5万元"])
  }

  @Test func casesInOneSentenceStayTogether() throws {
    let found = conditions(try facts("名单每年公布。对提供虚假材料；挪用项目资金；拒不接受检查的，撤销认定。"))
    #expect(found.map(\.quote) == ["对提供虚假材料；挪用项目资金；拒不接受检查的，撤销认定"])
    #expect(found.map(\.role) == [.revoke])
  }

  @Test func theSubjectIsWhoTheSentenceIsAbout() throws {
    #expect(conditions(try facts("对弄虚作假的合作社，取消其当年申报资格。")).first?.subject == "合作社")
    #expect(conditions(try facts("申请人应当具有本市户籍。")).first?.subject == "申请人")
    #expect(conditions(try facts("逾期未报送的，不予受理。")).first?.subject == nil)
  }

  // MARK: Predicates

  @Test func clausesAreAllWanted() throws {
    guard case .all(let parts) = try predicate(of: "申请人应当具有本市户籍，年龄不超过45周岁。") else {
      Issue.record("no tree")
      return
    }
    #expect(parts.count == 2)
    guard case .all(let age) = parts[1], case .quantity(let quantity) = age[0] else {
      Issue.record("no number: \(parts[1])")
      return
    }
    #expect(quantity.comparison == .atMost && quantity.unit == "周岁" && quantity.metric == "年龄")
  }

  @Test func orMakesAlternatives() throws {
    guard case .all(let parts) = try predicate(of: "申请人应当具有本市户籍，或者持有本市居住证，年满18周岁。") else {
      Issue.record("no tree")
      return
    }
    #expect(parts.first == .any([.text("申请人应当具有本市户籍"), .text("持有本市居住证")]))
  }

  @Test func whatMustNotBeIsTurnedRound() throws {
    let rules = try graph(
      """
      溪桥市示范茶园申报通知
      一、申报条件
      （一）近三年未发生质量安全事故；
      （二）无失信记录。
      """
    ).rules
    let predicates = rules.compactMap { rule -> Predicate? in
      guard case .condition(let condition) = rule.body else { return nil }
      return condition.predicate
    }
    #expect(predicates.last == .not(.text("失信记录")))
    guard case .all(let parts) = predicates.first, case .temporal(let time) = parts.first else {
      Issue.record("no time: \(String(describing: predicates.first))")
      return
    }
    #expect(time.value == "P3Y")
    #expect(parts.last == .not(.text("发生质量安全事故")))
  }

  @Test func theCaseMayBeginTheClauseOfTheConsequence() throws {
    let found = try predicate(of: "对涉密岗位，心理测评不合格的取消体检资格。")
    #expect(found == .all([.text("对涉密岗位"), .text("心理测评不合格的")]))
  }

  @Test func theConsequenceIsNoPartOfTheCase() throws {
    guard case .all(let parts) = try predicate(of: "带动就业20人以上的，给予10万元补助。") else {
      Issue.record("no tree")
      return
    }
    let numbers = parts.compactMap { part -> String? in
      guard case .quantity(let quantity) = part else { return nil }
      return quantity.quote
    }
    #expect(numbers == ["20人以上"])
    #expect(parts.last == .text("带动就业20人以上的"))
  }

  // MARK: Exceptions

  private func lines(_ notice: String) throws -> [String] {
    try graph(notice).rules.compactMap { rule in
      guard case .condition(let condition) = rule.body else { return nil }
      return show(condition.predicate)
    }
  }

  private func show(_ predicate: Predicate) -> String {
    switch predicate {
    case .all(let parts): "all(" + parts.map(show).joined(separator: ", ") + ")"
    case .any(let parts): "any(" + parts.map(show).joined(separator: ", ") + ")"
    case .not(let part): "not(" + show(part) + ")"
    case .quantity(let quantity): "<\(quantity.quote)>"
    case .temporal(let time): "<\(time.quote)>"
    case .text(let text): text
    }
  }

  @Test func exceptionsAreAlternativesToWhatIsWanted() throws {
    let read = try lines(
      """
      溪桥市示范茶园申报通知
      一、申报条件
      （一）除应届毕业生外，须有2年以上工作经历；
      （二）具有本科学历，院士不受学历限制；
      （三）年满18周岁（退役军人除外）。
      """)
    #expect(
      read == [
        "any(all(<2年以上>, 须有2年以上工作经历), 应届毕业生)", "any(具有本科学历, 院士)", "any(all(<年满18周岁>, 年满18周岁（退役军人除外）), 退役军人)",
      ])
  }

  @Test func whatIsExceptedFromAnExclusionMustNotBeSo() throws {
    let read = try lines(
      """
      溪桥市示范茶园申报通知
      各县农业农村局：
      近三年有失信记录的，不得申报，但已修复信用的除外。
      """)
    #expect(read == ["all(all(<近三年>, 近三年有失信记录的), not(已修复信用))"])
  }

  @Test func bothSidesOfAndAreWanted() throws {
    let read = try lines(
      """
      溪桥市示范茶园申报通知
      一、申报条件
      （一）在本市注册满2年且近三年未发生事故。
      """)
    #expect(read == ["all(all(<满2年>, 在本市注册满2年), all(<近三年>, not(发生事故)))"])
  }

  @Test func whatAnAnnouncingColonLeadsToIsOneConditionUnlessAPartHasItsOwnConsequence() throws {
    let one = "有下列情形之一的，不得申报：成立不满2年的；近三年发生事故的"
    #expect(conditions(try facts("\(one)。材料应当齐全。")).map(\.quote) == [one])
    #expect(try conditions(in: "第一条 \(one)。").map(\.role) == [.exclude])
    guard case .any(let parts)? = try predicate(of: "\(one)。") else {
      Issue.record("no alternatives")
      return
    }
    #expect(parts.count == 2)
    #expect(
      conditions(try facts("按以下标准给予补助：对成立满2年的企业，奖励1万元；对成立满5年的企业，奖励3万元。")).count == 2)
  }

  @Test func aLeadInSaysHowItsItemsCombineAndDiscretionStays() throws {
    let rules = try graph(
      """
      溪桥市助农贷款贴息办法
      第三条 申报单位应当同时具备下列条件：
      （一）成立满2年；
      （二）负责人年龄原则上不超过55周岁。
      第四条 有下列情形之一的，不予受理：
      （一）材料不全的；
      （二）弄虚作假的。
      """
    ).rules
    let read = rules.compactMap { rule -> String? in
      guard case .condition(let condition) = rule.body else { return nil }
      return "\(condition.combination?.rawValue ?? "-") \(condition.discretion ?? "-")"
    }
    #expect(read == ["all -", "all 原则上", "any -", "any -"])
  }
}
