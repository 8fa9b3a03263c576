import Exporting
import Foundation
import Guitu
import RuleModel
import TestSupport
import Testing
import TextModel

/// The project's own notices, and those beside the package where they are there.
@Suite("corpus")
struct CorpusTests {
  /// What is asked of the project's own notices, a little below what they have today.
  static let floors: [String: Double] = [
    "meta": 0.93, "provisions": 0.97, "quantities": 0.93, "temporals": 0.94, "conditions": 0.93, "duties": 0.79,
    "weights": 0.95,
  ]
  static let macroFloor = 0.92

  @Test("every notice of the corpus gives a sound graph that has rules", arguments: NoticeFile.corpus)
  func soundness(notice: NoticeFile) throws {
    let graph = try graph(of: notice)
    #expect(graph.violations().map(\.description) == [])
    #expect(!graph.rules.isEmpty)
    #expect(!graph.provisions.isEmpty)
    #expect(graph.document.title != nil)
  }

  @Test("every notice of the corpus has a gold file whose quotes are in it", arguments: NoticeFile.corpus)
  func gold(notice: NoticeFile) throws {
    let gold = try #require(try notice.gold(), "\(notice) has no gold file")
    #expect(gold["notice"].text == notice.name)
    let hay = String(String.UnicodeScalarView(squeezed(try notice.text().unicodeScalars)))
    for type in GoldScore.types where type != "meta" {
      for item in gold[type].elements {
        let quote = item[type == "provisions" ? "starts" : "quote"].text
        let bare = String(String.UnicodeScalarView(squeezed(quote.unicodeScalars)))
        #expect(!bare.isEmpty && hay.contains(bare), "\(type): \(quote)")
      }
    }
  }

  @Test("the same bytes give the same JSON, by a new reader and by one that has read before")
  func sameBytes() throws {
    let pipeline = BuiltIn.pipeline
    let worker = pipeline.worker()
    for notice in NoticeFile.corpus {
      let graph = try graph(of: notice)
      let first = graph.json()
      #expect(worker.graph(of: graph.text).json() == first)
      #expect(worker.graph(of: graph.text).json() == first)
    }
  }

  @Test("the corpus is read as its gold says, kind by kind above the floors")
  func score() throws {
    var score = GoldScore()
    for notice in NoticeFile.corpus {
      guard let gold = try notice.gold() else { continue }
      score.add(notice: try notice.text(), gold: gold, graph: try graph(of: notice))
    }
    print("corpus:\n\(score.table)")
    for (type, floor) in Self.floors { #expect(score.strictF1(type) >= floor, "\(type)\n\(score.table)") }
    #expect(score.macro >= Self.macroFloor, "\(score.table)")
    #expect(score.grounded.right == score.grounded.all)
  }

  /// `Corpus/RESULTS.md`: what the corpus scores, by kind and by notice.
  @Test("the results on file are what the corpus scores now; `make results` writes them anew")
  func results() throws {
    var score = GoldScore()
    var rows: [String] = []
    for notice in NoticeFile.corpus {
      guard let gold = try notice.gold() else { continue }
      let (text, graph) = (try notice.text(), try graph(of: notice))
      score.add(notice: text, gold: gold, graph: graph)
      var own = GoldScore()
      own.add(notice: text, gold: gold, graph: graph)
      let figures = GoldScore.types.map { own.has($0) ? String(format: "%.3f", own.strictF1($0)) : "" }
      rows.append("| `\(notice.name)` | \(figures.joined(separator: " | ")) | \(String(format: "%.3f", own.macro)) |")
    }
    let written = """
      # What the corpus scores

      Written by `make results`, not by hand. Strict: place and every typed field right. The grammars were developed with
      these notices in sight, so these are development scores; notices that nobody has looked at score lower.

      | kind | gold | read | place right | all right | precision | recall | strict F1 |
      |---|---|---|---|---|---|---|---|
      \(score.markdownRows)

      Strict F1 by notice; an empty cell: the notice holds none.

      | notice | \(GoldScore.types.joined(separator: " | ")) | mean |
      |---\(String(repeating: "|---", count: GoldScore.types.count + 1))|
      \(rows.joined(separator: "\n"))

      """
    let file = Folders.package.appendingPathComponent("Corpus/RESULTS.md")
    if ProcessInfo.processInfo.environment["GUITU_WRITE_RESULTS"] != nil {
      try written.write(to: file, atomically: true, encoding: .utf8)
    }
    #expect(
      try String(contentsOf: file, encoding: .utf8) == written, "stale: run `make results` and look at the difference")
  }

  // Material beside the package, which need not be there.
  @Test(
    "the notices beside the package are read as their gold says",
    .enabled(if: !NoticeFile.shared.isEmpty, "there is no ../shared/corpus beside the package"))
  func sharedScore() throws {
    var score = GoldScore()
    for notice in NoticeFile.shared {
      let graph = try graph(of: notice)
      #expect(graph.violations().map(\.description) == [], "\(notice)")
      guard let gold = try notice.gold() else { continue }
      score.add(notice: try notice.text(), gold: gold, graph: graph)
    }
    print("beside the package:\n\(score.table)")
    #expect(score.strictF1("provisions") >= 0.95, "\(score.table)")
    #expect(score.strictF1("meta") >= 0.85, "\(score.table)")
    #expect(score.macro >= 0.60, "\(score.table)")
    #expect(score.grounded.right == score.grounded.all)
  }

  // Material beside the package, which need not be there.
  @Test(
    "each raw notice beside the package gives a sound graph",
    .enabled(if: !NoticeFile.raw.isEmpty, "there is no ../shared/raw beside the package"),
    arguments: NoticeFile.raw)
  func raw(notice: NoticeFile) throws {
    let graph = try graph(of: notice)
    #expect(graph.violations().map(\.description) == [])
    #expect(!graph.json().isEmpty)
  }
}
