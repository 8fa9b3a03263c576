import ArgumentParser
import Exporting
import Syncing
import Tabulating

/// `guitu sync`: tables elsewhere, brought up to date with what notices say.
struct SyncTables: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "sync",
      abstract: say(
        "使别处的表与通知一致：SQLite 文件、PostgreSQL 数据库、CSV 文件夹、XLSX 工作簿。",
        "Bring tables elsewhere up to date: an SQLite file, a PostgreSQL database, a folder of CSV files, a workbook."),
      discussion: say(
        """
        逐字段三方合并：上次同步之后有人手改过的，不加 --force 不覆盖，而是报告为冲突（上次、现在、本次）。只动有变化的行，\
        要么全做、要么不做，并记入变更日志。退出状态：0 完成；1 有冲突或失败；2 用法错误。
        """,
        """
        Three-way, field by field: what somebody edited since the last sync is not overwritten without --force but reported \
        as a conflict (base, theirs, ours). Only what changed is touched, all of it or nothing, with a change log. Exit \
        status: 0 done; 1 conflicts or failure; 2 usage.
        """))
  }

  @Argument(
    help: ArgumentHelp(
      say(
        "目标：*.sqlite、*.db、postgresql://…、*.xlsx 或 CSV 文件夹。",
        "The target: *.sqlite, *.db, postgresql://…, *.xlsx, or a folder of CSV files."), valueName: "TARGET"))
  var target: String
  @OptionGroup var input: InputOptions
  @Option(
    help: ArgumentHelp(say("对照表文件，使之适合已有的表。", "A mapping file that fits it to existing tables."), valueName: "FILE"))
  var map: String?
  @Flag(help: ArgumentHelp(say("只显示要做什么。", "Only print the plan.")))
  var dryRun = false
  @Flag(help: ArgumentHelp(say("手改的也覆盖。", "Overwrite what was edited by hand too.")))
  var force = false
  @Flag(help: ArgumentHelp(say("不在本次之列的通知，其行也删去。", "Also take out rows of notices that are not among those named.")))
  var prune = false
  @Option(
    help: ArgumentHelp(
      say(
        "结果的形式：table 为文字（只列冲突；--dry-run 列全部步骤），json 列全部步骤。",
        "Form of the result: table is text (conflicts, and all steps of a dry run); json has all steps."),
      valueName: "table|json"))
  var format = Format.table
  @Option(help: ArgumentHelp(Messages.current.helpLanguage, valueName: "zh|en"))
  var lang: Language?

  enum Format: String, ExpressibleByArgument, CaseIterable { case table, json }

  func run() async throws {
    let (graphs, status) = try await CommandRun(input, OutputOptions(language: lang)).graphs()
    // A notice that can't be read would be missing in ours and taken out over there.
    guard status == .done else {
      Surroundings.report("guitu: " + Self.say("有通知未能读取，不同步", "some notices could not be read; nothing was synced"))
      throw ExitCode(status.rawValue)
    }
    do throws(SyncError) {
      var mapping = SyncMapping()
      if let map { mapping = try SyncMapping(parsing: try text(of: map), file: map) }
      let sync = try Sync(GraphTables(graphs).sheets, mapping: mapping, file: map ?? "")
      let options = SyncOptions(force: force, prune: prune, isDryRun: dryRun, stamp: Surroundings.now())
      let plan = try sync.run(on: Sync.Target(target), options)
      if format == .json {
        try? FileSystem.write(SyncReport(plan, isDone: !dryRun).json(), to: 1)
      } else {
        report(plan)
      }
      if plan.count(.conflict) > 0 { throw SyncError("") }
    } catch {
      if !error.description.isEmpty { Surroundings.report("guitu: \(error)") }
      throw ExitCode(ExitStatus.someFailed.rawValue)
    }
  }

  private func text(of path: String) throws(SyncError) -> String {
    do throws(SystemError) {
      return String(decoding: try FileSystem.bytes(of: Path(path), limit: 1_000_000), as: UTF8.self)
    } catch { throw SyncError(Messages.current.unreadable(path, error)) }
  }

  /// The plan line by line where nothing was done, and conflicts always; then how much it was.
  private func report(_ plan: SyncPlan) {
    var lines: [String] = []
    for item in plan.items where dryRun || item.action == .conflict {
      var line = "\(item.action.rawValue) \(item.table) \(item.row.notice) \(item.row.key)"
      if let field = item.field { line += " \(field)" }
      func shown(_ value: String?) -> String { value.map { "“" + TextTable.shortened($0, to: 60) + "”" } ?? "∅" }
      switch item.action {
      case .insert, .delete: break
      case .update: line += ": \(shown(item.theirs)) → \(shown(item.ours))"
      case .conflict: line += ": base \(shown(item.base)), theirs \(shown(item.theirs)), ours \(shown(item.ours))"
      }
      lines.append(line)
    }
    let counts = (plan.count(.insert), plan.rowCount(.update), plan.count(.delete), plan.count(.conflict))
    lines.append(
      Self.say(
        "新增 \(counts.0) 行，更新 \(counts.1) 行，删除 \(counts.2) 行，冲突 \(counts.3) 处",
        "\(counts.0) rows inserted, \(counts.1) updated, \(counts.2) deleted, \(counts.3) conflicts")
        + (dryRun ? Self.say("（未执行）", " (not done)") : ""))
    try? FileSystem.write(Array((lines.joined(separator: "\n") + "\n").utf8), to: 1)
  }

  private static func say(_ chinese: String, _ english: String) -> String { Messages.current.say(chinese, english) }
}

extension OutputOptions {
  init(language: Language?) {
    self.init()
    (output, lang, width) = (nil, language, nil)
  }
}

extension SyncReport {
  init(_ plan: SyncPlan, isDone: Bool) {
    self.init(
      isDone: isDone,
      items: plan.items.map {
        Item(
          action: $0.action.rawValue, table: $0.table, notice: $0.row.notice, key: $0.row.key, field: $0.field,
          base: $0.base, theirs: $0.theirs, ours: $0.ours)
      },
      counts: (
        plan.count(.insert), plan.rowCount(.update), plan.count(.delete), plan.count(.conflict)
      ))
  }
}
