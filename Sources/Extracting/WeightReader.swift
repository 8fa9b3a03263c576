import Matching
import RuleModel
import TextModel
import Tokenizing

/// Scores and weights: the rows of tables with a column of points, and sentences that name a score.
struct WeightReader {
  let reading: NoticeReading
  let vocabulary: Vocabulary

  func read(_ matches: [(file: CompiledFile, matches: [Match])]) -> [NoticeFacts.Fact] {
    var out: [NoticeFacts.Fact] = []
    for index in reading.outline.tables.indices { out += rows(of: reading.outline.tables[index]) }
    for (file, found) in matches {
      for match in found {
        if let fact = sentence(match, file.rules[match.rule]) { out.append(fact) }
      }
    }
    return out
  }

  // MARK: Tables

  private enum Column: String { case group, indicator, points, weight, content, other }

  private func cellText(_ passage: Int?) -> String {
    guard let passage, reading.outline.passages.indices.contains(passage) else { return "" }
    return reading.printed(reading.outline.passages[passage].range)
  }

  private func column(of head: String) -> Column {
    let folded = Array(head.utf16)
    if let value = vocabulary.value(of: folded, in: "table-columns") { return Column(rawValue: value) ?? .other }
    if let (_, value) = vocabulary.longestSuffix(of: folded, list: "table-columns") { return Column(rawValue: value) ?? .other }
    return .other
  }

  /// The number of a cell that holds a score and nothing else: `5`, `10分`, `15%`.
  private func points(_ text: String) -> (ExactNumber, unit: String?)? {
    let characters = Array(text.utf16)
    guard !characters.isEmpty, let reading = Tokenizer(lexicon: reading.lexicon).tokens(of: characters) as TokenStream?,
      let segment = reading.segments.first, let first = segment.tokens.first, reading.tokens[first].type == .number,
      let value = reading.numbers.first
    else { return nil }
    let rest = String(decoding: characters[Int(reading.tokens[first].end)...], as: UTF16.self)
    guard rest.isEmpty || rest == "分" || rest == "%" else { return nil }
    return (ExactNumber(value), rest == "%" ? "%" : nil)
  }

  private func rows(of table: Table) -> [NoticeFacts.Fact] {
    guard table.headRows > 0, let width = table.rows.map(\.count).max(), width > 1 else { return [] }
    var columns = [Column](repeating: .other, count: width)
    for row in table.rows.prefix(table.headRows) {
      for (index, cell) in row.enumerated() {
        let kind = column(of: cellText(cell))
        if kind != .other { columns[index] = kind }
      }
    }
    guard let pointsColumn = columns.lastIndex(of: .points) ?? columns.lastIndex(of: .weight) else { return [] }
    let groupColumn = columns.firstIndex(of: .group)
    let weightColumn = columns.firstIndex(of: .weight).flatMap { $0 == pointsColumn ? nil : $0 }
    let indicatorColumn = columns.lastIndex(of: .indicator) ?? groupColumn ?? 0
    let contentColumn = columns.lastIndex(of: .content)
    var out: [NoticeFacts.Fact] = []
    var lastGroup: Int?
    for row in table.rows.dropFirst(table.headRows) {
      func cell(_ column: Int?) -> Int? { column.flatMap { $0 < row.count ? row[$0] : nil } }
      let group = cell(groupColumn)
      let groupText = cellText(group)
      if let group, group != lastGroup, groupColumn != indicatorColumn {
        lastGroup = group
        if let weightColumn, let (value, unit) = points(cellText(cell(weightColumn))) {
          out.append(
            fact(
              quote: group, table, "weight.table-group",
              Weight(indicator: groupText, parent: nil, points: value, unit: unit, row: .group, content: nil)))
        }
      }
      guard let name = cell(indicatorColumn) else { continue }
      let nameText = cellText(name)
      let value = points(cellText(cell(pointsColumn)))
      let content = cell(contentColumn)
      let isVeto = vocabulary.longestMatch(in: Array(nameText.utf16), list: "veto-words") != nil
        || vocabulary.longestMatch(in: Array(groupText.utf16), list: "veto-words") != nil
      guard value != nil || isVeto else { continue }
      let kind = rowKind(nameText, groupText, isVeto: isVeto)
      let parent = groupColumn == nil || groupColumn == indicatorColumn || groupText == nameText ? nil : groupText
      out.append(
        fact(
          quote: content ?? name, table, "weight.table-row",
          Weight(
            indicator: nameText, parent: parent, points: isVeto ? nil : value?.0, unit: value?.unit, row: kind,
            content: content.map { cellText($0) })))
    }
    return out
  }

  private func rowKind(_ name: String, _ group: String, isVeto: Bool) -> Weight.Row {
    if isVeto { return .veto }
    let both = Array((group + name).utf16)
    func holds(_ list: String) -> Bool {
      both.indices.contains { vocabulary.longestMatch(in: both[$0...], list: list) != nil }
    }
    if holds("bonus-words") { return .bonus }
    if holds("deduction-words") { return .deduction }
    if vocabulary.longestMatch(in: Array(name.utf16), list: "total-words") != nil { return .total }
    return .indicator
  }

  private func fact(quote passage: Int, _ table: Table, _ rule: String, _ weight: Weight) -> NoticeFacts.Fact {
    NoticeFacts.Fact(
      span: reading.outline.span(of: reading.outline.passages[passage].range), provision: table.provision, rule: rule,
      body: .weight(weight))
  }

  // MARK: Sentences

  private func sentence(_ match: Match, _ rule: CompiledRule) -> NoticeFacts.Fact? {
    let segment = reading.stream.segments[match.segment]
    let passage = reading.outline.passages[segment.passage]
    guard passage.role == .body || passage.role == .heading else { return nil }
    let fields = MatchFields(match: match, rule: rule)
    guard let row = fields.text("row").flatMap(Weight.Row.init(rawValue:)) else { return nil }
    var points = reading.number(in: fields.capture("points")).map { ExactNumber($0) }
    if points == nil, let tokens = fields.capture("points"), let first = tokens.first {
      points = reading.quantity(at: first)?.value
    }
    var indicator = fields.capture("indicator").map { reading.printed(reading.characters(of: $0)) }
    var tokens = match.tokens
    var isHeld = match.segment
    if let outer = segment.outer, indicator == nil, row != .threshold {
      // 名称（满分60分）: the name stands before the bracket.
      guard let bracket = reading.stream.segments[outer].tokens.first(where: {
        reading.stream.tokens[$0].type == .paren && Int(reading.stream.tokens[$0].payload) == match.segment
      }) else { return nil }
      var start = bracket
      let first = reading.stream.segments[outer].tokens.lowerBound
      while start > first, ![.comma, .stop, .pause].contains(reading.stream.tokens[start - 1].type),
        reading.listValue(of: (start - 1)..<start, list: "not-name") == nil
      { start -= 1 }
      guard start < bracket else { return nil }
      indicator = reading.printed(reading.characters(of: start..<bracket))
      tokens = start..<(bracket + 1)
      isHeld = outer
    }
    _ = isHeld
    return NoticeFacts.Fact(
      span: reading.span(of: tokens), provision: passage.provision, rule: rule.rule.name,
      body: .weight(Weight(indicator: indicator, parent: nil, points: points, unit: fields.text("unit"), row: row)))
  }
}
