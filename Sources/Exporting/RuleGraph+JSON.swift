// A rule graph as JSON of the form `guitu.rulegraph/1`; `Exports/schemas/rulegraph-1.schema.json` describes it.
import RuleModel
import TextModel

/// How JSON is laid out.
public struct JSONLayout: Hashable, Sendable {
  /// Whether the text that the spans index is written too.
  public var includesText: Bool
  /// Whether it is written in lines indented by two blanks, rather than in one line.
  public var isPretty: Bool

  /// A layout.
  public init(includesText: Bool = true, isPretty: Bool = true) {
    self.includesText = includesText
    self.isPretty = isPretty
  }
}

extension RuleGraph {
  /// The graph as JSON in UTF-8, with a line end behind it. The same graph gives the same bytes.
  public func json(_ layout: JSONLayout = JSONLayout()) -> [UInt8] {
    let capacity = (layout.includesText ? text.count * 3 : 0) + rules.count * 700 + provisions.count * 200 + 2000
    var writer = JSONWriter(isPretty: layout.isPretty, capacity: capacity)
    writer.object { writer in
      writer.field("schema", Self.schema)
      writer.key("generator")
      writer.object(isInline: true) { $0.fields(of: generator) }
      writer.source(of: text)
      if layout.includesText {
        writer.field("text", of: text.scalars)
      }
      writer.key("document")
      writer.object { $0.fields(of: document) }
      writer.key("provisions")
      writer.list(provisions) { writer, entry in
        writer.object(isInline: true) { writer in
          writer.fields(of: entry)
          writer.place(text.origin?.place(at: entry.span.start))
        }
      }
      writer.key("rules")
      writer.list(rules) { writer, rule in
        writer.object { writer in
          writer.fields(of: rule)
          writer.place(text.origin?.place(at: rule.span.start))
        }
      }
      writer.key("organizations")
      writer.list(organizations) { writer, entry in writer.object(isInline: true) { $0.fields(of: entry) } }
      writer.key("edges")
      writer.list(edges) { writer, edge in writer.object(isInline: true) { $0.fields(of: edge) } }
      writer.diagnostics(diagnostics)
    }
    writer.end()
    return writer.bytes
  }
}

extension JSONWriter {
  /// The field `source`.
  mutating func source(of text: SourceText) {
    key("source")
    object(isInline: true) { writer in
      writer.field("name", text.name)
      writer.field("mediaType", text.mediaType)
      writer.field("sha256", text.sha256)
      writer.field("encoding", text.encoding)
      if let origin = text.origin {
        writer.key("origin")
        writer.object(isInline: true) { $0.fields(of: origin) }
      }
    }
  }

  /// What a document other than plain text tells beside its text.
  fileprivate mutating func fields(of origin: Origin) {
    field("published", origin.published)
    field("publisher", origin.publisher)
    key("links")
    list(origin.links, isInline: true) { writer, link in
      writer.object(isInline: true) { writer in
        writer.field("name", link.name)
        writer.field("address", link.address)
      }
    }
    field("confidence", origin.confidence)
    field("deletions", origin.deletions)
  }

  /// The field `place`: where a span begins in the original; none where that is not known.
  fileprivate mutating func place(_ place: OriginPlace?) {
    guard let place else { return }
    key("place")
    object(isInline: true) { $0.fields(of: place) }
  }

  /// A place in the original; what its format does not have is left out.
  fileprivate mutating func fields(of place: OriginPlace) {
    for (name, value) in [
      ("page", place.page), ("paragraph", place.paragraph), ("table", place.table), ("row", place.row),
      ("column", place.column),
    ] {
      guard let value else { continue }
      key(named: name)
      integer(value)
    }
  }

  /// The field `diagnostics`.
  mutating func diagnostics(_ diagnostics: [Diagnostic]) {
    key("diagnostics")
    list(diagnostics) { writer, diagnostic in
      writer.object(isInline: true) { writer in
        writer.field("severity", diagnostic.severity.rawValue)
        writer.field("code", diagnostic.code)
        writer.field("message", diagnostic.message)
        writer.field("span", diagnostic.span)
      }
    }
  }
}

extension JSONWriter {
  fileprivate mutating func fields(of generator: RuleGraph.Generator) {
    field("name", generator.name)
    field("version", generator.version)
    field("grammars", generator.grammars)
  }

