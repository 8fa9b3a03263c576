// What the command says about libraries.
import Exporting
import Storing

extension Messages {
  func libraryFault(_ error: LibraryError) -> String {
    switch error {
    case .missing(let path):
      say(
        "\(path)：没有这个库；先用 guitu add FILE… --library \(path) 建立",
        "\(path): no such library; make one with guitu add FILE… --library \(path)")
    case .foreign(let path):
      say("\(path)：不是规图的通知库；请换一个文件名", "\(path): not a library of notices; give --library another file")
    case .newer(let path):
      say("\(path)：由更新版本的规图建立；请升级后再用", "\(path): made by a newer version of guitu; use that one")
    case .busy(let path):
      say("\(path)：被别的程序占用太久；请稍后再试", "\(path): locked by another program for too long; try again later")
    case .failed(let path, let message): "\(path): \(message)"
    }
  }

  func queryFault(_ fault: QueryFault) -> String {
    switch fault {
    case .notADate(let text):
      say("“\(text)” 不是日期；请写成 2025-06-30、2025-06 或 2025", "“\(text)” is no date; write 2025-06-30, 2025-06 or 2025")
    case .unknownRegion(let text):
      say(
        "“\(text)” 不是已知的地区；请给全称（如 湖南省）或六位代码",
        "“\(text)” is no region that is known; give its full name, or its code of six digits")
    }
  }

  var libraryNeeded: String {
    say("请用 --library 给出库文件，或设置环境变量 GUITU_LIBRARY", "name the library with --library, or set GUITU_LIBRARY")
  }

  func outcome(_ name: String, _ outcome: AddOutcome) -> String {
    let counts = say(
      "增 \(outcome.gained)、改 \(outcome.changed)、减 \(outcome.lost) 条",
      "\(outcome.gained) rules gained, \(outcome.changed) changed, \(outcome.lost) lost")
    switch outcome.kind {
    case .unchanged: return say("\(name)：未变", "\(name): unchanged")
    case .added: return say("\(name)：新增，\(outcome.rules) 条规则", "\(name): added, \(outcome.rules) rules")
    case .version:
      return say(
        "\(name)：第 \(outcome.version) 版；\(counts)", "\(name): version \(outcome.version) of its policy; \(counts)")
    case .reread: return say("\(name)：重新读取；\(counts)", "\(name): read anew; \(counts)")
    }
  }

  func addSummary(_ counts: [AddOutcome.Kind: Int], failed: Int) -> String {
    let (added, version) = (counts[.added] ?? 0, counts[.version] ?? 0)
    let (unchanged, reread) = (counts[.unchanged] ?? 0, counts[.reread] ?? 0)
    return say(
      "新增 \(added) 份，新版本 \(version) 份，未变 \(unchanged) 份，重新读取 \(reread) 份，失败 \(failed) 份",
      "\(added) added, \(version) new versions, \(unchanged) unchanged, \(reread) read anew, \(failed) failed")
  }

  var helpAdd: String {
    say("把通知收进库里；同样的文件再收一次不变。", "Put notices into a library; the same bytes twice change nothing.")
  }
  var helpLibrary: String {
    say("库文件（SQLite）；默认取环境变量 GUITU_LIBRARY。", "The library, an SQLite file; GUITU_LIBRARY unless given.")
  }
  var helpSearch: String {
    say("在库里按部门、期限、地区等查职责。", "Find duties in a library by department, due date, region and more.")
  }
  var helpCalendar: String {
    say("把查到的期限写成日历（iCalendar）。", "Write what is due as a calendar (iCalendar).")
  }
  var helpDepartment: String { say("部门：全称、简称、旧称均可。", "A department by any of its names.") }
  var helpBelow: String { say("连同下级部门。", "Departments below its level too.") }
  var helpRole: String { say("角色，可重复。", "The part it has; may be repeated.") }
  var helpKind: String { say("类别，可重复。", "What kind of rule; may be repeated.") }
  var helpModality: String { say("情态，可重复。", "How binding; may be repeated.") }
  var helpDueAfter: String { say("在这一天或以后到期。", "Due on that day or later.") }
  var helpDueBefore: String { say("在这一天或以前到期。", "Due on that day or earlier.") }
  var helpRegion: String { say("地区名称或代码，含下属地区。", "A region by name or code, with those in it.") }
  var helpIssuer: String { say("发文机关。", "Who issued the notice.") }
  var helpPolicy: String { say("通知标题里的词，或文号。", "Words of the notice's title, or its number.") }
  var helpAsOf: String { say("只看这一天有效的（含其后被取代的）。", "Only what was in force on that day.") }
  var helpAllVersions: String { say("连同已被取代、废止的版本。", "Versions superseded or repealed too.") }
  var helpWords: String { say("原文里的词，空格分开。", "Words of the sentence, with blanks between them.") }
  var helpSort: String { say("排序", "Order") }
  var helpLimit: String { say("最多列出几条（默认 50；0 表示不限）。", "How many at most (default 50; 0 for all).") }
  var helpOffset: String { say("跳过前几条。", "How many to pass over.") }
  var helpFacets: String { say("另按角色、类别、层级、地区、年份计数。", "Count by role, kind, level, region and year too.") }
  var helpRemind: String { say("提前几天提醒，可重复（默认 7）。", "Remind so many days before; may be repeated (default 7).") }
  var helpDepartments: String {
    say("列出库里的部门和各角色的职责数。", "List the departments of a library with the numbers of their duties.")
  }
  var helpChanges: String {
    say("把库里的变化逐行写成 JSON。", "Write what has changed in a library as JSON Lines.")
  }
  var helpReread: String {
    say("用现在的语法重读以前语法读过的通知，并说明变化。", "Read anew what other grammars have read, and say what changed.")
  }
  var helpGroupBy: String { say("每行一个部门，或各地同类部门合为一行。", "A row a body, or one for those of a kind in all regions.") }
  var helpSince: String {
    say("从这个编号之后，或这个日期起（默认从头）。", "Behind this number, or from this date on (default: all).")
  }
  func sinceForm(_ text: String) -> String {
    say(
      "--since “\(text)”：请给上次读到的编号，或日期 2025-06-30",
      "--since “\(text)”: give the number of the last change read, or a date such as 2025-06-30")
  }
  func rereadSummary(_ count: Int, _ different: Int) -> String {
    say("重读 \(count) 份，其中 \(different) 份的规则有变化", "\(count) read anew, the rules of \(different) changed")
  }
  var limitRange: String { say("--limit 和 --offset 须是 0 以上的整数", "--limit and --offset are whole numbers from 0 on") }
  var remindRange: String { say("--remind 须是 0 到 366 的整数", "--remind is a whole number from 0 to 366") }
}
