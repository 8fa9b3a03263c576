import Testing
import TextModel

@testable import Outlining

@Suite("Run-on cutter: a text without any gap")
struct RunOnCutterTests {
  private let body = String(repeating: "各单位要高度重视，加强协调，按照职责分工抓好落实，确保各项任务按期完成。", count: 14)

  @Test("Title, number, addressees, signature and date are told apart")
  func frontMatter() {
    let outline = Reading.outline(
      "云岭市人民政府办公室关于加强冬季供暖保障的意见云府办发〔2023〕17号各县（市、区）人民政府，市直有关部门：为保障群众温暖过冬，提出如下意见。"
        + "一、总体要求（一）指导思想。坚持民生优先。（二）主要目标。确保按时供暖。二、工作任务（一）备足燃料。\(body)（二）加强巡查。\(body)云岭市人民政府办公室2023年10月8日（此件公开发布）")
    let front = outline.frontMatter
    #expect(front.title == "云岭市人民政府办公室关于加强冬季供暖保障的意见")
    #expect(front.number == "云府办发〔2023〕17号")
    #expect(front.recipients == ["各县（市、区）人民政府", "市直有关部门"])
    #expect(front.date == "2023-10-08")
    #expect(front.issuers == ["云岭市人民政府办公室"])
    #expect(Reading.paths(outline) == ["一", "一/(一)", "一/(二)", "二", "二/(一)", "二/(二)"])
  }

  @Test("A text with gaps is left to them")
  func gaps() {
    let text = Reading.text("云岭市关于供暖的通知  云府〔2023〕1号  各单位：  \(body)")
    #expect(RunOnCutter(words: Reading.words).cuts(text.folded, 0, text.count, isFirst: true).isEmpty)
  }
}
