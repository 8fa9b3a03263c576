import RuleModel
import TestSupport
import TextModel

/// What is read in a sentence, written down to be compared.
enum Read {
  /// Each time in the sentence once, with its place marked: `「3月底前」 by 2024-03-31`.
  static func temporals(_ sentence: String) throws -> [String] {
    let rules = try facts(sentence)
    return unique(rules.flatMap(\.temporals).sorted { $0.span < $1.span }.map { "「\($0.quote)」 \(line($0))" })
  }

  /// A time without its place: `every P1Y by=09-30`.
  static func line(_ temporal: Temporal) -> String {
    var out = "\(temporal.kind.rawValue) \(temporal.value ?? "-")"
    if temporal.isWorkdays { out += " workdays" }
    if let by = temporal.by { out += " by=\(by)" }
    if let times = temporal.times { out += " times=\(times)" }
    if let after = temporal.after { out += " after=\(after)" }
    return out
  }

  /// Each quantity in the sentence once, with its place marked: `「不少于20家」 >= 20 家`.
  static func quantities(_ sentence: String) throws -> [String] {
    let rules = try facts(sentence)
    return unique(rules.flatMap(\.quantities).sorted { $0.span < $1.span }.map { "「\($0.quote)」 \(line($0))" })
  }

  /// A quantity without its place: `range 2…3 分`.
  static func line(_ quantity: Quantity) -> String {
    let value = quantity.value.description + (quantity.upper.map { "…\($0)" } ?? "")
    return "\(quantity.comparison.rawValue) \(value)\(quantity.unit.isEmpty ? "" : " ")\(quantity.unit)"
  }

  /// The duties of the sentence: `「市科技局牵头落实」 市科技局 lead must`.
  static func duties(_ sentence: String) throws -> [String] { try facts(sentence).compactMap(duty) }

  /// A duty; nil for a rule of another kind.
  static func duty(_ rule: Rule) -> String? {
    guard case .duty(let duty) = rule.body else { return nil }
    return "「\(rule.quote)」 \(duty.unit.name) \(duty.role.rawValue) \(duty.modality.rawValue)"
  }

  /// The conditions among rules: `「成立满2年」 require`, with the subject where it has one.
  static func conditions(_ rules: [Rule]) -> [String] {
    rules.compactMap { rule in
      guard case .condition(let condition) = rule.body else { return nil }
      return "「\(rule.quote)」 \(condition.role.rawValue)\(condition.subject.map { " \($0)" } ?? "")"
    }
  }

  /// The weights among rules: `indicator 研发投入 ← 创新能力 10`.
  static func weights(_ rules: [Rule]) -> [String] {
    rules.compactMap { rule in
      guard case .weight(let weight) = rule.body else { return nil }
      let parent = weight.parent.map { " ← \($0)" } ?? ""
      return
        "\(weight.row.rawValue) \(weight.indicator ?? "-")\(parent) \(weight.points?.description ?? "-")\(weight.unit ?? "")"
    }
  }

  private static func unique(_ lines: [String]) -> [String] {
    var seen: Set<String> = []
    return lines.filter { seen.insert($0).inserted }
  }
}
