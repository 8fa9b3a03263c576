// A rule graph to be read on a terminal: what the notice says of itself, then one table for each kind of rule.
import RuleModel
import TextModel

extension RuleGraph {
  /// The graph as lines of text in a language, at most `width` columns of the terminal wide; nil sets no limit and
  /// shows every cell whole.
  public func table(in language: Language, width: Int?) -> String {
    let page = TablePage(graph: self, words: language.words, width: width.map { max($0, 40) })
    return page.lines().map { $0 + "\n" }.joined()
  }
}

/// The lines of a graph.
private struct TablePage {
  let graph: RuleGraph
  let words: any Words
  let width: Int?
  private let paths: [ProvisionID: String]

  init(graph: RuleGraph, words: any Words, width: Int?) {
    self.graph = graph
    self.words = words
    self.width = width
    let carries = graph.document.carries
    paths = Dictionary(graph.provisions.map { ($0.id, Self.shown($0.path, carries: carries)) }) { first, _ in first }
  }

  /// A path in little room: a carried instrument, whose whole title is its label, by its kind; 条 without their 编, 章
  /// and 节, since they are counted through the whole instrument.
  private static func shown(_ path: [String], carries: String?) -> String {
    let hasArticle = path.contains { $0.hasSuffix("条") }
    let needed = path.filter { label in !hasArticle || !(label.last.map { "编章节".contains($0) } ?? false) }
    return needed.map { label in
      let text = DisplayText(label)
      if text.columns <= 12 { return label }
      if let carries, label.hasSuffix(carries) { return carries }
      return text.truncated(to: 12)
    }.joined(separator: "/")
  }

  func lines() -> [String] {
    var lines = DocumentCard(words: words, width: width).lines(of: graph)
    var rules: [Section: [Rule]] = [:]
    for rule in graph.rules { rules[Section(of: rule.body), default: []].append(rule) }
    for section in Section.allCases {
      let table = table(of: section, rules[section] ?? [])
      guard !table.rows.isEmpty else { continue }
      lines += ["", "\(words.name(of: section)) (\(table.rows.count))"] + table.lines(width: width)
    }
    return lines
  }

  private func table(of section: Section, _ rules: [Rule]) -> TextTable {
    switch section {
    case .conditions:
      table(rules, [role, subject, requirement, quote]) { rule in
        guard case .condition(let condition) = rule.body else { return [] }
        return [
          words.name(of: condition.role), condition.subject ?? "", words.show(condition.predicate), rule.quote,
        ]
      }
    case .deadlines:
      table(rules, [wide(.when), column(.action, share: 2), column(.unit), quote]) { rule in
        guard case .deadline(let deadline) = rule.body else { return [] }
        return [words.show(deadline.temporal), deadline.action ?? "", deadline.unit?.name ?? "", rule.quote]
      }
    case .duties:
      table(rules, [column(.unit, least: 10), role, narrow(.modality), quote, requirement, column(.canonical)]) {
        rule in
        guard case .duty(let duty) = rule.body else { return [] }
        return [
          duty.unit.name, words.name(of: duty.role), words.name(of: duty.modality), rule.quote,
          words.show(rule.leaves), duty.unit.canonical == duty.unit.name ? "" : duty.unit.canonical ?? "",
        ]
      }
    case .weights:
      table(rules, [narrow(.row), column(.parent), column(.indicator), points, quote]) { rule in
        guard case .weight(let weight) = rule.body else { return [] }
        return [
          words.name(of: weight.row), weight.parent ?? "", weight.indicator ?? "",
          (weight.points.map(words.number) ?? "") + (weight.unit ?? ""), rule.quote,
        ]
      }
    case .targets:
      table(rules, [column(.metric, share: 2), wide(.quantity), wide(.when), quote]) { rule in
        guard case .target(let target) = rule.body else { return [] }
        return [
          target.metric ?? "", words.show(target.quantity, withMetric: target.metric == nil),
          target.temporal.map(words.show) ?? "", rule.quote,
        ]
      }
    case .supports:
      table(rules, [narrow(.benefit), column(.beneficiary), wide(.amount), quote]) { rule in
        guard case .support(let support) = rule.body else { return [] }
        return [words.name(of: support.benefit), support.beneficiary ?? "", words.show(rule.leaves), rule.quote]
      }
    case .sanctions:
      table(rules, [column(.consequence, share: 2), narrow(.trigger), quote]) { rule in
        guard case .sanction(let sanction) = rule.body else { return [] }
        return [sanction.consequence, sanction.trigger?.description ?? "", rule.quote]
      }
    case .steps:
      table(rules, [narrow(.order), column(.name), column(.units, share: 2), wide(.when), narrow(.next)]) { rule in
        guard case .step(let step) = rule.body else { return [] }
        return [
          String(step.order), step.name, step.units.map(\.name).joined(separator: words.separator),
          words.show(rule.leaves), step.next?.description ?? "",
        ]
      }
    case .materials:
      table(rules, [column(.name, share: 3), narrow(.copies), column(.recipient), quote]) { rule in
        guard case .material(let material) = rule.body else { return [] }
        return [material.name, words.show(rule.leaves), material.to?.name ?? "", rule.quote]
      }
    case .definitions:
      table(rules, [column(.term), column(.means, share: 3)]) { rule in
        guard case .definition(let definition) = rule.body else { return [] }
        return [definition.term, definition.means ?? ""]
      }
    case .citations:
      table(rules, [column(.title, share: 3), column(.number, least: 12)]) { rule in
        guard case .citation(let citation) = rule.body else { return [] }
        return [citation.title, citation.number ?? ""]
      }
    case .organizations: organizations
    case .edges: edges
    case .diagnostics: diagnostics
    }
  }

