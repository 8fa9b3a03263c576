import Testing
import TextModel

@testable import Outlining

@Suite("Soft breaks: a text that lost its line breaks")
struct SoftBreaksTests {
  private let filler = "为进一步做好全市老旧小区加装电梯工作，方便居民出行，结合我市实际，经市人民政府同意，现将有关事项通知如下。"

  @Test("Wide gaps end paragraphs, in the title too")
  func wideGaps() {
    let text =
      "临江市人民政府关于做好  加装电梯工作的通知  临政发〔2024〕3号    各县区人民政府：  \(filler)\(filler)  一、工作目标  到年底全面完成。"
    #expect(
      Reading.lines(text)
        == [
          "临江市人民政府关于做好", "加装电梯工作的通知", "临政发〔2024〕3号".replacing("〔", with: "〔"), "各县区人民政府:",
          (filler + filler).replacing("，", with: ","), "一、工作目标", "到年底全面完成。",
        ].map { Reading.folded($0) })
  }

  @Test("Single blanks behind sentences, headings and before labels end paragraphs")
  func narrowGaps() {
    let text = filler + " 一、申请条件 申请人应当年满18周岁。 （一）本市户籍； （二）无房家庭。 二、办理时限 5个工作日。" + filler
    #expect(
      Reading.lines(text)
        == [
          filler, "一、申请条件", "申请人应当年满18周岁。", "（一）本市户籍；", "（二）无房家庭。", "二、办理时限", "5个工作日。" + filler,
        ].map { Reading.folded($0) })
  }

  @Test("Behind a signature a carried instrument and attachments are found again")
  func behindSignature() {
    let text =
      "关于印发《沙洲市养犬管理办法》的通知 沙公发〔2024〕8号 各县区公安局： \(filler) 沙洲市公安局 2024年 3月 5日 沙洲市养犬管理办法 为规范养犬，制定本办法。"
      + " 一、登记 养犬应当登记。 二、处罚 违者罚款。 附件 1 登记机关 一、东区分局 负责东区。 二、西区分局 负责西区。"
    let outline = Reading.outline(text)
    #expect(outline.frontMatter.date == "2024-03-05")
    #expect(Reading.paths(outline) == ["沙洲市养犬管理办法/一", "沙洲市养犬管理办法/二", "附件1/一", "附件1/二"])
  }

  @Test("A word set apart letter by letter is not cut")
  func lettersApart() {
    let text = "\(filler)\(filler)  第一章　总　　则      第一条　为规范管理，制定本办法。  组　　长：市长  成　　员：各局局长"
    let lines = Reading.lines(text)
    #expect(lines.contains("总则") || lines.contains("第一章总则"))
    #expect(lines.contains("组长:市长"))
  }

  @Test("Blanks in a cited title do not cut it")
  func citedTitle() {
    let text = "\(filler) 一、依据 根据《甲省财政厅 甲省教育厅关于资助的通知》执行。 二、标准 每人500元。\(filler)"
    #expect(Reading.lines(text).contains(Reading.folded("根据《甲省财政厅甲省教育厅关于资助的通知》执行。")))
  }

  @Test("A page's date line ends behind the time")
  func dateLine() {
    #expect(Reading.lines("发布时间：2024-03-04 09:15:20          各有关企业：") == ["发布时间:2024-03-0409:15:20", "各有关企业:"])
  }

  @Test("A line of ordinary length keeps its gaps")
  func ordinary() {
    #expect(Reading.lines("甲市财政局    甲市教育局") == ["甲市财政局甲市教育局"])
  }
}

extension Reading {
  /// A string as it stands in the flat text.
  static func folded(_ string: String) -> String {
    String(decoding: folding.fold(word: string), as: UTF16.self)
  }
}
