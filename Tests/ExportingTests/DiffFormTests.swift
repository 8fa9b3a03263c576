import Diffing
import Exporting
import Foundation
import Guitu
import TestSupport
import Testing
import TextModel

@Suite("Forms of a comparison")
struct DiffFormTests {
  private func sample() throws -> GraphDiff {
    let pipeline = BuiltIn.pipeline
    func version(_ text: String, _ name: String) -> NoticeVersion {
      pipeline.worker().version(
        of: pipeline.outline(of: SourceText(text, name: name, folding: pipeline.grammar.folding)))
    }
    return GraphDiff(
      old: version(
        "云岭市管理办法\n\n第一条 企业应当在60日内提出申请，<b>从业人员</b>不少于300人。\n第二条 可以由市财政局验收。\n第三条 按照《云岭市条例》执行。", "old.txt"),
      new: version(
        "云岭市管理办法\n\n第一条 企业应当在30日内提出申请，<b>从业人员</b>不少于500人。\n第二条 应当由市审计局验收，不合格的不得再次申请。", "new.txt"))
  }

  @Test("JSON holds to its schema")
  func schemaHolds() throws {
    let schema = try Schema(file: "diff-1.schema.json")
    #expect(schema.faults(of: try Schema.value(try sample().json())) == [])
  }

  @Test("the schema lists exactly the values that the program has")
  func schemaListsValues() throws {
    let schema = try Schema(file: "diff-1.schema.json")
    #expect(schema.strings("change", "kind") == ChangeKind.allCases.map(\.rawValue))
    #expect(schema.strings("change", "impact") == Impact.allCases.map(\.rawValue))
    #expect(schema.strings("change", "direction") == Direction.allCases.map(\.rawValue))
    #expect(schema.strings("change", "reasonCode") == ChangeReason.allCases.map(\.rawValue))
    #expect(schema.strings("alignment", "status") == ProvisionStatus.allCases.map(\.rawValue))
  }

  @Test("the page is one file: nothing is loaded, and the notice's own marks are no markup")
  func pageIsClosed() throws {
    let page = String(decoding: try sample().html(in: .chinese), as: UTF8.self)
    for opening in ["src=", "href=", "url(", "@import", "http:", "https:", "<b>从业"] { #expect(!page.contains(opening)) }
    #expect(page.contains("<del>60日内</del>") || page.contains("<del>在60日内</del>"))
    #expect(page.contains("data-direction=\"tightened\""))
  }

  @Test("no line for a terminal is wider than asked for", arguments: [60, 100, 140])
  func widths(width: Int) throws {
    let text = try sample().table(in: .chinese, width: width)
    for line in text.split(separator: "\n").dropFirst(4) { #expect(EastAsianWidth.columns(of: String(line)) <= width) }
    #expect(text.contains("[-") && text.contains("{+"))
  }

  @Test("the table of changes has a row for each, and a cell for each column")
  func rows() throws {
    let diff = try sample()
    let sheet = diff.sheet(in: .english)
    #expect(sheet.rows.count == diff.changes.count)
    #expect(sheet.rows.allSatisfy { $0.count == sheet.columns.count })
  }

  @Test("every reason has a sentence of its own in both languages", arguments: Language.allCases)
  func sentences(language: Language) throws {
    let diff = try sample()
    let text = String(decoding: diff.json(language: language), as: UTF8.self)
    #expect(diff.changes.count > 3)
    #expect(!text.contains("\"reason\": \"\""))
  }
}
