import TextModel

/// A run of lines that is a table, and how its cells are told apart.
struct TableRegion {
  /// How the columns of a table are printed.
  enum Form {
    /// Tabs between the cells of a line.
    case tabs
    /// One cell a line behind a tab, a blank line between rows.
    case cellPerLine
    /// One cell a line behind a tab and nothing between rows: the head tells how many cells a row has.
    case cellRun(columns: Int)
    /// `| a | b |`
    case pipes
    /// Wide gaps between the cells of a line.
    case gaps
  }

  /// How the columns are printed.
  let form: Form
  /// The lines of the table.
  var lines: Range<Int>
}

/// The pieces of flat text that make up one cell; none for an empty cell.
typealias RawCell = [Range<Int>]

/// Finds tables among the lines, and reads their cells.
struct TableReader {
  let text: SourceText
  let flat: FlatText
  let words: OutlineWords

  /// The tables of the text; their lines are marked.
  func mark(_ lines: inout [Line]) -> [TableRegion] {
    var regions: [TableRegion] = []
    var index = 0
    /// Up to where it is known that no table of one cell a line begins.
    var searched = 0
    while index < lines.count {
      guard lines[index].isText, let region = region(from: index, lines, &searched) else {
        index += 1
        continue
      }
      for line in region.lines { lines[line].kind = .table(regions.count) }
      regions.append(region)
      index = region.lines.upperBound
    }
    return regions
  }

  private func region(from start: Int, _ lines: [Line], _ searched: inout Int) -> TableRegion? {
    let line = lines[start]
    if isPipeRow(line) {
      var end = start + 1
      while end < lines.count, isPipeRow(lines[end]) { end += 1 }
      return end - start >= 2 ? TableRegion(form: .pipes, lines: start..<end) : nil
    }
    if line.startsWithTab, line.tabs == 0, start >= searched, let (end, form) = cellPerLineEnd(start, lines, &searched)
    {
      return TableRegion(form: form, lines: start..<end)
    }
    if line.tabs > 0, let end = tabRowsEnd(start, lines) {
      return TableRegion(form: .tabs, lines: start..<end)
    }
    let columns = gapColumns(line)
    if columns >= 3 {
      var end = start + 1
      while end < lines.count, lines[end].isText, gapColumns(lines[end]) == columns { end += 1 }
      if end - start >= 3 { return TableRegion(form: .gaps, lines: start..<end) }
    }
    return nil
  }

  private func isPipeRow(_ line: Line) -> Bool {
    guard line.isText, line.count >= 3, flat.units[line.flat.lowerBound] == 0x7C else { return false }
    var pipes = 0
    for unit in flat.units[line.flat] where unit == 0x7C { pipes += 1 }
    return pipes >= 3
  }

  /// The end of a run of lines with tabs in them, over lines that only go on with a cell.
  private func tabRowsEnd(_ start: Int, _ lines: [Line]) -> Int? {
    var end = start + 1
    var rows = 1
    var index = start + 1
    let columns = serialColumns(start, lines)
    var row = columns
    while index < lines.count, index - end < 6 {
      let line = lines[index]
      guard line.isText, line.heading == 0 else { break }
      if let cells = rest(ofRow: row, of: columns, from: index, lines) {
        row += cells.count - 1
        end = index + 1
      } else if line.tabs > 0 {
        row = tabCells(line).count
        // Behind a blank line, another row of heads begins another table.
        if line.blanksBefore > 0, isHeadRow(tabCells(line)) { break }
        rows += 1
        end = index + 1
      } else if isInsideRow(row, of: columns, index, lines) {
        end = index + 1
      } else if startsProvision(line) {
        break
      } else if line.blanksBefore > 0, index + 1 < lines.count, lines[index + 1].tabs > 0,
        isHeadRow(tabCells(lines[index + 1]))
      {
        // The caption of the next table.
        break
      }
      index += 1
    }
    return rows >= 2 ? end : nil
  }

