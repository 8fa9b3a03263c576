import TextModel

/// What the columns of a scoring table hold.
struct WeightColumns: Hashable {
  /// What a column is by its head, as the list `table-columns` names it.
  enum Kind: String {
    case group, name, content, points, bonus, deduction, weight, serial, aside
  }

  /// A column of numbers.
  struct Figures: Hashable {
    var column: Int
    /// What the head says of all rows; nil where it says no more than that these are points.
    var row: Kind?
    var isPercent = false
  }

  /// A column of names that stand over others.
  struct Level: Hashable {
    var column: Int
    /// The points or weights of these names; nil where no column has them.
    var figures: Figures?
  }

  /// The columns of names over the rows', the first level first.
  var levels: [Level]
  /// The column of the names directly over the rows'; nil where the table has none.
  var group: Int? { levels.last?.column }
  /// The column of the rows' numbers; nil where the table has none.
  var serial: Int?
  /// The column of names.
  var name: Int
  /// The column that says what is scored.
  var content: Int?
  /// A further one that says how.
  var criteria: Int?
  /// The points of the rows; several where a row is scored at several levels. Empty where points stand in words only.
  var figures: [Figures]
  /// The column in which points stand among words; nil where there is one of figures.
  var words: Int?
  /// Whether the heads of the figures are the names of what is scored, and the rows have none.
  var isTransposed = false
  /// Whether the rows are bands of the score that the head of the figures names.
  var isNamedByHead = false
}

/// Tells what the columns of a table are, from their heads and from what stands below.
struct WeightColumnReader {
  let vocabulary: Vocabulary
  /// The folded characters of a cell; empty where there is none.
  let characters: (_ passage: Int?) -> ArraySlice<UInt16>
  /// Whether a heading above says that the table is one of added or taken points.
  let isOfPoints: Bool

  private typealias Kind = WeightColumns.Kind

  /// What the head of a column says; nil for an unknown head.
  func kind(ofHead head: ArraySlice<UInt16>) -> WeightColumns.Kind? {
    var head = head
    // 分值（100分）
    if head.last == 0x29, let bracket = head.lastIndex(of: 0x28), bracket > head.startIndex {
      if let value = vocabulary.value(of: head, in: "table-columns") { return Kind(rawValue: value) }
      head = head[..<bracket]
    }
    if let value = vocabulary.value(of: head, in: "table-columns") { return Kind(rawValue: value) }
    if let value = vocabulary.longestMatch(in: head, list: "table-column-starts")?.value {
      return Kind(rawValue: value)
    }
    if let value = vocabulary.longestSuffix(of: head, list: "table-columns")?.value { return Kind(rawValue: value) }
    return nil
  }

  /// The columns of a table whose first row is its head; nil where it is no scoring table.
  func columns(of rows: [[Int?]], headRows: Int) -> WeightColumns? {
    guard let head = rows.first, rows.count > headRows else { return nil }
    let width = min(rows.map(\.count).max() ?? 0, 40)
    guard width > 1 else { return nil }
    let body = rows.dropFirst(headRows)
    var kinds = [Kind?](repeating: nil, count: width)
    if headRows > 0 {
      for (column, cell) in head.prefix(width).enumerated() where cell != nil {
        kinds[column] = kind(ofHead: characters(cell))
      }
    }
    var texts: [Int] = []
    var figures: [WeightColumns.Figures] = []
    for column in 0..<width {
      let below = body.compactMap { column < $0.count ? $0[column] : nil }.map { characters($0) }
      guard let figure = self.figures(column, kinds[column], head.indices.contains(column) ? head[column] : nil, below)
      else {
        let isText =
          kinds[column] == nil ? !isOfGrades(below) : [.group, .name, .content].contains(kinds[column])
        if isText, !below.isEmpty || headRows == 0 { texts.append(column) }
        continue
      }
      figures.append(figure)
    }
    // 分值 | 加减分: where one column has the points, another says in words what they are given or taken for.
    if figures.contains(where: { $0.row == .points }) {
      figures.removeAll { [.bonus, .deduction].contains($0.row) && !isPlain($0.column, body) }
    }
    let isMarked = figures.isEmpty && headRows > 0 && hasMarks(texts, body)
    if figures.isEmpty, !isMarked, !isOfPoints || headRows == 0 { return nil }
    return columns(kinds, texts, figures, isMarked: isMarked, body)
  }

  /// Whether the cells are scores of grades to choose from: 9-10, 7-8.
  private func isOfGrades(_ below: [ArraySlice<UInt16>]) -> Bool {
    below.count > 1
      && below.allSatisfy { text in
        let score = ScoreText(text, vocabulary: vocabulary)
        return score.numbers.count == 2 && score.lowerBound != nil && text.count <= 12
      }
  }

