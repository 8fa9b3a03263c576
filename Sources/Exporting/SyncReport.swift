/// What a sync of tables elsewhere did, or would do, for programs that carry it out or look it over.
public struct SyncReport: Sendable {
  /// One step, or one reason not to take it.
  public struct Item: Hashable, Sendable {
    /// `insert`, `update`, `delete` or `conflict`.
    public var action: String
    /// The target's table.
    public var table: String
    /// The row: which notice it is of.
    public var notice: String
    /// Which of the notice's rows it is.
    public var key: String
    /// The target's column; nil for a whole row.
    public var field: String?
    /// What was written last time; nil for an empty cell.
    public var base: String?
    /// What stands there now; nil for an empty cell.
    public var theirs: String?
    /// What the notices say; nil for an empty cell.
    public var ours: String?

    /// An item of the given parts.
    public init(
      action: String, table: String, notice: String, key: String, field: String?, base: String?, theirs: String?,
      ours: String?
    ) {
      self.action = action
      self.table = table
      self.notice = notice
      self.key = key
      self.field = field
      self.base = base
      self.theirs = theirs
      self.ours = ours
    }
  }

  /// The name of its form.
  public static let schema = "guitu.syncplan/1"
  /// Whether it was done; false for a dry run.
  public var isDone: Bool
  /// In the order of tables and rows.
  public var items: [Item]
  /// How many rows are inserted, updated and deleted, and how many fields or rows are in conflict.
  public var counts: (insert: Int, update: Int, delete: Int, conflict: Int)

  /// A report of the given parts.
  public init(isDone: Bool, items: [Item], counts: (insert: Int, update: Int, delete: Int, conflict: Int)) {
    self.isDone = isDone
    self.items = items
    self.counts = counts
  }

  /// The report as one JSON object in UTF-8, with a line end behind it.
  public func json(isPretty: Bool = true) -> [UInt8] {
    var writer = JSONWriter(isPretty: isPretty, capacity: items.count * 200 + 200)
    writer.object { writer in
      writer.field("schema", Self.schema)
      writer.field("done", isDone)
      writer.key("counts")
      writer.object(isInline: true) { writer in
        writer.field("insert", counts.insert)
        writer.field("update", counts.update)
        writer.field("delete", counts.delete)
        writer.field("conflict", counts.conflict)
      }
      writer.key("items")
      writer.list(items) { writer, item in
        writer.object(isInline: true) { writer in
          writer.field("action", item.action)
          writer.field("table", item.table)
          writer.field("notice", item.notice)
          writer.field("key", item.key)
          writer.field("field", item.field)
          writer.field("base", item.base)
          writer.field("theirs", item.theirs)
          writer.field("ours", item.ours)
        }
      }
    }
    writer.end()
    return writer.bytes
  }
}
