// Many notices side by side: for a terminal, as Markdown, as a page, as a table of cells.
import Diffing
import RuleModel
import Tabulating
import TextModel

extension NoticeComparison {
  /// The rows in tables by topic, for a terminal of `width` columns; nil sets no limit.
  public func table(in language: Language, width: Int?) -> String {
    let words = language.words
    var lines = columns(words).enumerated().map { "[\($0.offset + 1)] \($0.element)" }
    for topic in Topic.allCases {
      let rows = rows.filter { $0.topic == topic }
      if rows.isEmpty { continue }
      lines += ["", words.name(of: topic)]
      var table = TextTable(
        columns: [TextTable.Column(words.comparedHead, least: 12)]
          + graphs.indices.map { TextTable.Column("[\($0 + 1)]", least: 8, share: 2) }, mostLines: 4)
      table.rows = rows.map { row in
        [TextTable.shortened(row.title, to: 40)] + graphs.indices.map { text(row, $0, words) }
      }
      lines += table.lines(width: width)
    }
    lines += ["", words.comparisonLegend]
    return lines.joined(separator: "\n") + "\n"
  }

  /// The rows as tables of Markdown in UTF-8.
  public func markdown(in language: Language) -> [UInt8] {
    let words = language.words
    var lines = ["# \(words.comparisonTitle)", ""]
    for (index, name) in columns(words).enumerated() { lines.append("\(index + 1). \(MarkdownText.escape(name))") }
    for topic in Topic.allCases {
      let rows = rows.filter { $0.topic == topic }
      if rows.isEmpty { continue }
      lines += ["", "## \(words.name(of: topic))", ""]
      lines.append("| \(words.comparedHead) | " + graphs.indices.map { "\($0 + 1)" }.joined(separator: " | ") + " |")
      lines.append("|" + String(repeating: "---|", count: graphs.count + 1))
      for row in rows {
        let cells = graphs.indices.map { MarkdownText.escape(text(row, $0, words)) }
        lines.append("| \(MarkdownText.escape(row.title)) | \(cells.joined(separator: " | ")) |")
      }
    }
    lines += ["", words.comparisonLegend]
    return Array((lines.joined(separator: "\n") + "\n").utf8)
  }

  private static let style = """
    :root { color-scheme: light dark; --line: #8884; --soft: #8888881a; }
    body { font: 15px/1.6 system-ui, "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", sans-serif; margin: 0 1rem 4rem; }
    h1 { font-size: 1.4rem; } h2 { font-size: 1.1rem; margin-top: 2rem; }
    table { border-collapse: collapse; width: 100%; table-layout: fixed; }
    th, td { border: 1px solid var(--line); padding: .35rem .5rem; vertical-align: top; text-align: left;
      overflow-wrap: anywhere; }
    thead th { position: sticky; top: 0; background: Canvas; }
    tbody th { font-weight: 600; background: var(--soft); }
    td.absent { color: GrayText; text-align: center; }
    td.strict { box-shadow: inset .25rem 0 #d0342c; } td.generous { box-shadow: inset .25rem 0 #2a8a3e; }
    td b { display: block; } td q { display: block; quotes: none; font-size: .85rem; opacity: .8; }
    """

  /// The rows as one page in UTF-8 that needs nothing else; each cell shows its quote.
  public func html(in language: Language) -> [UInt8] {
    let words = language.words
    let escape = HTMLText.escape
    var out = HTMLText.head(words.comparisonTitle, style: Self.style, in: language)
    out += """
      <body>
      <h1>\(escape(words.comparisonTitle))</h1>
      <p>\(escape(words.comparisonLegend))</p>

      """
    let names = columns(words)
    for topic in Topic.allCases {
      let rows = rows.filter { $0.topic == topic }
      if rows.isEmpty { continue }
      out += "<h2>\(escape(words.name(of: topic)))</h2>\n<table>\n<thead><tr><th>\(escape(words.comparedHead))</th>"
      for name in names { out += "<th>\(escape(name))</th>" }
      out += "</tr></thead>\n<tbody>\n"
      for row in rows {
        out += "<tr><th>\(escape(row.title))</th>"
        for column in graphs.indices { out += cell(row, column, words) }
        out += "</tr>\n"
      }
      out += "</tbody>\n</table>\n"
    }
    return Array((out + "</body>\n</html>\n").utf8)
  }

