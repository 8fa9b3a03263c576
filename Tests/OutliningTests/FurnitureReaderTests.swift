import Testing
import TextModel

@testable import Outlining

@Suite("Furniture reader")
struct FurnitureReaderTests {
  private let sentence = "申请人应当在规定期限内提交材料，逾期不予受理，有关部门应当及时告知。"

  @Test(
    "Numbers of pages are set aside",
    arguments: ["— 2 —", "- 12 -", "-3-", "1/3", "第 4 页", "第2页 共5页", "--- 第 2 页 ---", "PAGE", "一2 一"])
  func pageNumbers(line: String) {
    let outline = Reading.outline("\(sentence)\n\(line)\n\(sentence)")
    #expect(Reading.aside(outline, .pageNumber) == [line.filter { !$0.isWhitespace }])
  }

  @Test(
    "A paragraph goes on over a page's end",
    arguments: ["— 2 —", "https://zw.example.cn/info/1.htm\n\n1/3\n\n2024/7/1 9:05"])
  func overPages(furniture: String) {
    let lines = ["甲", "乙", "丙", "丁", "戊"].map { "\($0)类区域公共停车泊位的设置和使用管理由各街道负责提高" }
    let outline = Reading.outline(lines.joined(separator: "\n") + "\n\n\(furniture)\n\n泊位周转效率，制定本办法。")
    #expect(Reading.passages(outline).count == 1)
    // What is printed of it leaves out what stands between the pages.
    let whole = outline.passages.first { $0.role == .body }.map { outline.printed($0.range) }
    #expect(whole == lines.joined() + "泊位周转效率，制定本办法。")
  }

  @Test("Numbers glued to the beginnings of lines are cut off when they count the pages")
  func gluedNumbers() {
    let page = (1...14).map { "本办法适用于市区范围内公共停车泊位的第\($0)类管理。" }.joined(separator: "\n")
    let text = "-1-某市停车管理办法\n\(page)\n-2-第二条 泊位分类管理。\n\(page)\n-3-第三条 收费公示。"
    let outline = Reading.outline(text)
    #expect(Reading.aside(outline, .pageNumber) == ["-1-", "-2-", "-3-"])
    #expect(outline.frontMatter.title == "某市停车管理办法")
  }

  @Test("Menus above the title and footers below the date are set aside")
  func webPage() {
    let outline = Reading.outline(
      """
      首页
      政务公开
      走进南屏
      办事大厅
      信用南屏
      当前位置：首页 > 政务公开 > 通知
      南屏市教育局关于做好暑期托管服务工作的通知
      发布时间：2024-06-20 10:00:00 来源：市教育局 【字体：大 中 小】
      各县区教育局：
      \(sentence)
      南屏市教育局
      2024年6月18日
      相关链接：政策解读
      国家部委
      各省教育厅
      版权所有：南屏市教育局 备案号：屏ICP备00000000号
      """)
    #expect(outline.frontMatter.title == "南屏市教育局关于做好暑期托管服务工作的通知")
    #expect(outline.frontMatter.date == "2024-06-18")
    #expect(
      Reading.passages(outline) == [
        "南屏市教育局关于做好暑期托管服务工作的通知", "各县区教育局:", Reading.folded(sentence), "南屏市教育局", "2024年6月18日",
      ])
    #expect(Reading.aside(outline, .navigation).contains("走进南屏"))
    #expect(Reading.aside(outline, .footer).last?.hasPrefix("版权所有") == true)
  }

  @Test("Who holds a contest belongs to the notice; below its last sentence the same words are a page's footer")
  func holders() {
    let outline = Reading.outline(
      """
      南屏市教育局关于举办科技创新大赛的通知
      一、组织机构
      主办单位：南屏市教育局
      承办单位：南屏市第一中学
      二、报名
      \(sentence)
      南屏市教育局
      2024年6月18日
      主办单位：南屏市人民政府办公室
      """)
    #expect(Reading.passages(outline).contains("主办单位:南屏市教育局"))
    #expect(Reading.passages(outline).contains("承办单位:南屏市第一中学"))
    #expect(Reading.aside(outline, .footer) == ["主办单位：南屏市人民政府办公室"])
  }

  @Test("A line of the text that begins like a date line stays")
  func timeInText() {
    let outline = Reading.outline("\(sentence)\n（一）面试安排\n时间：2024年7月3日上午9时，地点另行通知。")
    #expect(Reading.aside(outline, .pageData).isEmpty)
  }

  @Test("A head that a browser prints on each page is set aside")
  func runningHead() {
    let head = "某学院2025级实习工作细则-某大学某学院"
    let outline = Reading.outline(
      "2025/3/1 8:00\n\(head)\n某学院2025级实习工作细则\n\(sentence)\nhttps://a.example.cn/1.htm\n1/2\n\(head)\n2025/3/1 8:00\n\(sentence)"
    )
    #expect(Reading.aside(outline, .runningHead).filter { $0 == head }.count == 2)
  }

  @Test(
    "A line of when and whence is the page's, and its date stands in for a missing one, which is told",
    arguments: ["2022-11-16   来源:  某市民政局", "2022-11-16 09:30 浏览次数：12", "发布时间：2022-11-16"])
  func pageDates(line: String) {
    let body = "第一条 申请人应当在规定期限内提交材料。\n第二条 有关部门应当及时告知。"
    let outline = Reading.outline("某市补贴实施办法\n\(line)\n\(body)")
    #expect(outline.frontMatter.title == "某市补贴实施办法")
    #expect(outline.frontMatter.date == "2022-11-16")
    #expect(outline.diagnostics.map(\.code) == ["page-date"])
    let signed = Reading.outline("某市补贴实施办法\n\(line)\n\(body)\n某市民政局\n2022年10月1日")
    #expect(signed.frontMatter.date == "2022-10-01")
    #expect(signed.diagnostics.isEmpty)
  }
}
