// Which way a changed number or time works for those who are bound: interval and set algebra.
import RuleModel
import TextModel

/// What a number or time is for, as far as the rule or sentence that it stands in says.
enum Purpose: Hashable {
  /// Must be met.
  case requirement
  /// Keeps out who meets it.
  case exclusion
  /// Is paid or lost.
  case penalty
  /// Is given.
  case benefit
  /// Holds for a ban.
  case ban
  case unknown

  /// From the rule that the piece is a leaf of, else from the tone of its sentence.
  init(of expression: Expression, in rule: Rule?) {
    switch rule?.body {
    case .condition(let condition):
      switch condition.role {
      case .require, .prefer, .pass:
        // 近三年未发生事故: who had one is kept out.
        self = condition.predicate.isClean(since: expression.span) ? .exclusion : .requirement
      case .exclude, .revoke, .veto: self = .exclusion
      }
    case .support: self = .benefit
    case .sanction: self = .penalty
    case .target, .deadline, .duty, .weight, .step, .material, .definition, .citation, nil:
      switch expression.tone {
      case .penalty: self = .penalty
      case .benefit: self = .benefit
      case .ban: self = .ban
      case nil:
        // Of the rules without a tone only a target says what must be met.
        if case .target = rule?.body { self = .requirement } else { self = .unknown }
      }
    }
  }
}

extension Predicate {
  /// Whether the time at a place is one in which something must not have been: 近三年未发生事故.
  fileprivate func isClean(since span: Span) -> Bool {
    switch self {
    case .all(let parts), .any(let parts):
      for (index, part) in parts.enumerated() {
        if case .temporal(let temporal) = part, temporal.kind == .lookback, temporal.span == span {
          guard index + 1 < parts.count, case .not = parts[index + 1] else { return false }
          return true
        }
        if part.isClean(since: span) { return true }
      }
      return false
    case .not, .quantity, .temporal, .text: return false
    }
  }
}

/// The numbers that a bound admits.
struct Interval: Hashable {
  /// An end; nil for none. An open one does not belong to the interval.
  struct End: Hashable {
    var value: ExactNumber
    var isOpen: Bool
  }
  var low: End?
  var high: End?

  init(_ quantity: Quantity) {
    let value = quantity.value
    switch quantity.comparison {
    case .atLeast: low = End(value: value, isOpen: false)
    case .moreThan: low = End(value: value, isOpen: true)
    case .atMost: high = End(value: value, isOpen: false)
    case .lessThan: high = End(value: value, isOpen: true)
    case .equal: (low, high) = (End(value: value, isOpen: false), End(value: value, isOpen: false))
    case .range:
      (low, high) = (
        End(value: value, isOpen: false), End(value: quantity.upper ?? value, isOpen: false)
      )
    }
  }

  /// Whether everything in this interval is in the other too.
  func isInside(_ other: Interval) -> Bool {
    Interval.lowOrder(low, other.low) >= 0 && Interval.highOrder(high, other.high) <= 0
  }

  /// -1, 0, 1: whether the first low end lies below, at or above the second.
  static func lowOrder(_ a: End?, _ b: End?) -> Int { order(a, b, missing: -1, open: 1) }
  /// -1, 0, 1: whether the first high end lies below, at or above the second.
  static func highOrder(_ a: End?, _ b: End?) -> Int { order(a, b, missing: 1, open: -1) }

  private static func order(_ a: End?, _ b: End?, missing: Int, open: Int) -> Int {
    switch (a, b) {
    case (nil, nil): return 0
    case (nil, _): return missing
    case (_, nil): return -missing
    case (let a?, let b?):
      if a.value != b.value { return a.value < b.value ? -1 : 1 }
      if a.isOpen == b.isOpen { return 0 }
      return a.isOpen ? open : -open
    }
  }
}

/// Reasons for typed differences.
enum DirectionRules {
  /// Why a number that became another matters; nil where both say the same.
  static func reason(_ old: Quantity, _ new: Quantity, _ purpose: Purpose) -> ChangeReason? {
    if old.unit != new.unit { return .measureOther }
    let (old, new) = eachYear(old, new)
    let (before, after) = (Interval(old), Interval(new))
    if before == after { return nil }
    let isLowUp = Interval.lowOrder(after.low, before.low)
    let isHighUp = Interval.highOrder(after.high, before.high)
    switch purpose {
    case .penalty, .ban, .benefit:
      // The size counts, not what is admitted: both ends must point the same way.
      let rises = amountRises(before, after, isLowUp, isHighUp)
      switch (purpose, rises) {
      case (_, nil): return .numberOther
      case (.penalty, true?), (.ban, true?): return .penaltyRaised
      case (.penalty, false?), (.ban, false?): return .penaltyLowered
      case (_, true?): return .benefitRaised
      case (_, false?): return .benefitLowered
      }
    case .exclusion:
      if before.isInside(after) { return .exclusionWider }
      return after.isInside(before) ? .exclusionNarrower : .numberOther
    case .requirement, .unknown:
      if before.low != nil, before.high == nil, after.low != nil, after.high == nil {
        return after.isInside(before) ? .thresholdRaised : .thresholdLowered
      }
      if before.high != nil, before.low == nil, after.high != nil, after.low == nil {
        return after.isInside(before) ? .capLowered : .capRaised
      }
      guard purpose == .requirement, old.comparison == .range || new.comparison == .range else { return .numberOther }
      if after.isInside(before) { return .thresholdRaised }
      return before.isInside(after) ? .thresholdLowered : .numberOther
    }
  }

