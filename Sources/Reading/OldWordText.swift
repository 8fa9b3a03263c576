/// Reads what antiword tells of an old Word file: its text, in which a table is drawn with bars, and the same as DocBook,
/// in which a table has cells but lists have lost their numbers.
enum OldWordText {
  /// The text with the cells of each table.
  static func read(text: String, docBook: [UInt8]) -> DocumentText {
    var tables = Self.tables(docBook)[...]
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      line.last == "\r" ? line.dropLast() : line
    }
    // Where both do not tell of the same tables, those of the text stay as they are drawn.
    let drawn = lines.indices.filter { isDrawn(lines[$0]) && ($0 == 0 || !isDrawn(lines[$0 - 1])) }.count
    if drawn != tables.count { tables = [] }
    var out = DocumentText()
    var at = 0
    while at < lines.count {
      if isDrawn(lines[at]), let table = tables.popFirst() {
        write(table, to: &out)
        while at < lines.count, isDrawn(lines[at]) { at += 1 }
        continue
      }
      if lines[at].allSatisfy(\.isWhitespace) {
        out.endBlock()
      } else {
        out.append(String(lines[at]))
        out.endLine()
      }
      at += 1
    }
    return out
  }

  private static func isDrawn(_ line: Substring) -> Bool { line.first == "|" && line.last == "|" }

  private static func write(_ rows: [[[String]]], to out: inout DocumentText) {
    out.beginTable()
    for row in rows {
      out.beginRow()
      for cell in row {
        out.beginCell()
        for line in cell {
          out.append(line)
          out.endLine()
        }
      }
      out.endRow()
    }
    out.endTable()
  }

  /// Rows of cells of lines, for each table; those within another are part of its cells.
  private static func tables(_ docBook: [UInt8]) -> [[[[String]]]] {
    // The reader of web pages takes it with its document type, of which nothing is fetched.
    guard let tree = try? MarkupTree(docBook, isHTML: true) else { return [] }
    var tables: [[[[String]]]] = []
    var end = 0
    for index in tree.elements("informaltable") where index >= end {
      end = tree.nodes[index].end
      var rows: [[[String]]] = []
      for at in index..<end {
        switch tree.nodes[at].name {
        case "row": rows.append([])
        case "entry" where !rows.isEmpty:
          let lines = tree.allText(of: at).split(whereSeparator: \.isNewline).map(String.init)
          rows[rows.count - 1].append(lines.filter { !$0.allSatisfy(\.isWhitespace) })
        default: break
        }
      }
      tables.append(rows)
    }
    return tables
  }
}
