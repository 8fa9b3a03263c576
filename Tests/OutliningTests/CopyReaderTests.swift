import Testing

@testable import Outlining

@Suite("Copy reader")
struct CopyReaderTests {
  private let articles = (1...12).map { "第\($0)条 停车泊位的第\($0)类管理由街道办事处负责，收费标准向社会公示。" }.joined(separator: "\n")
  private let head = "各街道办事处，市政府各有关部门：\n停车泊位管理办法已经市政府同意，现印发给你们，请认真贯彻执行。\n"

  @Test("A second copy of the whole notice is set aside")
  func wholeNotice() {
    let outline = Reading.outline(head + articles + "\n" + head + articles)
    #expect(Reading.paths(outline).count == 12)
    #expect(Reading.aside(outline, .copy).first == "各街道办事处，市政府各有关部门：")
  }

  @Test("A copy may lack a line of the first")
  func almostWhole() {
    let copy = articles.replacing("第5类管理由街道办事处负责，", with: "")
    #expect(Reading.paths(head + articles + "\n" + head + copy).count == 12)
  }

  @Test("What stands between the two copies stays")
  func between() {
    let outline = Reading.outline(head + articles + "\n某市人民政府\n2024年5月1日\n" + head + articles)
    #expect(outline.frontMatter.date == "2024-05-01")
  }

  @Test("A part that is repeated inside a longer notice is no copy")
  func part() {
    let chapter = (1...6).map { "\($0). 泊位的第\($0)类管理由街道办事处负责，收费标准向社会公示。" }.joined(separator: "\n")
    let text = "停车泊位管理办法\n一、总则\n\(articles)\n二、城区\n\(chapter)\n三、镇区\n\(chapter)"
    #expect(Reading.aside(Reading.outline(text), .copy).isEmpty)
  }
}
