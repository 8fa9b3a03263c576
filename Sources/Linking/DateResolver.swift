import RuleModel
import TextModel

/// Finds the days that times counted from an event come to, where the notice gives the event's day: 自公示结束之日起5个工作日内.
///
/// The event's day is what it is printed with, else the notice's date for its own issue, else the one day or period that
/// is printed behind the event's name elsewhere. Where two differ, nothing is resolved.
struct DateResolver {
  private let text: SourceText
  private let vocabulary: Vocabulary
  private let calendar: WorkCalendar
  private let issued: CivilDate?
  private let effective: CivilDate?
  /// Fixed times with the words before each, which name what happens then.
  private let fixed: [(before: [UInt16], value: String)]

  /// Where the notice says when it takes effect.
  private let effects: [Span]

  /// How many characters before a time are looked at for the name of the event.
  private static let reach = 14

  init(text: SourceText, vocabulary: Vocabulary, calendar: WorkCalendar, document: Document, rules: [Rule]) {
    self.text = text
    self.vocabulary = vocabulary
    self.calendar = calendar
    issued = document.date.flatMap { CivilDate(iso: $0) }
    effective = document.effective.flatMap { $0 == "on-issue" ? nil : CivilDate(iso: $0) } ?? issued
    var fixed: [(before: [UInt16], value: String)] = []
    let temporals = rules.flatMap(\.temporals)
    let ends = temporals.map(\.span.end).sorted()
    effects = temporals.filter { $0.kind == .effective }.map(\.span)
    for temporal in temporals {
      guard let value = temporal.value, [.by, .on, .between, .from].contains(temporal.kind) else { continue }
      guard CivilDate(iso: value) != nil else { continue }
      // What stands before another time is said of that one: 摇出房屋后3个工作日内（即3月31日-4月2日）.
      let start = max(0, temporal.span.start - 2 * Self.reach, ends.last { $0 <= temporal.span.start } ?? 0)
      let before = text.folded[start..<temporal.span.start].filter { $0 != Folding.blank && $0 != Folding.lineEnd }
      let sentence =
        before.lastIndex { Self.stops.contains($0) }.map { before[(before.index(after: $0))...] } ?? before[...]
      fixed.append((Array(sentence.suffix(Self.reach)), value))
    }
    self.fixed = fixed
  }

  /// 。 ； ! ?
  private static let stops: Set<UInt16> = [0x3002, 0x3B, 0x21, 0x3F]

  /// Whether a time says that it ends with its event: …内.
  private func isInside(_ temporal: Temporal) -> Bool {
    vocabulary.longestSuffix(of: Array(temporal.quote.utf16)[...], list: "inside-words") != nil
  }

  /// The day that lies so long before another.
  private func day(_ temporal: Temporal, before base: CivilDate) -> String? {
    guard let value = temporal.value else { return nil }
    return temporal.isWorkdays
      ? workdays(in: value).flatMap { calendar.day($0, workdaysBefore: base)?.iso }
      : base.subtracting(duration: value)?.iso
  }

  /// The time with the day that it counts from and the day that it comes to, as far as the notice settles them.
  func resolved(_ temporal: Temporal) -> Temporal {
    var out = temporal
    switch temporal.kind {
    case .within, .from:
      guard let after = temporal.after, let value = temporal.value, value.hasPrefix("P") else { return temporal }
      guard let base = temporal.base.flatMap({ CivilDate(iso: $0) }) ?? day(of: after) else { return temporal }
      out.base = base.iso
      guard !temporal.isBefore else {
        // 开标前5个工作日内: the last day is the event's own; 开标前5个工作日: the last is so far before it.
        out.resolved = isInside(temporal) ? base.iso : day(temporal, before: base)
        return out
      }
      let last = end(of: value, isWorkdays: temporal.isWorkdays, after: base)
      out.resolved = last?.iso
      if temporal.kind == .within, !temporal.isWorkdays { out.moved = last.flatMap(calendar.moved)?.iso }
    case .by where temporal.isBefore:
      guard let after = temporal.after, temporal.value?.hasPrefix("P") == true, let base = day(of: after) else {
        return temporal
      }
      out.base = base.iso
      out.resolved = day(temporal, before: base)
    case .effective:
      if temporal.value == "on-issue" { out.resolved = issued?.iso }
      if let value = temporal.value, value.hasPrefix("P"), let issued,
        let day = end(of: value, isWorkdays: temporal.isWorkdays, after: issued)
      {
        (out.value, out.base, out.resolved) = (day.iso, issued.iso, day.iso)
      }
    case .validity:
      // What a certificate is valid for does not begin with the notice.
      guard let value = temporal.value, value.hasPrefix("P"), let start = effective, isOwn(temporal.span) else {
        return temporal
      }
      out.base = start.iso
      // Two years from 1 January end with 31 December.
      out.resolved = end(of: value, isWorkdays: false, after: start)?.adding(days: -1).iso
    default: break
    }
    return out
  }

