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
}

/// Makes text of pages: reading order, running heads and page numbers set aside, ruled tables as tables.
struct LayoutText {
  private var pages: [LayoutPage]

  /// The text of pages in their order.
  static func read(_ pages: [LayoutPage]) -> DocumentText {
    var reader = LayoutText(pages: pages)
    reader.dropHeads()
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
    func isMargin(_ group: [LayoutLine], _ page: LayoutPage) -> Bool { group.allSatisfy { isMargin($0, page) } }
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
        if words.unicodeScalars.allSatisfy({ "-—–－·/第页共".unicodeScalars.contains($0) }) { return false }
        return most <= 2 || counts[words, default: 0] * 2 <= most
      }
      pages[index].lines = kept.flatMap { $0 }
    }
  }

  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool {
    (0x30...0x39).contains(scalar.value) || (0xFF10...0xFF19).contains(scalar.value)
  }

  private func text() -> DocumentText {
    var out = DocumentText()
    var tableIsOpen = false
    var columns = 0
    var before: LayoutLine?
    for page in pages {
      out.page = page.number
      let tables = page.grid.tables
      /// The lines of each table; running lines in their order, each table where its first line stands.
      var members: [[LayoutLine]] = tables.map { _ in [] }
      var order: [Item] = []
      for line in Self.joined(page.lines, page.grid) {
        if let table = tables.firstIndex(where: { $0.holds(line) }) {
          if members[table].isEmpty { order.append(.table(table)) }
          members[table].append(line)
        } else {
          order.append(.line(line))
        }
      }
      let margins = Margins(
        order.compactMap { item in
          if case .line(let line) = item { return line }
          return nil
        })
      for item in order {
        switch item {
        case .line(let line):
          if tableIsOpen { out.endTable() }
          tableIsOpen = false
          if let before {
            if goesOn(line, after: before, from: margins) {
              let isLatin =
                (before.text.unicodeScalars.last?.value ?? 0x3000) < 0x80
                && (line.text.unicodeScalars.first?.value ?? 0x3000) < 0x80
              if isLatin { out.append(" ") }
            } else {
              out.endLine()
              if line.middle - before.middle > line.em * 3.2 { out.endBlock() }
            }
          }
          before = line
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
          tables[table].write(members[table], to: &out)
          before = nil
        }
      }
    }
    if tableIsOpen { out.endTable() }
    out.endLine()
    return out
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

  /// Whether a line goes on with the paragraph of the line before it, by where they begin and end.
  private func goesOn(_ line: LayoutLine, after before: LayoutLine, from page: Margins) -> Bool {
    let em = min(line.em, before.em)
    guard before.right > page.right - em * 1.9, line.left < page.left + em * 1.2 else { return false }
    // The first line of a paragraph stands further in than the next.
    if before.left > line.left + em { return true }
    guard abs(before.left - line.left) <= em * 0.8 else { return false }
    if page.isIndented { return true }
    guard let last = before.text.unicodeScalars.last else { return false }
    return !"。；：！？;:".unicodeScalars.contains(last)
  }

  /// Where running text begins and ends on a page.
  private struct Margins {
    var left = 0.0
    var right = Double.infinity
    var isIndented = false

    init(_ lines: [LayoutLine]) {
      guard !lines.isEmpty else { return }
      let lefts = lines.map(\.left).sorted()
      let rights = lines.map(\.right).sorted()
      left = lefts[lefts.count / 20]
      right = rights[rights.count - 1 - rights.count / 20]
      let edge = left
      isIndented = lines.contains { $0.left > edge + $0.em * 1.6 && $0.left < edge + $0.em * 2.6 }
    }
  }
}

/// The ruled lines of a page, and the tables that they make.
struct LayoutGrid {
  /// A stroke along one direction.
  struct Rule {
    var isVertical: Bool
    /// Where it stands across its direction.
    var at: Double
    var from: Double
    var to: Double
  }

  /// A ruled table: its columns and rows by the places of the rules.
  struct Table {
    var xs: [Double]
    var ys: [Double]
    var rules: [Rule]

    var columns: Int { xs.count - 1 }

    func holds(_ line: LayoutLine) -> Bool {
      guard let left = xs.first, let right = xs.last, let top = ys.first, let bottom = ys.last else { return false }
      let middle = (line.left + line.right) / 2
      return middle > left - 1 && middle < right + 1 && line.middle > top - 1 && line.middle < bottom + 1
    }

