import GrammarLanguage
import Guitu
import Loading
import TestSupport
import TextModel
import Testing

private let parser = GrammarParser(folding: Folding())

private func file(match pattern: String) throws -> GrammarFile {
  try parser.parse(
    "stage phrase\n\nrule r 说明\n  match \(pattern)\n  makes word\n  yes 「甲」乙\n  no 丙\n", path: "rules/t.grammar")
}

@Suite("A grammar prints as text that reads as the same grammar")
struct GrammarPrinterTests {
  @Test(
    "a pattern prints as it is best written",
    arguments: [
      ("于?   d:<date day>(前|以前 | 之前)", "于? d:<date day> (前|以前|之前)"),
      ("<!a|b>{2,5} ... $clause", "<!a|b>{2,5} ... $clause"),
      ("(甲 乙|丙)+ '('? (以前)?", "(甲 乙|丙)+ '('? (以前)?"),
      ("a:b:<x !y value=z>*", "a:b:<x !y value=z>*"),
      ("q:(甲 (乙|丙))", "q:(甲 (乙|丙))"),
      ("(甲?)?", "(甲?)?"),
      ("(a:甲){2}", "(a:甲){2}"),
      ("甲|乙 丙|(丁|戊)", "甲|乙 丙|(丁|戊)"),
      ("'x' '-' 第'3'号", "'x' '-' 第 '3' 号"),
    ])
  func canonicalPatterns(written: String, printed: String) throws {
    let tree = try file(match: written)
    #expect(tree.rules[0].pattern.description == printed)
    #expect(try file(match: printed).description == tree.description)
  }

  @Test("each built-in file prints as text that reads as the same file")
  func builtInFiles() throws {
    let texts = GrammarTexts.builtIn.files.filter { $0.path.hasSuffix(".grammar") }
    #expect(!texts.isEmpty)
    for text in texts {
      let tree = try parser.parse(text.text, path: text.path)
      let again = try parser.parse(tree.description, path: text.path)
      #expect(again.description == tree.description, "\(text.path)")
    }
  }

  @Test("random patterns print as text that reads as the same pattern")
  func randomPatterns() throws {
    var generator = PatternGenerator(seed: 20_240_615)
    for _ in 0..<2000 {
      let pattern = generator.pattern(depth: 4)
      let printed = pattern.description
      let read = try file(match: printed).rules[0].pattern
      #expect(read.description == printed)
    }
  }
}

@Suite("A grammar file has one layout")
struct GrammarFormatterTests {
  @Test("laying out keeps what is said and every comment, and laying out again changes nothing")
  func builtInFiles() throws {
    for text in GrammarTexts.builtIn.files where text.path.hasSuffix(".grammar") {
      let once = try GrammarFormatter().format(text.text, path: text.path)
      #expect(try GrammarFormatter().format(once, path: text.path) == once, "\(text.path)")
      let before = try parser.parse(text.text, path: text.path)
      #expect(try parser.parse(once, path: text.path).description == before.description, "\(text.path)")
      let comments = { (text: String) in text.split(separator: "\n").filter { $0.contains("# ") }.count }
      #expect(comments(once) >= comments(text.text), "\(text.path)")
    }
  }

  @Test("clauses come in order, blanks where they belong, comments with what they stand above")
  func layout() throws {
    let written = """
      # 标题
      stage   phrase
      uses date ,duration
      let a=( 甲| 乙 )
      # 说明甲
      rule   one    第一条


          makes word   # 记
          # 先看这里
          match 甲( 乙 |丙 ) <date   day>
          no   丙
          yes 「甲乙」 ->   
          not   before   丁
      rule two 第二条
          match 甲
          makes word
          yes 「甲」
          no 乙
      """
    let wanted = """
      # 标题
      stage phrase
      uses date, duration

      let a = (甲|乙)

      # 说明甲
      rule one 第一条
        # 先看这里
        match 甲 (乙|丙) <date day>
        not before 丁
        makes word  # 记
        no 丙
        yes 「甲乙」

      rule two 第二条
        match 甲
        makes word
        yes 「甲」
        no 乙

      """
    #expect(try GrammarFormatter().format(written, path: "rules/t.grammar") == wanted)
  }

  @Test("a long pattern is broken where it is nested least, and no line is too wide")
  func longPatterns() throws {
    let words = (0..<40).map { "(甲乙丙丁\($0)|戊己)" }.joined(separator: " ")
    let written = "stage phrase\n\nrule r 说明\n  match \(words)\n  makes word\n  yes 「甲」\n  no 乙\n"
    let out = try GrammarFormatter().format(written, path: "rules/t.grammar")
    for line in out.split(separator: "\n") {
      let columns = line.unicodeScalars.reduce(0) { $0 + ($1.value >= 0x1100 ? 2 : 1) }
      #expect(columns <= GrammarFormatter.width)
      #expect(!line.hasSuffix("|") && !line.hasSuffix("("))
    }
    #expect(try GrammarFormatter().format(out, path: "rules/t.grammar") == out)
  }
}

/// Patterns of all forms, by chance that is always the same.
private struct PatternGenerator {
  private var state: UInt64
  private let place = GrammarPlace(file: "rules/t.grammar", line: 1, column: 1)

  init(seed: UInt64) { state = seed }

  private mutating func below(_ bound: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int((state >> 33) % UInt64(bound))
  }

  mutating func pattern(depth: Int) -> Pattern {
    switch below(depth > 0 ? 9 : 4) {
    case 0: return .literal(Array("甲乙'(x:1第-#".utf16.prefix(1 + below(9))), place)
    case 1: return .literal([0x7532], place)
    case 2: return .test(TokenTest(name: "a-b", attributes: ["day"], absent: ["end"], isNegated: below(2) == 0), place)
    case 3:
      return [.gap(.clause, place), .gap(.sentence, place), .anchor(.clauseEnd, place), .reference("x", place)][
        below(4)]
    case 4: return .sequence((0..<(2 + below(3))).map { _ in pattern(depth: depth - 1) })
    case 5: return .choice((0..<(2 + below(3))).map { _ in pattern(depth: depth - 1) })
    case 6:
      let bounds = [(0, 1), (0, 32), (1, 32), (2, 5), (3, 3), (0, 4)][below(6)]
      return .repetition(pattern(depth: depth - 1), min: bounds.0, max: bounds.1)
    case 7:
      return .application("f", (0..<(1 + below(3))).map { _ in pattern(depth: depth - 1) }, place)
    default: return .capture("c\(below(3))", pattern(depth: depth - 1), place)
    }
  }
}
