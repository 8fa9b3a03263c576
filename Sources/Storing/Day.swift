// Days of the calendar without a clock and without time zones.

/// A day, ordered by time; stored as the number `yyyymmdd`.
struct Day: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// `20250630`
  let number: Int

  /// The day that is stored as a number; whatever the number, so that a damaged one ends no program.
  init(number: Int) { self.number = number }

  /// The day of a year, month and day; nil where there is none.
  init?(_ year: Int, _ month: Int, _ day: Int) {
    guard (1...9999).contains(year), (1...12).contains(month), (1...Self.length(of: month, in: year)).contains(day)
    else { return nil }
    number = year * 10_000 + month * 100 + day
  }

  /// The first day that an ISO 8601 date (a year, a month, a day) holds: `2025-06` → 2025-06-01.
  init?(firstOf text: some StringProtocol) {
    guard let parts = Self.parts(text) else { return nil }
    self.init(parts.year, parts.month ?? 1, parts.day ?? 1)
  }

  /// The last day that an ISO 8601 date holds: `2025` → 2025-12-31.
  init?(lastOf text: some StringProtocol) {
    guard let parts = Self.parts(text) else { return nil }
    let month = parts.month ?? 12
    guard (1...12).contains(month) else { return nil }
    self.init(parts.year, month, parts.day ?? Self.length(of: month, in: parts.year))
  }

  var year: Int { number / 10_000 }
  var month: Int { number / 100 % 100 }
  var day: Int { number % 100 }

  /// `2025-06-30`
  var description: String {
    func padded(_ value: Int, _ count: Int) -> String {
      let digits = String(max(0, value))
      return String(repeating: "0", count: max(0, count - digits.count)) + digits
    }
    return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
  }

  static func < (left: Day, right: Day) -> Bool { left.number < right.number }

  /// The day so many days later, or earlier.
  func adding(days: Int) -> Day {
    // Days since a day long ago, by the count of 400 years of 146,097 days (Howard Hinnant's days_from_civil).
    let shifted = month <= 2 ? year - 1 : year
    let era = shifted / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    let total = max(0, min(era * 146_097 + dayOfEra + max(-4_000_000, min(days, 4_000_000)), 3_650_000))
    let newEra = total / 146_097
    let rest = total - newEra * 146_097
    let restYears = (rest - rest / 1460 + rest / 36_524 - rest / 146_096) / 365
    let restDays = rest - (365 * restYears + restYears / 4 - restYears / 100)
    let marched = (5 * restDays + 2) / 153
    let newMonth = marched < 10 ? marched + 3 : marched - 9
    let newYear = restYears + newEra * 400 + (newMonth <= 2 ? 1 : 0)
    return Day(number: newYear * 10_000 + newMonth * 100 + restDays - (153 * marched + 2) / 5 + 1)
  }

  /// The same day so many months later; the last of the month where that has fewer days.
  func adding(months: Int) -> Day {
    let total = max(12, min(year * 12 + month - 1 + max(-120_000, min(months, 120_000)), 119_999))
    let (newYear, newMonth) = (total / 12, total % 12 + 1)
    return Day(number: newYear * 10_000 + newMonth * 100 + min(day, Self.length(of: newMonth, in: newYear)))
  }

  /// The day an ISO 8601 duration of years, months, weeks and days later; nil for another duration.
  func adding(duration: String) -> Day? {
    guard let parts = Duration(duration) else { return nil }
    return adding(months: parts.months).adding(days: parts.days)
  }

  /// A duration of whole months and days.
  struct Duration: Hashable, Sendable {
    var months = 0
    var days = 0

    /// `P1Y6M` → 18 months; nil for what is no duration of whole years, months, weeks and days.
    init?(_ text: some StringProtocol) {
      guard text.first == "P" else { return nil }
      var number: Int?
      for character in text.dropFirst() {
        if let digit = character.wholeNumberValue, character.isASCII {
          guard (number ?? 0) < 100_000 else { return nil }
          number = (number ?? 0) * 10 + digit
          continue
        }
        guard let value = number else { return nil }
        switch character {
        case "Y": months += value * 12
        case "M": months += value
        case "W": days += value * 7
        case "D": days += value
        default: return nil
        }
        number = nil
      }
      if number != nil || (months == 0 && days == 0) { return nil }
    }
  }

  private static func length(of month: Int, in year: Int) -> Int {
    switch month {
    case 4, 6, 9, 11: 30
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    default: 31
    }
  }

  private static func parts(_ text: some StringProtocol) -> (year: Int, month: Int?, day: Int?)? {
    // A time of the day behind the date does not change the day.
    let date = text.prefix { $0 != "T" }
    let parts = date.split(separator: "-", omittingEmptySubsequences: false)
    guard (1...3).contains(parts.count), parts[0].count == 4, let year = number(parts[0]) else { return nil }
    guard parts.count > 1 else { return (year, nil, nil) }
    guard let month = number(parts[1]) else { return nil }
    guard parts.count > 2 else { return (year, month, nil) }
    guard let day = number(parts[2]) else { return nil }
    return (year, month, day)
  }

  private static func number(_ digits: some StringProtocol) -> Int? {
    digits.utf8.allSatisfy { (48...57).contains($0) } ? Int(digits) : nil
  }
}
