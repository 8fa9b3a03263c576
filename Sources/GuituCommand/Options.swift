// What the subcommands have in common on the command line.
import ArgumentParser
import Exporting
import Guitu
import Loading

/// The notices to be read, and how.
struct InputOptions: ParsableArguments {
  @Argument(help: ArgumentHelp(Messages.current.helpFiles, valueName: "FILE"))
  var files: [String]

  @OptionGroup var batch: BatchOptions

  var encoding: String? { batch.encoding }
  var jobs: Int? { batch.jobs }
  var grammars: String? { batch.grammars }
}

/// How notices are read.
struct BatchOptions: ParsableArguments {
  @Option(help: ArgumentHelp(Messages.current.helpEncoding, valueName: "NAME"))
  var encoding: String?

  @Option(help: ArgumentHelp(Messages.current.helpJobs, valueName: "N"))
  var jobs: Int?

  @Option(help: ArgumentHelp(Messages.current.helpGrammars, valueName: "DIR"))
  var grammars: String?

  func validate() throws {
    if let jobs, !(1...256).contains(jobs) { throw ValidationError(Messages.current.jobsRange) }
  }
}

/// Where results go, and in which language.
struct OutputOptions: ParsableArguments {
  @Option(name: [.short, .long], help: ArgumentHelp(Messages.current.helpOutput, valueName: "PATH"))
  var output: String?

  @Option(help: ArgumentHelp(Messages.current.helpLanguage, valueName: "zh|en"))
  var lang: Language?

  @Option(help: ArgumentHelp(Messages.current.helpWidth, valueName: "N"))
  var width: Int?

  func validate() throws {
    if let width, width != 0 && !(40...100_000).contains(width) { throw ValidationError(Messages.current.widthRange) }
  }

  /// The language of what is written.
  var language: Language { Messages.current.language }

  /// How wide tables may be; nil for no limit. Without a terminal, 100 columns.
  var tableWidth: Int? {
    if let width { return width == 0 ? nil : width }
    if output != nil { return 100 }
    return Surroundings.terminalWidth ?? Surroundings.variable("COLUMNS").flatMap { Int($0) } ?? 100
  }
}

extension Language: ExpressibleByArgument {}

/// What a subcommand makes of each text.
struct Rendering: Sendable {
  /// The extension of a result's file.
  var fileExtension: String
  /// Whether the results of many notices make one file, one line each.
  var isLines = false
  /// What stands before a result where several go to one place.
  var heading = OutputWriter.Heading.none
  /// Makes the render of a thread.
  var makeRender: @Sendable (Pipeline) -> BatchRun.Render
}

/// Renders the notices that the command line names, and leaves with the run's status.
struct CommandRun {
  let input: InputOptions
  let output: OutputOptions
  private let messages = Messages.current

  init(_ input: InputOptions, _ output: OutputOptions) {
    self.input = input
    self.output = output
  }

  func run(_ rendering: Rendering) async throws {
    let list = InputList(input.files, messages: messages)
    for failure in list.failures { Surroundings.report("guitu: \(failure)") }
    var status = list.failures.isEmpty ? ExitStatus.done : .someFailed
    let destination = try destination(of: rendering, isMany: list.isMany)
    if !list.inputs.isEmpty {
      status = max(status, try await run(rendering, list.inputs, destination))
    }
    throw ExitCode(status.rawValue)
  }

  func run(_ rendering: Rendering, _ inputs: [Input], _ destination: OutputWriter.Destination) async throws
    -> ExitStatus
  {
    let writer = OutputWriter(destination, inputs: inputs, heading: rendering.heading, messages: messages)
    let run = BatchRun(
      inputs: inputs, encoding: input.encoding, jobs: input.jobs ?? Surroundings.processorCount,
      pipeline: try pipeline(), messages: messages, makeRender: rendering.makeRender)
    do throws(OutputWriter.Stop) { try writer.open() } catch {
      if case .failed(let message) = error { Surroundings.report("guitu: \(message)") }
      return .someFailed
    }
    return await run.run(to: writer, progress: Progress(count: inputs.count))
  }

  private func destination(of rendering: Rendering, isMany: Bool) throws -> OutputWriter.Destination {
    guard let output = output.output, output != "-" else { return .standardOutput }
    let path = Path(output)
    let kind = (try? FileSystem.status(of: path))?.kind
    if kind == .folder || output.hasSuffix("/") || (isMany && !rendering.isLines && kind == nil) {
      return .folder(path, extension: rendering.fileExtension)
    }
    if isMany && !rendering.isLines && kind == .file { throw ValidationError(messages.notFolder(output)) }
    return .file(path)
  }

  private func pipeline() throws -> Pipeline { try Self.pipeline(grammars: input.grammars) }

  /// The pipeline with the built-in grammars, a folder of the caller's put over them.
  static func pipeline(grammars: String?) throws -> Pipeline {
    guard grammars != nil else { return Pipeline() }
    let texts = try texts(grammars: grammars)
    do { return try Pipeline(texts) } catch {
      throw ValidationError(Messages.current.badGrammar(String(describing: error)))
    }
  }
}

extension CommandRun {
  /// The built-in grammars, a folder of the caller's put over them.
  static func texts(grammars: String?) throws -> GrammarTexts {
    guard let folder = grammars else { return .builtIn }
    do { return GrammarTexts.builtIn.overridden(by: try GrammarFolder(folder)) } catch {
      throw ValidationError("--grammars \(error)")
    }
  }
}

extension ExitStatus: Comparable {
  static func < (left: ExitStatus, right: ExitStatus) -> Bool { left.rawValue < right.rawValue }
}
