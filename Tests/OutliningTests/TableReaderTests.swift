import Testing
import TextModel

@testable import Outlining

@Suite("Table reader")
struct TableReaderTests {
  /// The rows of the first table as strings; a dot for an empty place.
  private func rows(_ text: String) -> [[String]] {
    let outline = Reading.outline(text)
    let passages = Reading.passages(outline)
    return outline.tables.first?.rows.map { $0.map { $0.map { passages[$0] } ?? "·" } } ?? []
  }

  @Test("Tabs part cells; an empty cell at the left is merged downwards")
  func tabs() {
    let table = rows("指标\t分值\t内容\n场地\t10\t有固定场所\n\t5\t有值守人员\n合作\t20\t有协议")
    #expect(
      table == [
        ["指标", "分值", "内容"], ["场地", "10", "有固定场所"], ["场地", "5", "有值守人员"], ["合作", "20", "有协议"],
      ])
  }

  @Test("A row that lacks its first cell is merged downwards")
  func shortRows() {
    let table = rows("类别\t项目\t标准\n甲类\t门诊\t每人每月50元\n住院\t每人每次800元\n乙类\t门诊\t每人每月30元")
    #expect(table[2] == ["甲类", "住院", "每人每次800元"])
  }

  @Test("A line break inside a cell does not end a numbered row")
  func brokenCells() {
    let table = rows(
      "序号\t项目\t分值\t内容\t标准\n1\t组织\t8\t建立机构，\n配备人员\t1.有文件；\n2.有人员，\n3.有经费。\n2\t日常\t7\t做台账\t每月报送。\n3\t宣传\t5\t有\n栏目\t不少于3期。\n一、申报条件\n依法注册。"
    )
    #expect(
      table == [
        ["序号", "项目", "分值", "内容", "标准"], ["1", "组织", "8", "建立机构,配备人员", "1.有文件;2.有人员,3.有经费。"],
        ["2", "日常", "7", "做台账", "每月报送。"], ["3", "宣传", "5", "有栏目", "不少于3期。"],
      ])
  }

  @Test("A cell that is merged to the right is repeated")
  func mergedRight() {
    let table = rows(
      "序号\t病种\t职工\t居民\t期限\n1\t甲病\t200元\t50元\t长期\n2\t乙病\t300元\t60元\t长期\n3\t丙病\t900元\t长期\n4\t丁病\t100元\t20元\t长期")
    #expect(table[3] == ["3", "丙病", "900元", "900元", "长期"])
  }

  @Test("One cell a line behind a tab, a blank line between rows, lines that go on with a cell")
  func cellPerLine() {
    let text = "评价表\n\t指标\n\t分值\n\t内容\n\n\t基础\n\t10\n\t有制度\n\n\t\n\t5\n\t（1）有人员；\n（2）有经费。\n"
    let table = rows(text)
    #expect(table == [["指标", "分值", "内容"], ["基础", "10", "有制度"], ["基础", "5", "(1)有人员;(2)有经费。"]])
    let outline = Reading.outline(text)
    #expect(outline.tables.first?.headRows == 1)
    #expect(outline.tables.first?.caption.map { Reading.passages(outline)[$0] } == "评价表")
    #expect(Reading.paths(outline).isEmpty)
  }

  @Test("Numbers of rows among cells are no page numbers, however far apart they stand")
  func rowNumbers() {
    let long = (1...7).map { "（\($0)）有制度。" }.joined(separator: "\n")
    let table = rows("评价表\n\t序号\n\t指标\n\t内容\n\n\t1\n\t基础\n\t\(long)\n\n\t2\n\t人员\n\t有人员。\n")
    #expect(table.map(\.first) == ["序号", "1", "2"])
  }

  @Test("One cell a line and nothing between rows: the head counts the columns")
  func cellRun() {
    let table = rows("\t序号\n\t指标\n\t分值\n\t1\n\t师资\n\t20\n\t2\n\t场地\n\t10\n")
    #expect(table == [["序号", "指标", "分值"], ["1", "师资", "20"], ["2", "场地", "10"]])
  }

  @Test("One cell a line: the caption of the next table is no part of the last cell")
  func nextTable() {
    let first = "表彰加分\n\t项目\n\t加分\n\n\t荣誉\n\t10\n\n\t竞赛\n\t6\n"
    let text = first + "\n违纪扣分\n\t项目\n\t扣分\n\n\t旷课\n\t1\n\n\t违纪\n\t8\n"
    #expect(rows(text) == [["项目", "加分"], ["荣誉", "10"], ["竞赛", "6"]])
    #expect(Reading.outline(text).tables.count == 2)
  }

  @Test("Pipes part cells, and a line of dashes makes the first row the head")
  func pipes() {
    let outline = Reading.outline("| 情形 | 处理 |\n| --- | --- |\n| 初次 | 警告 |\n| 再次 | 罚款 |")
    #expect(outline.tables.first?.rows.count == 3)
    #expect(outline.tables.first?.headRows == 1)
  }

  @Test("Lines with the same number of wide gaps are rows")
  func gaps() {
    let table = rows("姓名    单位    职务\n甲某    一中    校长\n乙某    二中    教师")
    #expect(table.map(\.count) == [3, 3, 3])
  }

  @Test("A label or a caption ends a table")
  func ends() {
    let outline = Reading.outline(
      "第一条 标准见下表。\n表1 加分\n等级\t加分\n一等\t10\n二等\t5\n第二条 其他见表2。\n表2 减分\n情形\t减分\n迟到\t1\n旷课\t3")
    #expect(outline.tables.count == 2)
    #expect(Reading.paths(outline) == ["第一条", "第二条"])
  }

  @Test("Lines that are only indented by a tab are no table")
  func indents() {
    let outline = Reading.outline("\t第一条 为规范管理，制定本办法。\n\t第二条 本办法适用于本市。\n\t第三条 市城管局负责实施。")
    #expect(outline.tables.isEmpty)
    #expect(Reading.paths(outline) == ["第一条", "第二条", "第三条"])
  }
}
