import Exporting
import Foundation
import Testing

@Suite("Tables of text")
struct TextTableTests {
  @Test(
    "a character takes the columns that terminals give it",
    arguments: [
      ("a", 1), ("中", 2), ("，", 2), ("“", 1), ("①", 1), ("～", 2), ("ｱ", 1), ("Ａ", 2), ("e\u{301}", 1), ("\u{200B}", 0),
      ("が", 2), ("\u{304B}\u{3099}", 2), ("한", 2), ("\u{1112}\u{1161}\u{11AB}", 2), ("𠀀", 2), ("😀", 2), ("\u{7}", 0),
      ("（一）", 6), ("2024年", 6), ("", 0), ("　", 2), ("\u{A0}", 1), ("é", 1), ("\u{FEFF}", 0),
    ])
  func columns(text: String, expected: Int) {
    #expect(EastAsianWidth.columns(of: text) == expected)
  }

  @Test("wide ranges are those of Unicode's own data, as far as python3 knows them")
  func agreesWithPython() throws {
    let script = """
      import unicodedata as u
      a = lambda c: u.east_asian_width(chr(c)) in 'WF' and u.category(chr(c)) not in ('Mn', 'Me', 'Cf', 'Cn')
      print(','.join(str(c) for c in range(0x300, 0x30000) if a(c)))
      """
    let python = Process()
    python.executableURL = URL(filePath: "/usr/bin/env")
    python.arguments = ["python3", "-c", script]
    let pipe = Pipe()
    python.standardOutput = pipe
    try python.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    python.waitUntilExit()
    guard python.terminationStatus == 0 else {
      print("skipped: no python3 on this machine")
      return
    }
    let wide = String(decoding: output, as: UTF8.self).split(separator: ",").compactMap {
      UInt32($0.filter(\.isNumber))
    }
    #expect(wide.count > 50_000)
    let wrong = wide.compactMap(Unicode.Scalar.init).filter { EastAsianWidth.columns(of: $0) != 2 }
    #expect(wrong == [])
  }

  @Test("columns are aligned by what characters take, and no line ends with a blank")
  func alignment() {
    let table = TextTable(
      columns: [TextTable.Column("编号"), TextTable.Column("Points", isRight: true), TextTable.Column("原文")],
      rows: [["r1", "5", "不少于2年"], ["r100", "12.5", ""], ["甲", "", "e\u{301}té"]])
    #expect(
      table.lines(width: 80) == [
        "编号  Points  原文",
        "────  ──────  ─────────",
        "r1         5  不少于2年",
        "r100    12.5",
        "甲            e\u{301}té",
      ])
  }

  @Test("what does not fit is wrapped, no line is wider than asked, and nothing is lost without a mark")
  func wrapping() {
    let long = String(repeating: "各有关单位应当按照要求，", count: 6)
    let table = TextTable(
      columns: [TextTable.Column("Id", least: 4), TextTable.Column("原文", least: 10, share: 5)],
      rows: [["r1", long], ["r2", "short"]], mostLines: 3)
    for width in [40, 80, 200] {
      let lines = table.lines(width: width)
      #expect(lines.allSatisfy { EastAsianWidth.columns(of: $0) <= width })
      #expect(lines.joined().contains("…") == (width == 40))
      if width == 40 { #expect(lines[4].hasSuffix("…")) }
      // A closing mark never begins a line.
      #expect(!lines.contains { $0.drop { $0 == " " }.hasPrefix("，") })
    }
    #expect(table.lines(width: nil).joined().contains(long))
  }

  @Test("even a narrow terminal gets lines that fit")
  func narrow() {
    let table = TextTable(
      columns: (0..<7).map { TextTable.Column("列\($0)") }, rows: [(0..<7).map { "第\($0)列的内容比较长" }])
    #expect(table.lines(width: 30).allSatisfy { EastAsianWidth.columns(of: $0) <= 30 })
  }

  @Test("Latin words and numbers stay whole where they fit")
  func wordsStayWhole() {
    let table = TextTable(columns: [TextTable.Column("Q", least: 10)], rows: [["请于 2024-03-31 前登录 www.example.cn 填报"]])
    #expect(table.lines(width: 16).dropFirst(2) == ["请于 2024-03-31", "前登录", "www.example.cn…"])
  }

  @Test("marks that would move the cursor or turn the direction never reach the terminal")
  func controlCharacters() {
    let table = TextTable(
      columns: [TextTable.Column("a\u{1B}[2J")], rows: [["x\u{7}\u{1B}[31my\u{202E}z\u{0}\r\n甲\n乙\tc\u{2028}"]])
    let text = table.lines(width: nil).joined(separator: "|")
    #expect(text.unicodeScalars.allSatisfy { $0.value >= 0x20 && !(0x7F..<0xA0).contains($0.value) })
    #expect(!text.unicodeScalars.contains("\u{202E}"))
    #expect(text.hasSuffix("x[31myz甲乙 c"))
  }

  @Test("a shortened text fits, whatever it holds")
  func shortened() {
    #expect(TextTable.shortened("通知文件名", to: 10) == "通知文件名")
    #expect(TextTable.shortened("通知文件名称", to: 10) == "通知文件…")
    #expect(TextTable.shortened("", to: 3) == "")
  }
}
