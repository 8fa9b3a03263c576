import ArgumentParser
import Exporting
import Guitu
import RuleModel
import Storing
import Tabulating

extension Duty.Role: ExpressibleByArgument {}
extension Duty.Modality: ExpressibleByArgument {}
extension AnswerKind: ExpressibleByArgument {}
extension SearchQuery.Order: ExpressibleByArgument {}

/// What is looked for.
struct QueryOptions: ParsableArguments {
  @Argument(help: ArgumentHelp(Messages.current.helpWords, valueName: "WORDS"))
  var words: [String] = []

  @Option(help: ArgumentHelp(Messages.current.helpDepartment, valueName: "NAME"))
  var department: String?

  @Flag(help: ArgumentHelp(Messages.current.helpBelow))
  var below = false

  @Option(help: ArgumentHelp(Messages.current.helpRole, valueName: Self.names(Duty.Role.self)))
  var role: [Duty.Role] = []

  @Option(help: ArgumentHelp(Messages.current.helpKind, valueName: Self.names(AnswerKind.self)))
  var kind: [AnswerKind] = []

  @Option(help: ArgumentHelp(Messages.current.helpModality, valueName: Self.names(Duty.Modality.self)))
  var modality: [Duty.Modality] = []

  @Option(help: ArgumentHelp(Messages.current.helpDueAfter, valueName: "DATE"))
  var dueAfter: String?

  @Option(help: ArgumentHelp(Messages.current.helpDueBefore, valueName: "DATE"))
  var dueBefore: String?

  @Option(help: ArgumentHelp(Messages.current.helpRegion, valueName: "REGION"))
  var region: String?

  @Option(help: ArgumentHelp(Messages.current.helpIssuer, valueName: "NAME"))
  var issuer: String?

  @Option(help: ArgumentHelp(Messages.current.helpPolicy, valueName: "WORDS"))
  var policy: String?

  @Option(name: [.long, .customLong("in-force-on")], help: ArgumentHelp(Messages.current.helpAsOf, valueName: "DATE"))
  var asOf: String?

  @Flag(help: ArgumentHelp(Messages.current.helpAllVersions))
  var allVersions = false

  @Option(help: ArgumentHelp(Messages.current.helpSort, valueName: Self.names(SearchQuery.Order.self)))
  var sort: SearchQuery.Order?

  private static func names<Values: RawRepresentable & CaseIterable>(_: Values.Type) -> String
  where Values.RawValue == String { Values.allCases.map(\.rawValue).joined(separator: "|") }

  /// The query, all answers of which are asked for.
  var query: SearchQuery {
    var query = SearchQuery()
    query.department = department
    query.includesBelow = below
    query.roles = role
    query.kinds = kind
    query.modalities = modality
    query.dueAfter = dueAfter
    query.dueBefore = dueBefore
    query.region = region
    query.issuer = issuer
    query.policy = policy
    query.inForceOn = asOf
    query.includesPast = allVersions
    query.text = words.isEmpty ? nil : words.joined(separator: " ")
    query.order = sort ?? (words.isEmpty ? .due : .relevance)
    query.limit = .max
    return query
  }
}

/// `guitu search`: duties from a library.
struct Search: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(abstract: Messages.current.helpSearch, discussion: Messages.current.helpStatus)
  }

  /// The forms of an answer.
  enum Format: String, CaseIterable, ExpressibleByArgument { case table, json, csv, xlsx, ics }

  @OptionGroup var options: QueryOptions
  @OptionGroup var library: LibraryOptions

  @Option(help: ArgumentHelp(Messages.current.helpLimit, valueName: "N"))
  var limit = 50

  @Option(help: ArgumentHelp(Messages.current.helpOffset, valueName: "N"))
  var offset = 0

  @Flag(help: ArgumentHelp(Messages.current.helpFacets))
  var facets = false

  @Option(help: ArgumentHelp(Messages.current.helpFormat, valueName: "table|json|csv|xlsx|ics"))
  var format = Format.table

  @Option(help: ArgumentHelp(Messages.current.helpGrammars, valueName: "DIR"))
  var grammars: String?

  @OptionGroup var output: OutputOptions

  func validate() throws { if limit < 0 || offset < 0 { throw ValidationError(Messages.current.limitRange) } }

  func run() async throws {
    var query = options.query
    query.limit = limit == 0 ? .max : limit
    query.offset = offset
    query.countsFacets = facets
    let answers = try SearchRun(library: library, grammars: grammars).answers(to: query)
    let bytes: [UInt8]
    switch format {
    case .table: bytes = Array(answers.table(in: output.language, width: output.tableWidth).utf8)
    case .json: bytes = answers.json()
    case .csv: bytes = answers.sheet(in: output.language).csv()
    case .xlsx: bytes = try SearchRun.workbook(answers.sheet(in: output.language))
    case .ics: bytes = answers.calendar(in: output.language, SearchRun.calendarLayout(reminders: [7]))
    }
    if !output.write(bytes) { throw ExitCode(ExitStatus.someFailed.rawValue) }
  }
}

/// `guitu calendar`: what is due, as a calendar.
struct ShowCalendar: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "calendar", abstract: Messages.current.helpCalendar, discussion: Messages.current.helpStatus)
  }

  @OptionGroup var options: QueryOptions
  @OptionGroup var library: LibraryOptions

  @Option(help: ArgumentHelp(Messages.current.helpRemind, valueName: "DAYS"))
  var remind: [Int] = []

  @Option(help: ArgumentHelp(Messages.current.helpGrammars, valueName: "DIR"))
  var grammars: String?

  @OptionGroup var output: OutputOptions

  func validate() throws {
    if remind.contains(where: { !(0...366).contains($0) }) { throw ValidationError(Messages.current.remindRange) }
  }

  func run() async throws {
    let answers = try SearchRun(library: library, grammars: grammars).answers(to: options.query)
    let layout = SearchRun.calendarLayout(reminders: remind.isEmpty ? [7] : remind)
    if !output.write(answers.calendar(in: output.language, layout)) {
      throw ExitCode(ExitStatus.someFailed.rawValue)
    }
  }
}

/// Asks the library, or says why it can't be asked and leaves.
struct SearchRun {
  let library: LibraryOptions
  let grammars: String?

  func answers(to query: SearchQuery) throws -> AnswerList { try ask { try $0.search(query) } }

  /// What a question to the library gives.
  func ask<Value>(_ question: (Library) throws -> Value) throws -> Value {
    let library = try library.open(try CommandRun.texts(grammars: grammars), .reading)
    do { return try question(library) } catch let fault as QueryFault {
      Surroundings.report("guitu: \(Messages.current.queryFault(fault))")
      throw ExitCode(ExitStatus.usage.rawValue)
    } catch let error as LibraryError {
      Surroundings.report("guitu: \(Messages.current.libraryFault(error))")
      throw ExitCode(ExitStatus.someFailed.rawValue)
    }
  }

  /// A table as a workbook.
  static func workbook(_ sheet: Sheet) throws -> [UInt8] {
    do throws(Workbook.Failure) { return try Workbook(title: sheet.title, sheets: [sheet]).xlsx() } catch {
      Surroundings.report("guitu: \(error)")
      throw ExitCode(ExitStatus.someFailed.rawValue)
    }
  }

  static func calendarLayout(reminders: [Int]) -> AnswerList.CalendarLayout {
    AnswerList.CalendarLayout(stamp: Surroundings.now().filter { $0 != "-" && $0 != ":" }, reminders: reminders)
  }
}
