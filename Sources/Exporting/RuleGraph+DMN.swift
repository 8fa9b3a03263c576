// The conditions of a notice as a decision table (OMG DMN 1.3, https://www.omg.org/spec/DMN/1.3): facts of an applicant in,
// `eligible`, `not` or `unknown` and the reason out.
import RuleModel
import TextModel

extension RuleGraph {
  /// The decision table, its labels in the notice's own words. The first row that fits decides: a row for each clause
  /// that is broken (`not`), then a row for each that can't be judged since a fact is null (`unknown`), then `eligible`.
  /// A notice in which no condition was read gives `unknown` for everybody.
  public func dmn(in language: Language) -> String { DecisionPage(self, language).text }
}

private struct DecisionPage {
  private let table: EligibilityTable
  private let graph: RuleGraph
  private let isChinese: Bool
  /// The facts of the columns: a fact that a clause names twice has two.
  private var columns: [Int] = []

  init(_ graph: RuleGraph, _ language: Language) {
    self.graph = graph
    isChinese = language == .chinese
    table = EligibilityTable(graph)
    var needed = [Int](repeating: 1, count: table.facts.count)
    for clause in table.clauses {
      var counts: [Int: Int] = [:]
      for literal in clause.literals { counts[literal.fact, default: 0] += 1 }
      for (fact, count) in counts { needed[fact] = max(needed[fact], count) }
    }
    let used = Set(table.clauses.flatMap { $0.literals.map(\.fact) })
    for fact in table.facts.indices where used.contains(fact) {
      columns += Array(repeating: fact, count: needed[fact])
    }
  }

  var text: String {
    let title = graph.document.title ?? graph.text.name
    var lines = [
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>",
      "<definitions xmlns=\"https://www.omg.org/spec/DMN/20191111/MODEL/\" id=\"notice\" name=\"\(e(title))\" "
        + "namespace=\"urn:guitu:notice:\(e(graph.text.sha256.isEmpty ? "0" : String(graph.text.sha256.prefix(32))))\">",
    ]
    lines.append("  <decision id=\"eligibility\" name=\"eligibility\">")
    lines.append("    <description>\(e(description))</description>")
    lines.append("    <variable id=\"eligibility_variable\" name=\"eligibility\"/>")
    let facts = Set(columns).sorted()
    for fact in facts {
      let name = table.facts[fact].name
      lines += [
        "    <informationRequirement id=\"needs_\(name)\">", "      <requiredInput href=\"#data_\(name)\"/>",
        "    </informationRequirement>",
      ]
    }
    lines.append("    <decisionTable id=\"table\" hitPolicy=\"FIRST\">")
    for (index, fact) in columns.enumerated() {
      let fact = table.facts[fact]
      lines += [
        "      <input id=\"input_\(index + 1)\" label=\"\(e(fact.label))\">",
        "        <inputExpression id=\"expression_\(index + 1)\" typeRef=\"\(fact.kind == .number ? "number" : "boolean")\">",
        "          <text>\(fact.name)</text>", "        </inputExpression>", "      </input>",
      ]
    }
    lines += [
      "      <output id=\"output_1\" name=\"eligibility\" typeRef=\"string\">",
      "        <outputValues id=\"values_1\">", "          <text>\"eligible\",\"not\",\"unknown\"</text>",
      "        </outputValues>", "      </output>",
      "      <output id=\"output_2\" name=\"reason\" typeRef=\"string\"/>",
    ]
    for (index, clause) in table.clauses.enumerated() {
      lines += row(clause, result: "not", id: "not_\(index + 1)") { Self.broken($0.test) }
    }
    for (index, clause) in table.clauses.enumerated() {
      for (number, nulls) in Self.unknown(clause.literals.count).enumerated() {
        var position = 0
        lines += row(clause, result: "unknown", id: "unknown_\(index + 1)_\(number + 1)") { literal in
          defer { position += 1 }
          return nulls.map { $0[position] ? "null" : Self.broken(literal.test) } ?? "null," + Self.broken(literal.test)
        }
      }
    }
    lines += rows(
      cells: [:], result: table.clauses.isEmpty ? "unknown" : "eligible", id: "last",
      reason: table.clauses.isEmpty ? say("未读到申报条件", "no condition was read") : say("全部满足", "all conditions are met"))
    lines += ["    </decisionTable>", "  </decision>"]
    for fact in facts {
      let fact = table.facts[fact]
      lines += [
        "  <inputData id=\"data_\(fact.name)\" name=\"\(fact.name)\">",
        "    <description>\(e(fact.label))</description>",
        "    <variable id=\"variable_\(fact.name)\" name=\"\(fact.name)\" typeRef=\"\(fact.kind == .number ? "number" : "boolean")\"/>",
        "  </inputData>",
      ]
    }
    return (lines + ["</definitions>"]).map { $0 + "\n" }.joined()
  }

