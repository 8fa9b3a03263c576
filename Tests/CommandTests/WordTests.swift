import Foundation
import TestSupport
import Testing

/// What stands in a Word document comes out as its reader sees it.
@Suite struct WordTests {
  /// A document by its body in XML (prefix w) and the parts beside it.
  struct Document: Sendable, CustomTestStringConvertible {
    var claim: String
    var body: String
    var parts: [String: String] = [:]
    var lines: [String]
    var deletions = 0

    var testDescription: String { claim }
  }

  private static let namespaces =
    "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" "
    + "xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" "
    + "xmlns:wps=\"http://schemas.microsoft.com/office/word/2010/wordprocessingShape\""

  private static func p(_ text: String, _ properties: String = "") -> String {
    "<w:p>\(properties.isEmpty ? "" : "<w:pPr>\(properties)</w:pPr>")<w:r><w:t>\(text)</w:t></w:r></w:p>"
  }

  private static func numbered(_ text: String, _ number: Int, _ level: Int = 0) -> String {
    p(text, "<w:numPr><w:ilvl w:val=\"\(level)\"/><w:numId w:val=\"\(number)\"/></w:numPr>")
  }

  private static func cell(_ text: String, _ properties: String = "") -> String {
    "<w:tc><w:tcPr>\(properties)</w:tcPr>\(p(text))</w:tc>"
  }

  private static func level(_ number: Int, _ format: String, _ text: String) -> String {
    "<w:lvl w:ilvl=\"\(number)\"><w:start w:val=\"1\"/><w:numFmt w:val=\"\(format)\"/><w:lvlText w:val=\"\(text)\"/></w:lvl>"
  }

  private static let numbering =
    "<w:numbering \(namespaces)>"
    + "<w:abstractNum w:abstractNumId=\"1\">\(level(0, "chineseCountingThousand", "第%1条"))</w:abstractNum>"
    + "<w:abstractNum w:abstractNumId=\"2\">\(level(0, "chineseCounting", "%1、"))"
    + "\(level(1, "chineseCounting", "（%2）"))\(level(2, "decimal", "%3."))</w:abstractNum>"
    + "<w:abstractNum w:abstractNumId=\"3\">\(level(0, "decimal", "%1."))\(level(1, "decimal", "%1.%2"))</w:abstractNum>"
    + "<w:num w:numId=\"1\"><w:abstractNumId w:val=\"1\"/></w:num>"
    + "<w:num w:numId=\"2\"><w:abstractNumId w:val=\"2\"/></w:num>"
    + "<w:num w:numId=\"3\"><w:abstractNumId w:val=\"3\"/></w:num>"
    + "<w:num w:numId=\"4\"><w:abstractNumId w:val=\"2\"/><w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"1\"/>"
    + "</w:lvlOverride></w:num></w:numbering>"

