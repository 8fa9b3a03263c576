import Testing
import TextModel

@testable import Outlining

@Suite("Numbering solver")
struct NumberingSolverTests {
  @Test("Levels nest by what the text does")
  func nesting() {
    #expect(
      Reading.paths("一、目标\n到年底完成。\n二、措施\n（一）宣传\n1.印发手册。\n2.入户讲解。\n（二）培训\n1.集中授课。\n三、保障\n（一）资金保障。")
        == ["一", "二", "二/(一)", "二/(一)/1", "二/(一)/2", "二/(二)", "二/(二)/1", "三", "三/(一)"])
    #expect(
      Reading.paths("第一章 总则\n第一条 依法管理。\n第二章 申报\n第二条 申报条件：\n（1）依法登记；\n（2）信用良好。\n第三条 申报时间。")
        == ["第一章", "第一章/第一条", "第二章", "第二章/第二条", "第二章/第二条/(1)", "第二章/第二条/(2)", "第二章/第三条"])
  }

  @Test("The second part of a ratio is no label", arguments: ["1:1.2", "1：1.5", "2:1.2.3"])
  func ratios(ratio: String) {
    #expect(Reading.paths("一、目标\n评审小组按照\(ratio)的比例提出初选名单，在本单位范围内公示。\n二、措施\n加强宣传。") == ["一", "二"])
  }

  @Test("A style may hold one that usually holds it")
  func unusualNesting() {
    #expect(
      Reading.paths(
        "一、总则\n第一条 为了管理，制定本办法。\n第二条 本办法适用于本市。\n二、申请\n第三条 申请人应当提交材料。\n三、附则\n第四条 本办法由市局解释。\n第五条 本办法自印发之日起施行。"
      ) == ["一", "一/第一条", "一/第二条", "二", "二/第三条", "三", "三/第四条", "三/第五条"])
    #expect(
      Reading.paths("1.基本要求\n（一）依法登记。\n（二）按时纳税。\n2.其他要求\n（一）管理规范。\n（二）信用良好。")
        == ["1", "1/(一)", "1/(二)", "2", "2/(一)", "2/(二)"])
  }

  @Test("Numbers may run on through the headings that hold them")
  func running() {
    #expect(
      Reading.paths("一、强基础\n1.建平台。\n2.育人才。\n二、促转化\n3.办对接会。\n4.设基金。") == ["一", "一/1", "一/2", "二", "二/3", "二/4"])
    #expect(
      Reading.paths("一、总体要求\n（一）指导思想。\n（二）工作目标。\n二、任务\n（三）建网络。\n（四）优服务。")
        == ["一", "一/(一)", "一/(二)", "二", "二/(三)", "二/(四)"])
  }

  @Test("Decimal labels stand under their own first numbers")
  func decimals() {
    #expect(
      Reading.paths("1.背景\n1.1现状\n1.1.1数量\n1.1.2质量\n1.2问题\n2.方案\n2.1思路")
        == ["1", "1/1.1", "1/1.1/1.1.1", "1/1.1/1.1.2", "1/1.2", "2", "2/2.1"])
    #expect(
      Reading.paths("1　总则\n1.1　目的\n为了应对灾害，制定本预案。\n1.2　原则\n统一领导。\n2　组织\n2.1　指挥部\n市长任总指挥。")
        == ["1", "1/1.1", "1/1.2", "2", "2/2.1"])
  }

  @Test("A figure after a number is told from a decimal label by the sequence")
  func figureAfterNumber() {
    #expect(Reading.paths("分配对象：\n1.3人户家庭；\n2.2人户中均年满18周岁的；\n3.2人户中为父女的；\n4.4人户以上的。") == ["1", "2", "3", "4"])
  }

  @Test("A lost label is a diagnostic, and loses no text")
  func gap() {
    let outline = Reading.outline("第一条 依法管理。\n第二条 分级负责。\n第四条 公开透明。\n第五条 接受监督。")
    #expect(Reading.paths(outline) == ["第一条", "第二条", "第四条", "第五条"])
    #expect(outline.diagnostics.map(\.code) == ["label-gap"])
    #expect(Reading.passages(outline).count == 4)
  }

  @Test("Numbering that begins again is a diagnostic")
  func repeated() {
    let outline = Reading.outline("面向单位\n一、社保补贴\n按规定发放。\n二、见习补贴\n按月发放。\n面向个人\n一、求职补贴\n一次发放。\n二、创业补贴\n分期发放。")
    #expect(Reading.paths(outline) == ["一", "二", "一", "二"])
    #expect(outline.diagnostics.map(\.code) == ["label-repeat"])
  }

  @Test("Labels inside a paragraph are cut where the sequence fits")
  func inside() {
    #expect(
      Reading.paths("（三）停止发放。有下列情形之一的，停止发放：\n1.死亡的；2.户籍迁出的；3.弄虚作假的；4.自愿放弃的。")
        == ["(三)", "(三)/1", "(三)/2", "(三)/3", "(三)/4"])
  }

  @Test(
    "What only looks like a label is none",
    arguments: [
      "第一条 学分绩点在2.5以上，成绩不低于85分，比例为1：1，本办法第（二）项规定除外。",
      "第一条 一是加强领导，二是落实责任；第一时间报告，依照第三条规定处理。",
      "第一条 自 2024 年 9 月 1 日起施行，工资总额 1.5%至 2.5%用于培训。",
      "第一条 依照（一）（二）款和附件2执行，申报时间为2024.3.1。",
    ])
  func noLabels(text: String) {
    #expect(Reading.paths(text) == ["第一条"])
  }

  @Test("Ten thousand labels take a moment, however they nest")
  func many() {
    let flat = (0..<10_000).map { "\($0 % 90 + 1).提交材料。" }.joined(separator: "\n")
    let mixed = (0..<10_000).map { ["一、总则", "（一）目的", "1.范围", "（1）对象", "①条件"][$0 % 5] }.joined(separator: "\n")
    let clock = ContinuousClock()
    let time = clock.measure {
      #expect(Reading.outline(flat).provisions.count > 9_000)
      #expect(Reading.outline(mixed).passages.count > 9_000)
    }
    #expect(time < .seconds(20))
  }
}
