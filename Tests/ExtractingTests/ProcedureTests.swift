import RuleModel
import TestSupport
import Testing
import TextModel

private let notice = """
  禾川市示范基地管理办法

  第一条 申报单位应当同时具备以下条件：
  （一）具有独立法人资格；
  （二）信用状况良好。
  第二条 申报单位应当向市科技局提交下列材料：
  （一）申报书一式三份；
  （二）营业执照复印件；
  （三）纸质材料应当加盖公章。
  第三条 基地认定按照以下程序进行：
  （一）单位申报。申报单位于2025年3月31日前登录系统填报。
  （二）形式审查。市科技局在10个工作日内完成审查。
  （三）社会公示。
  第四条 对符合本办法第一条第（二）项的申报单位，给予20万元奖励。
  第五条 示范基地有下列情形之一的，由市科技局撤销认定：
  （一）弄虚作假的；
  （二）连续两年考核不合格的。
  第六条 挪用资金的，责令限期改正。
  """

@Suite("materials, stages, support, sanctions, references")
struct ProcedureTests {
  @Test("the items of a list of materials are materials with their copies, and go to whom they are handed in")
  func materials() throws {
    let read = try graph(notice).rules.compactMap { rule -> String? in
      guard case .material(let material) = rule.body else { return nil }
      let copies = material.quantities.map { "\($0.value)\($0.unit)" }.joined()
      return "\(material.name) \(copies) \(material.to?.name ?? "-")"
    }
    #expect(read == ["申报书 3份 市科技局", "营业执照复印件  市科技局"])
  }

  @Test(
    "a sentence names materials in all their forms, and not what is done with them",
    arguments: [
      ("申请人应提供身份证原件和复印件、劳动合同。", "身份证原件和复印件,劳动合同"),
      ("学员持《结业证书》到培训中心办理登记。", "《结业证书》"),
      ("申请人应填写《场地使用申请表》。", "《场地使用申请表》"),
      ("提交意向前需上传收入承诺书。", "收入承诺书"),
      ("无固定工作的，提交居住地镇政府出具的收入证明。", "居住地镇政府出具的收入证明"),
      ("由市教育局出具《录取通知书》。", ""),
    ] as [(String, String)])
  func materialsInSentences(sentence: String, expected: String) throws {
    let read = try facts(sentence).compactMap { rule -> String? in
      guard case .material(let material) = rule.body else { return nil }
      return material.name
    }
    #expect(read.joined(separator: ",") == expected)
  }

  @Test("a material of a list may end in a word that holds a modal, and is no condition of when it is wanted")
  func listedMaterials() throws {
    let read = try graph(
      """
      关于申报创新平台的通知

      一、申报材料
      （一）集体讨论会议纪要（一式三份）。
      （二）因病缺席的，提交诊断证明。
      （三）如为合作单位，提交合作协议书。
      （四）在职证明
      人事部门出具的在职证明原件，须加盖公章。
      """
    ).rules.compactMap { rule -> String? in
      guard case .material(let material) = rule.body else { return nil }
      return material.name
    }
    #expect(read == ["集体讨论会议纪要", "诊断证明", "合作协议书", "人事部门出具的在职证明原件"])
  }

  @Test(
    "a time limits whoever the sentence has act, and not whose papers are received",
    arguments: [
      ("市科技局收到申请人的材料后，应在5个工作日内完成初审。", "市科技局"),
      ("市科技局应在5个工作日内完成初审，并在审核通过后10个工作日内将结果通知申请人。", "市科技局 市科技局"),
      ("请于6月30日前将材料报送市教育局。", ""),
      ("市教育局会同市财政局编制项目目录，于8月底前印发。", "市教育局"),
      ("县商务局编制资金方案，报县人民政府审定后，于3月31日前报省级备案。", "县商务局"),
      ("根据市民政局通知要求，决定从2024年7月1日起，救助标准提高到500元。", ""),
      ("救助资金按月发放，有条件的地方可以提前发放。", ""),
      ("名单在市人社局官网公示5个工作日。", ""),
      ("2025年1月1日后来我市工作、与用人单位签订劳动合同的人才。", ""),
      ("灾情稳定后15日内，由市应急局会同有关部门完成评估。", "市应急局"),
      ("办法有效期至2027年12月31日，由市财政局负责解释。", ""),
      ("各县区每2小时向市防汛办报告一次。", "各县区"),
      ("每年9月1日前，县财政局将预算下达到学校。", "县财政局"),
      ("见习单位骗取补贴的，由区人社局责令退回，3年内不得申请补贴。", "见习单位"),
      ("骗取补贴的，由区人社局责令退回，3年内不得申请补贴。", ""),
      ("材料不全的，告知申请人5日内补正。", "申请人"),
      ("本办法由市水利局负责解释，自2026年5月1日起施行，有效期2年。", ""),
      ("确需停水的，应当提前24小时通知用水户。", ""),
      ("专家评审于8月底前完成，9月30日前发文命名。", ""),
    ] as [(String, String)])
  func unitsOfTimes(sentence: String, expected: String) throws {
    let read = try facts(sentence).compactMap { rule -> String? in
      guard case .deadline(let deadline) = rule.body else { return nil }
      return deadline.unit?.name
    }
    #expect(read.joined(separator: " ") == expected)
  }

