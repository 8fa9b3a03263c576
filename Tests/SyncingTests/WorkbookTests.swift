import Foundation
import RuleModel
import Tabulating
import TestSupport
import Testing

@testable import Syncing

/// Workbooks as a person has them, looked at with openpyxl.
@Suite("Rows and days in workbooks")
struct WorkbookTests {
  /// A table of deadlines: key, action, day.
  private static func deadlines(_ rows: [(String, String, String?)]) -> Sheet {
    Sheet(
      name: "deadlines",
      columns: [
        Sheet.Column("notice"), Sheet.Column("key"), Sheet.Column("action"), Sheet.Column("day", type: .date),
      ],
      rows: rows.map { key, action, day in
        [
          .text("n1"), .text(key), .text(action),
          day.map { $0.utf8.count == 10 ? .date($0) : .text($0) } ?? .empty,
        ]
      })
  }

  @Test("a day is a cell with a day in it, a length of time is text, and a second sync does nothing")
  func days() throws {
    let place = try Place()
    let target = Sync.Target.xlsx(path: place.path("t.xlsx"))
    let sync = try Sync([Self.deadlines([("a", "报送", "2025-06-30"), ("b", "公示", "P7D"), ("c", "验收", nil)])])
    _ = try sync.run(on: target, SyncOptions())
    let said = try Python.run(
      """
      import datetime, openpyxl, sys
      for row in openpyxl.load_workbook(sys.argv[1])["deadlines"].iter_rows(min_row=2):
          cell = row[3]
          print(row[1].value, cell.is_date and cell.value == datetime.datetime(2025, 6, 30), cell.value)
      """, [place.path("t.xlsx")])
    if let said {
      #expect(said == "a True 2025-06-30 00:00:00\nb False P7D\nc False None")
    }
    #expect(try sync.run(on: target, SyncOptions()).isEmpty)
    let moved = try Sync([Self.deadlines([("a", "报送", "2025-07-31"), ("b", "公示", "2025-01-02"), ("c", "验收", nil)])])
    #expect(try moved.run(on: target, SyncOptions()).counts == "0 in 2 up 0 out 0 no")
    #expect(try moved.run(on: target, SyncOptions()).isEmpty)
  }

  @Test(
    "a day that there is not, or that sheets count wrongly, stays text",
    arguments: ["2025-02-29", "1900-01-01", "2025-13-01", "2025-1-010", "２０25-01-01"])
  func noDays(text: String) { #expect(!Canonical.isDay(text)) }

  @Test("a row that goes leaves no gap, and formulas, names, merged cells, filters and links follow")
  func removal() throws {
    let place = try Place()
    let path = place.path("t.xlsx")
    let target = Sync.Target.xlsx(path: path)
    let rows = ["a", "b", "c", "d", "e"].map { ($0, "事项\($0)", String?.some("2025-06-30")) }
    _ = try Sync([Self.deadlines(rows)]).run(on: target, SyncOptions())
    // What a person adds: formulas on both sheets, a name, a merged cell and a note below the table, a filter.
    guard
      try Python.run(
        """
        import openpyxl, sys
        from openpyxl.workbook.defined_name import DefinedName
        from openpyxl.formatting.rule import FormulaRule
        from openpyxl.worksheet.datavalidation import DataValidation
        from openpyxl.worksheet.hyperlink import Hyperlink
        book = openpyxl.load_workbook(sys.argv[1])
        s = book["deadlines"]
        s["F10"] = '=COUNTA(B2:B6)&"B2:B6"'
        s["F11"] = "=B6&$B$3&B4"
        s["A12"] = "note"
        s.merge_cells("A12:C13")
        s.auto_filter.ref = "A1:D6"
        s.conditional_formatting.add("D2:D6", FormulaRule(formula=["$D2>D$6"]))
        check = DataValidation(type="list", formula1="$B$2:$B$6")
        check.add("H6")
        s.add_data_validation(check)
        o = book.create_sheet("it's other")
        o["A1"] = "=deadlines!B6&B6&SUM(deadlines!$A$4:$A$9)"
        o["A2"] = "=deadlines!B3"
        o["A3"].hyperlink = Hyperlink(ref="A3", location="deadlines!B6")
        book.defined_names["last"] = DefinedName("last", attr_text="deadlines!$B$6")
        book.save(sys.argv[1])
        """, [path]) != nil
    else { return }
    let left = rows.filter { !["b", "d"].contains($0.0) }
    #expect(try Sync([Self.deadlines(left)]).run(on: target, SyncOptions()).counts == "0 in 0 up 2 out 0 no")
    let said = try Python.run(
      """
      import openpyxl, sys
      book = openpyxl.load_workbook(sys.argv[1])
      s, o = book["deadlines"], book["it's other"]
      print([s.cell(r, 2).value for r in range(1, 6)])
      print(s["F8"].value, s["F9"].value, s["A10"].value, *s.merged_cells.ranges)
      print(o["A1"].value, o["A2"].value, o["A3"].hyperlink.location, book.defined_names["last"].attr_text)
      form = list(s.conditional_formatting)[0]
      check = s.data_validations.dataValidation[0]
      print(s.auto_filter.ref, form.sqref, form.rules[0].formula, check.sqref, check.formula1)
      """, [path])
    #expect(
      said == """
        ['key', 'a', 'c', 'e', None]
        =COUNTA(B2:B4)&"B2:B6" =B4&#REF!&B3 note A10:C11
        =deadlines!B4&B6&SUM(deadlines!$A$3:$A$7) =deadlines!#REF! deadlines!B4 deadlines!$B$4
        A1:D4 D2:D4 ['$D2>D$4'] H4 $B$2:$B$4
        """)
    // Another row stands behind the last, and a second sync does nothing.
    let more = try Sync([Self.deadlines(left + [("f", "事项f", nil)])])
    #expect(try more.run(on: target, SyncOptions()).counts == "1 in 0 up 0 out 0 no")
    #expect(try more.run(on: target, SyncOptions()).isEmpty)
  }

