import Foundation
@testable import Syncing
import Tabulating
import TestSupport
import Testing

@Suite("Tables elsewhere")
struct SyncTests {
  private static let first = duties([
    ("a", "市科技局", "报送=名单", "1.5", true), ("b", "市财政局", "=1+1", nil, false),
    ("c", nil, "两行\n文字, \"引号\" \u{C}_x0041_ <&>", "100", nil),
  ])

  @Test("a first sync writes every row, a second does nothing, a dry run only says so", arguments: Kind.allCases)
  func twice(kind: Kind) throws {
    let place = try Place()
    guard let target = kind.target(place) else { return }
    let sync = try Sync([Self.first])
    #expect(try sync.run(on: target, SyncOptions(isDryRun: true)).counts == "3 in 0 up 0 out 0 no")
    #expect(try sync.run(on: target, SyncOptions()).counts == "3 in 0 up 0 out 0 no")
    let again = try sync.run(on: target, SyncOptions())
    #expect(again.counts == "0 in 0 up 0 out 0 no" && again.isEmpty)
  }

  @Test("a dry run sees what stood before a program that was killed while it wrote")
  func dryAfterKill() throws {
    let place = try Place()
    let target = Sync.Target.sqlite(path: place.path("t.db"))
    _ = try Sync([Self.first]).run(on: target, SyncOptions())
    // So little memory that pages go to the file before the end: its journal must be rolled back by whoever comes next.
    let killed = try Python.run(
      """
      import os, sqlite3, sys
      base = sqlite3.connect(sys.argv[1], isolation_level=None)
      base.execute("PRAGMA cache_size = 1")
      base.execute("BEGIN IMMEDIATE")
      base.execute("DELETE FROM duties")
      base.execute("CREATE TABLE filler (words TEXT)")
      for number in range(2000): base.execute("INSERT INTO filler VALUES (?)", ("x" * 500,))
      os.kill(os.getpid(), 9)
      """, [place.path("t.db")])
    guard killed != nil else { return }
    #expect(FileManager.default.fileExists(atPath: place.path("t.db-journal")))
    #expect(try Sync([Self.first]).run(on: target, SyncOptions(isDryRun: true)).counts == "0 in 0 up 0 out 0 no")
  }

  @Test("only what changed is touched: a field, a row more, a row less", arguments: Kind.allCases)
  func changes(kind: Kind) throws {
    let place = try Place()
    guard let target = kind.target(place) else { return }
    _ = try Sync([Self.first]).run(on: target, SyncOptions())
    let second = duties([
      ("a", "市科技局", "报送=名单", "2", true), ("c", nil, "两行\n文字, \"引号\" \u{C}_x0041_ <&>", "100", nil),
      ("d", "甲", "乙", "0.25", nil),
    ])
    let options = SyncOptions(isDryRun: true)
    #expect(try Sync([second]).run(on: target, options).counts == "1 in 1 up 1 out 0 no")
    let plan = try Sync([second]).run(on: target, SyncOptions())
    #expect(plan.counts == "1 in 1 up 1 out 0 no")
    let update = try #require(plan.items.first { $0.action == .update })
    #expect((update.field, update.theirs, update.ours) == ("points", "1.5", "2"))
    #expect(try Sync([second]).run(on: target, SyncOptions()).isEmpty)
  }

  @Test("a notice that is not among those named keeps its rows, unless they are to be pruned", arguments: Kind.allCases)
  func otherNotices(kind: Kind) throws {
    let place = try Place()
    guard let target = kind.target(place) else { return }
    _ = try Sync([Self.first]).run(on: target, SyncOptions())
    let other = duties([("z", "丙", "丁", nil, nil)], notice: "n2")
    #expect(try Sync([other]).run(on: target, SyncOptions()).counts == "1 in 0 up 0 out 0 no")
    #expect(try Sync([other]).run(on: target, SyncOptions(prune: true)).counts == "0 in 0 up 3 out 0 no")
  }

