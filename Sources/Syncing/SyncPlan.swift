// Three-way, field by field: what was written last time (base), what stands there now (theirs), what the notices say (ours).

/// What a sync does, or would do.
public struct SyncPlan: Sendable {
  /// One step, or one reason not to take it.
  public struct Item: Hashable, Sendable {
    /// What is done.
    public enum Action: String, Hashable, Sendable, CaseIterable {
      case insert, update, delete
      /// Somebody has edited what we would change; theirs stays.
      case conflict
    }
    /// What is done.
    public var action: Action
    /// The target's table.
    public var table: String
    /// The row.
    public var row: RowKey
    /// The target's column; nil for a whole row.
    public var field: String?
    /// What was written last time; nil for an empty cell, or where nothing is known.
    public var base: String?
    /// What stands there now.
    public var theirs: String?
    /// What the notices say.
    public var ours: String?
  }

  /// In the order of tables and rows.
  public internal(set) var items: [Item] = []
  /// What is to be written, table by table.
  var tables: [TableChange] = []

  /// How many of an action.
  public func count(_ action: Item.Action) -> Int { items.count { $0.action == action } }
  /// How many rows an action touches.
  public func rowCount(_ action: Item.Action) -> Int {
    Set(items.filter { $0.action == action }.map { [$0.table, $0.row.notice, $0.row.key] }).count
  }
  /// Whether there is nothing to be written, not even for the next sync to know.
  public var isEmpty: Bool { tables.allSatisfy(\.isEmpty) }
}

/// What is to be written to one table.
struct TableChange: Sendable {
  let table: MappedTable
  /// In our order, with a value for each column.
  var inserts: [(key: RowKey, values: RowValues)] = []
  /// The fields to be set, by our names.
  var updates: [(key: RowKey, values: RowValues)] = []
  var deletes: [RowKey] = []
  /// What the next sync takes for base.
  var bases: [(key: RowKey, values: RowValues)] = []
  var forgotten: [RowKey] = []

  var isEmpty: Bool {
    inserts.isEmpty && updates.isEmpty && deletes.isEmpty && bases.isEmpty && forgotten.isEmpty
  }
}

extension MappedTable: @unchecked Sendable {}

/// What a table of the target holds.
struct TargetTable {
  /// The rows that have a key.
  var rows: [RowKey: RowValues] = [:]
  /// What was written last time.
  var base: [RowKey: RowValues] = [:]
}

/// How to plan.
public struct SyncOptions: Sendable {
  /// Whether ours overwrites what somebody edited.
  public var force: Bool
  /// Whether rows go that we wrote for notices that are not among those of this run.
  public var prune: Bool
  /// Whether the plan is only made.
  public var isDryRun: Bool
  /// The time for the change log, ISO 8601: the caller has the clock.
  public var stamp: String

  /// Options.
  public init(force: Bool = false, prune: Bool = false, isDryRun: Bool = false, stamp: String = "") {
    (self.force, self.prune, self.isDryRun, self.stamp) = (force, prune, isDryRun, stamp)
  }
}

extension SyncPlan {
  /// Adds what one table needs.
  mutating func add(_ table: MappedTable, _ there: TargetTable, notices: Set<String>, _ options: SyncOptions) {
    var change = TableChange(table: table)
    for key in table.order {
      let ours = table.rows[key] ?? [:]
      let base = there.base[key]
      if let theirs = there.rows[key] {
        merge(key, ours, theirs, base, options, &change)
      } else if let base, !options.force {
        // Somebody took the row out. It stays out, and is told of where we have something new to say.
        if base != ours {
          items.append(
            Item(action: .conflict, table: table.target, row: key, base: "row", theirs: nil, ours: "row"))
        }
      } else {
        change.inserts.append((key, ours))
        change.bases.append((key, ours))
        items.append(Item(action: .insert, table: table.target, row: key))
      }
    }
    for (key, base) in there.base.sorted(by: { $0.key < $1.key }) where table.rows[key] == nil {
      guard options.prune || notices.contains(key.notice) else { continue }
      guard let theirs = there.rows[key] else {
        change.forgotten.append(key)
        continue
      }
      let edited = table.columns.filter { column in
        base[column.ours].map { $0 != (theirs[column.ours] ?? nil) } ?? false
      }
      if edited.isEmpty || options.force {
        change.deletes.append(key)
        change.forgotten.append(key)
        items.append(Item(action: .delete, table: table.target, row: key))
      } else {
        for column in edited {
          items.append(
            Item(
              action: .conflict, table: table.target, row: key, field: column.theirs, base: base[column.ours] ?? nil,
              theirs: theirs[column.ours] ?? nil, ours: nil))
        }
      }
    }
    tables.append(change)
  }

  private mutating func merge(
    _ key: RowKey, _ ours: RowValues, _ theirs: RowValues, _ base: RowValues?, _ options: SyncOptions,
    _ change: inout TableChange
  ) {
    var update: RowValues = [:]
    var next = base ?? [:]
    for column in change.table.columns {
      let name = column.ours
      let (mine, there) = (ours[name] ?? nil, theirs[name] ?? nil)
      let known = base?[name]
      if mine == there {
        next[name] = .some(mine)
      } else if known == .some(there) || (known == nil && there == nil) || options.force {
        // As we left it, or nobody has filled it yet.
        update[name] = .some(mine)
        next[name] = .some(mine)
        items.append(
          Item(
            action: .update, table: change.table.target, row: key, field: column.theirs, base: known ?? nil,
            theirs: there, ours: mine))
      } else {
        items.append(
          Item(
            action: .conflict, table: change.table.target, row: key, field: column.theirs, base: known ?? nil,
            theirs: there, ours: mine))
      }
    }
    if !update.isEmpty { change.updates.append((key, update)) }
    if next != base { change.bases.append((key, next)) }
  }
}
