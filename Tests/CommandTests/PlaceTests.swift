import Foundation
import TestSupport
import Testing

/// Facts and provisions of each format say where they stand in the original, so that a reader finds the quote there.
@Suite struct PlaceTests {
  /// A notice of two pages with a table on each; writes it in a format to a file of that name.
  private static let writer = """
    import html, sys, zipfile
    out, W = sys.argv[1], "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    first = ["云泽市工坊扶持办法", "第一条 申报单位应当在2024年3月31日前提交材料。"]
    rows = [["指标", "分值", "要求"], ["场地", "60", "面积不少于200平方米"], ["人员", "40", "从业人员不少于10人"]]
    second = ["第二条 工坊应当每年公开收支。", "第三条 申报单位应当在2024年5月31日前报告。"]
    paragraph = lambda text: f"<w:p><w:r><w:t>{html.escape(text)}</w:t></w:r></w:p>"
    if out.endswith("docx"):
      table = "<w:tbl>" + "".join("<w:tr>" + "".join("<w:tc>" + paragraph(c) + "</w:tc>" for c in row) + "</w:tr>"
                                  for row in rows) + "</w:tbl>"
      with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", f'<w:document xmlns:w="{W}"><w:body>' + "".join(map(paragraph, first))
                         + table + "".join(map(paragraph, second)) + "</w:body></w:document>")
    elif out.endswith("html"):
      table = "<table>" + "".join("<tr>" + "".join(f"<td>{c}</td>" for c in row) + "</tr>" for row in rows) + "</table>"
      with open(out, "w", encoding="utf-8") as file:
        file.write("<!DOCTYPE html><meta charset=utf-8><body><div>" + "".join(f"<p>{p}</p>" for p in first) + table
                   + "".join(f"<p>{p}</p>" for p in second) + "</div></body>")
    else:
      # An OFD file: the text of the first page goes on over its end; the table is on the second.
      def text(x, y, words):
        return (f'<TextObject Boundary="{x} {y} {4 * len(words)} 4" Size="4"><TextCode X="0" Y="4" '
                f'DeltaX="g {len(words) - 1} 4">{html.escape(words)}</TextCode></TextObject>')
      def rule(x, y, w, h):
        return (f'<PathObject Boundary="{x} {y} {w} {h}"><AbbreviatedData>M 0 0 L {w} {h}</AbbreviatedData></PathObject>')
      long = "申报单位应当在2024年3月31日前提交全部材料和证明并对其真实性负责，逾期不再受理。"
      one = [text(80, 30, "工坊扶持办法")] + [text(20, 50 + 8 * n, "第一条　" + "扶持" * 19) for n in range(1)]
      one += [text(28, 262, "第二条　" + long[:36])]
      two = [text(20, 30, long[36:])]
      for n, row in enumerate(rows):
        two += [text(20 + 50 * m + 2, 60 + 10 * n + 2, cell) for m, cell in enumerate(row)]
      two += [rule(20, 60 + 10 * n, 150, 0) for n in range(4)] + [rule(20 + 50 * n, 60, 0, 30) for n in range(4)]
      two += [text(28, 110, "第三条　工坊应当在2024年5月31日前报告。")]
      with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("OFD.xml", "<OFD><DocBody><DocRoot>Doc/Document.xml</DocRoot></DocBody></OFD>")
        archive.writestr("Doc/Document.xml", "<Document><CommonData><PageArea><PhysicalBox>0 0 210 297</PhysicalBox>"
          "</PageArea></CommonData><Pages><Page ID='1' BaseLoc='1.xml'/><Page ID='2' BaseLoc='2.xml'/></Pages></Document>")
        for n, page in enumerate((one, two)):
          archive.writestr(f"Doc/{n + 1}.xml", f"<Page><Content><Layer>{''.join(page)}</Layer></Content></Page>")
    """

  /// The places of the facts whose quotes hold the words, and those of the provisions.
  private struct Places {
    var rules: [(quote: String, place: [String: Int])] = []
    var provisions: [String: [String: Int]] = [:]

