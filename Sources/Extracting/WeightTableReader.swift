import RuleModel
import TextModel

/// The scored rows of tables.
struct WeightTableReader {
  let words: WeightWords
  let vocabulary: Vocabulary
  private let outline: Outline

  init(outline: Outline, vocabulary: Vocabulary) {
    self.outline = outline
    self.vocabulary = vocabulary
    words = WeightWords(outline: outline, vocabulary: vocabulary)
  }

  /// The rows of all tables, in the order of the text.
  func read() -> [NoticeFacts.Fact] {
    var out: [NoticeFacts.Fact] = []
    var before: (table: Table, columns: WeightColumns)?
    for table in outline.tables {
      guard let columns = columns(of: table, before) else {
        before = nil
        continue
      }
      out += TableRun(reader: self, table: table, columns: columns.columns, headRows: columns.headRows).rows()
      before = (table, columns.columns)
    }
    return out
  }

  private func columns(
    of table: Table, _ before: (table: Table, columns: WeightColumns)?
  ) -> (columns: WeightColumns, headRows: Int)? {
    guard let first = table.rows.first else { return nil }
    let isOfPoints = row(of: table) != nil
    let reader = WeightColumnReader(vocabulary: vocabulary, characters: words.characters, isOfPoints: isOfPoints)
    var headRows = table.headRows
    if headRows == 0 {
      let known = first.compactMap { cell in cell.flatMap { reader.kind(ofHead: words.characters($0)) } }
      if known.count * 2 > first.compactMap({ $0 }).count { headRows = 1 }
    }
    if headRows > 0 { return reader.columns(of: table.rows, headRows: headRows).map { ($0, headRows) } }
    // A table without a head goes on with the one before it.
    if let before, before.table.provision == table.provision, first.count == before.table.rows.first?.count {
      return (before.columns, 0)
    }
    return nil
  }

  /// What the caption and the headings over a table say of its rows.
  func row(of table: Table) -> Weight.Row? {
    if let caption = table.caption, let row = words.row(of: withoutTableNumber(words.characters(caption))) {
      return row
    }
    if let row = words.row(under: table.provision) { return row }
    // The title of an attachment that is nothing but the table.
    guard table.caption == nil, let first = table.rows.lazy.flatMap({ $0 }).compactMap({ $0 }).first, first > 0,
      outline.passages[first - 1].role != .cell
    else { return nil }
    let title = words.withoutStop(words.characters(first - 1))
    return title.count <= 40 ? words.row(of: title) : nil
  }

  /// 表1德育奖励分 → 德育奖励分; empty where the caption is a number only, or has none.
  private func withoutTableNumber(_ caption: ArraySlice<UInt16>) -> ArraySlice<UInt16> {
    var text = caption
    if text.first == 0x3010 { text = text.dropFirst() }
    guard text.first == 0x8868 else { return caption }  // 表
    text = text.dropFirst()
    var hasNumber = false
    while let first = text.first,
      (first >= 0x30 && first <= 0x39) || [0x2D, 0x2E, 0x3A, 0x3011, 0x3001].contains(first)
    {
      hasNumber = true
      text = text.dropFirst()
    }
    return hasNumber ? text : caption
  }

  /// The name that stands over a table without groups: the heading of its provision, else a numbered caption.
  func parent(of table: Table) -> String? {
    if let provision = table.provision, outline.provisions[provision].level != .instrument,
      let heading = words.heading(of: provision)
    {
      let name = words.withoutMark(words.withoutStop(heading)).name
      return name.isEmpty ? nil : words.printed(name.startIndex..<name.endIndex)
    }
    guard let caption = table.caption else { return nil }
    let whole = words.characters(caption)
    let name = withoutTableNumber(whole)
    guard name.count < whole.count, !name.isEmpty else { return nil }
    let unmarked = words.withoutMark(name).name
    return words.printed(unmarked.startIndex..<unmarked.endIndex)
  }
}

/// The rows of one table, read from the top.
private struct TableRun {
  let reader: WeightTableReader
  let table: Table
  let columns: WeightColumns
  let headRows: Int
  private let words: WeightWords
  private let context: Weight.Row?
  private let above: String?
  private let isOfBands: Bool
  private var out: [NoticeFacts.Fact] = []
  private var lastLevels: [Int?] = []
  /// The name of the section that the rows stand in; nil before the first.
  private var over: String?
  /// Whether the names of sections have Chinese numbers; empty where there are none.
  private var sectionLabels: Set<Bool> = []
  /// The cells of the row before: name and points.
  private var last: (name: Int?, points: Int?, content: Int?) = (nil, nil, nil)

