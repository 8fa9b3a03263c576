import Matching
import TextModel

/// What a phrase rule reads in a text, for the examples of a grammar.
public struct FoundPhrase: Hashable, Sendable {
  /// The rule that found it.
  public let rule: String
  /// Its characters, as offsets in code points of the text.
  public let span: Span
  /// What it says, field by field.
  public let fields: [String: String]
}

extension NoticeReading {
  /// All phrases that stand as tokens of their own.
  func found() -> [FoundPhrase] {
    var out: [FoundPhrase] = []
    for index in stream.tokens.indices {
      guard let phrase = phrase(index) else { continue }
      out.append(
        FoundPhrase(rule: phrase.rule, span: outline.span(of: phrase.range), fields: fields(of: phrase.value)))
    }
    return out
  }

  /// A phrase's fields as an example names them.
  func fields(of value: PhraseValue) -> [String: String] {
    var out: [String: String] = [:]
    switch value {
    case .word: break
    case .date(let date):
      out["value"] = date.iso
      out["month-day"] = date.monthDay
      out["month"] = date.month.map(String.init)
      out["day"] = date.day.map(String.init)
    case .duration(let duration):
      out["value"] = duration.iso
      if duration.isWorkdays { out["workdays"] = "true" }
    case .quantity(let quantity):
      out["op"] = quantity.comparison
      out["value"] = quantity.value.plain
      out["upper"] = quantity.upper?.plain
      out["unit"] = quantity.unit
    case .temporal(let temporal):
      out["kind"] = temporal.kind
      out["value"] = temporal.value
      out["by"] = temporal.by
      out["times"] = temporal.times.map(String.init)
      out["after"] = temporal.after
      if temporal.isWorkdays { out["workdays"] = "true" }
      if out["value"] == nil { out["month-day"] = nil }
    case .organization(let organization):
      out["name"] = organization.whole(printed(organization.name))
    }
    return out
  }
}

extension Outline {
  /// The outline of a text that is one passage of running text: for examples and for single sentences. `date` is the
  /// day that dates without a year are read from.
  public static func passage(_ text: SourceText, date: String? = nil) -> Outline {
    var characters: [UInt16] = []
    var offsets: [Int32] = []
    for (offset, unit) in text.folded.enumerated() where unit != Folding.blank && unit != Folding.lineEnd {
      characters.append(unit)
      offsets.append(Int32(offset))
    }
    var front = FrontMatter()
    front.date = date
    return Outline(
      text: text, blocks: [Block(span: Span(0, text.count), kind: .text)], characters: characters, offsets: offsets,
      passages: [Passage(range: 0..<characters.count, role: .body, provision: nil)], provisions: [], tables: [],
      frontMatter: front, diagnostics: [])
  }
}
