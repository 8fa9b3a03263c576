import GrammarLanguage
import TestSupport
import Testing

@Suite("matching")
struct MatchingTests {
  // MARK: Which match wins

  @Test("the longest match wins, whatever the order of the rules")
  func longest() throws {
    #expect(try SampleGrammar(["a = 甲", "b = 甲乙丙", "c = 甲乙"]).matches("甲乙丙甲乙丁") == ["b 「甲乙丙」", "c 「甲乙」"])
  }

  @Test("of equally long matches the one of the higher priority wins, then the earlier rule")
  func priority() throws {
    #expect(try SampleGrammar(["a = 甲乙", "b = 甲 <word>"]).matches("甲乙") == ["a 「甲乙」"])
    #expect(try SampleGrammar(["a = 甲乙", "b = 甲 <word> / priority 1"]).matches("甲乙") == ["b 「甲乙」"])
    #expect(try SampleGrammar(["a = 甲乙 / priority -1", "b = 甲 <word>"]).matches("甲乙") == ["b 「甲乙」"])
  }

  @Test("a longer match wins over a higher priority")
  func lengthBeforePriority() throws {
    #expect(try SampleGrammar(["a = 甲 / priority 9", "b = 甲乙"]).matches("甲乙") == ["b 「甲乙」"])
  }

  @Test("the search goes on behind a match; in a file whose rules overlap, at the next token")
  func overlapping() throws {
    #expect(try SampleGrammar(["a = 甲 甲"]).found("甲甲甲") == ["甲甲"])
    #expect(try SampleGrammar(["a = 甲 甲"], isOverlapping: true).found("甲甲甲") == ["甲甲", "甲甲"])
  }

  @Test("a match that what stands around forbids gives way to the next best")
  func nextBest() throws {
    let grammar = try SampleGrammar(["a = 甲乙丙 / not before 丁", "b = 甲乙", "c = 甲 <word> / priority 1 / not before 丙"])
    #expect(grammar.matches("甲乙丙") == ["a 「甲乙丙」"])
    #expect(grammar.matches("甲乙丙丁") == ["b 「甲乙」"])
    #expect(grammar.matches("甲乙戊") == ["c 「甲乙」"])
  }

  // MARK: What a pattern says

  @Test(
    "a pattern matches what it says",
    arguments: [
      ("甲? 乙", "乙甲乙", ["乙", "甲乙"]), ("(甲乙)? 丙", "甲乙丙", ["甲乙丙"]), ("甲 (乙|丙丁)", "甲乙甲丙丁甲丁", ["甲乙", "甲丙丁"]),
      ("甲{2,3}", "甲", []), ("甲{2,3}", "甲甲", ["甲甲"]), ("甲{2,3}", "甲甲甲甲甲", ["甲甲甲", "甲甲"]), ("甲{2}", "甲甲甲", ["甲甲"]),
      ("乙{0,2} 丙", "乙乙乙丙", ["乙乙丙"]), ("甲+", "甲甲甲", ["甲甲甲"]), ("甲 乙* 丙", "甲丙甲乙乙丙", ["甲丙", "甲乙乙丙"]),
      ("(甲 乙){1,2}", "甲乙甲乙甲", ["甲乙甲乙"]), ("'..'", "甲..乙", [".."]), ("'^'", "甲^乙", ["^"]),
    ] as [(String, String, [String])])
  func patterns(pattern: String, text: String, found: [String]) throws {
    #expect(try SampleGrammar(["a = \(pattern)"]).found(text) == found)
  }

  @Test("a repetition without a bound ends at thirty-two")
  func mostRepeats() throws {
    let grammar = try SampleGrammar(["a = 甲+ 乙"])
    #expect(grammar.found(String(repeating: "甲", count: 32) + "乙").map(\.unicodeScalars.count) == [33])
    #expect(grammar.found(String(repeating: "甲", count: 40) + "乙").map(\.unicodeScalars.count) == [33])
  }

  @Test(
    "a gap is bounded by the clause, a wide one by the sentence",
    arguments: [
      ("甲 .. 乙", "甲丙丁乙", ["甲丙丁乙"]), ("甲 .. 乙", "甲乙", ["甲乙"]), ("甲 .. 乙", "甲丙，乙", []), ("甲 .. 乙", "甲：乙", []),
      ("甲 .. 乙", "甲、丙、乙", ["甲、丙、乙"]), ("甲 ... 乙", "甲丙，丁：乙", ["甲丙，丁：乙"]), ("甲 ... 乙", "甲丙。乙", []),
      ("甲 ... 乙", "甲；乙", []), ("甲 ... 乙", "甲！乙", []), ("甲 .. 乙", "甲乙丙乙丁", ["甲乙丙乙"]),
    ] as [(String, String, [String])])
  func gaps(pattern: String, text: String, found: [String]) throws {
    #expect(try SampleGrammar(["a = \(pattern)"]).found(text) == found)
  }

