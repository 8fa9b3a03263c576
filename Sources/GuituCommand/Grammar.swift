import ArgumentParser
import Checking
import Exporting
import GrammarLanguage
import Guitu
import Loading
import Reading
import TextModel

/// `guitu grammar`: tools for those who write rules.
struct Grammar: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "grammar",
      abstract: say("检验、查询、整理读通知的规则。", "Test, check and explain the rules that notices are read with."),
      discussion: say(
        "规则怎么写，见 Grammars/README.md。退出状态：0 无误；1 有发现；2 用法错误。",
        "How rules are written: Grammars/README.md. Exit status: 0 all is well; 1 something was found; 2 usage."),
      subcommands: [
        Test.self, List.self, Lint.self, Format.self, Explain.self, Effect.self, Profile.self, Catalogue.self,
      ])
  }

  /// A text in the language of the caller.
  static func say(_ chinese: String, _ english: String) -> String {
    Messages.current.language == .chinese ? chinese : english
  }

  /// `1 rule`, `2 rules`.
  static func count(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }

  /// Writes to standard output; a reader that has gone is no fault.
  static func write(_ text: String) throws {
    do throws(SystemError) { try FileSystem.write(Array(text.utf8), to: 1) } catch {
      if error.isClosedPipe { throw ExitCode(ExitStatus.done.rawValue) }
      throw fault(Messages.current.unwritable(Messages.current.standardOutput, error))
    }
  }

  /// Tells what is wrong on standard error, and gives the end of the program to be thrown.
  static func fault(_ message: String) -> ExitCode {
    Surroundings.report(message)
    return ExitCode(ExitStatus.someFailed.rawValue)
  }

  /// The corpus that the tools look at unless others are named.
  static let corpus = "Corpus/notices"

  /// The notices that paths stand for, each with its name and text; tells of those that cannot be read.
  static func notices(_ paths: [String]) throws -> [(name: String, text: String)] {
    let list = InputList(paths, messages: .current)
    for failure in list.failures { Surroundings.report("guitu: \(failure)") }
    guard list.failures.isEmpty else { throw ExitCode(ExitStatus.someFailed.rawValue) }
    return try list.inputs.map { ($0.name, try text(of: $0)) }
  }

  /// The text of a notice as it is read, its encoding told by its bytes.
  static func text(of input: Input) throws -> String {
    do {
      let bytes =
        try input.path.map { try FileSystem.bytes(of: $0, limit: NoticeReader.limit) }
        ?? FileSystem.bytes(from: 0, limit: NoticeReader.limit)
      let text = try NoticeReader(folding: Folding()).read(bytes, name: input.name)
      return text.string(in: Span(0, text.count))
    } catch let error as SystemError {
      throw fault(Messages.current.unreadable(input.shown, error))
    } catch let error as ReadingError {
      throw fault(Messages.current.language == .chinese ? error.descriptionZh : error.description)
    }
  }
}

/// Which grammar files are in force.
struct GrammarOptions: ParsableArguments {
  @Option(help: ArgumentHelp(Messages.current.helpGrammars, valueName: "DIR"))
  var grammars: String?

  /// The texts of the files.
  func texts() throws -> GrammarTexts { try Self.texts(of: grammars) }

  /// The built-in files, overridden by those of a folder where one is named.
  static func texts(of folder: String?) throws -> GrammarTexts {
    guard let folder else { return .builtIn }
    do { return GrammarTexts.builtIn.overridden(by: try GrammarFolder(folder)) } catch {
      throw Grammar.fault(error.description)
    }
  }

  /// The grammar, or an end of the program that tells its first fault.
  func load() throws -> LoadedGrammar {
    let texts = try texts()
    do { return try LoadedGrammar(texts) } catch { throw Grammar.fault(error.description) }
  }

  /// The whole way of reading with the grammar.
  func pipeline() throws -> Pipeline { try Self.pipeline(try texts()) }

  static func pipeline(_ texts: GrammarTexts) throws -> Pipeline {
    do { return try Pipeline(texts) } catch { throw Grammar.fault(error.description) }
  }
}
