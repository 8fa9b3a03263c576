import RuleModel
import TestSupport
import TextModel
import Testing

@Suite("Keys of rules")
struct KeyTests {
  @Test("a key stays when the rule moves and rules before it come or go, and changes with the rule's words")
  func staysPut() {
    let first = keys("甲应于6月前报送。乙应公示。", ["甲应于6月前报送", "乙应公示"])
    let moved = keys("新增一句。丙应检查。  乙应 公示。甲应于6月前报送。", ["丙应检查", "乙应 公示", "甲应于6月前报送"])
    #expect(moved[1] == first[1])
    #expect(moved[2] == first[0])
    #expect(keys("甲应于7月前报送。", ["甲应于7月前报送"])[0] != first[0])
  }

  @Test("rules with the same words are told apart by their order")
  func repeated() {
    let keys = keys("甲应公示。甲应公示。", ["甲应公示", "甲应公示"])
    #expect(Set(keys).count == 2)
    #expect(keys[0].hasSuffix("-1") && keys[1].hasSuffix("-2"))
    #expect(keys[0].hasPrefix("definition-") && keys[0].dropLast(2) == keys[1].dropLast(2))
  }

  private func keys(_ text: String, _ quotes: [String]) -> [String] {
    let source = SourceText(text, folding: Folding())
    let rules = quotes.enumerated().map { index, quote in
      Rule(
        id: RuleID(index + 1), provision: nil, span: Span(index, index + 1), quote: quote, rule: "test.rule",
        body: .definition(Definition(term: "词", means: nil)))
    }
    return RuleGraph(
      generator: .init(name: "test", version: "0", grammars: ""), text: source, document: Document(), provisions: [],
      rules: rules, organizations: [], edges: [], diagnostics: []
    ).stableKeys()
  }
}
