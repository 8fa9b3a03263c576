import GrammarLanguage
import Matching
import RuleModel
import Tokenizing

/// Makes one token of what a phrase rule found: reads the captures, computes the value, sets the attributes.
struct PhraseMaker {
  let types: [String: TokenType]
  /// A number of years or months beyond which no duration is meant.
  private static let mostYears = 1_000_000

  /// The token of a match, its phrase added to the reading; nil for a rule that makes nothing.
  func token(of match: Match, rule: CompiledRule, in reading: inout NoticeReading) -> Token? {
    let fields = MatchFields(match: match, rule: rule)
    let makes = rule.rule.makes
    guard makes.name != "nothing", let type = types[makes.name] else { return nil }
    let value: PhraseValue
    var bits: UInt32 = 0
    switch makes.name {
    case "date":
      let date = self.date(fields, reading)
      value = .date(date)
      bits = date.bits
    case "duration":
      guard let duration = duration(fields, reading) else { return nil }
      value = .duration(duration)
      bits = duration.bits
    case "quantity":
      guard let (quantity, attributes) = quantity(fields, reading) else { return nil }
      value = .quantity(quantity)
      bits = attributes
    case "temporal":
      guard let temporal = temporal(fields, reading, match.tokens) else { return nil }
      value = .temporal(temporal)
      switch temporal.kind {
      case "by": bits = 1
      case "within": bits = 2
      case "every": bits = 4
      case "lookback": bits = 8
      case "effective": bits = 16
      default: break
      }
    case "organization":
      let named = fields.capture("name").map(reading.characters) ?? reading.characters(of: match.tokens)
      var organization = OrganizationValue(name: named)
      if let tail = fields.text("tail") { organization.tail = tail }
      if let tail = fields.capture("tail") { organization.tail = reading.printed(reading.characters(of: tail)) }
      organization.elision = fields.text("elided").flatMap(OrganizationValue.Elision.init(rawValue:))
      organization.isDefined = fields.text("defined") != nil
      value = .organization(organization)
      switch fields.text("class") {
      case "body": bits = 1
      case "class": bits = 2
      case "actor": bits = 4
      case "person": bits = 8
      default: break
      }
      if organization.elision == .shared { bits |= OrganizationValue.tailless }
    case "label":
      value = .word
      bits = Makers.labelRoles[fields.text("role") ?? ""] ?? 0
    default: value = .word
    }
    // A quantity inside a time (每半年至少召开1次) stays one of its own, and a time inside a quantity (不超过每月1000元).
    let inner =
      makes.name == "temporal"
      ? fields.capture("times")?.first.flatMap { reading.payload($0) } : period(fields, rule, in: &reading)
    reading.phrases.append(
      .init(value: value, rule: rule.rule.name, range: reading.characters(of: match.tokens), inner: inner))
    // A word is one for the files behind, too.
    guard makes.name != "word" else { return Token(start: 0, end: 0, type: .word) }
    return Token(start: 0, end: 0, type: type, attributes: bits, payload: Int32(reading.phrases.count - 1))
  }

  private func whole(_ tokens: Range<Int>?, _ reading: NoticeReading) -> Int? { reading.number(in: tokens)?.integer }

  // MARK: Dates and durations

  private func date(_ fields: MatchFields, _ reading: NoticeReading) -> DateParts {
    var date = self.date(at: fields.capture("base"), reading) ?? DateParts()
    if let year = whole(fields.capture("year"), reading) { date.year = Self.inFull(year) }
    if let years = reading.listValue(of: fields.capture("relative"), list: "relative-years") {
      date.relativeYear = Int(years)
    }
    if let month = whole(fields.capture("month"), reading) ?? fields.text("month").flatMap({ Int($0) }) {
      date.month = month
    }
    if let day = whole(fields.capture("day"), reading) { date.day = day }
    if let hour = whole(fields.capture("hour"), reading) { date.hour = hour }
    if fields.capture("afternoon") != nil, let hour = date.hour, hour < 12 { date.hour = hour + 12 }
    if let minute = whole(fields.capture("minute"), reading) ?? whole(fields.capture("minute-han"), reading) {
      date.minute = minute
    }
    if let quarter = whole(fields.capture("quarter"), reading) { date.quarter = quarter }
    if let part = fields.text("part") { date.part = DateParts.Part(rawValue: part) }
    return date
  }

