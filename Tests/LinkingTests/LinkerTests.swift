import Linking
import RuleModel
import Testing
import TextModel

private let text = SourceText("市科技局应于2024年3月1日前报送。", name: "notice.txt", folding: Folding())

private func graph(_ facts: [Linker.Fact], date: String? = nil, meta: Linker.Meta = .init()) -> RuleGraph {
  var front = FrontMatter()
  front.date = date
  let outline = Outline(
    text: text, blocks: [Block(span: Span(0, text.count), kind: .text)], characters: [], offsets: [], passages: [],
    provisions: [], tables: [], frontMatter: front, diagnostics: [])
  return Linker(vocabulary: Vocabulary(), folding: Folding()).graph(
    of: outline, facts: facts, meta: meta, generator: .init(name: "guitu", version: "0", grammars: ""))
}

private func weight(
  _ name: String, in parent: String? = nil, _ points: Int64, _ row: Weight.Row, at start: Int, long: Int = 1
)
  -> Linker.Fact
{
  .init(
    span: Span(start, start + long), provision: nil, rule: "weight.table-row",
    body: .weight(Weight(indicator: name, parent: parent, points: ExactNumber(points), row: row)))
}

private func deadline(_ value: String, _ span: Span) -> Linker.Fact {
  .init(
    span: span, provision: nil, rule: "temporal.by-date",
    body: .deadline(
      Deadline(
        temporal: Temporal(span: span, quote: text.string(in: span), kind: .by, value: value), action: nil, unit: nil)))
}

private func duty(_ name: String, times: [Temporal] = []) -> Linker.Fact {
  .init(
    span: Span(0, 18), provision: nil, rule: "duty.subject",
    body: .duty(
      Duty(
        unit: OrganizationMention(span: Span(0, 4), quote: text.string(in: Span(0, 4)), name: name), role: .actor,
        modality: .must, temporals: times)))
}

@Suite("Linker: facts to a graph")
struct LinkerTests {
  @Test("rules are named in the order of the text, the wider first")
  func rulesAreOrdered() {
    let found = graph([deadline("2024-03-01", Span(5, 15)), duty("市科技局")])
    #expect(found.rules.map(\.id.description) == ["r1", "r2"])
    #expect(found.rules.map(\.body.kind) == ["duty", "deadline"])
    #expect(found.rules.allSatisfy { $0.quote == text.string(in: $0.span) })
  }

  @Test("a duty is tied to its deadline and to its body")
  func dutyIsDue() {
    let time = Temporal(span: Span(5, 15), quote: text.string(in: Span(5, 15)), kind: .by, value: "2024-03-01")
    let found = graph([duty("市科技局", times: [time]), deadline("2024-03-01", Span(5, 15))])
    #expect(found.edges.contains(Edge(from: .rule(RuleID(1)), to: .rule(RuleID(2)), kind: .due)))
    #expect(found.edges.contains { $0.kind == .assignedTo && $0.from == .rule(RuleID(1)) })
    #expect(found.organizations.map(\.name) == ["市科技局"])
  }

  @Test("a short name that the notice explains is one body with its full name")
  func definedNameIsCanonical() {
    var meta = Linker.Meta()
    meta.definitions = [Definition(term: "市科技局", means: "云汀市科学技术局")]
    let found = graph([duty("市科技局"), duty("云汀市科学技术局")], meta: meta)
    #expect(found.organizations.map(\.name) == ["云汀市科学技术局"])
    #expect(found.organizations.first?.aliases == ["市科技局"])
    #expect(!found.diagnostics.contains { $0.code == "unit-unresolved" })
  }

  @Test("a group whose rows do not add up is told, one that does is not")
  func weightSumIsChecked() {
    let rows = [weight("基础", 10, .group, at: 0), weight("场地", in: "基础", 4, .indicator, at: 1)]
    let wrong = graph(rows + [weight("团队", in: "基础", 5, .indicator, at: 2)])
    let right = graph(rows + [weight("团队", in: "基础", 6, .indicator, at: 2)])
    #expect(wrong.diagnostics.map(\.code) == ["weight-sum"])
    #expect(right.diagnostics.isEmpty)
  }

  @Test("criteria inside a row's cell are parts of the row, not of its group")
  func criteriaBelongToTheirRow() {
    let group = [weight("基础", 10, .group, at: 0), weight("场地", in: "基础", 6, .indicator, at: 1, long: 5)]
    let criteria = [weight("场地", in: "基础", 4, .indicator, at: 1, long: 2)]
    let next = [weight("团队", in: "基础", 4, .indicator, at: 7)]
    let right = graph(group + criteria + [weight("场地", in: "基础", 2, .indicator, at: 4)] + next)
    let wrong = graph(group + criteria + [weight("场地", in: "基础", 1, .indicator, at: 4)] + next)
    #expect(right.diagnostics.isEmpty)
    #expect(wrong.diagnostics.map(\.span) == [Span(1, 6)])
  }

  @Test("grades of one thing, of which the best has all the points, need not add up")
  func gradesNeedNotAddUp() {
    let row = [weight("荣誉", in: "基础", 10, .indicator, at: 1, long: 6)]
    let grades = [
      weight("荣誉", in: "基础", 10, .indicator, at: 1, long: 2), weight("荣誉", in: "基础", 5, .indicator, at: 4, long: 2),
    ]
    #expect(graph(row + grades).diagnostics.isEmpty)
  }

  @Test("a group within a group counts for it, a further table with the same names does not")
  func groupsNest() {
    let text = [
      weight("服务", 30, .group, at: 0), weight("场地", in: "服务", 20, .group, at: 1),
      weight("面积", in: "场地", 12, .indicator, at: 2), weight("设施", in: "场地", 8, .indicator, at: 3),
      weight("导师", in: "服务", 10, .indicator, at: 4), weight("创新", 20, .group, at: 5),
    ]
    let table = [weight("场地", in: "服务", 20, .indicator, at: 8), weight("导师", in: "服务", 10, .indicator, at: 9)]
    #expect(graph(text + table).diagnostics.isEmpty)
  }

  @Test("what is made of bonuses comes on top of the total")
  func bonusesComeOnTop() {
    let groups = [weight("甲", 60, .group, at: 0), weight("乙", 40, .group, at: 1), weight("附加", 5, .group, at: 2)]
    let rows = [weight("荣誉", in: "附加", 5, .bonus, at: 3), weight("总分", 100, .total, at: 4)]
    #expect(graph(groups + rows).diagnostics.isEmpty)
  }

  @Test("groups that do not add up to the one total are told")
  func weightTotalIsChecked() {
    let groups = [weight("甲", 40, .group, at: 0), weight("乙", 50, .group, at: 1)]
    #expect(graph(groups + [weight("总分", 100, .total, at: 2)]).diagnostics.map(\.code) == ["weight-total"])
    #expect(graph(groups + [weight("总分", 90, .total, at: 2)]).diagnostics.isEmpty)
  }

  @Test("a deadline before the notice's own date is told", arguments: [("2024-03-01", 0), ("2024-04-01", 1)])
  func earlyDeadlineIsTold(date: String, count: Int) {
    let found = graph([deadline("2024-03-01", Span(5, 15))], date: date)
    #expect(found.diagnostics.filter { $0.code == "deadline-before-notice" }.count == count)
  }
}