  @Test(
    "what somebody edited stays, is reported with base, theirs and ours, and goes only by force",
    arguments: Kind.allCases)
  func edits(kind: Kind) throws {
    let place = try Place()
    guard let target = kind.target(place) else { return }
    _ = try Sync([Self.first]).run(on: target, SyncOptions())
    guard edit(target, place, key: "b", column: "unit", to: "手改局") else { return }
    // Ours says something new in the same field, and in another of the same row.
    let second = duties([
      ("a", "市科技局", "报送=名单", "1.5", true), ("b", "市审计局", "=2+2", nil, false),
      ("c", nil, "两行\n文字, \"引号\" \u{C}_x0041_ <&>", "100", nil),
    ])
    let plan = try Sync([second]).run(on: target, SyncOptions())
    #expect(plan.counts == "0 in 1 up 0 out 1 no")
    let conflict = try #require(plan.items.first { $0.action == .conflict })
    #expect(
      [conflict.field, conflict.base, conflict.theirs, conflict.ours] == ["unit", "市财政局", "手改局", "市审计局"])
    #expect(plan.items.first { $0.action == .update }?.ours == "=2+2")
    // It is told of again and again, and the notice's going away does not take the edit along.
    #expect(try Sync([second]).run(on: target, SyncOptions()).counts == "0 in 0 up 0 out 1 no")
    let without = duties([
      ("a", "市科技局", "报送=名单", "1.5", true), ("c", nil, "两行\n文字, \"引号\" \u{C}_x0041_ <&>", "100", nil),
    ])
    #expect(try Sync([without]).run(on: target, SyncOptions()).counts == "0 in 0 up 0 out 1 no")
    #expect(try Sync([second]).run(on: target, SyncOptions(force: true)).counts == "0 in 1 up 0 out 0 no")
    #expect(try Sync([second]).run(on: target, SyncOptions()).isEmpty)
  }

  @Test(
    "a mapping fits rows to a table that is there already, whose other rows and columns stay", arguments: Kind.allCases)
  func mapping(kind: Kind) throws {
    let place = try Place()
    guard let target = kind.target(place) else { return }
    guard makeTable(target, place) else { return }
    let mapping = try SyncMapping(
      parsing: "# 注\ntable duties = 部门职责\n notice = 文件 # 名\n key = 键\n unit = 部门\n points = 分\n", file: "m.txt")
    let sync = try Sync([Self.first], mapping: mapping, file: "m.txt")
    #expect(try sync.run(on: target, SyncOptions()).counts == "3 in 0 up 0 out 0 no")
    #expect(try sync.run(on: target, SyncOptions()).isEmpty)
    #expect(look(target, place) == "own|x|自己的|备注|7;n1|a|市科技局||1.5;n1|b|市财政局||;n1|c|||100")
  }

  @Test(
    "a mapping that can't be is refused with its place",
    arguments: [
      ("table", "m:1: not understood"), ("unit = x", "m:1: a column before"), ("\ntable x = y", "m:2: no table “x”"),
      ("table duties = d\nnope = x", "m:1: no column “nope”"),
      ("table duties = d\nnotice = x", "m:1: duties needs a column"),
    ])
  func badMapping(text: String, message: String) {
    #expect {
      try Sync([Self.first], mapping: try SyncMapping(parsing: text, file: "m"), file: "m")
    } throws: { "\($0)".hasPrefix(message) }
  }

  @Test(
    "a cell that a spreadsheet would run is guarded in files, plain in databases, and no conflict",
    arguments: Kind.allCases)
  func harmless(kind: Kind) throws {
    let place = try Place()
    guard let target = kind.target(place) else { return }
    _ = try Sync([Self.first]).run(on: target, SyncOptions())
    guard let cell = cell(target, place, key: "b", column: "action") else { return }
    #expect(cell == (kind == .csv || kind == .xlsx ? "'=1+1" : "=1+1"))
    #expect(try Sync([Self.first]).run(on: target, SyncOptions()).isEmpty)
  }

  @Test("every change is in the change log, with the time that the caller gave")
  func log() throws {
    let place = try Place()
    let target = Sync.Target.sqlite(path: place.path("t.db"))
    _ = try Sync([Self.first]).run(on: target, SyncOptions(stamp: "T1"))
    let second = duties([("a", "甲局", "报送=名单", "1.5", true)])
    _ = try Sync([second]).run(on: target, SyncOptions(stamp: "T2"))
    guard
      let said = try Python.run(
        """
        import sqlite3, sys
        for row in sqlite3.connect(sys.argv[1]).execute("select run, stamp, key, action, field, old, new from guitu_log"):
            print(*row, sep="|")
        """, [place.path("t.db")])
    else { return }
    #expect(
      said.split(separator: "\n").map(String.init) == [
        "1|T1|a|insert|None|None|None", "1|T1|b|insert|None|None|None", "1|T1|c|insert|None|None|None",
        "2|T2|a|update|unit|市科技局|甲局", "2|T2|b|delete|None|None|None", "2|T2|c|delete|None|None|None",
      ])
  }

  @Test(
    "a number has one form whatever a database makes of it",
    arguments: [
      ("10.50", "10.5"), ("1e3", "1000"), ("1.5E-2", "0.015"), ("-0", "0"), ("007", "7"), ("-2.50", "-2.5"),
      (".5", "0.5"),
      ("5.", "5"),
    ])
  func numbers(text: String, expected: String) { #expect(Canonical.number(text) == expected) }

  @Test("what is no number stays as it is", arguments: ["", "-", "1.2.3", "1e999", "e5", "１", "5人", "--1", "."])
  func noNumbers(text: String) { #expect(Canonical.number(text) == nil) }

  @Test("values are read back as they were remembered")
  func remembered() {
    let values: RowValues = ["a": "x\ty\nz\\t", "b": nil, "c\t": "", "d": "1"]
    #expect(Canonical.decoded(Canonical.encoded(values)) == values)
  }

  // MARK: - Hands that are not ours

  private static let cells = """
    import csv, sys
    def load(path):
        with open(path, encoding="utf-8-sig", newline="") as f: return list(csv.reader(f))
    def save(path, rows):
        with open(path, "w", encoding="utf-8-sig", newline="") as f: csv.writer(f).writerows(rows)
    """

  /// Sets a cell as a person would; false where there is no hand for it.
  private func edit(_ target: Sync.Target, _ place: Place, key: String, column: String, to value: String) -> Bool {
    let said: String?
    switch target {
    case .postgres(let uri):
      said = Postgres.shared?.psql(uri, "UPDATE duties SET \(column) = '\(value)' WHERE key = '\(key)'")
    case .sqlite(let path):
      said = try? Python.run(
        "import sqlite3, sys\nd = sqlite3.connect(sys.argv[1])\nd.execute(\"update duties set \(column) = ? where key = ?\", sys.argv[2:])\nd.commit()",
        [path, value, key])
    case .csv(let folder):
      said = try? Python.run(
        Self.cells
          + "\np, key, column, value = sys.argv[1:]\nrows = load(p)\nfor r in rows:\n  if r[1] == key: r[rows[0].index(column)] = value\nsave(p, rows)",
        [folder + "/duties.csv", key, column, value])
    case .xlsx(let path):
      said = try? Python.run(
        """
        import openpyxl, sys
        p, key, column, value = sys.argv[1:]
        b = openpyxl.load_workbook(p)
        s = b["duties"]
        heads = [c.value for c in s[1]]
        for r in s.iter_rows(min_row=2):
            if r[1].value == key: r[heads.index(column)].value = value
        b.save(p)
        """, [path, key, column, value])
    }
    return said == ""
  }

  /// A cell as it stands there.
  private func cell(_ target: Sync.Target, _ place: Place, key: String, column: String) -> String? {
    switch target {
    case .postgres(let uri): Postgres.shared?.psql(uri, "SELECT \(column) FROM duties WHERE key = '\(key)'")
    case .sqlite(let path):
      try? Python.run(
        "import sqlite3, sys\nprint(sqlite3.connect(sys.argv[1]).execute(\"select \(column) from duties where key = ?\", sys.argv[2:]).fetchone()[0])",
        [path, key])
    case .csv(let folder):
      try? Python.run(
        Self.cells
          + "\nrows = load(sys.argv[1])\nprint([r for r in rows if r[1] == sys.argv[2]][0][rows[0].index(sys.argv[3])])",
        [folder + "/duties.csv", key, column])
    case .xlsx(let path):
      try? Python.run(
        "import openpyxl, sys\ns = openpyxl.load_workbook(sys.argv[1])['duties']\nh = [c.value for c in s[1]]\nprint([r for r in s.iter_rows(values_only=True) if r[1] == sys.argv[2]][0][h.index(sys.argv[3])])",
        [path, key, column])
    }
  }

  private static let head = ["文件", "键", "部门", "备注", "分"]

  /// A table of somebody's own, with a row of their own.
  private func makeTable(_ target: Sync.Target, _ place: Place) -> Bool {
    let create =
      "CREATE TABLE \"部门职责\" (\"文件\" text, \"键\" text, \"部门\" text, \"备注\" text, \"分\" numeric); INSERT INTO \"部门职责\" VALUES ('own', 'x', '自己的', '备注', 7)"
    switch target {
    case .postgres(let uri): return Postgres.shared?.psql(uri, create) == ""
    case .sqlite(let path):
      return
        (try? Python.run(
          "import sqlite3, sys\nsqlite3.connect(sys.argv[1]).executescript(sys.argv[2])", [path, create]))
        == ""
    case .csv(let folder):
      return
        (try? Python.run(
          Self.cells
            + "\nimport os\nos.mkdir(sys.argv[1])\nsave(sys.argv[1] + '/部门职责.csv', [\(Self.head), ['own', 'x', '自己的', '备注', '7']])",
          [folder])) == ""
    case .xlsx(let path):
      return
        (try? Python.run(
          "import openpyxl, sys\nb = openpyxl.Workbook()\ns = b.active\ns.title = '部门职责'\ns.append(\(Self.head))\ns.append(['own', 'x', '自己的', '备注', 7])\nb.create_sheet('other')['A1'] = '=1+1'\nb.save(sys.argv[1])",
          [path])) == ""
    }
  }

  /// The rows of that table, sorted.
  private func look(_ target: Sync.Target, _ place: Place) -> String? {
    let list = "SELECT * FROM \"部门职责\" ORDER BY \"文件\" DESC, \"键\""
    switch target {
    case .postgres(let uri):
      return Postgres.shared?.psql(uri, list).split(separator: "\n").joined(separator: ";")
    case .sqlite(let path):
      return try? Python.run(
        "import sqlite3, sys\nprint(';'.join('|'.join('' if v is None else str(v) for v in r) for r in sqlite3.connect(sys.argv[1]).execute(sys.argv[2])))",
        [path, list])
    case .csv(let folder):
      return try? Python.run(
        Self.cells + "\nprint(';'.join('|'.join(r) for r in load(sys.argv[1])[1:]))", [folder + "/部门职责.csv"])
    case .xlsx(let path):
      return try? Python.run(
        "import openpyxl, sys\nb = openpyxl.load_workbook(sys.argv[1])\nassert b['other']['A1'].value == '=1+1'\nprint(';'.join('|'.join('' if v is None else str(v) for v in r) for r in b['部门职责'].iter_rows(min_row=2, values_only=True)))",
        [path])
    }
  }
}
