import TestSupport
import Testing
import TextModel

/// Any text ends in a sound graph: the blocks tile the text, and whatever is read quotes its own place.
@Suite("any text")
struct AnyTextTests {
  /// What occurs in notices, in the pieces that structure hangs on, and some of what does not occur.
  static let pieces: [String] = [
    "第一章", "第二条", "第十", "一、", "二、", "（一）", "(2)", "3.", "1.1", "①", "附件1", "附件：", "附表", "目录", "\n", "\n\n", "\r\n",
    "\t",
    " ", "　", "。", "；", "，", "：", "、", "“", "”", "《", "》", "（", "）", "〔", "〕", "2024年", "3月5日", "前", "不少于", "5个工作日",
    "内", "50万元",
    "30%", "三分之二", "以上", "应当", "不得", "鼓励", "市科技局", "申报单位", "责任单位：", "牵头", "负责", "报送", "优先", "有下列情形之一的，不予受理：", "申报条件",
    "一级指标", "分值", "10分", "满分", "以下简称", "是指", "自印发之日起施行", "有效期", "联系人：", "电话：", "0595-1234567", "http://www.a.cn/b",
    "a@b.cn", "关于印发", "的通知", "各县（市、区）人民政府", "- 3 -", "首页 > 政务公开", "|", "---", "**", "##", "\u{200B}", "\u{FEFF}",
    "\u{0}",
    "\u{FFFD}", "\u{10FFFF}", "\u{1F600}", "e\u{301}", "⼀", "〇", "□", "☑", "每年", "“十四五”期间", "至", "-", "/",
    "9999999999999999999999",
    "零", "亿", "万", "壹", "半", "年", "x", "THE",
  ]

  @Test("in pieces of notices, put together by chance", arguments: 0..<40)
  func pieces(seed: Int) throws {
    var generator = SeededGenerator(seed: UInt64(seed))
    let soundness = Soundness(BuiltIn.pipeline)
    for _ in 0..<25 {
      let count = Int.random(in: 0..<120, using: &generator)
      let text = (0..<count).map { _ in Self.pieces.randomElement(using: &generator) ?? "" }.joined()
      #expect(soundness.faults(text) == [], "\(text.debugDescription)")
    }
  }

  @Test("in characters of all of Unicode", arguments: 0..<10)
  func characters(seed: Int) throws {
    var generator = SeededGenerator(seed: UInt64(seed) &+ 1000)
    let soundness = Soundness(BuiltIn.pipeline)
    for _ in 0..<20 {
      var scalars: [Unicode.Scalar] = []
      for _ in 0..<Int.random(in: 0..<800, using: &generator) {
        let upper: UInt32 = Bool.random(using: &generator) ? 0x10FFFF : 0xFFFF
        if let scalar = Unicode.Scalar(UInt32.random(in: 0...upper, using: &generator)) { scalars.append(scalar) }
      }
      #expect(soundness.faults(scalars) == [])
    }
  }

  @Test("in Chinese characters with numerals and marks", arguments: 0..<10)
  func chinese(seed: Int) throws {
    var generator = SeededGenerator(seed: UInt64(seed) &+ 2000)
    let soundness = Soundness(BuiltIn.pipeline)
    let marks = Array("。；，：、（）《》“”〔〕-—…·/%0123456789一二三四五六七八九十百千万亿零年月日第条章节项附件 \n".unicodeScalars)
    for _ in 0..<20 {
      var scalars: [Unicode.Scalar] = []
      for _ in 0..<Int.random(in: 0..<600, using: &generator) {
        if Int.random(in: 0..<3, using: &generator) > 0, let mark = marks.randomElement(using: &generator) {
          scalars.append(mark)
        } else if let scalar = Unicode.Scalar(UInt32.random(in: 0x4E00..<0x9FA5, using: &generator)) {
          scalars.append(scalar)
        }
      }
      #expect(soundness.faults(scalars) == [])
    }
  }

  @Test("in bytes of chance, read with replacement", arguments: 0..<10)
  func bytes(seed: Int) throws {
    var generator = SeededGenerator(seed: UInt64(seed) &+ 3000)
    let soundness = Soundness(BuiltIn.pipeline)
    for _ in 0..<20 {
      let bytes = (0..<Int.random(in: 0..<2000, using: &generator)).map { _ in
        UInt8.random(in: 0...255, using: &generator)
      }
      #expect(soundness.faults(String(decoding: bytes, as: UTF8.self)) == [])
    }
  }

  @Test("empty, blank, or of a single character")
  func smallest() throws {
    let soundness = Soundness(BuiltIn.pipeline)
    for text in ["", " ", "\n", "\r\n", "\u{FEFF}", "。", "一", "一、", "《", "（", "）", "第", "1", "附件", "\u{0}"] {
      #expect(soundness.faults(text) == [], "\(text.debugDescription)")
    }
  }
}
