import Checking
import GrammarLanguage
import Guitu
import Loading
import TextModel
import Testing

@Suite("Examples are run")
struct ExampleRunTests {
  /// What an example line of a rule says, and how it fails (nil: it does not).
  static let phrases: [(String, String?)] = [
    ("yes 捎去「三袋」 -> value=3 unit=袋 op==", nil),
    ("yes 捎去「３袋」 -> value=3", nil),
    ("no 一口袋", nil),
    ("yes 捎去「三袋」 -> value=4", "value is 3, not 4"),
    ("yes 捎去「三袋」 -> upper=4", "upper is absent, not 4"),
    ("yes 捎「去三袋」 -> value=3", "read instead: mine.bags 「三袋」"),
    ("yes 「捎去」三袋", "nothing was read"),
    ("yes 捎去「三袋」 -> valu=3", "“quantity” has no field “valu”; did you mean “value”?"),
    ("no 捎去三袋", "must not be read, but “三袋” was"),
    ("no 捎「去三」袋", nil),
  ]

  @Test(
    "an example passes where its rule reads the marked part as it says, and fails with what was read instead",
    arguments: phrases)
  func phrase(line: String, finding: String?) throws {
    var run = ExampleRun(
      try LoadedGrammar(
        texts(
          """
          stage phrase
          uses number, quantity

          rule bags 几袋
            match n:<number> u:袋
            makes quantity op== number=@n unit=@u
            yes 「两袋」
            \(line)
          """)))
    run.run(filter: "mine.")
    #expect(run.count == 2)
    #expect(run.failures.map(\.finding) == (finding.map { [$0] } ?? []))
    #expect(run.failures.allSatisfy { $0.place.file == "rules/mine.grammar" && $0.place.line == 8 })
  }

  static let facts: [(String, String?)] = [
    ("yes 「受过处分的，免于推荐」。 -> role=exclude", nil),
    ("yes 「受过处分的，免于推荐」。 -> role=require", "role is exclude, not require"),
    ("yes 受过处分的，「免于推荐」。", "read instead: mine.spared 「受过处分的，免于推荐」"),
    ("no 受过处分的，免于推荐。", "must not be read, but “受过处分的，免于推荐” was"),
    ("no 推荐材料", nil),
  ]

  @Test("a fact is what comes out at the end, its quote the marked part", arguments: facts)
  func fact(line: String, finding: String?) throws {
    var run = ExampleRun(
      try LoadedGrammar(
        texts(
          """
          stage fact

          rule spared 免于推荐
            match 免于 推荐
            makes condition role=exclude
            yes 「弄虚作假的，免于推荐」。
            \(line)
          """)))
    run.run(filter: "mine.")
    #expect(run.failures.map(\.finding) == (finding.map { [$0] } ?? []))
  }

  @Test("an opaque word is a token of its rule")
  func word() throws {
    var run = ExampleRun(
      try LoadedGrammar(
        texts(
          "stage phrase\n\nrule shop 几号铺\n  match <number> 号铺\n  makes word\n  yes 「八号铺」\n  yes 「八号」铺\n  no 八个号\n")))
    run.run(filter: "mine.")
    #expect(
      run.failures.map(\.description) == [
        "rules/mine.grammar:7: mine.shop: 「八号」铺 — read instead: mine.shop 「八号铺」"
      ])
  }

  @Test("sentences are bred: widths, blanks, line ends, the marked part mapped")
  func variants() throws {
    let file = try GrammarParser(folding: Folding()).parse(
      "stage phrase\n\nrule r 说明\n  match 甲\n  makes word\n  yes 于「3月5日」前\n  yes 一、「总则」¶第2条\n", path: "rules/t.grammar")
    let bred = file.rules[0].examples.map { example in
      ExampleVariant.all(of: example).map { "\($0.kind.rawValue): \($0.marked)" }
    }
    #expect(
      bred[0] == [
        "as written: 于「3月5日」前", "digits in the other width: 于「３月５日」前", "blanks around digits: 于 「3 月 5 日」前",
        "a line end inside: 于「3月¶5日」前",
      ])
    // Where a sentence of several lines breaks is not the rule's business.
    #expect(
      bred[1] == [
        "as written: 一、「总则」¶第2条", "digits in the other width: 一、「总则」¶第２条", "blanks around digits: 一、「总则」¶第 2 条",
      ])
  }
}