    /// Whether a rule stands between two neighbouring cells.
    private func isRuled(vertical: Bool, at: Double, from: Double, to: Double) -> Bool {
      let middle = (from + to) / 2
      return rules.contains {
        $0.isVertical == vertical && abs($0.at - at) < 2.5 && $0.from <= middle && $0.to >= middle
      }
    }

    /// Whether a rule stands between two pieces of a line.
    func parts(_ last: LayoutLine, _ line: LayoutLine) -> Bool {
      guard holds(last), holds(line) else { return true }
      return rules.contains {
        $0.isVertical && $0.at > last.right - 2 && $0.at < line.left + 2 && $0.from <= line.middle
          && $0.to >= line.middle
      }
    }

    /// Writes the rows with the characters of the lines in their cells.
    func write(_ lines: [LayoutLine], to out: inout DocumentText) {
      let rows = ys.count - 1
      guard rows > 0, columns > 0 else { return }
      // Each place belongs to the first cell that is not parted from it by a rule.
      var owner = [Int](repeating: 0, count: rows * columns)
      for row in 0..<rows {
        for column in 0..<columns {
          let place = row * columns + column
          owner[place] = place
          if column > 0, !isRuled(vertical: true, at: xs[column], from: ys[row], to: ys[row + 1]) {
            owner[place] = owner[place - 1]
          } else if row > 0, !isRuled(vertical: false, at: ys[row], from: xs[column], to: xs[column + 1]) {
            owner[place] = owner[place - columns]
          }
        }
      }
      var texts: [Int: [LayoutLine]] = [:]
      for line in lines {
        let middle = (line.left + line.right) / 2
        let column = (xs.lastIndex { $0 <= middle } ?? 0).clamped(to: 0...(columns - 1))
        let row = (ys.lastIndex { $0 <= line.middle } ?? 0).clamped(to: 0...(rows - 1))
        texts[owner[row * columns + column], default: []].append(line)
      }
      for row in 0..<rows {
        out.beginRow()
        for column in 0..<columns {
          out.beginCell()
          let sorted = (texts[row * columns + column] ?? []).sorted {
            abs($0.middle - $1.middle) > min($0.em, $1.em) * 0.5 ? $0.middle < $1.middle : $0.left < $1.left
          }
          var text = ""
          for line in sorted {
            let isWord = line.text.unicodeScalars.first.map { $0.value < 0x80 } ?? false
            if isWord, text.unicodeScalars.last.map({ $0.value < 0x80 }) ?? false { text += " " }
            text += line.text
          }
          out.append(text)
        }
        out.endRow()
      }
    }
  }

  var tables: [Table] = []

  init() {}

  /// The tables that rules make: those that cross or touch belong together.
  init(_ rules: [Rule]) {
    let rules = Array(rules.filter { $0.to - $0.from > 4 }.prefix(4000))
    var group = Array(rules.indices)
    func root(_ index: Int) -> Int {
      var at = index
      while group[at] != at { at = group[at] }
      return at
    }
    let reach = 3.0
    for first in rules.indices where !rules[first].isVertical {
      let row = rules[first]
      for second in rules.indices where rules[second].isVertical {
        let column = rules[second]
        if column.at > row.from - reach, column.at < row.to + reach, row.at > column.from - reach,
          row.at < column.to + reach
        {
          let (a, b) = (root(first), root(second))
          group[max(a, b)] = min(a, b)
        }
      }
    }
    var members: [Int: [Rule]] = [:]
    for index in rules.indices { members[root(index), default: []].append(rules[index]) }
    for key in members.keys.sorted() {
      let own = members[key] ?? []
      let xs = Self.distinct(own.filter(\.isVertical).map(\.at))
      let ys = Self.distinct(own.filter { !$0.isVertical }.map(\.at))
      guard xs.count >= 3, ys.count >= 2, xs.count <= 64, ys.count <= 400 else { continue }
      tables.append(Table(xs: xs, ys: ys, rules: own))
    }
  }

  private static func distinct(_ values: [Double]) -> [Double] {
    var out: [Double] = []
    for value in values.sorted() where out.last.map({ value - $0 > 3 }) ?? true { out.append(value) }
    return out
  }
}

extension Int {
  fileprivate func clamped(to range: ClosedRange<Int>) -> Int {
    Swift.min(Swift.max(self, range.lowerBound), range.upperBound)
  }
}
