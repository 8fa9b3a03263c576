import Checking
import Guitu
import Loading
import Testing

@Suite("The effect of a change of the grammars")
struct GrammarEffectTests {
  private let notices = [
    (name: "a.txt", text: "关于做好推荐工作的通知\n\n一、曾获通报批评的，免于推荐。\n二、请于2024年3月5日前报送。\n"),
    (name: "b.txt", text: "关于做好推荐工作的通知\n\n一、认真组织。\n"),
  ]
  private func rule(role: String) -> GrammarTexts {
    texts(
      "stage fact\n\nrule spared 免于推荐\n  match 免于 推荐\n  makes condition role=\(role)\n  yes 「受过处分的，免于推荐」。\n  no 推荐\n")
  }

  @Test("the same grammars change nothing")
  func nothing() throws {
    let effect = GrammarEffect(from: try Pipeline(.builtIn), to: try Pipeline(.builtIn), notices: notices)
    #expect(effect.description == "0 gained, 0 lost, 0 changed in 0 of 2 notices\n")
  }

  @Test("a fact is gained, lost or changed")
  func changes() throws {
    let (none, exclude, prefer) = (
      try Pipeline(.builtIn), try Pipeline(rule(role: "exclude")), try Pipeline(rule(role: "prefer"))
    )
    let gained = GrammarEffect(from: none, to: exclude, notices: notices)
    #expect(gained.description.hasPrefix("a.txt\n  + mine.spared: condition 「曾获通报批评的，免于推荐」 "))
    #expect(gained.description.hasSuffix(" role=exclude\n1 gained, 0 lost, 0 changed in 1 of 2 notices\n"))
    #expect(
      GrammarEffect(from: exclude, to: none, notices: notices).description.contains("0 gained, 1 lost, 0 changed"))
    let changed = GrammarEffect(from: exclude, to: prefer, notices: notices).description
    #expect(changed.contains("role=prefer\n      was role=exclude\n0 gained, 0 lost, 1 changed"))
    #expect(GrammarEffect(from: none, to: exclude, notices: notices, filter: "duty").changes.isEmpty)
    #expect(GrammarEffect(from: none, to: exclude, notices: notices, filter: "mine").changes.count == 1)
  }

  @Test("a rule or a file is taken away by its name, and nothing else")
  func without() throws {
    let base = try #require(try GrammarTexts.builtIn.without(rule: "temporal.by-date"))
    let rules = try LoadedGrammar(base).compiled.files.flatMap(\.rules).count
    #expect(try LoadedGrammar(.builtIn).compiled.files.flatMap(\.rules).count == rules + 1)
    let effect = GrammarEffect(from: try Pipeline(base), to: try Pipeline(.builtIn), notices: notices)
    #expect(effect.description.contains("temporal.by-date"))
    let file = try #require(try GrammarTexts.builtIn.without(rule: "citation"))
    #expect(try LoadedGrammar(file).compiled.files.first { $0.file.name == "citation" }?.rules.isEmpty == true)
    #expect(try GrammarTexts.builtIn.without(rule: "temporal.never") == nil)
    #expect(try GrammarTexts.builtIn.without(rule: "nothing") == nil)
  }
}
