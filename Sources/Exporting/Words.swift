// What tables and outlines ask a language for. A language is complete when it compiles.
import Diffing
import RuleModel
import TextModel

/// The parts of a graph that are shown one after another, in this order.
enum Section: CaseIterable {
  case conditions, deadlines, duties, weights, targets, supports, sanctions, steps, materials, definitions, citations
  case organizations, edges, diagnostics

  /// The part that a rule belongs to.
  init(of body: RuleBody) {
    switch body {
    case .condition: self = .conditions
    case .deadline: self = .deadlines
    case .duty: self = .duties
    case .weight: self = .weights
    case .target: self = .targets
    case .support: self = .supports
    case .sanction: self = .sanctions
    case .step: self = .steps
    case .material: self = .materials
    case .definition: self = .definitions
    case .citation: self = .citations
    }
  }
}

/// Heads of columns, and names of the fields of a notice.
enum Head {
  case id, path, role, subject, requirement, quote, when, action, unit, canonical, modality, indicator, parent, points,
    row
  case metric, quantity, benefit, beneficiary, amount, consequence, trigger, order, name, units, next, copies,
    recipient, from, relation, to
  case term, means, title, number, aliases, region, severity, message
  case kind, carries, issuers, recipients, date, attachments, contacts, effective, validity, source, reason, place
}

/// A language's words.
protocol Words: Sendable {
  func name(of section: Section) -> String
  func name(of head: Head) -> String
  func name(of kind: RecognizedPhrase.Kind) -> String
  func name(of signal: Coverage.Signal) -> String
  /// How many sentences that speak like rules produced one.
  func coverage(read: Int, of count: Int, perMille: Int) -> String
  func name(of role: Condition.Role) -> String
  func name(of role: Duty.Role) -> String
  func name(of modality: Duty.Modality) -> String
  func name(of row: Weight.Row) -> String
  func name(of benefit: Support.Benefit) -> String
  func name(of kind: Edge.Kind) -> String
  func name(of reason: AsideReason) -> String
  func name(of severity: Diagnostic.Severity) -> String
  func name(of kind: ChangeKind) -> String
  func name(of direction: Direction) -> String
  func name(of impact: Impact) -> String
  func name(of status: ProvisionStatus) -> String

  /// The title of a comparison, and the names of its sides.
  var diffTitle: String { get }
  var oldVersion: String { get }
  var newVersion: String { get }
  /// What a comparison says of itself at its top.
  func counts(of statuses: [(status: ProvisionStatus, count: Int)]) -> String
  func counts(of summary: GraphDiff.Summary) -> String
  func rolled(_ rolled: GraphDiff.Rolled) -> String
  /// What is said where nothing differs, or nothing but words outside all rules.
  var noChanges: String { get }
  var noRuleChanges: String { get }
  /// What the text outside all provisions is called.
  var outside: String { get }
  /// Heads of a list of changes: direction, kind, old, new, why.
  var changeHeads: [String] { get }
  /// The name of the table of changes, and the heads of its columns.
  var changesTitle: String { get }
  var sheetHeads: [String] { get }
  /// Words of a matrix of many notices.
  func name(of topic: NoticeComparison.Topic) -> String
  var comparisonTitle: String { get }
  var comparedHead: String { get }
  var topicHead: String { get }
  var strictestHead: String { get }
  var generousHead: String { get }
  /// What the marks of the matrix mean.
  var comparisonLegend: String { get }
  /// Words of a list of versions.
  var noVersions: String { get }
  func singles(_ count: Int) -> String
  /// Words on the page of a comparison.
  var pageWords: DiffPageWords { get }

  /// Why a change is what it is, in one sentence; `old` and `new` are the short texts of its sides, empty for none.
  func sentence(_ reason: ChangeReason, old: String, new: String) -> String

  /// What a diagnostic says.
  func message(of diagnostic: Diagnostic) -> String
  /// A number as it is read: with 万 and 亿, or in groups of three digits.
  func number(_ number: ExactNumber) -> String
  /// What joins the parts of a list.
  var separator: String { get }
  /// What stands before a part that must not be so.
  var negation: String { get }

  /// A length of time: `P1Y6M`, given as its numbers and their letters, `Y M W D h m s`.
  func duration(_ parts: [(number: String, unit: Character)], isWorkdays: Bool) -> String
  /// A time: the words around its value, which is a duration in words or as it is in the graph.
  func phrase(_ kind: TemporalKind, value: String, isDuration: Bool) -> String
  /// What comes back each year, month … (by its letter).
  func every(_ unit: Character) -> String
  /// From the day on that the notice is issued.
  var onIssue: String { get }
  /// Month and day by when something comes back.
  func recurring(by monthDay: String) -> String
  /// How often something comes back.
  func recurring(times: Int) -> String
  /// The event that a time counts from.
  func counted(from event: String) -> String
  /// Behind a length of time: back from the event, 于“合同期满”前.
  func counted(before event: String) -> String
  /// Behind a day that is no working day: the one that the law moves it to.
  func moved(to day: String) -> String

  /// The head above the pieces set aside.
  var asides: String { get }
  /// The line for a table in an outline.
  func table(rows: Int, columns: Int) -> String
  /// The line for a notice without a title.
  var untitled: String { get }
}

/// What stands on buttons and boxes of the page of a comparison.
struct DiffPageWords: Sendable {
  var next: String
  var previous: String
  var kind: String
  var direction: String
  var all: String
  var onlyRules: String
}
