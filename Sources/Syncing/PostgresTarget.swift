import CPQ
import Tabulating

/// Tables in a PostgreSQL database.
struct PostgresTarget {
  let uri: String

  func run(_ sync: Sync, _ options: SyncOptions) throws(SyncError) -> SyncPlan {
    let connection = try PostgresConnection(uri)
    // One sync at a time; taken before the transaction begins, so that it sees what the one before has written.
    if !options.isDryRun { _ = try connection.run("SELECT pg_advisory_lock(1735749492)") }
    // An edit that somebody commits meanwhile makes the commit fail rather than be lost.
    _ = try connection.run("BEGIN ISOLATION LEVEL REPEATABLE READ" + (options.isDryRun ? ", READ ONLY" : ""))
    let hasBase = try connection.has("guitu_base")
    let plan = try sync.plan(options) { table throws(SyncError) in try read(table, hasBase, connection) }
    if options.isDryRun || plan.isEmpty {
      _ = try connection.run("ROLLBACK")
    } else {
      try apply(plan, options, connection)
      _ = try connection.run("COMMIT")
    }
    return plan
  }

  private func read(_ table: MappedTable, _ hasBase: Bool, _ connection: PostgresConnection) throws(SyncError)
    -> TargetTable
  {
    var there = TargetTable()
    guard try connection.has(table.target) else { return there }
    let names = [table.noticeColumn, table.keyColumn] + table.columns.map(\.theirs)
    let list = names.map { SQL.quoted($0) + "::text" }.joined(separator: ", ")
    for row in try connection.run("SELECT \(list) FROM \(SQL.quoted(table.target))", columns: names.count) {
      guard let notice = row[0], let key = row[1] else { continue }
      var values: RowValues = [:]
      for (index, column) in table.columns.enumerated() {
        values[column.ours] = .some(Canonical.value(row[index + 2], column.type))
      }
      there.rows[RowKey(notice: notice, key: key)] = values
    }
    if hasBase {
      let statement = "SELECT notice, key, fields FROM guitu_base WHERE \"table\" = $1"
      for row in try connection.run(statement, [table.target], columns: 3) {
        there.base[RowKey(notice: row[0] ?? "", key: row[1] ?? "")] = Canonical.decoded(row[2] ?? "")
      }
    }
    return there
  }

  private func apply(_ plan: SyncPlan, _ options: SyncOptions, _ connection: PostgresConnection) throws(SyncError) {
    _ = try connection.run(SQL.baseTable)
    _ = try connection.run(SQL.logTable)
    for (index, change) in plan.tables.enumerated() where !change.isEmpty {
      let table = change.table
      let name = SQL.quoted(table.target)
      if try !connection.has(table.target) {
        _ = try connection.run(SQL.create(table, number: "numeric", flag: "boolean", integer: "bigint"))
      }
      let keys = [table.noticeColumn, table.keyColumn].map(SQL.quoted)
      for row in change.deletes {
        _ = try connection.run("DELETE FROM \(name) WHERE \(keys[0]) = $1 AND \(keys[1]) = $2", [row.notice, row.key])
      }
      if !change.inserts.isEmpty {
        let columns = keys + table.columns.map { SQL.quoted($0.theirs) }
        let marks = columns.indices.map { "$\($0 + 1)" }.joined(separator: ", ")
        let insert = "insert_\(index)"
        try connection.prepare(insert, "INSERT INTO \(name) (\(columns.joined(separator: ", "))) VALUES (\(marks))")
        for (row, values) in change.inserts {
          try connection.runPrepared(insert, [row.notice, row.key] + table.columns.map { values[$0.ours] ?? nil })
        }
      }
      for (row, values) in change.updates {
        let changed = table.columns.filter { values[$0.ours] != nil }
        let set = changed.enumerated().map { "\(SQL.quoted($1.theirs)) = $\($0 + 3)" }.joined(separator: ", ")
        _ = try connection.run(
          "UPDATE \(name) SET \(set) WHERE \(keys[0]) = $1 AND \(keys[1]) = $2",
          [row.notice, row.key] + changed.map { values[$0.ours] ?? nil })
      }
      for row in change.forgotten {
        _ = try connection.run(
          "DELETE FROM guitu_base WHERE \"table\" = $1 AND notice = $2 AND key = $3",
          [table.target, row.notice, row.key])
      }
      let remember = "remember_\(index)"
      try connection.prepare(
        remember,
        """
        INSERT INTO guitu_base ("table", notice, key, fields) VALUES ($1, $2, $3, $4)
        ON CONFLICT ("table", notice, key) DO UPDATE SET fields = excluded.fields
        """)
      for (row, values) in change.bases {
        try connection.runPrepared(remember, [table.target, row.notice, row.key, Canonical.encoded(values)])
      }
    }
    let run = try connection.run("SELECT coalesce(max(run), 0) + 1 FROM guitu_log", columns: 1).first?[0] ?? "1"
    try connection.prepare("log", "INSERT INTO guitu_log VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)")
    for (item, action) in plan.log {
      try connection.runPrepared(
        "log",
        [run, options.stamp, item.table, item.row.notice, item.row.key, action, item.field, item.theirs, item.ours])
    }
  }
}

