import Checking
import GrammarLanguage
import Guitu
import Loading
import Testing

@Suite("A grammar is looked through")
struct GrammarLintTests {
  private static func rule(
    _ name: String = "r", match: String, makes: String = "word", yes: String = "「甲」", extra: String = "  no 乙\n"
  ) -> String { "rule \(name) 说明\n  match \(match)\n  makes \(makes)\n  yes \(yes)\n\(extra)" }

  /// What a file says, and what is found in it: `kind line`.
  static let cases: [(text: String, findings: [String])] = [
    ("stage phrase\n\n" + rule(match: "甲"), []),
    ("stage phrase\n\n" + rule(match: "甲", extra: ""), ["few-examples 3"]),
    ("stage phrase\n\nlet a = 甲\n\n" + rule(match: "甲"), ["unused-let 3"]),
    ("stage phrase\n\n" + rule(match: "a:甲"), ["unused-capture 4"]),
    // No date is made before the file of dates has been tried, and nothing says that this one comes behind it.
    ("stage phrase\n\n" + rule(match: "甲 <temporal>?"), ["missing-uses 1", "too-early 4", "dead-part 3"]),
    (
      "stage name\n\n" + rule(match: "t:<date>", makes: "definition term=@t"),
      ["missing-uses 1", "too-early 4", "never-matches 3"]
    ),
    // A clause does not begin behind a word.
    ("stage phrase\n\n" + rule(match: "甲 ^clause 丁"), ["never-matches 3"]),
    ("stage phrase\n\n" + rule(match: "甲 <comma> ^clause 丁", yes: "「甲，丁」"), []),
    ("stage phrase\n\n" + rule(match: "甲 $clause 丁"), ["never-matches 3"]),
    // 甲 stands in no list, 以上 does: its two characters never stand apart.
    ("stage phrase\n\n" + rule(match: "以 上 甲"), ["never-matches 3"]),
    ("stage phrase\n\n" + rule(match: "甲 (以 上|以上) 丁?"), ["dead-part 3"]),
    ("stage phrase\n\n" + rule(match: "甲 <time-units value=eon>"), ["never-matches 3"]),
    (
      "stage phrase\n\n" + rule("r", match: "甲 丁", yes: "「甲丁」")
        + rule("s", match: "甲 (丁|戊)", makes: "label role=lead", yes: "「甲戊」"),
      ["ambiguous 8"]
    ),
    (
      "stage phrase\n\n" + rule("r", match: "甲 丁", yes: "「甲丁」")
        + rule("s", match: "甲 (丁|戊)", makes: "label role=lead", yes: "「甲戊」", extra: "  priority -1\n  no 乙\n"), []
    ),
    (
      "stage phrase\n\n" + rule("r", match: "甲 丁 戊?", yes: "「甲丁」")
        + rule("s", match: "甲 丁", makes: "label role=lead", yes: "「甲丁」", extra: "  priority -1\n  no 乙\n"),
      ["shadowed 8"]
    ),
  ]

  @Test("what can hardly be meant is found where it stands", arguments: cases)
  func findings(text: String, findings: [String]) throws {
    let found = GrammarLint(try LoadedGrammar(fewTexts(text)), filter: "rules/mine.grammar").findings
    #expect(found.map { "\($0.kind.rawValue) \($0.place.line)" }.sorted() == findings.sorted(), "\(found)")
  }

  @Test("words that no rule asks for, that stand twice, or that are never cut as one are found")
  func words() throws {
    let mine = "stage phrase\n\n" + Self.rule(match: "<my-words>", yes: "「天地人」")
    let grammar = fewTexts(mine).overridden(by: [
      .init(path: "words/my-words.txt", text: "# 甲\n天地人\n天地人\n2025\n"), .init(path: "words/my-wods.txt", text: "天\n"),
    ])
    let found = GrammarLint(try LoadedGrammar(grammar), filter: "words/my").findings
    #expect(
      found.map(\.description) == [
        "words/my-wods.txt:1:1: unused-list: no rule asks for the list “my-wods” — "
          + "test it with <my-wods>, or rename it to “my-words+” to add to that list",
        "words/my-words.txt:3:1: duplicate-entry: “天地人” stands already in line 2 — take one away",
      ])
  }

  @Test("a line “lint: allow” with a reason lets a finding stand; one that allows nothing is itself found")
  func allowances() throws {
    func found(_ line: String) throws -> [String] {
      let text = "stage phrase\n\nrule r 说明\n  \(line)\n  match 甲\n  makes word\n  yes 「甲」\n"
      return GrammarLint(try LoadedGrammar(fewTexts(text)), filter: "rules/mine.grammar").findings
        .map { "\($0.kind.rawValue): \($0.finding)" }
    }
    #expect(try found("# lint: allow few-examples — 只有一种写法") == [])
    #expect(
      try found("# lint: allow few-examples") == [
        "few-examples: rule “mine.r” has no counter-example", "bad-allowance: no reason is given",
      ])
    #expect(
      try found("# lint: allow few-exampels — 只有一种写法") == [
        "few-examples: rule “mine.r” has no counter-example", "bad-allowance: “few-exampels” is no check",
      ])
    #expect(
      try found("# lint: allow shadowed — 只有一种写法") == [
        "few-examples: rule “mine.r” has no counter-example", "bad-allowance: nothing here is shadowed",
      ])
  }
}
