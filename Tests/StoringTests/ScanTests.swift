import Exporting
import RuleModel
import Testing

@testable import Storing

/// Answers that are counted and sorted in one pass over the index.
@Suite("Counting and sorting what was found")
struct ScanTests {
  /// A library of many duties of two kinds of body in several cities.
  private static func filled() throws -> SampleLibrary {
    let sample = try SampleLibrary()
    let cities = ["长沙市", "衡阳市", "岳阳市", "湘潭市"]
    let texts = (0..<24).map { number in
      let city = cities[number % 4]
      return """
        \(city)财政局关于第\(number)类资金审核的通知
        各县（市、区）财政局：
        一、市财政局应于2025年\(1 + number % 12)月15日前完成审核。
        二、市财政局负责审核名单，对名单的审核结果负责，并将审核结果在网站公开，接受社会各界的监督。
        三、市审计局配合市财政局开展检查，检查前应当审核材料。
        \(city)财政局
        2025年1月\(1 + number)日

        """
    }
    for text in texts { try sample.add(text) }
    return sample
  }

  private static func keys(_ list: AnswerList) -> [String] {
    list.answers.map { "\($0.key) \($0.notice.sha256) \($0.department)" }
  }

  @Test(
    "pages one after another are the whole list, in every order, with words and without",
    arguments: SearchQuery.Order.allCases, [nil, "审核"])
  func pages(order: SearchQuery.Order, words: String?) throws {
    let sample = try Self.filled()
    func page(_ offset: Int, _ limit: Int) throws -> AnswerList {
      try sample.search { query in
        (query.department, query.text, query.order) = ("财政局", words, order)
        (query.offset, query.limit) = (offset, limit)
      }
    }
    let whole = try page(0, 1000)
    #expect(whole.answers.count == whole.total && whole.total > 40)
    var parts: [String] = []
    for offset in stride(from: 0, to: whole.total, by: 7) { parts += Self.keys(try page(offset, 7)) }
    #expect(parts == Self.keys(whole))
    switch order {
    case .due:
      let days = whole.answers.map { $0.due?.until ?? "9999" }
      #expect(days == days.sorted())
    case .department:
      let names = whole.answers.map { String($0.department.prefix(2)) }
      // hengyang, xiangtan, yueyang, changsha: a name is never left and met again.
      #expect(names.first == "长沙" && names.last == "岳阳")
    case .relevance:
      guard words != nil else { return }
      // Three times in a sentence is more than once.
      #expect(whole.answers.first?.sentence.contains("审核结果") == true)
    }
  }

  @Test(
    "counts by a property add up to the total, and are what a search for that property finds", arguments: [nil, "审核"])
  func facets(words: String?) throws {
    let sample = try Self.filled()
    func found(_ change: (inout SearchQuery) -> Void = { _ in }) throws -> AnswerList {
      try sample.search {
        ($0.department, $0.text, $0.countsFacets) = ("财政局", words, true)
        change(&$0)
      }
    }
    let all = try found()
    for name in ["kind", "role", "modality", "region"] {
      let facet = try #require(all.facets.first { $0.name == name })
      #expect(facet.counts.reduce(0) { $0 + $1.count } == all.total, "\(name)")
    }
    let roles = try #require(all.facets.first { $0.name == "role" })
    for entry in roles.counts {
      let role = try #require(Duty.Role(rawValue: entry.value))
      #expect(try found { $0.roles = [role] }.total == entry.count)
    }
    let regions = try #require(all.facets.first { $0.name == "region" })
    #expect(regions.counts.contains { $0.value == "长沙市" })
    for entry in regions.counts { #expect(try found { $0.region = entry.value }.total == entry.count) }
    #expect(try found { $0.order = .department }.total == all.total)
    #expect(try sample.search { ($0.department, $0.text) = ("财政局", words) }.total == all.total)
  }

  @Test("a set of sentences has what was put in, in order")
  func sentences() {
    var set = NumberSet()
    let numbers: [Int64] = [0, 1, 63, 64, 1000, 70_000]
    for number in numbers { set.insert(number) }
    var found: [Int64] = []
    set.forEach { found.append($0) }
    #expect(found == numbers && set.count == numbers.count)
    #expect([2, 65, 999, 70_001, 9_000_000, -1].allSatisfy { !set.contains($0) })
  }

  @Test(
    "a notice without a date is in force from the year of its number, one with neither always",
    arguments: [("号〔2023〕5号", 20_230_101), ("第12号", nil), ("2023年第5号", 20_230_101), ("〔99999〕1号", nil)])
  func number(number: String, day: Int?) {
    var document = Document()
    document.number = number
    #expect(Validity(of: document).from?.number == day)
    #expect(Validity(of: document, published: "2024-05-06T08:00").from?.number == day ?? 20_240_506)
    document.date = "2023-07-08"
    #expect(Validity(of: document, published: "2024-05-06").from?.number == 20_230_708)
  }
}
