import ArgumentParser
import Diffing
import Exporting
import Guitu
import Tabulating

/// `guitu diff`: two versions of a notice in, what changed out.
struct Diff: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(abstract: Messages.current.helpDiff, discussion: Messages.current.helpDiffStatus)
  }

  /// The forms of a comparison.
  enum Format: String, CaseIterable, ExpressibleByArgument { case table, json, md, html, csv, xlsx }

  @Argument(help: ArgumentHelp(Messages.current.helpOld, valueName: "OLD"))
  var old: String

  @Argument(help: ArgumentHelp(Messages.current.helpNew, valueName: "NEW"))
  var new: String

  @Option(help: ArgumentHelp(Messages.current.helpFormat, valueName: "table|json|md|html|csv|xlsx"))
  var format = Format.table

  @Option(help: ArgumentHelp(Messages.current.helpColor, valueName: "auto|always|never"))
  var color = ColorChoice.auto

  @OptionGroup var reading: ReadingOptions
  @OptionGroup var output: OutputOptions

  func run() async throws {
    let desk = try ReadingDesk(reading)
    guard let before = desk.version(of: old), let after = desk.version(of: new) else {
      throw ExitCode(ExitStatus.usage.rawValue)
    }
    let diff = GraphDiff(old: before, new: after)
    guard let bytes = rendered(diff), output.write(bytes) else { throw ExitCode(ExitStatus.usage.rawValue) }
    throw ExitCode(diff.isEmpty ? 0 : 1)
  }

  private func rendered(_ diff: GraphDiff) -> [UInt8]? {
    let language = output.language
    switch format {
    case .json: return diff.json(language: language)
    case .table:
      return Array(
        diff.table(in: language, width: output.tableWidth, isColored: color.isOn(toFile: output.output != nil)).utf8)
    case .md: return diff.markdown(in: language)
    case .html: return diff.html(in: language)
    case .csv: return diff.sheet(in: language).csv()
    case .xlsx:
      return Workbook(title: diff.new.graph.document.title ?? "", sheets: [diff.sheet(in: language)]).reported()
    }
  }
}

/// When a terminal is written to in colours.
enum ColorChoice: String, CaseIterable, ExpressibleByArgument {
  case auto, always, never

  /// Whether colours are used; NO_COLOR (no-color.org) and a dumb terminal turn them off unless asked for.
  func isOn(toFile: Bool) -> Bool {
    switch self {
    case .always: true
    case .never: false
    case .auto:
      !toFile && Surroundings.outputIsTerminal && Surroundings.variable("NO_COLOR") == nil
        && Surroundings.variable("TERM") != "dumb"
    }
  }
}

extension Workbook {
  /// The bytes; nil where they could not be made, which is reported.
  func reported() -> [UInt8]? {
    do throws(Workbook.Failure) { return try xlsx() } catch {
      Surroundings.report("guitu: \(error.description)")
      return nil
    }
  }
}
