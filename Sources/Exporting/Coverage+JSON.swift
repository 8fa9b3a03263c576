// What was not read, as JSON of the form `guitu.coverage/1` and as a table.
import RuleModel
import TextModel

extension Coverage {
  /// The name of the form and its number.
  public static let schema = "guitu.coverage/1"

  /// The sentences without a rule as JSON in UTF-8, with a line end behind it. The same notice gives the same bytes.
  public func json(_ layout: JSONLayout = JSONLayout()) -> [UInt8] {
    var writer = JSONWriter(isPretty: layout.isPretty, capacity: gaps.count * 200 + 500)
    writer.object { writer in
      writer.field("schema", Self.schema)
      writer.source(of: text)
      writer.field("title", title)
      writer.field("sentences", count)
      writer.field("read", count - gaps.count)
      writer.field("share", ExactNumber(Int64(perMille), exponent: -3))
      writer.key("gaps")
      writer.list(gaps) { writer, gap in
        writer.object(isInline: true) { writer in
          writer.field("span", gap.span)
          writer.field("quote", gap.quote)
          writer.field("path", gap.path)
          writer.field("signals", gap.signals.map(\.rawValue))
        }
      }
    }
    writer.end()
    return writer.bytes
  }

  /// The share, and the sentences without a rule, as lines of text in a language, at most `width` columns of the
  /// terminal wide; nil sets no limit.
  public func table(in language: Language, width: Int?) -> String {
    let words = language.words
    let head = "\(title ?? text.name): \(words.coverage(read: count - gaps.count, of: count, perMille: perMille))"
    guard !gaps.isEmpty else { return head + "\n" }
    let table = TextTable(
      columns: [
        .init(words.name(of: Head.place), least: 8), .init(words.name(of: Head.kind), least: 8),
        .init(words.name(of: Head.quote), least: 12, share: 6),
      ],
      rows: gaps.map { gap in
        [
          gap.path.last ?? "\(gap.span.start)",
          gap.signals.map { words.name(of: $0) }.joined(separator: words.separator),
          gap.quote,
        ]
      })
    return ([head] + table.lines(width: width.map { max($0, 40) })).map { $0 + "\n" }.joined()
  }
}
