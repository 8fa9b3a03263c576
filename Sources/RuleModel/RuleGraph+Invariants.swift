// What holds in every rule graph, whoever made it: names are unique, what is named exists, a quote is at its place.
import TextModel

/// Something that must hold in a graph and does not.
public enum Violation: Hashable, Sendable, CustomStringConvertible {
  /// Two nodes have the same name.
  case repeatedName(GraphNode)
  /// A node is named that the graph does not have; `by` says where.
  case unknownNode(GraphNode, by: String)
  /// A node is named that is of another kind than its place asks for; `by` says where.
  case wrongKind(GraphNode, by: String)
  /// A provision stands before the one that holds it, or holds itself.
  case parentNotBefore(ProvisionID)
  /// A place reaches beyond the text, whose length is given.
  case placeOutside(Span, count: Int, of: String)
  /// The text at the place has other characters than the quote.
  case quoteDiffers(Span, quote: String, of: String)

  /// One line that names the place and what is wrong there.
  public var description: String {
    switch self {
    case .repeatedName(let node): "\(node): the name is given twice"
    case .unknownNode(let node, let owner): "\(owner): names \(node), which the graph does not have"
    case .wrongKind(let node, let owner): "\(owner): names \(node), which is of another kind"
    case .parentNotBefore(let id): "\(id): does not stand behind the provision that holds it"
    case .placeOutside(let span, let count, let owner):
      "\(owner): [\(span.start), \(span.end)) reaches beyond the text of \(count) code points"
    case .quoteDiffers(let span, let quote, let owner):
      "\(owner): the text has other characters at [\(span.start), \(span.end)) than “\(quote)”"
    }
  }
}

extension RuleGraph {
  /// What does not hold in the graph, in the order of its parts; none in a sound graph.
  public func violations() -> [Violation] {
    var check = InvariantCheck(self)
    check.run()
    return check.violations
  }
}

private struct InvariantCheck {
  let graph: RuleGraph
  var violations: [Violation] = []
  private var nodes: Set<GraphNode> = [.document]
  private var kinds: [RuleID: String] = [:]

  init(_ graph: RuleGraph) { self.graph = graph }

  mutating func run() {
    collectNames()
    checkProvisions()
    for rule in graph.rules { check(rule) }
    for edge in graph.edges {
      let owner = "edge \(edge.from) \(edge.kind.rawValue) \(edge.to)"
      require(edge.from, by: owner)
      require(edge.to, by: owner)
    }
    for diagnostic in graph.diagnostics {
      if let span = diagnostic.span { checkPlace(span, of: "diagnostic \(diagnostic.code)") }
    }
  }

  private mutating func collectNames() {
    let names =
      graph.provisions.map { GraphNode.provision($0.id) } + graph.rules.map { .rule($0.id) }
      + graph.organizations.map { .organization($0.id) }
    for name in names where !nodes.insert(name).inserted { violations.append(.repeatedName(name)) }
    for rule in graph.rules { kinds[rule.id] = rule.body.kind }
  }

  private mutating func checkProvisions() {
    var before: Set<ProvisionID> = []
    for provision in graph.provisions {
      checkPlace(provision.span, of: provision.id.description)
      if let parent = provision.parent {
        require(.provision(parent), by: provision.id.description)
        if nodes.contains(.provision(parent)) && !before.contains(parent) {
          violations.append(.parentNotBefore(provision.id))
        }
      }
      before.insert(provision.id)
    }
  }

  private mutating func check(_ rule: Rule) {
    let owner = rule.id.description
    if let provision = rule.provision { require(.provision(provision), by: owner) }
    checkQuote(rule.quote, at: rule.span, of: owner)
    for leaf in rule.leaves { checkQuote(leaf.quote, at: leaf.span, of: owner) }
    switch rule.body {
    case .sanction(let sanction): require(sanction.trigger, kind: "condition", by: owner)
    case .step(let step): require(step.next, kind: "step", by: owner)
    case .condition, .deadline, .duty, .weight, .target, .support, .material, .definition, .citation: break
    }
  }

  private mutating func require(_ node: GraphNode, by owner: String) {
    if !nodes.contains(node) { violations.append(.unknownNode(node, by: owner)) }
  }

  private mutating func require(_ id: RuleID?, kind: String, by owner: String) {
    guard let id else { return }
    require(.rule(id), by: owner)
    if let found = kinds[id], found != kind { violations.append(.wrongKind(.rule(id), by: owner)) }
  }

  private mutating func checkPlace(_ span: Span, of owner: String) {
    if span.start < 0 || span.end > graph.text.count {
      violations.append(.placeOutside(span, count: graph.text.count, of: owner))
    }
  }

  private mutating func checkQuote(_ quote: String, at span: Span, of owner: String) {
    guard span.start >= 0, span.end <= graph.text.count else {
      violations.append(.placeOutside(span, count: graph.text.count, of: owner))
      return
    }
    if !graph.text.scalars[span.range].elementsEqual(quote.unicodeScalars) {
      violations.append(.quoteDiffers(span, quote: quote, of: owner))
    }
  }
}
