import Diffing
import Foundation
import RuleModel
import TestSupport
import Testing

/// A small law whose articles are those given.
private func law(_ articles: [String]) -> String {
  let numerals = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"]
  return "云岭市河道管理办法\n\n"
    + articles.enumerated().map { "第\(numerals[$0.offset])条 \($0.element)" }.joined(separator: "\n")
}

private let purpose = "为了加强河道管理，保障防洪安全，制定本办法。"
private let duty = "市水务局负责全市河道的监督管理工作，县水务局负责本县河道的日常巡查。"
private let permit = "在河道内采砂的，应当向市水务局申请许可，市水务局应当在20个工作日内作出决定。"
private let fine = "未经许可采砂的，由市水务局责令停止，处1万元以上5万元以下的罚款。"
private let archive = "采砂单位应当建立台账，如实记录采砂的时间、地点和数量。"

@Suite("Provisions of two versions")
struct ProvisionStatusTests {
  @Test(
    "provisions are aligned by content and order, not by label",
    arguments: [
      ([purpose, duty, permit, fine], [purpose, duty, permit, fine], []),
      (
        [purpose, duty, permit, fine], [purpose, permit, fine],
        ["第二条> removed", "第三条>第二条 renumbered", "第四条>第三条 renumbered"]
      ),
      (
        [purpose, permit, fine], [purpose, duty, permit, fine],
        [">第二条 added", "第二条>第三条 renumbered", "第三条>第四条 renumbered"]
      ),
      ([purpose, duty, permit, fine], [purpose, duty, fine, permit], ["第四条>第三条 renumbered", "第三条>第四条 moved"]),
      (
        [purpose, permit, fine], [purpose, permit, fine.replacingOccurrences(of: "5万元", with: "10万元")],
        ["第三条>第三条 modified"]
      ),
      (
        [purpose, duty, permit + archive, fine], [purpose, duty, permit, archive, fine],
        ["第三条>第三条+第四条 split", "第四条>第五条 renumbered"]
      ),
      (
        [purpose, duty, permit, archive, fine], [purpose, duty, permit + archive, fine],
        ["第三条+第四条>第三条 merged", "第五条>第四条 renumbered"]
      ),
    ])
  func statuses(old: [String], new: [String], expected: [String]) throws {
    let found = try diff(law(old), law(new)).shownStatuses
    if expected.contains(where: { $0.hasSuffix(" moved") }) {
      // Which of two that changed places moved is a matter of taste.
      #expect(found.count == 2 && found.contains { $0.hasSuffix("moved") })
    } else {
      #expect(found == expected)
    }
  }

  @Test("each provision of both sides is in exactly one entry")
  func eachOnce() throws {
    let diff = try diff(law([purpose, duty, permit, archive, fine]), law([archive, purpose, permit + duty]))
    #expect(diff.provisions.flatMap(\.old).sorted() == Array(diff.old.outline.provisions.indices))
    #expect(diff.provisions.flatMap(\.new).sorted() == Array(diff.new.outline.provisions.indices))
  }
}

@Suite("Changes of rules")
struct ChangeTests {
  @Test(
    "a changed piece is typed, and its direction is that for those who are bound",
    arguments: [
      ("应当在60日内提出申请。", "应当在30日内提出申请。", "deadline tightened"),
      ("应当在30日内提出申请。", "应当在60日内提出申请。", "deadline loosened"),
      ("应于2025年6月30日前报送材料。", "应于2025年6月18日前报送材料。", "deadline tightened"),
      ("应于2025年6月18日前报送材料。", "应于2025年6月30日前报送材料。", "deadline loosened"),
      ("应当每年报送一次数据。", "应当每季度报送一次数据。", "deadline tightened"),
      // What is paid each year is less than what is paid each month, and no deadline.
      ("对录用人员，按每人每月1000元给予补贴。", "对录用人员，按每人每年1000元给予补贴。", "quantity tightened"),
      ("对录用人员，按每人每年1000元给予补贴。", "对录用人员，按每人每月1000元给予补贴。", "quantity loosened"),
      ("从业人员不少于300人。", "从业人员不少于500人。", "quantity tightened"),
      ("从业人员不少于500人。", "从业人员不少于300人。", "quantity loosened"),
      ("申报项目不超过5个。", "申报项目不超过3个。", "quantity tightened"),
      ("申报项目不超过3个。", "申报项目不超过5个。", "quantity loosened"),
      ("处1万元以上5万元以下的罚款。", "处2万元以上10万元以下的罚款。", "quantity tightened"),
      ("处2万元以上10万元以下的罚款。", "处1万元以上5万元以下的罚款。", "quantity loosened"),
      ("处1万元以上5万元以下的罚款。", "处2万元以上4万元以下的罚款。", "quantity unknown"),
      ("对获奖的单位给予20万元奖励。", "对获奖的单位给予50万元奖励。", "quantity loosened"),
      ("对获奖的单位给予50万元奖励。", "对获奖的单位给予20万元奖励。", "quantity tightened"),
      // A longer time without accidents is harder to have had, one with some activity may be either.
      ("应当符合下列条件：近三年未发生安全事故。", "应当符合下列条件：近五年未发生安全事故。", "deadline tightened"),
      ("应当符合下列条件：近五年未发生安全事故。", "应当符合下列条件：近三年未发生安全事故。", "deadline loosened"),
      ("应当符合下列条件：近三年举办过展会。", "应当符合下列条件：近五年举办过展会。", "deadline unknown"),
      ("由市财政局组织验收。", "由市审计局组织验收。", "unit neutral"),
      ("可以委托第三方评估。", "应当委托第三方评估。", "modality tightened"),
      ("应当委托第三方评估。", "可以委托第三方评估。", "modality loosened"),
      ("可以委托第三方评估。", "不得委托第三方评估。", "modality tightened"),
      ("按照《云岭市河道条例》执行。", "按照《云岭市水利条例》执行。", "citation neutral"),
    ])
  func typed(old: String, new: String, expected: String) throws {
    let head = "第一条 项目单位"
    let changes = try diff("云岭市管理办法\n\n\(head)\(old)", "云岭市管理办法\n\n\(head)\(new)").changes
    #expect(changes.map { "\($0.kind.rawValue) \($0.direction.rawValue)" } == [expected])
  }

