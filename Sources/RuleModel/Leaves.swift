import TextModel

/// How a number is bound: 不少于, 超过, 以下 …
public enum ComparisonOperator: String, Hashable, Sendable, CaseIterable {
  /// 不少于 以上 至少 达到
  case atLeast = ">="
  /// 不超过 以下 以内 最高
  case atMost = "<="
  /// 不足 低于 少于
  case lessThan = "<"
  /// 超过 高于
  case moreThan = ">"
  /// Exactly.
  case equal = "="
  /// From `value` to `upper`.
  case range
}

/// A number that is bound by a comparison, a target or a limit. Money is a quantity whose unit is 元, in 元.
public struct Quantity: Hashable, Sendable {
  /// Where it stands.
  public var span: Span
  /// Its characters, as `span` has them in the text.
  public var quote: String
  /// How the number is bound.
  public var comparison: ComparisonOperator
  /// The number, or the lower end of a range.
  public var value: ExactNumber
  /// The upper end of a range; nil for the others.
  public var upper: ExactNumber?
  /// The unit as printed, multipliers taken out: 元, 人, %; empty where none is printed.
  public var unit: String
  /// What is measured, as printed before it; nil where nothing near by says so.
  public var metric: String?
  /// The time that it is said of, `每月` before 1000元 or `每年` before 最高100万元; nil where it is said of none.
  public var period: Temporal?

  /// A quantity of the given parts.
  public init(
    span: Span, quote: String, comparison: ComparisonOperator, value: ExactNumber, upper: ExactNumber? = nil,
    unit: String, metric: String? = nil, period: Temporal? = nil
  ) {
    self.span = span
    self.quote = quote
    self.comparison = comparison
    self.value = value
    self.upper = upper
    self.unit = unit
    self.metric = metric
    self.period = period
  }
}

/// What an expression of time does.
public enum TemporalKind: String, Hashable, Sendable, CaseIterable {
  case by, on, from, between, within, `for`, every, lookback
  case asOf = "as-of"
  case horizon, effective, validity
}

/// An expression that fixes time for somebody.
public struct Temporal: Hashable, Sendable {
  /// Where it stands.
  public var span: Span
  /// Its characters, as `span` has them in the text.
  public var quote: String
  /// What it does.
  public var kind: TemporalKind
  /// ISO 8601 date, interval or duration, a year, or `on-issue`; nil where the notice does not settle it.
  public var value: String?
  /// Whether its days are working days (工作日).
  public var isWorkdays: Bool
  /// For what comes back: the month and day by when, `09-30`; for what comes back each month, the day alone, `25`.
  public var by: String?
  /// For what comes back: how often each time.
  public var times: Int?
  /// The event that it counts from, as printed.
  public var after: String?
  /// Whether it counts back from that event: 合同期满前30日内.
  public var isBefore: Bool
  /// The day of that event, ISO 8601, where the notice gives it.
  public var base: String?
  /// The day that the time comes to, ISO 8601, where `base` settles it.
  public var resolved: String?
  /// The next working day where `resolved` is none and the law moves the end of a period to it
  /// (《民法典》第二百零三条); nil for times in working days, and beyond the years of the calendar.
  public var moved: String?

  /// A temporal of the given parts.
  public init(
    span: Span, quote: String, kind: TemporalKind, value: String?, isWorkdays: Bool = false, by: String? = nil,
    times: Int? = nil, after: String? = nil, isBefore: Bool = false, base: String? = nil, resolved: String? = nil,
    moved: String? = nil
  ) {
    self.base = base
    self.resolved = resolved
    self.moved = moved
    self.span = span
    self.quote = quote
    self.kind = kind
    self.value = value
    self.isWorkdays = isWorkdays
    self.by = by
    self.times = times
    self.after = after
    self.isBefore = isBefore
  }
}

/// A body, or a class of bodies, where it is named.
public struct OrganizationMention: Hashable, Sendable {
  /// Where it stands.
  public var span: Span
  /// Its characters, as `span` has them in the text.
  public var quote: String
  /// As printed, without blanks, an elided head or tail restored.
  public var name: String
  /// The full official name, where the notice settles it.
  public var canonical: String?

  /// A mention of the given parts.
  public init(span: Span, quote: String, name: String, canonical: String? = nil) {
    self.span = span
    self.quote = quote
    self.name = name
    self.canonical = canonical
  }
}

/// What must be so: a tree over typed numbers and times.
public indirect enum Predicate: Hashable, Sendable {
  /// All of these.
  case all([Predicate])
  /// At least one of these.
  case any([Predicate])
  /// Not this.
  case not(Predicate)
  /// A bound number.
  case quantity(Quantity)
  /// A time.
  case temporal(Temporal)
  /// What is not read further, as printed.
  case text(String)
}
