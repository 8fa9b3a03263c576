// Which notices are in force: asked of SQLite for each duty, so that a new version of a policy changes no row of the old
// version's duties.
import GRDB
import GRDBSQLite

/// A condition on duties by the days in force of their notices.
enum ForceFilter {
  /// What SQL calls it: true for a notice that counts.
  private static let function = "in_force"

  /// The condition that keeps what nothing has superseded or repealed; nil where nothing ever was.
  static func current(in database: Database) throws -> String? {
    let past = try numbers("SELECT id FROM notice WHERE is_current = 0", [], database)
    return past.count == 0 ? nil : try condition(past, keepsMembers: false, database)
  }

  /// The condition that keeps what was in force on a day.
  static func standing(on day: Day, in database: Database) throws -> String {
    let sql = "SELECT id FROM notice INDEXED BY notice_force WHERE in_from <= ? AND in_until > ?"
    return try condition(numbers(sql, [day.number, day.number], database), keepsMembers: true, database)
  }

  private static func numbers(_ sql: String, _ arguments: StatementArguments, _ database: Database) throws -> NumberSet
  {
    let rows = try RawStatement(database, sql: sql, arguments: arguments)
    var numbers = NumberSet()
    while try rows.next() { numbers.insert(rows.integer(0)) }
    return numbers
  }

  /// What a connection's function looks numbers up in.
  private final class Box {
    let numbers: NumberSet
    let keepsMembers: Bool

    init(_ numbers: NumberSet, keepsMembers: Bool) {
      self.numbers = numbers
      self.keepsMembers = keepsMembers
    }

    func keeps(_ number: Int64) -> Bool { numbers.contains(number) == keepsMembers }
  }

  /// Makes the function of this connection anew: it holds for the query at hand.
  private static func condition(_ numbers: NumberSet, keepsMembers: Bool, _ database: Database) throws -> String {
    let box = Unmanaged.passRetained(Box(numbers, keepsMembers: keepsMembers))
    // SQLite lets the box go when the function is replaced, when the connection closes, and where this call fails.
    let code = sqlite3_create_function_v2(
      database.sqliteConnection, function, 1, SQLITE_UTF8, box.toOpaque(),
      { context, _, values in
        guard let own = sqlite3_user_data(context), let values else { return }
        let number = sqlite3_value_int64(values[0])
        let keeps = Unmanaged<Box>.fromOpaque(own)._withUnsafeGuaranteedRef { $0.keeps(number) }
        sqlite3_result_int(context, keeps ? 1 : 0)
      }, nil, nil,
      { own in if let own { Unmanaged<Box>.fromOpaque(own).release() } })
    guard code == SQLITE_OK else {
      throw DatabaseError(resultCode: ResultCode(rawValue: code), message: database.lastErrorMessage)
    }
    return "\(function)(duty.notice)"
  }
}