  init(reader: WeightTableReader, table: Table, columns: WeightColumns, headRows: Int) {
    self.reader = reader
    self.table = table
    self.columns = columns
    self.headRows = headRows
    words = reader.words
    context = reader.row(of: table)
    above = reader.parent(of: table)
    let scores = table.rows.dropFirst(headRows).compactMap { row -> ScoreText? in
      guard let figures = columns.figures.first, figures.column < row.count, let cell = row[figures.column] else {
        return nil
      }
      return ScoreText(reader.words.characters(cell), vocabulary: reader.vocabulary)
    }
    let bands = scores.filter { if case .band = $0.score { true } else { false } }
    isOfBands = !bands.isEmpty && scores.allSatisfy { $0.lowerBound != nil || $0.numbers.count < 2 }
  }

  func rows() -> [NoticeFacts.Fact] {
    var run = self
    if columns.isTransposed {
      run.readTransposed()
      return run.out
    }
    if columns.isNamedByHead {
      run.readBands()
      return run.out
    }
    let head = table.rows.first.map { $0.map { words.characters($0) } }
    let body = table.rows.dropFirst(headRows).filter { row in
      headRows == 0 || row.map { words.characters($0) } != head
    }
    let rows = normalized(Array(body))
    let numbered = numberedSections(of: rows)
    let sections = numbered.isEmpty ? sections(of: rows) : numbered
    run.sectionLabels = Set(sections.values.map { words.hasHanLabel(words.characters($0.name)) })
    for (index, row) in rows.enumerated() {
      if let section = sections[index] { run.read(section: section) } else { run.read(row) }
    }
    return run.out
  }

  // MARK: What the places of a row hold

  /// A row of the body with its merged cells filled in.
  private struct Row {
    var cells: [Int?]
    var group: Int?
    var name: Int
    var content: Int?

    func cell(_ column: Int?) -> Int? { column.flatMap { $0 < cells.count ? cells[$0] : nil } }

    /// The cells of the names over the row's.
    func levels(_ columns: WeightColumns) -> [Int] {
      columns.levels.compactMap { $0.column == columns.group ? group : cell($0.column) }
    }
  }

  private func normalized(_ body: [[Int?]]) -> [Row] {
    var out: [Row] = []
    for cells in body {
      func cell(_ column: Int?) -> Int? { column.flatMap { $0 < cells.count ? cells[$0] : nil } }
      var group = cell(columns.group)
      var name = cell(columns.name)
      let content = cell(columns.content)
      let before = out.last
      if name == nil, group == nil, let first = cells.firstIndex(where: { $0 != nil }), first < columns.name,
        let special = cells[first], isSpecial(words.characters(special))
      {
        // 合计 in the column of numbers.
        name = special
      } else if name != nil, name == before?.name,
        let special = cells.first(where: { cell in
          guard let cell, cell != name, cell != group, cell != content else { return false }
          let text = words.characters(cell)
          return text.count <= 12 && isSpecial(text)
        })
      {
        // 一票否决 in a row too short to say where its name stands.
        (group, name) = (nil, special)
      } else {
        let isFresh = group != nil && group != before?.group
        if name == nil { name = isFresh ? group : content == nil ? nil : before?.name ?? group }
        if group == nil, columns.group != nil, content != nil || cell(columns.name) != nil, let name,
          words.row(of: words.characters(name)) == nil, !isSpecial(words.characters(name))
        {
          group = before?.group
        }
      }
      guard let name = name ?? group else { continue }
      out.append(Row(cells: cells, group: group, name: name, content: content == name ? nil : content))
    }
    return out
  }

  /// Whether a name is that of a sum, a veto, or of points added or taken.
  private func isSpecial(_ name: ArraySlice<UInt16>) -> Bool {
    words.isNamed(name, "total-words") || words.holds(name, "veto-words") || words.row(of: name) != nil
  }

  // MARK: Rows that stand over others

  /// A row that names the rows below it and, where it has points, has their sum.
  private struct Section {
    var name: Int
    var points: ExactNumber?
    var isPercent = false
  }

