import Exporting
import RuleModel
import Storing
import Testing

@Suite("Search in the library")
struct SearchTests {
  @Test(
    "a body is found under its names, abbreviations and former names, at its own level",
    arguments: [
      ("湖南省工业和信息化厅", 1), ("工信厅", 1), ("省经信厅", 1), ("工业和信息化厅", 1), ("长沙市工信局", 1),
      ("长沙市工业和信息化局", 1), ("市工信局", 2), ("工信部", 0), ("财政厅", 1), ("财政部门", 2), ("气象局", 0),
    ])
  func names(name: String, count: Int) throws {
    let sample = try SampleLibrary()
    try sample.add(Notice.report)
    #expect(try sample.search { $0.department = name }.total == count)
  }

  @Test("a word far inside a sentence is seen in a table, which begins at the mark before it")
  func snippets() throws {
    let sample = try SampleLibrary()
    let far = String(repeating: "材料齐全且符合规定形式的", count: 4)
    try sample.add(Notice.report.replacing("三、省财政厅", with: "三、\(far)项目，省财政厅"))
    let list = try sample.search { $0.text = "抽查" }
    #expect(list.answers.count == 1)
    let table = list.table(in: .chinese, width: 150)
    #expect(table.contains("…省财政厅可以委托第三方机构开展«抽查»"), "\(table)")
    #expect(list.table(in: .chinese, width: nil).contains(far))
  }

  @Test("what others must hand in by a day is due to the body that it is handed to")
  func recipients() throws {
    let sample = try SampleLibrary()
    try sample.add(Notice.report)
    let found = try sample.search { ($0.department, $0.roles) = ("省工业和信息化厅", [.recipient]) }
    #expect(found.answers.map { $0.due?.until } == ["2025-06-30"])
    try sample.add(
      Notice.fund(year: 2025, extra: "申报单位应当公开名单，并于每年12月15日前向市财政局报送绩效报告。\n"))
    let yearly = try sample.search { ($0.department, $0.roles, $0.text) = ("财政局", [.recipient], "绩效报告") }
    #expect(yearly.answers.map { $0.due?.monthDay } == ["12-15"])
  }

  @Test("below its level there are those of cities too")
  func below() throws {
    let sample = try SampleLibrary()
    try sample.add(Notice.report)
    let found = try sample.search {
      $0.department = "工信厅"
      $0.includesBelow = true
    }
    #expect(found.total == 3)
  }

  @Test(
    "an answer is narrowed by role, modality, region, issuer, policy and day",
    arguments: [
      ("role", 1), ("modality", 1), ("region", 2), ("issuer", 5), ("other issuer", 0), ("policy", 5),
      ("other policy", 0),
      ("due", 2), ("due later", 0), ("kind", 5),
    ])
  func filters(name: String, count: Int) throws {
    let sample = try SampleLibrary()
    try sample.add(Notice.report)
    let found = try sample.search { query in
      switch name {
      case "role": query.roles = [.support]
      case "modality": query.modalities = [.may]
      case "region": query.region = "长沙市"
      case "issuer": query.issuer = "工信厅"
      case "other issuer": query.issuer = "财政厅"
      case "policy": query.policy = "能耗数据"
      case "other policy": query.policy = "补贴"
      case "due":
        query.dueAfter = "2025-06-01"
        query.dueBefore = "2025-06"
      case "due later": query.dueAfter = "2025-07-01"
      default: query.kinds = [.duty]
      }
    }
    #expect(found.total == count, "\(found.answers.map { "\($0.unit) \($0.role) \($0.sentence)" })")
  }

