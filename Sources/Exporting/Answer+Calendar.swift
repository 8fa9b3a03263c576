// Duties with a day, as a calendar (iCalendar, RFC 5545) that any calendar program reads.
import RuleModel
import TextModel

extension AnswerList {
  /// How a calendar is written.
  public struct CalendarLayout: Hashable, Sendable {
    /// The time of writing: `20250630T081500Z`.
    public var stamp: String
    /// How many days before the day to remind; each a reminder of its own.
    public var reminders: [Int]

    /// A layout.
    public init(stamp: String, reminders: [Int] = [7]) {
      self.stamp = stamp
      self.reminders = reminders
    }
  }

  /// The answers that have a day, or come back on one each year, as all-day events. Their names (UID) stay the same
  /// from version to version, so that an event read again takes the place of the older one.
  public func calendar(in language: Language, _ layout: CalendarLayout) -> [UInt8] {
    let words = AnswerWords(language: language)
    var lines = CalendarLines()
    lines.add("BEGIN", "VCALENDAR")
    lines.add("VERSION", "2.0")
    lines.add("PRODID", "-//Guitu//guitu//EN")
    lines.add("CALSCALE", "GREGORIAN")
    lines.add("METHOD", "PUBLISH")
    lines.add("X-WR-CALNAME", CalendarLines.escaped(words.calendar))
    var names: Set<String> = []
    for answer in answers { add(answer, words, layout, to: &lines, &names) }
    lines.add("END", "VCALENDAR")
    return lines.bytes
  }

  private func add(
    _ answer: Answer, _ words: AnswerWords, _ layout: CalendarLayout, to lines: inout CalendarLines,
    _ names: inout Set<String>
  ) {
    guard let due = answer.due, let days = Self.days(of: due, answer.notice), names.insert(answer.eventName).inserted
    else { return }
    lines.add("BEGIN", "VEVENT")
    lines.add("UID", answer.eventName)
    lines.add("DTSTAMP", layout.stamp)
    lines.add("SEQUENCE", String(max(0, answer.notice.version - 1)))
    lines.add("DTSTART;VALUE=DATE", days.start)
    if let rule = days.rule { lines.add("RRULE", rule) }
    lines.add("TRANSP", "TRANSPARENT")
    let what = answer.action ?? answer.sentence
    lines.add("SUMMARY", CalendarLines.escaped("\(answer.department)：\(what)"))
    var text = [answer.sentence]
    if !answer.conditions.isEmpty { text.append("\(words.condition)：\(answer.conditions.joined(separator: "；"))") }
    text.append(
      [answer.notice.title, answer.notice.number, answer.path].compactMap(\.self).filter { !$0.isEmpty }
        .joined(separator: " "))
    lines.add("DESCRIPTION", CalendarLines.escaped(text.joined(separator: "\n")))
    lines.add("CATEGORIES", CalendarLines.escaped(words.name(of: answer.role)))
    for reminder in layout.reminders {
      lines.add("BEGIN", "VALARM")
      lines.add("ACTION", "DISPLAY")
      lines.add("TRIGGER", reminder == 0 ? "PT0S" : "-P\(reminder)D")
      lines.add("DESCRIPTION", CalendarLines.escaped(what))
      lines.add("END", "VALARM")
    }
    lines.add("END", "VEVENT")
  }

  /// The day of an event, and the rule by which it comes back.
  private static func days(of due: Answer.Due, _ notice: Answer.Notice) -> (start: String, rule: String?)? {
    func plain(_ day: String) -> String { String(day.filter { $0 != "-" }) }
    guard let every = due.every, let monthDay = due.monthDay else { return due.until.map { (plain($0), nil) } }
    // What comes back each year first does so on its day after the notice takes effect.
    let years = ISODuration.parts(of: every).flatMap { $0.count == 1 && $0[0].unit == "Y" ? Int($0[0].number) : nil }
    guard let years, years > 0, let from = notice.from ?? notice.date, let year = Int(from.prefix(4)) else {
      return nil
    }
    let start = from.dropFirst(5) <= monthDay ? year : year + 1
    let digits = String(start)
    var rule = "FREQ=YEARLY" + (years > 1 ? ";INTERVAL=\(years)" : "")
    // The day behind the last is given as the end of validity; nothing comes back on it.
    if let until = notice.until { rule += ";UNTIL=" + plain(until) }
    return (String(repeating: "0", count: max(0, 4 - digits.count)) + digits + plain(monthDay), rule)
  }
}

extension Answer {
  /// The name of its event: the same in every version of the policy and in every library.
  var eventName: String {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in "\(notice.policy)|\(unit)".utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
    return "\(key)-\(String(hash, radix: 16))@guitu"
  }
}

/// Content lines: folded so that none is longer than 75 bytes, ended by CR LF.
private struct CalendarLines {
  private(set) var bytes: [UInt8] = []

  mutating func add(_ name: String, _ value: String) {
    var length = 0
    for character in (name + ":" + value).unicodeScalars {
      let size = String(character).utf8.count
      if length + size > 75 {
        bytes += [0x0D, 0x0A, 0x20]
        length = 1
      }
      bytes += Array(String(character).utf8)
      length += size
    }
    bytes += [0x0D, 0x0A]
  }

  /// A text as the value of a property.
  static func escaped(_ text: String) -> String {
    var out = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\": out += "\\\\"
      case ";": out += "\\;"
      case ",": out += "\\,"
      case "\n": out += "\\n"
      // No other mark of control may stand in a text.
      case _ where scalar.value < 0x20 || scalar.value == 0x7F: continue
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out
  }
}
