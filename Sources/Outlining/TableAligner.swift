/// Brings the rows of a table to one number of columns.
///
/// A row that is too short lacks cells that are merged: at its left they are merged downwards (the cell above is
/// repeated), inside it to the right (the cell before is repeated). Where they are lacking is found by what the cells
/// look like in the full rows of the table: figures or words, how long, the same few words.
struct TableAligner {
  /// What the cells of a column look like.
  private struct Profile {
    var count: Float = 0
    var figures: Float = 0
    var length: Float = 0
    var words: [[UInt16]: Int] = [:]
  }

  /// The rows: for each place the index of a cell in reading order, or nil.
  private(set) var rows: [[Int?]] = []
  /// For each cell that is not empty, in reading order, its column.
  private(set) var columns: [Int] = []
  private let units: [UInt16]
  private var profiles: [Profile] = []

  /// Aligns the rows of a table; cells are ranges of `units`.
  init(_ raw: [[RawCell]], units: [UInt16]) {
    self.units = units
    let width = Self.width(raw)
    guard width > 0 else { return }
    learn(raw, width)
    var next = 0
    for row in raw {
      let places = row.count < width && width <= 40 ? placesOfShort(row, width) : Array(0..<row.count)
      var aligned = [Int?](repeating: nil, count: width)
      for (cell, place) in zip(row, places) where !cell.isEmpty {
        columns.append(place)
        if place < width { aligned[place] = next }
        next += 1
      }
      fill(&aligned, row, places, width)
      rows.append(aligned)
    }
  }

  /// The number of columns that most rows have, or that the head has where it has more.
  private static func width(_ raw: [[RawCell]]) -> Int {
    var counts: [Int: Int] = [:]
    for row in raw { counts[row.count, default: 0] += 1 }
    let most = counts.max { ($0.value, $0.key) < ($1.value, $1.key) }?.key ?? 0
    return max(most, min(raw.first?.count ?? 0, 60))
  }

  private mutating func learn(_ raw: [[RawCell]], _ width: Int) {
    profiles = [Profile](repeating: Profile(), count: width)
    for row in raw where row.count == width {
      for (column, cell) in row.enumerated() where !cell.isEmpty {
        profiles[column].count += 1
        if isFigure(cell) { profiles[column].figures += 1 }
        profiles[column].length += logLength(cell)
        if let word = short(cell) { profiles[column].words[word, default: 0] += 1 }
      }
    }
  }

  private func isFigure(_ cell: RawCell) -> Bool {
    guard let first = cell.first?.first else { return false }
    return CodeUnits.isDigit(units[first])
  }

  private func logLength(_ cell: RawCell) -> Float {
    var length = cell.reduce(0) { $0 + $1.count }
    var log: Float = 0
    while length > 0 {
      log += 1
      length /= 2
    }
    return log
  }

  private func short(_ cell: RawCell) -> [UInt16]? {
    guard cell.count == 1, let range = cell.first, range.count <= 8 else { return nil }
    return Array(units[range])
  }

  /// How unlike the cell is to the cells of a column.
  private func cost(_ cell: RawCell, _ column: Int) -> Float {
    let profile = profiles[column]
    guard profile.count > 0, !cell.isEmpty else { return 0.5 }
    var cost = abs((isFigure(cell) ? 1 : 0) - profile.figures / profile.count) * 2
    cost += abs(logLength(cell) - profile.length / profile.count) * 0.4
    if let word = short(cell), let count = profile.words[word], Float(count) * 4 >= profile.count { cost -= 1.5 }
    return cost
  }

  /// What it costs to take a cell for one that is merged over the next columns too.
  private func merging(_ cell: RawCell, _ columns: Range<Int>) -> Float {
    columns.reduce(0) { $0 + 0.3 + max(0, cost(cell, $1)) }
  }

  /// The columns of the cells of a row that has too few, in ascending order, at the least cost.
  private func placesOfShort(_ row: [RawCell], _ width: Int) -> [Int] {
    let missing = width - row.count
    guard !row.isEmpty else { return [] }
    // best[i][s]: the least cost of placing the first i cells with s columns passed over before the i-th.
    var best = [[Float]](repeating: [Float](repeating: .infinity, count: missing + 1), count: row.count + 1)
    var from = [[Int]](repeating: [Int](repeating: 0, count: missing + 1), count: row.count + 1)
    best[0][0] = 0
    for index in 0..<row.count {
      for skipped in 0...missing {
        var least: Float = .infinity
        for before in 0...skipped {
          // Cells merged downwards stand at the left; a gap inside is a cell merged to the right.
          let price =
            index == 0
            ? Float(skipped) * 0.3
            : merging(row[index - 1], (index + before)..<(index + skipped)) + (skipped > before ? 0.2 : 0)
          let total = best[index][before] + price
          if total < least {
            least = total
            from[index + 1][skipped] = before
          }
        }
        best[index + 1][skipped] = least + cost(row[index], index + skipped)
      }
    }
    var skipped = missing
    var least: Float = .infinity
    for last in 0...missing {
      let total = best[row.count][last] + merging(row[row.count - 1], (row.count + last)..<width) + 0.1
      if total < least {
        least = total
        skipped = last
      }
    }
    var places = [Int](repeating: 0, count: row.count)
    for index in stride(from: row.count, to: 0, by: -1) {
      places[index - 1] = index - 1 + skipped
      skipped = from[index][skipped]
    }
    return places
  }

  /// Repeats the cells that are merged into empty places.
  private func fill(_ aligned: inout [Int?], _ row: [RawCell], _ places: [Int], _ width: Int) {
    if let above = rows.last {
      for column in 0..<width {
        guard aligned[column] == nil else { break }
        aligned[column] = above[column]
      }
    }
    let taken = Set(places)
    guard let first = places.first, first + 1 < width, taken.count < width else { return }
    for column in (first + 1)..<width where !taken.contains(column) { aligned[column] = aligned[column - 1] }
  }
}
