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
  /// A column of the table. An engine need not know how to compare null with a number: whether a number is known is
  /// asked in a column of its own, to the left of its value.
  private struct Column: Hashable {
    enum Question: Int, Hashable, Comparable {
      /// Whether the number is known.
      case known
      /// The fact itself.
      case value
      /// Whether it is false or not known; whether it is true or not known.
      case notTrue, notFalse
      /// Whether the number is known and fits `test`.
      case fits

      static func < (left: Question, right: Question) -> Bool { left.rawValue < right.rawValue }
    }
    var fact: Int
    var question: Question
    /// Which of several with the same question: a range has two values.
    var copy = 0
    /// What a number fits, with `x` for it.
    var test = ""
  }

  private let table: EligibilityTable
  private let graph: RuleGraph
  private let isChinese: Bool
  private var columns: [Column] = []
  /// The rows but for the last.
  private var cells: [(id: String, result: String, clause: Int, cells: [Column: String])] = []

  /// With more alternatives than these a clause gets no row for each way in which it may not be known.
  private static let fewAlternatives = 4

  init(_ graph: RuleGraph, _ language: Language) {
    self.graph = graph
    isChinese = language == .chinese
    table = EligibilityTable(graph)
    for (index, clause) in table.clauses.enumerated() {
      let ways = Self.product(Self.unique(clause.literals).map { broken($0) })
      for (number, way) in ways.enumerated() {
        cells.append((ways.count == 1 ? "not_\(index + 1)" : "not_\(index + 1)_\(number + 1)", "not", index, way))
      }
    }
    for (index, clause) in table.clauses.enumerated() {
      for (number, way) in unknown(Self.unique(clause.literals)).enumerated() {
        cells.append(("unknown_\(index + 1)_\(number + 1)", "unknown", index, way))
      }
    }
    columns = Set(cells.flatMap(\.cells.keys)).sorted {
      ($0.fact, $0.question, $0.copy, $0.test) < ($1.fact, $1.question, $1.copy, $1.test)
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
    let facts = Set(columns.map(\.fact)).sorted()
    for fact in facts {
      let name = table.facts[fact].name
      lines += [
        "    <informationRequirement id=\"needs_\(name)\">", "      <requiredInput href=\"#data_\(name)\"/>",
        "    </informationRequirement>",
      ]
    }
    lines.append("    <decisionTable id=\"table\" hitPolicy=\"FIRST\">")
    for (index, column) in columns.enumerated() {
      let isNumber = table.facts[column.fact].kind == .number && column.question == .value
      lines += [
        "      <input id=\"input_\(index + 1)\" label=\"\(e(label(column)))\">",
        "        <inputExpression id=\"expression_\(index + 1)\" typeRef=\"\(isNumber ? "number" : "boolean")\">",
        "          <text>\(e(expression(column)))</text>", "        </inputExpression>", "      </input>",
      ]
    }
    lines += [
      "      <output id=\"output_1\" name=\"eligibility\" typeRef=\"string\">",
      "        <outputValues id=\"values_1\">", "          <text>\"eligible\",\"not\",\"unknown\"</text>",
      "        </outputValues>", "      </output>",
      "      <output id=\"output_2\" name=\"reason\" typeRef=\"string\"/>",
    ]
    for row in cells {
      let clause = table.clauses[row.clause]
      lines += rows(cells: row.cells, result: row.result, id: row.id, reason: "\(clause.rule): " + clause.quote)
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

  private func label(_ column: Column) -> String {
    let label = table.facts[column.fact].label
    switch column.question {
    case .known: return say("已知：", "known: ") + label
    case .value: return label
    case .notTrue: return say("否或不知：", "no or not known: ") + label
    case .notFalse: return say("是或不知：", "yes or not known: ") + label
    case .fits: return label + " " + column.test.replacing("x ", with: "")
    }
  }

  /// FEEL that an engine which reads cells as Python can evaluate too.
  private func expression(_ column: Column) -> String {
    let name = table.facts[column.fact].name
    switch column.question {
    case .known: return name + " != null"
    case .value: return name
    case .notTrue: return name + " != true"
    case .notFalse: return name + " != false"
    case .fits: return "\(name) != null and " + column.test.replacing("x", with: name)
    }
  }

  private func rows(cells: [Column: String], result: String, id: String, reason: String) -> [String] {
    var lines = ["      <rule id=\"\(id)\">", "        <description>\(e(reason))</description>"]
    for (index, column) in columns.enumerated() {
      lines.append(
        "        <inputEntry id=\"\(id)_in_\(index + 1)\"><text>\(e(cells[column] ?? "-"))</text></inputEntry>")
    }
    lines.append("        <outputEntry id=\"\(id)_out_1\"><text>\"\(result)\"</text></outputEntry>")
    lines.append("        <outputEntry id=\"\(id)_out_2\"><text>\(e(Self.string(reason)))</text></outputEntry>")
    return lines + ["      </rule>"]
  }

  /// A string of FEEL.
  private static func string(_ text: String) -> String {
    "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
  }

  // MARK: - Rows of a clause

  private typealias Way = [Column: String]

  private static func unique(_ literals: [EligibilityTable.Literal]) -> [EligibilityTable.Literal] {
    var kept: [EligibilityTable.Literal] = []
    for literal in literals where !kept.contains(where: { $0.fact == literal.fact && $0.test == literal.test }) {
      kept.append(literal)
    }
    return kept
  }

  /// Every choice of one way for each; cells of one column that say different things get columns of their own.
  private static func product(_ choices: [[Way]]) -> [Way] {
    choices.reduce([[:]]) { found, ways in
      found.flatMap { one in ways.map { merged(one, $0) } }
    }
  }

  private static func merged(_ left: Way, _ right: Way) -> Way {
    var way = left
    for (column, cell) in right.sorted(by: { $0.key.copy < $1.key.copy }) {
      var free = column
      while let there = way[free], there != cell { free.copy += 1 }
      way[free] = cell
    }
    return way
  }

  /// The ways in which a literal is known not to hold.
  private func broken(_ literal: EligibilityTable.Literal) -> [Way] {
    let value = Column(fact: literal.fact, question: .value)
    let known = Column(fact: literal.fact, question: .known)
    func one(_ test: String) -> Way { [known: "true", value: test] }
    switch literal.test {
    case .holds(let holds): return [[value: holds ? "false" : "true"]]
    case .compares(let comparison, let number, let upper, let isNegated):
      switch (comparison, isNegated) {
      case (.atLeast, false), (.lessThan, true): return [one("< \(number)")]
      case (.atMost, false), (.moreThan, true): return [one("> \(number)")]
      case (.lessThan, false), (.atLeast, true): return [one(">= \(number)")]
      case (.moreThan, false), (.atMost, true): return [one("<= \(number)")]
      case (.equal, false): return [one("< \(number)"), one("> \(number)")]
      case (.equal, true): return [one("\(number)")]
      case (.range, false): return [one("< \(number)")] + (upper.map { [one("> \($0)")] } ?? [])
      case (.range, true):
        guard let upper else { return [one(">= \(number)")] }
        return [Self.merged(one(">= \(number)"), one("<= \(upper)"))]
      }
    }
  }

  /// The ways in which a literal is not known.
  private func unknown(_ literal: EligibilityTable.Literal) -> Way {
    if case .holds = literal.test { return [Column(fact: literal.fact, question: .value): "null"] }
    return [Column(fact: literal.fact, question: .known): "false"]
  }

  /// The ways in which a clause can't be judged: none of its alternatives is known to hold, and one is not known.
  private func unknown(_ literals: [EligibilityTable.Literal]) -> [Way] {
    let isSmall = literals.count <= Self.fewAlternatives
    let ways = literals.indices.flatMap { index in
      let others = literals.indices.filter { $0 != index }.map { other -> [Way] in
        let literal = literals[other]
        // The first that is not known is `index`.
        if isSmall { return broken(literal) + (other < index ? [] : [unknown(literal)]) }
        switch literal.test {
        case .holds(let holds):
          return [[Column(fact: literal.fact, question: holds ? .notTrue : .notFalse): "true"]]
        case .compares:
          return [[Column(fact: literal.fact, question: .fits, test: Self.fitting(literal.test)): "false"]]
        }
      }
      return Self.product([[unknown(literals[index])]] + others)
    }
    // A number is not known and unknown at once.
    return ways.filter { way in !way.keys.contains { $0.question == .known && $0.copy > 0 } }
  }

  /// What a number `x` must be for a literal to hold.
  private static func fitting(_ test: EligibilityTable.Literal.Test) -> String {
    guard case .compares(let comparison, let number, let upper, let isNegated) = test else { return "x" }
    switch (comparison, isNegated) {
    case (.atLeast, false), (.lessThan, true): return "x >= \(number)"
    case (.atMost, false), (.moreThan, true): return "x <= \(number)"
    case (.lessThan, false), (.atLeast, true): return "x < \(number)"
    case (.moreThan, false), (.atMost, true): return "x > \(number)"
    case (.equal, false): return "x >= \(number) and x <= \(number)"
    case (.equal, true): return "x != \(number)"
    case (.range, false): return "x >= \(number)" + (upper.map { " and x <= \($0)" } ?? "")
    case (.range, true): return upper.map { "(x < \(number) or x > \($0))" } ?? "x < \(number)"
    }
  }

  private func e(_ text: String) -> String { XMLText.escaped(text) }
  private func say(_ chinese: String, _ english: String) -> String { isChinese ? chinese : english }
}