  /// Whether most cells of a column are a number with its unit and nothing else.
  private func isPlain(_ column: Int, _ body: ArraySlice<[Int?]>) -> Bool {
    let cells = body.compactMap { column < $0.count ? $0[column] : nil }
    let plain = cells.filter { ScoreText(characters($0), vocabulary: vocabulary).isPlain }
    return plain.count * 2 >= cells.count
  }

  /// Whether most names bear their full marks in brackets: 组织领导（20分）.
  private func hasMarks(_ texts: [Int], _ body: ArraySlice<[Int?]>) -> Bool {
    texts.contains { column in
      let cells = body.compactMap { column < $0.count ? $0[column] : nil }
      let marked = cells.filter { cell in
        let text = characters(cell)
        let marks = ScoreText(text, vocabulary: vocabulary).marks
        return marks.count == 1 && marks.contains { !$0.isPercent && text.endIndex - $0.bracket.upperBound <= 1 }
      }
      return marked.count > 1 && marked.count * 2 >= cells.count
    }
  }

  /// A column of points or weights; nil where it is none.
  private func figures(
    _ column: Int, _ kind: WeightColumns.Kind?, _ head: Int?, _ below: [ArraySlice<UInt16>]
  ) -> WeightColumns.Figures? {
    let scored = below.filter { ScoreText($0, vocabulary: vocabulary).score != nil }
    guard !scored.isEmpty else { return nil }
    let isPercent = characters(head).contains(0x25)
    switch kind {
    case .points, .weight: return WeightColumns.Figures(column: column, row: kind, isPercent: isPercent)
    case .bonus, .deduction: return WeightColumns.Figures(column: column, row: kind, isPercent: isPercent)
    case nil:
      // A head that no list knows: the cells must be scores and nothing else, and something must say that they are.
      let points: UInt16 = 0x5206  // 分
      let plain = below.filter { ScoreText($0, vocabulary: vocabulary).isPlain }
      guard plain.count * 2 >= below.count, isOfPoints || characters(head).contains(points) else { return nil }
      let hasUnit = characters(head).contains(points) || plain.contains { $0.last == points }
      return hasUnit || isOfPoints ? WeightColumns.Figures(column: column, row: nil, isPercent: isPercent) : nil
    case .aside:
      // A column of 得分 is to be filled in, or says from where to where.
      let figures = WeightColumns.Figures(column: column, row: .points, isPercent: false)
      let bands = scored.filter { ScoreText($0, vocabulary: vocabulary).lowerBound != nil }
      return bands.count * 2 > below.count ? figures : nil
    case .group, .name, .content, .serial: return nil
    }
  }

  private func isOfBands(_ figures: WeightColumns.Figures, _ body: ArraySlice<[Int?]>) -> Bool {
    let cells = body.compactMap { figures.column < $0.count ? $0[figures.column] : nil }
    let bands = cells.filter { cell in
      if case .band = ScoreText(characters(cell), vocabulary: vocabulary).score { return true }
      return false
    }
    return !bands.isEmpty && bands.count * 2 >= cells.count
  }

  private func columns(
    _ kinds: [WeightColumns.Kind?], _ texts: [Int], _ figures: [WeightColumns.Figures], isMarked: Bool,
    _ body: ArraySlice<[Int?]>
  ) -> WeightColumns? {
    var kinds = kinds
    var texts = texts
    var words: Int?
    if figures.isEmpty, !isMarked {
      // Points among words, in the last column.
      guard texts.count > 1, let last = texts.popLast() else { return nil }
      words = last
    }
    let known = figures.contains { $0.row != nil }
    if !known, figures.count > 1, texts.allSatisfy({ kinds[$0] == nil }) {
      return WeightColumns(levels: [], name: figures[0].column, content: nil, figures: figures, isTransposed: true)
    }
    if let only = figures.first, kinds[only.column] == .aside, texts.allSatisfy({ $0 > only.column }),
      isOfBands(only, body)
    {
      // 得分 | 支付比例: the head of the bands is the name of the score.
      return WeightColumns(levels: [], name: only.column, content: nil, figures: [only], isNamedByHead: true)
    }
    if let (name, content) = projects(kinds, texts, figures, body) {
      kinds[name] = .name
      kinds[content] = .content
    }
    guard let (group, name, content) = roles(kinds, texts, body) else { return nil }
    let criteria = texts.first { kinds[$0] == .content && $0 > content ?? name }
    var rowFigures = figures
    var levels: [WeightColumns.Level] = []
    let owners = texts.filter { $0 < name && kinds[$0] != .content && $0 <= group ?? -1 }
    for (index, column) in owners.enumerated() {
      let next = index + 1 < owners.count ? owners[index + 1] : name
      let own = figures.first { $0.column > column && $0.column < next }
      levels.append(WeightColumns.Level(column: column, figures: own))
      if let own { rowFigures.removeAll { $0 == own } }
    }
    if rowFigures.isEmpty, figures.count == 1, levels.count == 1, let only = levels.first?.figures,
      kinds[name] == .content
    {
      // 项目 | 分值 | 内容: the points of the rows.
      rowFigures = [only]
      levels[0].figures = nil
    }
    if rowFigures.count > 1 {
      // 权重 and 分值 of one row: the points count. A column of 得分 to be filled in has no figures.
      let points = rowFigures.filter { $0.row != .weight }
      if !points.isEmpty { rowFigures = points }
    }
    return WeightColumns(
      levels: levels, serial: kinds.firstIndex(of: .serial), name: name, content: content == name ? nil : content,
      criteria: content == nil || content == name ? nil : criteria, figures: rowFigures, words: words)
  }

