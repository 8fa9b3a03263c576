// The stages before the graph as JSON: `guitu.outline/1` and `guitu.text/1`.
import RuleModel
import TextModel

extension Outline {
  /// The structure as JSON of the form `guitu.outline/1`, with a line end behind it.
  public func json(_ layout: JSONLayout = JSONLayout()) -> [UInt8] {
    var writer = JSONWriter(isPretty: layout.isPretty, capacity: (layout.includesText ? text.count * 3 : 0) + 4096)
    writer.object { writer in
      writer.field("schema", "guitu.outline/1")
      writer.source(of: text)
      if layout.includesText {
        writer.field("text", of: text.scalars)
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
      writer.field("schema", "guitu.text/1")
      writer.source(of: text)
      if layout.includesText {
        writer.field("text", of: text.scalars)
      }
      writer.key("paragraphs")
      writer.list(paragraphs) { writer, paragraph in
        writer.object(isInline: true) { writer in
          writer.field("role", paragraph.role.rawValue)
          writer.field("span", paragraph.span)
          if let cell = paragraph.cell { writer.field(of: cell) }
          writer.field("text", paragraph.text)
        }
      }
    }
    writer.end()
    return writer.bytes
  }
}

extension JSONWriter {
  fileprivate mutating func fields(of front: FrontMatter) {
    field("title", front.title)
    field("titleSpan", front.titleSpan)
    field("number", front.number)
    field("kind", front.kind)
    field("carries", front.carries)
    field("carriedTitle", front.carriedTitle)
    field("issuers", front.issuers)
    field("recipients", front.recipients)
    field("date", front.date)
    field("attachments", front.attachments)
  }

  fileprivate mutating func fields(of provision: Provision, number: Int) {
    field("id", ProvisionID(number).description)
    field("path", provision.path)
    field("label", provision.label)
    field("labelSpan", provision.labelSpan)
    field("level", provision.level.rawValue)
    field("heading", provision.heading)
    field("span", provision.span)
    key("parent")
    string(provision.parent.map { ProvisionID($0 + 1).description })
  }

  fileprivate mutating func fields(of passage: Passage, span place: Span) {
    field("role", passage.role.rawValue)
    field("span", place)
    key("provision")
    string(passage.provision.map { ProvisionID($0 + 1).description })
    field("headingLength", passage.headingLength)
    if let cell = passage.cell { field(of: cell) }
  }

  fileprivate mutating func field(of cell: CellPlace) {
    key("cell")
    list([cell.table, cell.row, cell.column], isInline: true) { $0.integer($1) }
  }

  /// Cells are indices of passages; a merged cell stands in each place that it covers.
  fileprivate mutating func fields(of table: Table) {
    field("span", table.span)
    field("caption", table.caption)
    key("provision")
    string(table.provision.map { ProvisionID($0 + 1).description })
    field("headRows", table.headRows)
    key("rows")
    list(table.rows) { writer, row in writer.list(row) { $0.integer($1) } }
  }

  fileprivate mutating func fields(of block: Block) {
    field("span", block.span)
    key("kind")
    switch block.kind {
    case .text: string("text")
    case .cell(let table, let row, let column):
      string("cell")
      field(of: CellPlace(table: table, row: row, column: column))
    case .aside(let reason):
      string("aside")
      field("reason", reason.rawValue)
    }
  }
}
