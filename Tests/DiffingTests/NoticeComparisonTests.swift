import Diffing
import Guitu
import RuleModel
import TestSupport
import Testing
import TextModel

private func notice(
  _ title: String, issuer: String, number: String, date: String, years: String, people: String, amount: String
) -> String {
  """
  \(issuer)关于\(title)的通知
  \(number)
  各县科技局：
  一、申报条件
  （一）\(years)，\(people)。
  二、支持标准
  对认定的服务站，给予\(amount)补助。
  三、时间安排
  申报单位应当在收到通知之日起20个工作日内提交材料。
  \(issuer)
  \(date)
  """
}

@Suite("Many notices")
struct NoticeComparisonTests {
  private let texts = [
    notice(
      "组织2023年度科技服务站申报", issuer: "云岭市科学技术局", number: "云科函〔2023〕12号", date: "2023年3月1日",
      years: "在本市注册成立满2年", people: "研发人员不少于10人", amount: "20万元"),
    notice(
      "申报农机合作社", issuer: "云岭市农业农村局", number: "云农函〔2023〕3号", date: "2023年5月1日", years: "在本市登记注册满1年",
      people: "职工不少于30人", amount: "5万元"),
    notice(
      "组织2025年度科技服务站申报（修订）", issuer: "云岭市科学技术局", number: "云科函〔2025〕7号", date: "2025年3月1日",
      years: "正式运行不少于3年", people: "科研人员20人以上", amount: "50万元"),
    notice(
      "组织2024年度科技服务站申报", issuer: "云岭市科学技术局", number: "云科函〔2024〕9号", date: "2024年3月1日",
      years: "在本市注册成立满2年", people: "研发人员不少于15人", amount: "30万元"),
    notice(
      "组织2024年度科技服务站申报", issuer: "青溪市科学技术局", number: "青科发〔2024〕1号", date: "2024年3月5日",
      years: "在本市注册成立满2年", people: "研发人员不少于15人", amount: "30万元"),
  ]

  @Test("versions of one notice are found by title and issuer, and ordered by date")
  func families() throws {
    let grammar = BuiltIn.pipeline.grammar
    let graphs = try texts.map { try version($0).graph }
    let families = VersionFamilies(graphs, vocabulary: grammar.vocabulary, folding: grammar.folding)
    #expect(families.families.map(\.members) == [[0, 3, 2]])
    #expect(families.singles == [1, 4])
  }

  private func comparison(_ indices: [Int]) throws -> NoticeComparison {
    let grammar = BuiltIn.pipeline.grammar
    return NoticeComparison(
      try indices.map { try version(texts[$0]).graph }, vocabulary: grammar.vocabulary, folding: grammar.folding)
  }

  @Test("one metric in other words is one row; the strictest and the most generous are marked")
  func rowsAlign() throws {
    let rows = try comparison([0, 2, 3]).rows
    let age = try #require(rows.first { $0.title == "存续年限" })
    #expect(age.cells.allSatisfy { $0.count == 1 })
    #expect(age.strictest == [1] && age.mostGenerous == [0, 2])
    let people = try #require(rows.first { $0.title == "研发人员" })
    #expect(people.strictest == [1] && people.mostGenerous == [0])
    let support = try #require(rows.first { $0.topic == .support })
    #expect(support.mostGenerous == [1] && support.strictest == [0])
  }

  @Test("what a notice does not say is an empty cell")
  func absence() throws {
    let rows = try comparison([0, 1]).rows
    let people = try #require(rows.first { $0.title == "研发人员" })
    #expect(people.cells[1].isEmpty && !people.cells[0].isEmpty)
    #expect(people.strictest.isEmpty && people.mostGenerous.isEmpty)
  }

  @Test("equal demands have no strictest")
  func equals() throws {
    let row = try #require(try comparison([3, 4]).rows.first { $0.title == "研发人员" })
    #expect(row.strictest.isEmpty && row.mostGenerous.isEmpty)
  }
}
