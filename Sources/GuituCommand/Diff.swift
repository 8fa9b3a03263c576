import ArgumentParser
import Diffing
import Exporting
import Guitu

/// `guitu diff`: two versions of a notice in, what changed out.
struct Diff: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(abstract: Messages.current.helpDiff, discussion: Messages.current.helpDiffStatus)
  }

  /// The forms of a comparison.
  enum Format: String, CaseIterable, ExpressibleByArgument { case table, json }

  @Argument(help: ArgumentHelp(Messages.current.helpOld, valueName: "OLD"))
  var old: String

  @Argument(help: ArgumentHelp(Messages.current.helpNew, valueName: "NEW"))
  var new: String

  @Option(help: ArgumentHelp(Messages.current.helpFormat, valueName: "table|json"))
  var format = Format.table

  @OptionGroup var reading: ReadingOptions
  @OptionGroup var output: OutputOptions

  func run() async throws {
    let desk = try ReadingDesk(reading)
    guard let before = desk.version(of: old), let after = desk.version(of: new) else {
      throw ExitCode(ExitStatus.usage.rawValue)
    }
    let diff = GraphDiff(old: before, new: after)
    let bytes: [UInt8] =
      switch format {
      case .json: diff.json()
      case .table: diff.json(isPretty: false)
      }
    guard output.write(bytes) else { throw ExitCode(ExitStatus.usage.rawValue) }
    throw ExitCode(diff.isEmpty ? 0 : 1)
  }
}