  /// How many columns a table has whose rows are numbered; 0 for another. Only such a table tells a row that a line break
  /// inside a cell has cut from a row that merging has shortened.
  private func serialColumns(_ start: Int, _ lines: [Line]) -> Int {
    let head = tabCells(lines[start])
    guard head.count > 3, let first = head.first?.first,
      words.tableHeads.whole(flat.units, first) == Self.serial, isHeadRow(head)
    else { return 0 }
    return head.count
  }

  /// What the list of heads says of 序号 and 编号.
  private static let serial = "serial"

  /// The cells of a line that goes on with a row of so many cells, the first of them with its last cell; nil where the line
  /// begins a row.
  private func rest(ofRow count: Int, of columns: Int, from index: Int, _ lines: [Line]) -> [RawCell]? {
    guard count < columns, lines[index].blanksBefore == 0 else { return nil }
    let cells = tabCells(lines[index])
    guard cells.count > 1, let first = cells.first?.first, count + cells.count - 1 <= columns, !isNumber(first) else {
      return nil
    }
    return cells
  }

  /// Whether a line without a tab stands within a row: one below goes on with the row, or begins the next.
  private func isInsideRow(_ count: Int, of columns: Int, _ index: Int, _ lines: [Line]) -> Bool {
    guard columns > 0, lines[index].tabs == 0, lines[index].blanksBefore == 0 else { return false }
    var next = index + 1
    while next < lines.count, next - index < 6, tabCells(lines[next]).count < 2 || lines[next].tabs == 0 {
      if lines[next].blanksBefore > 0 { return false }
      if rest(ofRow: count, of: columns, from: next, lines) != nil { return true }
      next += 1
    }
    guard next < lines.count, next - index < 6, let first = tabCells(lines[next]).first?.first else { return false }
    return isNumber(first) || rest(ofRow: count, of: columns, from: next, lines) != nil
  }

  /// Whether a cell is the number of a row: 12, 二、, 3.1.
  private func isNumber(_ range: Range<Int>) -> Bool {
    guard range.count <= 6 else { return false }
    if let (_, end) = Numerals.any(flat.units, range.lowerBound, range.upperBound), range.upperBound - end <= 1 {
      return true
    }
    return flat.units[range].allSatisfy { CodeUnits.isDigit($0) || $0 == 0x2E }
  }

  /// Whether most of the cells are words that stand over columns.
  private func isHeadRow(_ cells: [RawCell]) -> Bool {
    let known = cells.filter { cell in
      cell.first.map {
        $0.count <= 10 && words.tableHeads.suffix(flat.units, before: $0.upperBound, $0.lowerBound) != nil
      }
        ?? false
    }
    return known.count > 1 && known.count * 2 >= cells.count
  }

  private func startsProvision(_ line: Line) -> Bool {
    guard !line.flat.isEmpty else { return false }
    let reader = LabelReader(flat: flat, words: words)
    let range = line.flat
    // 附件2 …: the next attachment.
    if let (length, _) = words.attachments.match(flat.units, at: range.lowerBound, range.upperBound),
      range.lowerBound + length >= range.upperBound
        || Numerals.any(flat.units, range.lowerBound + length, range.upperBound) != nil
    {
      return true
    }
    let table: UInt16 = 0x8868  // 表1 …: the caption of the next one
    if flat.units[line.flat.lowerBound] == table, line.count <= 40 { return true }
    guard let reading = reader.read(line.flat.lowerBound, line.flat.upperBound)?.first else { return false }
    return reading.style.rank <= LabelStyle.arabic.rank && reading.style != .bare && !reading.isWeak
  }

