// The tables as JSON Lines, as Markdown, and the schema of both.
import RuleModel
import Tabulating

extension GraphTables {
  /// The form of the lines that `jsonLines` writes.
  public static let schema = "guitu.tables/1"

  /// One row a line: `{"table": "duties", "notice": …, "key": …, …}`. Numbers are numbers, empty cells null.
  public static func jsonLines(_ sheets: [Sheet]) -> [UInt8] {
    var bytes: [UInt8] = []
    for sheet in sheets {
      for row in sheet.rows {
        var writer = JSONWriter(isPretty: false, capacity: 400)
        writer.object { writer in
          writer.field("table", sheet.name)
          for (column, cell) in zip(sheet.columns, row) {
            writer.key(named: column.name)
            writer.cell(cell)
          }
        }
        writer.end()
        bytes += writer.bytes
      }
    }
    return bytes
  }

  /// The tables as Markdown (GitHub's tables), those without rows and columns without values left out.
  public static func markdown(_ sheets: [Sheet], title: String) -> String {
    var lines = ["# " + escaped(title)]
    for sheet in sheets where !sheet.rows.isEmpty {
      let shown = sheet.columns.indices.filter { index in
        let name = sheet.columns[index].name
        return !["start", "end", "rule", "key", "notice", "sha256"].contains(name) && !name.hasPrefix("when_")
          && sheet.rows.contains { index < $0.count && !$0[index].plain.isEmpty }
      }
      lines += ["", "## \(escaped(sheet.title)) (\(sheet.rows.count))", ""]
      lines.append("| " + shown.map { escaped(sheet.columns[$0].title) }.joined(separator: " | ") + " |")
      let marks = shown.map { index in
        sheet.columns[index].type == .number || sheet.columns[index].type == .integer ? "---:" : "---"
      }
      lines.append("| " + marks.joined(separator: " | ") + " |")
      for row in sheet.rows {
        let cells = shown.map { $0 < row.count ? escaped(row[$0].plain) : "" }
        lines.append("| " + cells.joined(separator: " | ") + " |")
      }
    }
    return lines.map { $0 + "\n" }.joined()
  }

  /// Text that Markdown shows as it is, on one line.
  private static func escaped(_ text: String) -> String {
    var shown = ""
    for scalar in DisplayText(text).scalars {
      switch scalar {
      case "|", "\\", "`", "*", "_", "[", "]", "#", "~": shown += "\\" + String(Character(scalar))
      case "<": shown += "&lt;"
      case ">": shown += "&gt;"
      case "&": shown += "&amp;"
      default: shown.unicodeScalars.append(scalar)
      }
    }
    return shown
  }

  /// The JSON Schema (2020-12) of a line of `jsonLines`, which names the columns of every table and their types too.
  public static var jsonSchema: [UInt8] {
    let tables = GraphTables([])
    var writer = JSONWriter(isPretty: true)
    writer.object { writer in
      writer.field("$schema", "https://json-schema.org/draft/2020-12/schema")
      writer.field("$id", "tables-1.schema.json")
      writer.field("title", "A row of a table of guitu export: a line of JSON Lines, or a record of NAME.csv")
      writer.key("oneOf")
      writer.list(TableKind.allCases) { writer, kind in
        writer.object { writer in
          writer.field("title", kind.rawValue)
          writer.field("type", "object")
          writer.field("additionalProperties", false)
          let columns = tables.columns(of: kind)
          writer.field("required", ["table"] + columns.map(\.name))
          writer.key("properties")
          writer.object { writer in
            writer.key("table")
            writer.object(isInline: true) { writer in
              writer.field("const", kind.rawValue)
            }
            for column in columns {
              writer.key(named: column.name)
              writer.object(isInline: true) { $0.type(of: column) }
            }
          }
        }
      }
    }
    writer.end()
    return writer.bytes
  }
}

extension JSONWriter {
  /// A cell by its type.
  mutating func cell(_ cell: Cell) {
    switch cell {
    case .empty: null()
    case .number(let number): self.number(number)
    case .flag(let flag): bool(flag)
    case .text(let text), .date(let text), .link(let text, _): string(text)
    }
  }

  fileprivate mutating func type(of column: Sheet.Column) {
    key("type")
    if column.name == "notice" || column.name == "key" { return string("string") }
    switch column.type {
    case .text, .date: strings(["string", "null"])
    case .number: strings(["number", "null"])
    case .integer: strings(["integer", "null"])
    case .flag: strings(["boolean", "null"])
    }
  }
}
