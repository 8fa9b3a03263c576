import RuleModel
import TestSupport
import Testing
import TextModel

/// The duties of a notice of an issuer, each unit with its official name.
private func names(_ units: [String], issuer: String) throws -> [String: String?] {
  let lines = units.enumerated().map { "（\(["一", "二", "三", "四", "五", "六", "七"][$0.offset])）\($0.element)负责落实。" }
  let notice = "\(issuer)关于做好示范工作的通知\n\n各有关单位：\n一、工作分工\n\(lines.joined(separator: "\n"))\n\(issuer)\n2024年3月1日\n"
  var out: [String: String?] = [:]
  for rule in try graph(notice).rules {
    if case .duty(let duty) = rule.body { out[duty.unit.name] = duty.unit.canonical }
  }
  return out
}

@Suite("official names of bodies")
struct OfficialNameTests {
  @Test("a short name has the full one of the notice's own city, its province's where it says so")
  func city() throws {
    let found = try names(["市人社局", "市发改委", "省科技厅", "市财政局", "市税务局"], issuer: "泉州市人民政府办公室")
    #expect(found["市人社局"] == "泉州市人力资源和社会保障局")
    #expect(found["市发改委"] == "泉州市发展和改革委员会")
    #expect(found["省科技厅"] == "福建省科学技术厅")
    #expect(found["市财政局"] == "泉州市财政局")
    #expect(found["市税务局"] == "国家税务总局泉州市税务局")
  }

  @Test("an issuer that does not say its region has no full name, and none of a place that only sounds like one")
  func withoutRegion() throws {
    let found = try names(["省农业农村厅", "示范县"], issuer: "省农业农村厅")
    #expect(found["省农业农村厅"] == .some(nil))
  }

  @Test("in another city it is another body")
  func anotherCity() throws {
    let found = try names(["市人社局"], issuer: "长沙市人民政府办公室")
    #expect(found["市人社局"] == "长沙市人力资源和社会保障局")
  }

  @Test("what the lists do not settle keeps its printed name: other fields, a city in a province's notice")
  func unsettled() throws {
    let found = try names(["市科技创新局", "市人社局"], issuer: "湖南省人民政府办公厅")
    #expect(found.keys.contains("市人社局"))
    #expect(found["市人社局"] == .some(nil))
    #expect(found["市科技创新局"] ?? nil == nil)
  }

  @Test("a body that was merged is linked to what it became, with the date")
  func merged() throws {
    let graph = try graph(
      "泉州市人民政府办公室关于做好示范工作的通知\n\n各有关单位：\n一、工作分工\n（一）市国土资源局负责落实。\n（二）国家税务总局负责解释。\n泉州市人民政府办公室\n2024年3月1日\n")
    let body = try #require(graph.organizations.first { $0.name.contains("国土资源局") })
    #expect(body.successor == .init(name: "泉州市自然资源和规划局", since: "2018"))
    #expect(graph.organizations.allSatisfy { $0.name.contains("国土") || $0.successor == nil })
  }

  @Test(
    "a name that looks like one body's and gets no full one is told once, with what is missing",
    arguments: [
      ("市人社局", "湖南省人民政府办公厅", "nothing says of which region"), ("市数字办", "长沙市人民政府办公室", "no list of bodies"),
    ])
  func gaps(unit: String, issuer: String, reason: String) throws {
    let notice =
      "\(issuer)关于做好示范工作的通知\n\n各有关单位：\n一、工作分工\n（一）\(unit)负责落实。\n（二）\(unit)负责解释。\n（三）各有关部门负责宣传。\n"
      + "\(issuer)\n2024年3月1日\n"
    let found = try graph(notice).diagnostics.filter { $0.code == "unit-unresolved" }
    #expect(found.count == 1)
    #expect(found.first?.message.contains(reason) == true)
  }

  @Test(
    "what a notice calls its own issuer is the issuer",
    arguments: [
      ("我局", "长沙市教育局", "长沙市教育局"), ("学校", "西南财经大学会计学院", "西南财经大学"), ("学院", "西南财经大学会计学院", "西南财经大学会计学院"),
      ("学院", "西南财经大学", nil),
    ] as [(String, String, String?)])
  func own(unit: String, issuer: String, full: String?) throws {
    #expect(try names([unit], issuer: issuer)[unit] == .some(full))
  }
}
