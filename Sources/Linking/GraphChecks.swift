import RuleModel
import TextModel

/// What does not add up in a graph: said, never mended.
struct GraphChecks {
  private let rules: [Rule]
  private let document: Document
  private let vocabulary: Vocabulary
  private let calendar: WorkCalendar
  /// The deadlines that are by a day, with their value as it stands.
  private let dated: [(rule: Rule, value: String)]
  /// Those whose value is a day of the calendar, with the day.
  private let lastDays: [(rule: Rule, day: CivilDate)]

  init(rules: [Rule], document: Document, vocabulary: Vocabulary, calendar: WorkCalendar) {
    self.rules = rules
    self.document = document
    self.vocabulary = vocabulary
    self.calendar = calendar
    dated = rules.compactMap { rule in
      guard case .deadline(let deadline) = rule.body, deadline.temporal.kind == .by,
        let value = deadline.temporal.value, value.utf8.count >= 10
      else { return nil }
      return (rule, value)
    }
    lastDays = dated.compactMap { rule, value in CivilDate(iso: String(value.prefix(10))).map { (rule, $0) } }
  }

  func diagnostics() -> [Diagnostic] {
    WeightChecks(rules: rules).diagnostics() + earlyDeadlines() + restDays() + assumedYears() + otherYears()
  }

  /// A day that the notice prints as the last and that is no working day: it stands as printed.
  private func restDays() -> [Diagnostic] {
    lastDays.compactMap { rule, day in
      // What is past when the notice is issued is nobody's last day.
      guard let next = calendar.moved(day), document.date.map({ $0.prefix(10) <= day.iso }) ?? true else { return nil }
      return Diagnostic(
        .note, "deadline-on-rest-day",
        "\(day.iso) is no working day by the official calendar, and stands as printed; the next is \(next.iso)",
        at: rule.span)
    }
  }

  /// A day without a year in an instrument that stands for years: it may come back each year.
  private func assumedYears() -> [Diagnostic] {
    guard let kind = document.carries ?? document.kind,
      vocabulary.contains(Array(kind.utf16)[...], in: "standing-kinds")
    else { return [] }
    return lastDays.compactMap { rule, day in
      guard !rule.quote.utf16.contains(Self.yearSign) else { return nil }
      return Diagnostic(
        .note, "deadline-year-assumed",
        "no year is printed; \(day.year) is the notice's own, but in a standing instrument the day may come each year",
        at: rule.span)
    }
  }

  /// A day without a year in a notice whose title names another year than its date: the date may be of the web page.
  private func otherYears() -> [Diagnostic] {
    let named = Set(CivilDate.years(in: document.title ?? "") { $0 == Self.yearSign })
    guard named.count == 1, let titled = named.first else { return [] }
    return lastDays.compactMap { rule, day in
      guard !rule.quote.utf16.contains(Self.yearSign), day.year < titled else { return nil }
      return Diagnostic(
        .note, "deadline-year-assumed",
        "no year is printed; \(day.year) is the year of the notice's date, but its title names \(titled)", at: rule.span
      )
    }
  }

  /// 年
  private static let yearSign: UInt16 = 0x5E74

  /// A deadline before the notice's own date, by so little that its year may be wrong: 1995年底以前 is history.
  private func earlyDeadlines() -> [Diagnostic] {
    guard let date = document.date else { return [] }
    return dated.compactMap { rule, value in
      guard value.prefix(10) < date.prefix(10), let year = Int(value.prefix(4)), let own = Int(date.prefix(4)),
        own - year <= 2
      else { return nil }
      return Diagnostic(
        .warning, "deadline-before-notice",
        "\(value) is before the notice's own date \(date); check the year", at: rule.span)
    }
  }
}
