import CBook
import Tabulating

/// Tables in an Excel workbook, a sheet each; beside it a hidden folder `.NAME.guitu` for what was written and the log.
/// Only the cells that change are written: formats, formulas, other columns and sheets stay as they are.
struct XLSXTarget {
  let path: String

  func run(_ sync: Sync, _ options: SyncOptions) throws(SyncError) -> SyncPlan {
    let slash = path.utf8.lastIndex(of: UInt8(ascii: "/"))
    let folder = slash.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
    let name = slash.map { String(path[path.index(after: $0)...]) } ?? path
    if options.isDryRun, !Files.exists(path) { return try sync.plan(options) { _ in TargetTable() } }
    let commit = try FileCommit(folder: folder, name: ".\(name).guitu")
    var base = BaseFile(try Files.bytes(of: commit.state + "/base.csv"))
    let before = try Files.bytes(of: path)
    var book: OpenBook?
    if let before { book = try OpenBook(before, path: path) }
    let found = book
    let plan = try sync.plan(options) { table throws(SyncError) -> TargetTable in
      try Self.read(table, found, base, place: "\(path): \(table.target)")
    }
    guard !options.isDryRun, !plan.isEmpty else { return plan }
    base.apply(plan)
    var written = [(name: "./.\(name).guitu/base.csv", bytes: base.bytes)]
    if plan.tables.contains(where: { !$0.inserts.isEmpty || !$0.updates.isEmpty || !$0.deletes.isEmpty }) {
      let open: OpenBook
      if let found { open = found } else { open = try OpenBook(try Self.fresh(plan), path: path) }
      for change in plan.tables { try open.apply(change) }
      written.append((name, try open.bytes()))
    }
    if !plan.log.isEmpty {
      let file = BaseFile.logName(in: commit.state + "/log")
      written.append(("./.\(name).guitu/log/" + file, BaseFile.log(plan, stamp: options.stamp)))
    }
    try commit.write(written) { () throws(SyncError) in try Files.bytes(of: path) != before }
    return plan
  }

  private static func read(_ table: MappedTable, _ book: OpenBook?, _ base: BaseFile, place: String) throws(SyncError)
    -> TargetTable
  {
    var there = TargetTable(rows: [:], base: base.tables[table.target] ?? [:])
    guard let book, let records = try book.records(of: table.target) else { return there }
    guard let grid = try Grid(records, table, place: place) else { return there }
    there.rows = grid.rows
    return there
  }

  /// A workbook with the heads of the tables, frozen and with widths.
  private static func fresh(_ plan: SyncPlan) throws(SyncError) -> [UInt8] {
    let sheets = plan.tables.filter { !$0.inserts.isEmpty }.map { change in
      let heads = [change.table.noticeColumn, change.table.keyColumn] + change.table.columns.map(\.theirs)
      return Sheet(name: change.table.target, columns: heads.map { Sheet.Column($0, width: 18) })
    }
    do { return try Workbook(title: "Guitu", sheets: sheets).xlsx(usingNames: true) } catch {
      throw SyncError(error.description)
    }
  }
}

/// A workbook that is being changed.
private final class OpenBook {
  private let handle: OpaquePointer
  private let path: String

  init(_ bytes: [UInt8], path: String) throws(SyncError) {
    guard let handle = cbook_open(bytes, bytes.count) else {
      throw SyncError("\(path): no workbook that can be read; save it anew as .xlsx, or name another file")
    }
    (self.handle, self.path) = (handle, path)
  }

  deinit { cbook_close(handle) }

  private func sheet(_ name: String) -> Int32? {
    (0..<cbook_sheets(handle)).first { cbook_name(handle, $0).map { String(cString: $0) } == name }
  }

  /// The rows of a sheet as text, the first row first; nil where there is no such sheet.
  func records(of name: String) throws(SyncError) -> [[String]]? {
    guard let index = sheet(name) else { return nil }
    final class Rows { var records: [[String]] = [] }
    let rows = Rows()
    let status = cbook_read(handle, index, Unmanaged.passUnretained(rows).toOpaque()) { context, row, column, text in
      guard let context, let text, row < 1_048_576, column < 16_384 else { return }
      let rows = Unmanaged<Rows>.fromOpaque(context).takeUnretainedValue()
      while rows.records.count <= Int(row) { rows.records.append([]) }
      while rows.records[Int(row)].count <= Int(column) { rows.records[Int(row)].append("") }
      rows.records[Int(row)][Int(column)] = OpenBook.plain(String(cString: text))
    }
    guard status == 0 else { throw SyncError("\(path): the sheet \(name) can't be read; save the workbook anew") }
    return rows.records
  }

