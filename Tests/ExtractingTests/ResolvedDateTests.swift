import RuleModel
import TestSupport
import Testing

/// Times counted from an event whose day the notice gives.
@Suite("resolved dates")
struct ResolvedDateTests {
  private func resolved(_ sentence: String) throws -> [String] {
    let notice = """
      云泽市科技局关于申报科技项目的通知
      各县区科技局：
      网上申报时间为2025年9月1日至2025年9月26日。
      \(sentence)

      云泽市科技局
      2025年8月20日
      """
    var out: [String] = []
    for temporal in try graph(notice).rules.flatMap(\.temporals) {
      guard let day = temporal.resolved else { continue }
      let line = "\(temporal.quote) \(temporal.base ?? "-") \(day)"
      if !out.contains(line) { out.append(line) }
    }
    return out
  }

  @Test(
    "a time counted from an event comes to a day where the notice gives the event's",
    arguments: [
      // 28 September 2025, a Sunday, was worked; 1 to 8 October were holidays.
      ("各县区科技局应于申报结束后5个工作日内报送名单。", "于申报结束后5个工作日内 2025-09-26 2025-10-10"),
      ("市科技局应当自2025年1月24日起10个工作日内公布结果。", "自2025年1月24日起10个工作日内 2025-01-24 2025-02-13"),
      ("市科技局应当自2025年1月24日起10日内公布结果。", "自2025年1月24日起10日内 2025-01-24 2025-02-03"),
      ("市科技局应当在本通知印发后3个月内制定细则。", "在本通知印发后3个月内 2025-08-20 2025-11-20"),
      ("本办法自2025年10月1日起施行，有效期2年。", "有效期2年 2025-10-01 2027-09-30"),
      ("本办法自发布之日起30日后施行。", "自发布之日起30日后 2025-08-20 2025-09-19"),
      ("本办法自2025年10月1日起施行。存量项目应当自本办法施行之日起6个月内整改。", "自本办法施行之日起6个月内 2025-10-01 2026-04-01"),
      // Counted back from the event, the event's own day is the last.
      ("应当在申报结束前5日内核对材料。", "在申报结束前5日内 2025-09-26 2025-09-26"),
    ])
  func resolves(sentence: String, line: String) throws {
    let found = try resolved(sentence)
    #expect(found.contains(line), "\(found)")
  }

  @Test(
    "a period in calendar days that ends on a rest day says where the law moves it; one in working days has no need to",
    arguments: [
      // 3 February 2025 is a Monday, 2 February the last Sunday of the Spring Festival's holidays but for the 4th.
      ("市科技局应当自2025年1月24日起10日内公布结果。", "2025-02-05"), ("市科技局应当自2025年1月24日起20日内公布结果。", nil),
      ("市科技局应当自2025年1月24日起10个工作日内公布结果。", nil),
    ] as [(String, String?)])
  func movesToWorkingDay(sentence: String, moved: String?) throws {
    let notice = "云泽市科技局关于申报科技项目的通知\n各县区科技局：\n\(sentence)\n云泽市科技局\n2025年1月20日\n"
    let found = try graph(notice).rules.flatMap(\.temporals).filter { $0.kind == .within }
    #expect(!found.isEmpty)
    #expect(found.allSatisfy { $0.moved == moved }, "\(found)")
  }

  @Test(
    "a last day that is printed stands, and a diagnostic names the next working day",
    arguments: [("10月3日", ["deadline-on-rest-day"]), ("10月10日", [])])
  func restDayIsTold(day: String, codes: [String]) throws {
    let notice = "云泽市科技局关于申报科技项目的通知\n各县区科技局：\n请于\(day)前报送材料。\n云泽市科技局\n2025年8月20日\n"
    let graph = try graph(notice)
    #expect(graph.diagnostics.map(\.code).filter { $0.hasPrefix("deadline") } == codes)
    #expect(graph.rules.flatMap(\.temporals).contains { $0.kind == .by && $0.value?.hasPrefix("2025-10-") == true })
  }

  @Test(
    "what a certificate is valid for does not begin with the notice",
    arguments: [("本办法自2025年10月1日起施行，有效期2年。", "2027-09-30"), ("证书有效期2年，期满应当复核。", nil)] as [(String, String?)])
  func ownValidity(sentence: String, day: String?) throws {
    let notice = "云泽市科技局关于申报科技项目的通知\n各县区科技局：\n\(sentence)\n云泽市科技局\n2025年8月20日\n"
    let found = try graph(notice).rules.flatMap(\.temporals).filter { $0.kind == .validity }
    #expect(!found.isEmpty && found.allSatisfy { $0.resolved == day }, "\(found)")
  }

