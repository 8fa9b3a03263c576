import Checking
import Foundation
import Guitu
import Loading
import Testing

@Suite("The catalogue of rules and the profile")
struct GrammarCatalogueTests {
  private let notices = [(name: "a.txt", text: "关于做好推荐工作的通知\n\n一、请于2024年3月5日前报送，2024年6月1日前公布。\n")]

  @Test("the page has each rule with its gloss, examples and hits, and is always the same")
  func page() throws {
    let pipeline = try Pipeline(.builtIn)
    let catalogue = GrammarCatalogue(pipeline, notices: notices)
    let page = catalogue.markdown
    #expect(page == GrammarCatalogue(try Pipeline(.builtIn), notices: notices).markdown)
    for file in pipeline.grammar.compiled.files {
      for rule in file.rules {
        #expect(page.contains("\n### \(rule.rule.name)\n\n\(rule.rule.gloss)\n\n    match "))
      }
    }
    let examples = try LoadedGrammar(.builtIn).compiled.files.flatMap(\.rules).flatMap(\.rule.examples)
    #expect(!examples.isEmpty && page.contains(" \(examples.filter(\.isPositive).count) examples, "))
    #expect(page.components(separatedBy: "\n- 是 yes：").count == examples.filter(\.isPositive).count + 1)
    #expect(page.contains("命中 hits: 2，1 份通知 notices；首见 first: 「2024年3月5日」 (a.txt)"))
    // A page a file, and an overview that leads to each; nothing of the one page is lost.
    let overview = try #require(catalogue.pages.first)
    #expect(overview.path == "rules.md" && catalogue.pages.count == pipeline.grammar.compiled.files.count + 1)
    for (file, other) in zip(pipeline.grammar.compiled.files, catalogue.pages.dropFirst()) {
      #expect(overview.text.contains("](\(other.path)) | "))
      #expect(file.rules.allSatisfy { other.text.contains("\n## \($0.rule.name)\n\n\($0.rule.gloss)\n\n    match ") })
    }
  }

  @Test("a rule's steps are counted alone, its hits among the others")
  func profile() throws {
    let profile = GrammarProfile(try Pipeline(.builtIn), notices: notices, passes: 1) { 0 }
    let date = try #require(profile.entries.first { $0.file.name == "rules/date.grammar" })
    #expect(date.file.hits == 2)
    #expect(date.rules.first { $0.name == "date.year-month-day" }?.hits == 2)
    #expect(date.rules.allSatisfy { $0.steps <= date.file.steps + 100 })
    #expect(profile.bytes == notices[0].text.utf8.count)
  }
}