  /// A year of two digits in full: 15 is 2015, 98 is 1998.
  private static func inFull(_ year: Int) -> Int { year >= 100 ? year : year <= 50 ? 2000 + year : 1900 + year }

  /// The template of a time unit with its number: `P3nM`, 2 → `P6M`; a `w` at the end means working days.
  func duration(template: String, number: Numeral) -> DurationValue? {
    var iso = ""
    var factor = 0
    var isWorkdays = false
    for letter in template.unicodeScalars {
      switch letter {
      case "0"..."9": factor = factor * 10 + Int(letter.value - 0x30)
      case "n":
        guard let count = number.integer ?? nil else {
          // Half years and the like: 1.5年 is 18 months.
          guard template == "PnY", number.mantissa < Self.mostYears,
            let twelfths = Numeral(number.mantissa * 12, exponent: number.exponent).integer
          else {
            return nil
          }
          return DurationValue(iso: "P\(twelfths)M", isWorkdays: false)
        }
        let (product, overflow) = count.multipliedReportingOverflow(by: max(1, factor))
        guard !overflow else { return nil }
        iso += "\(product)"
        factor = 0
      case "w": isWorkdays = true
      default: iso.unicodeScalars.append(letter)
      }
    }
    return DurationValue(iso: iso, isWorkdays: isWorkdays)
  }

  private func duration(_ fields: MatchFields, _ reading: NoticeReading) -> DurationValue? {
    if let iso = fields.text("iso") { return DurationValue(iso: iso, isWorkdays: false) }
    if fields.capture("first") != nil { return compound(fields, reading) }
    guard let number = reading.number(in: fields.capture("number")) else { return nil }
    if let half = fields.text("half") {
      guard let count = number.integer, count < Self.mostYears else { return nil }
      // Months differ in length: a half of one is counted in days.
      switch half {
      case "month": return DurationValue(iso: "P\(count)M15D", isWorkdays: false)
      case "day": return DurationValue(iso: "P\(count)DT12H", isWorkdays: false)
      case "hour": return DurationValue(iso: "PT\(count)H30M", isWorkdays: false)
      default: return DurationValue(iso: "P\(count)Y6M", isWorkdays: false)
      }
    }
    guard let template = reading.listValue(of: fields.capture("unit"), list: "time-units") else { return nil }
    return duration(template: template, number: number)
  }

  /// A length of time of several units, `一年又一个月21天`: P1Y1M21D, the larger unit first.
  private func compound(_ fields: MatchFields, _ reading: NoticeReading) -> DurationValue? {
    var parts: [(unit: String, text: String)] = []
    for field in ["first", "second", "third"] {
      guard let part = duration(at: fields.capture(field), reading) else { continue }
      let isTime = part.iso.hasPrefix("PT")
      guard let unit = part.iso.last else { return nil }
      parts.append(((isTime ? "T" : "") + String(unit), String(part.iso.dropFirst(isTime ? 2 : 1))))
    }
    if let hours = whole(fields.capture("hours"), reading) { parts.append(("TH", "\(hours)H")) }
    let order = ["Y", "M", "W", "D", "TH", "TM", "TS"]
    var iso = "P"
    for unit in order {
      guard let part = parts.first(where: { $0.unit == unit }) else { continue }
      if unit.hasPrefix("T") && !iso.contains("T") { iso += "T" }
      iso += part.text
    }
    return parts.count > 1 ? DurationValue(iso: iso, isWorkdays: false) : nil
  }

  private func duration(at tokens: Range<Int>?, _ reading: NoticeReading) -> DurationValue? {
    for token in tokens ?? 0..<0 {
      if case .duration(let value) = reading.phrase(token)?.value { return value }
    }
    return nil
  }

  private func date(at tokens: Range<Int>?, _ reading: NoticeReading) -> DateParts? {
    for token in tokens ?? 0..<0 {
      if case .date(let value) = reading.phrase(token)?.value { return value }
    }
    return nil
  }

  // MARK: Quantities

  /// What a comparison says behind 不应, 不宜.
  private static let opposites = [">": "<=", "<": ">="]

