// What a picture of a graph shows, whichever way it is drawn: the tree of provisions, a card for each rule where it
// stands, and the edges from card to card.
import RuleModel
import TextModel

/// The parts of a picture.
struct GraphPicture {
  /// A provision of the tree, with the cards that stand right in it.
  struct Branch {
    /// Its name in the picture: `p7`, or `document`.
    let id: String
    /// The branch that it hangs on; nil for the root.
    let parent: String?
    let depth: Int
    let label: String
    var cards: [Card] = []
  }

  /// A rule.
  struct Card {
    let id: String
    let section: Section
    /// The kind, and the part that it plays: `条件·须具备`.
    let kind: String
    /// What it says, in few words.
    let text: String
  }

  /// An edge between cards, or from a card to a provision.
  struct Arc {
    let from: String
    let to: String
    let kind: Edge.Kind
    let label: String
  }

  let title: String
  /// Number, issuers and date on one line; empty where the notice has none.
  let subtitle: String
  let branches: [Branch]
  let arcs: [Arc]
  /// How many edges of a kind are not drawn: they would hide the others, and the cards say the same.
  let omitted: [(label: String, count: Int)]
  let words: any Words

  /// The picture of a graph. Provisions without a rule in them or below them are left out.
  init(_ graph: RuleGraph, language: Language) {
    let words = language.words
    self.words = words
    title = graph.document.title ?? words.untitled
    subtitle =
      ([graph.document.number].compactMap(\.self) + graph.document.issuers + [graph.document.date].compactMap(\.self))
      .joined(separator: "  ")
    branches = Self.branches(of: graph, title: title, words)
    var shown = Set(branches.map(\.id))
    shown.remove("document")
    for branch in branches { shown.formUnion(branch.cards.map(\.id)) }
    var arcs: [Arc] = []
    var left: [Edge.Kind: Int] = [:]
    for edge in graph.edges where edge.kind != .partOf {
      let isDrawn = edge.kind != .assignedTo && edge.kind != .defines
      let (from, to) = (edge.from.description, edge.to.description)
      if isDrawn, from != to, shown.contains(from), shown.contains(to) {
        arcs.append(Arc(from: from, to: to, kind: edge.kind, label: words.name(of: edge.kind)))
      } else {
        left[edge.kind, default: 0] += 1
      }
    }
    self.arcs = arcs
    omitted = Edge.Kind.allCases.compactMap { kind in left[kind].map { (words.name(of: kind), $0) } }
  }

  private static func branches(of graph: RuleGraph, title: String, _ words: any Words) -> [Branch] {
    var cards: [ProvisionID: [Card]] = [:]
    // What stands in no provision: before the first of them, and in tables behind the last.
    var before: [Card] = []
    var behind: [Card] = []
    let known = Set(graph.provisions.map(\.id))
    let start = graph.provisions.first?.span.start ?? 0
    for rule in graph.rules {
      let card = card(of: rule, words)
      if let home = rule.provision, known.contains(home) {
        cards[home, default: []].append(card)
      } else if rule.span.start < start {
        before.append(card)
      } else {
        behind.append(card)
      }
    }
    // From the last to the first: a provision stands before those that it holds.
    var isNeeded = Set(cards.keys)
    for entry in graph.provisions.reversed() where isNeeded.contains(entry.id) {
      if let parent = entry.parent { isNeeded.insert(parent) }
    }
    var depths: [ProvisionID: Int] = [:]
    var branches = [Branch(id: "document", parent: nil, depth: 0, label: title, cards: before)]
    for entry in graph.provisions where isNeeded.contains(entry.id) {
      let depth = (entry.parent.flatMap { depths[$0] } ?? 0) + 1
      depths[entry.id] = depth
      let parent = entry.parent.flatMap { depths[$0] == nil ? nil : $0.description } ?? "document"
      let label = [entry.label, entry.heading ?? ""].filter { !$0.isEmpty }.joined(separator: " ")
      branches.append(
        Branch(id: entry.id.description, parent: parent, depth: depth, label: label, cards: cards[entry.id] ?? []))
    }
    if !behind.isEmpty {
      let label = words is ChineseWords ? "条款之外（附表等）" : "Outside provisions (tables …)"
      branches.append(Branch(id: "rest", parent: "document", depth: 1, label: label, cards: behind))
    }
    return branches
  }

