import Checking
import Extracting
import Guitu
import TextModel
import Testing

/// Texts that make matchers work hard: openings that never close, repetitions that never end, marks without words.
private let hostile: [(name: String, piece: String)] = [
  ("one character", "的"), ("digits", "1"), ("numerals", "一二三"), ("brackets", "（"), ("closed brackets", "（一）"),
  ("quotes", "“"), ("titles", "《"), ("commas", "，"), ("stops", "。"), ("pauses", "、"), ("units", "市、"),
  ("lists of units", "市财政局、"), ("openings of dates", "2024年3月"), ("openings of times", "自收到之日起"),
  ("labels", "一、"), ("lines of labels", "（一）\n"), ("lead-ins", "有下列情形之一的，"), ("comparisons", "不少于"),
  ("modal verbs", "应当"), ("encouragement", "鼓励支持"), ("openings of definitions", "以下简称"), ("formulas", "成绩×"),
  ("letters", "a"), ("blanks", " "), ("line ends", "\n"), ("tables", "指标\t分值\n"),
]

@Suite("Matching takes time linear in the text")
struct LinearBoundTests {
  private static let pipeline = Result { try Pipeline(.builtIn) }

  @Test("doubling a hostile text at most doubles the steps", arguments: hostile.map(\.name))
  func steps(name: String) throws {
    let grammar = try Self.pipeline.get().grammar
    let piece = try #require(hostile.first { $0.name == name }?.piece)
    let length = piece.unicodeScalars.count
    var last: Int?
    for count in [8000, 16_000] {
      let text = SourceText(String(repeating: piece, count: count / length), folding: grammar.folding)
      // One passage, so that the matcher and not the outline is put to the test.
      let outline = Outline.passage(text, date: "2024-06-15")
      let extractor = Extractor(grammar: grammar.compiled, vocabulary: grammar.vocabulary, folding: grammar.folding)
      _ = extractor.facts(of: outline)
      let steps = extractor.steps
      if let last, last > 0 {
        #expect(Double(steps) <= 2.2 * Double(last), "\(name): \(last) steps, then \(steps)")
      }
      last = steps
    }
  }
}
