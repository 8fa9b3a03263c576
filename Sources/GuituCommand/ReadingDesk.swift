// Reads single notices for the subcommands that compare them.
import ArgumentParser
import Diffing
import Exporting
import Guitu
import Reading
import TextModel

/// How notices are read that are compared.
struct ReadingOptions: ParsableArguments {
  @Option(help: ArgumentHelp(Messages.current.helpEncoding, valueName: "NAME"))
  var encoding: String?

  @Option(help: ArgumentHelp(Messages.current.helpGrammars, valueName: "DIR"))
  var grammars: String?
}

/// Reads notices one by one; what can't be read is reported on standard error.
struct ReadingDesk {
  private let encoding: String?
  private let worker: Pipeline.Worker
  private let pipeline: Pipeline
  private let messages = Messages.current

  init(_ options: ReadingOptions) throws {
    encoding = options.encoding
    pipeline = try CommandRun.pipeline(grammars: options.grammars)
    worker = pipeline.worker()
  }

  /// The words of the grammar in force.
  var vocabulary: Vocabulary { pipeline.grammar.vocabulary }
  /// How characters are matched.
  var folding: Folding { pipeline.grammar.folding }

  /// The notices that arguments stand for, and whether something could not be read.
  func versions(of arguments: [String]) -> (versions: [NoticeVersion], hasFailed: Bool) {
    let list = InputList(arguments, messages: messages)
    for failure in list.failures { Surroundings.report("guitu: \(failure)") }
    let versions = list.inputs.compactMap { version(of: $0) }
    return (versions, !list.failures.isEmpty || versions.count < list.inputs.count)
  }

  /// The notice that an argument names: a file, or `-` for standard input. nil where it can't be read.
  func version(of argument: String) -> NoticeVersion? {
    // git gives a file that is new or gone this name.
    if argument == "/dev/null" {
      let nothing = SourceText("", name: argument, folding: folding)
      return worker.version(of: pipeline.outline(of: nothing))
    }
    let path = Path(argument)
    let input = Input(
      path: argument == "-" ? nil : path,
      name: argument == "-" ? "-" : String(decoding: path.lastComponent, as: UTF8.self), shown: argument, stem: [])
    return version(of: input)
  }

  /// A notice; nil where it can't be read.
  func version(of input: Input) -> NoticeVersion? {
    let run = BatchRun(
      inputs: [], encoding: encoding, jobs: 1, pipeline: pipeline, messages: messages, makeRender: { _ in { _ in [] } })
    switch run.text(of: input) {
    case .success(let text): return worker.version(of: pipeline.outline(of: text))
    case .failure(let failure):
      Surroundings.report("guitu: \(failure.message)")
      return nil
    }
  }
}

extension OutputOptions {
  /// Writes a result to where `--output` says; what fails is reported. Whether it went well.
  func write(_ bytes: [UInt8]) -> Bool {
    do throws(SystemError) {
      guard let output, output != "-" else {
        try FileSystem.write(bytes, to: 1)
        return true
      }
      let file = try AtomicFile(Path(output))
      try file.write(bytes)
      try file.finish()
      return true
    } catch {
      if error.isClosedPipe { return true }
      let name = output.flatMap { $0 == "-" ? nil : $0 } ?? Messages.current.standardOutput
      Surroundings.report("guitu: \(Messages.current.unwritable(name, error))")
      return false
    }
  }
}
