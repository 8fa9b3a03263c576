import RuleModel
import Testing
import TextModel

@Suite("Invariants of a graph")
struct InvariantTests {
  @Test("a sound graph violates nothing")
  func soundGraph() {
    #expect(sample().violations() == [])
  }

  @Test("the same name twice is found, whatever it names")
  func repeatedNames() {
    var graph = sample()
    graph.rules.append(graph.rules[0])
    graph.provisions.append(graph.provisions[0])
    graph.organizations.append(graph.organizations[0])
    #expect(
      graph.violations() == [
        .repeatedName(.provision(ProvisionID(1))), .repeatedName(.rule(RuleID(1))),
        .repeatedName(.organization(OrganizationID(1))),
      ])
  }

  @Test("an edge to nowhere is found at either end")
  func edgeToNowhere() {
    var graph = sample()
    graph.edges = [
      Edge(from: .rule(RuleID(9)), to: .organization(OrganizationID(1)), kind: .assignedTo),
      Edge(from: .document, to: .provision(ProvisionID(9)), kind: .partOf),
    ]
    #expect(
      graph.violations() == [
        .unknownNode(.rule(RuleID(9)), by: "edge r9 assigned-to o1"),
        .unknownNode(.provision(ProvisionID(9)), by: "edge document part-of p9"),
      ])
  }

  @Test("a rule in a provision that is not there is found")
  func unknownProvision() {
    var graph = sample()
    graph.rules[0].provision = ProvisionID(7)
    #expect(graph.violations() == [.unknownNode(.provision(ProvisionID(7)), by: "r1")])
  }

  @Test("a quote that is not the text at its place is found, in a rule and in its leaves")
  func quoteElsewhere() {
    var graph = sample()
    graph.rules[0].quote = "应于3月底前"
    guard case .duty(var duty) = graph.rules[0].body else { return }
    duty.temporals[0].span = Span(0, 4)
    graph.rules[0].body = .duty(duty)
    #expect(
      graph.violations() == [
        .quoteDiffers(Span(2, 11), quote: "应于3月底前", of: "r1"), .quoteDiffers(Span(0, 4), quote: "3月底前", of: "r1"),
      ])
  }

  @Test("a quote is compared by code point: canonically equal is not the same")
  func codePoints() {
    let text = SourceText("e\u{301}", folding: Folding())
    var graph = sample()
    graph.text = text
    graph.provisions = []
    graph.edges = []
    graph.rules = [
      Rule(
        id: RuleID(1), provision: nil, span: Span(0, 2), quote: "\u{E9}", rule: "x.y",
        body: .citation(Citation(title: "x", number: nil)))
    ]
    #expect(graph.violations() == [.quoteDiffers(Span(0, 2), quote: "\u{E9}", of: "r1")])
  }

  @Test("a place beyond the text is found and not read")
  func placeOutside() {
    var graph = sample()
    graph.rules[0].span = Span(0, 999)
    graph.provisions[0].span = Span(-1, 3)
    graph.diagnostics = [Diagnostic(.warning, "weight-sum", "…", at: Span(5, 99))]
    #expect(
      graph.violations() == [
        .placeOutside(Span(-1, 3), count: 11, of: "p1"), .placeOutside(Span(0, 999), count: 11, of: "r1"),
        .placeOutside(Span(5, 99), count: 11, of: "diagnostic weight-sum"),
      ])
  }

  @Test("a provision stands behind its parent, so that no provision holds itself")
  func parents() {
    var graph = sample()
    graph.provisions[0].parent = ProvisionID(1)
    #expect(graph.violations() == [.parentNotBefore(ProvisionID(1))])
  }

  @Test("what a sanction and a step point to is of the right kind")
  func pointersOfRules() {
    var graph = sample()
    graph.rules.append(
      Rule(
        id: RuleID(2), provision: nil, span: Span(0, 2), quote: "一、", rule: "sanction.x",
        body: .sanction(Sanction(consequence: "取消资格", trigger: RuleID(1)))))
    graph.rules.append(
      Rule(
        id: RuleID(3), provision: nil, span: Span(0, 2), quote: "一、", rule: "step.x",
        body: .step(Step(name: "申报", order: 1, units: [], temporals: [], next: RuleID(8)))))
    #expect(graph.violations() == [.wrongKind(.rule(RuleID(1)), by: "r2"), .unknownNode(.rule(RuleID(8)), by: "r3")])
  }

  @Test("a predicate's leaves come from left to right, from any depth")
  func leavesOfPredicates() {
    let years = Quantity(span: Span(0, 1), quote: "2", comparison: .atLeast, value: ExactNumber(2), unit: "年")
    let lookback = Temporal(span: Span(0, 1), quote: "近", kind: .lookback, value: "P3Y")
    var deep = Predicate.all([.quantity(years), .not(.any([.text("x"), .temporal(lookback)])), .quantity(years)])
    #expect(deep.leaves == [.quantity(years), .temporal(lookback), .quantity(years)])
    for _ in 0..<1000 { deep = .not(deep) }
    #expect(deep.leaves.count == 3)
  }

  /// 「一、市商务局3月底前报」 with its one duty.
  private func sample() -> RuleGraph {
    let text = SourceText("一、市商务局3月底前报", folding: Folding())
    let temporal = Temporal(span: Span(6, 10), quote: "3月底前", kind: .by, value: "2024-03-31")
    let unit = OrganizationMention(span: Span(2, 6), quote: "市商务局", name: "市商务局", canonical: "临江市商务局")
    let duty = Duty(unit: unit, role: .actor, modality: .must, action: "报", temporals: [temporal])
    return RuleGraph(
      generator: RuleGraph.Generator(name: "guitu", version: "0", grammars: ""), text: text, document: Document(),
      provisions: [
        ProvisionEntry(
          id: ProvisionID(1), path: ["一"], label: "一、", level: .division, heading: nil, span: Span(0, 11), parent: nil)
      ],
      rules: [
        Rule(
          id: RuleID(1), provision: ProvisionID(1), span: Span(2, 11), quote: "市商务局3月底前报", rule: "duty.sentence",
          body: .duty(duty))
      ],
      organizations: [Organization(id: OrganizationID(1), name: "临江市商务局", aliases: ["市商务局"], region: nil)],
      edges: [Edge(from: .rule(RuleID(1)), to: .organization(OrganizationID(1)), kind: .assignedTo)], diagnostics: [])
  }
}