    init(_ json: String) throws {
      let graph = try #require(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
      for rule in graph["rules"] as? [[String: Any]] ?? [] {
        rules.append((rule["quote"] as? String ?? "", rule["place"] as? [String: Int] ?? [:]))
      }
      for entry in graph["provisions"] as? [[String: Any]] ?? [] {
        provisions[entry["label"] as? String ?? ""] = entry["place"] as? [String: Int]
      }
    }

    /// The one place of all facts with the words; nil where there are several or none.
    func place(_ words: String) -> [String: Int]? {
      let found = Set(rules.filter { $0.quote.contains(words) }.map(\.place))
      return found.count == 1 ? found.first : nil
    }
  }

  private func places(_ name: String) throws -> Places {
    let program = try Program()
    defer { program.remove() }
    try program.write(Self.writer, to: "write.py")
    let made = try program.shell("python3 write.py \(name) && guitu extract \(name) --format json")
    try #require(made.status == 0, "\(made.errors)")
    return try Places(made.output)
  }

  @Test("DOCX and web pages give the paragraph, and the cell in a table", arguments: ["a.docx", "a.html"])
  func paragraphs(name: String) throws {
    let places = try places(name)
    #expect(places.place("2024年3月31日前") == ["paragraph": 2])
    #expect(places.provisions["第三条"] == ["paragraph": 4])
    #expect(places.place("2024年5月31日前") == ["paragraph": 4])
    #expect(places.place("200平方米") == ["table": 1, "row": 2, "column": 3])
    #expect(places.place("10人") == ["table": 1, "row": 3, "column": 3])
  }

  @Test("OFD gives the page, of a paragraph that goes on over its end too, and the cell in a table")
  func pages() throws {
    let places = try places("a.ofd")
    #expect(places.provisions["第一条"] == ["page": 1])
    #expect(places.provisions["第二条"] == ["page": 1])
    #expect(places.place("2024年3月31日前") == ["page": 1])
    #expect(places.provisions["第三条"] == ["page": 2])
    #expect(places.place("200平方米") == ["page": 2, "table": 1, "row": 2, "column": 3])
  }

  @Test("a PDF file and its scan give the page", arguments: ["pdf", "scan"])
  func printed(kind: String) throws {
    let needed = ["chromium", "pdftotext", "pdftoppm"] + (kind == "scan" ? ["tesseract"] : [])
    guard let python = Python.program,
      needed.allSatisfy({ FileManager.default.isExecutableFile(atPath: "/usr/bin/\($0)") })
    else {
      print("skipped \(kind): needs \(needed.joined(separator: ", ")) and Tools/venv")
      return
    }
    let program = try Program()
    defer { program.remove() }
    let made = try program.shell(
      "'\(python)' '\(Folders.package.path)/Tools/formats/make.py' . pdf \(kind)", environment: ["ONLY": "yiyang"])
    try #require(made.status == 0, "\(made.errors)")
    let file = try #require(program.names(in: kind).first)
    let run = try program.guitu("extract", "\(kind)/\(file)", "--format", "json")
    let places = try Places(run.output)
    // The other program tells the text of each page; what is quoted must stand on the page that is named.
    func squeezed(_ text: String) -> String { text.filter { !$0.isWhitespace } }
    let texts = try (1...2).map { squeezed(try program.shell("pdftotext -f \($0) -l \($0) 'pdf/\(file)' -").output) }
    try #require(places.rules.count > 20)
    var (first, second) = (0, 0)
    for (quote, place) in places.rules {
      let page = try #require(place["page"], "\(quote)")
      let beginning = squeezed(String(quote.prefix(6)))
      // Of characters that recognition has taken for others nothing can be said.
      guard texts[0].contains(beginning) != texts[1].contains(beginning) else { continue }
      #expect(texts[page - 1].contains(beginning), "page \(page): \(quote)")
      if page == 1 { first += 1 } else { second += 1 }
    }
    #expect(first > 5 && second > 1, "\(first), \(second)")
  }
}
