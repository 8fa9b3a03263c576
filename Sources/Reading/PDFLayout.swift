/// Reads what poppler's `pdftotext -bbox-layout` and `pdftocairo -svg` tell of a PDF file.
enum PDFLayout {
  /// The pages of the output of `pdftotext -bbox-layout`, in reading order.
  static func pages(_ markup: [UInt8]) throws(DocumentFault) -> [LayoutPage] {
    let tree = try MarkupTree(markup, isHTML: true)
    func number(_ name: String, _ index: Int) -> Double {
      let value = tree.attribute(name, of: index).flatMap { Double($0) } ?? 0
      return value.isFinite ? min(max(value, -1e6), 1e6) : 0
    }
    var pages: [LayoutPage] = []
    for (index, node) in tree.nodes.enumerated() {
      switch node.name {
      case "page":
        pages.append(
          LayoutPage(number: pages.count + 1, width: number("width", index), height: number("height", index), lines: [])
        )
      case "line" where !pages.isEmpty:
        addLines(of: index, tree, number, to: &pages[pages.count - 1].lines)
        if pages[pages.count - 1].lines.count > LayoutPage.pieceLimit { throw .tooLarge }
      default: break
      }
    }
    for index in pages.indices {
      let page = pages[index]
      guard let turn = LayoutTurn(page.lines, width: page.width, height: page.height) else { continue }
      pages[index].lines = LayoutOrder.ordered(
        page.lines.map { turn.turned($0, width: page.width, height: page.height) })
      (pages[index].width, pages[index].height) = (page.height, page.width)
      pages[index].turn = turn
      pages[index].order = .position
    }
    return pages
  }

  /// The words of a line; one behind a wide gap begins a line of its own.
  private static func addLines(
    of line: Int, _ tree: MarkupTree, _ number: (String, Int) -> Double, to lines: inout [LayoutLine]
  ) {
    var last: LayoutLine?
    for index in (line + 1)..<tree.nodes[line].end where tree.nodes[index].name == "word" {
      var word = LayoutLine(
        left: number("xmin", index), top: number("ymin", index), right: number("xmax", index),
        bottom: number("ymax", index), text: plain(tree.allText(of: index)))
      if let last, word.left - last.right < last.em * 0.8 {
        let gap = word.left - last.right
        // Between a Chinese character and a figure only the print has a gap.
        let (end, next) = (last.text.unicodeScalars.last?.value ?? 0, word.text.unicodeScalars.first?.value ?? 0)
        let isWord = end < 0x80 && next < 0x80 && gap > last.em * 0.1
        let isHan = end >= 0x2E80 && next >= 0x2E80 && gap > last.em * 0.15
        word.glue = isWord || isHan ? " " : ""
      }
      lines.append(word)
      last = word
    }
  }

  /// Radicals that fonts of some programs put in place of the characters that they look like.
  private static func plain(_ text: String) -> String {
    var out = String.UnicodeScalarView()
    for scalar in text.unicodeScalars { out.append(radicals[scalar] ?? scalar) }
    return String(out)
  }

  /// The letters of Kangxi Radicals (U+2F00) and of its supplement that have a character of the same form.
  private static let radicals: [Unicode.Scalar: Unicode.Scalar] = {
    var table: [Unicode.Scalar: Unicode.Scalar] = [:]
    for value in UInt32(0x2F00)...0x2FD5 {
      guard let radical = Unicode.Scalar(value) else { continue }
      table[radical] = NormalForm.compatible(radical)
    }
    let supplement = "⺠民⺟母⻓长⻔门⻋车⻅见⻆角⻉贝⻘青⻙韦⻚页⻛风⻜飞⻝食⻢马⻤鬼⻥鱼⻦鸟⻩黄⻬齐⻮齿⻰龙⺫目⺴网"
    var radical: Unicode.Scalar?
    for scalar in supplement.unicodeScalars {
      if let known = radical {
        table[known] = scalar
        radical = nil
      } else {
        radical = scalar
      }
    }
    return table
  }()