  @Test("no match is longer than four hundred tokens")
  func longestMatch() throws {
    let grammar = try SampleGrammar(["a = 甲 ... 乙"])
    #expect(grammar.found("甲" + String(repeating: "丙", count: 398) + "乙").count == 1)
    #expect(grammar.found("甲" + String(repeating: "丙", count: 399) + "乙") == [])
  }

  // MARK: Tests of a token

  @Test("a list is tested by its words and their values; a word of two lists is of both")
  func lists() throws {
    let grammar = try SampleGrammar(
      ["a = <bodies> <verbs>", "b = <verbs> <bodies>"], lists: ["bodies": "科技局 主管 财政局", "verbs": "主管 报送"])
    #expect(grammar.matches("科技局主管") == ["a 「科技局主管」"])
    #expect(grammar.matches("报送主管") == ["b 「报送主管」"])
    #expect(grammar.matches("科技局财政局") == [])
  }

  @Test(
    "types and attributes of scanners are tested",
    arguments: [
      ("<number>", "共12家三十户", ["12", "三十"]), ("<number han>", "共12家三十户", ["三十"]), ("<number !han>", "共12家三十户", ["12"]),
      ("<number year>", "2024年5月", ["2024"]), ("<number month> 月", "13月12月", ["12月"]), ("<title>", "按《办法》办", ["《办法》"]),
      ("<quoted>", "评“优”等", ["“优”"]), ("<latin>", "用APP办", ["APP"]), ("<stop>", "甲。乙；", ["。", "；"]),
      ("<comma>", "甲，乙：", ["，", "："]),
      ("<pause>", "甲、乙", ["、"]), ("<mark>", "甲-乙", ["-"]), ("<phone>", "拨0599-6234567。", ["0599-6234567"]),
      ("<!number> 家", "12家各家", ["各家"]), ("<!number|latin> 级", "3级A级各级", ["各级"]),
      ("<number|latin> 级", "3级A级各级", ["3级", "A级"]),
      ("<defined actor>", "示范站应当", ["示范站"]),
    ] as [(String, String, [String])])
  func tests(pattern: String, text: String, found: [String]) throws {
    #expect(try SampleGrammar(["a = \(pattern)"]).found(text, names: ["示范站"]) == found)
  }

  // MARK: Captures

  @Test(
    "a capture is the part that its name stands before",
    arguments: [
      ("甲 x:(乙丙) 丁", "甲乙丙丁", "a 「甲乙丙丁」 x=乙丙"), ("x:甲? y:乙", "乙", "a 「乙」 y=乙"), ("x:(..) 丙", "甲乙丙", "a 「甲乙丙」 x=甲乙"),
      ("x:<number> y:<word>", "12家", "a 「12家」 x=12 y=家"), ("(x:甲|y:乙) 丙", "乙丙", "a 「乙丙」 y=乙"),
      ("甲 x:(..) 乙 y:(..) 丙", "甲子乙丑乙寅丙", "a 「甲子乙丑乙寅丙」 x=子 y=丑乙寅"), ("x:甲{1,3} y:(..)", "甲甲乙", "a 「甲甲乙」 x=甲甲 y=乙"),
      ("x:(甲 y:乙) 丙", "甲乙丙", "a 「甲乙丙」 x=甲乙 y=乙"),
    ])
  func captures(pattern: String, text: String, match: String) throws {
    #expect(try SampleGrammar(["a = \(pattern)"]).matches(text) == [match])
  }

  // MARK: What stands around

  @Test(
    "what must or must not stand around a match is looked at and not taken",
    arguments: [
      ("乙 / after 甲", "乙甲乙", ["乙"]), ("乙 / not after 甲", "乙甲乙", ["乙"]), ("乙 / before 丙", "乙丙乙丁", ["乙"]),
      ("乙 / not before 丙", "乙丙乙", ["乙"]), ("乙 / after (甲 丙?)", "甲丙乙，甲乙，丙乙", ["乙", "乙"]),
      ("乙 / after 甲 <!stop>{0,4}", "甲丙，丁乙。乙", ["乙"]), ("乙 / before (丙 丁)", "乙丙，乙丙丁", ["乙"]),
      ("乙 / after ^clause", "乙丙乙", ["乙"]), ("乙 / not after ^clause", "乙丙乙", ["乙"]),
      ("乙 / after ^clause 甲", "甲乙，丙甲乙", ["乙"]),
    ] as [(String, String, [String])])
  func around(rule: String, text: String, found: [String]) throws {
    #expect(try SampleGrammar(["a = \(rule)"]).found(text) == found)
  }

