import RuleModel
import Tokenizing

/// A date as a notice prints it: what is not printed is nil and is found from the notice's own date.
struct DateParts: Hashable, Sendable {
  /// Which part of the year or month is meant, where it is not a day.
  enum Part: String, Sendable {
    case end, early, mid, late, quarter
    case yearEnd = "year-end"
    case quarterEnd = "quarter-end"
    case quartersThrough = "quarters-through"
    case firstHalf = "first-half"
    case secondHalf = "second-half"
    case yearStart = "year-start"
    case earlyMid = "early-mid"
    case midLate = "mid-late"
  }

  var year: Int?
  /// The difference to the notice's year: 次年 is 1.
  var relativeYear: Int?
  var month: Int?
  var day: Int?
  var hour: Int?
  var minute: Int?
  var quarter: Int?
  var part: Part?

  /// Attribute bits of the token type `date`.
  static let attributes: [String: UInt32] = [
    "year": 1, "month": 2, "day": 4, "time": 8, "end": 16, "part": 32, "relative": 64,
  ]

  var bits: UInt32 {
    var bits: UInt32 = 0
    if year != nil { bits |= 1 }
    if month != nil { bits |= 2 }
    if day != nil { bits |= 4 }
    if hour != nil { bits |= 8 }
    if part == .end || part == .yearEnd || part == .quarterEnd { bits |= 16 }
    if let part, part != .end, part != .yearEnd, part != .quarterEnd { bits |= 32 }
    if relativeYear != nil { bits |= 64 }
    return bits
  }

  /// The same date with the year that it inherits.
  func inYear(of reference: CivilDate?) -> DateParts {
    guard year == nil, let reference else { return self }
    var out = self
    out.year = reference.year + (relativeYear ?? 0)
    // A notice of December that speaks of January means the next one: nothing is due ten months ago.
    if relativeYear == nil, let month, reference.month - month >= 10 { out.year = reference.year + 1 }
    return out
  }

  /// The first and the last day that are meant; nil without a year.
  var days: (CivilDate, CivilDate)? {
    guard let year else { return nil }
    func month(_ m: Int) -> (CivilDate, CivilDate) {
      (CivilDate(year, m, 1), CivilDate(year, m, CivilDate.daysInMonth(year, m)))
    }
    switch part {
    case .yearEnd: return (CivilDate(year, 12, 31), CivilDate(year, 12, 31))
    case .quarterEnd:
      let last = month((quarter ?? 4) * 3).1
      return (last, last)
    case .quarter:
      let q = quarter ?? 1
      return (month(q * 3 - 2).0, month(q * 3).1)
    case .quartersThrough: return (CivilDate(year, 1, 1), month((quarter ?? 4) * 3).1)
    case .firstHalf: return (CivilDate(year, 1, 1), CivilDate(year, 6, 30))
    case .secondHalf: return (CivilDate(year, 7, 1), CivilDate(year, 12, 31))
    case .end:
      guard let m = self.month else { return (CivilDate(year, 12, 31), CivilDate(year, 12, 31)) }
      return (month(m).1, month(m).1)
    case .yearStart: return month(1)
    case .early, .mid, .late, .earlyMid, .midLate:
      guard let m = self.month else { return nil }
      switch part {
      case .early: return (CivilDate(year, m, 1), CivilDate(year, m, 10))
      case .mid: return (CivilDate(year, m, 11), CivilDate(year, m, 20))
      case .earlyMid: return (CivilDate(year, m, 1), CivilDate(year, m, 20))
      case .midLate: return (CivilDate(year, m, 11), month(m).1)
      default: return (CivilDate(year, m, 21), month(m).1)
      }
    case nil:
      guard let m = self.month else { return (CivilDate(year, 1, 1), CivilDate(year, 12, 31)) }
      guard let day else { return month(m) }
      // There is no 30 February: what is printed wrong has no value.
      guard day <= CivilDate.daysInMonth(year, m) else { return nil }
      return (CivilDate(year, m, day), CivilDate(year, m, day))
    }
  }

  private var clock: String {
    guard let hour else { return "" }
    return "T\(CivilDate.twoDigits(hour)):\(CivilDate.twoDigits(minute ?? 0))"
  }

  /// ISO 8601 as precise as printed: `2025`, `2024-03`, `2024-03-05`, `2024-03-05T17:30`, or an interval.
  var iso: String? {
    guard let year, let days = days else { return nil }
    if part == nil {
      if month == nil { return "\(year)" }
      if day == nil { return String(days.0.iso.prefix(7)) }
    }
    return days.0 == days.1 ? days.0.iso + clock : "\(days.0.iso)/\(days.1.iso)"
  }

  /// The last moment that is meant: what “before” counts to.
  var isoEnd: String? { days.map { $0.1.iso + clock } }
  /// The first day that is meant: what “from” counts from.
  var isoStart: String? { days.map { $0.0.iso + clock } }

  /// `09-30` for a date that comes back each year; 29 February gives way to 28.
  var monthDay: String? {
    var parts = self
    if parts.year == nil { parts.year = 2023 }
    if parts.month == 2, parts.day == 29 { parts.day = 28 }
    if parts.month == nil && parts.part == nil { return nil }
    return parts.days.map { String($0.1.iso.dropFirst(5)) }
  }
}
