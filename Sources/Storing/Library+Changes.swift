// The feed of changes: what has come, gone and changed, in the order in which the library learned of it.
import Exporting
import Foundation
import GRDB

/// From where on changes are told.
public enum ChangeMark: Hashable, Sendable {
  /// Behind the change of this number: what a reader names who has read up to it.
  case number(Int)
  /// From this time on (ISO 8601: a day, or a day with a time).
  case time(String)

  /// `1207` is a number, `2025-06-30` and `2025-06-30T08:00:00Z` are times; nil for anything else.
  public init?(_ text: String) {
    if let number = Int(text), text.utf8.count != 4 || number < 1900, number >= 0 {
      self = .number(number)
    } else if Day(firstOf: text) != nil {
      self = .time(text)
    } else {
      return nil
    }
  }
}

extension Library {
  /// Calls `body` with each change from a mark on, oldest first, a thousand at a time: a feed of any length takes the
  /// same memory.
  public func changes(since mark: ChangeMark, _ body: ([LibraryChange]) throws -> Void) throws {
    var last: Int64 = 0
    var time = ""
    switch mark {
    case .number(let number): last = Int64(number)
    case .time(let text): time = text
    }
    do {
      while true {
        let found = try database.read { database in
          try Row.fetchAll(
            database.cachedStatement(
              sql: """
                SELECT change.id, change.at, change.kind, change.rule_key, change.old, change.new, notice.sha256,
                  notice.title, notice.number, notice.name, notice.version, policy.key AS policy,
                  later.sha256 AS later
                FROM change JOIN notice ON notice.id = change.notice JOIN policy ON policy.id = change.policy
                LEFT JOIN notice AS later ON later.id =
                  CASE change.kind WHEN 'superseded' THEN notice.superseded_by WHEN 'repealed' THEN notice.repealed_by END
                WHERE change.id > ? AND change.at >= ? ORDER BY change.id LIMIT 1000
                """), arguments: [last, time])
        }
        guard let end = found.last else { return }
        last = end["id"]
        try body(
          found.map { row in
            LibraryChange(
              number: Int(row["id"] as Int64), time: row["at"], event: row["kind"], policy: row["policy"],
              sha256: row["sha256"], title: row["title"], documentNumber: row["number"], source: row["name"],
              version: row["version"], key: row["rule_key"], old: row["old"], new: row["new"], by: row["later"])
          })
      }
    } catch let error as DatabaseError { throw Self.explained(error, path: path) }
  }
}
