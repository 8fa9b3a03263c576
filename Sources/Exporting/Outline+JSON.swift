// The stages before the graph as JSON: `guitu.outline/1` and `guitu.text/1`.
import RuleModel
import TextModel

extension Outline {
  /// The structure as JSON of the form `guitu.outline/1`, with a line end behind it.
  public func json(_ layout: JSONLayout = JSONLayout()) -> [UInt8] {
    var writer = JSONWriter(isPretty: layout.isPretty, capacity: (layout.includesText ? text.count * 3 : 0) + 4096)
    writer.object { writer in
      writer.key("schema")
      writer.string("guitu.outline/1")
      writer.source(of: text)
      if layout.includesText {
        writer.key("text")
        writer.string(of: text.scalars)
      }
      writer.key("frontMatter")
      writer.object { $0.fields(of: frontMatter) }
      writer.key("provisions")
      writer.list(provisions.enumerated()) { writer, entry in
        writer.object(isInline: true) { $0.fields(of: entry.element, number: entry.offset + 1) }
      }
      writer.key("passages")
      writer.list(passages) { writer, passage in
        writer.object(isInline: true) { $0.fields(of: passage, span: span(of: passage.range)) }
      }
      writer.key("tables")
      writer.list(tables) { writer, table in writer.object(isInline: true) { $0.fields(of: table) } }
      writer.key("blocks")
      writer.list(blocks) { writer, block in writer.object(isInline: true) { $0.fields(of: block) } }
      writer.diagnostics(diagnostics)
    }
    writer.end()
    return writer.bytes
  }

  /// The text as it is read, as JSON of the form `guitu.text/1`, with a line end behind it.
  public func textJSON(_ layout: JSONLayout = JSONLayout()) -> [UInt8] {
    var writer = JSONWriter(isPretty: layout.isPretty, capacity: text.count * 8 + 4096)
    writer.object { writer in
      writer.key("schema")
      writer.string("guitu.text/1")
      writer.source(of: text)
      if layout.includesText {
        writer.key("text")
        writer.string(of: text.scalars)
      }
      writer.key("paragraphs")
      writer.list(paragraphs) { writer, paragraph in
        writer.object(isInline: true) { writer in
          writer.key("role")
          writer.string(paragraph.role.rawValue)
          writer.key("span")
          writer.span(paragraph.span)
          if let cell = paragraph.cell { writer.field(of: cell) }
          writer.key("text")
          writer.string(paragraph.text)
        }
      }
    }
    writer.end()
    return writer.bytes
  }
}

extension JSONWriter {
  fileprivate mutating func fields(of front: FrontMatter) {
    key("title")
    string(front.title)
    key("titleSpan")
    span(front.titleSpan)
    key("number")
    string(front.number)
    key("kind")
    string(front.kind)
    key("carries")
    string(front.carries)
    key("carriedTitle")
    string(front.carriedTitle)
    key("issuers")
    strings(front.issuers)
    key("recipients")
    strings(front.recipients)
    key("date")
    string(front.date)
    key("attachments")
    strings(front.attachments)
  }

  fileprivate mutating func fields(of provision: Provision, number: Int) {
    key("id")
    string(ProvisionID(number).description)
    key("path")
    strings(provision.path)
    key("label")
    string(provision.label)
    key("labelSpan")
    span(provision.labelSpan)
    key("level")
    string(provision.level.rawValue)
    key("heading")
    string(provision.heading)
    key("span")
    span(provision.span)
    key("parent")
    string(provision.parent.map { ProvisionID($0 + 1).description })
  }

  fileprivate mutating func fields(of passage: Passage, span place: Span) {
    key("role")
    string(passage.role.rawValue)
    key("span")
    span(place)
    key("provision")
    string(passage.provision.map { ProvisionID($0 + 1).description })
    key("headingLength")
    integer(passage.headingLength)
    if let cell = passage.cell { field(of: cell) }
  }

  fileprivate mutating func field(of cell: CellPlace) {
    key("cell")
    list([cell.table, cell.row, cell.column], isInline: true) { $0.integer($1) }
  }

  /// Cells are indices of passages; a merged cell stands in each place that it covers.
  fileprivate mutating func fields(of table: Table) {
    key("span")
    span(table.span)
    key("caption")
    integer(table.caption)
    key("provision")
    string(table.provision.map { ProvisionID($0 + 1).description })
    key("headRows")
    integer(table.headRows)
    key("rows")
    list(table.rows) { writer, row in writer.list(row) { $0.integer($1) } }
  }

  fileprivate mutating func fields(of block: Block) {
    key("span")
    span(block.span)
    key("kind")
    switch block.kind {
    case .text: string("text")
    case .cell(let table, let row, let column):
      string("cell")
      field(of: CellPlace(table: table, row: row, column: column))
    case .aside(let reason):
      string("aside")
      key("reason")
      string(reason.rawValue)
    }
  }
}
