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
      writer.key("schema")
      writer.string(Self.schema)
      writer.key("generator")
      writer.object(isInline: true) { $0.fields(of: generator) }
      writer.source(of: text)
      if layout.includesText {
        writer.key("text")
        writer.string(of: text.scalars)
      }
      writer.key("document")
      writer.object { $0.fields(of: document) }
      writer.key("provisions")
      writer.list(provisions) { writer, entry in writer.object(isInline: true) { $0.fields(of: entry) } }
      writer.key("rules")
      writer.list(rules) { writer, rule in
        writer.object { writer in
          writer.fields(of: rule)
          if let place = text.origin?.place(at: rule.span.start) {
            writer.key("place")
            writer.object(isInline: true) { $0.fields(of: place) }
          }
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
      writer.key("name")
      writer.string(text.name)
      writer.key("mediaType")
      writer.string(text.mediaType)
      writer.key("sha256")
      writer.string(text.sha256)
      writer.key("encoding")
      writer.string(text.encoding)
      if let origin = text.origin {
        writer.key("origin")
        writer.object(isInline: true) { $0.fields(of: origin) }
      }
    }
  }

  /// What a document other than plain text tells beside its text.
  fileprivate mutating func fields(of origin: Origin) {
    key("published")
    string(origin.published)
    key("publisher")
    string(origin.publisher)
    key("links")
    list(origin.links, isInline: true) { writer, link in
      writer.object(isInline: true) { writer in
        writer.key("name")
        writer.string(link.name)
        writer.key("address")
        writer.string(link.address)
      }
    }
    key("confidence")
    integer(origin.confidence)
    key("deletions")
    integer(origin.deletions)
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
        writer.key("severity")
        writer.string(diagnostic.severity.rawValue)
        writer.key("code")
        writer.string(diagnostic.code)
        writer.key("message")
        writer.string(diagnostic.message)
        writer.key("span")
        writer.span(diagnostic.span)
      }
    }
  }
}

extension JSONWriter {
  fileprivate mutating func fields(of generator: RuleGraph.Generator) {
    key("name")
    string(generator.name)
    key("version")
    string(generator.version)
    key("grammars")
    string(generator.grammars)
  }

  mutating func fields(of document: Document) {
    key("title")
    string(document.title)
    key("number")
    string(document.number)
    key("kind")
    string(document.kind)
    key("carries")
    string(document.carries)
    key("issuers")
    strings(document.issuers)
    key("recipients")
    strings(document.recipients)
    key("date")
    string(document.date)
    key("attachments")
    strings(document.attachments)
    key("cites")
    list(document.cites) { writer, citation in writer.object(isInline: true) { $0.fields(of: citation) } }
    key("defines")
    list(document.defines) { writer, definition in writer.object(isInline: true) { $0.fields(of: definition) } }
    key("contacts")
    list(document.contacts) { writer, contact in
      writer.object(isInline: true) { writer in
        writer.key("name")
        writer.string(contact.name)
        writer.key("phone")
        writer.string(contact.phone)
      }
    }
    key("effective")
    string(document.effective)
    key("validity")
    string(document.validity)
    key("region")
    guard let region = document.region else { return null() }
    object(isInline: true) { writer in
      writer.key("code")
      writer.string(region.code)
      writer.key("name")
      writer.string(region.name)
    }
  }

  fileprivate mutating func fields(of entry: ProvisionEntry) {
    key("id")
    string(entry.id.description)
    key("path")
    strings(entry.path)
    key("label")
    string(entry.label)
    key("level")
    string(entry.level.rawValue)
    key("heading")
    string(entry.heading)
    key("span")
    span(entry.span)
    key("parent")
    string(entry.parent?.description)
  }

  fileprivate mutating func fields(of organization: Organization) {
    key("id")
    string(organization.id.description)
    key("name")
    string(organization.name)
    key("aliases")
    strings(organization.aliases)
    key("region")
    string(organization.region)
    key("kind")
    string(organization.kind?.rawValue)
    key("level")
    string(organization.level?.name)
    key("successor")
    guard let successor = organization.successor else { return null() }
    object(isInline: true) { writer in
      writer.key("name")
      writer.string(successor.name)
      writer.key("since")
      writer.string(successor.since)
    }
  }

  fileprivate mutating func fields(of edge: Edge) {
    key("from")
    string(edge.from.description)
    key("to")
    string(edge.to.description)
    key("kind")
    string(edge.kind.rawValue)
  }

