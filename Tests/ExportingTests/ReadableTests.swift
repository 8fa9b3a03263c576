import Exporting
import RuleModel
import Testing
import TextModel

@Suite("Graphs and outlines to be read")
struct ReadableTests {
  @Test("every kind of rule has its table, in both languages", arguments: Language.allCases)
  func everyKind(language: Language) {
    let page = SampleGraph.graph.table(in: language, width: 120)
    let heads =
      language == .chinese
      ? ["条件 (1)", "期限 (1)", "职责 (1)", "分值 (2)", "目标 (1)", "支持 (1)", "后果 (1)", "程序 (1)", "材料 (1)", "定义 (1)", "引用 (1)"]
      : [
        "Conditions (1)", "Deadlines (1)", "Duties (1)", "Weights (2)", "Targets (1)", "Support (1)", "Sanctions (1)",
        "Steps (1)", "Materials (1)", "Definitions (1)", "Citations (1)",
      ]
    for head in heads { #expect(page.contains("\n\(head)\n"), "\(head)") }
    for rule in SampleGraph.graph.rules { #expect(page.contains("\(rule.id) "), "\(rule.id)") }
    #expect(page.split(separator: "\n").allSatisfy { EastAsianWidth.columns(of: String($0)) <= 120 })
  }

  @Test("no word of one language stands in the tables of the other")
  func languagesApart() {
    var graph = SampleGraph.graph
    graph.diagnostics = []
    graph.rules = []
    graph.organizations = []
    graph.document = Document()
    let chinese = graph.table(in: .chinese, width: 100).replacing("notice.txt (UTF-8)", with: "")
    #expect(!chinese.contains { $0.isASCII && $0.isLetter && !"rpo0123456789document".contains($0) }, "\(chinese)")
    let english = graph.table(in: .english, width: 100)
    #expect(!english.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) }, "\(english)")
  }

  @Test("numbers and times are said in the reader's words")
  func leaves() {
    let chinese = SampleGraph.graph.table(in: .chinese, width: nil)
    #expect(chinese.contains("成立 ≥ 2年；近1年；非 营业额 ≥ 5000万元"))
    #expect(chinese.contains("2024-03-31 前 03-31 前 1 次 自“评审”起"))
    #expect(chinese.contains("60.5%"))
    #expect(chinese.contains("有效期    2年"))
    let english = SampleGraph.graph.table(in: .english, width: nil)
    #expect(english.contains("成立 ≥ 2年; last 1 year; not 营业额 ≥ 50,000,000元"))
    #expect(english.contains("by 2024-03-31 by 03-31 once from “评审”"))
    #expect(english.contains("Effective     the day of issue"))
  }

  @Test(
    "each kind of time reads well in both languages",
    arguments: [
      (.by, "2025-12-31", "2025-12-31 前", "by 2025-12-31"), (.on, "2024-05-01", "2024-05-01", "on 2024-05-01"),
      (.from, "2023-01-01", "自 2023-01-01 起", "from 2023-01-01"),
      (.between, "2024-01-01/2024-01-31", "2024-01-01 至 2024-01-31", "2024-01-01 to 2024-01-31"),
      (.within, "P5D", "5天内", "within 5 days"), (.for, "P1Y6M", "为期1年6个月", "for 1 year 6 months"),
      (.every, "P1Y", "每年", "every year"), (.every, "P6M", "每6个月", "every 6 months"),
      (.lookback, "P3Y", "近3年", "last 3 years"), (.asOf, "2023-12-31", "截至 2023-12-31", "as of 2023-12-31"),
      (.horizon, "2025", "到 2025", "until 2025"), (.horizon, "2021/2025", "2021 至 2025", "2021 to 2025"),
      (.effective, "on-issue", "自印发之日起", "effective from the day of issue"),
      (.validity, "P2Y", "有效期2年", "valid for 2 years"),
      (.validity, "2026-12-31", "有效至 2026-12-31", "valid until 2026-12-31"),
      (.within, "PT36H", "36小时内", "within 36 hours"),
      (.within, "P", "P内", "within P"), (.by, nil, "上年", "上年"),
    ] as [(TemporalKind, String?, String, String)])
  func times(kind: TemporalKind, value: String?, chinese: String, english: String) {
    var graph = SampleGraph.graph
    let temporal = Temporal(span: SampleGraph.place("上年"), quote: "上年", kind: kind, value: value)
    graph.rules = [graph.rules[1]]
    graph.rules[0].body = .deadline(Deadline(temporal: temporal, action: nil, unit: nil))
    #expect(graph.table(in: .chinese, width: nil).contains("  \(chinese)  "))
    #expect(graph.table(in: .english, width: nil).contains("  \(english)  "))
  }

  @Test(
    "numbers are said in 万 and 亿 or in groups of three",
    arguments: [
      (ExactNumber(5), "5", "5"), (ExactNumber(9999), "9999", "9999"), (ExactNumber(12345), "12345", "12,345"),
      (ExactNumber(50000), "5万", "50,000"), (ExactNumber(1, exponent: 6), "100万", "1,000,000"),
      (ExactNumber(125, exponent: 6), "1.25亿", "125,000,000"), (ExactNumber(-35, exponent: 4), "-35万", "-350,000"),
      (ExactNumber(123456789), "123456789", "123,456,789"), (ExactNumber(6667, exponent: -4), "0.6667", "0.6667"),
      (ExactNumber(15, exponent: 3), "1.5万", "15,000"),
      (ExactNumber(123450001, exponent: -4), "12345.0001", "12,345.0001"),
    ])
  func numbers(number: ExactNumber, chinese: String, english: String) {
    var graph = SampleGraph.graph
    graph.rules = [graph.rules[4]]
    let quantity = Quantity(
      span: SampleGraph.place("不少于2年"), quote: "不少于2年", comparison: .equal, value: number, unit: "甲")
    graph.rules[0].body = .target(Target(metric: nil, quantity: quantity, temporal: nil))
    #expect(graph.table(in: .chinese, width: nil).contains("= \(chinese)甲"))
    #expect(graph.table(in: .english, width: nil).contains("= \(english)甲"))
  }

  @Test("a language comes from the locale's name")
  func locales() {
    for name in ["zh_CN.UTF-8", "zh", "zh-Hant-TW", "ZH_TW", "zh@x"] { #expect(Language(locale: name) == .chinese) }
    for name in ["en_US.UTF-8", "C", "POSIX", "", "zha_CN", "de"] { #expect(Language(locale: name) == .english) }
  }

  @Test("an outline shows labels, headings and first words, indented by depth; what is set aside only when asked")
  func tree() {
    let outline = SampleOutline.outline
    let lines = outline.tree(in: .english, width: 60).split(separator: "\n").map(String.init)
    #expect(lines.contains("一、总则"))
    #expect(lines.contains("  （一）支持企业abc DEF发展"))
    #expect(lines.contains("    [table of 2 rows, 2 columns]"))
    #expect(!lines.contains { $0.contains("page number") })
    let asides = outline.tree(in: .chinese, width: 60, showsAsides: true)
    #expect(asides.contains("不读的部分 (1)\n"))
    #expect(asides.contains("页码"))
    #expect(asides.contains("此编号之前缺少应有的编号"))
  }

  @Test("the text as read has labels before their paragraphs and rows of cells on one line")
  func readableText() {
    #expect(
      SampleOutline.outline.readableText() == """
        一、总则
        （一）支持企业abc DEF发展
        指标\t分值
        \t5
        第三条　末条

        """)
  }

  @Test("outline and text as JSON are described by their schemas", arguments: ["outline", "text"])
  func stagesAsJSON(stage: String) throws {
    let outline = SampleOutline.outline
    for layout in [JSONLayout(), JSONLayout(includesText: false, isPretty: false)] {
      let bytes = stage == "outline" ? outline.json(layout) : outline.textJSON(layout)
      let schema = try Schema(file: "\(stage)-1.schema.json")
      #expect(try schema.faults(of: Schema.value(bytes)) == [])
    }
  }
}

/// A small outline made by hand.
enum SampleOutline {
  static let text = SourceText(
    "一、总则\n（一）支持企业\nabc  DEF\n发展\n指标\t分值\n\t5\n— 1 —\n第三条　末条", name: "notice.txt", folding: Folding())

  static let outline: Outline = {
    var characters: [UInt16] = []
    var offsets: [Int32] = []
    func range(_ words: String...) -> Range<Int> {
      let low = characters.count
      for word in words {
        let span = place(word)
        for offset in span.range where text.folded[offset] != Folding.blank && text.folded[offset] != Folding.lineEnd {
          characters.append(text.folded[offset])
          offsets.append(Int32(offset))
        }
      }
      return low..<characters.count
    }
    let passages = [
      Passage(range: range("总则"), role: .heading, provision: 0),
      Passage(range: range("支持企业\nabc  DEF\n发展"), role: .body, provision: 1),
      Passage(range: range("指标"), role: .cell, provision: 1, cell: CellPlace(table: 0, row: 0, column: 0)),
      Passage(range: range("分值"), role: .cell, provision: 1, cell: CellPlace(table: 0, row: 0, column: 1)),
      Passage(range: range("5"), role: .cell, provision: 1, cell: CellPlace(table: 0, row: 1, column: 1)),
      Passage(range: range("末条"), role: .body, provision: 2),
    ]
    let page = place("— 1 —")
    let cells = place("指标").union(place("5"))
    return Outline(
      text: text,
      blocks: [
        Block(span: Span(0, cells.start), kind: .text), Block(span: cells, kind: .cell(table: 0, row: 0, column: 0)),
        Block(span: page, kind: .aside(.pageNumber)), Block(span: Span(page.end, text.count), kind: .text),
      ], characters: characters, offsets: offsets, passages: passages,
      provisions: [
        Provision(
          path: ["一"], label: "一、", labelSpan: place("一、"), level: .division, heading: "总则",
          span: Span(0, cells.end), parent: nil, passages: 0..<5),
        Provision(
          path: ["一", "(一)"], label: "（一）", labelSpan: place("（一）"), level: .item, heading: nil,
          span: Span(place("（一）").start, cells.end), parent: 0, passages: 1..<5),
        Provision(
          path: ["第三条"], label: "第三条", labelSpan: place("第三条"), level: .article, heading: nil,
          span: place("第三条　末条"), parent: nil, passages: 5..<6),
      ], tables: [Table(span: cells, caption: nil, provision: 1, rows: [[2, 3], [nil, 4]], headRows: 1)],
      frontMatter: FrontMatter(),
      diagnostics: [Diagnostic(.warning, "label-gap", "No label stands before 第三条.", at: place("第三条"))])
  }()

  private static func place(_ words: String) -> Span {
    let wanted = Array(words.unicodeScalars)
    let start = text.scalars.indices.first { text.scalars[$0...].starts(with: wanted) } ?? 0
    return Span(start, start + wanted.count)
  }
}