/// A connection that closes itself.
private final class PostgresConnection {
  private let handle: OpaquePointer

  init(_ uri: String) throws(SyncError) {
    guard let handle = cpq_open(uri) else { throw SyncError("PostgreSQL: no memory") }
    guard cpq_is_open(handle) != 0 else {
      let words = Self.words(handle)
      cpq_close(handle)
      throw SyncError("PostgreSQL: \(words); look at the address and at PGPASSWORD, PGUSER …")
    }
    self.handle = handle
  }

  deinit { cpq_close(handle) }

  private static func words(_ handle: OpaquePointer) -> String {
    let text = cpq_error(handle).map { String(cString: $0) } ?? ""
    return text.split(separator: "\n").joined(separator: "; ")
  }

  private var fault: SyncError { SyncError("PostgreSQL: \(Self.words(handle)); nothing was changed") }

  /// Whether there is a table that its name alone finds.
  func has(_ table: String) throws(SyncError) -> Bool {
    try run("SELECT to_regclass($1)::text", [SQL.quoted(table)], columns: 1).first?[0] != nil
  }

  /// The rows that a statement gives.
  func run(_ statement: String, _ values: [String?] = [], columns: Int = 0) throws(SyncError) -> [[String?]] {
    let result = Self.withCStrings(values) { cpq_run(handle, statement, Int32(values.count), $0) }
    guard let result else { throw fault }
    defer { cpq_clear(result) }
    guard columns > 0 else { return [] }
    return (0..<cpq_rows(result)).map { row in
      (0..<Int32(columns)).map { column in cpq_value(result, row, column).map { String(cString: $0) } }
    }
  }

  func prepare(_ name: String, _ statement: String) throws(SyncError) {
    guard cpq_prepare(handle, name, statement) == 0 else { throw fault }
  }

  func runPrepared(_ name: String, _ values: [String?]) throws(SyncError) {
    let result = Self.withCStrings(values) { cpq_run_prepared(handle, name, Int32(values.count), $0) }
    guard let result else { throw fault }
    cpq_clear(result)
  }

  /// The values as C has them, one behind the other. PostgreSQL has no place for a zero in a text: it is left out.
  private static func withCStrings<Result>(
    _ values: [String?], _ body: (UnsafePointer<UnsafePointer<CChar>?>?) -> Result
  ) -> Result {
    var bytes: [CChar] = []
    var starts: [Int?] = []
    for value in values {
      starts.append(value == nil ? nil : bytes.count)
      guard let value else { continue }
      for byte in value.utf8 where byte != 0 { bytes.append(CChar(bitPattern: byte)) }
      bytes.append(0)
    }
    return bytes.withUnsafeBufferPointer { buffer in
      let pointers = starts.map { start in start.flatMap { at in buffer.baseAddress.map { $0 + at } } }
      return pointers.withUnsafeBufferPointer { body($0.baseAddress) }
    }
  }
}
