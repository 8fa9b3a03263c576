import Testing
import TextModel

@testable import Outlining

@Suite("Paragraph joiner")
struct ParagraphJoinerTests {
  private let wrapped = """
    为加快推进全市老旧管网更新改造，保障供水安全，根据有关规

    定，结合实际，制定本方案。改造期限为不少于 2年（截至 2025

    年 12月 31日），逾期未完成的，由主管部门责令限期整改。

    一、工作目标

    到年底前，完成不少于三百公里管网改造，漏损率降到百分之九

    以下，水质综合合格率稳定在百分之九十九以上。

    （一）摸底排查

    各县区应当在十五日内完成摸底，建立台账，明确责任单位和时

    限要求，并报市水务局备案。
    """

  @Test("Hard-wrapped lines are joined inside words, figures and dates; labels and headings are not")
  func joins() {
    let outline = Reading.outline(wrapped)
    let passages = Reading.passages(outline)
    #expect(passages.count == 5)
    #expect(passages[0].contains("截至2025年12月31日"))
    #expect(passages[1] == "工作目标")
    #expect(Reading.paths(outline) == ["一", "一/(一)"])
    #expect(outline.passages.map(\.role) == [.body, .heading, .body, .heading, .body])
  }

  @Test("Lines of paragraphs as long as they are, are not joined")
  func paragraphsByLine() {
    let outline = Reading.outline("申请人应当提交申请表\n\n申请人应当提交身份证明复印件，并出示原件\n\n受理窗口当场审核，材料齐全的当场受理。")
    #expect(outline.passages.count == 3)
  }

  @Test("A title that a line end cuts is one, however short the line is that it begins on")
  func insideTitle() {
    let outline = Reading.outline(
      "第一条 为规范学生转专业工作，依据教育部《学生管理条例》\n《本\n校学生管理规定》等规定，结合工作实际制定本办法，请遵照执行。")
    #expect(Reading.passages(outline).contains { $0.contains("《本校学生管理规定》") })
  }

  @Test("A label alone on its line goes with the next line")
  func loneLabels() {
    let outline = Reading.outline("第一章\n\n总\n\n则\n\n第一条\n\n为了规范管理，制定本办法。")
    #expect(Reading.paths(outline) == ["第一章", "第一章/第一条"])
    #expect(Reading.passages(outline) == ["总则", "为了规范管理,制定本办法。"])
  }
}
