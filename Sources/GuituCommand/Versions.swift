import ArgumentParser
import Diffing
import Exporting
import Guitu

/// `guitu versions`: which notices of a folder are versions of one another, and what changed from each to the next.
struct Versions: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(abstract: Messages.current.helpVersions, discussion: Messages.current.helpStatus)
  }

  /// The forms of the families.
  enum Format: String, CaseIterable, ExpressibleByArgument { case table, json }

  @Argument(help: ArgumentHelp(Messages.current.helpFiles, valueName: "DIR"))
  var files: [String]

  @Option(help: ArgumentHelp(Messages.current.helpFormat, valueName: "table|json"))
  var format = Format.table

  @OptionGroup var reading: ReadingOptions
  @OptionGroup var output: OutputOptions

  func run() async throws {
    let desk = try ReadingDesk(reading)
    let (versions, hasFailed) = desk.versions(of: files)
    let graphs = versions.map(\.graph)
    let families = VersionFamilies(graphs, vocabulary: desk.vocabulary, folding: desk.folding)
    let steps = families.families.map { family in
      zip(family.members, family.members.dropFirst()).map { old, new in
        VersionReport.Step(GraphDiff(old: versions[old], new: versions[new]))
      }
    }
    let report = VersionReport(graphs: graphs, families: families, steps: steps)
    let bytes =
      format == .json ? report.json() : Array(report.table(in: output.language, width: output.tableWidth).utf8)
    let isWritten = output.write(bytes)
    throw ExitCode((hasFailed || !isWritten ? ExitStatus.someFailed : .done).rawValue)
  }
}
