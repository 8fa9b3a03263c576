import TextModel

/// Characters of a page with the box around them; units are those of the page, y grows downwards.
struct LayoutLine {
  var left: Double
  var top: Double
  var right: Double
  var bottom: Double
  var text: String
  /// What stands between it and the piece before it on the same line; nil where it begins a line.
  var glue: String?

  var height: Double { bottom - top }
  var middle: Double { (top + bottom) / 2 }
  /// The width of a Chinese character in it, as its width tells; boxes of fonts are often much higher.
  var em: Double {
    var wide = 0.0
    for scalar in text.unicodeScalars { wide += scalar.value < 0x2000 ? 0.5 : 1 }
    return wide > 0 ? min(max((right - left) / wide, 1), height > 0 ? height : 1000) : max(height, 1)
  }
}

/// A page as it is laid out.
struct LayoutPage {
  var number: Int
  var width: Double
  var height: Double
  var lines: [LayoutLine]
  var grid = LayoutGrid()
  var order = Order.program
  /// How the page was turned before, where its lines did not go across.
  var turn: LayoutTurn?

  /// No page has more pieces of text on it: a sheet of a newspaper has so many characters.
  static let pieceLimit = 20_000

  /// Who has put the lines in their order.
  enum Order {
    /// The program that took the page apart: columns after each other.
    case program
    /// Nobody: they are in the order of their places.
    case position
  }
}

/// Makes text of pages: reading order, running heads and page numbers set aside, ruled tables as tables.
struct LayoutText {
  private var pages: [LayoutPage]

  /// The text of pages in their order.
  static func read(_ pages: [LayoutPage]) -> DocumentText {
    var reader = LayoutText(pages: pages)
    reader.dropHeads()
    reader.findColumns()
    return reader.text()
  }

  /// Lines at the head and foot of pages that say the same on most of them, or only count.
  private mutating func dropHeads() {
    func isMargin(_ line: LayoutLine, _ page: LayoutPage) -> Bool {
      line.bottom < page.height * 0.09 || line.top > page.height * 0.91
    }
    func key(_ text: String) -> String {
      String(String.UnicodeScalarView(text.unicodeScalars.filter { !$0.properties.isWhitespace && !Self.isDigit($0) }))
    }
    /// The lines of a page, each with its pieces.
    func groups(_ page: LayoutPage) -> [[LayoutLine]] {
      var groups: [[LayoutLine]] = []
      for line in page.lines {
        if line.glue != nil, !groups.isEmpty { groups[groups.count - 1].append(line) } else { groups.append([line]) }
      }
      return groups
    }
    func key(_ group: [LayoutLine]) -> String { key(group.reduce(into: "") { $0 += $1.text }) }
    func isMargin(_ group: [LayoutLine], _ page: LayoutPage) -> Bool {
      group.allSatisfy { line in isMargin(line, page) && !page.grid.tables.contains { $0.holds(line) } }
    }
    /// Whether something else stands on the same row: then a number there counts something else than pages.
    func hasNeighbour(_ group: [LayoutLine], _ page: LayoutPage) -> Bool {
      guard let own = group.first, let end = group.last else { return false }
      return page.lines.contains {
        abs($0.middle - own.middle) < own.em * 0.5 && ($0.right < own.left - 1 || $0.left > end.right + 1)
          && !$0.text.unicodeScalars.allSatisfy { $0.properties.isWhitespace || Self.isDigit($0) }
      }
    }
    var counts: [String: Int] = [:]
    for page in pages {
      for words in Set(groups(page).filter { isMargin($0, page) }.map { key($0) }) { counts[words, default: 0] += 1 }
    }
    let most = pages.count
    for index in pages.indices {
      let page = pages[index]
      let kept = groups(page).filter { group in
        guard isMargin(group, page) else { return true }
        let words = key(group)
        // A number with nothing but dashes, 第 and 页 around it.
        if words.unicodeScalars.allSatisfy({ "-—–－·/第页共".unicodeScalars.contains($0) }) {
          return hasNeighbour(group, page)
        }
        return most <= 2 || counts[words, default: 0] * 2 <= most
      }
      pages[index].lines = kept.flatMap { $0 }
    }
  }