  fileprivate mutating func fields(of definition: Definition) {
    key("term")
    string(definition.term)
    key("means")
    string(definition.means)
  }

  fileprivate mutating func fields(of citation: Citation) {
    key("title")
    string(citation.title)
    key("number")
    string(citation.number)
  }
}

// Rules: the fields that all have, then those of the kind.
extension JSONWriter {
  fileprivate mutating func fields(of rule: Rule) {
    key("id")
    string(rule.id.description)
    key("kind")
    string(rule.body.kind)
    key("provision")
    string(rule.provision?.description)
    key("span")
    span(rule.span)
    key("quote")
    string(rule.quote)
    key("rule")
    string(rule.rule)
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
    key("role")
    string(condition.role.rawValue)
    key("subject")
    string(condition.subject)
    key("predicate")
    predicate(condition.predicate)
    key("combination")
    string(condition.combination?.rawValue)
    key("discretion")
    string(condition.discretion)
  }

  private mutating func fields(of deadline: Deadline) {
    key("temporal")
    temporal(deadline.temporal)
    key("action")
    string(deadline.action)
    key("unit")
    organization(deadline.unit)
  }

  private mutating func fields(of duty: Duty) {
    key("unit")
    organization(duty.unit)
    key("role")
    string(duty.role.rawValue)
    key("modality")
    string(duty.modality.rawValue)
    key("discretion")
    string(duty.discretion)
    key("action")
    string(duty.action)
    key("temporals")
    list(duty.temporals) { $0.temporal($1) }
    key("quantities")
    list(duty.quantities) { $0.quantity($1) }
  }

  private mutating func fields(of weight: Weight) {
    key("indicator")
    string(weight.indicator)
    key("parent")
    string(weight.parent)
    key("points")
    number(weight.points)
    if let unit = weight.unit {
      key("unit")
      string(unit)
    }
    key("row")
    string(weight.row.rawValue)
    key("content")
    string(weight.content)
  }

  private mutating func fields(of target: Target) {
    key("metric")
    string(target.metric)
    key("quantity")
    quantity(target.quantity)
    key("temporal")
    temporal(target.temporal)
  }

  private mutating func fields(of support: Support) {
    key("benefit")
    string(support.benefit.rawValue)
    key("beneficiary")
    string(support.beneficiary)
    key("quantities")
    list(support.quantities) { $0.quantity($1) }
  }

  private mutating func fields(of sanction: Sanction) {
    key("consequence")
    string(sanction.consequence)
    key("cause")
    string(sanction.cause)
    key("unit")
    organization(sanction.unit)
    key("trigger")
    string(sanction.trigger?.description)
  }

  private mutating func fields(of step: Step) {
    key("name")
    string(step.name)
    key("order")
    integer(step.order)
    key("units")
    list(step.units) { $0.organization($1) }
    key("temporals")
    list(step.temporals) { $0.temporal($1) }
    key("next")
    string(step.next?.description)
  }

  private mutating func fields(of material: Material) {
    key("name")
    string(material.name)
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
      writer.key("op")
      writer.string(quantity.comparison.rawValue)
      writer.key("value")
      writer.number(quantity.value)
      writer.key("upper")
      writer.number(quantity.upper)
      writer.key("unit")
      writer.string(quantity.unit)
      writer.key("metric")
      writer.string(quantity.metric)
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
      writer.key("kind")
      writer.string(temporal.kind.rawValue)
      writer.key("value")
      writer.string(temporal.value)
      writer.key("workdays")
      writer.bool(temporal.isWorkdays)
      writer.key("by")
      writer.string(temporal.by)
      writer.key("times")
      writer.integer(temporal.times)
      writer.key("after")
      writer.string(temporal.after)
      if let base = temporal.base {
        writer.key("base")
        writer.string(base)
      }
      if let resolved = temporal.resolved {
        writer.key("resolved")
        writer.string(resolved)
      }
    }
  }

  mutating func organization(_ mention: OrganizationMention?) {
    guard let mention else { return null() }
    object(isInline: true) { writer in
      writer.place("organization", mention.span, mention.quote)
      writer.key("name")
      writer.string(mention.name)
      writer.key("canonical")
      writer.string(mention.canonical)
    }
  }

  private mutating func place(_ type: StaticString, _ place: Span, _ quote: String) {
    key("type")
    string(type.description)
    if !omitsPlaces {
      key("span")
      span(place)
    }
    key("quote")
    string(quote)
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
        key("text")
        string(text)
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
