import Testing
import TextModel

@testable import Outlining

@Suite("Outliner")
struct OutlinerTests {
  /// Whether each character is in exactly one block, and every index and place of the outline is sound.
  private func isSound(_ outline: Outline) -> Bool {
    var at = 0
    for block in outline.blocks {
      guard block.span.start == at, !block.span.isEmpty else { return false }
      at = block.span.end
    }
    guard at == outline.text.count, outline.characters.count == outline.offsets.count else { return false }
    var end = 0
    for passage in outline.passages {
      guard passage.range.lowerBound == end, passage.headingLength <= passage.range.count else { return false }
      end = passage.range.upperBound
      if let provision = passage.provision, !outline.provisions.indices.contains(provision) { return false }
    }
    guard end == outline.characters.count else { return false }
    for (index, provision) in outline.provisions.enumerated() {
      guard provision.span.end <= outline.text.count, provision.span.contains(provision.labelSpan),
        provision.passages.upperBound <= outline.passages.count
      else { return false }
      guard let parent = provision.parent else { continue }
      guard parent < index, provision.path.dropLast() == outline.provisions[parent].path[...],
        outline.provisions[parent].span.contains(provision.span)
      else { return false }
    }
    for (index, offset) in outline.offsets.enumerated() {
      guard Int(offset) < outline.text.count, outline.text.folded[Int(offset)] == outline.characters[index] else {
        return false
      }
    }
    for table in outline.tables {
      guard let columns = table.rows.first?.count, table.rows.allSatisfy({ $0.count == columns }) else { return false }
      for cell in table.rows.joined() { if let cell, !outline.passages.indices.contains(cell) { return false } }
    }
    return true
  }

  private let notice = """
    # 云溪县人民政府办公室关于印发《云溪县河道管理办法》的通知

    云政办发〔2024〕5号

    各乡镇人民政府，县政府各部门：

    现将《云溪县河道管理办法》印发给你们，请遵照执行。

    附件：1. 河道名录
    2. 考核评分表

    云溪县人民政府办公室
    2024年2月3日
    — 1 —
    云溪县河道管理办法
    **第一条** 为加强管理，制定本办法。
    **第二条** 有下列情形之一的，给予奖励：（一）举报属实的；（二）成绩突出的。

    附件1
    河道名录
    1　东溪
    附件2
    指标\t分值\t内容
    水质\t20\t达到Ⅲ类
    \t10\t无黑臭
    |甲|乙|
    |---|---|
    |丙|丁|
    关闭窗口
    版权所有：云溪县人民政府
    """

  @Test("Every prefix of a notice gives a sound outline")
  func prefixes() {
    let scalars = Array(notice.unicodeScalars)
    for length in 0...scalars.count {
      let text = SourceText(name: "prefix", scalars: Array(scalars[..<length]), folding: Reading.folding)
      #expect(isSound(Reading.outliner.outline(of: text)), "after \(length) code points")
    }
  }

  @Test("Any mixture of characters gives a sound outline", arguments: 0..<40)
  func mixtures(seed: Int) {
    var state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 &+ 1
    func random(_ bound: Int) -> Int {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return Int(state % UInt64(bound))
    }
    let pieces = [
      "\n", "\n\n", "\r\n", "\t", "　　", "  ", " ", "第一条", "第二章", "一、", "（一）", "1.", "1.1", "（1）", "①", "附件", "附件1",
      "附件：", "：", "。", "；",
      "，", "《", "》", "（", "）", "2024年1月2日", "市人民政府", "关于印发", "的通知", "办法", "目录", "|", "---", "**", "## ", "- 1 -",
      "[甲](乙)", "各单位：",
      "申请人应当提交材料", "〔2024〕5号", "印发", "𠀀", "\u{FEFF}", "A", "7", "首页", "版权所有", "发布时间：2024-01-02", "令", "![", "\u{C}",
      "表1", "第",
    ]
    var text = ""
    for _ in 0..<(50 + random(400)) { text += pieces[random(pieces.count)] }
    #expect(isSound(Reading.outline(text)), "seed \(seed)")
  }

  @Test("An outliner without words gives a sound outline")
  func noWords() {
    let outline = Outliner(vocabulary: Vocabulary()).outline(of: Reading.text(notice))
    #expect(isSound(outline))
    #expect(outline.provisions.contains { $0.path.last == "第二条" })
  }

  @Test("The parts of a notice have their roles")
  func roles() {
    let outline = Reading.outline(notice)
    #expect(isSound(outline))
    #expect(outline.frontMatter.title == "云溪县人民政府办公室关于印发《云溪县河道管理办法》的通知")
    #expect(outline.frontMatter.carries == "办法")
    #expect(outline.frontMatter.attachments == ["河道名录", "考核评分表"])
    #expect(
      Reading.paths(outline) == [
        "云溪县河道管理办法/第一条", "云溪县河道管理办法/第二条", "云溪县河道管理办法/第二条/(一)", "云溪县河道管理办法/第二条/(二)",
      ])
    #expect(outline.tables.count == 2)
  }

  @Test("The same text gives the same outline")
  func repeatable() {
    let first = Reading.outline(notice)
    for _ in 0..<5 {
      let again = Reading.outline(notice)
      #expect(again.blocks == first.blocks)
      #expect(again.passages == first.passages)
      #expect(again.provisions == first.provisions)
      #expect(again.tables == first.tables)
    }
  }

  @Test(
    "Texts made to be slow take a moment",
    arguments: [
      String(repeating: "（", count: 10_000) + String(repeating: "）", count: 10_000),
      String(repeating: "申报单位应当符合条件，按时提交材料", count: 60_000), String(repeating: "1.", count: 100_000),
      String(repeating: "一、", count: 100_000), String(repeating: "附件1\n", count: 20_000),
      String(repeating: "\t甲\n", count: 30_000), String(repeating: "[a](b", count: 30_000),
      "印发《甲办法》\n" + String(repeating: "甲\n", count: 30_000), String(repeating: "2024年1月", count: 50_000),
      "目录\n" + String(repeating: "第一章 总则\n", count: 20_000), String(repeating: "某市人民政府\n", count: 20_000) + "2024年1月2日",
    ])
  func slowTexts(text: String) {
    let clock = ContinuousClock()
    let time = clock.measure { #expect(isSound(Reading.outline(text))) }
    #expect(time < .seconds(30))
  }

  @Test("recognition that is not sure is told, one that is not", arguments: [(84, ["low-confidence"]), (85, [])])
  func confidence(percent: Int, codes: [String]) {
    var origin = Origin()
    origin.confidence = percent
    let scalars = Array("第一条 申请人应当提交材料。".unicodeScalars)
    let text = SourceText(name: "-", scalars: scalars, folding: Reading.folding, origin: origin)
    #expect(Reading.outliner.outline(of: text).diagnostics.map(\.code) == codes)
  }
}
