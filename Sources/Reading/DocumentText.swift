import TextModel

/// What a reader of a format makes of a document: the text in the form of plain text, one paragraph a line and tables
/// in lines with bars, and where each piece of it stands in the original.
struct DocumentText {
  private(set) var scalars: [Unicode.Scalar] = []
  var origin = Origin()
  private var paragraph = 0
  private var table = 0
  private var open: [OpenTable] = []
  private var line = ""
  /// Where in the line, in code points, the text of another page begins.
  private var turns: [(offset: Int, page: Int?)] = []
  /// The page that the text comes from, where there are pages.
  var page: Int?

  /// No table is read wider than this.
  private static let columnLimit = 64

  private struct Cell {
    var lines: [String] = []
    var column: Int
  }

  private struct OpenTable {
    var rows: [[Cell]] = []
    /// The page of each row.
    var pages: [Int?] = []
    /// For each column how many more rows a cell from above covers.
    var covered = [Int](repeating: 0, count: DocumentText.columnLimit)
    var column = 0
    var columns = 0
    var span = 1
    var line = ""
    var holdsTable = false
  }

  /// Adds characters to the line.
  mutating func append(_ text: String) {
    if !open.isEmpty {
      open[open.count - 1].line += text
      return
    }
    if page != nil, line.isEmpty || turns.last?.page != page {
      turns.append((line.isEmpty ? 0 : line.unicodeScalars.count, page))
    }
    line += text
  }

  /// Whether nothing stands on the line yet.
  var lineIsEmpty: Bool { (open.last?.line ?? line).isEmpty }
  /// The last character of the line.
  var lastScalar: Unicode.Scalar? { (open.last?.line ?? line).unicodeScalars.last }

  /// Ends the line, where something stands on it.
  mutating func endLine() {
    if let last = open.indices.last {
      let text = Self.trimmed(open[last].line)
      open[last].line = ""
      guard !text.isEmpty, let row = open[last].rows.indices.last, !open[last].rows[row].isEmpty else { return }
      open[last].rows[row][open[last].rows[row].count - 1].lines.append(text)
      return
    }
    let (text, cut) = Self.cut(line)
    let turns = turns
    line = ""
    self.turns = []
    if text.isEmpty { return }
    paragraph += 1
    if turns.isEmpty {
      mark(OriginPlace(paragraph: paragraph))
      put(text)
    } else {
      let scalars = Array(text.unicodeScalars)
      for (index, turn) in turns.enumerated() {
        let start = min(max(turn.offset - cut, 0), scalars.count)
        let end = index + 1 < turns.count ? min(max(turns[index + 1].offset - cut, 0), scalars.count) : scalars.count
        guard start < end else { continue }
        mark(OriginPlace(page: turn.page))
        self.scalars += NormalForm.composed(Array(scalars[start..<end]))
      }
    }
    put("\n")
  }

  /// An empty line.
  mutating func endBlock() {
    endLine()
    if open.isEmpty, scalars.last == "\n", scalars.count > 1, scalars[scalars.count - 2] != "\n" { put("\n") }
  }

  private mutating func mark(_ place: OriginPlace) {
    if origin.places.last?.place == place { return }
    origin.places.append((scalars.count, place))
  }

  private mutating func put(_ text: String) {
    scalars += NormalForm.composed(Array(text.unicodeScalars))
  }

  // MARK: Tables

  mutating func beginTable() {
    endLine()
    if !open.isEmpty { open[open.count - 1].holdsTable = true }
    open.append(OpenTable())
  }

  mutating func beginRow() {
    guard let last = open.indices.last else { return }
    endLine()
    open[last].rows.append([])
    open[last].pages.append(page)
    open[last].column = 0
  }

  /// Begins a cell that covers `span` columns and `rows` rows.
  mutating func beginCell(span: Int = 1, rows: Int = 1) {
    guard let last = open.indices.last else { return }
    endLine()
    if open[last].rows.isEmpty {
      open[last].rows.append([])
      open[last].pages.append(page)
    }
    let limit = Self.columnLimit
    var column = open[last].column
    while column < limit, open[last].covered[column] > 0 {
      open[last].covered[column] -= 1
      column += 1
    }
    let width = max(1, min(span, limit - column))
    open[last].rows[open[last].rows.count - 1].append(Cell(column: column))
    if rows > 1 {
      for place in column..<min(limit, column + width) { open[last].covered[place] = min(rows - 1, 1 << 20) }
    }
    open[last].column = min(limit - 1, column + width)
    open[last].columns = max(open[last].columns, min(limit, column + width))
  }

  mutating func endRow() {
    guard let last = open.indices.last else { return }
    endLine()
    // Cells from above at the end of the row.
    var column = open[last].column
    while column < Self.columnLimit {
      if open[last].covered[column] > 0 { open[last].covered[column] -= 1 }
      column += 1
    }
  }

  mutating func endTable() {
    endLine()
    guard let closed = open.popLast() else { return }
    let filled = closed.rows.indices.filter { closed.rows[$0].contains { !$0.lines.isEmpty } }
    let rows = filled.map { closed.rows[$0] }
    let longest = rows.reduce(0) { $1.reduce($0) { max($0, $1.lines.count) } }
    let own = page
    defer { page = own }
    let isLayout = closed.columns < 2 || rows.count < 2 || (closed.holdsTable && closed.columns <= 4) || longest > 40
    if isLayout || !open.isEmpty {
      for (row, number) in zip(rows, filled) {
        page = closed.pages[number]
        for cell in row {
          for text in cell.lines {
            append(text)
            endLine()
          }
        }
      }
      return
    }
    table += 1
    for (number, row) in rows.enumerated() {
      page = closed.pages[filled[number]]
      var filled = [String](repeating: "", count: closed.columns)
      for cell in row where cell.column < filled.count {
        filled[cell.column] = cell.lines.joined(separator: " ")
      }
      mark(OriginPlace(page: page, table: table, row: number + 1, column: 1))
      put("|")
      for (column, text) in filled.enumerated() {
        mark(OriginPlace(page: page, table: table, row: number + 1, column: column + 1))
        put(" ")
        // A bar in a cell would end it.
        put(String(text.map { $0 == "|" || $0 == "｜" ? "/" : $0 }))
        put(" |")
      }
      put("\n")
    }
  }

  private static func trimmed(_ text: String) -> String { cut(text).text }

  /// The text without white space at its ends, and how many code points were cut off at its beginning.
  private static func cut(_ text: String) -> (text: String, before: Int) {
    func isBlank(_ scalar: Unicode.Scalar) -> Bool { scalar.properties.isWhitespace || scalar == "\u{200B}" }
    let scalars = text.unicodeScalars
    guard let first = scalars.firstIndex(where: { !isBlank($0) }), let last = scalars.lastIndex(where: { !isBlank($0) })
    else { return ("", 0) }
    return (String(scalars[first...last]), scalars.distance(from: scalars.startIndex, to: first))
  }
}
