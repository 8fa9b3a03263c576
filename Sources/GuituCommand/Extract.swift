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

  @Flag(help: ArgumentHelp(Messages.current.helpCoverage))
  var coverage = false

  @Flag(help: ArgumentHelp(Messages.current.helpNoText))
  var noText = false

  @OptionGroup var output: OutputOptions

  func run() async throws {
    try await CommandRun(input, output).run(rendering)
  }

  private var rendering: Rendering {
    let layout = JSONLayout(includesText: !noText, isPretty: format == .json)
    if coverage { return coverage(layout) }
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

  /// What was not read instead of what was.
  private func coverage(_ layout: JSONLayout) -> Rendering {
    let (format, language, width) = (self.format, output.language, output.tableWidth)
    return Rendering(
      fileExtension: format == .table ? "txt" : format.rawValue, isLines: format == .jsonl,
      heading: format == .table ? .blankLine : .none
    ) { pipeline in
      let worker = pipeline.worker()
      return { text in
        let coverage = worker.coverage(of: text)
        return format == .table ? Array(coverage.table(in: language, width: width).utf8) : coverage.json(layout)
      }
    }
  }
}
