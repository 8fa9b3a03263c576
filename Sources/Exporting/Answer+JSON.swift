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
      writer.key("schema")
      writer.string(Self.schema)
      writer.key("total")
      writer.integer(total)
      writer.key("answers")
      writer.list(answers) { writer, answer in writer.object { $0.fields(of: answer) } }
      writer.key("facets")
      writer.list(facets) { writer, facet in
        writer.object { writer in
          writer.key("name")
          writer.string(facet.name)
          writer.key("counts")
          writer.list(facet.counts) { writer, entry in
            writer.object(isInline: true) { writer in
              writer.key("value")
              writer.string(entry.value)
              writer.key("count")
              writer.integer(entry.count)
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
    key("key")
    string(answer.key)
    key("kind")
    string(answer.kind.rawValue)
    key("department")
    string(answer.department)
    key("unit")
    string(answer.unit)
    key("level")
    string(answer.level)
    key("region")
    string(answer.region)
    key("role")
    string(answer.role.rawValue)
    key("modality")
    string(answer.modality.rawValue)
    key("discretion")
    string(answer.discretion)
    key("conditions")
    strings(answer.conditions)
    key("due")
    due(answer.due)
    key("action")
    string(answer.action)
    key("sentence")
    string(answer.sentence)
    key("highlights")
    list(answer.highlights, isInline: true) { $0.span($1) }
    key("path")
    string(answer.path)
    key("span")
    span(answer.span)
    key("rule")
    string(answer.rule)
    key("notice")
    object { $0.fields(of: answer.notice) }
  }

  private mutating func due(_ due: Answer.Due?) {
    guard let due else { return null() }
    object(isInline: true) { writer in
      writer.key("from")
      writer.string(due.from)
      writer.key("until")
      writer.string(due.until)
      writer.key("every")
      writer.string(due.every)
      writer.key("by")
      writer.string(due.monthDay)
      writer.key("quote")
      writer.string(due.quote)
    }
  }

  private mutating func fields(of notice: Answer.Notice) {
    key("title")
    string(notice.title)
    key("number")
    string(notice.number)
    key("issuers")
    strings(notice.issuers)
    key("date")
    string(notice.date)
    key("region")
    string(notice.region)
    key("source")
    string(notice.source)
    key("sha256")
    string(notice.sha256)
    key("policy")
    string(notice.policy)
    key("version")
    integer(notice.version)
    key("from")
    string(notice.from)
    key("until")
    string(notice.until)
    key("current")
    bool(notice.isCurrent)
  }
}
