import RuleModel
import TestSupport
import Testing

@Suite("duties")
struct DutyTests {
  @Test(
    "the subject of a sentence is an actor with the force of its verb",
    arguments: [
      ("各县区要加强组织领导。", ["「各县区要加强组织领导」 各县区 actor must"]),
      ("申报单位可自行下载表格。", ["「申报单位可自行下载表格」 申报单位 actor may"]),
      ("各单位不得挪用资金。", ["「各单位不得挪用资金」 各单位 actor must-not"]),
      ("鼓励龙头企业牵头组建联盟。", ["「龙头企业牵头组建联盟」 龙头企业 lead encourage"]),
      ("市科技局应当组织评审。", ["「市科技局应当组织评审」 市科技局 actor must"]),
    ] as [(String, [String])])
  func actors(sentence: String, duties: [String]) throws {
    let read = try Read.duties(sentence)
    #expect(read == duties)
  }

  @Test(
    "the verb says the part that a body has",
    arguments: [
      ("市科技局牵头落实。", ["市科技局 lead"]), ("市财政局负责资金拨付。", ["市财政局 responsible"]), ("市审计局配合做好检查。", ["市审计局 support"]),
      ("由市教育局组织实施。", ["市教育局 actor"]), ("市发改委会同市财政局组织复核。", ["市发改委 actor", "市财政局 support"]),
      ("正式行文报送市商务局。", ["市商务局 recipient"]), ("向市民政局提交年度报告。", ["市民政局 recipient"]), ("经市财政局审核后拨付。", ["市财政局 actor"]),
    ] as [(String, [String])])
  func roles(sentence: String, duties: [String]) throws {
    let read = try facts(sentence).compactMap { rule -> String? in
      guard case .duty(let duty) = rule.body else { return nil }
      return "\(duty.unit.name) \(duty.role.rawValue)"
    }
    #expect(read == duties)
  }

  @Test("each of several subjects has the duty, quoted from its own name on")
  func coordinate() throws {
    let read = try Read.duties("市商务局、市科技局要做好政策宣传。")
    #expect(read == ["「市商务局、市科技局要做好政策宣传」 市商务局 actor must", "「市科技局要做好政策宣传」 市科技局 actor must"])
  }

  @Test(
    "a list of units gives each its duty, an elided head restored in the name, not in the quote",
    arguments: [
      ("责任单位：市人社局、发改委、科技局", ["「市人社局」 市人社局", "「发改委」 市发改委", "「科技局」 市科技局"]),
      ("责任单位：省科技厅、省财政厅", ["「省科技厅」 省科技厅", "「省财政厅」 省财政厅"]),
      ("责任单位：市财政局，各县（市、区）人民政府", ["「市财政局」 市财政局", "「各县（市、区）人民政府」 各县（市、区）人民政府"]),
      ("责任单位：市委组织部、市人社局、财政局", ["「市委组织部」 市委组织部", "「市人社局」 市人社局", "「财政局」 市财政局"]),
    ] as [(String, [String])])
  func units(line: String, units: [String]) throws {
    let read = try Read.duties(line)
    #expect(read == units.map { $0 + " responsible must" })
  }

  @Test("牵头单位 and 配合单位 say the part that their units have")
  func labels() throws {
    let read = try Read.duties("牵头单位：市科技局；配合单位：市财政局、市审计局")
    #expect(
      read == [
        "「市科技局」 市科技局 lead must", "「市财政局」 市财政局 support must", "「市审计局」 市审计局 support must",
      ])
  }

  @Test("a bracket at the end of an item names who is responsible, leads and supports")
  func brackets() throws {
    #expect(
      try Read.duties("建设综合服务平台。（市科技局、市财政局按职责分工负责）")
        == ["「市科技局」 市科技局 responsible must", "「市财政局」 市财政局 responsible must"])
    #expect(
      try Read.duties("建设综合服务平台。（市科技局牵头，市财政局、市教育局配合）")
        == [
          "「市科技局」 市科技局 lead must", "「市财政局」 市财政局 support must", "「市教育局」 市教育局 support must",
        ])
  }

  @Test("words that leave discretion are kept with the duty")
  func discretion() throws {
    let duties = try facts("申报单位原则上应当为企业法人，市科技局原则上每年组织一次评审。").compactMap { rule -> Duty? in
      if case .duty(let duty) = rule.body { duty } else { nil }
    }
    #expect(duties.contains { $0.discretion == "原则上" })
  }

  @Test("a duty holds the times and quantities of its clause")
  func leaves() throws {
    let duty = try #require(
      try facts("市科技局应当在5个工作日内审核不少于20家企业的材料。").compactMap { rule -> Duty? in
        if case .duty(let duty) = rule.body { duty } else { nil }
      }.first)
    #expect(duty.temporals.map(\.value) == ["P5D"])
    #expect(duty.quantities.map(\.value.description) == ["20"])
  }

  @Test(
    "headings, noun phrases and what a relative clause names state no duty",
    arguments: ["各县区的创建工作。", "支持企业发展的政策。", "企业提供虚假材料的，取消资格。"])
  func none(sentence: String) throws {
    let read = try Read.duties(sentence)
    #expect(read == [])
  }

  @Test("a noun phrase whose last word is also a verb states no duty", arguments: ["企业创新能力建设。", "市科技局关于申报工作的安排。"])
  func nounPhrases(sentence: String) throws {
    #expect(try Read.duties(sentence) == [])
  }
}