  @Test("what stands around is not looked for outside the bracket or passage")
  func aroundInside() throws {
    #expect(try SampleGrammar(["a = 乙 / after 甲"]).found("甲（乙）") == [])
    #expect(try SampleGrammar(["a = 乙 / not after 甲"]).found("甲（乙）") == ["乙"])
  }

  // MARK: Places

  @Test(
    "anchors hold at the ends of clause, sentence and item",
    arguments: [
      ("^clause 甲", "甲甲，甲甲。甲", ["甲", "甲", "甲"]), ("^sentence 甲", "甲甲，甲甲。甲", ["甲", "甲"]), ("^item 甲", "甲甲，甲甲。甲", ["甲"]),
      ("甲 $clause", "甲甲，甲乙。甲", ["甲", "甲"]), ("甲 $sentence", "甲，甲。", ["甲"]), ("甲 $item", "甲。甲", ["甲"]),
      ("甲 $item", "甲。", ["甲"]),
      ("^item .. $item", "甲乙", ["甲乙"]), ("^clause 甲 .. $clause", "甲乙，丙甲，甲丁", ["甲乙", "甲丁"]),
      ("甲 $clause ， ^clause 乙", "甲，乙", ["甲，乙"]),
    ] as [(String, String, [String])])
  func anchors(pattern: String, text: String, found: [String]) throws {
    #expect(try SampleGrammar(["a = \(pattern)"]).found(text) == found)
  }

  // MARK: Brackets and names

  @Test("a bracket inside a match is passed over; its inside is matched for itself")
  func passedOver() throws {
    let grammar = try SampleGrammar(["a = 甲 乙", "b = 丙"])
    #expect(grammar.matches("甲（丙）乙") == ["a 「甲（丙）乙」", "b 「丙」"])
    #expect(grammar.matches("（丙）甲乙（丁）") == ["a 「甲乙」", "b 「丙」"])
  }

  @Test("a pattern that asks for a bracket gets it, also at its beginning")
  func askedFor() throws {
    #expect(try SampleGrammar(["a = 甲 <paren> 乙"]).found("甲（丙）乙甲乙") == ["甲（丙）乙"])
    #expect(try SampleGrammar(["a = <paren> 乙"]).found("甲（丙）乙") == ["（丙）乙"])
  }

  @Test("a capture does not begin or end with a bracket that is passed over")
  func captureAtBracket() throws {
    let grammar = try SampleGrammar(["a = x:甲 y:乙 z:丙"])
    #expect(grammar.matches("甲（一）乙（二）丙") == ["a 「甲（一）乙（二）丙」 x=甲 y=乙 z=丙"])
  }

  @Test("anchors hold beside a bracket as if it were not there")
  func anchorsAtBracket() throws {
    #expect(try SampleGrammar(["a = ^clause 甲"]).found("（一）甲") == ["甲"])
    #expect(try SampleGrammar(["a = 甲 $clause"]).found("甲（一），乙") == ["甲"])
    #expect(try SampleGrammar(["a = ^item 甲"]).found("乙（甲）") == ["甲"])
  }

  // MARK: Work

  static let hostile: [(rule: String, piece: String)] = [
    ("甲 ... 乙", "甲"), ("甲 .. 甲 .. 甲 .. 乙", "甲"), ("(甲|甲 甲|甲 甲 甲)+ 乙", "甲"), ("(甲? 甲?){1,32} 乙", "甲"),
    ("甲* 甲* 甲* 乙", "甲"),
    ("x:(..) y:(..) z:(..) 乙", "甲"), ("甲 / after 乙 ...", "甲"), ("甲 / not before ... 乙", "甲"),
    ("<number> ... <number>", "12家，"), ("甲 ... 乙", "甲（甲）"),
  ]

  @Test("twice the text takes no more than about twice the steps", arguments: hostile)
  func linear(rule: String, piece: String) throws {
    for isOverlapping in [false, true] {
      let grammar = try SampleGrammar(["a = \(rule)"], isOverlapping: isOverlapping)
      let once = grammar.steps(String(repeating: piece, count: 1500))
      let twice = grammar.steps(String(repeating: piece, count: 3000))
      #expect(twice <= once * 2 + once / 2 + 2000, "\(once), then \(twice) steps")
    }
  }

  @Test("what a matcher has read before does not change what it matches")
  func learning() throws {
    let grammar = try SampleGrammar(["a = 甲 .. 乙", "b = <number> (家|户)", "c = ^clause <word>{1,3} 丙"])
    let texts = ["甲乙，丙丁乙。", "共12家三十户", "甲丙丁丙，戊丙乙", "甲（乙丙）丁乙"]
    let first = texts.map { grammar.matches($0) }
    _ = grammar.matches(String(repeating: "甲乙丙丁，12家（甲）。", count: 200))
    #expect(texts.map { grammar.matches($0) } == first)
  }
}
