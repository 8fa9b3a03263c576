import Exporting
import Foundation
import RuleModel
import Storing
import TestSupport
import Testing

@Suite("The library of notices")
struct LibraryTests {
  @Test("the same bytes twice change nothing")
  func sameBytes() throws {
    let sample = try SampleLibrary()
    #expect(try sample.add(Notice.report).map(\.kind) == [.added])
    let before = try sample.changes()
    #expect(try sample.add(Notice.report).map(\.kind) == [.unchanged])
    #expect(try sample.add(Notice.report, Notice.report).map(\.kind) == [.unchanged, .unchanged])
    #expect(try sample.changes() == before)
    #expect(try sample.search { $0.limit = 1000 }.total == sample.search { $0.includesPast = true }.total)
  }

  @Test("a new version stands behind the old one, and only its duties are current")
  func versions() throws {
    let sample = try SampleLibrary()
    try sample.add(Notice.fund(year: 2023, stage: "（试行）"))
    let outcome = try #require(try sample.add(Notice.fund(year: 2025, days: "10")).first)
    #expect(outcome.kind == .version)
    #expect(outcome.version == 2)
    #expect(outcome.changed > 0)
    let current = try sample.search { $0.department = "人社局" }.answers
    #expect(current.map(\.notice.version) == [2])
    #expect(current.allSatisfy { $0.sentence.contains("10个工作日") })
  }

  @Test("a rule keeps its key when its words change, and when rules before it come and go")
  func keys() throws {
    let sample = try SampleLibrary()
    try sample.add(Notice.fund(year: 2023))
    let old = try sample.search { $0.department = "市人力资源和社会保障局" }.answers
    try sample.add(Notice.fund(year: 2025, days: "10", extra: "第四条 市审计局应当对资金使用情况进行审计。\n"))
    let new = try sample.search { $0.department = "市人力资源和社会保障局" }.answers
    #expect(old.count == 1)
    #expect(old.map(\.key) == new.map(\.key))
    #expect(old.map(\.sentence) != new.map(\.sentence))
    let audit = try #require(try sample.search { $0.department = "审计局" }.answers.first)
    #expect(try sample.changes().contains { $0.event == "rule-added" && $0.key == audit.key })
    #expect(try sample.changes().contains { $0.event == "rule-changed" && $0.key == new.first?.key })
  }

  @Test("versions take their place by date, whichever comes first into the library")
  func order() throws {
    let forward = try SampleLibrary()
    try forward.add(Notice.fund(year: 2021), Notice.fund(year: 2023), Notice.fund(year: 2025))
    let backward = try SampleLibrary()
    try backward.add(Notice.fund(year: 2025), Notice.fund(year: 2021), Notice.fund(year: 2023))
    for sample in [forward, backward] {
      let answers = try sample.search {
        $0.department = "人社局"
        $0.includesPast = true
      }.answers
      let versions = answers.sorted { $0.notice.version < $1.notice.version }
      #expect(versions.map(\.notice.version) == [1, 2, 3])
      #expect(versions.map(\.notice.from) == ["2021-04-01", "2023-04-01", "2025-04-01"])
      #expect(versions.map(\.notice.until) == ["2023-04-01", "2025-04-01", nil])
      #expect(versions.map(\.notice.isCurrent) == [false, false, true])
    }
  }

  @Test(
    "a day asks for what was in force on it",
    arguments: [("2021-03-31", 0), ("2021-04-01", 1), ("2023-03-31", 1), ("2023-04-01", 2), ("2030-01-01", 2)])
  func asOf(day: String, version: Int) throws {
    let sample = try SampleLibrary()
    try sample.add(Notice.fund(year: 2021), Notice.fund(year: 2023))
    let found = try sample.search {
      $0.department = "人社局"
      $0.inForceOn = day
    }.answers
    #expect(found.map(\.notice.version) == (version == 0 ? [] : [version]))
  }

  @Test("what is valid for some years ends on its own")
  func validity() throws {
    let sample = try SampleLibrary()
    try sample.add(Notice.fund(year: 2021, tail: "，有效期2年"))
    #expect(try sample.search { $0.inForceOn = "2023-03-31" }.total > 0)
    #expect(try sample.search { $0.inForceOn = "2023-04-01" }.total == 0)
  }

  @Test("a later notice ends another that it repeals, in whichever order they come", arguments: [false, true])
  func repeal(isBackward: Bool) throws {
    let sample = try SampleLibrary()
    let later = """
      澄湖市财政局关于规范专项资金使用的通知
      各有关单位：
      一、市财政局应当加强专项资金监管。
      二、《澄湖市创业扶持资金管理办法》（澄财规〔2021〕3号）同时废止。
      澄湖市财政局
      2024年5月6日

      """
    if isBackward {
      try sample.add(later, Notice.fund(year: 2021))
    } else {
      try sample.add(Notice.fund(year: 2021), later)
    }
    #expect(try sample.search { $0.department = "人社局" }.total == 0)
    let past = try sample.search {
      $0.department = "人社局"
      $0.inForceOn = "2024-05-05"
    }.answers
    #expect(past.map(\.notice.until) == ["2024-05-06"])
    #expect(try sample.changes().contains { $0.event == "repealed" && $0.by != nil })
  }

  @Test("grammars that read otherwise have the notice read anew, and what differs is told")
  func rereading() throws {
    let sample = try SampleLibrary()
    try sample.add(Notice.report)
    let texts = try sample.library.outdatedTexts(
      for: RuleGraph.Generator(name: "guitu", version: "0", grammars: "other"), after: 0, limit: 10)
    #expect(texts.count == 1)
    var graph = try sample.graph(Array(Notice.report.utf8))
    graph.generator.grammars = "other"
    let gone = graph.rules.removeLast()
    let notice = PreparedNotice(graph, words: sample.library.words, directory: sample.library.directory)
    let outcome = try #require(try sample.library.add([notice], at: "2026-01-02T00:00:00Z").first)
    #expect(outcome.kind == .reread)
    #expect(outcome.lost == 1)
    #expect(outcome.gained == 0)
    let changes = try sample.changes(since: .time("2026-01-02"))
    #expect(changes.map(\.event) == ["reread", "rule-removed-by-reading"])
    #expect(changes.last?.key?.hasPrefix(gone.body.kind) == true)
    #expect(try sample.library.outdatedCount(for: graph.generator) == 0)
  }

  @Test("another program's file is left alone")
  func foreign() throws {
    let path = FileManager.default.temporaryDirectory.appending(path: "guitu-\(UUID().uuidString).txt")
    defer { try? FileManager.default.removeItem(at: path) }
    let text = Data(String(repeating: "not a library\n", count: 400).utf8)
    try text.write(to: path)
    let words = try SampleLibrary().library
    #expect(throws: LibraryError.foreign(path: path.path())) {
      _ = try Library(path: path.path(), access: .adding, words: words.words, directory: words.directory)
    }
    #expect(try Data(contentsOf: path) == text)
  }

  @Test("a library that is not there is not made by reading")
  func missing() throws {
    let words = try SampleLibrary().library
    #expect(throws: LibraryError.missing(path: "/nonexistent/notices.db")) {
      _ = try Library(
        path: "/nonexistent/notices.db", access: .reading, words: words.words, directory: words.directory)
    }
  }
}
