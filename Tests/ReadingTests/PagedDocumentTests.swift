import Testing
import TextModel

@testable import Reading

/// Text of pages, from what other programs say of them.
@Suite struct PagedDocumentTests {
  private func lines(_ pages: PagedDocument) throws -> [String] {
    let reader = NoticeReader(folding: Folding())
    let text = try reader.read(pages, of: [1], name: "a", format: "PDF", mediaType: "application/pdf")
    return text.string(in: Span(0, text.count)).split(separator: "\n").map(String.init)
  }

  /// RapidOCR's log of pieces: left, top, right, bottom in pixels, and the text.
  private func listing(_ pieces: [(Int, Int, Int, Int, String)]) -> [UInt8] {
    let items = pieces.map { left, top, right, bottom, text in
      "[[[\(left).0, \(top).0], [\(right).0, \(top).0], [\(right).0, \(bottom).0], [\(left).0, \(bottom).0]], '\(text)', 0.9]"
    }
    return Array("2026-01-01 00:00:00,000 - RapidOCR - INFO: [\(items.joined(separator: ", "))]\n".utf8)
  }

  @Test(
    "recognised text has the marks of Chinese, and pairs of brackets that match",
    arguments: [
      ("云商规【2024] 6号", "云商规〔2024〕 6号"), ("县〈市、区)商务局", "县（市、区）商务局"), ("附件:申报表;说明", "附件：申报表；说明"),
      ("以下简称\"办法\"的", "以下简称“办法”的"), ("(附件1)", "（附件1）"), ("f(x)=1,2", "f(x)=1,2"), ("《办法》", "《办法》"),
      ("公示1〇日", "公示10日"), ("二〇二四年", "二〇二四年"), ("O2O平台", "O2O平台"), ("（二具有资质的", "（二）具有资质的"),
      ("（二）具有资质的", "（二）具有资质的"),
    ])
  func mended(read: String, written: String) { #expect(Recognition.mended(read) == written) }

  @Test("a listing gives pieces with what their quotation marks hide, and nothing of what is not like one")
  func rapid() {
    let log = Array("x INFO: [[[[1, 2], [9, 2], [9, 4], [1, 4]], \"它's\", 0.5], [[[1, 2]], '', 1], None]".utf8)
    let pieces = Recognition.rapid(log)
    #expect(pieces.map(\.line.text) == ["它's"])
    #expect(pieces.map(\.confidence) == [50])
    #expect(pieces.first?.line.right == 9)
    for cut in log.indices { _ = Recognition.rapid(Array(log[..<cut])) }
  }

  @Test("wrapped lines are one paragraph; the second indent begins another")
  func wraps() throws {
    var pages = PagedDocument()
    let full = String(repeating: "申", count: 38)
    pages.addRecognized(
      listing: listing([
        (300, 100, 2200, 150, full), (200, 180, 2200, 230, full + "报报"), (200, 260, 600, 310, "材料目录。"),
        (300, 340, 2200, 390, full), (200, 420, 2200, 470, full + "表表"), (200, 500, 400, 550, "附后。"),
      ]), page: 1)
    #expect(try lines(pages) == [full + full + "报报材料目录。", full + full + "表表附后。"])
  }

  @Test("pieces that stand below each other are a table without rules")
  func columns() throws {
    var pages = PagedDocument()
    var pieces: [(Int, Int, Int, Int, String)] = [(200, 100, 2200, 150, String(repeating: "申", count: 40))]
    for (row, cells) in [["指标", "分值", "标准"], ["场地", "20", "面积达标"], ["人员", "30", "持证上岗"]].enumerated() {
      for (column, cell) in cells.enumerated() {
        let left = 200 + column * 600
        pieces.append((left, 300 + row * 120, left + cell.utf16.count * 50, 350 + row * 120, cell))
      }
    }
    pages.addRecognized(listing: listing(pieces), page: 1)
    #expect(try lines(pages).suffix(3) == ["| 指标 | 分值 | 标准 |", "| 场地 | 20 | 面积达标 |", "| 人员 | 30 | 持证上岗 |"])
  }

  @Test("a line that one program passes over is taken from the other; marks of rules are not")
  func unseen() throws {
    var pages = PagedDocument()
    let head = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n"
    let words =
      "1\t1\t0\t0\t0\t0\t0\t0\t2480\t3508\t-1\t\n" + "5\t1\t1\t1\t1\t1\t200\t100\t800\t50\t90\t申报单位应当备齐材料\n"
      + "5\t1\t1\t1\t2\t1\t200\t200\t800\t50\t95\t初审在十日内完成办结\n" + "5\t1\t1\t1\t3\t1\t200\t300\t800\t50\t20\t一一一一一一一一\n"
    pages.addRecognized(
      listing: listing([(200, 100, 1000, 150, "申报单位应当备齐材料。"), (200, 400, 800, 450, "抄送有关单位。")]),
      tsv: Array((head + words).utf8), page: 1)
    #expect(try lines(pages) == ["申报单位应当备齐材料。", "初审在十日内完成办结", "抄送有关单位。"])
  }

  @Test("the rules in a picture part its cells")
  func rules() throws {
    var pages = PagedDocument()
    pages.addRecognized(
      listing: listing([
        (100, 110, 200, 150, "指标"), (400, 110, 500, 150, "分值"), (100, 210, 200, 250, "场地"), (400, 210, 440, 250, "20"),
        (100, 900, 140, 940, "完"), (1000, 950, 1100, 990, "附注"),
      ]), page: 1)
    // As wide as the other picture: the place of the last piece and as much again.
    let (width, height) = (1200, 1100)
    var pixels = [UInt8](repeating: 255, count: width * height)
    for y in [80, 180, 280] { for x in 80..<700 { pixels[y * width + x] = 0 } }
    for x in [80, 380, 699] { for y in 80...280 { pixels[y * width + x] = 0 } }
    pages.addPicture(pgm: Array("P5\n\(width) \(height)\n255\n".utf8) + pixels, page: 1)
    #expect(try lines(pages).prefix(2) == ["| 指标 | 分值 |", "| 场地 | 20 |"])
  }

  @Test("a picture that is cut off, or says more of its size than it has, has no rules")
  func brokenPicture() {
    for text in ["P5", "P5\n9999999 9999999\n255\n", "P5\n10 10\n255\n123", "P6\n1 1\n255\n1", "P5\n# \n"] {
      #expect(PictureRules.rules(pgm: Array(text.utf8), width: 595).isEmpty)
    }
  }

  @Test("a paragraph that goes on over the end of a page has the page of each part, and the last of a page its own")
  func placesOverPages() throws {
    var pages = PagedDocument()
    let full = String(repeating: "申", count: 40)
    pages.addRecognized(
      listing: listing([(200, 100, 2200, 150, full), (200, 3000, 2200, 3050, String(repeating: "报", count: 40))]),
      page: 1)
    pages.addRecognized(
      listing: listing([(200, 100, 2200, 150, String(repeating: "表", count: 40)), (200, 180, 600, 230, "材料目录。")]),
      page: 2)
    let reader = NoticeReader(folding: Folding())
    let text = try reader.read(pages, of: [1], name: "a", format: "PDF", mediaType: "application/pdf")
    let whole = text.string(in: Span(0, text.count))
    func page(_ character: Character) throws -> Int? {
      let index = try #require(whole.firstIndex(of: character))
      return text.origin?.place(at: whole.unicodeScalars.distance(from: whole.startIndex, to: index))?.page
    }
    #expect(try page("申") == 1)
    #expect(try page("报") == 1)
    #expect(try page("表") == 2)
    #expect(try page("材") == 2)
  }
}
