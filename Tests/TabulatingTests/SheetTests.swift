import Foundation
import RuleModel
import Tabulating
import TestSupport
import Testing

@Suite("Tables for other programs")
struct SheetTests {
  @Test(
    "a text that a spreadsheet would run is guarded, and is got back",
    arguments: [
      ("=1+1", "'=1+1"), ("+86", "'+86"), ("-5", "'-5"), ("@x", "'@x"), ("\tx", "'\tx"), ("＝1", "'＝1"), (" =1", "' =1"),
      ("'=1", "''=1"), ("'a", "'a"), ("a=1", "a=1"), ("", ""), ("10人", "10人"), ("\r=1", "'\r=1"), ("''", "''"),
    ])
  func harmless(text: String, guarded: String) {
    #expect(HarmlessText.guarded(text) == guarded)
    #expect(HarmlessText.original(guarded) == text)
  }

  private static let sheet = Sheet(
    name: "duties", title: "职责",
    columns: [
      Sheet.Column("name", title: "名称"), Sheet.Column("points", title: "分值", type: .number),
      Sheet.Column("day", title: "日期", type: .date), Sheet.Column("yes", title: "是否", type: .flag),
      Sheet.Column("to", title: "去"),
    ],
    rows: [
      [.text("甲,“乙”\"丙\"\n丁"), .number(ExactNumber(-25, exponent: -1)), .date("2025-06-30"), .flag(true), .empty],
      [
        .text("=HYPERLINK(1)"), .empty, .date("on-issue"), .flag(false),
        .link("见首行", to: .row(sheet: "duties", row: 0)),
      ],
      [
        .text("@x"), .number(ExactNumber(7)), .date("2025-02-30"), .empty,
        .link("网站", to: .address("https://example.org/")),
      ],
    ])

  @Test("CSV has a byte order mark, guarded text and plain numbers, and is read back as written")
  func csv() {
    let bytes = Self.sheet.csv()
    #expect(bytes.starts(with: [0xEF, 0xBB, 0xBF]))
    #expect(
      CSVText.records(of: bytes) == [
        ["name", "points", "day", "yes", "to"], ["甲,“乙”\"丙\"\n丁", "-2.5", "2025-06-30", "true", ""],
        ["'=HYPERLINK(1)", "", "on-issue", "false", "见首行"], ["'@x", "7", "2025-02-30", "", "网站"],
      ])
  }

  @Test(
    "records end with CR LF, LF or CR, and an open quote with the text",
    arguments: [
      ("a,b\r\nc,d\n", [["a", "b"], ["c", "d"]]), ("a\rb", [["a"], ["b"]]),
      ("\"a\nb\",\"c\"\"d\"", [["a\nb", "c\"d"]]),
      ("\"a,b", [["a,b"]]), ("", []), ("\n\n", []), (",\n", [["", ""]]), ("\"\"\n", [[""]]),
      ("a\"b,c", [["a\"b", "c"]]),
    ] as [(String, [[String]])])
  func records(text: String, expected: [[String]]) {
    #expect(CSVText.records(of: Array(text.utf8)) == expected)
  }

  @Test("openpyxl finds typed cells, the frozen head, the filter and the links")
  func workbook() throws {
    let folder = try temporaryFolder()
    let file = folder.appending(path: "a.xlsx")
    let bytes = try Workbook(title: "试", sheets: [Self.sheet, Sheet(name: "b", title: "a/b", columns: [.init("x")])])
      .xlsx()
    try Data(bytes).write(to: file)
    let script = """
      import openpyxl, sys, datetime
      b = openpyxl.load_workbook(sys.argv[1])
      s = b["职责"]
      assert b.sheetnames == ["职责", "a_b"], b.sheetnames
      assert [c.value for c in s[1]] == ["名称", "分值", "日期", "是否", "去"]
      assert s["A2"].value == '甲,“乙”"丙"\\n丁', repr(s["A2"].value)
      assert s["B2"].value == -2.5 and s["C2"].value == datetime.datetime(2025, 6, 30) and s["D2"].value is True
      assert s["A3"].value == "'=HYPERLINK(1)" and s["A3"].data_type == "s" and s["C3"].value == "on-issue"
      assert s["C4"].value == "2025-02-30" and s["B4"].value == 7
      assert s.freeze_panes == "A2" and s.auto_filter.ref == "A1:E4", s.auto_filter.ref
      assert s["E3"].hyperlink.location == "'职责'!A2", s["E3"].hyperlink
      assert s["E4"].hyperlink.target == "https://example.org/"
      print("ok")
      """
    if let said = try Python.run(script, [file.path()]) { #expect(said == "ok") }
  }

  @Test("the same tables give the same bytes")
  func sameBytes() throws {
    let book = Workbook(title: "试", sheets: [Self.sheet])
    let first = try book.xlsx()
    #expect(try book.xlsx() == first)
  }

  private func temporaryFolder() throws -> URL {
    let folder = FileManager.default.temporaryDirectory.appending(path: "guitu-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    return folder
  }
}
