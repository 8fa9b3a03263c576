import RuleModel
import TextModel

/// A graph that has every kind of rule, every kind of leaf, and every field filled at least once.
enum SampleGraph {
  static let text = """
    临江市商务局关于“老字号”\t的通知
    一、企业应成立不少于2年，上年营业额5000万元以上。
    （一）各区商务局应于2024年3月31日前将名单报市商务局，评审得分60分以上。
    """

  static let graph: RuleGraph = {
    let source = SourceText(
      name: "notice.txt", encoding: "UTF-8", sha256: "ab12", scalars: Array(text.unicodeScalars), folding: Folding())
    var document = Document()
    document.title = "临江市商务局关于“老字号”的通知"
    document.number = "临商〔2024〕5号"
    document.kind = "通知"
    document.carries = "办法"
    document.issuers = ["临江市商务局"]
    document.recipients = ["各区商务局", "各有关企业"]
    document.date = "2024-01-15"
    document.attachments = ["申报表"]
    document.cites = [Citation(title: "商业促进条例", number: nil), Citation(title: "若干意见", number: "临府〔2023〕1号")]
    document.defines = [Definition(term: "老字号", means: "成立五十年以上的企业"), Definition(term: "名录", means: nil)]
    document.contacts = [Document.Contact(name: "王某", phone: "0000-1234567")]
    document.effective = "on-issue"
    document.validity = "P2Y"
    document.region = Document.Region(code: "999900", name: "临江市")
    return RuleGraph(
      generator: RuleGraph.Generator(name: "guitu", version: "0.1.0", grammars: "sha256:00"), text: source,
      document: document,
      provisions: [
        ProvisionEntry(
          id: ProvisionID(1), path: ["一"], label: "一、", level: .division, heading: nil,
          span: place("一、", through: "以上。"),
          parent: nil),
        ProvisionEntry(
          id: ProvisionID(2), path: ["一", "(一)"], label: "（一）", level: .item, heading: "推荐",
          span: place("（一）", through: "60分以上。"), parent: ProvisionID(1)),
      ],
      rules: bodies.enumerated().map { index, body in
        Rule(
          id: RuleID(index + 1), provision: index == 0 ? nil : ProvisionID(1 + index % 2), span: place(body.quote),
          quote: body.quote, rule: "\(body.body.kind).sample", body: body.body)
      },
      organizations: [
        Organization(id: OrganizationID(1), name: "临江市商务局", aliases: ["市商务局"], region: "999900"),
        Organization(
          id: OrganizationID(2), name: "各区商务局", aliases: [], region: nil,
          successor: .init(name: "商务主管部门", since: "2018")),
      ],
      edges: [
        Edge(from: .provision(ProvisionID(2)), to: .provision(ProvisionID(1)), kind: .partOf),
        Edge(from: .rule(RuleID(3)), to: .organization(OrganizationID(2)), kind: .assignedTo),
        Edge(from: .document, to: .rule(RuleID(11)), kind: .cites),
      ],
      diagnostics: [
        Diagnostic(.warning, "weight-sum", "The points of “推荐” add up to 60, its group says 100.", at: Span(0, 3)),
        Diagnostic(.note, "no-date", "The notice has no date."),
      ])
  }()

  static let years = Quantity(
    span: place("不少于2年"), quote: "不少于2年", comparison: .atLeast, value: ExactNumber(2), unit: "年", metric: "成立")
  static let turnover = Quantity(
    span: place("5000万元以上"), quote: "5000万元以上", comparison: .atLeast, value: ExactNumber(5, exponent: 7), unit: "元",
    metric: "营业额")
  static let share = Quantity(
    span: place("60分"), quote: "60分", comparison: .range, value: ExactNumber(6667, exponent: -4), upper: ExactNumber(1),
    unit: "")
  static let lastYear = Temporal(span: place("上年"), quote: "上年", kind: .lookback, value: "P1Y")
  static let march = Temporal(
    span: place("于2024年3月31日前"), quote: "于2024年3月31日前", kind: .by, value: "2024-03-31", isWorkdays: true, by: "03-31",
    times: 1, after: "评审")
  static let districts = OrganizationMention(span: place("各区商务局"), quote: "各区商务局", name: "各区商务局")
  static let city = OrganizationMention(
    span: place("市商务局，").dropLast, quote: "市商务局", name: "市商务局", canonical: "临江市商务局")

  static let bodies: [(quote: String, body: RuleBody)] = [
    (
      "企业应成立不少于2年，上年营业额5000万元以上",
      .condition(
        Condition(
          role: .require, subject: "企业",
          predicate: .all([
            .quantity(years), .any([.temporal(lastYear), .not(.quantity(turnover))]), .text("成立"), .all([]),
          ])))
    ),
    ("于2024年3月31日前", .deadline(Deadline(temporal: march, action: "将名单报市商务局", unit: districts))),
    (
      "各区商务局应于2024年3月31日前将名单报市商务局",
      .duty(
        Duty(
          unit: districts, role: .actor, modality: .mustNot, discretion: "原则上", action: "报市商务局", temporals: [march],
          quantities: [years]))
    ),
    (
      "评审得分60分以上",
      .weight(
        Weight(
          indicator: "评审", parent: "推荐", points: ExactNumber(605, exponent: -1), unit: "%", row: .threshold,
          content: "得分60分以上"))
    ),
    ("成立不少于2年", .target(Target(metric: "成立", quantity: years, temporal: lastYear))),
    (
      "5000万元以上",
      .support(
        Support(
          benefit: .money, beneficiary: "企业", quantities: [turnover, share], tiers: [Tier(of: "营业额", amount: 1, cap: 0)]
        ))
    ),
    ("评审", .sanction(Sanction(consequence: "取消资格", trigger: RuleID(1)))),
    (
      "各区商务局应于2024年3月31日前将名单报市商务局",
      .step(Step(name: "推荐", order: 1, units: [districts, city], temporals: [march], next: RuleID(8)))
    ),
    ("名单", .material(Material(name: "名单", quantities: [years], to: city))),
    ("“老字号”", .definition(Definition(term: "老字号", means: "企业"))),
    ("通知", .citation(Citation(title: "商业促进条例", number: nil))),
    ("评审", .weight(Weight(indicator: nil, parent: nil, points: nil, row: .veto))),
  ]

  /// The first place of the words.
  static func place(_ words: String, through end: String? = nil) -> Span {
    let scalars = Array(text.unicodeScalars)
    let start = index(of: words, in: scalars, from: 0)
    guard let end else { return Span(start, start + words.unicodeScalars.count) }
    return Span(start, index(of: end, in: scalars, from: start) + end.unicodeScalars.count)
  }

  private static func index(of words: String, in scalars: [Unicode.Scalar], from: Int) -> Int {
    let wanted = Array(words.unicodeScalars)
    return (from..<scalars.count).first { scalars[$0...].starts(with: wanted) } ?? -1
  }
}

extension Span {
  var dropLast: Span { Span(start, end - 1) }
}
