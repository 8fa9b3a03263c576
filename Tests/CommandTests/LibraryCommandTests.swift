import Foundation
import TestSupport
import Testing

/// The library by the program: what a process leaves behind when it is killed, what two do at once, what others read.
@Suite("The library by the command line")
struct LibraryCommandTests {
  /// Small notices of a city, some in two versions.
  private static func write(_ count: Int, to program: Program) throws {
    for number in 0..<count {
      // Two of three are policies of their own; the third is the second one a year later.
      let isLater = number % 3 == 2
      let year = isLater ? 2025 : 2024
      try program.write(
        """
        云泽市商务局关于第\(isLater ? number - 1 : number)类平台的通知

        各区商务局：
        一、各区商务局应于\(year)年5月20日前将名单报送市商务局。
        二、市财政局负责安排\(number)00万元资金。

        云泽市商务局
        \(year)年3月1日

        """, to: "n/\(String(format: "%03d", number)).txt")
    }
  }

  /// Everything that a library holds, in the order of the duties' notices.
  private static func contents(_ library: String, _ program: Program) throws -> [String] {
    let run = try program.guitu(
      "search", "--library", library, "--all-versions", "--limit", "0", "--format", "csv", "--kind", "duty", "--kind",
      "deadline", "--kind", "step", "--kind", "sanction", "--kind", "material")
    #expect(run.status == 0, "\(run.errors)")
    return run.output.split(whereSeparator: \.isNewline).map(String.init).sorted()
  }

