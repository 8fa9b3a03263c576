import Extracting
import RuleModel

/// Facts as the examples of a grammar name their fields.
enum ExampleFields {
  /// The fields that an example may expect of what a constructor makes, by the constructor's name.
  static let known: [String: Set<String>] = [
    "word": [], "label": [], "nothing": [], "first-leads": [],
    "date": ["value", "month-day", "month", "day"],
    "duration": ["value", "workdays"],
    "quantity": ["op", "value", "upper", "unit"],
    "temporal": ["kind", "value", "by", "times", "after", "workdays"],
    "organization": ["name"],
    "scope": ["gives", "role", "subject", "join"],
    "condition": ["role", "subject", "combination", "discretion"],
    "duty": ["unit", "role", "modality", "discretion", "action"],
    "units": ["list", "role"],
    "weight": ["indicator", "parent", "points", "unit", "row"],
    "definition": ["term", "means"],
    "citation": ["title", "number"],
    "contact": ["names", "phones"],
    "target": ["metric", "op", "value", "upper", "unit"],
    "support": ["benefit", "beneficiary"],
    "sanction": ["consequence", "cause", "unit"],
    "reference": [],
    "step": ["name", "order"],
    "material": ["name", "to"],
  ]

  /// The fields of a fact.
  static func fields(of body: RuleBody) -> [String: String] {
    var out: [String: String] = [:]
    switch body {
    case .condition(let condition):
      out["role"] = condition.role.rawValue
      out["subject"] = condition.subject
      out["combination"] = condition.combination?.rawValue
      out["discretion"] = condition.discretion
    case .deadline(let deadline):
      out["kind"] = deadline.temporal.kind.rawValue
      out["value"] = deadline.temporal.value
      out["action"] = deadline.action
      out["unit"] = deadline.unit?.name
    case .duty(let duty):
      out["unit"] = duty.unit.name
      out["role"] = duty.role.rawValue
      out["modality"] = duty.modality.rawValue
      out["discretion"] = duty.discretion
      out["action"] = duty.action
    case .weight(let weight):
      out["indicator"] = weight.indicator
      out["parent"] = weight.parent
      out["points"] = weight.points?.description
      out["unit"] = weight.unit
      out["row"] = weight.row.rawValue
    case .target(let target):
      out["metric"] = target.metric
      out["op"] = target.quantity.comparison.rawValue
      out["value"] = target.quantity.value.description
      out["upper"] = target.quantity.upper?.description
      out["unit"] = target.quantity.unit
    case .support(let support):
      out["benefit"] = support.benefit.rawValue
      out["beneficiary"] = support.beneficiary
    case .sanction(let sanction):
      out["consequence"] = sanction.consequence
      out["cause"] = sanction.cause
      out["unit"] = sanction.unit?.name
    case .step(let step):
      out["name"] = step.name
      out["order"] = String(step.order)
    case .material(let material):
      out["name"] = material.name
      out["to"] = material.to?.name
    case .definition(let definition):
      out["term"] = definition.term
      out["means"] = definition.means
    case .citation(let citation):
      out["title"] = citation.title
      out["number"] = citation.number
    }
    return out
  }
}
