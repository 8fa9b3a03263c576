// Which bodies a library knows, and how much each has to do.
import Exporting
import Foundation
import GRDB
import RuleModel

/// What is asked of the list of bodies.
public struct DepartmentListQuery: Sendable {
  /// What makes a row.
  public enum Grouping: String, Sendable, CaseIterable {
    /// A body in a region.
    case body
    /// Bodies of one kind in all regions.
    case office
  }

  /// What makes a row.
  public var grouping = Grouping.body
  /// A body, under any of its names; all where it is nil.
  public var department: String?
  /// Whether bodies below the level of the name count too.
  public var includesBelow = false
  /// A region by name or code, with those that belong to it.
  public var region: String?
  /// ISO 8601 date: only duties in force on that day.
  public var inForceOn: String?
  /// How many rows at most.
  public var limit = 50

  /// All bodies.
  public init() {}
}

extension Library {
  /// The bodies with the numbers of their duties, in the order of pinyin.
  ///
  /// Throws `LibraryError`, or `QueryFault` where the query makes no sense.
  public func departments(_ query: DepartmentListQuery) throws -> DepartmentList {
    var search = SearchQuery()
    search.department = query.department
    search.includesBelow = query.includesBelow
    search.region = query.region
    search.inForceOn = query.inForceOn
    do {
      return try database.read { database in
        let plan = try SearchPlan(search, in: database, self)
        if plan.isEmpty { return DepartmentList(rows: [], total: 0) }
        let rows = try counted(query.grouping, plan, database)
        let names = try self.names(of: rows.keys.sorted(), query.grouping, database)
        let sorted = rows.sorted { left, right in
          let (a, b) = (names[left.key], names[right.key])
          if let a, let b, a.order != b.order { return a.order.lexicographicallyPrecedes(b.order) }
          return left.key < right.key
        }
        let list = sorted.prefix(max(0, query.limit)).map { id, counts in
          DepartmentList.Row(
            name: names[id]?.name ?? "", level: names[id]?.level, region: names[id]?.region,
            regions: counts.regions.count, duties: counts.roles.values.reduce(0, +), roles: counts.roles)
        }
        return DepartmentList(rows: list, total: rows.count)
      }
    } catch let fault as QueryFault {
      throw fault
    } catch { throw Self.explained(error, path: path) }
  }

  private struct Counts {
    var roles: [Duty.Role: Int] = [:]
    var regions: Set<Int64> = []
  }

  private struct Name {
    var name: String
    var level: String?
    var region: String?
    var order: [UInt8]
  }

  /// The counts from the index alone, which holds every column that they need.
  private func counted(
    _ grouping: DepartmentListQuery.Grouping, _ plan: SearchPlan, _ database: Database
  ) throws -> [Int64: Counts] {
    let column = grouping == .body ? "body" : "office"
    let condition = plan.conditions.isEmpty ? "1" : plan.conditions.joined(separator: " AND ")
    let rows = try Row.fetchCursor(
      database,
      sql: """
        SELECT \(column) AS id, region, role, count(*) AS count FROM duty INDEXED BY duty_office WHERE \(condition)
        GROUP BY \(column), region, role
        """, arguments: plan.arguments)
    var counts: [Int64: Counts] = [:]
    while let row = try rows.next() {
      let id: Int64 = row["id"]
      counts[id, default: Counts()].roles[Codes.role(row["role"]), default: 0] += row["count"]
      if let region = row["region"] as Int64? { counts[id, default: Counts()].regions.insert(region) }
    }
    return counts
  }

  private func names(
    of ids: [Int64], _ grouping: DepartmentListQuery.Grouping, _ database: Database
  ) throws -> [Int64: Name] {
    var names: [Int64: Name] = [:]
    for id in ids {
      switch grouping {
      case .body:
        let row = try Row.fetchOne(
          database.cachedStatement(
            sql: """
              SELECT body.name, level, pinyin, region.name AS place FROM body
              LEFT JOIN region ON region.id = body.region WHERE body.id = ?
              """), arguments: [id])
        guard let row else { continue }
        let order = row["pinyin"] as Blob?
        names[id] = Name(
          name: row["name"], level: (row["level"] as Int?).flatMap(BodyLevel.init(rawValue:))?.name,
          region: row["place"], order: order?.bytes ?? [])
      case .office:
        let name = try String.fetchOne(
          database.cachedStatement(sql: "SELECT name FROM office WHERE id = ?"), arguments: [id])
        guard let name else { continue }
        names[id] = Name(name: name, level: nil, region: nil, order: words.pinyinKey(of: name))
      }
    }
    return names
  }
}