  private static func card(of rule: Rule, _ words: any Words) -> Card {
    let section = Section(of: rule.body)
    var role: String?
    let text: String
    switch rule.body {
    case .condition(let condition):
      role = words.name(of: condition.role)
      text = rule.quote
    case .deadline(let deadline):
      text = [words.show(deadline.temporal), deadline.unit?.name ?? "", deadline.action ?? ""].joined(separator: " ")
    case .duty(let duty):
      role = "\(words.name(of: duty.role)) \(words.name(of: duty.modality))"
      text = duty.unit.name + (duty.action.map { " " + $0 } ?? "")
    case .weight(let weight):
      role = words.name(of: weight.row)
      let points = (weight.points.map(words.number) ?? "") + (weight.points == nil ? "" : weight.unit ?? "")
      text = [weight.indicator ?? weight.content ?? rule.quote, points].joined(separator: " ")
    case .target(let target):
      text = [
        target.metric ?? "", words.show(target.quantity, withMetric: target.metric == nil),
        target.temporal.map(words.show) ?? "",
      ].joined(separator: " ")
    case .support(let support):
      role = words.name(of: support.benefit)
      let amounts = words.show(support.quantities.map(Leaf.quantity))
      text = [support.beneficiary ?? "", amounts.isEmpty ? rule.quote : amounts].joined(separator: " ")
    case .sanction(let sanction): text = [sanction.consequence, sanction.cause ?? ""].joined(separator: " ")
    case .step(let step):
      text = "\(step.order). \(step.name) " + step.units.map(\.name).joined(separator: words.separator)
    case .material(let material): text = material.name
    case .definition(let definition): text = "\(definition.term) = \(definition.means ?? "?")"
    case .citation(let citation): text = "《\(citation.title)》\(citation.number ?? "")"
    }
    let kind = words.name(of: section) + (role.map { " · " + $0 } ?? "")
    return Card(id: rule.id.description, section: section, kind: kind, text: DisplayText(text).string)
  }
}

extension Section {
  /// The colours of a card: its edge, and its ground.
  var colors: (edge: String, ground: String) {
    switch self {
    case .conditions: ("#1d4ed8", "#eff6ff")
    case .deadlines: ("#b45309", "#fffbeb")
    case .duties: ("#047857", "#ecfdf5")
    case .weights: ("#7c3aed", "#f5f3ff")
    case .targets: ("#0e7490", "#ecfeff")
    case .supports: ("#be185d", "#fdf2f8")
    case .sanctions: ("#b91c1c", "#fef2f2")
    case .steps: ("#4d7c0f", "#f7fee7")
    case .materials: ("#6b4f2a", "#faf6f0")
    case .definitions, .citations, .organizations, .edges, .diagnostics: ("#475569", "#f8fafc")
    }
  }
}

extension Edge.Kind {
  /// The colour of an edge.
  var color: String {
    switch self {
    case .due: "#b45309"
    case .requires: "#1d4ed8"
    case .excludes, .triggers: "#b91c1c"
    case .precedes: "#4d7c0f"
    case .limits: "#7c3aed"
    default: "#64748b"
    }
  }
}

/// Text as XML takes it.
enum XMLText {
  /// Text with & < > " escaped, and without the characters that XML 1.0 has no place for.
  static func escaped(_ text: String) -> String {
    var shown = ""
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x26: shown += "&amp;"
      case 0x3C: shown += "&lt;"
      case 0x3E: shown += "&gt;"
      case 0x22: shown += "&quot;"
      case 0x09: shown += "&#9;"
      case 0x0A: shown += "&#10;"
      case ..<0x20, 0xFFFE, 0xFFFF: shown += " "
      default: shown.unicodeScalars.append(scalar)
      }
    }
    return shown
  }
}
