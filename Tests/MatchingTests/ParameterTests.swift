import GrammarLanguage
import Testing

@Suite("Patterns with parts that a use gives")
struct ParameterTests {
  static let list = "list(item, join) = {item} ({join} {item})*"

  static let rows: [(lets: [String], pattern: String, text: String, found: [String])] = [
    ([list], "{list(甲|乙, 和)}", "甲和乙和甲丙", ["甲和乙和甲"]),
    ([list], "{list(<number>, 丙)} 家", "3丙4家，5家", ["3丙4家", "5家"]),
    ([list], "{list({list(甲, 乙)}, 丁)}", "甲乙甲丁甲", ["甲乙甲丁甲"]),
    ([list, "pair(x) = {list({x}, 和|与)} 等"], "{pair(甲 丙?)}", "甲丙和甲与甲丙等", ["甲丙和甲与甲丙等"]),
    (["twice(x) = {x} {x}", "x = 乙"], "{twice(甲)} {x}", "甲甲乙", ["甲甲乙"]),
    (["swap(a, b) = {b} {a}"], "{swap({swap(甲, 乙)}, 丙)}", "丙乙甲", ["丙乙甲"]),
    (["any(x) = {x}{2,3}"], "{any('，')}", "甲，，乙", ["，，"]),
  ]

  @Test("match as if what is given stood there", arguments: rows)
  func matches(lets: [String], pattern: String, text: String, found: [String]) throws {
    #expect(try SampleGrammar(["a = \(pattern)"], lets: lets).found(text) == found)
  }

  @Test("a pattern that uses itself is refused, and one that doubles without end too")
  func circles() {
    #expect(throws: GrammarError.self) { try SampleGrammar(["a = {f(甲)}"], lets: ["f(x) = {x} {f({x} {x})}"]) }
    let doubling = (1..<23).map { "d\($0)(x) = {d\($0 - 1)({x} {x})}" }
    #expect(throws: GrammarError.self) { try SampleGrammar(["a = {d22(甲)}"], lets: ["d0(x) = {x}"] + doubling) }
  }
}
