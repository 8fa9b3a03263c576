import RuleModel
import TextModel

/// Facts as one line of text, all that they say included: two facts that say the same print the same.
enum FactText {
  /// `role=require subject=申报单位 predicate=all(>=20人, “从业人员不少于20人”)`, by field name.
  static func fields(of body: RuleBody) -> [(name: String, value: String)] {
    var out = ExampleFields.fields(of: body)
    switch body {
    case .condition(let condition): out["predicate"] = text(of: condition.predicate)
    case .deadline(let deadline): out["temporal"] = text(of: deadline.temporal)
    case .duty(let duty):
      out["temporals"] = list(duty.temporals.map(text(of:)))
      out["quantities"] = list(duty.quantities.map(text(of:)))
      out["canonical"] = duty.unit.canonical
    case .weight(let weight): out["content"] = weight.content
    case .target(let target): out["temporal"] = target.temporal.map(text(of:))
    case .support(let support): out["quantities"] = list(support.quantities.map(text(of:)))
    case .material(let material): out["quantities"] = list(material.quantities.map(text(of:)))
    case .step(let step):
      out["units"] = list(step.units.map(\.name))
      out["temporals"] = list(step.temporals.map(text(of:)))
    // Which rule triggers a sanction is said by numbers that every other fact shifts.
    case .sanction, .definition, .citation: break
    }
    return out.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  private static func list(_ parts: [String]) -> String? { parts.isEmpty ? nil : parts.joined(separator: ", ") }

  private static func text(of quantity: Quantity) -> String {
    let number = quantity.upper.map { "\(quantity.value)…\($0)" } ?? "\(quantity.value)"
    let metric = quantity.metric.map { "\($0) " } ?? ""
    return "\(metric)\(quantity.comparison == .range ? "" : quantity.comparison.rawValue)\(number)\(quantity.unit)"
  }

  private static func text(of temporal: Temporal) -> String {
    var out = temporal.kind.rawValue
    if let value = temporal.value { out += " \(value)" }
    if temporal.isWorkdays { out += " workdays" }
    if let times = temporal.times { out += " ×\(times)" }
    if let by = temporal.by { out += " by \(by)" }
    if let after = temporal.after { out += " after \(after)" }
    return out
  }

  private static func text(of predicate: Predicate) -> String {
    // Predicates are trees of no great depth, but an input sets it: written without recursion.
    enum Work {
      case open(Predicate)
      case close(String)
    }
    var out = ""
    var waiting: [Work] = [.open(predicate)]
    while let next = waiting.popLast() {
      switch next {
      case .close(let mark): out += mark
      case .open(.all(let parts)):
        out += "all("
        waiting.append(.close(")"))
        waiting += separated(parts.map(Work.open), by: .close(", "))
      case .open(.any(let parts)):
        out += "any("
        waiting.append(.close(")"))
        waiting += separated(parts.map(Work.open), by: .close(", "))
      case .open(.not(let part)):
        out += "not("
        waiting += [.close(")"), .open(part)]
      case .open(.quantity(let quantity)): out += text(of: quantity)
      case .open(.temporal(let temporal)): out += text(of: temporal)
      case .open(.text(let words)): out += "“\(words)”"
      }
    }
    return out
  }

  /// The parts with a separator between, the last one first.
  private static func separated<Part>(_ parts: [Part], by separator: Part) -> [Part] {
    var out: [Part] = []
    for part in parts.reversed() {
      if !out.isEmpty { out.append(separator) }
      out.append(part)
    }
    return out
  }
}