  @Test(
    "words of one, two and more characters are found, and marked where they stand",
    arguments: [
      ("函", ["「函」件"]), ("函件", ["「函件」"]), ("能耗数据", ["「能耗数据」", "「能耗数据」"]), ("能耗 报送", ["「能耗」", "「能耗」"]),
      ("２０２５年", ["「2025年」"]),
      ("抽查。", ["「抽查。」"]), ("不存在的词", []), ("件函", []),
    ])
  func text(words: String, marked: [String]) throws {
    let sample = try SampleLibrary()
    try sample.add(Notice.report)
    let found = try sample.search {
      $0.text = words
      $0.order = .relevance
    }.answers
    #expect(!found.isEmpty == !marked.isEmpty)
    for answer in found {
      #expect(!answer.highlights.isEmpty)
      let scalars = Array(answer.sentence.unicodeScalars)
      for span in answer.highlights { #expect(span.end <= scalars.count) }
      if let first = marked.first {
        let text = answer.marked().replacing("«", with: "「").replacing("»", with: "」")
        #expect(text.contains(first), "\(text)")
      }
    }
  }

  @Test(
    "text of many sentences gives what a search letter by letter gives",
    arguments: ["市", "财政", "各县（市", "资金的预算", "11月30日"])
  func sameAsScan(words: String) throws {
    let sample = try SampleLibrary()
    try sample.add(Notice.fund(year: 2023), Notice.report)
    let all = try sample.search { $0.limit = 1000 }.answers
    let found = try sample.search {
      $0.text = words
      $0.limit = 1000
    }.answers
    #expect(Set(found.map(\.key)) == Set(all.filter { $0.sentence.contains(words) }.map(\.key)))
    #expect(!found.isEmpty)
  }

  @Test("what comes back each year is due in every year")
  func recurring() throws {
    let sample = try SampleLibrary()
    try sample.add(Notice.fund(year: 2023))
    func count(_ after: String, _ before: String) throws -> Int {
      try sample.search {
        $0.dueAfter = after
        $0.dueBefore = before
        $0.department = "财政局"
        $0.includesBelow = true
        $0.roles = [.actor]
      }.total
    }
    #expect(try count("2026-11-01", "2026-11-30") == 1)
    #expect(try count("2026-05-01", "2026-06-30") == 0)
    #expect(try count("2026-11-15", "2027-01-15") == 1)
  }

  @Test("answers come by day, or by the body's name in the order of pinyin, page by page without a gap")
  func order() throws {
    let sample = try SampleLibrary()
    try sample.add(Notice.report, Notice.fund(year: 2023))
    let byDay = try sample.search { $0.order = .due }.answers.map { $0.due?.until ?? "9999" }
    #expect(byDay == byDay.sorted())
    let byName = try sample.search { $0.order = .department }.answers
    // Chángshā, Chénghú, Húnán: 长 has two readings, and here it is not zhǎng.
    let names = byName.map(\.department)
    let first = try #require(names.firstIndex { $0.hasPrefix("长沙") })
    let second = try #require(names.firstIndex { $0.hasPrefix("澄湖") })
    let third = try #require(names.firstIndex { $0.hasPrefix("湖南") })
    #expect(first < second)
    #expect(second < third)
    for order in SearchQuery.Order.allCases {
      let whole = try sample.search { $0.order = order }.answers
      var pages: [Answer] = []
      for offset in 0..<whole.count {
        pages += try sample.search {
          $0.order = order
          $0.limit = 1
          $0.offset = offset
        }.answers
      }
      #expect(pages == whole)
    }
  }

  @Test("the counts of each property add up to the answers")
  func facets() throws {
    let sample = try SampleLibrary()
    try sample.add(Notice.report, Notice.fund(year: 2023))
    let found = try sample.search { $0.countsFacets = true }
    for name in ["role", "kind", "modality"] {
      let facet = try #require(found.facets.first { $0.name == name })
      #expect(facet.counts.reduce(0) { $0 + $1.count } == found.total)
    }
    let roles = try #require(found.facets.first { $0.name == "role" })
    for count in roles.counts {
      let role = try #require(Duty.Role(rawValue: count.value))
      #expect(found.answers.count { $0.role == role } == count.count)
    }
  }

  @Test("a date that is none and a region that is unknown are told")
  func faults() throws {
    let sample = try SampleLibrary()
    #expect(throws: QueryFault.notADate("tomorrow")) { try sample.search { $0.dueAfter = "tomorrow" } }
    #expect(throws: QueryFault.unknownRegion("亚特兰蒂斯")) { try sample.search { $0.region = "亚特兰蒂斯" } }
  }

  @Test(
    "no text of a query is taken for a command",
    arguments: ["\"", "*", "a OR b", "NEAR(", "'; DROP TABLE duty", "-", "（", "%"])
  func hostile(text: String) throws {
    let sample = try SampleLibrary()
    try sample.add(Notice.report)
    _ = try sample.search { $0.text = text }
    _ = try sample.search { $0.department = text }
    _ = try sample.search { $0.policy = text }
    _ = try sample.search { $0.issuer = text }
    #expect(try sample.search { _ in }.total > 0)
  }

  @Test("bodies are listed with the numbers of their duties")
  func departments() throws {
    let sample = try SampleLibrary()
    try sample.add(Notice.report, Notice.fund(year: 2023))
    let list = try sample.library.departments(DepartmentListQuery())
    #expect(list.rows.reduce(0) { $0 + $1.duties } == (try sample.search { _ in }.total))
    var query = DepartmentListQuery()
    query.grouping = .office
    query.department = "财政厅"
    query.includesBelow = true
    let offices = try sample.library.departments(query)
    #expect(offices.rows.map(\.name) == ["财政"])
    #expect(offices.rows.first?.regions == 3)
  }
}
