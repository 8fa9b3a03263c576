import Checking
import Guitu
import TextModel
import Testing

@Suite("A place of a notice is explained")
struct ExplanationTests {
  private func explain(_ sentence: String, at place: String, rule: String = "") throws -> [Explanation.Attempt] {
    let rules = """
      stage phrase
      uses number

      rule long 甲乙丙
        match 甲 乙 丙
        makes label role=lead
        yes 「甲乙丙」
        no 乙

      rule short 甲乙
        match 甲 乙
        makes word
        yes 「甲乙」
        no 乙

      rule weak 甲乙丙
        match 甲 乙 丙
        makes label role=support
        priority -1
        yes 「甲乙丙」
        no 乙

      rule guarded 乙丁
        match 乙 丁
        not before 戊
        makes word
        yes 「乙丁」
        no 乙

      rule far 甲乙……己
        match 甲 乙 (庚|<number>) 己
        makes word
        yes 「甲乙庚己」
        no 乙
      """
    let pipeline = try Pipeline(texts(rules))
    let outline = pipeline.outline(of: SourceText(sentence, folding: pipeline.grammar.folding))
    let characters = try #require(
      Explanation.characters(of: place, in: outline, folding: pipeline.grammar.folding))
    let explanation = Explanation(pipeline.grammar, outline: outline, characters: characters, rule: rule)
    return explanation.steps.first { $0.path == "rules/mine.grammar" }?.attempts ?? []
  }

  @Test("the winner says what it was preferred to, and why")
  func winner() throws {
    let attempts = try explain("关于甲乙丙的通知。", at: "甲乙丙", rule: "mine.")
    #expect(attempts.first?.rule == "mine.long")
    #expect(
      attempts.first?.outcome
        == .won(over: ["mine.short (longer: 3 tokens to 2)", "mine.weak (priority 0 to -1)"]))
    #expect(
      attempts.first { $0.rule == "mine.short" }?.outcome
        == .lost(to: "mine.long", because: "which is longer: 3 tokens to 2"))
    #expect(
      attempts.first { $0.rule == "mine.weak" }?.outcome
        == .lost(to: "mine.long", because: "whose priority is higher: 0 to -1"))
  }

  @Test("a near miss says at which token it stopped and what it wanted")
  func nearMiss() throws {
    let attempts = try explain("关于甲乙辛的通知。", at: "甲乙", rule: "mine.far")
    #expect(attempts.map(\.read) == ["甲乙"])
    #expect(attempts.first?.outcome == .stopped(at: "辛", wanted: ["庚", "<number>"]))
  }

  @Test("a look-around that forbids a match is named")
  func forbidden() throws {
    let attempts = try explain("关于乙丁戊的通知。", at: "乙丁", rule: "mine.guarded")
    #expect(attempts.first?.outcome == .forbidden(by: "not before 戊"))
  }

  @Test("the text names the place, the rules and the facts")
  func description() throws {
    let pipeline = try Pipeline(.builtIn)
    let outline = pipeline.outline(
      of: SourceText("关于申报的通知\n\n一、请于2024年3月5日前报送材料。\n", folding: pipeline.grammar.folding))
    let characters = try #require(
      Explanation.characters(of: "3月5日前", in: outline, folding: pipeline.grammar.folding))
    let text = Explanation(pipeline.grammar, outline: outline, characters: characters).description
    #expect(text.hasPrefix("place: 一、请于2024年「3月5日前」报送材料。"))
    #expect(text.contains("+ date.year-month-day reads 「2024年3月5日」\n      rather than date.year-month"))
    #expect(text.contains("2024年3月5日‹date.year-month-day› · 前"))
    #expect(text.contains("facts:\n  temporal.by-date: deadline"))
  }
}
