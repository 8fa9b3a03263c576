// Rows by the million go by SQLite's own calls: binding and stepping through values of any type costs more than the row.
import GRDB
import GRDBSQLite

/// A statement that is run again and again, column by column. For use within one access of the database.
struct RawStatement {
  private let handle: OpaquePointer
  private let database: Database
  /// SQLite copies what it is given.
  private static let copying = unsafeBitCast(-1, to: sqlite3_destructor_type.self)

  /// The statement of a text, prepared once for each connection.
  init(_ database: Database, sql: String, arguments: StatementArguments = []) throws {
    let statement = try database.cachedStatement(sql: sql)
    try statement.setArguments(arguments)
    handle = statement.sqliteStatement
    self.database = database
  }

  /// A statement whose values are all bound by `bind`.
  init(_ database: Database, filled sql: String) throws {
    handle = try database.cachedStatement(sql: sql).sqliteStatement
    self.database = database
    sqlite3_reset(handle)
  }

  // MARK: Values, numbered from 1

  func bind(_ value: Int?, at index: Int32) {
    if let value { sqlite3_bind_int64(handle, index, Int64(value)) } else { sqlite3_bind_null(handle, index) }
  }

  func bind(_ value: Int64?, at index: Int32) {
    if let value { sqlite3_bind_int64(handle, index, value) } else { sqlite3_bind_null(handle, index) }
  }

  func bind(_ value: String?, at index: Int32) {
    guard var value else {
      sqlite3_bind_null(handle, index)
      return
    }
    _ = value.withUTF8 { bytes in
      bytes.withMemoryRebound(to: CChar.self) {
        // A text without characters has no address.
        $0.isEmpty
          ? sqlite3_bind_text(handle, index, "", 0, Self.copying)
          : sqlite3_bind_text64(handle, index, $0.baseAddress, UInt64($0.count), Self.copying, UInt8(SQLITE_UTF8))
      }
    }
  }

  func bind(_ value: [UInt8], at index: Int32) {
    _ = value.withUnsafeBytes {
      $0.isEmpty
        ? sqlite3_bind_zeroblob(handle, index, 0)
        : sqlite3_bind_blob64(handle, index, $0.baseAddress, UInt64($0.count), Self.copying)
    }
  }

  // MARK: Running

  /// Runs a statement that gives no rows.
  func run() throws {
    let code = sqlite3_step(handle)
    sqlite3_reset(handle)
    guard code == SQLITE_DONE else { throw fault(code) }
  }

  /// Goes to the next row; false behind the last.
  func next() throws -> Bool {
    let code = sqlite3_step(handle)
    if code == SQLITE_ROW { return true }
    sqlite3_reset(handle)
    if code == SQLITE_DONE { return false }
    throw fault(code)
  }

  /// Ends a statement that need not give its last row.
  func end() { sqlite3_reset(handle) }

  /// A column of the row, from 0; 0 for null.
  func integer(_ column: Int32) -> Int64 { sqlite3_column_int64(handle, column) }
  /// A text of the row, from 0; empty for null.
  func text(_ column: Int32) -> String {
    sqlite3_column_text(handle, column).map { String(cString: $0) } ?? ""
  }

  /// The bytes of the row, from 0; none for null.
  func bytes(_ column: Int32) -> [UInt8] {
    let start = sqlite3_column_blob(handle, column)
    return [UInt8](UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(handle, column))))
  }

  func isNull(_ column: Int32) -> Bool { sqlite3_column_type(handle, column) == SQLITE_NULL }

  private func fault(_ code: Int32) -> DatabaseError {
    DatabaseError(resultCode: ResultCode(rawValue: code), message: database.lastErrorMessage)
  }
}