  /// A table of rules: name and path, then what is the kind's own.
  private func table(_ rules: [Rule], _ own: [TextTable.Column], cells: (Rule) -> [String]) -> TextTable {
    let columns = [column(.id, least: 4), column(.path, least: 8)] + own
    let table = TextTable(
      columns: columns,
      rows: rules.map { rule in
        [rule.id.description, rule.provision.flatMap { paths[$0] } ?? ""] + cells(rule)
      })
    return table.withoutEmptyColumns()
  }

  private var organizations: TextTable {
    TextTable(
      columns: [column(.id, least: 4), column(.name, share: 2), column(.aliases, share: 2), narrow(.region)],
      rows: graph.organizations.map { organization in
        [
          organization.id.description, organization.name, organization.aliases.joined(separator: words.separator),
          organization.region ?? "",
        ]
      })
  }

  /// Edges that no other table shows: provisions have their paths, and duties their units.
  private var edges: TextTable {
    TextTable(
      columns: [column(.from), column(.relation), column(.to)],
      rows: graph.edges.filter { $0.kind != .partOf && $0.kind != .assignedTo }.map { edge in
        [edge.from.description, words.name(of: edge.kind), edge.to.description]
      })
  }

  private var diagnostics: TextTable { DiagnosticTable(words: words).table(of: graph.diagnostics, in: graph.text) }

  // MARK: - Columns

  private func column(_ head: Head, least: Int = 8, share: Int = 1) -> TextTable.Column {
    TextTable.Column(words.name(of: head), least: least, share: share)
  }

  private func narrow(_ head: Head) -> TextTable.Column { column(head, least: 5) }
  private func wide(_ head: Head) -> TextTable.Column { column(head, least: 12, share: 2) }
  private var role: TextTable.Column { column(.role, least: 6) }
  private var subject: TextTable.Column { column(.subject, least: 6) }
  private var requirement: TextTable.Column { column(.requirement, least: 6, share: 2) }
  private var quote: TextTable.Column { column(.quote, least: 10, share: 5) }
  private var points: TextTable.Column {
    TextTable.Column(words.name(of: .points), isRight: true, least: 6)
  }
}

/// What a notice says of itself, as lines of name and value.
struct DocumentCard {
  let words: any Words
  let width: Int?

  func lines(of graph: RuleGraph) -> [String] {
    let document = graph.document
    return lines(
      title: document.title, source: graph.text,
      fields: [
        (.number, [document.number ?? ""]), (.kind, [document.kind ?? ""]), (.carries, [document.carries ?? ""]),
        (.issuers, document.issuers), (.recipients, document.recipients), (.date, [document.date ?? ""]),
        (.region, [document.region.map { "\($0.name) \($0.code)" } ?? ""]),
        (.effective, [document.effective.map(words.show(date:)) ?? ""]),
        (.validity, [document.validity.map(words.show(date:)) ?? ""]), (.attachments, document.attachments),
        (.contacts, document.contacts.map { [$0.name, $0.phone].compactMap(\.self).joined(separator: " ") }),
      ])
  }

  /// The title, and each field that has a value; a value that needs more lines goes on below its beginning.
  func lines(title: String?, source: SourceText, fields: [(head: Head, values: [String])]) -> [String] {
    let room = width ?? .max
    var lines = DisplayText(title ?? words.untitled).lines(of: room, atMost: .max)
    let named = [(head: Head.source, values: ["\(source.name) (\(source.encoding))"])] + fields
    let shown = named.map { (words.name(of: $0.head), $0.values.joined(separator: words.separator)) }
      .filter { !$0.1.isEmpty }
    let indent = (shown.map { EastAsianWidth.columns(of: $0.0) }.max() ?? 0) + 4
    for (name, value) in shown {
      let parts = DisplayText(value).lines(of: max(room - indent, 10), atMost: width == nil ? .max : 4)
      for (index, part) in parts.enumerated() {
        let head = index == 0 ? "  " + name : ""
        lines.append(head + String(repeating: " ", count: max(0, indent - EastAsianWidth.columns(of: head))) + part)
      }
    }
    return lines
  }
}