  @Test("in a standing instrument a day without a year is told to be the notice's own")
  func assumedYearIsTold() throws {
    let notice = """
      云泽市科技局科技项目管理办法

      第一条 各县区科技局应当于11月15日前报送总结。
      第二条 项目单位应当于2026年3月15日前结题。

      云泽市科技局
      2025年8月20日
      """
    #expect(try graph(notice).diagnostics.map(\.code).filter { $0 == "deadline-year-assumed" }.count == 1)
  }

  @Test("a time inside a condition comes to a day too")
  func inCondition() throws {
    let notice = """
      云泽市科技局关于申报科技项目的通知
      各县区科技局：
      网上申报时间为2025年9月1日至2025年9月26日。
      未于申报结束后5个工作日内补正材料的，不予受理。

      云泽市科技局
      2025年8月20日
      """
    let days = try graph(notice).rules.flatMap { rule -> [String] in
      guard case .condition(let condition) = rule.body else { return [] }
      return condition.predicate.leaves.compactMap { leaf in
        if case .temporal(let temporal) = leaf { temporal.resolved } else { nil }
      }
    }
    #expect(days == ["2025-10-10"])
  }

  @Test(
    "what the notice does not settle stays open",
    arguments: ["申报单位应当自公示结束之日起10日内提交异议。", "市科技局应当自2031年1月6日起10个工作日内公布结果。", "申报单位应当在收到通知后5日内确认。"])
  func open(sentence: String) throws {
    #expect(try resolved(sentence).isEmpty)
  }

  @Test(
    "a notice without a date gives its dates the year of its title, else of its number",
    arguments: [
      ("云泽市科技局关于开展2023年科技项目申报的通知", "2023-10-08"), ("云泽市科技局关于开展科技项目申报的通知¶云科发〔2022〕8号", "2022-10-08"),
      ("云泽市科技局关于开展科技项目申报的通知", nil), ("云泽市科技局关于印发2021年至2023年计划的通知", nil),
    ] as [(String, String?)])
  func titleYear(head: String, value: String?) throws {
    let notice = head.replacing("¶", with: "\n") + "\n各县区科技局：\n请各单位于10月8日前报送材料。\n"
    let found = try graph(notice).rules.flatMap(\.temporals).filter { $0.kind == .by }
    #expect(!found.isEmpty)
    #expect(found.allSatisfy { $0.value == value }, "\(found)")
  }

  @Test(
    "a day that would lie before the notice is in the next year where its sentence or the title names that",
    arguments: [
      ("关于开展2026年职称评审的通知", "材料报送截止时间为4月5日。", "2026-04-05"), ("关于开展职称评审的通知", "2026年平台开放截止时间为4月5日。", "2026-04-05"),
      ("关于开展2026年职称评审的通知", "材料报送截止时间为6月30日。", "2025-06-30"), ("关于开展职称评审的通知", "材料报送截止时间为4月5日。", "2025-04-05"),
    ])
  func nextYear(title: String, sentence: String, value: String) throws {
    let notice = "云泽市人社局\(title)\n各县区人社局：\n\(sentence)\n\n云泽市人社局\n2025年5月20日\n"
    let found = try graph(notice).rules.flatMap(\.temporals).filter { $0.quote.contains("月") }
    #expect(found.map(\.value) == [value], "\(found)")
  }

  @Test("a cap that stands by itself limits the supports before it in its provision, and no others")
  func limits() throws {
    let notice = """
      云泽市工信局关于印发技改补助办法的通知
      各县区工信局：
      一、支持标准
      （一）对认定为国家级示范的企业，给予一次性奖励50万元。单个企业累计奖励不超过100万元。
      （二）对认定为市级示范的企业，给予一次性奖励10万元。
      """
    let graph = try graph(notice)
    let quotes = Dictionary(uniqueKeysWithValues: graph.rules.map { ($0.id, $0.quote) })
    let found = graph.edges.compactMap { edge -> String? in
      guard edge.kind == .limits, case .rule(let from) = edge.from, case .rule(let to) = edge.to else { return nil }
      return "\(quotes[from] ?? "") → \(quotes[to] ?? "")"
    }
    #expect(found.count == 1)
    #expect(found.first?.hasPrefix("单个企业累计奖励不超过100万元 → ") == true && found.first?.hasSuffix("50万元") == true)
  }
}
