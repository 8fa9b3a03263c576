import Testing
import TextModel

@testable import Outlining

@Suite("Front matter")
struct FrontMatterReaderTests {
  private let body = "为进一步规范管理工作，提高服务水平，现将有关事项通知如下，请认真贯彻执行。"

  private func front(_ text: String) -> FrontMatter { Reading.outline(text).frontMatter }

  @Test("A title over several lines, a number, addressees that are wrapped")
  func head() {
    let front = front(
      """
      沙洲市人力资源和社会保障局文件

      沙人社发〔2024〕21号

      沙洲市人力资源和社会保障局  沙洲市财政局
      关于做好2024年度高校毕业生就业见习补贴
      申报工作的通知

      各县（市、区）人力资源和社会保障局、财政局，各见习
      基地，有关单位：
      \(body)
      """)
    #expect(front.title == "沙洲市人力资源和社会保障局沙洲市财政局关于做好2024年度高校毕业生就业见习补贴申报工作的通知")
    #expect(front.number == "沙人社发〔2024〕21号")
    #expect(front.recipients == ["各县（市、区）人力资源和社会保障局", "财政局", "各见习基地", "有关单位"])
    #expect(front.kind == "通知")
    #expect(front.issuers == ["沙洲市人力资源和社会保障局", "沙洲市财政局"])
  }

  @Test("What a notice carries is of the kind that its title names")
  func carries() {
    let quoted = front("关于印发《沙洲市引才办法（试行）》的通知\n各单位：\n\(body)")
    #expect(quoted.kind == "通知")
    #expect(quoted.carries == "办法")
    #expect(quoted.carriedTitle == "沙洲市引才办法（试行）")
    let bare = front("沙洲市人民政府办公室关于印发沙洲市防汛应急预案的通知\n各单位：\n\(body)")
    #expect(bare.carries == "预案")
    let plain = front("沙洲市人民政府关于支持企业发展若干措施的通知\n各单位：\n\(body)")
    #expect(plain.carries == nil)
  }

  @Test(
    "Document numbers of every form are read as printed",
    arguments: [
      "沙科函〔2023〕9号", "沙科函[2023]9号", "沙科函（2023）第9号", "沙发改规字〔2023〕第12号",
    ])
  func numbers(number: String) {
    #expect(front("关于申报项目的通知\n\(number)\n各单位：\n\(body)").number == number)
    #expect(front("关于申报项目的通知（\(number)）\n各单位：\n\(body)").number == number)
    #expect(front("关于申报项目的通知（\(number)）\n各单位：\n\(body)").title == "关于申报项目的通知")
  }

  @Test("An order puts an instrument in force, which is the notice")
  func order() {
    let front = front(
      "沙洲市人民政府令\n第35号\n《沙洲市公园管理办法》已经市政府常务会议通过，现予公布，自2024年5月1日起施行。\n市长：某某\n2024年3月2日\n沙洲市公园管理办法\n第一条 为了加强公园管理，制定本办法。")
    #expect(front.title == "沙洲市公园管理办法")
    #expect(front.number == "沙洲市人民政府令第35号")
    #expect(front.kind == "令" && front.carries == "办法")
    #expect(front.issuers == ["沙洲市人民政府"])
    #expect(front.date == "2024-03-02")
  }

  @Test("A bracket below the title tells the order by which an instrument was put in force")
  func enactment() {
    let front = front(
      "沙洲市公园管理办法\n（2011年12月15日沙洲市人民政府令第61号公布，根据2015年9月30日沙洲市人民政府令第132号修订）\n第一条 为了加强公园管理，制定本办法。")
    #expect(front.title == "沙洲市公园管理办法")
    #expect(front.number == "沙洲市人民政府令第61号")
    #expect(front.issuers == ["沙洲市人民政府"])
    #expect(front.date == "2011-12-15")
    #expect(front.kind == "办法" && front.carries == nil)
  }

  @Test("A page's date stands in where nobody signed; a bracket below the title too")
  func dates() {
    #expect(front("沙洲市引才办法\n发布时间：2023-09-05 08:00\n第一条 \(body)").date == "2023-09-05")
    #expect(front("关于加强诚信建设的意见\n（2022年5月30日）\n\(body)").date == "2022-05-30")
    #expect(front("工作方案\n年 月07日 09:50\n2024 06\n\(body)").date == "2024-06-07")
  }

  @Test("Without a title the kind is what the text calls itself")
  func kindByText() {
    #expect(front("为吸引人才，结合实际，特制定本实施细则。\n一、补贴对象\n在本区就业的毕业生。").kind == "细则")
    #expect(front("申报2025年专利项目\n发布时间：2024-01-02\n我局制定了申报指南。\n特此通知。").kind == "通知")
    #expect(front("申报2025年专利项目\n发布时间：2024-01-02\n我局制定了申报指南。\n特此通知。").title == "申报2025年专利项目")
  }

  @Test("A title that begins with its issuer's name names the issuer")
  func issuerInTitle() {
    #expect(front("北辰大学本科生转专业办法\n第一条 \(body)").issuers == ["北辰大学"])
    #expect(front("沙洲市农村道路建设规划\n第一条 \(body)").issuers == [])
  }
}