  static let documents = [
    Document(
      claim: "articles are numbered by themselves, past ten",
      body: (1...12).map { numbered("内容\($0)。", 1) }.joined(), parts: ["word/numbering.xml": numbering],
      lines: ["第一条内容1。", "第九条内容9。", "第十条内容10。", "第十二条内容12。"]),
    Document(
      claim: "levels below begin anew under each number above",
      body: numbered("甲", 2) + numbered("乙", 2, 1) + numbered("丙", 2, 1) + numbered("丁", 2, 2) + numbered("戊", 2)
        + numbered("己", 2, 1),
      parts: ["word/numbering.xml": numbering],
      lines: ["一、甲", "（一）乙", "（二）丙", "1.丁", "二、戊", "（一）己"]),
    Document(
      claim: "a list that is begun anew counts from its start; numbers of more levels show all of them",
      body: numbered("甲", 2) + numbered("乙", 2) + numbered("丙", 4) + numbered("丁", 3) + numbered("戊", 3, 1),
      parts: ["word/numbering.xml": numbering], lines: ["一、甲", "二、乙", "一、丙", "1.丁", "1.1戊"]),
    Document(
      claim: "a style numbers its paragraphs",
      body: p("甲", "<w:pStyle w:val=\"Article\"/>") + p("乙", "<w:pStyle w:val=\"Article\"/>"),
      parts: [
        "word/numbering.xml": numbering,
        "word/styles.xml":
          "<w:styles \(namespaces)><w:style w:type=\"paragraph\" w:styleId=\"Article\"><w:pPr><w:numPr>"
          + "<w:numId w:val=\"1\"/></w:numPr></w:pPr></w:style></w:styles>",
      ], lines: ["第一条甲", "第二条乙"]),
    Document(
      claim: "tracked changes are read as accepted, and what was deleted is counted",
      body: "<w:p><w:r><w:t>补助</w:t></w:r><w:del w:author=\"a\"><w:r><w:delText>三万元</w:delText></w:r></w:del>"
        + "<w:ins w:author=\"a\"><w:r><w:t>五万元</w:t></w:r></w:ins><w:r><w:t>。</w:t></w:r></w:p>"
        + "<w:p><w:moveFrom w:author=\"a\"><w:r><w:t>移走</w:t></w:r></w:moveFrom><w:moveTo w:author=\"a\"><w:r>"
        + "<w:t>移来</w:t></w:r></w:moveTo></w:p>",
      lines: ["补助五万元。", "移来"], deletions: 2),
    Document(
      claim: "a paragraph whose end was deleted goes on with the next",
      body: "<w:p><w:pPr><w:rPr><w:del w:author=\"a\"/></w:rPr></w:pPr><w:r><w:t>申报单位</w:t></w:r></w:p>"
        + p("应当盖章。"), lines: ["申报单位应当盖章。"]),
    Document(
      claim: "a text box stands behind the paragraph that holds it, once",
      body: "<w:p><w:r><w:t>正文。</w:t></w:r><w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><wps:txbx>"
        + "<w:txbxContent>\(p("框内文字"))</w:txbxContent></wps:txbx></mc:Choice><mc:Fallback><w:pict><w:txbxContent>"
        + "\(p("框内文字"))</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>\(p("后文。"))",
      lines: ["正文。", "框内文字", "后文。"]),
    Document(
      claim: "notes stand at the end; the lines that part them do not",
      body: "<w:p><w:r><w:t>正文</w:t></w:r><w:r><w:footnoteReference w:id=\"2\"/></w:r><w:r><w:t>。</w:t></w:r></w:p>",
      parts: [
        "word/footnotes.xml":
          "<w:footnotes \(namespaces)><w:footnote w:type=\"separator\" w:id=\"0\">\(p("----"))</w:footnote>"
          + "<w:footnote w:id=\"2\">\(p("脚注文字"))</w:footnote></w:footnotes>"
      ], lines: ["正文。", "脚注文字"]),
    Document(
      claim: "heads and feet of pages are set aside",
      body: p("正文。"),
      parts: [
        "word/header1.xml": "<w:hdr \(namespaces)>\(p("内部资料"))</w:hdr>",
        "word/footer1.xml": "<w:ftr \(namespaces)>\(p("第1页"))</w:ftr>",
      ], lines: ["正文。"]),
    Document(
      claim: "merged cells stand once, the others keep to their columns",
      body: "<w:tbl><w:tr>\(cell("指标"))\(cell("说明", "<w:gridSpan w:val=\"2\"/>"))</w:tr>"
        + "<w:tr>\(cell("基础", "<w:vMerge w:val=\"restart\"/>"))\(cell("场地"))\(cell("20"))</w:tr>"
        + "<w:tr>\(cell("", "<w:vMerge/>"))\(cell("人员"))\(cell("30"))</w:tr></w:tbl>",
      lines: ["| 指标 | 说明 |  |", "| 基础 | 场地 | 20 |", "|  | 人员 | 30 |"]),
    Document(
      claim: "hidden text and the codes of fields are not read, results of fields are",
      body: "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>隐藏</w:t></w:r><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r>"
        + "<w:r><w:instrText>DATE</w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>"
        + "<w:r><w:t>2024年</w:t></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r><w:r><w:t>印发</w:t></w:r></w:p>",
      lines: ["2024年印发"]),
  ]

  @Test("a Word document is read as its reader sees it", arguments: documents)
  func read(document: Document) throws {
    let program = try Program()
    defer { program.remove() }
    var parts = document.parts
    parts["[Content_Types].xml"] =
      "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>"
    parts["word/document.xml"] =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?><w:document \(Self.namespaces)><w:body>\(document.body)</w:body></w:document>"
    for (name, content) in parts { try program.write(content, to: "parts/\(name)") }
    let zipped = try program.shell("cd parts && python3 -m zipfile -c ../a.docx '[Content_Types].xml' word")
    try #require(zipped.status == 0, "\(zipped.errors)")
    let run = try program.guitu("extract", "a.docx", "--format", "json")
    let graph = try #require(
      try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any], "\(run.errors)")
    let read = (graph["text"] as? String ?? "").split(separator: "\n").map(String.init)
    // The first of the claims has more lines than it shows.
    let shown = read.count > document.lines.count && read.count == 12 ? read.filter(document.lines.contains) : read
    #expect(shown == document.lines)
    let source = graph["source"] as? [String: Any]
    let origin = source?["origin"] as? [String: Any]
    #expect((origin?["deletions"] as? Int ?? 0) == document.deletions)
  }
}