  mutating func fields(of document: Document) {
    field("title", document.title)
    field("number", document.number)
    field("kind", document.kind)
    field("carries", document.carries)
    field("issuers", document.issuers)
    field("recipients", document.recipients)
    field("date", document.date)
    field("attachments", document.attachments)
    key("cites")
    list(document.cites) { writer, citation in writer.object(isInline: true) { $0.fields(of: citation) } }
    key("defines")
    list(document.defines) { writer, definition in writer.object(isInline: true) { $0.fields(of: definition) } }
    key("contacts")
    list(document.contacts) { writer, contact in
      writer.object(isInline: true) { writer in
        writer.field("name", contact.name)
        writer.field("phone", contact.phone)
      }
    }
    field("effective", document.effective)
    field("validity", document.validity)
    key("region")
    guard let region = document.region else { return null() }
    object(isInline: true) { writer in
      writer.field("code", region.code)
      writer.field("name", region.name)
    }
  }

  fileprivate mutating func fields(of entry: ProvisionEntry) {
    field("id", entry.id.description)
    field("path", entry.path)
    field("label", entry.label)
    field("level", entry.level.rawValue)
    field("heading", entry.heading)
    field("span", entry.span)
    field("parent", entry.parent?.description)
  }

  fileprivate mutating func fields(of organization: Organization) {
    field("id", organization.id.description)
    field("name", organization.name)
    field("aliases", organization.aliases)
    field("region", organization.region)
    field("kind", organization.kind?.rawValue)
    field("level", organization.level?.name)
    key("successor")
    guard let successor = organization.successor else { return null() }
    object(isInline: true) { writer in
      writer.field("name", successor.name)
      writer.field("since", successor.since)
    }
  }

  fileprivate mutating func fields(of edge: Edge) {
    field("from", edge.from.description)
    field("to", edge.to.description)
    field("kind", edge.kind.rawValue)
  }

  fileprivate mutating func fields(of definition: Definition) {
    field("term", definition.term)
    field("means", definition.means)
  }

  fileprivate mutating func fields(of citation: Citation) {
    field("title", citation.title)
    field("number", citation.number)
  }
}

// Rules: the fields that all have, then those of the kind.
extension JSONWriter {
  fileprivate mutating func fields(of rule: Rule) {
    field("id", rule.id.description)
    field("kind", rule.body.kind)
    field("provision", rule.provision?.description)
    field("span", rule.span)
    field("quote", rule.quote)
    field("rule", rule.rule)
    switch rule.body {
    case .condition(let condition): fields(of: condition)
    case .deadline(let deadline): fields(of: deadline)
    case .duty(let duty): fields(of: duty)
    case .weight(let weight): fields(of: weight)
    case .target(let target): fields(of: target)
    case .support(let support): fields(of: support)
    case .sanction(let sanction): fields(of: sanction)
    case .step(let step): fields(of: step)
    case .material(let material): fields(of: material)
    case .definition(let definition): fields(of: definition)
    case .citation(let citation): fields(of: citation)
    }
  }

  private mutating func fields(of condition: Condition) {
    field("role", condition.role.rawValue)
    field("subject", condition.subject)
    key("predicate")
    predicate(condition.predicate)
    field("combination", condition.combination?.rawValue)
    field("discretion", condition.discretion)
  }

  private mutating func fields(of deadline: Deadline) {
    key("temporal")
    temporal(deadline.temporal)
    field("action", deadline.action)
    key("unit")
    organization(deadline.unit)
  }

  private mutating func fields(of duty: Duty) {
    key("unit")
    organization(duty.unit)
    field("role", duty.role.rawValue)
    field("modality", duty.modality.rawValue)
    field("discretion", duty.discretion)
    field("action", duty.action)
    key("temporals")
    list(duty.temporals) { $0.temporal($1) }
    key("quantities")
    list(duty.quantities) { $0.quantity($1) }
  }

  private mutating func fields(of weight: Weight) {
    field("indicator", weight.indicator)
    field("parent", weight.parent)
    field("points", weight.points)
    if let unit = weight.unit {
      field("unit", unit)
    }
    field("row", weight.row.rawValue)
    field("content", weight.content)
  }

  private mutating func fields(of target: Target) {
    field("metric", target.metric)
    key("quantity")
    quantity(target.quantity)
    key("temporal")
    temporal(target.temporal)
  }