  /// Whether 不应 or the like stands right before a comparison: 不应超过2米.
  private func isNegated(_ comparison: Range<Int>?, _ reading: NoticeReading) -> Bool {
    guard let first = comparison?.first, first > 0,
      reading.stream.tokens[first - 1].end == reading.stream.tokens[first].start
    else { return false }
    return reading.listValue(of: (first - 1)..<first, list: "limit-negations") != nil
  }

  private func quantity(_ fields: MatchFields, _ reading: NoticeReading) -> (QuantityValue, UInt32)? {
    var comparison = "="
    var isBounded = false
    if let text = fields.text("op") {
      comparison = text
    } else if let op =
      (reading.listValue(of: fields.capture("op"), list: "compare-before")
      ?? reading.listValue(of: fields.capture("op"), list: "reach-words")).flatMap(Self.comparison)
    {
      comparison = isNegated(fields.capture("op"), reading) ? Self.opposites[op] ?? op : op
      // 超过5亿元及以上: the bound itself is enough.
      if comparison == ">",
        reading.listValue(of: fields.capture("op-after"), list: "compare-after") == "at-least"
      {
        comparison = ">="
      }
      isBounded = true
    } else if let op = reading.listValue(of: fields.capture("op-after"), list: "compare-after").flatMap(Self.comparison)
    {
      comparison = op
      isBounded = true
    }
    var attributes: UInt32 = isBounded ? 64 : 0
    var unit = fields.text("unit-text") ?? ""
    var value: Numeral?
    var upper: Numeral?
    var exact: Numeral?
    if let written = fields.text("iso") {
      value = Int64(written).flatMap { composed(Numeral($0), fields, reading) }
      if let tokens = fields.capture("unit") { unit = reading.folded(reading.characters(of: tokens)) }
    } else if let tokens = fields.capture("duration"), let first = tokens.first {
      // A duration under a comparison is a quantity: its number and unit as printed.
      (value, unit) = numberAndUnit(of: first, reading)
      attributes |= 8
      if let last = fields.capture("upper-duration")?.first {
        // 三至五年, 一年至五年: the lower end has the unit of the upper one, or the same.
        let (most, lastUnit) = numberAndUnit(of: last, reading)
        guard lastUnit == unit || unit.hasSuffix(lastUnit) || lastUnit.hasSuffix(unit) else { return nil }
        upper = most
      }
    } else if let last = fields.capture("upper-duration")?.first {
      value = reading.number(in: fields.capture("number"))
      (upper, unit) = numberAndUnit(of: last, reading)
      attributes |= 8
    } else {
      value = fields.capture("half") == nil ? reading.number(in: fields.capture("number")) : Numeral(5, exponent: -1)
      if let tokens = fields.capture("unit") { unit = reading.folded(reading.characters(of: tokens)) }
      if let composed = value { value = self.composed(composed, fields, reading) }
      if let denominator = fields.capture("denominator") {
        guard let top = value, let bottom = reading.number(in: denominator) else { return nil }
        value = top.divided(by: bottom)
        exact = top.ratio(to: bottom)
        if let whole = reading.number(in: fields.capture("whole")) {
          value = value?.adding(whole)
          exact = exact?.adding(whole)?.rounded
        }
      }
      if fields.text("percent") != nil { unit = "%" }
    }
    if let tokens = fields.capture("upper") {
      upper = reading.number(in: tokens)
      if let lower = value, let most = upper, let numeral = fields.capture("number") {
        value = raised(lower, numeral, to: most, tokens, reading)
      }
      // 70%-30%: printed from the top down.
      if let from = value, let to = upper, ExactNumber(to) < ExactNumber(from) { (value, upper) = (to, from) }
    }
    guard let value else { return nil }
    let kind = reading.listValue(of: fields.capture("unit"), list: "measure-units")
    switch kind {
    case "money": attributes |= 1
    case "people": attributes |= 2
    case "count": attributes |= 4
    case "points": attributes |= 32
    case "text": attributes |= 128
    case "copies": attributes |= 256
    case "occasion": attributes |= 512
    default: break
    }
    if unit == "%" { attributes |= 16 }
    if comparison == "<" || comparison == ">", isInclusive(fields, reading) { comparison += "=" }
    if comparison.hasPrefix("<") { attributes |= 1024 }
    if unit.hasPrefix("元") && unit == "元整" { unit = "元" }
    let isMoney = attributes & 1 != 0
    return (
      QuantityValue(
        comparison: comparison, value: value, upper: upper, unit: unit, exact: exact, isMoney: isMoney,
        isPercentagePoints: kind == "percent"),
      attributes
    )
  }

