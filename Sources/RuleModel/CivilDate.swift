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
    let parts = iso.prefix(10).split(separator: "-").compactMap { Int($0) }
    guard parts.count == 3, (1...12).contains(parts[1]), (1...31).contains(parts[2]) else { return nil }
    self.init(parts[0], parts[1], parts[2])
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
}
