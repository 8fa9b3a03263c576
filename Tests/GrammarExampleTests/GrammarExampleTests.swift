import Checking
import Foundation
import GrammarLanguage
import Guitu
import Loading
import Testing

/// The folder of the project, above `Tests`.
private let project = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  .deletingLastPathComponent()

@Suite("The examples of the built-in rules")
struct GrammarExampleTests {
  /// Read and compiled once: that takes a build for tests seconds.
  private static let grammar = Result { try LoadedGrammar(.builtIn) }
  static let paths = GrammarTexts.builtIn.files.map(\.path).filter { $0.hasSuffix(".grammar") }

  @Test("each example is read as it says, in either width, with blanks, with a line end inside", arguments: paths)
  func examples(path: String) throws {
    var run = ExampleRun(try Self.grammar.get())
    let stem = path.split(separator: "/").last.map { $0.dropLast(8) } ?? ""
    run.run(filter: "\(stem).")
    #expect(run.count > 0)
    for failure in run.failures where failure.place.file == path {
      Issue.record(
        "\(failure)",
        sourceLocation: SourceLocation(
          fileID: "Grammars/\(path)", filePath: project.appending(path: "Grammars/\(path)").path,
          line: failure.place.line, column: max(1, failure.place.column)))
    }
  }

  @Test("a rule has three examples and one counter-example on average")
  func enough() throws {
    let rules = try Self.grammar.get().compiled.files.flatMap(\.rules)
    let examples = rules.flatMap(\.rule.examples)
    #expect(examples.count { $0.isPositive } >= rules.count * 3)
    #expect(examples.count { !$0.isPositive } >= rules.count)
  }

  @Test("nothing is found that no line “lint: allow” lets stand")
  func lint() throws {
    for finding in GrammarLint(try Self.grammar.get()).findings {
      Issue.record(
        "\(finding)",
        sourceLocation: SourceLocation(
          fileID: "Grammars/\(finding.place.file)",
          filePath: project.appending(path: "Grammars/\(finding.place.file)").path, line: finding.place.line,
          column: max(1, finding.place.column)))
    }
  }

  @Test("every word list is asked for, by a rule or by the program")
  func listsAreUsed() throws {
    let grammar = try Self.grammar.get()
    var asked = Set(grammar.compiled.files.flatMap(\.file.testedNames))
    let sources = project.appending(path: "Sources")
    let names = FileManager.default.enumerator(atPath: sources.path)?.compactMap { $0 as? String } ?? []
    for name in names where name.hasSuffix(".swift") {
      let text = try String(contentsOf: sources.appending(path: name), encoding: .utf8)
      for list in grammar.vocabulary.names where text.contains("\"\(list)\"") { asked.insert(list) }
    }
    #expect(grammar.vocabulary.names.filter { !asked.contains($0) } == [])
  }
}
