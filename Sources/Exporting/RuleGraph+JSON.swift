import RuleModel
import TextModel

extension RuleGraph {
  /// The graph as JSON after `guitu.rulegraph/1`, UTF-8, with a line end behind it.
  ///
  /// `includesText`: whether the text that the spans index is part of it. `isPretty`: a field a line, two blanks a
  /// level; otherwise all in one line, as JSON Lines wants it. The same graph gives the same bytes.
  public func json(includesText: Bool = true, isPretty: Bool = true) -> [UInt8] {
    var writer = JSONWriter(isPretty: isPretty)
    writer.object { w in
      w.field("schema", RuleGraph.schema)
      w.field("generator")
      w.object { w in
        w.field("name", generator.name)
        w.field("version", generator.version)
        w.field("grammars", generator.grammars)
      }
      w.field("source")
      w.object { w in
        w.field("name", text.name)
        w.field("mediaType", text.mediaType)
        w.field("sha256", text.sha256)
        w.field("encoding", text.encoding)
      }
      if includesText {
        w.field("text")
        w.string(text.scalars)
      }
      w.field("document")
      w.document(document)
      w.field("provisions", provisions) { $0.provision($1) }
      w.field("rules", rules) { $0.rule($1) }
      w.field("organizations", organizations) { w, organization in
        w.object { w in
          w.field("id", organization.id.description)
          w.field("name", organization.name)
          w.field("aliases", organization.aliases)
          w.field("region", organization.region)
        }
      }
      w.field("edges", edges) { w, edge in
        w.object { w in
          w.field("from", edge.from.description)
          w.field("to", edge.to.description)
          w.field("kind", edge.kind.rawValue)
        }
      }
      w.field("diagnostics", diagnostics) { w, diagnostic in
        w.object { w in
          w.field("severity", diagnostic.severity.rawValue)
          w.field("code", diagnostic.code)
          w.field("message", diagnostic.message)
          w.field("span")
          if let span = diagnostic.span { w.span(span) } else { w.null() }
        }
      }
    }
    return writer.bytes + [0x0A]
  }
}

extension JSONWriter {
  mutating func span(_ span: Span) { raw("[\(span.start), \(span.end)]") }

  mutating func document(_ document: Document) {
    object { w in
      w.field("title", document.title)
      w.field("number", document.number)
      w.field("kind", document.kind)
      w.field("carries", document.carries)
      w.field("issuers", document.issuers)
      w.field("recipients", document.recipients)
      w.field("date", document.date)
      w.field("attachments", document.attachments)
      w.field("cites", document.cites) { w, citation in
        w.object { w in
          w.field("title", citation.title)
          w.field("number", citation.number)
        }
      }
      w.field("defines", document.defines) { w, definition in
        w.object { w in
          w.field("term", definition.term)
          w.field("means", definition.means)
        }
      }
      w.field("contacts", document.contacts) { w, contact in
        w.object { w in
          w.field("name", contact.name)
          w.field("phone", contact.phone)
        }
      }
      w.field("effective", document.effective)
      w.field("validity", document.validity)
      w.field("region")
      if let region = document.region {
        w.object { w in
          w.field("code", region.code)
          w.field("name", region.name)
        }
      } else {
        w.null()
      }
    }
  }

  mutating func provision(_ provision: ProvisionEntry) {
    object { w in
      w.field("id", provision.id.description)
      w.field("path", provision.path)
      w.field("label", provision.label)
      w.field("level", provision.level.rawValue)
      w.field("heading", provision.heading)
      w.field("span")
      w.span(provision.span)
      w.field("parent", provision.parent?.description)
    }
  }

  mutating func rule(_ rule: Rule) {
    object { w in
      w.field("id", rule.id.description)
      w.field("kind", rule.body.kind)
      w.field("provision", rule.provision?.description)
      w.field("span")
      w.span(rule.span)
      w.field("quote", rule.quote)
      w.field("rule", rule.rule)
      w.body(rule.body)
    }
  }