  @Test("what somebody wrote beside a row that goes stays, and so does all that can't follow a row")
  func emptied() throws {
    let place = try Place()
    let path = place.path("t.xlsx")
    let target = Sync.Target.xlsx(path: path)
    let rows = ["a", "b", "c"].map { ($0, "事项\($0)", String?.none) }
    _ = try Sync([Self.deadlines(rows)]).run(on: target, SyncOptions())
    guard
      try Python.run(
        "import openpyxl, sys\nb = openpyxl.load_workbook(sys.argv[1])\nb['deadlines']['G3'] = 'mine'\nb.save(sys.argv[1])",
        [path]) != nil
    else { return }
    _ = try Sync([Self.deadlines([rows[2]])]).run(on: target, SyncOptions())
    let look =
      "import openpyxl, sys\nfor r in openpyxl.load_workbook(sys.argv[1])['deadlines'].iter_rows(min_row=2, values_only=True): print(r[1], r[6])"
    #expect(try Python.run(look, [path]) == "None mine\nc None")
    // A button is linked with cells that nothing here knows: a row that goes is emptied.
    _ = try Python.run(
      Self.rewriting + """
        book = openpyxl.load_workbook(sys.argv[1])
        book["deadlines"]["B3"].comment = Comment("x", "y")
        book.save(sys.argv[1])
        rewrite(sys.argv[1], lambda name, text: text.replace('ObjectType="Note"', 'ObjectType="Button"'))
        """, [path])
    _ = try Sync([Self.deadlines([("z", "事项", nil)])]).run(on: target, SyncOptions())
    #expect(try Python.run(look, [path]) == "None mine\nz None")
  }

  /// Python that changes the parts of a workbook as texts.
  private static let rewriting = """
    import openpyxl, sys, zipfile
    from openpyxl.comments import Comment
    def rewrite(path, change):
        with zipfile.ZipFile(path) as book: parts = {n: book.read(n) for n in book.namelist()}
        with zipfile.ZipFile(path, "w") as book:
            for name, data in parts.items():
                if name.endswith((".xml", ".vml")): data = change(name, data.decode()).encode()
                book.writestr(name, data)

    """

