import TestSupport
import Testing

@Suite("conditions")
struct ConditionTests {
  @Test(
    "a sentence that states a condition is quoted whole, with its role",
    arguments: [
      ("近三年有严重失信记录的，不得申报。", "「近三年有严重失信记录的，不得申报」 exclude"), ("考核不合格的，撤销认定资格。", "「考核不合格的，撤销认定资格」 revoke"),
      ("发生重大安全事故的，实行一票否决。", "「发生重大安全事故的，实行一票否决」 veto"), ("同等条件下，优先支持本地高校毕业生。", "「同等条件下，优先支持本地高校毕业生」 prefer"),
      ("经公示无异议后，发文认定。", "「经公示无异议后，发文认定」 pass"), ("弄虚作假的，取消其三年内申报资格。", "「弄虚作假的，取消其三年内申报资格」 exclude"),
      ("材料不齐全的，不予受理。", "「材料不齐全的，不予受理」 exclude"),
      ("初试低于60分；复试低于60分；或体检不合格者不予录取。", "「初试低于60分；复试低于60分；或体检不合格者不予录取」 exclude"),
    ])
  func sentences(sentence: String, line: String) throws {
    let read = Read.conditions(try facts(sentence))
    #expect(read == [line])
  }

  @Test("only the sentence that conditions is quoted, not its neighbours")
  func neighbours() throws {
    let read = Read.conditions(try facts("项目执行期两年。材料不齐全的，不予受理。请按时报送。"))
    #expect(read == ["「材料不齐全的，不予受理」 exclude"])
  }

  @Test("an item under 支持范围 that says sentence by sentence who is given what holds a condition in each")
  func supportUnderHeading() throws {
    let graph = try graph(
      """
      禾川市产业扶持政策

      一、支持范围
      （一）企业升规奖励。鼓励企业做大做强。对首次升规的企业，给予5万元奖励；对连续三年增长的企业，给予10万元奖励。
      （二）注册地在本市。
      """)
    #expect(
      Read.conditions(graph.rules) == [
        "「对首次升规的企业，给予5万元奖励」 require 企业", "「对连续三年增长的企业，给予10万元奖励」 require 企业",
        "「注册地在本市」 require",
      ])
  }

  @Test("items under a heading of conditions are conditions, one an item")
  func heading() throws {
    let graph = try graph(
      """
      禾川市示范基地申报通知

      一、申报条件
      （一）在本市注册满2年。
      （二）场地固定；面积不低于300平方米。
      （三）近三年无重大安全事故。
      二、申报材料
      （一）申报书一式三份。
      （二）营业执照复印件。
      """)
    let read = Read.conditions(graph.rules)
    #expect(read == ["「在本市注册满2年」 require", "「场地固定；面积不低于300平方米」 require", "「近三年无重大安全事故」 require"])
  }

  @Test("what an item asks first is its role, a ban behind it is not")
  func banBehind() throws {
    let graph = try graph(
      """
      禾川市示范基地申报通知

      一、申报条件
      （一）须有固定场地。租用场地的，租期尚余3年以上。不得与他人共用场地申报。
      （二）失信单位不得申报。
      """)
    #expect(
      Read.conditions(graph.rules) == [
        "「须有固定场地。租用场地的，租期尚余3年以上。不得与他人共用场地申报」 require",
        "「失信单位不得申报」 exclude 失信单位",
      ])
  }

  @Test("a lead-in gives its role to the items below it, and states none itself")
  func leadIn() throws {
    let graph = try graph(
      """
      禾川市示范基地管理办法

      第一条 申报单位应当同时具备以下条件：
      （一）具有独立法人资格；
      （二）信用状况良好。
      第二条 有下列情形之一的，不予受理：
      （一）材料不齐全的；
      （二）超过申报期限的。
      第三条 示范基地有下列情形之一的，撤销认定：
      （一）弄虚作假的；
      （二）连续两年考核不合格的。
      """)
    let read = Read.conditions(graph.rules)
    #expect(
      read == [
        "「具有独立法人资格」 require 申报单位", "「信用状况良好」 require 申报单位", "「材料不齐全的」 exclude", "「超过申报期限的」 exclude",
        "「弄虚作假的」 revoke 示范基地",
        "「连续两年考核不合格的」 revoke 示范基地",
      ])
  }

  @Test("an item that excludes or prefers says so itself, whatever its heading")
  func ownRole() throws {
    let graph = try graph(
      """
      禾川市示范基地申报通知

      一、申报条件
      （一）在本市注册满2年。
      （二）有失信记录的，不得申报。
      （三）建有研发机构的，优先推荐。
      """)
    let read = Read.conditions(graph.rules)
    #expect(read == ["「在本市注册满2年」 require", "「有失信记录的，不得申报」 exclude", "「建有研发机构的，优先推荐」 prefer"])
  }

  @Test("a condition's predicate holds its quantities and times beside its words")
  func predicate() throws {
    let graph = try graph(
      """
      禾川市示范基地申报通知

      一、申报条件
      （一）近三年营业收入不低于500万元。
      """)
    let rule = try #require(graph.rules.first { if case .condition = $0.body { true } else { false } })
    #expect(rule.quantities.map(\.value.description) == ["5000000"])
    #expect(rule.temporals.map(\.value) == ["P3Y"])
    #expect(rule.quote == "近三年营业收入不低于500万元")
  }
}
