import RuleModel
import TestSupport
import Testing

@Suite("what looks like a duty, and where a duty ends")
struct DutyGuardTests {
  @Test(
    "a person of a body, a group's members, a past fact, a term's meaning and a thing that bears a unit's name give no duty",
    arguments: [
      "市科技局负责人为工作专班成员。", "评审小组由学院领导、教授代表组成。", "我厅完善了实名制管理系统。", "省级财政累计投入6亿元。", "市科技局经费规模可适当提高。", "鼓励学生参加社会实践。",
      "软件企业认定证书自动失效。", "申报单位申请材料应当真实有效。", "本办法所称创新券，是指由市财政局安排、用于购买服务的凭证。",
    ])
  func none(sentence: String) throws {
    #expect(try Read.duties(sentence) == [])
  }

  @Test(
    "an action ends where 并 begins the next, and runs over 并 between two verbs of one object",
    arguments: [
      ("建设单位应当履行保修义务并对损失承担赔偿责任。", ["「建设单位应当履行保修义务」 建设单位 actor must"]),
      ("市科技局应当汇总并公布名单。", ["「市科技局应当汇总并公布名单」 市科技局 actor must"]),
      ("各地可选择业绩较好并参与项目监理的单位。", ["「各地可选择业绩较好并参与项目监理的单位」 各地 actor may"]),
      ("学院进行考核（含综合评分排名和思想品德考核）。", ["「学院进行考核」 学院 actor must"]),
      ("考生因故不能参加考试的，应提前请假。", ["「考生因故不能参加考试的，应提前请假」 考生 actor must"]),
      ("自然人申请的须提供证明原件。", ["「自然人申请的须提供证明原件」 自然人 actor must"]),
      ("学院原则上不得调整课程。", ["「学院原则上不得调整课程」 学院 actor must-not"]),
      ("登记机构不再受理变更登记。", ["「登记机构不再受理变更登记」 登记机构 actor must-not"]),
      ("市财政局公示资金分配情况。", ["「市财政局公示资金分配情况」 市财政局 actor must"]),
      ("申请人在办理手续时，应同时提供身份证明。", ["「申请人在办理手续时，应同时提供身份证明」 申请人 actor must"]),
      ("各部门要制定本地区、本部门推行制度的方案。", ["「各部门要制定本地区、本部门推行制度的方案」 各部门 actor must"]),
      ("鼓励企业通过租赁方式取得设备，鼓励高校开展培训。", ["「企业通过租赁方式取得设备」 企业 actor encourage", "「高校开展培训」 高校 actor encourage"]),
    ] as [(String, [String])])
  func nextAction(sentence: String, duties: [String]) throws {
    #expect(try Read.duties(sentence) == duties)
  }

  @Test(
    "who acts may be one of a body's people, of a kind, or of a list of unlike bodies",
    arguments: [
      ("医疗机构工作人员应当保密。", ["「医疗机构工作人员应当保密」 医疗机构工作人员 actor must"]),
      ("工会、妇联应当发挥优势。", ["「工会、妇联应当发挥优势」 工会 actor must", "「妇联应当发挥优势」 妇联 actor must"]),
      (
        "学校、海滨公园应当配备保安。", ["「学校、海滨公园应当配备保安」 学校 actor must", "「海滨公园应当配备保安」 海滨公园 actor must"]
      ),
      ("从事潮汐观测的各类人员要坚守岗位。", ["「各类人员要坚守岗位」 各类人员 actor must"]),
    ] as [(String, [String])])
  func people(sentence: String, duties: [String]) throws {
    #expect(try Read.duties(sentence) == duties)
  }

  @Test("measures that are taken are the act, a form that is taken only says how the next clause acts")
  func measures() throws {
    #expect(try Read.duties("各区要采取有效措施，加强安全监管。") == ["「各区要采取有效措施」 各区 actor must"])
    #expect(try Read.duties("各区要采取多种形式，广泛宣传政策。") == ["「各区要采取多种形式，广泛宣传政策」 各区 actor must"])
  }

  @Test("what an item only names, and what nobody may do, is no condition or duty")
  func named() throws {
    #expect(try Read.duties("商户经营地址。") == [])
    #expect(try Read.duties("征信机构参照适用本办法。") == [])
    let rules = try graph("关于市场管理的办法\n第一条 经营者不得有下列行为：\n（一）短斤少两；\n（二）强买强卖。\n").rules
    #expect(Read.conditions(rules) == [])
  }