  /// Whether （含） follows the amount: 小于5000万元（含） is at most that.
  private func isInclusive(_ fields: MatchFields, _ reading: NoticeReading) -> Bool {
    let ends = ["number", "unit", "duration"].compactMap { fields.capture($0)?.upperBound }
    guard let end = ends.max(), end > 0, end <= reading.stream.tokens.count else { return false }
    let rest = reading.outline.characters[Int(reading.stream.tokens[end - 1].end)...].prefix(2)
    return rest.elementsEqual([0x28, 0x542B])
  }

  /// A number with what is written around it: a sign, decimals behind 点, halves, tenths, a multiplier behind 多.
  private func composed(_ number: Numeral, _ fields: MatchFields, _ reading: NoticeReading) -> Numeral? {
    var value: Numeral? = number
    if let digits = fields.capture("digits"), let decimals = reading.number(in: digits) {
      value = value?.adding(Numeral(decimals.mantissa, exponent: -reading.characters(of: digits).count))
    }
    if fields.capture("and-half") != nil { value = value?.adding(Numeral(5, exponent: -1)) }
    if let tenths = reading.number(in: fields.capture("tenths")) {
      value = value?.adding(Numeral(tenths.mantissa, exponent: tenths.exponent - 1))
    }
    if let hundredths = reading.number(in: fields.capture("hundredths")) {
      value = value?.adding(Numeral(hundredths.mantissa, exponent: hundredths.exponent - 2))
    }
    if let text = fields.text("scale"), let power = Int(text) { value = value?.scaled(by: power) }
    if let tokens = fields.capture("scale") {
      let powers = reading.outline.characters[reading.characters(of: tokens)].compactMap { NumeralReader.power(of: $0) }
      value = value?.scaled(by: powers.reduce(0, +))
    }
    if let tokens = fields.capture("parts-of") {
      let powers = reading.outline.characters[reading.characters(of: tokens)].compactMap { NumeralReader.power(of: $0) }
      value = value?.scaled(by: -powers.reduce(0, +))
    }
    if fields.capture("negative") != nil { value = value.map { Numeral(-$0.mantissa, exponent: $0.exponent) } }
    return value
  }

  /// The sign of a comparison that a word list names.
  private static func comparison(_ name: String) -> String? {
    switch name {
    case "at-least": ">="
    case "at-most": "<="
    case "more": ">"
    case "less": "<"
    default: nil
    }
  }

  /// The lower end of a range in full: 20至50万元 is from 200,000 on. A number that has a multiplier of its own, or
  /// would be larger than the upper end with the other's (5000至1万元), stays as it is.
  private func raised(
    _ lower: Numeral, _ lowerTokens: Range<Int>, to upper: Numeral, _ upperTokens: Range<Int>, _ reading: NoticeReading
  ) -> Numeral {
    func power(_ tokens: Range<Int>) -> Int {
      reading.outline.characters[reading.characters(of: tokens)].reversed().prefix { Self.powers[$0] != nil }
        .reduce(0) { $0 + (Self.powers[$1] ?? 0) }
    }
    let multiplier = power(upperTokens)
    guard multiplier > 0, power(lowerTokens) == 0 else { return lower }
    let raised = Numeral(lower.mantissa, exponent: lower.exponent + multiplier)
    return ExactNumber(raised) <= ExactNumber(upper) ? raised : lower
  }

  /// 万 and 亿 with the powers of ten that they multiply by.
  private static let powers: [UInt16: Int] = [0x4E07: 4, 0x4EBF: 8]

