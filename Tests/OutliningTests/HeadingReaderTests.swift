import Testing
import TextModel

@testable import Outlining

@Suite("Heading reader")
struct HeadingReaderTests {
  @Test("A heading line has its role, and is its provision's heading")
  func headingLines() {
    let outline = Reading.outline("一、申报条件\n（一）依法注册。\n二、申报程序\n按属地申报。")
    #expect(outline.passages.map(\.role) == [.heading, .body, .heading, .body])
    #expect(outline.provisions.map(\.heading) == ["申报条件", nil, "申报程序"])
  }

  @Test("A short first sentence of an item is its heading")
  func runIn() {
    let outline = Reading.outline("（一）单位申报。申报单位登录平台填写申报书。\n（二）专家评审。市局组织专家评审。\n（三）社会公示。公示五个工作日。")
    #expect(outline.passages.map(\.headingLength) == [5, 5, 5])
    #expect(outline.provisions.map(\.heading) == ["单位申报", "专家评审", "社会公示"])
  }

  @Test("What is done on a day is no heading, nor what stands before the colon of a time")
  func days() {
    let outline = Reading.outline(
      "（一）市科技局10月15日完成审查。未通过的退回修改。\n（二）主管单位9月30日17:00前完成审查。逾期不予受理。\n（三）报名（3月1日至15日）。登录平台报名并上传材料。")
    #expect(outline.provisions.map(\.heading) == [nil, nil, "报名（3月1日至15日）"])
  }

  @Test("A longer first sentence is a heading where the items beside it begin so too")
  func byNeighbours() {
    let alike = Reading.outline(
      "（一）加大对科技创新平台的支持力度。对新建平台给予补助。\n（二）健全科技成果转化的激励机制。落实奖励政策。\n（三）完善科技金融的服务体系。设立专项基金。")
    #expect(alike.passages.allSatisfy { $0.headingLength > 11 })
    let single = Reading.outline("（一）申请人每人每月领取生活补助费用。补助按月发放。\n（二）逾期不领的视为放弃，由经办机构登记后收回，不再补发。\n（三）其他。")
    #expect(single.passages[0].headingLength == 0)
  }

  @Test("The last of short sentences is no heading though text follows it; one behind a heading is")
  func lastSentence() {
    let list = Reading.outline("一、按照下列程序办理：\n（一）申请项目立项。\n（二）向市住建局申领许可证。\n申请人应当在开工前完成评价手续。\n二、附则")
    #expect(list.provisions.map(\.heading) == [nil, nil, nil, nil])
    let mixed = Reading.outline("一、竞聘程序\n（一）民主测评。\n演讲之后进行民主测评。\n（二）张贴预告。\n（三）组织考察。\n考察组对竞聘者进行考察。\n二、附则")
    #expect(mixed.provisions.map(\.heading) == ["竞聘程序", "民主测评", nil, "组织考察", nil])
  }

  @Test("The last item of a list is no heading though text follows it")
  func lastItem() {
    let outline = Reading.outline("（一）年满十八周岁；\n（二）本市户籍；\n（三）无违法记录。\n符合上述条件的，可以提出申请。")
    #expect(outline.passages.allSatisfy { $0.role == .body })
  }
}
