// Rows and columns as lines of text, aligned by the columns that East Asian characters take.

/// A table to be read on a terminal.
public struct TextTable: Sendable {
  /// A column.
  public struct Column: Sendable {
    /// Its head.
    public var head: String
    /// Whether its cells stand at the right.
    public var isRight: Bool
    /// What it keeps, in columns of the terminal, when there is less room than its cells ask for.
    public var least: Int
    /// Its share of what room there is beyond that, against the other columns.
    public var share: Int

    /// A column of the given head.
    public init(_ head: String, isRight: Bool = false, least: Int = 6, share: Int = 1) {
      self.head = head
      self.isRight = isRight
      self.least = least
      self.share = share
    }
  }

  /// The columns, from left to right.
  public var columns: [Column]
  /// The cells of each row; a row with fewer cells than there are columns is filled up with empty ones.
  public var rows: [[String]]
  /// How many lines a cell may take; what is longer ends with ….
  public var mostLines: Int

  /// A table of the given columns and rows.
  public init(columns: [Column], rows: [[String]] = [], mostLines: Int = 3) {
    self.columns = columns
    self.rows = rows
    self.mostLines = max(1, mostLines)
  }

  /// The table without the columns that hold nothing in any row.
  public func withoutEmptyColumns() -> TextTable {
    let kept = columns.indices.filter { column in rows.contains { column < $0.count && !$0[column].isEmpty } }
    return TextTable(
      columns: kept.map { columns[$0] }, rows: rows.map { row in kept.map { $0 < row.count ? row[$0] : "" } },
      mostLines: mostLines)
  }

  /// The head, a rule below it, and the rows. No line is wider than `width` as long as there are four columns of the
  /// terminal for each of the table's; nil sets no limit, and cells go on over as many lines as they need.
  public func lines(width: Int?) -> [String] {
    let cells = rows.map { row in columns.indices.map { DisplayText($0 < row.count ? row[$0] : "") } }
    let heads = columns.map { DisplayText($0.head) }
    let widths = widths(of: heads, cells, width: width)
    var lines = line(heads, widths, most: 1)
    lines.append(widths.map { String(repeating: "─", count: $0) }.joined(separator: Self.gap))
    for row in cells { lines += line(row, widths, most: width == nil ? .max : mostLines) }
    return lines
  }

  /// A text on one line, cut to so many columns of the terminal.
  public static func shortened(_ text: String, to limit: Int) -> String { DisplayText(text).truncated(to: limit) }

  private static let gap = "  "
  private static let mostColumns = 200

  private func line(_ cells: [DisplayText], _ widths: [Int], most: Int) -> [String] {
    let wrapped = zip(cells, widths).map { cell, width in
      most == 1 ? [cell.truncated(to: width)] : cell.lines(of: width, atMost: most)
    }
    let height = max(1, wrapped.map(\.count).max() ?? 1)
    return (0..<height).map { index in
      var line = ""
      for (column, lines) in wrapped.enumerated() {
        let text = index < lines.count ? lines[index] : ""
        let blanks = String(repeating: " ", count: max(0, widths[column] - EastAsianWidth.columns(of: text)))
        line += (column > 0 ? Self.gap : "") + (columns[column].isRight ? blanks + text : text + blanks)
      }
      while line.last == " " { line.removeLast() }
      return line
    }
  }

  /// What each column gets: what it asks for where all fit, else at least its `least`, and a share of the rest.
  private func widths(of heads: [DisplayText], _ rows: [[DisplayText]], width: Int?) -> [Int] {
    let asked = columns.indices.map { column in
      max(2, rows.reduce(heads[column].columns) { max($0, $1[column].columns) })
    }
    // Without a limit every cell is shown whole, but one endless cell must not make each row as wide as itself.
    guard let width else { return asked.map { min($0, Self.mostColumns) } }
    let room = width - Self.gap.count * (columns.count - 1)
    if asked.reduce(0, +) <= room { return asked }
    var given = zip(columns, asked).map { column, asked in min(asked, max(2, column.least)) }
    while given.reduce(0, +) > room, let most = given.indices.max(by: { given[$0] < given[$1] }), given[most] > 2 {
      given[most] -= 1
    }
    // Columns that ask for less than their share leave the rest to the others.
    var open = columns.indices.filter { given[$0] < asked[$0] }
    var rest = room - given.reduce(0, +)
    while rest > 0 && !open.isEmpty {
      let shares = open.reduce(0) { $0 + max(1, columns[$1].share) }
      let modest = open.filter { asked[$0] - given[$0] <= rest * max(1, columns[$0].share) / shares }
      if modest.isEmpty {
        let before = rest
        for column in open {
          let more = before * max(1, columns[column].share) / shares
          given[column] += more
          rest -= more
        }
        if let last = open.last { given[last] = min(asked[last], given[last] + rest) }
        break
      }
      for column in modest {
        rest -= asked[column] - given[column]
        given[column] = asked[column]
      }
      open.removeAll { modest.contains($0) }
    }
    return given
  }
}
