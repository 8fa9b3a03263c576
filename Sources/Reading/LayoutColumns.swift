/// Finds tables that no rules are drawn around, by pieces of text that stand below each other with the same gaps between
/// them; such are the tables of scanned pages and of programs that leave the rules out.
struct LayoutColumns {
  /// What stands on one height, from left to right.
  private struct Level {
    var pieces: [LayoutLine]
    var middle: Double
    var em: Double
    /// Whether pieces stand beside each other with a gap that no sentence has.
    var isParted: Bool { zip(pieces, pieces.dropFirst()).contains { $1.left - $0.right > em } }
  }

  /// The stretches of a page that columns take, from left to right.
  private struct Stretches {
    var spans: [(from: Double, to: Double)] = []

    mutating func add(_ piece: LayoutLine) {
      let (from, to) = (piece.left - piece.em * 0.2, piece.right + piece.em * 0.2)
      let first = spans.firstIndex { $0.to > from } ?? spans.count
      var last = first
      var joined = (from: from, to: to)
      while last < spans.count, spans[last].from < to {
        joined = (min(joined.from, spans[last].from), max(joined.to, spans[last].to))
        last += 1
      }
      spans.replaceSubrange(first..<last, with: [joined])
    }

    mutating func add(_ level: Level) {
      for piece in level.pieces { add(piece) }
    }

    /// The column that a piece stands in.
    func column(of piece: LayoutLine) -> Int {
      let middle = (piece.left + piece.right) / 2
      return spans.firstIndex { $0.from <= middle && middle <= $0.to } ?? 0
    }
  }

  /// The tables among the lines of a page that stand in no ruled table. `carried` are the edges of the columns of the
  /// table at the foot of the page before. Fewer columns than `leastColumns` make no table.
  static func tables(
    _ lines: [LayoutLine], besides grid: LayoutGrid, carried: [Double]? = nil, leastColumns: Int = 2
  ) -> [LayoutGrid.Table] {
    let levels = levels(lines.filter { line in !grid.tables.contains { $0.holds(line) } })
    guard levels.count < 2000 else { return [] }
    var tables: [LayoutGrid.Table] = []
    var at = 0
    while at < levels.count {
      guard levels[at].isParted else {
        at += 1
        continue
      }
      let region = region(at, levels, from: tables.isEmpty ? 0 : at)
      if isProse(Array(levels[region.levels]), region.stretches) {
        at = region.levels.upperBound
      } else if region.stretches.spans.count >= leastColumns,
        let table = table(Array(levels[region.levels]), region.stretches, carried: at < 3 ? carried : nil)
      {
        tables.append(table)
        at = region.levels.upperBound
      } else {
        at += 1
      }
    }
    return tables
  }

  private static func levels(_ lines: [LayoutLine]) -> [Level] {
    var pieces: [LayoutLine] = []
    for line in lines {
      if let glue = line.glue, var last = pieces.last {
        last.text += glue + line.text
        last.right = max(last.right, line.right)
        pieces[pieces.count - 1] = last
      } else {
        pieces.append(line)
      }
    }
    var levels: [Level] = []
    for piece in pieces.sorted(by: { $0.middle == $1.middle ? $0.left < $1.left : $0.middle < $1.middle }) {
      if let last = levels.last, piece.middle - last.middle < min(last.em, piece.em) * 0.4,
        !last.pieces.contains(where: { $0.left < piece.right && piece.left < $0.right })
      {
        levels[levels.count - 1].pieces.append(piece)
        levels[levels.count - 1].pieces.sort { $0.left < $1.left }
      } else {
        levels.append(Level(pieces: [piece], middle: piece.middle, em: piece.em))
      }
    }
    return levels
  }

  /// The levels around one that is parted that keep to the same columns.
  private static func region(
    _ start: Int, _ levels: [Level], from bound: Int
  ) -> (levels: Range<Int>, stretches: Stretches) {
    var stretches = Stretches()
    stretches.add(levels[start])
    var (low, high) = (start, start + 1)
    /// Whether a level fits: it fills no gap between columns, and parts at least as many as it found.
    func fits(_ level: Level) -> Bool {
      var wider = stretches
      wider.add(level)
      guard wider.spans.count >= max(2, stretches.spans.count) else { return false }
      stretches = wider
      return true
    }
    while high < levels.count, levels[high].middle - levels[high - 1].middle < levels[high].em * 4, fits(levels[high]) {
      high += 1
    }
    // A cell of more lines than the others of its row begins above them.
    while low > bound, levels[low].middle - levels[low - 1].middle < levels[low].em * 1.7,
      levels[low - 1].pieces.allSatisfy({ stretches.column(of: $0) > 0 && $0.left > (stretches.spans.first?.to ?? 0) }),
      fits(levels[low - 1])
    {
      low -= 1
    }
    return (low..<high, stretches)
  }

