// Duties found, as JSON of the form `guitu.answers/1`.
import RuleModel
import TextModel

extension AnswerList {
  /// The version of this form.
  public static let schema = "guitu.answers/1"

  /// The list as one JSON object in UTF-8, with a line end behind it.
  public func json(isPretty: Bool = true) -> [UInt8] {
    var writer = JSONWriter(isPretty: isPretty, capacity: answers.count * 1500 + 500)
    writer.object { writer in
      writer.field("schema", Self.schema)
      writer.field("total", total)
      writer.key("answers")
      writer.list(answers) { writer, answer in writer.object { $0.fields(of: answer) } }
      writer.key("facets")
      writer.list(facets) { writer, facet in
        writer.object { writer in
          writer.field("name", facet.name)
          writer.key("counts")
          writer.list(facet.counts) { writer, entry in
            writer.object(isInline: true) { writer in
              writer.field("value", entry.value)
              writer.field("count", entry.count)
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
  fileprivate mutating func fields(of answer: Answer) {
    field("key", answer.key)
    field("kind", answer.kind.rawValue)
    field("department", answer.department)
    field("unit", answer.unit)
    field("level", answer.level)
    field("region", answer.region)
    field("role", answer.role.rawValue)
    field("modality", answer.modality.rawValue)
    field("discretion", answer.discretion)
    field("conditions", answer.conditions)
    key("due")
    due(answer.due)
    field("action", answer.action)
    field("sentence", answer.sentence)
    key("highlights")
    list(answer.highlights, isInline: true) { $0.span($1) }
    field("path", answer.path)
    field("span", answer.span)
    field("rule", answer.rule)
    key("notice")
    object { $0.fields(of: answer.notice) }
  }

  private mutating func due(_ due: Answer.Due?) {
    guard let due else { return null() }
    object(isInline: true) { writer in
      writer.field("from", due.from)
      writer.field("until", due.until)
      writer.field("every", due.every)
      writer.field("by", due.monthDay)
      writer.field("quote", due.quote)
    }
  }

  private mutating func fields(of notice: Answer.Notice) {
    field("title", notice.title)
    field("number", notice.number)
    field("issuers", notice.issuers)
    field("date", notice.date)
    field("region", notice.region)
    field("source", notice.source)
    field("sha256", notice.sha256)
    field("policy", notice.policy)
    field("version", notice.version)
    field("from", notice.from)
    field("until", notice.until)
    field("current", notice.isCurrent)
  }
}
