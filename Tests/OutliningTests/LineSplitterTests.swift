import Testing
import TextModel

@testable import Outlining

@Suite("Line splitter")
struct LineSplitterTests {
  @Test("A carriage return and a line feed end one line")
  func carriageReturn() {
    let (lines, _) = Reading.split("甲\r\n乙\r\n\r\n丙")
    #expect(lines.map(\.blanksBefore) == [0, 0, 1])
  }

  @Test("Blanks inside a line are kept out of the flat text, and remembered")
  func blanks() {
    let (_, flat) = Reading.split("不少于 2年　　以上")
    #expect(String(decoding: flat.units, as: UTF16.self) == "不少于2年以上")
    #expect(flat.gaps[3] == FlatText.blankGap)
    #expect(flat.gaps[5] == FlatText.wideGap)
    #expect(flat.gaps[4] == FlatText.noGap)
  }

  @Test("Marks of markup are no characters of the text")
  func markup() {
    #expect(Reading.lines("## 第一章　总则\n\n**第一条** 为规范管理，制定本办法。") == ["第一章总则", "第一条为规范管理,制定本办法。"])
    #expect(Reading.lines("附件：1. [申请表](https://example.cn/a.doc)") == ["附件:1.申请表"])
    #expect(Reading.lines("> 说明\n---\n正文") == ["说明", "正文"])
    #expect(Reading.lines("![标志](/logo.png)通知") == ["通知"])
    #expect(Reading.lines("> 云泽市财政局\\\n> 云泽市商务局") == ["云泽市财政局", "云泽市商务局"])
    #expect(Reading.lines("甲\\乙") == ["甲\\乙"])
  }

  @Test("A lone star or bracket is text")
  func loneMarks() {
    #expect(Reading.lines("面积5*6米") == ["面积5*6米"])
    #expect(Reading.lines("见[2024]3号（附件）") == ["见[2024]3号(附件)"])
  }

  @Test("A line of a tab and nothing else is an empty cell, if a cell stands above")
  func emptyCells() {
    let (lines, _) = Reading.split("\t甲\n\t\n\t乙")
    #expect(lines.count == 3)
    #expect(lines[1].flat.isEmpty)
  }
}
