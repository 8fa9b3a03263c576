// Dates and lengths of time as ISO 8601 has them, as far as comparing asks for.

/// A day, month or year.
struct CivilDay: Hashable {
  var year: Int
  /// nil for a year alone.
  var month: Int?
  /// nil for a month alone.
  var day: Int?

  /// `2024-06-30`, `2024-06` or `2024`, with or without a time of day behind it; nil for what is none.
  init?(_ iso: Substring) {
    let parts = iso.prefix { $0 != "T" }.split(separator: "-", omittingEmptySubsequences: false)
    guard (1...3).contains(parts.count), parts[0].count == 4, let year = Int(parts[0]) else { return nil }
    self.year = year
    if parts.count > 1 {
      guard let month = Int(parts[1]), (1...12).contains(month) else { return nil }
      self.month = month
    }
    if parts.count > 2 {
      guard let day = Int(parts[2]), (1...31).contains(day) else { return nil }
      self.day = day
    }
  }

  /// The same day of another year.
  func shifted(years: Int) -> CivilDay {
    var other = self
    other.year += years
    return other
  }

  /// Days since an arbitrary day; the last of the month or year where the day is not given.
  var number: Int {
    let month = month ?? 12
    let day = day ?? Self.days(in: month, of: year)
    // Howard Hinnant, chrono-compatible low-level date algorithms, 2014.
    let y = month <= 2 ? year - 1 : year
    let era = (y >= 0 ? y : y - 399) / 400
    let yearOfEra = y - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
  }

  private static func days(in month: Int, of year: Int) -> Int {
    switch month {
    case 4, 6, 9, 11: 30
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    default: 31
    }
  }
}

/// What the value of a temporal is.
enum CivilTime: Hashable {
  case day(CivilDay)
  case window(CivilDay, CivilDay)
  /// Hours, rounded: enough to say which is longer.
  case length(hours: Int)

  /// The value of a temporal; nil for what is none of these.
  init?(_ value: String?) {
    guard let value else { return nil }
    if value.hasPrefix("P") {
      guard let hours = Self.hours(value) else { return nil }
      self = .length(hours: hours)
      return
    }
    let parts = value.split(separator: "/", omittingEmptySubsequences: false)
    if parts.count == 2, let from = CivilDay(parts[0]), let to = CivilDay(parts[1]) {
      self = .window(from, to)
    } else if parts.count == 1, let day = CivilDay(parts[0]) {
      self = .day(day)
    } else {
      return nil
    }
  }

  /// The days that it names.
  var days: [CivilDay] {
    switch self {
    case .day(let day): [day]
    case .window(let from, let to): [from, to]
    case .length: []
    }
  }

  private static func hours(_ iso: String) -> Int? {
    var (total, number, isTime, digits) = (0, 0, false, 0)
    for character in iso.dropFirst() {
      switch character {
      case "0"..."9":
        guard digits < 7, let digit = character.wholeNumberValue else { return nil }
        number = number * 10 + digit
        digits += 1
        continue
      case "T": isTime = true
      case "Y": total += number * 8766
      case "M": total += isTime ? number / 60 : number * 730
      case "W": total += number * 168
      case "D": total += number * 24
      case "H": total += number
      case "S": total += number / 3600
      default: return nil
      }
      (number, digits) = (0, 0)
    }
    return digits == 0 ? total : nil
  }
}
