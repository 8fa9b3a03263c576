// A comparison as JSON of the form `guitu.diff/1`; `Exports/schemas/diff-1.schema.json` describes it.
import Diffing
import RuleModel
import TextModel

extension GraphDiff {
  /// The comparison as JSON in UTF-8, with a line end behind it. `language` is that of the reasons.
  public func json(isPretty: Bool = true, language: Language = .chinese) -> [UInt8] {
    var writer = JSONWriter(isPretty: isPretty, capacity: changes.count * 900 + provisions.count * 120 + 2000)
    writer.object { writer in
      writer.field("schema", Self.schema)
      writer.key("old")
      writer.version(old)
      writer.key("new")
      writer.version(new)
      writer.key("provisions")
      writer.list(provisions) { writer, entry in
        writer.object(isInline: true) { writer in
          writer.key("old")
          writer.list(entry.old) { $0.strings(old.outline.provisions[$1].path) }
          writer.key("new")
          writer.list(entry.new) { $0.strings(new.outline.provisions[$1].path) }
          writer.field("status", entry.status.rawValue)
        }
      }
      writer.key("changes")
      writer.list(changes) { writer, change in
        writer.object { writer in
          writer.field("kind", change.kind.rawValue)
          writer.field("impact", change.impact.rawValue)
          writer.field("direction", change.direction.rawValue)
          writer.field("reasonCode", change.reason.rawValue)
          writer.field("reason", language.words.sentence(of: change))
          writer.key("old")
          writer.side(change.old)
          writer.key("new")
          writer.side(change.new)
        }
      }
      writer.key("rolled")
      writer.object(isInline: true) { writer in
        writer.field("years", rolled.years)
        writer.field("count", rolled.count)
      }
      let summary = summary
      writer.key("summary")
      writer.object(isInline: true) { writer in
        writer.field("tightened", summary.tightened)
        writer.field("loosened", summary.loosened)
        writer.field("neutral", summary.neutral)
        writer.field("unknown", summary.unknown)
      }
    }
    writer.end()
    return writer.bytes
  }
}

extension JSONWriter {
  fileprivate mutating func version(_ version: NoticeVersion) {
    object { writer in
      writer.source(of: version.graph.text)
      writer.key("document")
      writer.object { $0.fields(of: version.graph.document) }
    }
  }

  fileprivate mutating func side(_ side: ChangeSide?) {
    guard let side else { return null() }
    object(isInline: true) { writer in
      writer.field("provision", side.provision)
      writer.field("rule", side.rule?.description)
      writer.field("span", side.span)
      writer.field("quote", side.quote)
      writer.key("value")
      writer.value(side.value)
    }
  }

  private mutating func value(_ value: ChangeValue?) {
    switch value {
    case nil: null()
    case .quantity(let quantity)?: self.quantity(quantity)
    case .temporal(let temporal)?: self.temporal(temporal)
    case .organization(let mention)?: organization(mention)
    case .modality(let modality)?: typed("modality", "modality", modality.rawValue)
    case .conditionRole(let role)?: typed("role", "role", role.rawValue)
    case .dutyRole(let role)?: typed("role", "role", role.rawValue)
    case .text(let text)?: typed("text", "text", text)
    case .number(let number)?:
      object(isInline: true) { writer in
        writer.field("type", "number")
        writer.field("value", number)
      }
    }
  }

  private mutating func typed(_ type: String, _ key: StaticString, _ value: String) {
    object(isInline: true) { writer in
      writer.field("type", type)
      writer.key(key)
      writer.string(value)
    }
  }
}