  func apply(_ change: TableChange) throws(SyncError) {
    let table = change.table
    guard !change.inserts.isEmpty || !change.updates.isEmpty || !change.deletes.isEmpty else { return }
    let heads = [table.noticeColumn, table.keyColumn] + table.columns.map(\.theirs)
    let index = sheet(table.target) ?? cbook_add(handle, table.target)
    guard index >= 0 else { throw SyncError("\(path): no sheet \(table.target) can be added") }
    var records = try records(of: table.target) ?? []
    if !records.contains(where: { !$0.isEmpty }) {
      for (column, head) in heads.enumerated() { try set(index, 0, column, HarmlessText.guarded(head), .text) }
      records = [heads]
    }
    guard let grid = try Grid(records, table, place: "\(path): \(table.target)") else { return }
    for (key, values) in change.updates {
      guard let row = grid.places[key] else { continue }
      for column in table.columns {
        if let value = values[column.ours], let at = grid.columns[column.ours] {
          try set(index, row, at, value, column.type)
        }
      }
    }
    if !change.deletes.isEmpty {
      try remove(change.deletes.compactMap { grid.places[$0] }, index, grid, records)
      records = try self.records(of: table.target) ?? []
    }
    var free = records.indices.dropFirst().filter { records[$0].allSatisfy(\.isEmpty) }[...]
    var next = records.count
    for (key, values) in change.inserts {
      let row = free.isEmpty ? next : free.removeFirst()
      if row == next { next += 1 }
      try set(index, row, grid.noticeColumn, key.notice, .text)
      try set(index, row, grid.keyColumn, key.key, .text)
      for column in table.columns {
        if let at = grid.columns[column.ours], let value = values[column.ours] ?? nil {
          try set(index, row, at, value, column.type)
        }
      }
    }
  }

  /// Takes rows out, and what stands below moves up. A row in which somebody has written beside our columns keeps what
  /// they wrote, and in a workbook with things that can't follow (form controls, formulas that fill a range) a row that
  /// goes is emptied.
  private func remove(_ rows: [Int], _ sheet: Int32, _ grid: Grid, _ records: [[String]]) throws(SyncError) {
    let own = Set(Array(grid.columns.values) + [grid.noticeColumn, grid.keyColumn])
    let isOurs = { (row: Int) in records[row].enumerated().allSatisfy { own.contains($0) || $1.isEmpty } }
    let leaving = rows.filter(isOurs).sorted().map { Int32($0) }
    let status = leaving.isEmpty ? 0 : cbook_remove(handle, sheet, leaving, Int32(leaving.count))
    guard status >= 0 else { throw SyncError("\(path): no memory to take rows out") }
    let gone = status == 0 ? leaving : []
    for row in rows where !gone.contains(Int32(row)) {
      // Those above it that are gone have moved it up.
      let at = row - gone.count { $0 < Int32(row) }
      for column in own { try set(sheet, at, column, nil, .text) }
    }
  }

  private func set(_ sheet: Int32, _ row: Int, _ column: Int, _ value: String?, _ type: Sheet.ColumnType)
    throws(SyncError)
  {
    var kind = Int32(CBOOK_EMPTY)
    var text = value ?? ""
    if let value {
      switch type {
      case .flag where value == "true" || value == "false": kind = Int32(CBOOK_FLAG)
      case .number, .integer:
        kind = Canonical.number(value) == value && value.utf8.count <= 15 ? Int32(CBOOK_NUMBER) : Int32(CBOOK_TEXT)
      case .date where Canonical.isDay(value): kind = Int32(CBOOK_DAY)
      case .text, .date, .flag: kind = Int32(CBOOK_TEXT)
      }
    }
    if kind == Int32(CBOOK_TEXT) { text = Self.fitting(HarmlessText.guarded(text)) }
    guard cbook_set(handle, sheet, Int32(row), Int32(column), kind, text) == 0 else {
      throw SyncError("\(path): row \(row + 1) can't be written; a sheet has 1,048,576 rows")
    }
  }

  /// Text not longer than a cell holds, with what XML 1.0 has no place for written as workbooks do: `_x000C_`.
  private static func fitting(_ text: String) -> String {
    var view = String.UnicodeScalarView()
    var count = 0
    let scalars = Array(text.unicodeScalars)
    for (index, scalar) in scalars.enumerated() {
      let value = scalar.value
      let isMark = (value < 0x20 && value != 0x09 && value != 0x0A) || value == 0xFFFE || value == 0xFFFF
      // Text that looks like such a code is told apart by a code for its first sign.
      let isCoded = isMark || (scalar == "_" && code(scalars[index...]) != nil)
      count += isCoded ? 7 : value > 0xFFFF ? 2 : 1
      if count > 32_767 { break }
      if isCoded {
        let digits = String(value, radix: 16, uppercase: true)
        view += "_x\(String(repeating: "0", count: 4 - digits.count))\(digits)_".unicodeScalars
      } else {
        view.append(scalar)
      }
    }
    return String(view)
  }

  /// The text that `fitting`, or a spreadsheet, wrote so.
  private static func plain(_ text: String) -> String {
    guard text.contains("_x") else { return text }
    var view = String.UnicodeScalarView()
    var rest = Array(text.unicodeScalars)[...]
    while let first = rest.first {
      if let coded = code(rest) {
        view.append(coded)
        rest = rest.dropFirst(7)
      } else {
        view.append(first)
        rest = rest.dropFirst()
      }
    }
    return String(view)
  }

  /// The character that a code at the beginning stands for: `_x000C_`.
  private static func code(_ scalars: ArraySlice<Unicode.Scalar>) -> Unicode.Scalar? {
    let part = Array(scalars.prefix(7))
    guard part.count == 7, part[0] == "_", part[1] == "x", part[6] == "_" else { return nil }
    return UInt32(String(String.UnicodeScalarView(part[2..<6])), radix: 16).flatMap(Unicode.Scalar.init)
  }

  func bytes() throws(SyncError) -> [UInt8] {
    var count = 0
    guard let bytes = cbook_save(handle, &count) else { throw SyncError("\(path): no memory to write the workbook") }
    defer { cbook_free(bytes) }
    return Array(UnsafeBufferPointer(start: bytes, count: count))
  }
}
