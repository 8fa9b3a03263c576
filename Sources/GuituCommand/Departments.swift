import ArgumentParser
import Exporting
import Guitu
import Storing
import Tabulating
import TextModel

extension DepartmentListQuery.Grouping: ExpressibleByArgument {}

/// `guitu departments`: the bodies of a library with the numbers of their duties.
struct Departments: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(abstract: Messages.current.helpDepartments, discussion: Messages.current.helpStatus)
  }

  /// The forms of the list.
  enum Format: String, CaseIterable, ExpressibleByArgument { case table, json, csv, xlsx }

  @OptionGroup var library: LibraryOptions

  @Option(help: ArgumentHelp(Messages.current.helpDepartment, valueName: "NAME"))
  var department: String?

  @Flag(help: ArgumentHelp(Messages.current.helpBelow))
  var below = false

  @Option(help: ArgumentHelp(Messages.current.helpRegion, valueName: "REGION"))
  var region: String?

  @Option(name: [.long, .customLong("in-force-on")], help: ArgumentHelp(Messages.current.helpAsOf, valueName: "DATE"))
  var asOf: String?

  @Option(help: ArgumentHelp(Messages.current.helpGroupBy, valueName: "body|office"))
  var by = DepartmentListQuery.Grouping.body

  @Option(help: ArgumentHelp(Messages.current.helpLimit, valueName: "N"))
  var limit = 50

  @Option(help: ArgumentHelp(Messages.current.helpFormat, valueName: "table|json|csv|xlsx"))
  var format = Format.table

  @Option(help: ArgumentHelp(Messages.current.helpGrammars, valueName: "DIR"))
  var grammars: String?

  @OptionGroup var output: OutputOptions

  func validate() throws { if limit < 0 { throw ValidationError(Messages.current.limitRange) } }

  func run() async throws {
    var query = DepartmentListQuery()
    query.grouping = by
    query.department = department
    query.includesBelow = below
    query.region = region
    query.inForceOn = asOf
    query.limit = limit == 0 ? .max : limit
    let list = try SearchRun(library: library, grammars: grammars).ask { try $0.departments(query) }
    let bytes: [UInt8]
    switch format {
    case .table: bytes = Array(list.table(in: output.language, width: output.tableWidth).utf8)
    case .json: bytes = list.json()
    case .csv: bytes = list.sheet(in: output.language).csv()
    case .xlsx: bytes = try SearchRun.workbook(list.sheet(in: output.language))
    }
    if !output.write(bytes) { throw ExitCode(ExitStatus.someFailed.rawValue) }
  }
}

/// `guitu changes`: the feed of changes.
struct ShowChanges: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "changes", abstract: Messages.current.helpChanges, discussion: Messages.current.helpStatus)
  }

  @OptionGroup var library: LibraryOptions

  @Option(help: ArgumentHelp(Messages.current.helpSince, valueName: "NUMBER|DATE"))
  var since = "0"

  @Option(help: ArgumentHelp(Messages.current.helpLanguage, valueName: "zh|en"))
  var lang: Language?

  func run() async throws {
    guard let mark = ChangeMark(since) else { throw ValidationError(Messages.current.sinceForm(since)) }
    var isClosed = false
    struct Closed: Error {}
    do {
      try SearchRun(library: library, grammars: nil).ask { library in
        try library.changes(since: mark) { changes in
          var bytes: [UInt8] = []
          for change in changes { bytes += change.line }
          do throws(SystemError) { try FileSystem.write(bytes, to: 1) } catch {
            isClosed = error.isClosedPipe
            if !isClosed {
              Surroundings.report(
                "guitu: \(Messages.current.unwritable(Messages.current.standardOutput, error))")
            }
            throw Closed()
          }
        }
      }
    } catch is Closed { throw ExitCode(isClosed ? 0 : ExitStatus.someFailed.rawValue) }
  }
}

/// `guitu reread`: notices that other grammars have read are read again.
struct Reread: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(abstract: Messages.current.helpReread, discussion: Messages.current.helpStatus)
  }

  @OptionGroup var library: LibraryOptions

  @Option(help: ArgumentHelp(Messages.current.helpJobs, valueName: "N"))
  var jobs: Int?

  @Option(help: ArgumentHelp(Messages.current.helpGrammars, valueName: "DIR"))
  var grammars: String?

  @Option(help: ArgumentHelp(Messages.current.helpLanguage, valueName: "zh|en"))
  var lang: Language?

  /// How many notices make one transaction.
  private static let batch = 64

  func validate() throws {
    if let jobs, !(1...256).contains(jobs) { throw ValidationError(Messages.current.jobsRange) }
  }

  func run() async throws {
    let messages = Messages.current
    let store = try library.open(try CommandRun.texts(grammars: grammars), .adding)
    let pipeline = try CommandRun.pipeline(grammars: grammars)
    do throws(LibraryError) {
      let total = try store.outdatedCount(for: pipeline.generator)
      var progress = Progress(count: total)
      var (done, different) = (0, 0)
      var last: Int64 = 0
      while true {
        let found = try store.outdatedTexts(for: pipeline.generator, after: last, limit: Self.batch)
        guard let end = found.last else { break }
        last = end.place
        let notices = await prepared(found.map(\.text), pipeline, store)
        let outcomes = try store.add(notices, at: Surroundings.now())
        progress.clear()
        for (outcome, entry) in zip(outcomes, found) where outcome.gained + outcome.lost + outcome.changed > 0 {
          different += 1
          try? FileSystem.write(Array((messages.outcome(entry.text.name, outcome) + "\n").utf8), to: 1)
        }
        done += found.count
        progress.show(done, of: total, name: end.text.name)
      }
      try? FileSystem.write(Array((messages.rereadSummary(done, different) + "\n").utf8), to: 1)
    } catch {
      Surroundings.report("guitu: \(messages.libraryFault(error))")
      throw ExitCode(ExitStatus.someFailed.rawValue)
    }
  }

  /// What the grammars make of texts now, several at once.
  private func prepared(_ texts: [SourceText], _ pipeline: Pipeline, _ store: Library) async -> [PreparedNotice] {
    let jobs = max(1, min(self.jobs ?? Surroundings.processorCount, texts.count))
    return await withTaskGroup(of: [(Int, PreparedNotice)].self) { group in
      for job in 0..<jobs {
        group.addTask {
          let worker = pipeline.worker()
          return stride(from: job, to: texts.count, by: jobs).map { index in
            let graph = worker.graph(of: texts[index])
            return (index, PreparedNotice(graph, words: store.words, directory: store.directory))
          }
        }
      }
      var notices: [(Int, PreparedNotice)] = []
      for await part in group { notices += part }
      return notices.sorted { $0.0 < $1.0 }.map(\.1)
    }
  }
}
