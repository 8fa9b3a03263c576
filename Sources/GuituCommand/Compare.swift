import ArgumentParser
import Diffing
import Exporting
import Guitu
import Tabulating

/// `guitu compare`: what many notices say about the same things, side by side.
struct Compare: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(abstract: Messages.current.helpCompare, discussion: Messages.current.helpStatus)
  }

  /// The forms of the matrix.
  enum Format: String, CaseIterable, ExpressibleByArgument { case table, md, html, csv, xlsx }

  @Argument(help: ArgumentHelp(Messages.current.helpFiles, valueName: "FILE"))
  var files: [String]

  @Option(help: ArgumentHelp(Messages.current.helpFormat, valueName: "table|md|html|csv|xlsx"))
  var format = Format.table

  @OptionGroup var reading: ReadingOptions
  @OptionGroup var output: OutputOptions

  func run() async throws {
    let desk = try ReadingDesk(reading)
    let (versions, hasFailed) = desk.versions(of: files)
    guard !versions.isEmpty else { throw ExitCode(ExitStatus.someFailed.rawValue) }
    let comparison = NoticeComparison(versions.map(\.graph), vocabulary: desk.vocabulary, folding: desk.folding)
    let isWritten = rendered(comparison).map { output.write($0) } ?? false
    throw ExitCode((hasFailed || !isWritten ? ExitStatus.someFailed : .done).rawValue)
  }

  private func rendered(_ comparison: NoticeComparison) -> [UInt8]? {
    let language = output.language
    switch format {
    case .table: return Array(comparison.table(in: language, width: output.tableWidth).utf8)
    case .md: return comparison.markdown(in: language)
    case .html: return comparison.html(in: language)
    case .csv: return comparison.sheet(in: language).csv()
    case .xlsx:
      let sheet = comparison.sheet(in: language)
      return Workbook(title: sheet.title, sheets: [sheet]).reported()
    }
  }
}
