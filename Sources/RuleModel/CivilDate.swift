/// A day of the Gregorian calendar.
public struct CivilDate: Hashable, Comparable, Sendable {
  /// The year.
  public let year: Int
  /// The month, 1…12.
  public let month: Int
  /// The day, 1…31.
  public let day: Int

  /// The given day; a month beyond 12 and a day beyond the month's end are cut back.
  public init(_ year: Int, _ month: Int, _ day: Int) {
    self.year = year
    self.month = min(max(month, 1), 12)
    self.day = min(max(day, 1), Self.daysInMonth(year, self.month))
  }

  /// The day of an ISO 8601 date; nil where the text is none.
  public init?(iso: String) {
    var parts = (0, 0, 0)
    var part = 0
    var digits = 0
    for byte in iso.utf8.prefix(10) {
      switch byte {
      case 0x30...0x39:
        let digit = Int(byte - 0x30)
        digits += 1
        switch part {
        case 0: parts.0 = parts.0 * 10 + digit
        case 1: parts.1 = parts.1 * 10 + digit
        default: parts.2 = parts.2 * 10 + digit
        }
      case 0x2D where digits > 0 && part < 2:
        part += 1
        digits = 0
      default: return nil
      }
    }
    guard part == 2, digits > 0, (1...12).contains(parts.1), (1...31).contains(parts.2) else { return nil }
    self.init(parts.0, parts.1, parts.2)
  }

  /// The years that a text names in four digits, 1949 to 2100, in their order; `isRight` is asked about the character
  /// behind each, 0 at the end: 年 in 2024年.
  public static func years(in text: String, before isRight: (UInt16) -> Bool = { _ in true }) -> [Int] {
    var out: [Int] = []
    var value = 0
    var digits = 0
    func end(before unit: UInt16) {
      if digits == 4, (1949...2100).contains(value), isRight(unit) { out.append(value) }
      (value, digits) = (0, 0)
    }
    for unit in text.utf16 {
      if (0x30...0x39).contains(unit) {
        value = digits < 4 ? value * 10 + Int(unit - 0x30) : value
        digits += 1
      } else {
        end(before: unit)
      }
    }
    end(before: 0)
    return out
  }

  /// How many days a month has.
  public static func daysInMonth(_ year: Int, _ month: Int) -> Int {
    switch month {
    case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// `05` for 5.
  public static func twoDigits(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }

  /// ISO 8601: `2024-06-15`.
  public var iso: String {
    let digits = "\(year)"
    return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
      + "-\(Self.twoDigits(month))-\(Self.twoDigits(day))"
  }

  /// By time.
  public static func < (left: CivilDate, right: CivilDate) -> Bool {
    (left.year, left.month, left.day) < (right.year, right.month, right.day)
  }

  /// The number of the day, 1 January 1970 being 0.
  public var ordinal: Int {
    // Years from March, so that the leap day is the last; eras of 400 years.
    let shifted = month <= 2 ? year - 1 : year
    let era = (shifted >= 0 ? shifted : shifted - 399) / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  /// The day of a number, 1 January 1970 being 0.
  public init(ordinal: Int) {
    let days = ordinal + 719_468
    let era = (days >= 0 ? days : days - 146_096) / 146_097
    let dayOfEra = days - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let month = (5 * dayOfYear + 2) / 153
    self.init(
      yearOfEra + era * 400 + (month >= 10 ? 1 : 0), month < 10 ? month + 3 : month - 9,
      dayOfYear - (153 * month + 2) / 5 + 1)
  }

  /// The day of the week: 0 for Monday, 6 for Sunday.
  public var weekday: Int { ((ordinal + 3) % 7 + 7) % 7 }

  /// So many days later, or earlier for a negative number.
  public func adding(days: Int) -> CivilDate { CivilDate(ordinal: ordinal + days) }

  /// The day after a length of time in years, months, weeks or days: `P1Y6M`, `P30D`. Where the month that is reached
  /// is too short, its last day. Nil for times of day and for what is no duration.
  public func adding(duration: String) -> CivilDate? { moved(by: duration, sign: 1) }

  /// The day so long before this one, in the same units.
  public func subtracting(duration: String) -> CivilDate? { moved(by: duration, sign: -1) }

  private func moved(by duration: String, sign: Int) -> CivilDate? {
    guard duration.hasPrefix("P") else { return nil }
    var (months, days, number) = (0, 0, 0)
    for unit in duration.utf8.dropFirst() {
      switch unit {
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        number = number * 10 + Int(unit - UInt8(ascii: "0"))
        guard number < 100_000 else { return nil }
        continue
      case UInt8(ascii: "Y"): months += 12 * number
      case UInt8(ascii: "M"): months += number
      case UInt8(ascii: "W"): days += 7 * number
      case UInt8(ascii: "D"): days += number
      default: return nil
      }
      number = 0
    }
    let count = year * 12 + month - 1 + sign * months
    guard count >= 0 else { return nil }
    return CivilDate(count / 12, count % 12 + 1, day).adding(days: sign * days)
  }
}