  /// The ruled tables of a page, from its drawing by `pdftocairo -svg`.
  static func grid(_ drawing: [UInt8], of page: LayoutPage) -> LayoutGrid {
    guard let tree = try? MarkupTree(drawing, isHTML: false) else { return LayoutGrid() }
    var rules: [LayoutGrid.Rule] = []
    var index = 0
    while index < tree.nodes.count {
      let node = tree.nodes[index]
      if ["defs", "symbol", "clipPath", "mask", "pattern"].contains(node.name) {
        index = node.end
        continue
      }
      if node.name == "path", let path = tree.attribute("d", of: index) {
        add(path, tree.attribute("transform", of: index), tree.attribute("style", of: index) ?? "", to: &rules)
      }
      index += 1
    }
    if let turn = page.turn { rules = rules.map { turn.turned($0, width: page.height, height: page.width) } }
    return LayoutGrid(rules)
  }

  /// Adds the rules that a path draws: its straight strokes, or a filled rectangle that is thin.
  private static func add(_ path: String, _ transform: String?, _ style: String, to rules: inout [LayoutGrid.Rule]) {
    guard path.utf8.count < 4000, !path.contains("C"), rules.count < 20_000 else { return }
    var matrix = [1.0, 0, 0, 1, 0, 0]
    if let transform, transform.hasPrefix("matrix(") {
      let values = transform.dropFirst(7).split { $0 == "," || $0 == " " || $0 == ")" }.compactMap { Double($0) }
      if values.count == 6 { matrix = values }
    }
    func placed(_ x: Double, _ y: Double) -> (x: Double, y: Double) {
      (matrix[0] * x + matrix[2] * y + matrix[4], matrix[1] * x + matrix[3] * y + matrix[5])
    }
    var shapes: [[(x: Double, y: Double)]] = []
    var numbers: [Double] = []
    var command: Character = "M"
    func flush() {
      if numbers.count >= 2, command == "M" || command == "L" {
        let point = placed(numbers[0], numbers[1])
        if command == "M" { shapes.append([point]) } else if !shapes.isEmpty { shapes[shapes.count - 1].append(point) }
      } else if command == "Z", let first = shapes.last?.first {
        shapes[shapes.count - 1].append(first)
      }
      numbers = []
    }
    for part in path.split(separator: " ") {
      if let value = Double(part) {
        numbers.append(value)
      } else if let letter = part.first {
        flush()
        command = letter
      }
    }
    flush()
    let isStroke = style.contains("fill:none") || style.contains("stroke:rgb")
    for shape in shapes where shape.count > 1 {
      let xs = shape.map(\.x)
      let ys = shape.map(\.y)
      guard let left = xs.min(), let right = xs.max(), let top = ys.min(), let bottom = ys.max() else { continue }
      if min(right - left, bottom - top) < 3 {
        let isVertical = bottom - top > right - left
        rules.append(
          LayoutGrid.Rule(
            isVertical: isVertical, at: isVertical ? (left + right) / 2 : (top + bottom) / 2,
            from: isVertical ? top : left, to: isVertical ? bottom : right))
      } else if isStroke {
        for (a, b) in zip(shape, shape.dropFirst()) {
          if abs(a.x - b.x) < 1 {
            rules.append(LayoutGrid.Rule(isVertical: true, at: a.x, from: min(a.y, b.y), to: max(a.y, b.y)))
          } else if abs(a.y - b.y) < 1 {
            rules.append(LayoutGrid.Rule(isVertical: false, at: a.y, from: min(a.x, b.x), to: max(a.x, b.x)))
          }
        }
      }
    }
  }
}

/// The pages of a file that is not read by this room itself: what programs beside it have found on them.
public struct PagedDocument: Sendable {
  private(set) var pages: [LayoutPage] = []
  /// How sure recognition was of each piece, in percent.
  private var confidences: [Int] = []

  /// No pages yet.
  public init() {}

  /// The pages of a PDF file, from the output of `pdftotext -bbox-layout`.
  public init(pdfLayout: [UInt8]) throws(DocumentFault) { pages = try PDFLayout.pages(pdfLayout) }

  /// Takes in the pages behind those that are there, from the output of `pdftotext -bbox-layout`.
  public mutating func append(pdfLayout: [UInt8]) throws(DocumentFault) {
    for var page in try PDFLayout.pages(pdfLayout) where pages.count < 100_000 {
      page.number = pages.count + 1
      pages.append(page)
    }
  }

  /// How many pages there are.
  public var count: Int { pages.count }

