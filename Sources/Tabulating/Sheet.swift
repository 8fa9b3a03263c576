import RuleModel

/// A value of a table, with its type.
public enum Cell: Hashable, Sendable {
  /// Nothing.
  case empty
  /// Words.
  case text(String)
  /// An exact decimal number.
  case number(ExactNumber)
  /// A day, `2025-06-30` (ISO 8601). What is no day of the calendar from 1900 on is written as text.
  case date(String)
  /// Yes or no.
  case flag(Bool)
  /// Words that lead somewhere.
  case link(String, to: Destination)

  /// Where a link leads.
  public enum Destination: Hashable, Sendable {
    /// A web or mail address.
    case address(String)
    /// A row of a table of the same workbook: its name, and the row from 0, the head not counted.
    case row(sheet: String, row: Int)
  }

  /// A text, or nothing.
  public static func text(_ value: String?) -> Cell { value.map { .text($0) } ?? .empty }
  /// A number, or nothing.
  public static func number(_ value: ExactNumber?) -> Cell { value.map { .number($0) } ?? .empty }
  /// A whole number, or nothing.
  public static func integer(_ value: Int?) -> Cell {
    guard let value else { return .empty }
    return .number(ExactNumber(Int64(value)))
  }

  /// The value in plain characters, the same in every language: digits, ISO days, `true` and `false`.
  public var plain: String {
    switch self {
    case .empty: ""
    case .text(let text), .date(let text), .link(let text, _): text
    case .number(let number): number.description
    case .flag(let flag): flag ? "true" : "false"
    }
  }

  /// Whether it holds nothing.
  public var isEmpty: Bool { if case .empty = self { true } else { false } }
}

/// A table of typed cells, for whichever program will open it: rows of rules, of changes, of hits of a search.
public struct Sheet: Hashable, Sendable {
  /// A column.
  public struct Column: Hashable, Sendable {
    /// What a program calls it: ASCII letters, digits and `_`.
    public var name: String
    /// What a person calls it.
    public var title: String
    /// What its cells hold.
    public var type: ColumnType
    /// How wide it is shown, in characters of the Latin alphabet.
    public var width: Double

    /// A column; the title is the name unless given.
    public init(_ name: String, title: String? = nil, type: ColumnType = .text, width: Double = 12) {
      self.name = name
      self.title = title ?? name
      self.type = type
      self.width = width
    }
  }

  /// What the cells of a column hold.
  public enum ColumnType: String, Hashable, Sendable, CaseIterable { case text, number, integer, date, flag }

  /// What a program calls the table.
  public var name: String
  /// What a person calls it.
  public var title: String
  /// The columns.
  public var columns: [Column]
  /// The rows; one that is shorter than `columns` ends with empty cells.
  public var rows: [[Cell]]

  /// A table of the given parts; the title is the name unless given.
  public init(name: String, title: String? = nil, columns: [Column], rows: [[Cell]] = []) {
    self.name = name
    self.title = title ?? name
    self.columns = columns
    self.rows = rows
  }
}