  /// The end of a run of lines that are one cell each; rows are told apart by blank lines.
  private func cellPerLineEnd(_ start: Int, _ lines: [Line], _ searched: inout Int) -> (
    end: Int, form: TableRegion.Form
  )? {
    var end = start
    var index = start
    var cells = 0
    var groups: [Int] = []
    while index < lines.count, index - end < 8 {
      let line = lines[index]
      guard line.isText, line.tabs == 0 else { break }
      if line.startsWithTab {
        if line.blanksBefore > 0, cells > 0 {
          groups.append(cells)
          cells = 0
        }
        cells += 1
        end = index + 1
      } else if cells > 0, line.blanksBefore > 0, headCells(index + 1, lines.count, lines) > 1 {
        // The caption of the next table.
        break
      }
      index += 1
    }
    if cells > 0 { groups.append(cells) }
    searched = index
    // The last cell may go on over lines of its own.
    while end < lines.count, lines[end].isText, !lines[end].startsWithTab, lines[end].blanksBefore == 0 { end += 1 }
    var counts: [Int: Int] = [:]
    for group in groups { counts[group, default: 0] += 1 }
    if groups.count >= 2, let most = counts.max(by: { ($0.value, $0.key) < ($1.value, $1.key) }), most.key >= 2,
      most.value * 2 >= groups.count
    {
      return (end, .cellPerLine)
    }
    let columns = headCells(start, end, lines)
    return columns >= 3 && groups.reduce(0, +) >= columns * 2 ? (end, .cellRun(columns: columns)) : nil
  }

  /// How many cells from the first on are heads of columns.
  private func headCells(_ start: Int, _ end: Int, _ lines: [Line]) -> Int {
    var index = start
    while index < end, lines[index].startsWithTab, lines[index].count >= 2, lines[index].count <= 12,
      words.tableHeads.suffix(flat.units, before: lines[index].flat.upperBound, lines[index].flat.lowerBound) != nil
    {
      index += 1
    }
    return index - start
  }

  /// How many columns wide gaps cut a line into; 0 where the line is no row.
  private func gapColumns(_ line: Line) -> Int {
    guard line.isText, !line.isCut, line.tabs == 0, line.count >= 3, line.count <= 120 else { return 0 }
    var columns = 1
    var length = 0
    for at in line.flat {
      if flat.gaps[at] == FlatText.wideGap {
        columns += 1
        if length > 40 { return 0 }
        length = 0
      }
      length += 1
      if flat.units[at] == CodeUnits.fullStop { return 0 }
    }
    return columns
  }

  /// The rows of a table as printed: cells by row, without what merging hides.
  func cells(of region: TableRegion, _ lines: [Line]) -> [[RawCell]] {
    switch region.form {
    case .tabs: tabRows(region, lines)
    case .cellPerLine: cellRows(region, lines, columns: 0)
    case .cellRun(let columns): cellRows(region, lines, columns: columns)
    case .pipes: pipeRows(region, lines)
    case .gaps: region.lines.map { gapCells(lines[$0]) }
    }
  }

  private func tabRows(_ region: TableRegion, _ lines: [Line]) -> [[RawCell]] {
    var rows: [[RawCell]] = []
    var name: Range<Int>?
    let columns = serialColumns(region.lines.lowerBound, lines)
    for index in region.lines {
      let line = lines[index]
      if let last = rows.last?.indices.last, let row = rows.indices.last,
        let cells = rest(ofRow: last + 1, of: columns, from: index, lines), let first = cells.first
      {
        rows[row][last] += first
        rows[row] += cells.dropFirst()
      } else if let last = rows.last?.indices.last, let row = rows.indices.last,
        isInsideRow(last + 1, of: columns, index, lines)
      {
        rows[row][last].append(line.flat)
      } else if line.tabs > 0 || rows.isEmpty {
        var cells = tabCells(line)
        if let begun = name, !cells.isEmpty { cells[0].insert(begun, at: 0) }
        name = nil
        rows.append(cells)
      } else if index + 1 < region.lines.upperBound, line.count <= 16, lines[index + 1].tabs > 0,
        let next = tabCells(lines[index + 1]).first, isMark(next)
      {
        // A name with its full mark, （20分）, on a line of its own in the same cell.
        name = line.flat
      } else if let row = rows.indices.last {
        // A line without a tab goes on with the last cell of a numbered row, else with the longest cell of the row above it.
        let cell =
          columns > 0
          ? rows[row].lastIndex { !$0.isEmpty }
          : rows[row].indices.max { size(rows[row][$0]) < size(rows[row][$1]) }
        if let cell, !line.flat.isEmpty { rows[row][cell].append(line.flat) }
      }
    }
    return rows
  }