  /// Tables without rules, on pages of which the drawing is not known or has none.
  private mutating func findColumns() {
    var carried: [Double]?
    for index in pages.indices {
      let page = pages[index]
      // Where a program has put the lines in order, two columns are more often those of the page.
      let columns = page.order == .position ? 2 : 3
      pages[index].grid.tables += LayoutColumns.tables(
        page.lines, besides: page.grid, carried: carried, leastColumns: columns)
      let tables = pages[index].grid.tables
      carried = page.lines.max { $0.middle < $1.middle }.flatMap { last in tables.first { $0.holds(last) } }?.xs
    }
  }

  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool {
    (0x30...0x39).contains(scalar.value) || (0xFF10...0xFF19).contains(scalar.value)
  }

  private func text() -> DocumentText {
    var out = DocumentText()
    var tableIsOpen = false
    var columns = 0
    var before: (line: LayoutLine, page: Int)?
    let laid = pages.map { Self.laidOut($0) }
    let margins = LayoutMargins(laid.map(\.running), widths: pages.map(\.width))
    for (index, page) in pages.enumerated() {
      out.page = page.number
      let tables = page.grid.tables
      var place = 0
      for item in laid[index].order {
        switch item {
        case .line(let line):
          let frame = margins.frame(of: place, page: index)
          place += 1
          if tableIsOpen { out.endTable() }
          tableIsOpen = false
          if let (last, number) = before {
            if (number != index || line.middle - last.middle < line.em * 3) && frame.goesOn(line, after: last) {
              let isLatin =
                (last.text.unicodeScalars.last?.value ?? 0x3000) < 0x80
                && (line.text.unicodeScalars.first?.value ?? 0x3000) < 0x80
              if isLatin { out.append(" ") }
            } else {
              out.endLine()
              if line.middle - last.middle > line.em * 3.2 { out.endBlock() }
            }
          }
          before = (line, index)
          out.append(line.text)
        case .table(let table):
          if before != nil { out.endLine() }
          // A table at the head of a page goes on with that at the foot of the one before.
          if tableIsOpen, tables[table].columns != columns {
            out.endTable()
            tableIsOpen = false
          }
          if !tableIsOpen { out.beginTable() }
          tableIsOpen = true
          columns = tables[table].columns
          tables[table].write(laid[index].members[table], to: &out)
          before = nil
        }
      }
    }
    if tableIsOpen { out.endTable() }
    out.endLine()
    return out
  }

  /// What stands on a page, in its order; a table stands where its first line does.
  private static func laidOut(_ page: LayoutPage) -> Laid {
    let tables = page.grid.tables
    var laid = Laid(members: tables.map { _ in [] })
    for line in joined(page.lines, page.grid) {
      if let table = tables.firstIndex(where: { $0.holds(line) }) {
        if laid.members[table].isEmpty { laid.order.append(.table(table)) }
        laid.members[table].append(line)
      } else {
        laid.order.append(.line(line))
        laid.running.append(line)
      }
    }
    return laid
  }

  private struct Laid {
    /// The lines of each table.
    var members: [[LayoutLine]]
    /// The lines outside of tables.
    var running: [LayoutLine] = []
    var order: [Item] = []
  }

  private enum Item {
    case line(LayoutLine)
    case table(Int)
  }

  /// Pieces of one line are made one unless a rule parts them; so are pieces beside each other outside of tables.
  private static func joined(_ lines: [LayoutLine], _ grid: LayoutGrid) -> [LayoutLine] {
    var out: [LayoutLine] = []
    for line in lines {
      guard var last = out.last, abs(last.middle - line.middle) < min(last.em, line.em) * 0.7,
        let blank = glue(last, line, grid)
      else {
        out.append(line)
        continue
      }
      last.text += blank + line.text
      last.right = max(last.right, line.right)
      last.top = min(last.top, line.top)
      last.bottom = max(last.bottom, line.bottom)
      out[out.count - 1] = last
    }
    return out
  }

  /// What stands between two pieces of a line; nil where they are not to be joined.
  private static func glue(_ last: LayoutLine, _ line: LayoutLine, _ grid: LayoutGrid) -> String? {
    let gap = line.left - last.right
    if let table = grid.tables.first(where: { $0.holds(last) || $0.holds(line) }) {
      return table.parts(last, line) ? nil : line.glue
    }
    if let glue = line.glue { return glue }
    guard gap >= -1 else { return nil }
    return gap > line.em * 1.2 ? "\u{3000}" : gap > line.em * 0.3 ? " " : ""
  }
}
