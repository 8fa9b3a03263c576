import GrammarLanguage
import Matching
import RuleModel
import Tokenizing

/// Times that need a look at the days around them: hours of a day that stands before, days in a list.
extension PhraseMaker {
  /// How many tokens before hours their day is looked for.
  private static let dayReach = 60

  /// From which hour to which: `上午9:00至11:30` on the day that is named with it or, in the same table or paragraph,
  /// before it, as an ISO 8601 interval; without a day `T09:00/T11:30`. Nil where the rule gives no hours.
  func clockRange(_ fields: MatchFields, _ reading: NoticeReading, from start: Int) -> String? {
    guard let toHour = reading.number(in: fields.capture("to-hour"))?.integer else { return nil }
    let named = dateParts(in: fields.capture("date"), reading)
    let hour = named?.hour ?? reading.number(in: fields.capture("hour"))?.integer
    let minute = named?.hour == nil ? reading.number(in: fields.capture("minute"))?.integer : named?.minute
    guard var from = hour else { return nil }
    let isAfternoon = fields.capture("afternoon") != nil
    if isAfternoon, from < 12 { from += 12 }
    var to = toHour
    // 14:00-5:30 is an afternoon; 20点到9点 is a night.
    let isLate = isAfternoon ? to < from - 12 || from < 20 : to < from && from > 12 && from < 20
    if fields.capture("to-afternoon") != nil || isLate, to < 12 { to += 12 }
    guard from < 25, to < 25 else { return nil }
    let first = clock(from, minute)
    let last = clock(to, reading.number(in: fields.capture("to-minute"))?.integer)
    // 工作日上午9:00至12:00 is of each of them, whatever day is named before.
    guard var day = named ?? (isOfEachDay(start, reading) ? nil : dayBefore(start, reading)) else {
      return "\(first)/\(last)"
    }
    (day.hour, day.minute) = (nil, nil)
    guard let iso = day.inYear(of: reading.yearReference).iso, !iso.contains("/") else { return "\(first)/\(last)" }
    return "\(iso)\(first)/\(iso)\(last)"
  }

  /// An hour by itself, `14:45` behind a day that is named before it: 3月24日15:00-17:00（14:45到场）.
  func hour(_ fields: MatchFields, _ reading: NoticeReading, from start: Int) -> String? {
    guard fields.capture("to-hour") == nil, var hour = reading.number(in: fields.capture("hour"))?.integer else {
      return nil
    }
    if fields.capture("afternoon") != nil, hour < 12 { hour += 12 }
    guard hour < 25 else { return nil }
    let time = clock(hour, reading.number(in: fields.capture("minute"))?.integer)
    guard var day = isOfEachDay(start, reading) ? nil : dayBefore(start, reading) else { return time }
    (day.hour, day.minute) = (nil, nil)
    guard let iso = day.inYear(of: reading.yearReference).iso, !iso.contains("/") else { return time }
    return iso + time
  }

  /// Whether a word before hours in their sentence makes them those of every day: 工作日, 周一至周五.
  private func isOfEachDay(_ token: Int, _ reading: NoticeReading) -> Bool {
    for before in (max(0, token - 16)..<token).reversed() {
      let type = reading.stream.tokens[before].type
      if type == .stop || reading.phrase(before) != nil && dateParts(in: before..<(before + 1), reading) != nil {
        return false
      }
      if reading.listValue(of: before..<(before + 1), list: "each-day-words") != nil { return true }
      // 每天, 每个工作日, 每周一
      if reading.character(of: before) == 0x6BCF { return true }
    }
    return false
  }

  private func clock(_ hour: Int, _ minute: Int?) -> String {
    "T\(CivilDate.twoDigits(hour)):\(CivilDate.twoDigits(minute ?? 0))"
  }

  /// The last day that is named before a token, no more than some tokens back.
  private func dayBefore(_ token: Int, _ reading: NoticeReading) -> DateParts? {
    for before in (max(0, token - Self.dayReach)..<token).reversed() {
      guard case .date(let day) = reading.phrase(before)?.value, day.day != nil else { continue }
      // 自10月8日起，下午2:00至5:30: the hours are of every day from then on.
      if isStart(before, reading) || isEnd(before, reading) { return nil }
      // 7月28、29日，上午9:00至11:30: the hours are of each of the days.
      return day.month == nil ? nil : day
    }
    return nil
  }

  /// Whether 起 stands behind a date, past a bracket.
  private func isStart(_ token: Int, _ reading: NoticeReading) -> Bool {
    var next = token + 1
    while next < reading.stream.tokens.count, reading.stream.tokens[next].type == .paren { next += 1 }
    return next < reading.stream.tokens.count && reading.character(of: next) == 0x8D77
  }

  /// Whether a date ends an interval, past a bracket: 1月30日（初二）至2月4日, the hours behind it are of each day.
  private func isEnd(_ token: Int, _ reading: NoticeReading) -> Bool {
    guard token > 1, Self.intervalSigns.contains(reading.character(of: token - 1)) else { return false }
    var before = token - 2
    while before > 0, reading.stream.tokens[before].type == .paren { before -= 1 }
    guard case .date(let day) = reading.phrase(before)?.value else { return false }
    return day.day != nil && day.hour == nil
  }