  @Test("killed at 50 moments of adding, a library opens whole, and going on loses and doubles nothing")
  func killed() throws {
    let program = try Program()
    defer { program.remove() }
    let count = 40
    try Self.write(count, to: program)
    let start = Date()
    #expect(try program.guitu("add", "n", "--library", "whole.db").status == 0)
    let whole = Date().timeIntervalSince(start)
    let expected = try Self.contents("whole.db", program)
    #expect(expected.count > count)
    var generator = SeededGenerator(seed: 20_250_630)
    var stopped = 0
    var rounds = 0
    for kill in 0..<50 {
      // From a fifth of a run on: what comes before is the start of the program.
      let seconds = whole * Double.random(in: 0.2...1.1, using: &generator)
      let run = try program.shell(
        """
        timeout -s KILL \(String(format: "%.3f", seconds)) guitu add n --library cut.db --jobs 2 > out.txt 2> err.txt
        guitu search --library cut.db --limit 1 --all-versions > /dev/null 2> found.txt; echo $?
        """)
      let status = run.output.split(separator: "\n").last ?? ""
      // Before the first transaction there is no library yet, or an empty one.
      let message = program.read("found.txt") ?? ""
      #expect(
        status == "0" || !FileManager.default.fileExists(atPath: program.folder.appending(path: "cut.db").path())
          || message.contains("older form") || message.contains("an empty library"), "\(message)")
      if !(program.read("out.txt") ?? "").contains("added") { stopped += 1 }
      // Now and then the run goes on to its end, is compared, and all begins anew.
      if kill % 5 == 4 {
        #expect(try program.guitu("add", "n", "--library", "cut.db").status == 0)
        #expect(try Self.contents("cut.db", program) == expected)
        let integrity = try program.guitu("add", "n", "--library", "cut.db")
        #expect(integrity.output.contains("\(count) unchanged"))
        for suffix in ["", "-wal", "-shm"] {
          try? FileManager.default.removeItem(at: program.folder.appending(path: "cut.db\(suffix)"))
        }
        rounds += 1
      }
    }
    #expect(rounds == 10)
    #expect(stopped > 10, "only \(stopped) of 50 runs were killed before their end")
  }

  @Test("several processes that add at once neither fail nor lose nor double")
  func together() throws {
    let program = try Program()
    defer { program.remove() }
    try Self.write(40, to: program)
    #expect(try program.guitu("add", "n", "--library", "one.db").status == 0)
    let run = try program.shell(
      """
      (guitu add n --library two.db > a.txt 2>&1; echo $? > a.status) &
      (guitu add n --library two.db > b.txt 2>&1; echo $? > b.status) &
      guitu add n/0*.txt --library two.db > c.txt 2>&1; echo $? > c.status
      # No `wait`: where the signal of an ended child is blocked, it never returns.
      for try in $(seq 600); do
        if [ -s a.status ] && [ -s b.status ]; then break; fi
        sleep 0.2
      done
      cat a.status b.status c.status
      """)
    #expect(run.output == "0\n0\n0\n", "\(["a", "b", "c"].map { program.read("\($0).txt") ?? "" })")
    #expect(try Self.contents("two.db", program) == Self.contents("one.db", program))
  }

  @Test("the calendar is read by another program: days, recurrence, reminders, names that stay")
  func calendar() throws {
    let program = try Program()
    defer { program.remove() }
    let text = """
      云泽市财政局关于印发《云泽市惠企资金管理办法》的通知
      云财规〔2025〕3号
      各区财政局：
      现印发给你们，请遵照执行。
      云泽市财政局
      2025年3月1日

      云泽市惠企资金管理办法

      第一条 各区财政局应于每年11月30日前将“资金使用情况,绩效自评表”报送市财政局。
      第二条 市商务局应当于2025年6月30日前印发申报指南，明确支持方向、支持标准、申报条件、申报程序、申报材料和受理窗口，并在门户网站公布。
      第三条 本办法自2025年4月1日起施行，有效期3年。

      """
    try program.write(text, to: "a.txt")
    #expect(try program.guitu("add", "a.txt", "--library", "a.db").status == 0)
    let first = try program.guitu("calendar", "--library", "a.db", "--remind", "3", "--remind", "10")
    #expect(first.status == 0)
    #expect(try program.guitu("calendar", "--library", "a.db", "-o", "a.ics").status == 0)
    for line in first.output.components(separatedBy: "\r\n") {
      #expect(line.utf8.count <= 75)
      #expect(!line.contains("\n"))
    }
    // The notice again, its day moved: the event keeps its name.
    try program.write(
      text.replacing("2025年6月30日", with: "2025年7月15日").replacing("2025年3月1日", with: "2025年5月1日"), to: "b.txt")
    #expect(try program.guitu("add", "b.txt", "--library", "a.db").status == 0)
    #expect(try program.guitu("calendar", "--library", "a.db", "-o", "b.ics").status == 0)
    let script = """
      import sys
      from icalendar import Calendar
      for path in sys.argv[1:]:
          calendar = Calendar.from_ical(open(path, "rb").read())
          for event in sorted(calendar.walk("VEVENT"), key=lambda e: str(e["SUMMARY"])):
              rule = event["RRULE"].to_ical().decode() if "RRULE" in event else "-"
              alarms = [str(a["TRIGGER"].dt.days) for a in event.walk("VALARM")]
              print(event["DTSTART"].dt, rule, ",".join(alarms), event["UID"], event["SUMMARY"], sep="|")
      """
    let folder = program.folder
    try program.write(first.output, to: "c.ics")
    guard
      let read = try Python.run(
        script, ["c.ics", "b.ics"].map { folder.appending(path: $0).path() })
    else { return }
    let events = read.split(separator: "\n").map { $0.split(separator: "|", omittingEmptySubsequences: false) }
    let once = events.filter { $0.count == 5 && $0[1] == "-" }
    let yearly = events.filter { $0.count == 5 && $0[1] != "-" }
    #expect(once.map { $0[0] } == ["2025-06-30", "2025-07-15"], "\(read)")
    #expect(Set(once.map { $0[3] }).count == 1)
    #expect(once.first?[2] == "-3,-10")
    #expect(yearly.contains { $0[0] == "2025-11-30" && $0[1] == "FREQ=YEARLY;UNTIL=20280401" }, "\(read)")
    #expect(yearly.contains { $0[4].contains("资金使用情况,绩效自评表") })
  }

  @Test("changes are lines of JSON, from a mark on")
  func changes() throws {
    let program = try Program()
    defer { program.remove() }
    try program.write(SampleNotice.about("平台"), to: "a.txt")
    #expect(try program.guitu("add", "a.txt", "--library", "a.db").status == 0)
    let first = try program.guitu("changes", "--library", "a.db")
    #expect(first.output.split(separator: "\n").count == 1)
    let later = SampleNotice.about("平台").replacing("2024年", with: "2025年").replacing("5月20日", with: "6月20日")
    try program.write(later, to: "b.txt")
    #expect(try program.guitu("add", "b.txt", "--library", "a.db").status == 0)
    let second = try program.guitu("changes", "--library", "a.db", "--since", "1")
    var events: [String] = []
    for line in second.output.split(separator: "\n") {
      let value = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
      events.append(value?["event"] as? String ?? "")
    }
    #expect(events.contains("version-added"))
    #expect(events.contains("superseded"))
    #expect(events.contains("rule-changed"))
    #expect(try program.guitu("changes", "--library", "a.db", "--since", "soon").status == 2)
  }

  @Test("without a library, with another file, with a wrong day: one line that says what to do")
  func faults() throws {
    let program = try Program()
    defer { program.remove() }
    #expect(try program.guitu("search", "--department", "财政局").status == 2)
    let missing = try program.guitu("search", "--library", "no.db")
    #expect(missing.status == 1)
    #expect(missing.errors.contains("guitu add"))
    #expect(program.names() == [])
    try program.write(String(repeating: "text\n", count: 300), to: "text.db")
    #expect(try program.guitu("search", "--library", "text.db").status == 1)
    try program.write("", to: "empty.db")
    let empty = try program.guitu("search", "--library", "empty.db")
    #expect(empty.status == 1)
    #expect(empty.errors.contains("an empty library"))
    try program.write(SampleNotice.about("平台"), to: "a.txt")
    #expect(try program.guitu("add", "a.txt", "--library", "a.db").status == 0)
    #expect(try program.guitu("search", "--library", "a.db", "--due-after", "soon").status == 2)
    #expect(try program.guitu("search", "--department", "商务局", environment: ["GUITU_LIBRARY": "a.db"]).status == 0)
  }
}