  @Test(
    "a duty runs on over a basis, a way or a case to what is done",
    arguments: [
      ("协会应根据有关规定，结合业务特点，确定保存期限。", ["「协会应根据有关规定，结合业务特点，确定保存期限」 协会 actor must"]),
      (
        "市教育局可以通过召开座谈会等方式，听取学校意见。", ["「市教育局可以通过召开座谈会等方式，听取学校意见」 市教育局 actor may"]
      ),
      (
        "申报单位更正信息，补缴费用的，应在窗口办理手续。", ["「申报单位更正信息，补缴费用的，应在窗口办理手续」 申报单位 actor must"]
      ),
      ("会员单位处理申请，应遵循公开原则，做好评审工作。", ["「会员单位处理申请，应遵循公开原则」 会员单位 actor must"]),
      ("市财政局组织专家组，对草案进行评审。", ["「市财政局组织专家组，对草案进行评审」 市财政局 actor must"]),
    ] as [(String, [String])])
  func runningOn(sentence: String, duties: [String]) throws {
    #expect(try Read.duties(sentence) == duties)
  }

  @Test(
    "a case in which another body acts, a thing that a unit is said of, and a target by a day give no duty of the unit",
    arguments: [
      ("会员单位存在下列情形之一，并经查实的，市民政局可以约谈。", ["市民政局 actor may"]),
      ("主办单位在平台上开设的账号应保持更新。", []),
      ("到2025年底，市教育局完成信息系统整合。", []),
      ("运营机构提供送餐服务可享受补贴。", []),
      ("举报人反映违法行为，经查证属实的，适用本办法。", []),
      ("起草部门已明确审核机构的，应当先由审核机构进行审查。", ["审核机构 actor must"]),
    ] as [(String, [String])])
  func cases(sentence: String, duties: [String]) throws {
    #expect(try parts(of: facts(sentence)) == duties)
  }

  @Test(
    "a verb that only says whom or which is meant is no part, no benefit and no past of the body",
    arguments: [
      ("二级医院要在分配上向参与签约服务的医师倾斜。", ["二级医院 actor must"]),
      ("从业机构应当根据客户调查所获得的信息，开展分类管理。", ["从业机构 actor must"]),
      ("各级人民政府应当保障公民获得服务的权利。", ["各级人民政府 actor must"]),
      ("市科技局会同市财政局对已并网项目开展抽查。", ["市科技局 actor must", "市财政局 support must"]),
      ("各单位应明确一名分管领导具体负责信息报送工作。", ["各单位 actor must"]),
    ] as [(String, [String])])
  func attributes(sentence: String, duties: [String]) throws {
    #expect(try parts(of: facts(sentence)) == duties)
  }