  /// Two numbers said of different periods by the year, 每月1000元 against 每年5000元; others as they are.
  private static func eachYear(_ old: Quantity, _ new: Quantity) -> (Quantity, Quantity) {
    guard let before = old.period?.value, let after = new.period?.value, before != after,
      let oldCount = periods(before), let newCount = periods(after)
    else { return (old, new) }
    func scaled(_ quantity: Quantity, _ count: Double) -> Quantity {
      func times(_ number: ExactNumber) -> ExactNumber {
        guard let value = Double(number.description), abs(value * count) < 1e12 else { return number }
        return ExactNumber(Int64((value * count * 1000).rounded()), exponent: -3)
      }
      var out = quantity
      out.value = times(quantity.value)
      out.upper = quantity.upper.map(times)
      return out
    }
    return (scaled(old, oldCount), scaled(new, newCount))
  }

  /// How many periods of ISO 8601 a year has: 12 for `P1M`; nil for what is none of one unit.
  private static func periods(_ duration: String) -> Double? {
    guard duration.hasPrefix("P"), let unit = duration.last, let count = Double(duration.dropFirst().dropLast()),
      count > 0
    else { return nil }
    switch unit {
    case "Y": return 1 / count
    case "M": return 12 / count
    case "W": return 52 / count
    case "D": return 365 / count
    default: return nil
    }
  }

  private static func amountRises(_ before: Interval, _ after: Interval, _ low: Int, _ high: Int) -> Bool? {
    // 最高50万元 against 50万元: only ends that both have are compared.
    var signs: Set<Int> = []
    if before.low != nil && after.low != nil { signs.insert(low) }
    if before.high != nil && after.high != nil { signs.insert(high) }
    signs.remove(0)
    return signs.count == 1 ? signs.contains(1) : nil
  }

  /// The same for a number of units of time.
  static func reason(period old: Quantity, _ new: Quantity, _ purpose: Purpose) -> ChangeReason? {
    let reason = reason(old, new, purpose)
    switch reason {
    case .penaltyRaised: return .banLonger
    case .penaltyLowered: return .banShorter
    case .measureOther, .numberOther: return .timeOther
    default: return reason
    }
  }

  /// Why a time that became another matters; nil where both say the same.
  static func reason(_ old: Temporal, _ new: Temporal, _ purpose: Purpose) -> ChangeReason? {
    if old.kind == new.kind && old.value == new.value && old.isWorkdays == new.isWorkdays && old.by == new.by
      && old.times == new.times && (old.value != nil || old.by != nil || old.quote == new.quote)
    {
      return nil
    }
    guard old.kind == new.kind else { return .timeOther }
    if old.kind == .every { return recurring(old, new) }
    guard let before = CivilTime(old.value), let after = CivilTime(new.value) else { return .timeOther }
    switch (before, after) {
    case (.day(let before), .day(let after)):
      switch old.kind {
      case .by, .horizon, .asOf, .within:
        return before.number == after.number ? .timeOther : after.number < before.number ? .dateEarlier : .dateLater
      case .from, .effective: return .startMoved
      case .validity: return after.number < before.number ? .validityShorter : .validityLonger
      case .on, .between, .for, .every, .lookback: return .timeOther
      }
    case (.window(let from, let to), .window(let newFrom, let newTo)):
      let (head, tail) = (newFrom.number - from.number, newTo.number - to.number)
      if head == 0 && tail == 0 { return .timeOther }
      if head >= 0 && tail <= 0 { return .windowNarrower }
      if head <= 0 && tail >= 0 { return .windowWider }
      return tail < 0 ? .dateEarlier : .dateLater
    case (.length(let before), .length(let after)):
      // Five working days are a week.
      let long = (old.isWorkdays ? before * 7 / 5 : before, new.isWorkdays ? after * 7 / 5 : after)
      if long.0 == long.1 { return .workdaysSwapped }
      return length(old.kind, isLonger: long.1 > long.0, purpose)
    default: return .timeOther
    }
  }

  private static func length(_ kind: TemporalKind, isLonger: Bool, _ purpose: Purpose) -> ChangeReason {
    switch (kind, purpose) {
    case (.lookback, .exclusion), (.lookback, .ban): isLonger ? .lookbackLonger : .lookbackShorter
    case (.for, .ban), (.for, .penalty), (.within, .ban): isLonger ? .banLonger : .banShorter
    case (.for, .benefit): isLonger ? .benefitRaised : .benefitLowered
    case (.for, .requirement): isLonger ? .thresholdRaised : .thresholdLowered
    case (.validity, _): isLonger ? .validityLonger : .validityShorter
    case (.within, _), (.by, _): isLonger ? .periodLonger : .periodShorter
    default: .timeOther
    }
  }

  private static func recurring(_ old: Temporal, _ new: Temporal) -> ChangeReason {
    if old.value == new.value, let before = old.by, let after = new.by, before != after {
      return after < before ? .dateEarlier : .dateLater
    }
    guard case .length(let before)? = CivilTime(old.value), case .length(let after)? = CivilTime(new.value) else {
      return .timeOther
    }
    let (often, oftenNow) = (max(1, old.times ?? 1) * max(after, 1), max(1, new.times ?? 1) * max(before, 1))
    return often == oftenNow ? .timeOther : oftenNow > often ? .moreOften : .lessOften
  }

  /// Why a force that became another matters.
  static func reason(_ old: Duty.Modality, _ new: Duty.Modality) -> ChangeReason {
    func rank(_ modality: Duty.Modality) -> Int? {
      switch modality {
      case .may: 0
      case .encourage: 1
      case .must: 2
      case .mustNot: nil
      }
    }
    switch (rank(old), rank(new)) {
    case (let before?, let after?): return after > before ? .forceStronger : after < before ? .forceWeaker : .forceOther
    case (nil, nil): return .forceOther
    case (nil, _): return new == .may ? .banDropped : .forceOther
    case (_, nil): return old == .may ? .banAdded : .forceOther
    }
  }
}
