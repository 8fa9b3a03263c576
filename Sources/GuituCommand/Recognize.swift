import ArgumentParser
import Exporting
import Guitu

/// `guitu recognize`: every phrase of notices, wherever it stands.
struct Recognize: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "recognize", abstract: Messages.current.helpRecognize, discussion: Messages.current.helpStatus)
  }

  /// The forms of a list of phrases.
  enum Format: String, CaseIterable, ExpressibleByArgument { case table, json, jsonl }

  @OptionGroup var input: InputOptions

  @Option(help: ArgumentHelp(Messages.current.helpFormat, valueName: "table|json|jsonl"))
  var format = Format.table

  @Option(help: ArgumentHelp(Messages.current.helpDate, valueName: "YYYY-MM-DD"))
  var date: String?

  @Flag(help: ArgumentHelp(Messages.current.helpNoText))
  var noText = false

  @OptionGroup var output: OutputOptions

  func validate() throws {
    if let date, !Pipeline.isDate(date) { throw ValidationError(Messages.current.badDate(date)) }
  }

  func run() async throws {
    let (format, date, language, width) = (self.format, self.date, output.language, output.tableWidth)
    let layout = JSONLayout(includesText: !noText, isPretty: format == .json)
    let rendering = Rendering(
      fileExtension: format == .table ? "txt" : format.rawValue, isLines: format == .jsonl,
      heading: format == .table ? .blankLine : .none
    ) { pipeline in
      let worker = pipeline.worker()
      return { text in
        let recognition = worker.recognition(of: text, date: date)
        return format == .table
          ? Array(recognition.table(in: language, width: width).utf8) : recognition.json(layout)
      }
    }
    try await CommandRun(input, output).run(rendering)
  }
}