  /// The matrix as a table of cells: a row for each thing regulated, a column for each notice and one for its quotes.
  public func sheet(in language: Language) -> Sheet {
    let words = language.words
    var sheet = Sheet(
      name: "comparison", title: words.comparisonTitle,
      columns: [
        Sheet.Column("topic", title: words.topicHead, width: 10),
        Sheet.Column("metric", title: words.comparedHead, width: 24),
        Sheet.Column("strictest", title: words.strictestHead, width: 12),
        Sheet.Column("most_generous", title: words.generousHead, width: 12),
      ])
    for (index, name) in columns(words).enumerated() {
      sheet.columns.append(Sheet.Column("value_\(index + 1)", title: name, width: 24))
      sheet.columns.append(
        Sheet.Column("quote_\(index + 1)", title: "\(words.name(of: Head.quote)) \(index + 1)", width: 40))
    }
    sheet.rows = rows.map { row in
      var cells: [Sheet.CellValue] = [
        .text(row.topic.rawValue), .text(row.title),
        .text(row.strictest.sorted().map { "\($0 + 1)" }.joined(separator: " ")),
        .text(row.mostGenerous.sorted().map { "\($0 + 1)" }.joined(separator: " ")),
      ]
      for column in graphs.indices {
        let found = row.cells[column]
        cells.append(found.isEmpty ? .empty : .text(found.map { show($0, words) }.joined(separator: words.separator)))
        cells.append(
          found.isEmpty ? .empty : .text(found.map { DisplayText($0.quote).string }.joined(separator: words.separator)))
      }
      return cells
    }
    return sheet
  }

  // MARK: -

  private func columns(_ words: any Words) -> [String] {
    graphs.map { graph in graph.document.title.map { "\($0) (\(graph.text.name))" } ?? graph.text.name }
  }

  private func show(_ cell: Cell, _ words: any Words) -> String {
    switch cell.value {
    case .quantity(let quantity): words.show(quantity, withMetric: false)
    case .temporal(let temporal): words.show(temporal)
    case .dutyRole(let role): words.name(of: role)
    case .conditionRole(let role): words.name(of: role)
    case .number(let number): words.number(number)
    case .organization(let mention): mention.name
    case .modality(let modality): words.name(of: modality)
    case .text(let text): text
    }
  }

  private func mark(_ row: Row, _ column: Int) -> String {
    row.strictest.contains(column) ? "▲" : row.mostGenerous.contains(column) ? "▽" : ""
  }

  private func text(_ row: Row, _ column: Int, _ words: any Words) -> String {
    let cells = row.cells[column]
    guard !cells.isEmpty else { return "—" }
    let shown = cells.map { "\(show($0, words))「\(TextTable.shortened($0.quote, to: 32))」" }
    return mark(row, column) + shown.joined(separator: words.separator)
  }

  private func cell(_ row: Row, _ column: Int, _ words: any Words) -> String {
    let cells = row.cells[column]
    guard !cells.isEmpty else { return "<td class=\"absent\">—</td>" }
    let kind =
      row.strictest.contains(column)
      ? " class=\"strict\"" : row.mostGenerous.contains(column) ? " class=\"generous\"" : ""
    let inner = cells.map { cell in
      "<b>\(HTMLText.escape(mark(row, column) + show(cell, words)))</b><q>\(HTMLText.escape(DisplayText(cell.quote).string))</q>"
    }.joined()
    return "<td\(kind)>\(inner)</td>"
  }
}

extension Sheet {
  /// A cell of a table; `NoticeComparison` has cells of its own.
  typealias CellValue = Tabulating.Cell
}
