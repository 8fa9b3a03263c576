import GRDB
import RuleModel
import Testing

@testable import Storing

/// The counts by which a search for words alone knows how many answers there are.
@Suite("Counts of sentences")
struct SentenceCountTests {
  /// What stands in the table of counts, without blocks of nothing.
  private static func stored(_ sample: SampleLibrary) throws -> [Int64: [UInt8]] {
    try sample.library.database.read { database in
      var blocks: [Int64: [UInt8]] = [:]
      for row in try Row.fetchAll(database, sql: "SELECT block, counts FROM sentence_count") {
        let counts: Blob? = row["counts"]
        if let bytes = counts?.bytes, bytes.contains(where: { $0 > 0 }) { blocks[row["block"]] = bytes }
      }
      return blocks
    }
  }

  /// What the counts are when they are made of the duties anew.
  private static func counted(_ sample: SampleLibrary) throws -> [Int64: [UInt8]] {
    try sample.library.database.writeWithoutTransaction { database in
      try database.inTransaction {
        try database.execute(sql: "DELETE FROM sentence_count")
        try SentenceCounts.fill(database)
        return .commit
      }
    }
    return try stored(sample)
  }

  private static func expectCounts(_ sample: SampleLibrary, _ word: String = "市") throws {
    let byCounts = try sample.search { ($0.text, $0.order, $0.limit) = (word, .relevance, 1000) }
    let byDuties = try sample.search { ($0.text, $0.order, $0.limit) = (word, .due, 1000) }
    #expect(byCounts.total == byDuties.total)
    #expect(Set(byCounts.answers.map(\.key)) == Set(byDuties.answers.map(\.key)))
    #expect(byCounts.answers.count == byCounts.total)
    let own = try stored(sample)
    #expect(try own == counted(sample))
  }

  @Test("the counts are those of the duties in force, whatever is added, superseded, repealed and read anew")
  func always() throws {
    let sample = try SampleLibrary()
    try Self.expectCounts(sample)
    try sample.add(Notice.report)
    try Self.expectCounts(sample)
    // Versions in an order of their own, so that what comes may be past at once.
    for year in [2021, 2023, 2022] {
      try sample.add(Notice.fund(year: year))
      try Self.expectCounts(sample)
    }
    #expect(try sample.search { ($0.text, $0.order) = ("市", .relevance) }.total > 0)
    // Read anew by other grammars: one that is past, and one that is not.
    for text in [Notice.fund(year: 2021), Notice.fund(year: 2023)] {
      var graph = try sample.graph(Array(text.utf8))
      graph.generator.grammars = "other"
      _ = try sample.library.add(
        [PreparedNotice(graph, words: sample.library.words, directory: sample.library.directory)],
        at: "2026-01-02T00:00:00Z")
      try Self.expectCounts(sample)
    }
    try sample.add(
      """
      澄湖市财政局关于规范专项资金使用的通知
      各有关单位：
      一、市财政局应当加强专项资金监管。
      二、《澄湖市创业扶持资金管理办法》（澄财规〔2023〕3号）同时废止。
      澄湖市财政局
      2024年5月6日

      """)
    try Self.expectCounts(sample)
  }

  @Test("a page of answers to words is a part of the whole list, whichever page it is")
  func pages() throws {
    let sample = try SampleLibrary()
    try sample.add(Notice.report, Notice.fund(year: 2023))
    func keys(_ offset: Int, _ limit: Int) throws -> [String] {
      try sample.search { ($0.text, $0.order, $0.offset, $0.limit) = ("市", .relevance, offset, limit) }.answers.map(
        \.key)
    }
    let all = try keys(0, 1000)
    #expect(all.count > 3)
    for offset in 0...all.count { #expect(try keys(offset, 2) == Array(all.dropFirst(offset).prefix(2))) }
  }

  @Test("a sentence of very many duties is counted one by one")
  func many() throws {
    let sample = try SampleLibrary()
    try sample.add(Notice.report)
    try sample.library.database.writeWithoutTransaction { database in
      let row = try #require(try Row.fetchOne(database, sql: "SELECT sentence, id FROM duty LIMIT 1"))
      let (sentence, id): (Int64, Int64) = (row["sentence"], row["id"])
      var columns = try database.columns(in: "duty").map { "\"\($0.name)\"" }
      columns.removeAll { $0 == "\"id\"" }
      let list = columns.joined(separator: ", ")
      for _ in 0..<300 {
        try database.execute(
          sql: "INSERT INTO duty (\(list)) SELECT \(list) FROM duty WHERE id = ?", arguments: [id])
      }
      try SentenceCounts.fill(database)
      let duties = try Int.fetchOne(
        database, sql: "SELECT count(*) FROM duty WHERE sentence = ?", arguments: [sentence])
      var reader = try SentenceCounts.Reader(database)
      #expect(try reader.count(of: sentence) == duties)
      #expect(try reader.count(of: 100_000_000) == 0)
    }
  }
}