  // MARK: -

  private func end(of duration: String, isWorkdays: Bool, after base: CivilDate) -> CivilDate? {
    guard isWorkdays else { return base.adding(duration: duration) }
    return workdays(in: duration).flatMap { calendar.day($0, workdaysAfter: base) }
  }

  private func workdays(in duration: String) -> Int? {
    duration.hasSuffix("D") ? Int(duration.dropFirst().dropLast()) : nil
  }

  /// Whether a validity is the notice's own: said right behind its taking effect, or of 本办法, 本通知.
  private func isOwn(_ span: Span) -> Bool {
    if effects.contains(where: { effect in
      effect.end <= span.start && span.start - effect.end <= Self.ownReach
        && !text.folded[effect.end..<span.start].contains { $0 == Folding.lineEnd }
    }) {
      return true
    }
    let before = text.folded[max(0, span.start - Self.reach)..<span.start].filter { $0 != Folding.blank }
    return isInstrument(before[...])
  }

  /// How far behind the words of its taking effect a validity may stand.
  private static let ownReach = 60

  /// Whether words end with 本 or 该 and the name of an instrument.
  private func isInstrument(_ words: ArraySlice<UInt16>) -> Bool {
    guard let (length, _) = vocabulary.longestSuffix(of: words, list: "instrument-names"),
      let sign = words.dropLast(length).last
    else { return false }
    return Self.owners.contains(sign)
  }

  /// 本 该
  private static let owners: Set<UInt16> = [0x672C, 0x8BE5]

  private func day(of event: String) -> CivilDate? {
    var name = Array(event.utf16)[...]
    if isIssue(name) { return issued }
    if let (length, _) = vocabulary.longestSuffix(of: name, list: "force-events"), isInstrument(name.dropLast(length)) {
      return effective
    }
    var takesStart = false
    if let (length, value) = vocabulary.longestSuffix(of: name, list: "event-ends") {
      name = name.dropLast(length)
      takesStart = value == "start"
    }
    guard name.count >= 2 else { return nil }
    var found: Set<CivilDate> = []
    for entry in fixed where Self.contains(entry.before, name) {
      let parts = entry.value.split(separator: "/")
      let part = takesStart ? parts.first : parts.last
      if let day = part.flatMap({ CivilDate(iso: String($0)) }) { found.insert(day) }
    }
    return found.count == 1 ? found.first : nil
  }

  /// Whether the event is the issue of the notice: 印发, 本办法印发, 通知发布.
  private func isIssue(_ event: ArraySlice<UInt16>) -> Bool {
    guard let (length, _) = vocabulary.longestSuffix(of: event, list: "issue-events") else { return false }
    let rest = event.dropLast(length)
    guard !rest.isEmpty else { return true }
    return vocabulary.longestSuffix(of: rest, list: "instrument-names")?.length == rest.count
      || (rest.count > 1
        && vocabulary.longestSuffix(of: rest.dropFirst(), list: "instrument-names")?.length == rest.count - 1)
  }

  private static func contains(_ text: [UInt16], _ part: ArraySlice<UInt16>) -> Bool {
    guard text.count >= part.count else { return false }
    return (0...(text.count - part.count)).contains { text[$0..<($0 + part.count)].elementsEqual(part) }
  }
}
