import RuleModel
import TextModel

/// Which days are worked: Monday to Friday, but for the holidays and the exchanged weekends of the list `holidays`.
struct WorkCalendar: Sendable {
  /// The days that differ from their day of the week, by `CivilDate.ordinal`: whether they are worked.
  private let exceptions: [Int: Bool]
  /// The years that the list has holidays for; of any other year nothing is known.
  let years: ClosedRange<Int>?

  /// The calendar of a vocabulary; one that knows no year where it has no list.
  init(vocabulary: Vocabulary) {
    var exceptions: [Int: Bool] = [:]
    exceptions.reserveCapacity(vocabulary.count(of: "holidays"))
    var years: ClosedRange<Int>?
    vocabulary.forEachWord(in: "holidays") { word, value in
      guard let day = CivilDate(iso: String(decoding: word.map { UInt8(truncatingIfNeeded: $0) }, as: UTF8.self)) else {
        return
      }
      exceptions[day.ordinal] = value == "work"
      years = years.map { min($0.lowerBound, day.year)...max($0.upperBound, day.year) } ?? day.year...day.year
    }
    self.exceptions = exceptions
    self.years = years
  }

  /// Whether a day is worked; nil beyond the years of the list.
  func isWorked(_ day: CivilDate) -> Bool? {
    guard let years, years.contains(day.year) else { return nil }
    return exceptions[day.ordinal] ?? (day.weekday < 5)
  }

  /// The first working day behind a day that is none; nil for a working day and beyond the years of the list.
  func moved(_ day: CivilDate) -> CivilDate? {
    guard isWorked(day) == false else { return nil }
    return self.day(1, workdaysAfter: day)
  }

  /// The last of so many working days before a day, which itself does not count; nil where the list begins behind it.
  func day(_ count: Int, workdaysBefore end: CivilDate) -> CivilDate? {
    guard count > 0, count < 2000 else { return nil }
    var day = end
    var left = count
    while left > 0 {
      day = day.adding(days: -1)
      guard let isWorked = isWorked(day) else { return nil }
      if isWorked { left -= 1 }
    }
    return day
  }

  /// The last of so many working days behind a day, which itself does not count; nil where the list ends before it.
  func day(_ count: Int, workdaysAfter start: CivilDate) -> CivilDate? {
    guard count > 0, count < 2000 else { return nil }
    var day = start
    var left = count
    while left > 0 {
      day = day.adding(days: 1)
      guard let isWorked = isWorked(day) else { return nil }
      if isWorked { left -= 1 }
    }
    return day
  }
}