  /// Whether no page has a character on it.
  public var isEmpty: Bool { pages.allSatisfy(\.lines.isEmpty) }

  /// The numbers of the pages where pieces stand beside each other: there may be tables.
  public var pagesWithColumns: [Int] {
    pages.filter { page in
      zip(page.lines, page.lines.dropFirst()).contains { last, line in
        abs(last.middle - line.middle) < 2 && line.left - last.right > last.em * 0.3
      }
    }.map(\.number)
  }

  /// Takes in the drawing of a page, as `pdftocairo -svg` writes it.
  public mutating func addDrawing(_ svg: [UInt8], page number: Int) {
    guard pages.indices.contains(number - 1) else { return }
    pages[number - 1].grid = PDFLayout.grid(svg, of: pages[number - 1])
  }

  /// The numbers of the pages that have no character on them: they may be pictures.
  public var emptyPages: [Int] { pages.filter(\.lines.isEmpty).map(\.number) }

  /// The longest side of all pages, in points.
  public var longestSide: Double { pages.map { max($0.width, $0.height) }.max() ?? 0 }

  /// The longer side of a page, in points; 0 where it is not known.
  public func longestSide(of number: Int) -> Double {
    guard pages.indices.contains(number - 1) else { return 0 }
    return max(pages[number - 1].width, pages[number - 1].height)
  }

  /// Takes in what `tesseract … tsv` found on the picture of a page; a page that is not there yet is added.
  public mutating func addRecognized(tsv: [UInt8], page number: Int) {
    let found = Recognition.tesseract(tsv)
    add(found.pieces, width: found.width, height: found.height, page: number)
  }

  /// Takes in what RapidOCR lists of the picture of a page, and the lines that it passed over but `tesseract … tsv` saw; a
  /// page that is not there yet is added.
  public mutating func addRecognized(listing: [UInt8], tsv: [UInt8]? = nil, page number: Int) {
    var pieces = Recognition.rapid(listing)
    let other = tsv.map { Recognition.tesseract($0) }
    if let other { pieces += Recognition.unseen(in: pieces, of: other.pieces) }
    let lines = pieces.map(\.line)
    // It does not tell how large the picture is: as much is left empty at the right as at the left.
    let width = (lines.map(\.right).max() ?? 0) + (lines.map(\.left).min() ?? 0)
    let height = (lines.map(\.bottom).max() ?? 0) + (lines.map(\.top).min() ?? 0)
    add(pieces, width: other?.width ?? width, height: other?.height ?? height, page: number)
  }

  /// Takes in the picture of a page in the format PGM: the rules of its tables are looked for.
  public mutating func addPicture(pgm: [UInt8], page number: Int) {
    guard pages.indices.contains(number - 1) else { return }
    pages[number - 1].grid = LayoutGrid(
      PictureRules.rules(pgm: pgm, width: pages[number - 1].width))
  }

  /// The numbers, counted from 0, of those of the pictures (PGM, behind each other) that have nothing on them.
  public static func blanks(pgms: [UInt8]) -> [Int] { PictureRules.blanks(pgms: pgms) ?? [] }

  private mutating func add(_ pieces: [Recognition.Piece], width: Double, height: Double, page number: Int) {
    while pages.count < number, pages.count < 100_000 {
      pages.append(LayoutPage(number: pages.count + 1, width: 0, height: 0, lines: []))
    }
    guard pages.indices.contains(number - 1) else { return }
    confidences += pieces.compactMap(\.confidence)
    // In points, as the other pages: a page of which no more is known is as wide as most are.
    let points = pages[number - 1].width > 0 ? pages[number - 1].width : width > height ? 842 : 595
    let scale = width > 0 ? points / width : 1
    var page = LayoutPage(number: number, width: points, height: height * scale, lines: [])
    page.lines = LayoutOrder.ordered(
      pieces.map { piece in
        let line = piece.line
        return LayoutLine(
          left: line.left * scale, top: line.top * scale, right: line.right * scale, bottom: line.bottom * scale,
          text: Recognition.mended(line.text))
      })
    page.order = .position
    pages[number - 1] = page
  }

  /// How sure recognition was on the whole, in percent; nil where nothing was recognised.
  var confidence: Int? { confidences.isEmpty ? nil : confidences.reduce(0, +) / confidences.count }
}
