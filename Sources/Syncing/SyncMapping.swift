// Which of our tables goes to which table of the target, and which column to which.
import Tabulating

/// A small text file that fits our tables to those that exist already:
///
///     # our table = the target's table; the columns below, or all where none stand below
///     table duties = 部门职责
///       notice = 文件
///       key = 规则键
///       unit = 部门
///       action = 事项
///     table conditions = conditions
///
/// Only the tables that it names are synced. `notice` and `key` name a row and must both have a column.
public struct SyncMapping: Sendable {
  /// A table of ours and where it goes.
  struct Entry: Sendable {
    var table: String
    var target: String
    var columns: [(ours: String, theirs: String)]
    var line: Int
  }

  /// In the order of the file; nil for all tables and columns under our own names.
  let entries: [Entry]?

  /// All tables and all columns, under our own names.
  public init() { entries = nil }

  /// The mapping in a file's text. Throws where a line is not understood; the message names it.
  public init(parsing text: String, file: String) throws(SyncError) {
    var entries: [Entry] = []
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      let words = Self.trimmed(line.prefix { $0 != "#" })
      if words.isEmpty { continue }
      let isTable = words.hasPrefix("table ")
      let parts = words.dropFirst(isTable ? 6 : 0).split(separator: "=", maxSplits: 1).map { Self.trimmed($0) }
      guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else {
        throw SyncError(
          "\(file):\(index + 1): not understood; write “table OURS = THEIRS” or “OURS = THEIRS” below one")
      }
      if isTable {
        entries.append(Entry(table: parts[0], target: parts[1], columns: [], line: index + 1))
      } else if entries.isEmpty {
        throw SyncError("\(file):\(index + 1): a column before the first table; write “table OURS = THEIRS” above it")
      } else {
        entries[entries.count - 1].columns.append((parts[0], parts[1]))
      }
    }
    self.entries = entries
  }

  private static func trimmed(_ text: Substring) -> String {
    var rest = text
    while let first = rest.first, first.isWhitespace { rest = rest.dropFirst() }
    while let last = rest.last, last.isWhitespace { rest = rest.dropLast() }
    return String(rest)
  }

  /// The tables fitted to the target. Throws where the mapping names what there is not.
  func tables(of sheets: [Sheet], file: String) throws(SyncError) -> [MappedTable] {
    guard let entries else {
      // What changes whenever anything before it does is no part of a row that others keep.
      let passing: Set = ["id", "start", "end"]
      return sheets.filter { $0.name != "diagnostics" }.map { sheet in
        MappedTable(
          sheet, target: sheet.name,
          columns: sheet.columns.map(\.name).filter { !passing.contains($0) }.map { ($0, $0) })
      }
    }
    var tables: [MappedTable] = []
    for entry in entries {
      guard let sheet = sheets.first(where: { $0.name == entry.table }) else {
        let names = sheets.map(\.name).joined(separator: ", ")
        throw SyncError("\(file):\(entry.line): no table “\(entry.table)”; there are \(names)")
      }
      let names = sheet.columns.map(\.name)
      for (ours, _) in entry.columns where !names.contains(ours) {
        throw SyncError(
          "\(file):\(entry.line): no column “\(ours)” in \(entry.table); there are \(names.joined(separator: ", "))")
      }
      let columns = entry.columns.isEmpty ? names.map { ($0, $0) } : entry.columns
      for needed in ["notice", "key"] where !columns.contains(where: { $0.0 == needed }) {
        throw SyncError("\(file):\(entry.line): \(entry.table) needs a column for “\(needed)”, which names its rows")
      }
      tables.append(MappedTable(sheet, target: entry.target, columns: columns))
    }
    return tables
  }
}

/// A table of ours as the target has it.
struct MappedTable {
  struct Column {
    let ours: String
    let theirs: String
    let type: Sheet.ColumnType
  }

  /// Our name for it.
  let name: String
  /// The target's.
  let target: String
  /// The columns that name a row, as the target calls them.
  let noticeColumn: String
  let keyColumn: String
  /// The others.
  let columns: [Column]
  /// What we would have there, in our order.
  let order: [RowKey]
  let rows: [RowKey: RowValues]

  init(_ sheet: Sheet, target: String, columns mapped: [(String, String)]) {
    name = sheet.name
    self.target = target
    let positions = Dictionary(sheet.columns.enumerated().map { ($1.name, $0) }) { first, _ in first }
    let theirs = Dictionary(mapped) { first, _ in first }
    noticeColumn = theirs["notice"] ?? "notice"
    keyColumn = theirs["key"] ?? "key"
    columns = mapped.filter { $0.0 != "notice" && $0.0 != "key" }.map { ours, theirs in
      Column(ours: ours, theirs: theirs, type: positions[ours].map { sheet.columns[$0].type } ?? .text)
    }
    var order: [RowKey] = []
    var rows: [RowKey: RowValues] = [:]
    for row in sheet.rows {
      func plain(_ name: String) -> String { positions[name].map { $0 < row.count ? row[$0].plain : "" } ?? "" }
      let key = RowKey(notice: plain("notice"), key: plain("key"))
      var values: RowValues = [:]
      for column in columns { values[column.ours] = .some(Canonical.value(plain(column.ours), column.type)) }
      if rows.updateValue(values, forKey: key) == nil { order.append(key) }
    }
    (self.order, self.rows) = (order, rows)
  }

  /// The table with other keys and references. Where two rows come to have one key the first stays.
  func renamed(key rename: (RowKey) -> RowKey, value: (String, String, String) -> String) -> MappedTable {
    var order: [RowKey] = []
    var rows: [RowKey: RowValues] = [:]
    for key in self.order {
      let name = rename(key)
      var values: RowValues = [:]
      for (column, old) in self.rows[key] ?? [:] { values[column] = .some(old.map { value(key.notice, column, $0) }) }
      guard rows[name] == nil else { continue }
      rows[name] = values
      order.append(name)
    }
    return MappedTable(self, order: order, rows: rows)
  }

  private init(_ table: MappedTable, order: [RowKey], rows: [RowKey: RowValues]) {
    (name, target, columns) = (table.name, table.target, table.columns)
    (noticeColumn, keyColumn) = (table.noticeColumn, table.keyColumn)
    (self.order, self.rows) = (order, rows)
  }
}