  /// 至 到 - ~
  private static let intervalSigns: Set<UInt16> = [0x81F3, 0x5230, 0x2D, 0x7E]

  /// What a date without a year takes its year from: a later year that its sentence has named before it, else the
  /// notice's own. 2026年1月19日至23日考试，2月27日返校 in a notice of 2025 is all of 2026; 2026年开放时间为4月5日 in one of May
  /// 2025, too, as is 6月1日 in one of June 30th whose title names 2026: what would lie before the notice is not yet to come.
  func reference(for date: DateParts, _ start: Int, _ reading: NoticeReading) -> CivilDate? {
    guard date.year == nil, date.relativeYear == nil, date.month != nil, let own = reading.yearReference else {
      return reading.yearReference
    }
    let next = CivilDate(own.year + 1, 1, 1)
    let isPast = CivilDate(own.year, date.month ?? 12, date.day ?? 28) < own
    for before in (max(0, start - Self.yearReach)..<start).reversed() {
      if reading.stream.tokens[before].type == .stop { break }
      guard case .date(let day) = reading.phrase(before)?.value, let year = day.year else { continue }
      guard let month = day.month else {
        if isPast, year == next.year { return next }
        continue
      }
      return year == next.year && (date.month ?? 0) >= month ? next : own
    }
    return isPast && reading.titleYear?.year == next.year ? next : own
  }

  /// How many tokens before a date its year is looked for.
  private static let yearReach = 40

  private func dateParts(in tokens: Range<Int>?, _ reading: NoticeReading) -> DateParts? {
    for token in tokens ?? 0..<0 {
      if case .date(let day) = reading.phrase(token)?.value { return day }
    }
    return nil
  }

  /// The tokens of a match: one, but for days in a list. `5月26、27日` is an interval, since one follows the other;
  /// `3月5日、12日` is two days, each a token of its own, and so is `分别于5月26日、27日`.
  func tokens(of match: Match, rule: CompiledRule, in reading: inout NoticeReading) -> [(match: Match, token: Token)] {
    let fields = MatchFields(match: match, rule: rule)
    guard fields.text("listed") != nil, let temporal = types["temporal"] else {
      return token(of: match, rule: rule, in: &reading).map { [(match, $0)] } ?? []
    }
    let places = ["date", "to", "third"].compactMap { fields.capture($0) }
    let days = self.days(places.compactMap { dateParts(in: $0, reading) }, reading)
    guard places.count > 1, days.count == places.count, let first = days.first, let last = days.last else { return [] }
    if fields.text("listed") == "true", last.ordinal - first.ordinal == days.count - 1,
      zip(days, days.dropFirst()).allSatisfy({ $0 < $1 })
    {
      let interval = TemporalValue(kind: "between", value: "\(first.iso)/\(last.iso)")
      return [(match, made(interval, at: match.tokens, rule, temporal, &reading))]
    }
    return zip(places, days).map { place, day in
      let part = Match(rule: match.rule, segment: match.segment, tokens: place, captures: [])
      return (part, made(TemporalValue(kind: "on", value: day.iso), at: place, rule, temporal, &reading))
    }
  }

  private func made(
    _ value: TemporalValue, at tokens: Range<Int>, _ rule: CompiledRule, _ type: TokenType,
    _ reading: inout NoticeReading
  ) -> Token {
    reading.phrases.append(
      .init(value: .temporal(value), rule: rule.rule.name, range: reading.characters(of: tokens), inner: nil))
    return Token(start: 0, end: 0, type: type, attributes: 0, payload: Int32(reading.phrases.count - 1))
  }

  /// The days of a list, each with the year and the month of the one before it where it has none.
  private func days(_ parts: [DateParts], _ reading: NoticeReading) -> [CivilDate] {
    var out: [CivilDate] = []
    var before: DateParts?
    for var part in parts {
      if part.month == nil { part.month = before?.month }
      if part.year == nil, part.relativeYear == nil { part.year = before?.year }
      part = part.inYear(of: reading.yearReference)
      guard let day = part.days?.0 else { return [] }
      out.append(day)
      before = part
    }
    return out
  }

  /// The time inside a quantity, 每月 in 不超过每月1000元, as a phrase of its own.
  func period(_ fields: MatchFields, _ rule: CompiledRule, in reading: inout NoticeReading) -> Int? {
    guard rule.rule.makes.name == "quantity", let each = fields.capture("period"), let last = each.last,
      let template = reading.listValue(of: last..<(last + 1), list: "time-units")
    else { return nil }
    let one = duration(template: template, number: Numeral(1))
    reading.phrases.append(
      .init(
        value: .temporal(TemporalValue(kind: "every", value: one?.iso)), rule: rule.rule.name,
        range: reading.characters(of: each), inner: nil))
    return reading.phrases.count - 1
  }
}