  @Test("comments go with the row that they are on or move up with it, and so do formulas that cells share")
  func notes() throws {
    let place = try Place()
    let path = place.path("t.xlsx")
    let target = Sync.Target.xlsx(path: path)
    let rows = ["a", "b", "c", "d", "e"].map { ($0, "事项\($0)", String?.none) }
    _ = try Sync([Self.deadlines(rows)]).run(on: target, SyncOptions())
    // Comments on the rows of a, b and d; H2:H6 share a formula, and so do two cells of another sheet.
    let made = try Python.run(
      Self.rewriting + """
        book = openpyxl.load_workbook(sys.argv[1])
        sheet = book["deadlines"]
        for row, text in ((2, "of a"), (3, "of b"), (5, "of d")): sheet.cell(row, 2).comment = Comment(text, "me")
        other = book.create_sheet("other")
        for row in (8, 9, 10): sheet.cell(row, 8).value = "=" + str(row)
        for row in (1, 2): other.cell(row, 1).value = "=" + str(row)
        book.save(sys.argv[1])
        def share(name, text):
            text = text.replace("<f>8</f>", '<f t="shared" ref="H8:H10" si="0">B2&amp;$B$5&amp;"B2"&amp;MAX(C2:C3)</f>')
            for row in (9, 10): text = text.replace(f"<f>{row}</f>", '<f t="shared" si="0"/>')
            text = text.replace("<f>1</f>", '<f t="shared" ref="A1:A2" si="0">deadlines!B4&amp;LOG10(B1)</f>')
            return text.replace("<f>2</f>", '<f t="shared" si="0"/>')
        rewrite(sys.argv[1], share)
        """, [path])
    guard made != nil else { return }
    let left = rows.filter { !["b", "c"].contains($0.0) }
    #expect(try Sync([Self.deadlines(left)]).run(on: target, SyncOptions()).counts == "0 in 0 up 2 out 0 no")
    let said = try Python.run(
      """
      import openpyxl, re, sys, zipfile
      book = openpyxl.load_workbook(sys.argv[1])
      s, o = book["deadlines"], book["other"]
      print([s.cell(r, 2).value for r in range(1, 6)])
      print([(c.coordinate, c.comment.text) for r in s.iter_rows() for c in r if c.comment])
      print(*[s.cell(r, 8).value for r in (6, 7, 8)])
      print(o["A1"].value, o["A2"].value)
      vml = [n for n in zipfile.ZipFile(sys.argv[1]).namelist() if n.endswith(".vml")]
      print(re.findall(r"Row>(\\d+)<", zipfile.ZipFile(sys.argv[1]).read(vml[0]).decode()))
      """, [path])
    #expect(
      said == """
        ['key', 'a', 'd', 'e', None]
        [('B2', 'of a'), ('B3', 'of d')]
        =B2&$B$3&"B2"&MAX(C2:C2) =#REF!&$B$3&"B2"&MAX(#REF!) =#REF!&$B$3&"B2"&MAX(C3:C3)
        =deadlines!#REF!&LOG10(B1) =deadlines!B3&LOG10(B2)
        ['1', '2']
        """)
    #expect(try Sync([Self.deadlines(left)]).run(on: target, SyncOptions()).isEmpty)
  }

  @Test("a rule in other words keeps its row, and what refers to it does", arguments: Kind.allCases)
  func rewording(kind: Kind) throws {
    let place = try Place()
    guard let target = kind.target(place) else { return }
    func sheets(_ rules: [(String, String, String)]) -> [Sheet] {
      [
        Sheet(
          name: "duties",
          columns: ["notice", "key", "unit", "quote"].map { Sheet.Column($0) },
          rows: rules.map { [.text("n"), .text($0.0), .text($0.1), .text($0.2)] }),
        Sheet(
          name: "times", columns: ["notice", "key", "of"].map { Sheet.Column($0) },
          rows: rules.map { [.text("n"), .text($0.0 + "/1"), .text($0.0)] }),
        Sheet(
          name: "edges", columns: ["notice", "key", "from", "to"].map { Sheet.Column($0) },
          rows: rules.map { [.text("n"), .text("\($0.0) due x"), .text($0.0), .text("x")] }),
      ]
    }
    func key(_ digit: String) -> String { "duty-\(String(repeating: digit, count: 16))-1" }
    let before = [
      (key("1"), "市科技局", "市科技局、市财政局应于6月30日前公布名单。"), (key("2"), "市财政局", "市科技局、市财政局应于6月30日前公布名单。"),
      (key("3"), "市审计局", "市审计局负责监督。"),
    ]
    _ = try Sync(sheets(before)).run(on: target, SyncOptions())
    let after = [
      (key("5"), "市财政局", "市科技局、市财政局应于7月31日前公布名单。"), (key("4"), "市科技局", "市科技局、市财政局应于7月31日前公布名单。"),
      (key("6"), "市档案馆", "档案由本级档案馆保存五十年。"),
    ]
    let plan = try Sync(sheets(after)).run(on: target, SyncOptions())
    let updates = plan.items.filter { $0.action == .update }
    #expect(updates.map(\.row.key) == [key("2"), key("1")] && updates.allSatisfy { $0.field == "quote" })
    #expect(
      plan.items.filter { $0.action == .insert }.map(\.row.key) == [key("6"), key("6") + "/1", key("6") + " due x"])
    #expect(
      plan.items.filter { $0.action == .delete }.map(\.row.key) == [key("3"), key("3") + "/1", key("3") + " due x"])
    #expect(try Sync(sheets(after)).run(on: target, SyncOptions()).isEmpty)
  }
}
