import ArgumentParser
import Exporting
import Guitu

/// `guitu outline`: the structure of notices.
struct ShowOutline: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "outline", abstract: Messages.current.helpOutline, discussion: Messages.current.helpStatus)
  }

  /// The forms of an outline.
  enum Format: String, CaseIterable, ExpressibleByArgument { case tree, json, jsonl }

  @OptionGroup var input: InputOptions

  @Option(help: ArgumentHelp(Messages.current.helpFormat, valueName: "tree|json|jsonl"))
  var format = Format.tree

  @Flag(help: ArgumentHelp(Messages.current.helpAsides))
  var asides = false

  @Flag(help: ArgumentHelp(Messages.current.helpNoText))
  var noText = false

  @OptionGroup var output: OutputOptions

  func run() async throws {
    let (format, asides, language, width) = (self.format, self.asides, output.language, output.tableWidth)
    let layout = JSONLayout(includesText: !noText, isPretty: format == .json)
    let rendering = Rendering(
      fileExtension: format == .tree ? "txt" : format.rawValue, isLines: format == .jsonl,
      heading: format == .tree ? .blankLine : .none
    ) { pipeline in
      { text in
        let outline = pipeline.outline(of: text)
        return format == .tree
          ? Array(outline.tree(in: language, width: width, showsAsides: asides).utf8) : outline.json(layout)
      }
    }
    try await CommandRun(input, output).run(rendering)
  }
}