  /// In a table without a column of groups: the rows without content whose points are the sum of those below, and
  /// names that are merged over a whole row.
  private func sections(of rows: [Row]) -> [Int: Section] {
    guard columns.group == nil, rows.count > 2, let figures = columns.figures.first else { return [:] }
    let hasContent = rows.contains { $0.content != nil }
    var candidates: [Int] = []
    for (index, row) in rows.enumerated() {
      let text = words.characters(row.name)
      if hasContent ? row.content == nil && !isSpecial(text) : words.hasHanLabel(text) { candidates.append(index) }
    }
    guard candidates.count * 2 <= rows.count else { return [:] }
    var out: [Int: Section] = [:]
    for (at, index) in candidates.enumerated() {
      let row = rows[index]
      let end = at + 1 < candidates.count ? candidates[at + 1] : rows.count
      let below = rows[(index + 1)..<end].filter { !isSpecial(words.characters($0.name)) }
      guard !below.isEmpty else { continue }
      let mark = words.withoutMark(words.characters(row.name))
      let own = row.cell(figures.column)
      var points = mark.mark
      var isPercent = mark.isPercent
      if own != row.name, case .value(let value, let percent, _) = score(own)?.score {
        points = value
        isPercent = percent || figures.isPercent
      }
      guard let points else {
        if own == nil || own == row.name { out[index] = Section(name: row.name) }
        continue
      }
      var sum = 0
      for row in below {
        if case .value(let value, _, _) = score(row.cell(figures.column))?.score { sum += value.thousandths ?? 0 }
      }
      if sum == points.thousandths { out[index] = Section(name: row.name, points: points, isPercent: isPercent) }
    }
    return out
  }