  @Test("a name that holds several kinds of bodies gives each its duty, with the tail that the last one has")
  func kinds() throws {
    #expect(
      try Read.duties("公路养护、绿化和保洁单位应当建立台账。") == [
        "「公路养护、绿化和保洁单位应当建立台账」 公路养护单位 actor must", "「绿化和保洁单位应当建立台账」 绿化单位 actor must",
        "「保洁单位应当建立台账」 保洁单位 actor must",
      ])
  }

  @Test("a body that acts on cases listed below has a duty; one that must be something has none")
  func listedCases() throws {
    #expect(
      try Read.duties("有下列情形之一的，登记机关可以不予受理：\n（一）材料不全的；\n（二）逾期提交的。").map { $0.suffix(14) } == ["登记机关 actor may"])
    #expect(try Read.duties("申报单位应具备下列条件：\n（一）成立满2年；\n（二）纳税正常。") == [])
  }

  @Test(
    "a modal or 负责 in the next clause belongs to the subject of the first",
    arguments: [
      ("会员单位向协会报送信息，应符合格式要求。", ["会员单位 actor must", "协会 recipient must"]),
      ("学生对名单有异议，可向学院申诉。", ["学生 actor may", "学院 recipient may"]),
      ("领导小组办公室设在市教育局，负责日常工作。", ["领导小组办公室 responsible must"]),
    ] as [(String, [String])])
  func later(sentence: String, duties: [String]) throws {
    let read = try facts(sentence).compactMap { rule -> String? in
      guard case .duty(let duty) = rule.body else { return nil }
      return "\(duty.unit.name) \(duty.role.rawValue) \(duty.modality.rawValue)"
    }
    #expect(read.sorted() == duties.sorted())
  }

  @Test(
    "a level or a tail that a list of subjects leaves out is restored in the name; a bracketed body stays with it",
    arguments: [
      ("市教育局、财政局要做好指导工作。", ["市教育局", "市财政局"]), ("教育、财政部门要做好指导工作。", ["教育部门", "财政部门"]),
      ("市教育、财政局要做好指导工作。", ["市教育局", "市财政局"]), ("建设、监理单位要检查质量。", ["建设单位", "监理单位"]),
      ("乡镇人民政府（街道办事处）应当履行属地责任。", ["乡镇人民政府（街道办事处）"]), ("将名单报送市商务局（外贸科）。", ["市商务局"]),
      ("将名单报送省评审办公室（省统计局人事处）。", ["省评审办公室（省统计局人事处）"]), ("建设、监理等单位应当建立责任制度。", ["建设单位", "监理单位"]),
    ] as [(String, [String])])
  func names(sentence: String, units: [String]) throws {
    let read = try facts(sentence).compactMap { rule -> String? in
      guard case .duty(let duty) = rule.body else { return nil }
      return duty.unit.name
    }
    #expect(read == units)
  }

  @Test(
    "the body behind 可由 acts, with the modal's force; a body that is only urged gives way to the sentence's own subject",
    arguments: [
      ("价格可由市发改委确定。", ["市发改委 actor may"]), ("企业名单应由市科技局公布。", ["市科技局 actor must"]),
      ("市科技局要支持企业开展创新。", ["市科技局 actor must"]), ("支持企业开展创新。", ["企业 actor encourage"]),
    ] as [(String, [String])])
  func agents(sentence: String, duties: [String]) throws {
    #expect(try parts(of: facts(sentence)) == duties)
  }

  @Test(
    "units under 责任单位, 牵头单位 and 配合单位 in a task table have their duty row by row",
    arguments: [
      (
        "关于开展普查的通知\n各单位：\n一、任务分工\n序号\t任务\t责任单位\n1\t完成普查\t县林业局\n2\t建设中心\t县文旅局、教育局\n",
        ["县林业局 responsible must", "县文旅局 responsible must", "县教育局 responsible must"]
      ),
      (
        "关于开展普查的通知\n各单位：\n一、任务分工\n任务\t牵头单位\t配合单位\n完成普查\t县林业局\t县财政局\n建设中心\t县文旅局\t县住建局\n",
        ["县林业局 lead must", "县财政局 support must", "县文旅局 lead must", "县住建局 support must"]
      ),
      (
        "关于开展普查的通知\n各单位：\n一、任务分工\n任务\t县林业局内牵头科室\t配合单位\n完成普查\t造林科\t/\n建设中心\t资源科\t县住建局\n",
        ["造林科 lead must", "资源科 lead must", "县住建局 support must"]
      ),
      // A cell that says how the work is divided is a list all the same, and no sentence.
      (
        "关于开展普查的通知\n各单位：\n一、任务分工\n任务\t责任单位\n完成普查\t县林业局，各有关部门按职责分工负责\n建设中心\t县文旅局\n",
        ["县林业局 responsible must", "各有关部门 responsible must", "县文旅局 responsible must"]
      ),
    ] as [(String, [String])])
  func tables(notice: String, duties: [String]) throws {
    #expect(try parts(of: graph(notice).rules) == duties)
  }

  private func parts(of rules: [Rule]) -> [String] {
    rules.compactMap { rule -> String? in
      guard case .duty(let duty) = rule.body else { return nil }
      return "\(duty.unit.name) \(duty.role.rawValue) \(duty.modality.rawValue)"
    }
  }

  @Test(
    "behind the last item of a list of conditions a paragraph may say what is done, or ask one more thing of who applies",
    arguments: [
      ("学院应在考生提交志愿后36小时内反馈。", ["「学院应在考生提交志愿后36小时内反馈」 学院 actor must"]), ("上述人才须在本区工作。", []),
      ("申请人应当分别符合前款规定。", []),
    ] as [(String, [String])])
  func behindConditions(sentence: String, duties: [String]) throws {
    let list = "关于转专业的通知\n\n一、申请条件\n申请人须符合下列要求：\n1.具有本市户籍；\n2.年满十八周岁。\n"
    #expect(try graph(list + sentence).rules.compactMap(Read.duty) == duties)
  }

  @Test("those who stand beside the first agent may do what it may; a name behind a bracket is still an attribute")
  func besideAgents() throws {
    #expect(
      try Read.duties("工程可由村委会或者受益户自行管理。")
        == ["「村委会或者受益户自行管理」 村委会 actor may", "「受益户自行管理」 受益户 actor may"])
    #expect(
      try Read.duties("各区（含开发区）、集团总公司及其他单位实施的重点工程中成效突出的入选人，可申请办理。")
        == ["「入选人，可申请办理」 入选人 actor may"])
  }
}
