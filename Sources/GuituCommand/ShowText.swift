import ArgumentParser
import Exporting
import Guitu

/// `guitu text`: notices as they are read.
struct ShowText: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "text", abstract: Messages.current.helpText, discussion: Messages.current.helpStatus)
  }

  /// The forms of a text.
  enum Format: String, CaseIterable, ExpressibleByArgument { case text, json, jsonl }

  @OptionGroup var input: InputOptions

  @Option(help: ArgumentHelp(Messages.current.helpFormat, valueName: "text|json|jsonl"))
  var format = Format.text

  @OptionGroup var output: OutputOptions

  func run() async throws {
    let format = self.format
    let layout = JSONLayout(isPretty: format == .json)
    let rendering = Rendering(
      fileExtension: format == .text ? "txt" : format.rawValue, isLines: format == .jsonl,
      heading: format == .text ? .name : .none
    ) { pipeline in
      { text in
        let outline = pipeline.outline(of: text)
        return format == .text ? Array(outline.readableText().utf8) : outline.textJSON(layout)
      }
    }
    try await CommandRun(input, output).run(rendering)
  }
}