  private mutating func body(_ body: RuleBody) {
    switch body {
    case .condition(let condition):
      field("role", condition.role.rawValue)
      field("subject", condition.subject)
      field("predicate")
      predicate(condition.predicate)
    case .deadline(let deadline):
      field("temporal")
      temporal(deadline.temporal)
      field("action", deadline.action)
      field("unit")
      optional(deadline.unit)
    case .duty(let duty):
      field("unit")
      organization(duty.unit)
      field("role", duty.role.rawValue)
      field("modality", duty.modality.rawValue)
      field("discretion", duty.discretion)
      field("action", duty.action)
      field("temporals", duty.temporals) { $0.temporal($1) }
      field("quantities", duty.quantities) { $0.quantity($1) }
    case .weight(let weight):
      field("indicator", weight.indicator)
      field("parent", weight.parent)
      field("points")
      if let points = weight.points { raw(points.description) } else { null() }
      if let unit = weight.unit { field("unit", unit) }
      field("row", weight.row.rawValue)
      field("content", weight.content)
    case .target(let target):
      field("metric", target.metric)
      field("quantity")
      quantity(target.quantity)
      field("temporal")
      if let temporal = target.temporal { self.temporal(temporal) } else { null() }
    case .support(let support):
      field("benefit", support.benefit.rawValue)
      field("beneficiary", support.beneficiary)
      field("quantities", support.quantities) { $0.quantity($1) }
    case .sanction(let sanction):
      field("consequence", sanction.consequence)
      field("trigger", sanction.trigger?.description)
    case .step(let step):
      field("name", step.name)
      field("order", step.order)
      field("units", step.units) { $0.organization($1) }
      field("temporals", step.temporals) { $0.temporal($1) }
      field("next", step.next?.description)
    case .material(let material):
      field("name", material.name)
      field("quantities", material.quantities) { $0.quantity($1) }
      field("to")
      optional(material.to)
    case .definition(let definition):
      field("term", definition.term)
      field("means", definition.means)
    case .citation(let citation):
      field("title", citation.title)
      field("number", citation.number)
    }
  }

  private mutating func optional(_ mention: OrganizationMention?) {
    if let mention { organization(mention) } else { null() }
  }

  private mutating func organization(_ mention: OrganizationMention) {
    object { w in
      w.field("type", "organization")
      w.field("span")
      w.span(mention.span)
      w.field("quote", mention.quote)
      w.field("name", mention.name)
      w.field("canonical", mention.canonical)
    }
  }

  private mutating func quantity(_ quantity: Quantity) {
    object { w in
      w.field("type", "quantity")
      w.field("span")
      w.span(quantity.span)
      w.field("quote", quantity.quote)
      w.field("op", quantity.comparison.rawValue)
      w.field("value")
      w.raw(quantity.value.description)
      w.field("upper")
      if let upper = quantity.upper { w.raw(upper.description) } else { w.null() }
      w.field("unit", quantity.unit)
      w.field("metric", quantity.metric)
    }
  }

  private mutating func temporal(_ temporal: Temporal) {
    object { w in
      w.field("type", "temporal")
      w.field("span")
      w.span(temporal.span)
      w.field("quote", temporal.quote)
      w.field("kind", temporal.kind.rawValue)
      w.field("value", temporal.value)
      w.field("workdays")
      w.bool(temporal.isWorkdays)
      w.field("by", temporal.by)
      w.field("times")
      if let times = temporal.times { w.number(times) } else { w.null() }
      w.field("after", temporal.after)
    }
  }

  private mutating func predicate(_ root: Predicate) {
    switch root {
    case .all(let parts): object { $0.field("all", parts) { $0.predicate($1) } }
    case .any(let parts): object { $0.field("any", parts) { $0.predicate($1) } }
    case .not(let part):
      object { w in
        w.field("not")
        w.predicate(part)
      }
    case .quantity(let quantity): self.quantity(quantity)
    case .temporal(let temporal): self.temporal(temporal)
    case .text(let text): object { $0.field("text", text) }
    }
  }
}