  /// The number and the unit of a duration token: what stands before and behind the digits in its characters.
  private func numberAndUnit(of token: Int, _ reading: NoticeReading) -> (Numeral?, String) {
    let range = reading.stream.tokens[token].range
    let characters = Array(reading.outline.characters[range])
    let inner = Tokenizer(lexicon: reading.lexicon).tokens(of: characters)
    guard let first = inner.tokens.first, first.type == .number, let value = inner.numbers.first else {
      // 半年 is half a year.
      return (Numeral(5, exponent: -1), String(decoding: characters.dropFirst(), as: UTF16.self))
    }
    var rest = characters[Int(first.end)...]
    rest = rest.drop { DurationValue.approximations.contains($0) }
    // 两年半 is 2.5 years, 一个半月 1.5 months.
    if let half = rest.firstIndex(of: 0x534A) {
      rest.remove(at: half)
      return (value.adding(Numeral(5, exponent: -1)), String(decoding: rest, as: UTF16.self))
    }
    return (value, String(decoding: rest, as: UTF16.self))
  }

  // MARK: Temporals

  private func temporal(_ fields: MatchFields, _ reading: NoticeReading, _ tokens: Range<Int>) -> TemporalValue? {
    let start = tokens.lowerBound
    guard let kind = fields.text("kind") else { return nil }
    var out = TemporalValue(kind: kind)
    if let hours = clockRange(fields, reading, from: start) {
      out.value = hours
      return out
    }
    if let hour = hour(fields, reading, from: start) {
      out.value = hour
      return out
    }
    let reference = reading.referenceDate
    if let after = fields.capture("after") {
      out.after = reading.printed(reading.characters(of: after))
      if let day = date(at: after, reading)?.inYear(of: reading.yearReference), day.day != nil { out.base = day.isoEnd }
    }
    if let after = fields.text("after-text") { out.after = after }
    if let duration = duration(at: fields.capture("duration"), reading) {
      out.value = duration.iso
      out.isWorkdays = duration.isWorkdays
    }
    if let iso = fields.text("iso") { out.value = iso }
    if fields.text("unit-text") == "year" { out.value = "P1Y" }
    if let unit = reading.listValue(of: fields.capture("unit"), list: "time-units") {
      let one = self.duration(template: unit, number: Numeral(1))
      out.value = one?.iso
      out.isWorkdays = one?.isWorkdays ?? false
    } else if let tokens = fields.capture("unit") {
      // 月度 and 季 are no units of a count, but name a period all the same.
      out.value = period(reading.folded(reading.characters(of: tokens)))
    }
    if let tokens = fields.capture("times"), let first = tokens.first,
      case .quantity(let quantity) = reading.phrase(first)?.value
    {
      out.times = quantity.value.integer
    }
    if let number = whole(fields.capture("times-number"), reading) { out.times = number }
    if fields.text("on-issue") != nil { out.value = "on-issue" }
    // The day is known when the whole notice is read.
    if fields.text("from-effective") != nil { out.value = TemporalValue.effective }
    if fields.text("next-year") != nil, let reference = reading.yearReference, fields.capture("date") == nil {
      out.value = "\(reference.year + 1)"
    }
    if var by = date(at: fields.capture("by"), reading) {
      // 每年3月1日至31日: the month stands on the day before.
      if by.month == nil, by.part == nil { by.month = date(at: fields.capture("base"), reading)?.month }
      out.by = by.monthDay
    }
    if let day = duration(at: fields.capture("by-day"), reading)?.iso, day.hasSuffix("D"),
      let number = Int(day.dropFirst().dropLast()), (1...31).contains(number)
    {
      out.by = CivilDate.twoDigits(number)
    }
    if let plan = fields.capture("plan") {
      guard let years = fiveYearPlan(reading.folded(reading.characters(of: plan))) else { return nil }
      out.value = years
    }
    if let plan = fields.capture("plan-end") {
      guard let years = fiveYearPlan(reading.folded(reading.characters(of: plan))) else { return nil }
      out.value = years.split(separator: "/").last.map { "\($0)-12-31" }
    }
    out.isBefore = fields.text("counts") == "before"
    if fields.capture("to") != nil {
      guard let interval = interval(fields, reading, from: start) else { return out }
      out.value = interval
    } else if var date = date(at: fields.capture("date"), reading) {
      // A day without a month is no date of its own: 水果湖东一路19-2号.
      if date.day != nil, date.month == nil { return nil }
      if fields.text("next-year") != nil, date.year == nil, date.relativeYear == nil { date.relativeYear = 1 }
      date = date.inYear(of: self.reference(for: date, start, reading))
      switch kind {
      case "by", "as-of", "validity":
        out.value =
          date.month == nil && date.part == nil
          ? date.isoEnd : (date.day != nil || date.part != nil ? date.isoEnd : date.iso)
      case "from", "effective": out.value = date.isoStart
      default: out.value = date.iso
      }
    } else if let year = whole(fields.capture("year"), reading) {
      out.value = kind == "by" ? "\(year)-12-31" : "\(year)"
    } else if fields.text("from-issue") != nil {
      out.value = reference?.iso
    }
    return out
  }

