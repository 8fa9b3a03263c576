import ArgumentParser
import Checking
import GrammarLanguage
import Guitu
import TextModel

/// `guitu grammar`: tools for those who write rules.
struct Grammar: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "grammar", abstract: "Test, check and explain the rules that notices are read with.",
    subcommands: [GrammarTest.self, GrammarCheck.self, GrammarExplain.self])
}

/// Which grammar files are in force.
struct GrammarOptions: ParsableArguments {
  @Option(help: ArgumentHelp("A folder of grammar files that replace or add to the built-in ones.", valueName: "DIR"))
  var grammars: String?

  /// The texts of the files.
  func texts() throws -> GrammarTexts {
    guard let grammars else { return .builtIn }
    do { return GrammarTexts.builtIn.overridden(by: try GrammarFolder(grammars)) } catch {
      throw ValidationError(error.description)
    }
  }

  /// The grammar, or an end of the program that tells its first fault.
  func load() throws -> LoadedGrammar { try Self.load(try texts()) }

  static func load(_ texts: GrammarTexts) throws -> LoadedGrammar {
    do { return try LoadedGrammar(texts) } catch { throw ValidationError(error.description) }
  }
}

/// `guitu grammar test`: runs the examples of the rules.
struct GrammarTest: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "test", abstract: "Run the examples of all rules, as written and as bred from them.")

  @OptionGroup var options: GrammarOptions
  @Option(help: ArgumentHelp("Only rules whose name contains this.", valueName: "NAME"))
  var filter: String = ""

  func run() throws {
    var run = ExampleRun(try options.load())
    run.run(filter: filter)
    for failure in run.failures { print(failure) }
    print("\(run.count) examples and \(run.bred) bred from them: \(run.failures.count) failures")
    if !run.failures.isEmpty { throw ExitCode(1) }
  }
}

/// `guitu grammar explain`: why a place was read as it was.
struct GrammarExplain: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain", abstract: "Tell which rules tried at a place of a notice, and how far each came.")

  @Argument(help: ArgumentHelp("The notice.", valueName: "FILE"))
  var file: String
  @Option(help: ArgumentHelp("The place: its words, or an offset in code points.", valueName: "TEXT|OFFSET"))
  var at: String
  @Option(help: ArgumentHelp("How many rules that came close are told of for each file.", valueName: "N"))
  var limit = 5
  @Option(help: ArgumentHelp("Only rules whose name contains this.", valueName: "NAME"))
  var rule: String = ""
  @OptionGroup var options: GrammarOptions

  func run() throws {
    let grammar = try options.load()
    let text = SourceText(try GrammarFiles.text(at: file), name: file, folding: grammar.folding)
    let outline = try Pipeline(options.texts()).outline(of: text)
    let place =
      Int(at).map { Explanation.characters(at: $0, in: outline) }
      ?? Explanation.characters(of: at, in: outline, folding: grammar.folding)
    guard let place else { throw ValidationError("\(file): “\(at)” stands nowhere in what is read of it") }
    print(Explanation(grammar, outline: outline, characters: place, limit: limit, rule: rule), terminator: "")
  }
}

/// `guitu grammar lint`: what is no error, but hardly meant.
struct GrammarCheck: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lint", abstract: "Find rules that can never match or win, and words that nobody asks for.")

  @OptionGroup var options: GrammarOptions

  func run() throws {
    let lint = GrammarLint(try options.load())
    for finding in lint.findings { print(finding) }
    print("\(lint.findings.count) findings")
    if !lint.findings.isEmpty { throw ExitCode(1) }
  }
}