  /// In a table without a column of groups whose rows are numbered 一、 1 2 3 二、 4 5: the rows with Chinese numbers.
  private func numberedSections(of rows: [Row]) -> [Int: Section] {
    guard columns.group == nil, let serial = columns.serial, let figures = columns.figures.first else { return [:] }
    var out: [Int: Section] = [:]
    var numbered = 0
    for (index, row) in rows.enumerated() {
      guard let cell = row.cell(serial), cell != row.name else { continue }
      let text = words.characters(cell)
      if text.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 || $0 == 0x2E }) {
        numbered += 1
      } else if words.isHanNumber(text) {
        var section = Section(name: row.name)
        if case .value(let value, let isPercent, _) = score(row.cell(figures.column))?.score {
          section.points = value
          section.isPercent = isPercent || figures.isPercent
        }
        out[index] = section
      }
    }
    return numbered > out.count ? out : [:]
  }

  private mutating func read(section: Section) {
    let text = words.withoutMark(words.characters(section.name)).name
    over = printed(text)
    last = (section.name, nil, nil)
    guard let points = section.points else { return }
    add(
      "weight.table-group", range(section.name),
      Weight(indicator: over, parent: nil, points: points, unit: section.isPercent ? "%" : nil, row: .group))
  }

  private func score(_ cell: Int?) -> ScoreText? {
    cell.map { ScoreText(words.characters($0), vocabulary: reader.vocabulary) }
  }

  private mutating func add(_ rule: String, _ characters: Range<Int>, _ weight: Weight) {
    out.append(
      NoticeFacts.Fact(
        span: words.outline.span(of: characters), provision: table.provision, rule: rule, body: .weight(weight)))
  }

  private func range(_ passage: Int) -> Range<Int> { words.outline.passages[passage].range }

  private func printed(_ name: ArraySlice<UInt16>) -> String { words.printed(name.startIndex..<name.endIndex) }

  // MARK: Rows

  private mutating func readTransposed() {
    guard let head = table.rows.first else { return }
    for row in table.rows.dropFirst(headRows) {
      for figures in columns.figures {
        guard figures.column < row.count, figures.column < head.count, let name = head[figures.column],
          let text = score(row[figures.column]), case .value(let value, let isPercent, _) = text.score
        else { continue }
        add(
          "weight.table-column", range(name),
          Weight(
            indicator: printed(words.characters(name)), parent: above, points: value,
            unit: isPercent || figures.isPercent ? "%" : nil,
            row: words.row(of: words.characters(name)) ?? context ?? .indicator))
      }
    }
  }

  /// 考核得分 | 支付比例: each band is one of the score that the head names.
  private mutating func readBands() {
    guard let figures = columns.figures.first, let head = table.rows.first, figures.column < head.count,
      let name = head[figures.column]
    else { return }
    for row in table.rows.dropFirst(headRows) {
      guard figures.column < row.count, let cell = row[figures.column], let bound = score(cell)?.lowerBound else {
        continue
      }
      add(
        "weight.table-band", range(cell),
        Weight(indicator: printed(words.characters(name)), parent: nil, points: bound, row: .threshold))
    }
  }

  private mutating func read(_ row: Row) {
    let (group, name, content) = (row.group, row.name, row.content)
    let points = row.cell(columns.figures.first?.column ?? columns.words)
    defer { last = (name, points, content) }
    let (nameText, nameMark, nameIsPercent) = words.withoutMark(words.withoutStop(words.characters(name)))
    let groupText = words.withoutMark(words.characters(group)).name

    if words.isNamed(nameText, "total-words"), readTotal(row.cells, name, nameText, nameMark) { return }
    readLevels(row.cells, name)
    if !sectionLabels.isEmpty, words.hasHanLabel(nameText), sectionLabels.contains(true) { over = nil }
    let parent: String? =
      columns.group == nil
      ? over ?? above : group == nil || group == name || groupText == nameText ? nil : printed(groupText)
    let isVeto =
      words.holds(nameText, "veto-words")
      || row.levels(columns).contains { words.holds(words.characters($0), "veto-words") }
      || (score(points)?.score == nil && content.map { words.holds(words.characters($0), "veto-words") } ?? false)
    if isVeto {
      let longest = row.cells.compactMap { $0 }.filter { $0 != group && $0 != name }
        .max { words.characters($0).count < words.characters($1).count }
      let quoted = content ?? longest.flatMap { words.characters($0).count > 4 ? $0 : nil } ?? name
      add(
        "weight.table-veto", range(quoted),
        Weight(
          indicator: printed(nameText), parent: parent, points: nil, row: .veto,
          content: quoted == name ? nil : words.printed(range(quoted))))
      return
    }
    let named = words.row(of: nameText) ?? row.levels(columns).compactMap { words.row(of: words.characters($0)) }.first
    let isFurther = last.name == name && last.points == points && (points != nil || last.content == content)
    var hasRow = false
    var full: ExactNumber?
    for figures in columns.figures.isEmpty ? [nil] : columns.figures.map(Optional.some) where !isFurther {
      let own = row.cell(figures?.column ?? columns.words)
      guard let (value, isPercent, kind) = value(own, content, nameMark.map { ($0, nameIsPercent) }, isFirst: !hasRow)
      else { continue }
      hasRow = true
      full = value
      let ofColumn: Weight.Row? =
        switch figures?.row {
        case .bonus: .bonus
        case .deduction: .deduction
        default: nil
        }
      let quoted = content ?? name
      add(
        kind == .threshold ? "weight.table-band" : "weight.table-row", range(quoted),
        Weight(
          indicator: printed(nameText) + grade(of: figures), parent: parent, points: value,
          unit: isPercent || (figures?.isPercent ?? false) ? "%" : nil,
          row: kind ?? named ?? ofColumn ?? context ?? .indicator, content: content.map { words.printed(range($0)) }))
    }
    guard named != .bonus, named != .deduction, context == nil else { return }
    if let content, last.content != content { readCriteria(content, isQuoted: true, full: full, nameText, parent) }
    if let criteria = row.cell(columns.criteria), !isFurther {
      readCriteria(criteria, isQuoted: false, full: full, nameText, parent)
    }
  }

  /// 国家级 | 一等奖 | 二等奖: of several columns of points each head says for what; empty where there is one.
  private func grade(of figures: WeightColumns.Figures?) -> String {
    guard let figures, figures.row == nil, columns.figures.count > 1, headRows > 0, let head = table.rows.first,
      figures.column < head.count, let cell = head[figures.column]
    else { return "" }
    return printed(words.withoutMark(words.characters(cell)).name)
  }

  /// The points of a row, and whether they make it a row of another kind.
  private func value(
    _ cell: Int?, _ content: Int?, _ mark: (ExactNumber, Bool)?, isFirst: Bool
  ) -> (ExactNumber, isPercent: Bool, Weight.Row?)? {
    if let text = score(cell) {
      if isOfBands { return text.lowerBound.map { ($0, false, .threshold) } }
      switch text.score {
      case .value(let value, let isPercent, let isNegative) where columns.words == nil:
        return (value, isPercent, isNegative ? .deduction : nil)
      case .value, .band, nil:
        if let first = text.firstScore { return (first, false, nil) }
      }
    } else if columns.words == nil, cell == nil, mark == nil {
      return nil
    }
    if let mark { return (mark.0, mark.1, nil) }
    // 扣分项 / 被投诉的，每起扣3分: the first score that the words name.
    guard isFirst, let content, let first = score(content)?.firstScore else { return nil }
    return (first, false, nil)
  }

  /// A row of a sum; false where it has no number.
  private mutating func readTotal(
    _ row: [Int?], _ name: Int, _ text: ArraySlice<UInt16>, _ mark: ExactNumber?
  ) -> Bool {
    var found = mark
    for figures in columns.figures + columns.levels.compactMap(\.figures) where found == nil {
      guard figures.column < row.count, case .value(let value, _, _) = score(row[figures.column])?.score else {
        continue
      }
      found = value
    }
    if found == nil {
      for cell in row where cell != name {
        guard let text = score(cell), text.isPlain, case .value(let value, _, _) = text.score else { continue }
        found = value
        break
      }
    }
    guard let found else { return false }
    add("weight.table-total", range(name), Weight(indicator: printed(text), parent: nil, points: found, row: .total))
    return true
  }

  /// The names over the row's, once for each that has a weight of its own.
  private mutating func readLevels(_ row: [Int?], _ name: Int) {
    var parent: String?
    for (index, level) in columns.levels.enumerated() {
      guard level.column < row.count, let cell = row[level.column], cell != name else { continue }
      let (text, mark, markIsPercent) = words.withoutMark(words.characters(cell))
      // A merged cell may be printed again in each of its rows.
      let isNew =
        index >= lastLevels.count
        || lastLevels[index].map { $0 != cell && words.characters($0) != words.characters(cell) } ?? true
      if isNew {
        while lastLevels.count <= index { lastLevels.append(nil) }
        lastLevels[index] = cell
        var found: (ExactNumber, Bool)? = mark.map { ($0, markIsPercent) }
        if let figures = level.figures, figures.column < row.count,
          case .value(let value, let isPercent, _) = score(row[figures.column])?.score
        {
          found = (value, isPercent || figures.isPercent)
        }
        if let (value, isPercent) = found {
          add(
            "weight.table-group", range(cell),
            Weight(indicator: printed(text), parent: parent, points: value, unit: isPercent ? "%" : nil, row: .group))
        }
      }
      parent = printed(text)
    }
  }

  /// Criteria in a cell that bear full marks of their own: ①……（5分）；②……（4分）。
  private mutating func readCriteria(
    _ content: Int, isQuoted: Bool, full: ExactNumber?, _ name: ArraySlice<UInt16>, _ parent: String?
  ) {
    let text = words.characters(content)
    let marks = ScoreText(text, vocabulary: reader.vocabulary).marks.filter { !$0.isPercent }
    guard let last = marks.last else { return }
    var sum = 0
    for mark in marks { sum += mark.value.thousandths ?? 0 }
    // Marks that do not add up are scores to choose from: 国家级（10分），省级（6分）.
    if let full {
      guard sum == full.thousandths else { return }
      if isQuoted, marks.count == 1, words.withoutStop(text).endIndex == last.bracket.upperBound { return }
    }
    var start = text.startIndex
    for mark in marks {
      var at = mark.bracket.lowerBound
      while at > start, ![0x3002, 0x3B].contains(text[at - 1]) { at -= 1 }
      while at < mark.bracket.lowerBound, [0x3002, 0x3B, 0x2C, 0x3001].contains(text[at]) { at += 1 }
      if at < mark.bracket.lowerBound {
        add(
          "weight.criterion", at..<mark.bracket.upperBound,
          Weight(
            indicator: printed(name), parent: parent, points: mark.value, row: .indicator,
            content: words.printed(at..<mark.bracket.lowerBound)))
      }
      start = mark.bracket.upperBound
    }
  }
}

extension ExactNumber {
  /// The number in thousandths; nil where it has finer digits or is out of range.
  var thousandths: Int? {
    guard exponent >= -3, exponent <= 6, mantissa.magnitude < 1_000_000_000 else { return nil }
    var out = Int(mantissa)
    for _ in 0..<(exponent + 3) { out *= 10 }
    // Scores are added up: no sum of those that fit may leave the range.
    return out.magnitude < 1_000_000_000_000 ? out : nil
  }
}
