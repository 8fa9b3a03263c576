// By when something is to be done, as far as the notice settles it.
import RuleModel

/// A time to have something done by.
struct DueDate: Hashable {
  /// The first day of the time, where it has one.
  var from: Day?
  /// The last day; nil where the notice does not settle it.
  var until: Day?
  /// Something that comes back, as `every/P1Y/09-30`; nil for what is due once.
  var recurrence: String?
  /// Month and day of what comes back each year, as `930`.
  var monthDay: Int?
  /// As printed.
  var quote: String

  /// The time that binds most firmly among several; nil where none says by when.
  init?(_ temporals: [Temporal]) {
    let ranked = temporals.compactMap { temporal in Self.rank(temporal).map { ($0, temporal) } }
    guard let best = ranked.min(by: { $0.0 < $1.0 })?.1 else { return nil }
    quote = best.quote
    switch best.kind {
    case .by, .on, .between, .from, .horizon:
      guard let value = best.value else { return }
      let parts = value.split(separator: "/", maxSplits: 1)
      if parts.count == 2 {
        from = Day(firstOf: parts[0])
        until = Day(lastOf: parts[1])
      } else if best.kind == .from {
        from = Day(firstOf: value)
      } else {
        if best.kind == .on { from = Day(firstOf: value) }
        until = Day(lastOf: value)
      }
    case .every:
      recurrence = ["every", best.value ?? "", best.by ?? ""].joined(separator: "/")
      let parts = (best.by ?? "").split(separator: "-")
      if parts.count == 2, let month = Int(parts[0]), let day = Int(parts[1]), (1...12).contains(month),
        (1...31).contains(day)
      {
        monthDay = month * 100 + day
      }
    case .within, .for, .lookback, .asOf, .effective, .validity: break
    }
  }

  private static func rank(_ temporal: Temporal) -> Int? {
    let base: Int? =
      switch temporal.kind {
      case .by: 0
      case .between: 1
      case .on: 2
      case .every: 3
      case .within: 4
      case .horizon: 5
      case .from: 6
      case .for, .lookback, .asOf, .effective, .validity: nil
      }
    return base.map { $0 + (temporal.value == nil ? 10 : 0) }
  }
}
