import ArgumentParser
import Exporting
import Guitu

/// `guitu extract`: notices in, rule graphs out.
struct Extract: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(abstract: Messages.current.helpExtract, discussion: Messages.current.helpStatus)
  }

  /// The forms of a graph.
  enum Format: String, CaseIterable, ExpressibleByArgument { case table, json, jsonl }

  @OptionGroup var input: InputOptions

  @Option(help: ArgumentHelp(Messages.current.helpFormat, valueName: "table|json|jsonl"))
  var format = Format.table

  @Flag(help: ArgumentHelp(Messages.current.helpNoText))
  var noText = false

  @OptionGroup var output: OutputOptions

  func run() async throws {
    try await CommandRun(input, output).run(rendering)
  }

  private var rendering: Rendering {
    let layout = JSONLayout(includesText: !noText, isPretty: format == .json)
    switch format {
    case .json, .jsonl:
      return Rendering(fileExtension: format.rawValue, isLines: format == .jsonl) { pipeline in
        let worker = pipeline.worker()
        return { worker.graph(of: $0).json(layout) }
      }
    case .table:
      let (language, width) = (output.language, output.tableWidth)
      return Rendering(fileExtension: "txt", heading: .blankLine) { pipeline in
        let worker = pipeline.worker()
        return { Array(worker.graph(of: $0).table(in: language, width: width).utf8) }
      }
    }
  }
}