  /// Whether a cell is a number of points or per cent in brackets.
  private func isMark(_ cell: RawCell) -> Bool {
    guard let range = cell.first, cell.count == 1, range.count >= 4, range.count <= 10,
      flat.units[range.lowerBound] == 0x28, flat.units[range.upperBound - 1] == 0x29
    else { return false }
    let points: UInt16 = 0x5206  // 分
    let unit = flat.units[range.upperBound - 2]
    return (unit == points || unit == 0x25) && flat.units[range].contains { CodeUnits.isDigit($0) }
  }

  private func size(_ cell: RawCell) -> Int { cell.reduce(0) { $0 + $1.count } }

  /// The cells of a line with tabs, empty ones at either end too.
  private func tabCells(_ line: Line) -> [RawCell] {
    var cells: [RawCell] = []
    var leading = line.start
    while !line.isCut, leading > 0, text.folded[leading - 1] == Folding.blank {
      leading -= 1
      if text.scalars[leading] == "\t" { cells.append([]) }
    }
    var from = line.flat.lowerBound
    for at in line.flat {
      let offset = Int(flat.offsets[at])
      guard at > line.flat.lowerBound, flat.gaps[at] != FlatText.noGap else { continue }
      var tabs = 0
      var scan = Int(flat.offsets[at - 1]) + 1
      while scan < offset {
        if text.scalars[scan] == "\t" { tabs += 1 }
        scan += 1
      }
      guard tabs > 0 else { continue }
      cells.append([from..<at])
      for _ in 1..<tabs where tabs > 1 { cells.append([]) }
      from = at
    }
    cells.append([from..<line.flat.upperBound])
    var trailing = line.end
    var empty = 0
    while trailing < text.count, text.folded[trailing] == Folding.blank {
      if text.scalars[trailing] == "\t" { empty += 1 }
      trailing += 1
    }
    // A tab before the next row of the same printed line ends this one.
    let isCutBehind = trailing < text.count && text.folded[trailing] != Folding.lineEnd
    if !isCutBehind { for _ in 0..<empty { cells.append([]) } }
    return cells
  }

  /// Rows of cells that stand one a line: parted by blank lines, or of a known number of columns.
  private func cellRows(_ region: TableRegion, _ lines: [Line], columns: Int) -> [[RawCell]] {
    var rows: [[RawCell]] = []
    for index in region.lines {
      let line = lines[index]
      let cell: RawCell = line.flat.isEmpty ? [] : [line.flat]
      if line.startsWithTab {
        let isFull = columns > 0 ? rows.last?.count == columns : line.blanksBefore > 0
        if rows.isEmpty || isFull { rows.append([]) }
        rows[rows.count - 1].append(cell)
      } else if let row = rows.indices.last, let last = rows[row].indices.last {
        rows[row][last] += cell
      }
    }
    return rows
  }

  private func pipeRows(_ region: TableRegion, _ lines: [Line]) -> [[RawCell]] {
    var rows: [[RawCell]] = []
    for index in region.lines {
      let range = lines[index].flat
      var cells: [RawCell] = []
      var from = range.lowerBound + 1
      var isRule = true
      for at in range.dropFirst() where flat.units[at] == 0x7C {
        cells.append(from < at ? [from..<at] : [])
        from = at + 1
      }
      if from < range.upperBound { cells.append([from..<range.upperBound]) }
      for unit in flat.units[range] where unit != 0x7C && unit != 0x2D && unit != CodeUnits.colon { isRule = false }
      if !isRule { rows.append(cells) }
    }
    return rows
  }

  private func gapCells(_ line: Line) -> [RawCell] {
    var cells: [RawCell] = []
    var from = line.flat.lowerBound
    for at in line.flat where at > from && flat.gaps[at] == FlatText.wideGap {
      cells.append([from..<at])
      from = at
    }
    cells.append([from..<line.flat.upperBound])
    return cells
  }
}
