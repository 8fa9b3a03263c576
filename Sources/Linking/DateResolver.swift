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

  /// How many characters before a time are looked at for the name of the event.
  private static let reach = 14

  init(text: SourceText, vocabulary: Vocabulary, calendar: WorkCalendar, document: Document, rules: [Rule]) {
    self.text = text
    self.vocabulary = vocabulary
    self.calendar = calendar
    issued = document.date.flatMap { CivilDate(iso: $0) }
    effective = document.effective.flatMap { $0 == "on-issue" ? nil : CivilDate(iso: $0) } ?? issued
    var fixed: [(before: [UInt16], value: String)] = []
    for temporal in rules.flatMap(\.temporals) {
      guard let value = temporal.value, [.by, .on, .between, .from].contains(temporal.kind) else { continue }
      guard CivilDate(iso: value) != nil else { continue }
      let start = max(0, temporal.span.start - 2 * Self.reach)
      let before = text.folded[start..<temporal.span.start].filter { $0 != Folding.blank && $0 != Folding.lineEnd }
      let sentence =
        before.lastIndex { Self.stops.contains($0) }.map { before[(before.index(after: $0))...] } ?? before[...]
      fixed.append((Array(sentence.suffix(Self.reach)), value))
    }
    self.fixed = fixed
  }

  /// 。 ； ! ?
  private static let stops: Set<UInt16> = [0x3002, 0x3B, 0x21, 0x3F]

  /// The time with the day that it counts from and the day that it comes to, as far as the notice settles them.
  func resolved(_ temporal: Temporal) -> Temporal {
    var out = temporal
    switch temporal.kind {
    case .within, .from:
      guard let after = temporal.after, let value = temporal.value, value.hasPrefix("P") else { return temporal }
      guard let base = temporal.base.flatMap({ CivilDate(iso: $0) }) ?? day(of: after) else { return temporal }
      out.base = base.iso
      out.resolved = end(of: value, isWorkdays: temporal.isWorkdays, after: base)?.iso
    case .effective where temporal.value == "on-issue":
      out.resolved = issued?.iso
    case .validity:
      guard let value = temporal.value, value.hasPrefix("P"), let start = effective else { return temporal }
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
    guard duration.hasSuffix("D"), let count = Int(duration.dropFirst().dropLast()) else { return nil }
    return calendar.day(count, workdaysAfter: base)
  }

  private func day(of event: String) -> CivilDate? {
    var name = Array(event.utf16)[...]
    if isIssue(name) { return issued }
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
