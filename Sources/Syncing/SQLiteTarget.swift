import GRDB
import Tabulating

/// Tables in an SQLite file.
struct SQLiteTarget {
  let path: String

  func run(_ sync: Sync, _ options: SyncOptions) throws(SyncError) -> SyncPlan {
    do {
      if options.isDryRun, !Files.exists(path) {
        return try sync.plan(options) { _ in TargetTable() }
      }
      var configuration = Configuration()
      configuration.busyMode = .timeout(30)
      let queue = try DatabaseQueue(path: path, configuration: configuration)
      var plan = SyncPlan()
      if options.isDryRun {
        // Opened to write, though nothing is written: what a killed program left half done is rolled back first, and a
        // connection that may only read fails there (SQLITE_READONLY_ROLLBACK).
        try queue.read { db in plan = try make(sync, options, db) }
      } else {
        // Whoever reads in order to write takes the lock at once: no edit comes between.
        try queue.writeWithoutTransaction { db in
          try db.inTransaction(.immediate) {
            plan = try make(sync, options, db)
            guard !plan.isEmpty else { return .rollback }
            try apply(plan, options, db)
            return .commit
          }
        }
      }
      return plan
    } catch let error as SyncError { throw error } catch {
      throw SyncError("\(path): \(error); nothing was changed")
    }
  }

  private func make(_ sync: Sync, _ options: SyncOptions, _ db: Database) throws -> SyncPlan {
    let hasBase = try db.tableExists("guitu_base")
    return try sync.plan(options) { table throws(SyncError) in
      do { return try read(table, hasBase, db) } catch let error as SyncError { throw error } catch {
        throw SyncError("\(path): \(table.target): \(error); nothing was changed")
      }
    }
  }

  private func read(_ table: MappedTable, _ hasBase: Bool, _ db: Database) throws -> TargetTable {
    var there = TargetTable()
    guard try db.tableExists(table.target) else { return there }
    let present = Set(try db.columns(in: table.target).map { $0.name.lowercased() })
    let names = [table.noticeColumn, table.keyColumn] + table.columns.map(\.theirs)
    for name in names where !present.contains(name.lowercased()) {
      throw SyncError("\(path): \(table.target) has no column “\(name)”; add it, or name another in the mapping")
    }
    let list = names.map(SQL.quoted).joined(separator: ", ")
    let rows = try Row.fetchCursor(db, sql: "SELECT \(list) FROM \(SQL.quoted(table.target))")
    while let row = try rows.next() {
      guard let notice = Self.plain(row[0]), let key = Self.plain(row[1]) else { continue }
      var values: RowValues = [:]
      for (index, column) in table.columns.enumerated() {
        values[column.ours] = .some(Canonical.value(Self.plain(row[index + 2]), column.type))
      }
      there.rows[RowKey(notice: notice, key: key)] = values
    }
    if hasBase {
      let bases = try Row.fetchCursor(
        db, sql: "SELECT notice, key, fields FROM guitu_base WHERE \"table\" = ?", arguments: [table.target])
      while let row = try bases.next() {
        there.base[RowKey(notice: row[0], key: row[1])] = Canonical.decoded(row[2])
      }
    }
    return there
  }

  private static func plain(_ value: DatabaseValue) -> String? {
    switch value.storage {
    case .null: nil
    case .int64(let number): String(number)
    case .double(let number): String(number)
    case .string(let text): text
    case .blob(let data): String(decoding: data, as: UTF8.self)
    }
  }

  /// A value as its column keeps it.
  private static func stored(_ value: String?, _ type: Sheet.ColumnType) -> DatabaseValueConvertible? {
    guard let value else { return nil }
    switch type {
    case .flag:
      if value == "true" { return 1 }
      return value == "false" ? 0 as DatabaseValueConvertible : value
    case .number, .integer: return Int64(value).map { $0 as DatabaseValueConvertible } ?? Double(value) ?? value
    case .text, .date: return value
    }
  }

  private func apply(_ plan: SyncPlan, _ options: SyncOptions, _ db: Database) throws {
    try db.execute(sql: SQL.baseTable)
    try db.execute(sql: SQL.logTable)
    for change in plan.tables where !change.isEmpty {
      let table = change.table
      let name = SQL.quoted(table.target)
      if try !db.tableExists(table.target) {
        try db.execute(sql: SQL.create(table, number: "numeric", flag: "boolean", integer: "integer"))
      }
      let key = "\(SQL.quoted(table.noticeColumn)) = ? AND \(SQL.quoted(table.keyColumn)) = ?"
      for row in change.deletes {
        try db.execute(sql: "DELETE FROM \(name) WHERE \(key)", arguments: [row.notice, row.key])
      }
      let columns = [table.noticeColumn, table.keyColumn] + table.columns.map(\.theirs)
      let marks = columns.map { _ in "?" }.joined(separator: ", ")
      if !change.inserts.isEmpty {
        let list = columns.map(SQL.quoted).joined(separator: ", ")
        let insert = try db.makeStatement(sql: "INSERT INTO \(name) (\(list)) VALUES (\(marks))")
        for (row, values) in change.inserts {
          let cells = table.columns.map { Self.stored(values[$0.ours] ?? nil, $0.type) }
          try insert.execute(arguments: StatementArguments([row.notice, row.key] + cells))
        }
      }
      for (row, values) in change.updates {
        let changed = table.columns.filter { values[$0.ours] != nil }
        let set = changed.map { SQL.quoted($0.theirs) + " = ?" }.joined(separator: ", ")
        let cells = changed.map { Self.stored(values[$0.ours] ?? nil, $0.type) }
        try db.execute(
          sql: "UPDATE \(name) SET \(set) WHERE \(key)", arguments: StatementArguments(cells + [row.notice, row.key]))
      }
      let forget = try db.makeStatement(sql: "DELETE FROM guitu_base WHERE \"table\" = ? AND notice = ? AND key = ?")
      for row in change.forgotten { try forget.execute(arguments: [table.target, row.notice, row.key]) }
      let remember = try db.makeStatement(
        sql: """
          INSERT INTO guitu_base ("table", notice, key, fields) VALUES (?, ?, ?, ?)
          ON CONFLICT ("table", notice, key) DO UPDATE SET fields = excluded.fields
          """)
      for (row, values) in change.bases {
        try remember.execute(arguments: [table.target, row.notice, row.key, Canonical.encoded(values)])
      }
    }
    let run = (try Int64.fetchOne(db, sql: "SELECT max(run) FROM guitu_log") ?? 0) + 1
    let log = try db.makeStatement(sql: "INSERT INTO guitu_log VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")
    for (item, action) in plan.log {
      try log.execute(arguments: [
        run, options.stamp, item.table, item.row.notice, item.row.key, action, item.field, item.theirs, item.ours,
      ])
    }
  }
}