  private static func table(
    _ levels: [Level], _ stretches: Stretches, carried: [Double]?
  ) -> LayoutGrid.Table? {
    let spans = stretches.spans
    guard spans.count >= 2, spans.count <= 64 else { return nil }
    let goesOn =
      carried.map { edges in
        edges.count == spans.count + 1 && zip(edges.dropFirst(), spans).allSatisfy { $1.to <= $0 + 4 && $1.from <= $0 }
      } ?? false
    let parted = levels.count(where: \.isParted)
    guard parted >= (spans.count > 2 ? 2 : 3) || goesOn else { return nil }
    // Two columns of running text are no table.
    if spans.count == 2 {
      let long = levels.flatMap(\.pieces).count { $0.text.unicodeScalars.count >= 14 }
      if long * 3 > levels.reduce(0, { $0 + $1.pieces.count }) * 2 { return nil }
    }
    var bands = bands(levels, stretches)
    // What stands below with nothing beside it is no row, but the next paragraph.
    while let last = bands.last, last.columns == [0] { bands.removeLast() }
    guard bands.count >= 2 || (goesOn && !bands.isEmpty) else { return nil }
    var xs = [spans[0].from]
    for (one, next) in zip(spans, spans.dropFirst()) { xs.append((one.to + next.from) / 2) }
    xs.append(spans[spans.count - 1].to)
    var ys = [bands[0].top]
    for (one, next) in zip(bands, bands.dropFirst()) { ys.append((one.bottom + next.top) / 2) }
    ys.append(bands[bands.count - 1].bottom)
    guard let left = xs.first, let right = xs.last, let top = ys.first, let bottom = ys.last else { return nil }
    let rules =
      xs.map { LayoutGrid.Rule(isVertical: true, at: $0, from: top - 1, to: bottom + 1) }
      + ys.map { LayoutGrid.Rule(isVertical: false, at: $0, from: left - 1, to: right + 1) }
    return LayoutGrid.Table(xs: xs, ys: ys, rules: rules)
  }

  /// Whether each column is one of running text: wide, and most of its lines go to its end.
  private static func isProse(_ levels: [Level], _ stretches: Stretches) -> Bool {
    var columns = [[LayoutLine]](repeating: [], count: stretches.spans.count)
    for piece in levels.flatMap(\.pieces) { columns[stretches.column(of: piece)].append(piece) }
    return zip(columns, stretches.spans).allSatisfy { pieces, span in
      guard pieces.count >= 3, let em = pieces.map(\.em).max(), span.to - span.from > em * 9 else { return false }
      let full = pieces.count { $0.right > span.to - em * 2 }
      return full * 10 >= pieces.count * 6
    }
  }

  /// A row of a table.
  private struct Band {
    var top: Double
    var bottom: Double
    var columns: Set<Int>
  }

  /// The rows: lines of one cell are nearer to each other than those of two. Where all are as near, a row begins where
  /// its first column or most of its columns have something.
  private static func bands(_ levels: [Level], _ stretches: Stretches) -> [Band] {
    var columns = [[LayoutLine]](repeating: [], count: stretches.spans.count)
    for piece in levels.flatMap(\.pieces) { columns[stretches.column(of: piece)].append(piece) }
    let steps = columns.flatMap { column in zip(column, column.dropFirst()).map { $1.middle - $0.middle } }
    let em = levels.map(\.em).sorted()[levels.count / 2]
    let least = max(steps.filter { $0 > em * 0.8 }.min() ?? 0, em)
    let isSpaced = steps.contains { $0 > least * 1.15 && $0 < least * 2 }
    guard isSpaced || least > em * 1.85 else { return levelBands(levels, stretches) }
    let limit = least > em * 1.85 ? 0 : least * 1.12
    func box(_ piece: LayoutLine) -> (top: Double, bottom: Double) {
      (piece.middle - piece.em / 2, piece.middle + piece.em / 2)
    }
    // Blocks of lines, those of the column that has most of them first.
    let blocks = columns.enumerated().map { column, pieces in
      var out: [Band] = []
      var before: Double?
      for piece in pieces {
        let (top, bottom) = box(piece)
        if let before, piece.middle - before <= limit, let last = out.indices.last {
          out[last].bottom = max(out[last].bottom, bottom)
        } else {
          out.append(Band(top: top, bottom: bottom, columns: [column]))
        }
        before = piece.middle
      }
      return out
    }
    var bands: [Band] = []
    for own in blocks.enumerated().sorted(by: {
      $0.element.count == $1.element.count ? $0.offset > $1.offset : $0.element.count > $1.element.count
    }) {
      for block in own.element {
        var best: (band: Int, shared: Double)?
        for (index, band) in bands.enumerated() {
          let shared = min(band.bottom, block.bottom) - max(band.top, block.top)
          if shared > (best?.shared ?? 0) { best = (index, shared) }
        }
        if let best {
          // A cell that is higher than the others of its row, not one that stands for many rows.
          let touched = bands.count { min($0.bottom, block.bottom) - max($0.top, block.top) > em * 0.3 }
          if touched == 1 {
            bands[best.band].top = min(bands[best.band].top, block.top)
            bands[best.band].bottom = max(bands[best.band].bottom, block.bottom)
          }
          bands[best.band].columns.formUnion(block.columns)
        } else {
          bands.append(block)
        }
      }
    }
    return bands.sorted { $0.top < $1.top }
  }

  private static func levelBands(_ levels: [Level], _ stretches: Stretches) -> [Band] {
    var bands: [Band] = []
    for level in levels {
      let columns = Set(level.pieces.map { stretches.column(of: $0) })
      let (top, bottom) = (level.middle - level.em / 2, level.middle + level.em / 2)
      if let last = bands.indices.last, !columns.contains(0), columns.count * 2 <= stretches.spans.count {
        bands[last].bottom = bottom
        bands[last].columns.formUnion(columns)
      } else {
        bands.append(Band(top: top, bottom: bottom, columns: columns))
      }
    }
    return bands
  }
}
