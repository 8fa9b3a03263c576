import Testing
import Tokenizing

@Suite("brackets, clauses, words")
struct SegmentTests {
  @Test("a bracket is one token, its inside a segment of its own")
  func bracket() {
    let cutting = Cutting("市科技局（含开发区）负责", words: ["市科技局", "开发区", "负责"])
    #expect(cutting.tokens() == ["市科技局", "（含开发区）", "负责"])
    #expect(cutting.types == ["word", "paren", "word"])
    #expect(cutting.tokens(of: 1) == ["含", "开发区"])
    #expect(cutting.stream.segments.map(\.outer) == [nil, 0])
    #expect(cutting.stream.tokens.filter { $0.type == .paren }.map(\.payload) == [1])
  }

  @Test("a remark in square brackets is a bracket; the year of a document's number is none")
  func remarks() {
    let cutting = Cutting("建成。〔市科技局牵头（区县参与）〕见〔2024〕的附件", words: ["建成", "市科技局", "牵头", "区县", "参与"])
    #expect(cutting.tokens(of: .paren).first == "〔市科技局牵头（区县参与）〕")
    #expect(cutting.tokens(of: 1) == ["市科技局", "牵头", "（区县参与）"])
    #expect(!cutting.tokens(of: .paren).contains { $0.contains("2024") })
  }

  @Test("brackets in brackets are segments in segments")
  func nested() {
    let cutting = Cutting("甲（乙（丙）丁）戊（己）")
    #expect((0..<4).map { cutting.tokens(of: $0).joined(separator: "|") } == ["甲|（乙（丙）丁）|戊|（己）", "乙|（丙）|丁", "己", "丙"])
    #expect(cutting.stream.segments.map(\.outer) == [nil, 0, 0, 1])
  }

  @Test(
    "a bracket without its fellow is a mark and hides nothing",
    arguments: [
      ("（甲《乙》", "（|甲|《乙》"), ("甲）乙", "甲|）|乙"), ("（）甲", "（|）|甲"), ("（甲（乙）", "（|甲|（|乙|）"),
      ("（a@b.cn", "（|a@b.cn"),
    ])
  func unclosed(text: String, cut: String) { #expect(Cutting(text).line == cut) }

  @Test("brackets nested deeper than six are marks inside the sixth")
  func deep() {
    let cutting = Cutting(String(repeating: "（", count: 9) + "甲" + String(repeating: "）", count: 9))
    #expect(cutting.stream.segments.count == 7)
    #expect(cutting.tokens(of: 6).joined() == "（（（甲）））")
  }

  @Test("the first and last tokens of clauses, sentences and items are known")
  func places() {
    let cutting = Cutting("甲乙，丙丁；戊己：庚。")
    #expect(cutting.tokens(at: .firstOfClause) == ["甲", "丙", "戊", "庚"])
    #expect(cutting.tokens(at: .lastOfClause) == ["乙", "丁", "己", "庚"])
    #expect(cutting.tokens(at: .firstOfSentence) == ["甲", "戊"])
    #expect(cutting.tokens(at: .lastOfSentence) == ["丁", "庚"])
    #expect(cutting.tokens(at: .firstOfItem) == ["甲"])
    #expect(cutting.tokens(at: .lastOfItem) == ["庚", "。"])
  }

  @Test("a bracket takes no place from the tokens beside it")
  func placesAtBrackets() {
    let cutting = Cutting("（一期）甲乙（含丙），丁（戊）。")
    #expect(cutting.tokens(at: .firstOfClause) == ["（一期）", "甲", "丁"])
    #expect(cutting.tokens(at: .lastOfClause) == ["乙", "（含丙）", "丁", "（戊）"])
    #expect(cutting.tokens(at: .firstOfItem) == ["（一期）", "甲"])
    #expect(cutting.tokens(at: .firstOfClause, of: 1) == ["一"])
    #expect(cutting.tokens(at: .lastOfItem, of: 1) == ["期"])
  }

  @Test("a mark between two sentences ends both clause and sentence, 、 neither")
  func pauses() {
    let cutting = Cutting("甲、乙！丙？")
    #expect(cutting.tokens(at: .firstOfClause) == ["甲", "丙"])
    #expect(cutting.tokens(at: .lastOfSentence) == ["乙", "丙"])
    #expect(cutting.types == ["word", "pause", "word", "stop", "word", "stop"])
  }

  @Test(
    "the fewest words win, of as many the longer first",
    arguments: [
      ("研究生产业务", ["研究", "研究生", "生产", "产业", "业务"], "研究|生产|业务"), ("民政部门", ["民政", "民政部", "部门"], "民政|部门"),
      ("科技局长期", ["科技局", "局长", "长期"], "科技局|长期"), ("申报单位", ["申报", "单位", "申报单位"], "申报单位"), ("甲乙丙", ["甲乙", "乙丙"], "甲乙|丙"),
    ] as [(String, [String], String)])
  func words(text: String, words: [String], cut: String) { #expect(Cutting(text, words: words).line == cut) }

  @Test("the same text is always cut the same, whatever the order of the words")
  func sameCut() {
    let words = ["科技", "科技局", "局长", "长期", "期限", "有限", "限期", "有限期"]
    let text = "科技局长期限有限期限"
    let cut = Cutting(text, words: words).line
    #expect(Cutting(text, words: words.reversed()).line == cut)
    #expect(Cutting(text, words: words.shuffled()).line == cut)
  }

  @Test(
    "every character is in exactly one token of its segment",
    arguments: ["甲（乙，2.5万元）《丙》“丁”戊1,000户〔己〕", "，。；", "ab@c.cn12"])
  func tiling(text: String) {
    let cutting = Cutting(text)
    #expect(cutting.tokens().joined() == text)
  }

  @Test("a name that the notice gives goes before the words that it is made of")
  func defined() {
    let cutting = Cutting("示范中心应报送", words: ["示范", "中心应", "报送"], names: ["示范中心"])
    #expect(cutting.tokens() == ["示范中心", "应", "报送"])
    #expect(cutting.types.first == "defined")
    #expect(cutting.stream.tokens.first?.attributes == DefinedName.actor)
  }

  @Test("of two names that begin alike the longer is taken")
  func definedLonger() {
    #expect(Cutting("人才中心站", names: ["人才", "人才中心"]).tokens() == ["人才中心", "站"])
  }
}