  private func interval(_ fields: MatchFields, _ reading: NoticeReading, from start: Int) -> String? {
    guard var to = date(at: fields.capture("to"), reading) else { return nil }
    let reference = reading.referenceDate
    if fields.text("from-issue") != nil {
      to = to.inYear(of: reading.yearReference)
      guard let start = reference, let end = to.days?.1 else { return nil }
      if end < start, to.year == start.year { to.year = start.year + 1 }
      return to.isoEnd.map { "\(start.iso)/\($0)" }
    }
    if let year = whole(fields.capture("year"), reading), let end = to.year { return "\(year)/\(end)" }
    guard let printed = date(at: fields.capture("date"), reading) else { return nil }
    let hadYear = to.year != nil || to.relativeYear != nil
    let from =
      (printed.year == nil && printed.relativeYear == nil && to.year != nil
      ? {
        var copy = printed; copy.year = to.year; return copy
      }() : printed).inYear(of: self.reference(for: printed, start, reading))
    if to.relativeYear == 1, let year = from.year { to.year = year + 1 }
    if to.year == nil { to.year = from.year }
    if to.month == nil && to.part == nil && to.day != nil { to.month = from.month }
    if from.month == nil, from.part == nil, to.month == nil, to.part == nil, let a = from.year, let b = to.year {
      return "\(a)/\(b)"
    }
    if !hadYear, let start = from.days?.0, let end = to.days?.1, end < start { to.year = (to.year ?? 0) + 1 }
    guard let start = from.isoStart, let end = to.isoEnd else { return nil }
    return "\(start)/\(end)"
  }

  private func period(_ word: String) -> String? {
    switch word {
    case "月度", "月份": "P1M"
    case "季": "P3M"
    default: nil
    }
  }

  /// The years of a five-year plan by its number, after the count of the plans (the first: 1953–1957; from the third,
  /// 1966, one every five years).
  private func fiveYearPlan(_ quoted: String) -> String? {
    let digits = Array(quoted.utf16).compactMap(NumeralReading.digit)
    // “十四五”, “九五”: numerals that end in 五 and nothing else, or “三支一扶” would be one.
    guard quoted.utf16.count <= 6, digits.count >= 2, digits.last == 5, digits.count + 2 >= quoted.utf16.count else {
      return nil
    }
    var number = 0
    for (index, digit) in digits.enumerated() {
      if digit == 10 {
        number = number == 0 ? 10 : number * 10
      } else if index == digits.count - 1 && digit == 5 && digits.count > 1 {
        continue
      } else {
        number += digit
      }
    }
    guard number >= 3, number <= 40 else { return nil }
    let start = 1966 + (number - 3) * 5
    return "\(start)/\(start + 4)"
  }
}

/// Digits of the names of plans: 十 is 10.
private enum NumeralReading {
  static func digit(_ unit: UInt16) -> Int? {
    if unit == 0x5341 { return 10 }
    let order: [UInt16] = [0x4E00, 0x4E8C, 0x4E09, 0x56DB, 0x4E94, 0x516D, 0x4E03, 0x516B, 0x4E5D]
    return order.firstIndex(of: unit).map { $0 + 1 }
  }
}

/// The fields of a rule's construction with the tokens that a match gives them.
struct MatchFields {
  let match: Match
  let rule: CompiledRule

  /// The tokens of a field that is given a capture; nil where the capture took no part.
  func capture(_ field: String) -> Range<Int>? {
    guard let name = rule.rule.makes.capture(field), let index = rule.captureNames.firstIndex(of: name) else {
      return nil
    }
    guard let range = match.captures[index], !range.isEmpty else { return nil }
    return range
  }

  /// The text of a field that is given one.
  func text(_ field: String) -> String? { rule.rule.makes.text(field) }
}
