import RuleModel
import TestSupport
import Testing

@Suite("clauses that begin with a body and tell of something else, and lists of bodies")
struct DutyFactTests {
  @Test(
    "what a thing is, an activity, a founding, another body's act and what stands inside a unit give no duty of the unit",
    arguments: [
      "企业在平台提交网上材料的截止时间为7月21日。", "金融机构应当保存的客户资料包括身份信息和交易记录。", "软件企业认定实行年审制度。",
      "云泽农业学校创办于1956年。", "市商务局、市科技局主要负责人共同担任副召集人。", "评审小组由市科技局、市财政局组成。",
      "村（居）组织在改造中存在违法行为，且未予改正的，取消评优资格。",
    ])
  func none(sentence: String) throws {
    #expect(try Read.duties(sentence) == [])
  }

  @Test(
    "a list that shares its tail shares its level, and an unknown function in it hands the level on",
    arguments: [
      (
        "市、区教育、公安、来岛人员服务管理、工会等单位主动配合。",
        [
          "市、区教育单位 support must", "市、区公安单位 support must", "市、区来岛人员服务管理单位 support must",
          "市、区工会 support must",
        ]
      ),
      ("各级农业、财政部门应当加强监管。", ["各级农业部门 actor must", "各级财政部门 actor must"]),
    ] as [(String, [String])])
  func levels(sentence: String, duties: [String]) throws {
    #expect(try parts(sentence) == duties)
  }

  @Test(
    "a case with 获得 or 收到 leads on to the action, and a recipient takes the modal of a time before it",
    arguments: [
      ("企业获得资格后，应每年5月底前在网站填报信息。", ["企业 actor must"]),
      ("申请人可在公布后20个工作日内，向市科技局提出复核。", ["申请人 actor may", "市科技局 recipient may"]),
      ("本办法由市财政局会同市审计局负责解释。", ["市财政局 responsible must", "市审计局 support must"]),
      ("市科技局要明确相关机构负责诚信工作。", ["市科技局 actor must"]),
      ("推动商业银行支持企业创新产品。", ["商业银行 actor encourage"]),
      ("各级机关要明确具体负责审核的工作机构。", ["各级机关 actor must"]),
      ("由教务处协同各学院开展检查。", ["教务处 actor must", "各学院 support must"]),
      ("市港城公司作为认定的代理机构，负责建立网络。", ["市港城公司 responsible must"]),
      ("及时报本级人民政府。", ["本级人民政府 recipient must"]),
      ("及时报本单位工作总结。", []),
    ] as [(String, [String])])
  func ledOn(sentence: String, duties: [String]) throws {
    #expect(try parts(sentence).sorted() == duties.sorted())
  }

  @Test("the last of a bracketed list loses 等, and a colon behind a comma ends the list")
  func remainders() throws {
    let names = try facts("推动落实。（农业农村部、财政部等负责）").compactMap { rule -> String? in
      guard case .duty(let duty) = rule.body else { return nil }
      return duty.unit.name
    }
    #expect(names == ["农业农村部", "财政部"])
    let labelled = try facts("推动落实。（负责部门：商务部、海关总署，适用范围：全市）").compactMap { rule -> String? in
      guard case .duty(let duty) = rule.body else { return nil }
      return duty.unit.name
    }
    #expect(labelled == ["商务部", "海关总署"])
  }

  @Test("a body before its colon acts where the item is headed by it")
  func headed() throws {
    let read = try graph(
      """
      禾川市防汛应急预案

      一、职责分工
      （一）市教育局：负责学校安全。
      （二）综合协调组。负责统筹协调工作。
      """
    ).rules.compactMap { rule -> String? in
      guard case .duty(let duty) = rule.body else { return nil }
      return "\(rule.quote) \(duty.unit.name) \(duty.role.rawValue)"
    }
    #expect(read == ["市教育局：负责学校安全 市教育局 responsible", "综合协调组。负责统筹协调工作 综合协调组 responsible"])
  }

  @Test("a tail that the name before it begins stands once")
  func tails() throws {
    #expect(
      try parts("政务服务、邮政等服务单位应当设置窗口。") == ["政务服务单位 actor must", "邮政服务单位 actor must"])
  }

  @Test("a scope that names its levels belongs to the names behind it, one that says where does not")
  func scopes() throws {
    #expect(
      try parts("县（市、区）财政局、教育局应当报送方案。") == ["县（市、区）财政局 actor must", "县（市、区）教育局 actor must"])
    #expect(try parts("受检地区卫生局、教育局应当报送方案。") == ["受检地区卫生局 actor must", "教育局 actor must"])
  }

  private func parts(_ sentence: String) throws -> [String] {
    try facts(sentence).compactMap { rule -> String? in
      guard case .duty(let duty) = rule.body else { return nil }
      return "\(duty.unit.name) \(duty.role.rawValue) \(duty.modality.rawValue)"
    }
  }
}
