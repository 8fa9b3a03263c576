import Testing
import TextModel

@testable import Outlining

@Suite("Label reader")
struct LabelReaderTests {
  private func read(_ string: String) -> (LabelReading, String)? {
    let (_, flat) = Reading.split(string)
    guard let reading = LabelReader(flat: flat, words: Reading.words).read(0, flat.units.count)?.first else {
      return nil
    }
    return (reading, String(decoding: flat.units[reading.core], as: UTF16.self))
  }

  @Test(
    "Labels of every style are read with their value and bare form",
    arguments: [
      ("第八条 申请", LabelStyle.article, 8, "第八条"), ("第三章　总则", .chapter, 3, "第三章"), ("第二节 程序", .section, 2, "第二节"),
      ("第一编 总则", .part, 1, "第一编"), ("一、目标", .han, 1, "一"), ("二十一、保障", .han, 21, "二十一"),
      ("（十二）公示", .hanBracket, 12, "(十二)"), ("㈢公示", .hanBracket, 3, "㈢"), ("1.申请", .arabic, 1, "1"),
      ("１２．申请", .arabic, 12, "12"), ("3、申请", .arabicComma, 3, "3"), ("（4）申请", .arabicBracket, 4, "(4)"),
      ("5）申请", .arabicHalf, 5, "5"), ("⑥申请", .circled, 6, "⑥"), ("⑵申请", .arabicBracket, 2, "⑵"),
      ("1.2申请", .decimal2, 2, "1.2"), ("1.2.3申请", .decimal3, 3, "1.2.3"), ("2 建设", .bare, 2, "2"),
      ("第十二条之一 补充", .article, 12, "第十二条之一"), ("A.甲类", .letter, 1, "A"),
    ])
  func styles(text: String, style: LabelStyle, value: Int, core: String) throws {
    let (reading, bare) = try #require(read(text))
    #expect(reading.style == style)
    #expect(reading.value == value)
    #expect(bare == core)
  }

  @Test(
    "Figures, dates and ratios are no labels",
    arguments: ["2023年12月", "3.5%以上", "1：1配套", "500人以上", "一次性补助", "2023.12.01"])
  func figures(text: String) {
    #expect(read(text) == nil)
  }

  @Test("What is only referred to is a weak label", arguments: ["第八条规定的条件", "（二）项所列", "（一）、（二）项", "一、二级指标"])
  func references(text: String) throws {
    let (reading, _) = try #require(read(text))
    #expect(reading.isWeak)
  }

  @Test("A number before a figure is read both ways")
  func both() throws {
    let (_, flat) = Reading.split("2.2人户中两人均满18周岁的家庭")
    let readings = try #require(LabelReader(flat: flat, words: Reading.words).read(0, flat.units.count))
    #expect(readings.first.style == .decimal2)
    #expect(readings.second?.style == .arabic)
  }
}
