import RuleModel
import TestSupport
import Testing

/// What a short name that the notice gives stands for.
@Suite("short names")
struct ShortNameTests {
  @Test(
    "a short name stands for the whole name before its bracket",
    arguments: [
      ("由市经济与社会发展研究中心（以下简称“中心”）负责。", "市经济与社会发展研究中心"),
      ("推进新能源与节能装备产业基地（以下简称“基地”）建设。", "新能源与节能装备产业基地"),
      ("市科技局与节能装备产业园（以下简称“产业园”）签订协议。", "节能装备产业园"),
      ("加强企业与科研机构（以下简称“机构”）合作。", "科研机构"),
      ("支持自由贸易试验区（以下简称“自贸试验区”）建设。", "自由贸易试验区"),
      ("砚川市高新区开发建设管理委员会（以下简称“高新区管委会”）制定政策。", "砚川市高新区开发建设管理委员会"),
      ("材料在“砚川市科技申报服务网（以下简称“申报网”）”提交。", "砚川市科技申报服务网"),
      ("市、区县（以下简称“区县”）共建平台。", "区县"), ("市、区县（自治县，以下简称区县）共建平台。", "区县（自治县）"),
    ])
  func antecedent(sentence: String, means: String) throws {
    let notice = "砚川市科技局关于做好科技工作的通知\n各单位：\n\(sentence)\n砚川市科技局\n2025年8月20日\n"
    #expect(try graph(notice).document.defines.map(\.means) == [means])
  }

  @Test(
    "a short name that lists bodies names each of them",
    arguments: [
      ("镇（街）、园区管委会", ["镇（街）", "园区管委会"]), ("开发主体、运营机构", ["开发主体", "运营机构"]), ("园区管委会", ["园区管委会"]),
    ])
  func listed(name: String, units: [String]) throws {
    let notice =
      "砚川市科技局关于做好科技工作的通知\n各单位：\n各镇人民政府、各类园区管理委员会（以下简称“\(name)”）参加。\n\(name)应加强监管。\n"
      + "砚川市科技局\n2025年8月20日\n"
    let held = try graph(notice).rules.compactMap { rule -> String? in
      if case .duty(let duty) = rule.body, rule.quote.hasSuffix("应加强监管") { duty.unit.name } else { nil }
    }
    #expect(held == units)
  }

  @Test(
    "an instrument that is yet to be made is no basis",
    arguments: [("编制《砚川市科技发展规划》。", 0), ("落实《砚川市科技发展规划》。", 1), ("制定《砚川市科技奖励办法》。", 0)])
  func citation(sentence: String, count: Int) throws {
    let notice = "砚川市科技局关于做好科技工作的通知\n各单位：\n\(sentence)\n砚川市科技局\n2025年8月20日\n"
    #expect(try graph(notice).document.cites.count == count)
  }

  @Test(
    "a county whose name reads as a verb and 县 is one only where a body bears it",
    arguments: [
      ("砚川县科技局", ["县人社局", "县教育局"], "砚川县"), ("会同县科技局", ["县人社局", "县教育局"], "会同县"),
    ])
  func county(issuer: String, units: [String], region: String) throws {
    let notice = "\(issuer)关于做好科技工作的通知\n各单位：\n由县人社局会同县教育局审核。\n\(issuer)\n2025年8月20日\n"
    let graph = try graph(notice)
    let found = graph.rules.compactMap { rule -> String? in
      if case .duty(let duty) = rule.body { duty.unit.name } else { nil }
    }
    #expect(found == units)
    if region == "会同县" { #expect(graph.document.region?.name == region) }
  }
}
