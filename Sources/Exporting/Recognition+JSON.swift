// The phrases of a text as JSON of the form `guitu.phrases/1`.
import RuleModel
import TextModel

extension Recognition {
  /// The name of the form and its number.
  public static let schema = "guitu.phrases/1"

  /// The phrases as JSON in UTF-8, with a line end behind it. The same text gives the same bytes.
  public func json(_ layout: JSONLayout = JSONLayout()) -> [UInt8] {
    var writer = JSONWriter(isPretty: layout.isPretty, capacity: text.count * 3 + phrases.count * 160)
    writer.object { writer in
      writer.field("schema", Self.schema)
      writer.source(of: text)
      if layout.includesText {
        writer.field("text", of: text.scalars)
      }
      writer.key("leaves")
      writer.list(phrases) { writer, phrase in writer.object(isInline: true) { $0.fields(of: phrase) } }
    }
    writer.end()
    return writer.bytes
  }

  /// The phrases as lines of text in a language, at most `width` columns of the terminal wide; nil sets no limit.
  public func table(in language: Language, width: Int?) -> String {
    let words = language.words
    let table = TextTable(
      columns: [
        .init(words.name(of: Head.kind), least: 8), .init(words.name(of: Head.quantity), least: 10, share: 2),
        .init(words.name(of: Head.quote), least: 10, share: 4), .init(words.name(of: Head.place), least: 9),
      ],
      rows: phrases.map { phrase in
        [
          words.name(of: phrase.kind), phrase.shown(in: words), phrase.quote,
          "\(phrase.span.start)–\(phrase.span.end)",
        ]
      })
    return table.lines(width: width.map { max($0, 40) }).map { $0 + "\n" }.joined()
  }
}

extension RecognizedPhrase {
  /// What it says, in a reader's words.
  fileprivate func shown(in words: any Words) -> String {
    if let temporal { return words.show(temporal) }
    if let number, kind != .duration {
      return words.show(
        Quantity(
          span: span, quote: quote, comparison: comparison ?? .equal, value: number, upper: upper, unit: unit ?? ""))
    }
    return text.map { words.show(date: $0) } ?? ""
  }
}

extension JSONWriter {
  fileprivate mutating func fields(of phrase: RecognizedPhrase) {
    field("type", phrase.kind.rawValue)
    field("span", phrase.span)
    field("quote", phrase.quote)
    key("value")
    if let number = phrase.number { self.number(number) } else { string(phrase.text) }
    if let upper = phrase.upper {
      field("upper", upper)
    }
    if let unit = phrase.unit {
      field("unit", unit)
    }
    if let comparison = phrase.comparison {
      field("op", comparison.rawValue)
    }
    if phrase.kind == .duration {
      field("iso", phrase.text)
    }
    if phrase.isWorkdays {
      field("workdays", true)
    }
    if let temporal = phrase.temporal {
      field("kind", temporal.kind.rawValue)
      if let by = temporal.by {
        field("by", by)
      }
      if let times = temporal.times {
        field("times", times)
      }
      if let after = temporal.after {
        field("after", after)
      }
    }
    if let rule = phrase.rule {
      field("rule", rule)
    }
  }
}
