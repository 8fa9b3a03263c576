import Tabulating

/// Brings tables elsewhere up to date with those of notices.
public struct Sync {
  /// Where the tables are.
  public enum Target: Hashable, Sendable {
    /// An SQLite file; made where there is none.
    case sqlite(path: String)
    /// A PostgreSQL database, by its connection URI.
    case postgres(uri: String)
    /// A folder of CSV files; made where there is none.
    case csv(folder: String)
    /// An Excel workbook; made where there is none.
    case xlsx(path: String)

    /// The target that an argument names: by the beginning `postgresql://` or `postgres://`, else by the end of the
    /// name; what ends otherwise is a folder of CSV files.
    public init(_ argument: String) {
      let name = argument.lowercased()
      if name.hasPrefix("postgresql://") || name.hasPrefix("postgres://") {
        self = .postgres(uri: argument)
      } else if name.hasSuffix(".xlsx") {
        self = .xlsx(path: argument)
      } else if [".db", ".sqlite", ".sqlite3"].contains(where: { name.hasSuffix($0) }) {
        self = .sqlite(path: argument)
      } else {
        self = .csv(folder: argument)
      }
    }
  }

  private let tables: [MappedTable]
  private let notices: Set<String>

  /// A sync of tables that have the columns `notice` and `key`. Throws where the mapping names what there is not;
  /// `file` is the mapping's name in messages.
  public init(_ sheets: [Sheet], mapping: SyncMapping = SyncMapping(), file: String = "mapping") throws(SyncError) {
    tables = try mapping.tables(of: sheets, file: file)
    notices = Set(tables.flatMap { $0.order.map(\.notice) })
      .union(sheets.first { $0.name == "notices" }?.rows.compactMap { $0.first?.plain } ?? [])
  }

  /// Plans, and unless it is a dry run does what was planned: all of it or, where anything fails, nothing.
  public func run(on target: Target, _ options: SyncOptions) throws(SyncError) -> SyncPlan {
    switch target {
    case .sqlite(let path): try SQLiteTarget(path: path).run(self, options)
    case .postgres(let uri): try PostgresTarget(uri: uri).run(self, options)
    case .csv(let folder): try CSVTarget(folder: folder).run(self, options)
    case .xlsx(let path): try XLSXTarget(path: path).run(self, options)
    }
  }

  /// The plan for what the target holds.
  func plan(_ options: SyncOptions, _ read: (MappedTable) throws(SyncError) -> TargetTable) throws(SyncError)
    -> SyncPlan
  {
    var found: [(table: MappedTable, there: TargetTable)] = []
    for table in tables { found.append((table, try read(table))) }
    let keys = KeptKeys(found)
    var plan = SyncPlan()
    for (table, there) in found { plan.add(keys.applied(to: table), there, notices: notices, options) }
    return plan
  }
}

/// SQL that both databases read.
enum SQL {
  static func quoted(_ name: String) -> String { "\"" + name.replacing("\"", with: "\"\"") + "\"" }

  static let baseTable = """
    CREATE TABLE IF NOT EXISTS guitu_base (
      "table" text NOT NULL, notice text NOT NULL, key text NOT NULL, fields text NOT NULL,
      PRIMARY KEY ("table", notice, key))
    """
  static let logTable = """
    CREATE TABLE IF NOT EXISTS guitu_log (
      run bigint NOT NULL, stamp text NOT NULL, "table" text NOT NULL, notice text NOT NULL, key text NOT NULL,
      action text NOT NULL, field text, old text, new text)
    """

  /// The statement that makes a table; dates are text, since a field of time may also be a length of time.
  static func create(_ table: MappedTable, number: String, flag: String, integer: String) -> String {
    let columns = table.columns.map { column in
      let type =
        switch column.type {
        case .text, .date: "text"
        case .number: number
        case .integer: integer
        case .flag: flag
        }
      return "\(quoted(column.theirs)) \(type)"
    }
    let keys = [table.noticeColumn, table.keyColumn].map(quoted)
    let all = keys.map { $0 + " text NOT NULL" } + columns + ["PRIMARY KEY (\(keys.joined(separator: ", ")))"]
    return "CREATE TABLE \(quoted(table.target)) (\(all.joined(separator: ", ")))"
  }
}

extension SyncPlan {
  /// The lines of the change log: conflicts change nothing and are not in it.
  var log: [(item: Item, action: String)] {
    items.filter { $0.action != .conflict }.map { ($0, $0.action.rawValue) }
  }
}