  @Test("the items below a procedure are its stages in their order, with who acts and when")
  func stages() throws {
    let graph = try graph(notice)
    let steps = graph.rules.compactMap { rule -> (Rule, Step)? in
      guard case .step(let step) = rule.body else { return nil }
      return (rule, step)
    }
    #expect(steps.map(\.1.name) == ["单位申报", "形式审查", "社会公示"])
    #expect(steps.map(\.1.order) == [1, 2, 3])
    #expect(steps.map { $0.1.units.map(\.name) } == [["申报单位"], ["市科技局"], []])
    #expect(steps.map { $0.1.temporals.map(\.value) } == [["2025-03-31"], ["P10D"], []])
    #expect(steps[0].1.next == steps[1].0.id && steps[1].1.next == steps[2].0.id && steps[2].1.next == nil)
    #expect(graph.edges.contains(Edge(from: .rule(steps[0].0.id), to: .rule(steps[1].0.id), kind: .precedes)))
  }

  @Test(
    "a sentence that gives something says what, to whom and how much",
    arguments: [
      ("对首次认定的企业，给予20万元奖励。", "money 企业 20万元"),
      ("按设备投资额的10%给予补助，最高不超过500万元。", "money - 10%,最高不超过500万元"),
      ("生活补助标准为每人每月800元。", "money - 800元"),
      ("对考核优秀的单位，授予“示范基地”称号。", "recognition 单位 "),
      ("对成效明显的企业，予以优先支持。", "priority 企业 "),
      ("对当年新获评的企业市财政局给予10万元奖励。", "money 企业 10万元"),
      ("持卡的居民，享受半价优惠。", "money 居民 "),
    ] as [(String, String)])
  func supports(sentence: String, expected: String) throws {
    let read = try facts(sentence).compactMap { rule -> String? in
      guard case .support(let support) = rule.body else { return nil }
      let amounts = support.quantities.map(\.quote).joined(separator: ",")
      return "\(support.benefit.rawValue) \(support.beneficiary ?? "-") \(amounts)"
    }
    #expect(read == [expected])
  }

  @Test(
    "what gives nothing is no support",
    arguments: ["不予补助。", "对挪用资金的，罚款5万元。", "坚持公益优先的原则。", "享受国务院特殊津贴的专家可以报名。", "自颁发证书之日起有效期三年。"])
  func noSupport(sentence: String) throws {
    #expect(try facts(sentence).allSatisfy { $0.body.kind != "support" })
  }

  @Test("a sanction names its cause and who decides, and is triggered by the conditions below it")
  func sanctions() throws {
    let graph = try graph(notice)
    let sanctions = graph.rules.compactMap { rule -> (Rule, Sanction)? in
      guard case .sanction(let sanction) = rule.body else { return nil }
      return (rule, sanction)
    }
    #expect(sanctions.map(\.1.consequence) == ["由市科技局撤销认定", "责令限期改正"])
    #expect(sanctions.map(\.1.cause) == ["示范基地有下列情形之一的", "挪用资金的"])
    #expect(sanctions.map { $0.1.unit?.name } == ["市科技局", nil])
    let triggers = graph.edges.filter { $0.kind == .triggers && $0.to == .rule(sanctions[0].0.id) }
    #expect(triggers.count == 2)
    #expect(triggers.first?.from == sanctions[0].1.trigger.map { .rule($0) })
  }

  @Test("a support requires the condition of its own sentence")
  func requirement() throws {
    let graph = try graph(notice)
    let support = try #require(graph.rules.first { $0.body.kind == "support" })
    let required = graph.edges.filter { $0.kind == .requires && $0.from == .rule(support.id) }.map(\.to)
    let quotes = graph.rules.filter { required.contains(.rule($0.id)) }.map(\.quote)
    #expect(quotes == [support.quote])
  }

  @Test("a reference to an item of an article finds it; one to another instrument's article finds nothing")
  func references() throws {
    let graph = try graph(notice)
    let target = try #require(graph.provisions.first { $0.path == ["第一条", "(二)"] })
    let support = try #require(graph.rules.first { $0.body.kind == "support" })
    #expect(graph.edges.contains(Edge(from: .rule(support.id), to: .provision(target.id), kind: .refers)))
    let other = try TestSupport.graph("某办法\n\n第一条 为了规范管理，制定本办法。\n第二条 依据《水土保持条例》第一条规定执行。\n")
    #expect(other.edges.allSatisfy { $0.kind != .refers })
  }
}