  private mutating func fields(of support: Support) {
    field("benefit", support.benefit.rawValue)
    field("beneficiary", support.beneficiary)
    key("quantities")
    list(support.quantities) { $0.quantity($1) }
    guard !support.tiers.isEmpty else { return }
    key("tiers")
    list(support.tiers) { writer, tier in
      writer.object(isInline: true) { writer in
        writer.field("of", tier.of)
        writer.field("amount", tier.amount)
        writer.field("cap", tier.cap)
        writer.field("floor", tier.floor)
      }
    }
  }

  private mutating func fields(of sanction: Sanction) {
    field("consequence", sanction.consequence)
    field("cause", sanction.cause)
    key("unit")
    organization(sanction.unit)
    field("trigger", sanction.trigger?.description)
  }

  private mutating func fields(of step: Step) {
    field("name", step.name)
    field("order", step.order)
    key("units")
    list(step.units) { $0.organization($1) }
    key("temporals")
    list(step.temporals) { $0.temporal($1) }
    field("next", step.next?.description)
  }

  private mutating func fields(of material: Material) {
    field("name", material.name)
    key("quantities")
    list(material.quantities) { $0.quantity($1) }
    key("to")
    organization(material.to)
  }
}

// Leaves, each on one line.
extension JSONWriter {
  mutating func quantity(_ quantity: Quantity) {
    object(isInline: true) { writer in
      writer.place("quantity", quantity.span, quantity.quote)
      writer.field("op", quantity.comparison.rawValue)
      writer.field("value", quantity.value)
      writer.field("upper", quantity.upper)
      writer.field("unit", quantity.unit)
      writer.field("metric", quantity.metric)
      if let period = quantity.period {
        writer.key("period")
        writer.temporal(period)
      }
    }
  }

  mutating func temporal(_ temporal: Temporal?) {
    guard let temporal else { return null() }
    object(isInline: true) { writer in
      writer.place("temporal", temporal.span, temporal.quote)
      writer.field("kind", temporal.kind.rawValue)
      writer.field("value", temporal.value)
      writer.field("workdays", temporal.isWorkdays)
      writer.field("by", temporal.by)
      writer.field("times", temporal.times)
      writer.field("after", temporal.after)
      if temporal.isBefore { writer.field("counts", "before") }
      if let base = temporal.base {
        writer.field("base", base)
      }
      if let resolved = temporal.resolved {
        writer.field("resolved", resolved)
      }
      if let moved = temporal.moved {
        writer.field("moved", moved)
      }
    }
  }

  mutating func organization(_ mention: OrganizationMention?) {
    guard let mention else { return null() }
    object(isInline: true) { writer in
      writer.place("organization", mention.span, mention.quote)
      writer.field("name", mention.name)
      writer.field("canonical", mention.canonical)
    }
  }

  private mutating func place(_ type: StaticString, _ place: Span, _ quote: String) {
    field("type", type.description)
    if !omitsPlaces {
      field("span", place)
    }
    field("quote", quote)
  }

  /// A tree of `{"all": […]}`, `{"any": […]}`, `{"not": …}` over leaves and `{"text": "…"}`.
  fileprivate mutating func predicate(_ root: Predicate) {
    enum Work {
      case write(Predicate)
      case close(Container)
    }
    // A list of what is still to write rather than recursion: no depth of nesting ends the program.
    var waiting = [Work.write(root)]
    while let work = waiting.popLast() {
      switch work {
      case .close(let container): close(container)
      case .write(.all(let parts)):
        open(.object)
        key("all")
        open(.list)
        waiting += [.close(.object), .close(.list)] + parts.reversed().map(Work.write)
      case .write(.any(let parts)):
        open(.object)
        key("any")
        open(.list)
        waiting += [.close(.object), .close(.list)] + parts.reversed().map(Work.write)
      case .write(.not(let part)):
        open(.object)
        key("not")
        waiting += [.close(.object), .write(part)]
      case .write(.quantity(let leaf)): quantity(leaf)
      case .write(.temporal(let leaf)): temporal(leaf)
      case .write(.text(let text)):
        open(.object, isInline: true)
        field("text", text)
        close(.object)
      }
    }
  }
}

extension Predicate {
  /// The tree on one line of JSON, as it stands in the graph but for the places of its leaves.
  var json: String {
    var writer = JSONWriter(isPretty: false)
    writer.omitsPlaces = true
    writer.predicate(self)
    return String(decoding: writer.bytes, as: UTF8.self)
  }
}