  @Test("the same number in other words is no change of a rule")
  func sameNumber() throws {
    let changes = try diff(
      "云岭市管理办法\n\n第一条 项目单位应当在三十日内提出申请。", "云岭市管理办法\n\n第一条 项目单位应当在30日内提出申请。"
    ).changes
    #expect(changes.allSatisfy { $0.kind == .wording })
  }

  @Test("what stands on both sides is quoted at its place")
  func places() throws {
    let diff = try diff(law([purpose, permit, fine]), law([purpose, fine, archive + permit]))
    for change in diff.changes {
      if let side = change.old { #expect(diff.old.outline.text.string(in: side.span) == side.quote) }
      if let side = change.new { #expect(diff.new.outline.text.string(in: side.span) == side.quote) }
    }
  }

  @Test("dates that all moved by a year are rolled; what moved otherwise is a change")
  func rolled() throws {
    func notice(_ year: Int, _ extra: String) -> String {
      """
      云岭市科学技术局关于组织\(year)年度工作站申报的通知
      各县科技局：
      一、申报条件
      在\(year - 1)年1月1日前注册。
      二、时间安排
      （一）申报单位应于\(year)年6月30日前提交材料。
      （二）各县科技局应于\(extra)前完成推荐。
      云岭市科学技术局
      \(year)年3月1日
      """
    }
    let diff = try diff(notice(2024, "2024年7月20日"), notice(2025, "2025年7月10日"))
    #expect(diff.rolled.years == 1)
    #expect(diff.rolled.count >= 2)
    #expect(diff.changes.map { "\($0.kind.rawValue) \($0.direction.rawValue)" } == ["deadline tightened"])
  }
}

@Suite("Laws of comparing")
struct ComparingLawTests {
  static let notices = NoticeFile.corpus + NoticeFile.shared + NoticeFile.raw

  @Test("a notice does not differ from itself", arguments: notices)
  func sameIsEmpty(notice: NoticeFile) throws {
    let version = try version(notice.text())
    #expect(GraphDiff(old: version, new: version).isEmpty)
  }

  @Test(
    "the way back mirrors the way there",
    arguments: zip(notices, notices.dropFirst()).map { [$0.0, $0.1] }.enumerated().filter { $0.offset % 4 == 0 }.map(
      \.element))
  func mirrors(pair: [NoticeFile]) throws {
    let (a, b) = (try version(pair[0].text()), try version(pair[1].text()))
    let (there, back) = (GraphDiff(old: a, new: b), GraphDiff(old: b, new: a))
    #expect(there.rolled.years == -back.rolled.years)
    let changes = back.changes.map {
      Change(kind: $0.kind, impact: $0.impact, reason: $0.reason.reversed, old: $0.new, new: $0.old)
    }
    #expect(Set(there.changes) == Set(changes))
    #expect(
      Set(there.provisions)
        == Set(back.provisions.map { AlignedProvisions(old: $0.new, new: $0.old, status: $0.status.reversed) }))
  }

  @Test(
    "reversing a reason twice gives the reason, and its direction is turned round", arguments: ChangeReason.allCases)
  func reasonsReverse(reason: ChangeReason) {
    #expect(reason.reversed.reversed == reason)
    #expect(reason.reversed.direction == reason.direction.reversed)
  }
}
