import Foundation
import TestSupport
import Testing

/// Pages that are hard to read, printed by a browser and changed by programs that are not ours.
@Suite struct PageTests {
  @Test("columns, heads, tables over pages, turned pages, fonts that are not in the file and passwords")
  func pages() throws {
    guard let python = Python.program, FileManager.default.isExecutableFile(atPath: "/usr/bin/chromium"),
      FileManager.default.isExecutableFile(atPath: "/usr/bin/pdftotext")
    else {
      print("skipped: needs chromium, pdftotext and Tools/venv")
      return
    }
    let program = try Program()
    defer { program.remove() }
    let made = try program.shell("'\(python)' '\(Folders.package.path)/Tools/formats/pages.py' in")
    try #require(made.status == 0, "\(made.errors)")
    func lines(_ name: String) throws -> [String] {
      let run = try program.guitu("extract", "in/\(name)", "--format", "json")
      let graph = try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any]
      return (graph?["text"] as? String ?? run.errors).split(separator: "\n").map {
        $0.filter { !$0.isWhitespace }
      }
    }
    func paragraph(_ number: Int) -> String {
      "第\(number)条申报单位应当在每年三月底前向所在区主管部门提交材料，由主管部门在收到材料之日起十个工作日内完成初审，并将第"
        + "\(number)号意见告知申报单位。"
    }
    #expect(try lines("columns.pdf") == ["云泽市扶持工坊办法"] + (1...12).map(paragraph))
    let rows = (1...60).map { "|指标\($0)|评分内容第\($0)项|\($0)|" }
    #expect(try lines("heads.pdf") == (1...15).map(paragraph) + rows + (16...18).map(paragraph))
    let open = [
      "|指标|分值|评分标准|", "|场地面积|20|不少于200平方米的得满分|",
      "|从业人员|30|不少于10人的得满分，每少一人扣二分，扣完为止，由专家组按现场情况评定并写明理由和依据|", "|年度产值|50|不少于100万元的得满分|",
    ]
    #expect(try lines("open.pdf") == [paragraph(1)] + open + [paragraph(2)])
    #expect(try lines("three.pdf").joined() == (1...12).map(paragraph).joined())
    for name in ["plain.pdf", "rotated.pdf", "sideways.pdf"] {
      #expect(try lines(name) == (1...6).map(paragraph), "\(name)")
    }
    #expect(try lines("fonts.pdf") == ["申报单位应当在三月底前提交材料。"])
    let locked = try program.guitu("extract", "in/password.pdf")
    #expect(locked.status == 1)
    #expect(locked.errors.contains("protected by a password"))
  }

  @Test("an RTF file is read by way of pandoc, with its table")
  func richText() throws {
    guard FileManager.default.isExecutableFile(atPath: "/usr/bin/pandoc") else {
      print("skipped: pandoc is not installed")
      return
    }
    let program = try Program()
    defer { program.remove() }
    try program.write(
      "<p>申报单位应当在三月底前提交材料。</p><table><tr><th>指标</th><th>分值</th></tr><tr><td>场地</td><td>20</td></tr></table>",
      to: "a.html")
    let made = try program.shell("pandoc -s -f html -t rtf -o a.rtf a.html && guitu extract a.rtf --format json")
    let graph = try #require(
      try JSONSerialization.jsonObject(with: Data(made.output.utf8)) as? [String: Any], "\(made.errors)")
    let text = graph["text"] as? String ?? ""
    #expect(text.contains("申报单位应当在三月底前提交材料。"))
    #expect(text.contains("| 场地 | 20 |"))
    #expect((graph["source"] as? [String: Any])?["mediaType"] as? String == "application/rtf")
  }
}
