/// The order in which pieces of a page are read, by where they stand.
enum LayoutOrder {
  /// From top to bottom and from left to right, columns of running text after each other; pieces that touch are one
  /// line.
  static func ordered(_ lines: [LayoutLine]) -> [LayoutLine] {
    let rows = rows(lines)
    guard let gutter = gutter(rows) else { return rows.flatMap { $0 } }
    var out: [LayoutLine] = []
    var right: [LayoutLine] = []
    for row in rows {
      for line in row {
        if line.left > gutter {
          right.append(line)
        } else {
          // What goes through both columns stands between those above it and those below.
          if line.right > gutter {
            out += right
            right = []
          }
          out.append(line)
        }
      }
    }
    return out + right
  }

  /// Lines whose middles are nearer than half a line are one row.
  private static func rows(_ lines: [LayoutLine]) -> [[LayoutLine]] {
    let sorted = lines.sorted { $0.middle == $1.middle ? $0.left < $1.left : $0.middle < $1.middle }
    var rows: [[LayoutLine]] = []
    for line in sorted {
      if let last = rows.last?.last, abs(last.middle - line.middle) < min(last.height, line.height) * 0.5 {
        rows[rows.count - 1].append(line)
      } else {
        rows.append([line])
      }
    }
    return rows.map { row in
      var out: [LayoutLine] = []
      for var line in row.sorted(by: { $0.left < $1.left }) {
        if let last = out.last, line.left - last.right < line.em * 0.4 { line.glue = "" }
        out.append(line)
      }
      return out
    }
  }

  /// The place between two columns of running text; nil where there is one column, or the columns are those of a table.
  private static func gutter(_ rows: [[LayoutLine]]) -> Double? {
    let lines = rows.flatMap { $0 }
    guard lines.filter({ $0.glue == nil }).count >= 12, let gutter = LayoutMargins.gutter(lines) else { return nil }
    let characters = lines.map(\.text.unicodeScalars.count).sorted()
    return characters[characters.count / 2] >= 10 ? gutter : nil
  }
}
