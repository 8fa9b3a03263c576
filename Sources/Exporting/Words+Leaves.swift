// Numbers and times in a reader's words.
import RuleModel
import TextModel

extension Words {
  /// A bound number, with what is measured before it: `≥ 2年`, `0.5–0.6667`, `营业额 ≥ 5000万元`, `每月 = 1000元`.
  func show(_ quantity: Quantity, withMetric: Bool = true) -> String {
    let unit = quantity.unit
    let value = number(quantity.value)
    var bound: String
    switch quantity.comparison {
    case .atLeast: bound = "≥ \(value)\(unit)"
    case .atMost: bound = "≤ \(value)\(unit)"
    case .lessThan: bound = "< \(value)\(unit)"
    case .moreThan: bound = "> \(value)\(unit)"
    case .equal: bound = "= \(value)\(unit)"
    case .range: bound = "\(value)–\(quantity.upper.map(number) ?? "")\(unit)"
    }
    if let period = quantity.period { bound = "\(show(period)) \(bound)" }
    guard withMetric, let metric = quantity.metric, !metric.isEmpty else { return bound }
    return "\(metric) \(bound)"
  }

  /// A time: `2024-03-31 前`, `within 5 working days from “收到”`.
  func show(_ temporal: Temporal) -> String {
    var parts: [String] = []
    if let value = temporal.value {
      let units = ISODuration.parts(of: value)
      let shown = units.map { duration($0, isWorkdays: temporal.isWorkdays) } ?? value
      if temporal.kind == .every, let units, units.count == 1, units[0].number == "1" {
        parts.append(every(units[0].unit))
      } else {
        parts.append(phrase(temporal.kind, value: shown, isDuration: units != nil))
      }
    } else {
      parts.append(temporal.quote)
    }
    if let monthDay = temporal.by { parts.append(recurring(by: monthDay)) }
    if let times = temporal.times { parts.append(recurring(times: times)) }
    if let event = temporal.after { parts.append(temporal.isBefore ? counted(before: event) : counted(from: event)) }
    if let day = temporal.resolved { parts.append("→ \(day)") }
    if let day = temporal.moved { parts.append(moved(to: day)) }
    return parts.joined(separator: " ")
  }

  /// A day or a length of time by itself: `2024-03-31`, `2 years`, `the day of issue`.
  func show(date value: String) -> String {
    if value == "on-issue" { return onIssue }
    return ISODuration.parts(of: value).map { duration($0, isWorkdays: false) } ?? value
  }

  /// The numbers and times of a predicate, one behind the other, with a mark before those that must not be.
  func show(_ predicate: Predicate) -> String {
    var shown: [String] = []
    var waiting = [(predicate, isNot: false)]
    while let (part, isNot) = waiting.popLast() {
      let mark = isNot ? negation : ""
      switch part {
      case .all(let parts), .any(let parts): waiting.append(contentsOf: parts.reversed().map { ($0, isNot: isNot) })
      case .not(let inner): waiting.append((inner, isNot: !isNot))
      case .quantity(let quantity): shown.append(mark + show(quantity))
      case .temporal(let temporal): shown.append(mark + show(temporal))
      case .text: break
      }
    }
    return shown.joined(separator: separator)
  }

  /// Numbers and times, one behind the other; bodies are left out.
  func show(_ leaves: [Leaf]) -> String {
    leaves.compactMap { leaf in
      switch leaf {
      case .quantity(let quantity): show(quantity)
      case .temporal(let temporal): show(temporal)
      case .organization: nil
      }
    }.joined(separator: separator)
  }
}

/// Durations of ISO 8601.
enum ISODuration {
  /// `P1Y6M` as `1 Y, 6 M`; hours, minutes and seconds have small letters. nil for what is no duration.
  static func parts(of value: String) -> [(number: String, unit: Character)]? {
    guard value.first == "P" else { return nil }
    var parts: [(number: String, unit: Character)] = []
    var number = ""
    var isTime = false
    for character in value.dropFirst() {
      switch character {
      case "0"..."9", ".": number.append(character)
      case "T" where !isTime && number.isEmpty: isTime = true
      case "Y" where !isTime, "M" where !isTime, "W" where !isTime, "D" where !isTime:
        parts.append((number, character))
        number = ""
      case "H" where isTime, "M" where isTime, "S" where isTime:
        parts.append((number, character == "H" ? "h" : character == "M" ? "m" : "s"))
        number = ""
      default: return nil
      }
    }
    return number.isEmpty && !parts.isEmpty && !parts.contains { $0.number.isEmpty } ? parts : nil
  }
}