  private var description: String {
    say(
      "“\(graph.document.title ?? graph.text.name)”的申报条件。输入：数值按标注的单位，是非为 true、false，不知道的为 null。",
      "Conditions of “\(graph.document.title ?? graph.text.name)”. In: numbers in the unit of the label; true or false; null for what is not known."
    )
  }

  private func row(
    _ clause: EligibilityTable.Clause, result: String, id: String, _ cell: (EligibilityTable.Literal) -> String
  ) -> [String] {
    var cells: [Int: String] = [:]
    for literal in clause.literals {
      // The first column of the fact that is still free.
      guard let at = columns.indices.first(where: { columns[$0] == literal.fact && cells[$0] == nil }) else { continue }
      cells[at] = cell(literal)
    }
    let reason = "\(clause.rule): " + clause.quote
    return rows(cells: cells, result: result, id: id, reason: reason)
  }

  private func rows(cells: [Int: String], result: String, id: String, reason: String) -> [String] {
    var lines = ["      <rule id=\"\(id)\">", "        <description>\(e(reason))</description>"]
    for index in columns.indices {
      lines.append(
        "        <inputEntry id=\"\(id)_in_\(index + 1)\"><text>\(e(cells[index] ?? "-"))</text></inputEntry>")
    }
    lines.append("        <outputEntry id=\"\(id)_out_1\"><text>\"\(result)\"</text></outputEntry>")
    lines.append("        <outputEntry id=\"\(id)_out_2\"><text>\(e(Self.string(reason)))</text></outputEntry>")
    return lines + ["      </rule>"]
  }

  /// A string of FEEL.
  private static func string(_ text: String) -> String {
    "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
  }

  /// Which of the alternatives of a clause are not known where it can't be judged, one list a row: each of them broken
  /// or null, and one at least null. nil for many alternatives: then a cell says “null or broken”, which not every
  /// engine reads.
  private static func unknown(_ count: Int) -> [[Bool]?] {
    guard count <= 4 else { return [nil] }
    return (1..<(1 << count)).map { bits in (0..<count).map { bits & (1 << $0) != 0 } }
  }

  /// The test of FEEL that is true where the literal is known not to hold.
  private static func broken(_ test: EligibilityTable.Literal.Test) -> String {
    switch test {
    case .holds(let holds): return holds ? "false" : "true"
    case .compares(let comparison, let value, let upper, let isNegated):
      switch (comparison, isNegated) {
      case (.atLeast, false), (.lessThan, true): return "< \(value)"
      case (.atMost, false), (.moreThan, true): return "> \(value)"
      case (.lessThan, false), (.atLeast, true): return ">= \(value)"
      case (.moreThan, false), (.atMost, true): return "<= \(value)"
      case (.equal, false): return "< \(value),> \(value)"
      case (.equal, true): return "\(value)"
      case (.range, false): return upper.map { "< \(value),> \($0)" } ?? "< \(value)"
      case (.range, true): return upper.map { "[\(value)..\($0)]" } ?? ">= \(value)"
      }
    }
  }

  private func e(_ text: String) -> String { XMLText.escaped(text) }
  private func say(_ chinese: String, _ english: String) -> String { isChinese ? chinese : english }
}
