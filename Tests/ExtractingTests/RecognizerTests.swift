import Guitu
import RuleModel
import TestSupport
import Testing
import TextModel

/// Every phrase of a text, whether a rule speaks of it or not.
@Suite("recognizing")
struct RecognizerTests {
  private static let worker = Pipeline()

  private func phrases(_ text: String, date: String? = nil) throws -> [RecognizedPhrase] {
    let pipeline = Self.worker
    let source = SourceText(text, folding: pipeline.grammar.folding)
    return pipeline.worker().recognition(of: source, date: date).phrases
  }

  private func lines(_ text: String, date: String? = nil) throws -> [String] {
    try phrases(text, date: date).map { phrase in
      let value = phrase.number.map { "\($0)\(phrase.upper.map { "…\($0)" } ?? "")\(phrase.unit ?? "")" }
      return "\(phrase.kind.rawValue) 「\(phrase.quote)」 \(value ?? phrase.text ?? "-")"
    }
  }

  @Test(
    "a phrase has its value",
    arguments: [
      ("奖励人民币50万元", "money 「人民币50万元」 500000元"), ("约500余万元", "money 「500余万元」 5000000元"),
      ("增长百分之二点五", "percentage 「百分之二点五」 2.5%"), ("同比为负3.9%", "percentage 「负3.9%」 -3.9%"),
      ("完成七成六", "percentage 「七成六」 76%"), ("税率千分之一", "number 「千分之一」 0.001"),
      ("现有200家企业", "quantity 「200家」 200家"), ("共一吨半", "quantity 「一吨半」 1.5吨"),
      ("面积大于100并且小于300", "quantity 「大于100并且小于300」 100…300"), ("于2019年4月5日或之前入职", "time 「于2019年4月5日或之前」 2019-04-05"),
      ("历时四年六个月", "duration 「四年六个月」 P4Y6M"), ("半小时内到场", "time 「半小时内」 PT30M"),
      ("由江苏省财政厅负责", "organization 「江苏省财政厅」 江苏省财政厅"), ("依据《预算法实施条例》", "title 「《预算法实施条例》」 预算法实施条例"),
      ("文号：苏财教〔2023〕18号", "document-number 「苏财教〔2023〕18号」 苏财教〔2023〕18号"),
    ])
  func value(text: String, line: String) throws {
    let found = try lines(text)
    #expect(found.contains(line), "\(found)")
  }

  @Test(
    "a date without a year takes it from the day that is given, and has no year without one",
    arguments: [(nil, "-"), ("2021-09-01", "2021-10-08")] as [(String?, String)])
  func reference(date: String?, value: String) throws {
    #expect(try lines("请于10月8日报到", date: date).contains("time 「于10月8日」 \(value)"))
  }

  @Test("a number that looks like a label at the beginning of a line is read whole")
  func labels() throws {
    #expect(try lines("1.2万元").first == "money 「1.2万元」 12000元")
    #expect(try lines("75.2个百分点").first == "percentage 「75.2个百分点」 75.2%")
    #expect(try lines("4.800").first == "number 「4.800」 4.8")
  }

  @Test("numbers inside words, ordinals and dates are no phrases of their own")
  func noNumbers() throws {
    #expect(try lines("一致同意第三名于2024年入选").filter { $0.hasPrefix("number") }.isEmpty)
  }

  @Test("what is set aside is read too, and each place is that of the quote")
  func aside() throws {
    let text = "关于开展评选的通知\n各科室：\n一、申报时间\n于2024年5月8日前报送3份材料。\n— 1 —\n版权所有 2024-05-09\n"
    let found = try phrases(text)
    let scalars = Array(text.unicodeScalars)
    for phrase in found {
      var quote = String.UnicodeScalarView()
      quote.append(contentsOf: scalars[phrase.span.start..<phrase.span.end])
      #expect(String(quote) == phrase.quote)
    }
    #expect(found.contains { $0.quote.contains("2024-05-09") && $0.kind == .time })
    #expect(found.map(\.span) == found.map(\.span).sorted { ($0.start, -$0.end) < ($1.start, -$1.end) })
  }

  @Test("the number of a document begins behind what leads up to it", arguments: ["年度停止享受", "口径分别按照", "认定须符合"])
  func documentNumber(lead: String) throws {
    let found = try phrases("\(lead)禾财〔2012〕27号规定。").filter { $0.kind == .documentNumber }
    #expect(found.map(\.quote) == ["禾财〔2012〕27号"])
  }

  @Test("files of the stage recognize add nothing to a graph")
  func apart() throws {
    let pipeline = Self.worker
    let source = SourceText("项目库现有200家企业，半小时后公布。", folding: pipeline.grammar.folding)
    let graph = pipeline.worker().graph(of: source)
    #expect(graph.rules.allSatisfy { !$0.rule.hasPrefix("recognize") })
    #expect(graph.rules.flatMap(\.quantities).isEmpty)
  }
}
