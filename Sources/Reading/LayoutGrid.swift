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
