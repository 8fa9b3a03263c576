import Guitu
import HostileTexts
import TestSupport
import Testing
import TextModel

/// Texts made to be slow or deep are read to the end. How their time grows is measured by `guitu-benchmark growth`.
@Suite("hostile texts")
struct HostileTextTests {
  @Test("are read soundly", arguments: HostileText.all)
  func sound(hostile: HostileText) throws {
    #expect(Soundness(BuiltIn.pipeline).faults(hostile.text(hostile.size)) == [])
  }

  @Test(
    "ten thousand brackets, labels and short lines are read soundly",
    arguments: ["（", "）", "（）", "《", "“", "一、", "(1)", "第一条", "1.", "附件", "甲\n", "①"])
  func tenThousand(piece: String) throws {
    #expect(Soundness(BuiltIn.pipeline).faults(String(repeating: piece, count: 10_000)) == [])
  }

  @Test("labels that nest ever deeper are read soundly")
  func deepLabels() throws {
    let text = (1...150).map { (1...$0).map(String.init).joined(separator: ".") + " 项\n" }.joined()
    #expect(Soundness(BuiltIn.pipeline).faults(text) == [])
  }

  @Test("one line of 5 MB is read to the end")
  func longLine() throws {
    let sentence = "各县（市、区）科技局应当于2024年12月31日前将不少于20家企业的材料报送市科技局，并对申报单位进行审核；"
    let text = String(repeating: sentence, count: 5_000_000 / sentence.utf8.count + 1)
    let soundness = Soundness(BuiltIn.pipeline)
    #expect(soundness.faults(text) == [])
  }
}