  /// 考核项目 | 分值 | 考核指标: a project with its points and, behind them and at length, what is scored.
  private func projects(
    _ kinds: [WeightColumns.Kind?], _ texts: [Int], _ figures: [WeightColumns.Figures], _ body: ArraySlice<[Int?]>
  ) -> (name: Int, content: Int)? {
    let names = texts.filter { kinds[$0] == .name }
    guard names.count == 1, let content = names.first, figures.count == 1, let points = figures.first?.column,
      points < content, !texts.contains(where: { kinds[$0] == .content }),
      let name = texts.last(where: { $0 < points && kinds[$0] == .group }), meanLength(content, body) >= 16
    else { return nil }
    return (name, content)
  }

  /// Which of the columns of text holds the groups, the names and what is scored.
  private func roles(
    _ kinds: [WeightColumns.Kind?], _ texts: [Int], _ body: ArraySlice<[Int?]>
  ) -> (group: Int?, name: Int, content: Int?)? {
    guard let first = texts.first else { return nil }
    let names = texts.filter { kinds[$0] == .name }
    let contents = texts.filter { kinds[$0] == .content }
    if let name = names.last {
      let content = contents.last { $0 > name } ?? texts.last { $0 > name } ?? contents.last
      let group =
        texts.last { $0 < name && kinds[$0] != .content }
        // 考核内容 | 考核要点 | 评分标准: short words before the names stand over them.
        ?? texts.last { $0 < name && content ?? 0 > name && meanLength($0, body) < 10 }
      return (group, name, content)
    }
    if contents.count > 1, let name = contents.first {
      let owner = texts.last { $0 < name }
      // 序号 | 考核项目 | 分值 | 考核内容 | 评分标准: the project that is numbered is what is scored.
      if let owner, owner + 1 < name, isOfRows(owner, numberedBy: kinds.firstIndex(of: .serial), body) {
        return (texts.last { $0 < owner }, owner, name)
      }
      return (owner, name, contents.last)
    }
    let others = texts.filter { kinds[$0] != .content }
    switch others.count {
    case 0: return (nil, first, nil)
    case 1: return (nil, others[0], contents.last)
    case 2 where contents.isEmpty:
      // What is scored is longer than a name.
      let isContent = kinds[others[1]] != .group && meanLength(others[1], body) >= 10
      return isContent ? (nil, others[0], others[1]) : (others[0], others[1], nil)
    default:
      return (others[0], others[1], contents.last ?? (others.count > 2 ? others[2] : nil))
    }
  }

  /// Whether the cells of a column are those that the rows' numbers count; without numbers, whether nearly each row has one.
  private func isOfRows(_ column: Int, numberedBy serial: Int?, _ body: ArraySlice<[Int?]>) -> Bool {
    func cell(_ row: [Int?], _ column: Int) -> Int? { column < row.count ? row[column] : nil }
    var same = 0
    var number: Int?
    var last: Int?
    for row in body {
      let own = cell(row, column)
      let isNew = own != last
      let isNumbered = serial.map { cell(row, $0) != number } ?? true
      if isNew == isNumbered { same += 1 }
      last = own
      number = serial.flatMap { cell(row, $0) }
    }
    return same * 10 >= body.count * 9
  }

  private func meanLength(_ column: Int, _ body: ArraySlice<[Int?]>) -> Int {
    let cells = body.compactMap { column < $0.count ? $0[column] : nil }
    guard !cells.isEmpty else { return 0 }
    return cells.reduce(0) { $0 + characters($1).count } / cells.count
  }
}
