/// Reads the pages of an OFD file (GB/T 33190): where its texts stand, and the straight rules beside them.
enum OFDPages {
  /// No document of more pages is read.
  private static let pageLimit = 2000

  /// The pages of the first document of the file.
  static func read(_ archive: ZipArchive, root: String) throws(DocumentFault) -> [LayoutPage] {
    let archive = try UnpackedParts(archive)
    guard let file = try archive.tree(root) else { throw .missingPart }
    guard let body = file.elements("DocRoot").first else { throw .missingPart }
    let documentPath = path(trimmed(file.allText(of: body)), from: root)
    guard let document = try archive.tree(documentPath) else { throw .missingPart }
    let size = document.elements("PhysicalBox").first.map { box(document.allText(of: $0)) } ?? nil
    var templates: [String: String] = [:]
    for index in document.elements("TemplatePage") {
      if let id = document.attribute("ID", of: index), let place = document.attribute("BaseLoc", of: index) {
        templates[id] = path(place, from: documentPath)
      }
    }
    var pages: [LayoutPage] = []
    let places = document.elements("Page").compactMap { document.attribute("BaseLoc", of: $0) }
    if places.count > pageLimit { throw .tooLarge }
    for place in places {
      guard let tree = try archive.tree(path(place, from: documentPath)) else { throw .missingPart }
      let own = tree.elements("PhysicalBox").first.map { box(tree.allText(of: $0)) } ?? nil
      let (width, height) = own ?? size ?? (210, 297)
      var page = LayoutPage(number: pages.count + 1, width: width, height: height, lines: [])
      page.order = .position
      var rules: [LayoutGrid.Rule] = []
      var objects: [(boundary: String, lines: [LayoutLine])] = []
      for index in tree.nodes.indices {
        switch tree.nodes[index].name {
        case "TextObject": objects.append((tree.attribute("Boundary", of: index) ?? "", lines(of: index, tree)))
        case "PathObject": rules += self.rules(of: index, tree)
        default: break
        }
      }
      // The characters of a line may be many objects in any order.
      let pieces = unified(objects)
      if pieces.count > LayoutPage.pieceLimit { throw .tooLarge }
      page.lines = LayoutOrder.ordered(pieces)
      // Some programs give the page in other units than what stands on it.
      let lowest = page.lines.map(\.bottom).max() ?? 0
      if lowest > 0, lowest * 2 < page.height { page.height = lowest * 1.1 }
      page.grid = LayoutGrid(rules, scale: 3)
      pages.append(page.scaled(3))
    }
    return pages
  }

  private static func trimmed(_ text: String) -> String { String(text.filter { !$0.isWhitespace }) }

  /// A path in the archive, from that of the part that names it.
  private static func path(_ place: String, from part: String) -> String {
    var parts = place.hasPrefix("/") ? [] : part.split(separator: "/").dropLast().map(String.init)
    for step in place.split(separator: "/") {
      if step == ".." {
        _ = parts.popLast()
      } else if step != "." {
        parts.append(String(step))
      }
    }
    return parts.joined(separator: "/")
  }

  private static func numbers(_ text: String?) -> [Double] {
    (text ?? "").split(whereSeparator: \.isWhitespace).compactMap { Double($0) }.filter { abs($0) < 1e6 }
  }

  private static func box(_ text: String) -> (Double, Double)? {
    let values = numbers(text)
    return values.count == 4 && values[2] > 0 && values[3] > 0 ? (values[2], values[3]) : nil
  }

  /// Distances between characters: `5 5 g 3 5` is 5 5 5 5 5.
  private static func deltas(_ text: String?, limit: Int) -> [Double] {
    var out: [Double] = []
    var fields = (text ?? "").split(whereSeparator: \.isWhitespace)[...]
    while let field = fields.popFirst(), out.count < limit {
      if field == "g" {
        guard let count = fields.popFirst().flatMap({ Int($0) }), let value = fields.popFirst().flatMap({ Double($0) })
        else { break }
        for _ in 0..<max(0, min(count, limit - out.count)) { out.append(value) }
      } else if let value = Double(field) {
        out.append(value)
      }
    }
    return out
  }

  /// The texts of an object; a text whose characters go down gives a line for each row.
  private static func lines(of index: Int, _ tree: MarkupTree) -> [LayoutLine] {
    let boundary = numbers(tree.attribute("Boundary", of: index))
    guard boundary.count == 4 else { return [] }
    let matrix = numbers(tree.attribute("CTM", of: index))
    let scale = matrix.count == 6 && matrix[0] > 0 ? matrix : [1, 0, 0, 1, 0, 0]
    let size =
      ((tree.attribute("Size", of: index) ?? tree.attribute("size", of: index)).flatMap { Double($0) } ?? 4)
      * (scale[3] > 0 ? scale[3] : 1)
    guard size > 0, size < 1000 else { return [] }
    var lines: [LayoutLine] = []
    for code in tree.children(of: index) where tree.nodes[code].name == "TextCode" {
      let text = tree.allText(of: code).filter { !$0.isNewline }
      let count = text.unicodeScalars.count
      let x = boundary[0] + (tree.attribute("X", of: code).flatMap { Double($0) } ?? 0) * scale[0] + scale[4]
      let y = boundary[1] + (tree.attribute("Y", of: code).flatMap { Double($0) } ?? size) * scale[3] + scale[5]
      let across = deltas(tree.attribute("DeltaX", of: code), limit: count)
      // Distances say nothing of how wide the last character is; the box may, where all characters are within it.
      let starts = across.reduce(0, +) * scale[0]
      let isNarrow = text.unicodeScalars.last.map { $0.value < 0x2000 } ?? false
      var width = across.isEmpty && count > 1 ? size * Double(count) : starts + size * (isNarrow ? 0.55 : 1)
      if boundary[2] > starts, x - boundary[0] < size { width = min(width, max(boundary[2], size * 0.3)) }
      lines.append(LayoutLine(left: x, top: y - size, right: x + width, bottom: y, text: text))
    }
    return lines
  }

  /// Some programs write a line as many objects, each with the box of the whole line: in their order they are one text.
  private static func unified(_ objects: [(boundary: String, lines: [LayoutLine])]) -> [LayoutLine] {
    var out: [LayoutLine] = []
    var at = 0
    while at < objects.count {
      var end = at + 1
      while end < objects.count, objects[end].boundary == objects[at].boundary { end += 1 }
      let run = objects[at..<end].flatMap(\.lines)
      if end - at > 1, let first = run.first, run.allSatisfy({ abs($0.left - first.left) < 0.01 }) {
        var line = first
        line.text = run.reduce(into: "") { $0 += $1.text }
        let box = numbers(objects[at].boundary)
        line.right = box.count == 4 ? max(line.right, box[0] + box[2]) : line.right
        out.append(line)
      } else {
        out += run
      }
      at = end
    }
    return out.filter { !$0.text.allSatisfy(\.isWhitespace) }
  }

  private static func rules(of index: Int, _ tree: MarkupTree) -> [LayoutGrid.Rule] {
    let boundary = numbers(tree.attribute("Boundary", of: index))
    guard boundary.count == 4, let data = tree.child("AbbreviatedData", of: index) else { return [] }
    let matrix = numbers(tree.attribute("CTM", of: index))
    let m = matrix.count == 6 ? matrix : [1, 0, 0, 1, 0, 0]
    var points: [(x: Double, y: Double)] = []
    var values: [Double] = []
    var rules: [LayoutGrid.Rule] = []
    func take() {
      guard values.count >= 2 else { return }
      let (x, y) = (values[0], values[1])
      points.append((boundary[0] + m[0] * x + m[2] * y + m[4], boundary[1] + m[1] * x + m[3] * y + m[5]))
      values = []
    }
    func end() {
      for (a, b) in zip(points, points.dropFirst()) {
        if abs(a.x - b.x) < 0.3, abs(a.y - b.y) > 0.5 {
          rules.append(.init(isVertical: true, at: a.x, from: min(a.y, b.y), to: max(a.y, b.y)))
        } else if abs(a.y - b.y) < 0.3, abs(a.x - b.x) > 0.5 {
          rules.append(.init(isVertical: false, at: a.y, from: min(a.x, b.x), to: max(a.x, b.x)))
        }
      }
      points = []
    }
    for field in tree.allText(of: data).split(whereSeparator: \.isWhitespace).prefix(2000) {
      if let value = Double(field) {
        values.append(value)
      } else {
        take()
        if field == "M" || field == "S" { end() }
        if field == "C", let first = points.first { points.append(first) }
        values = []
      }
    }
    take()
    end()
    return rules
  }
}

extension LayoutPage {
  /// The page in other units: of OFD's millimetres in points, nearly.
  fileprivate func scaled(_ factor: Double) -> LayoutPage {
    var page = self
    page.width *= factor
    page.height *= factor
    page.lines = lines.map {
      LayoutLine(
        left: $0.left * factor, top: $0.top * factor, right: $0.right * factor, bottom: $0.bottom * factor,
        text: $0.text, glue: $0.glue)
    }
    return page
  }
}

extension LayoutGrid {
  /// The tables of rules in other units.
  fileprivate init(_ rules: [Rule], scale: Double) {
    self.init(
      rules.map { Rule(isVertical: $0.isVertical, at: $0.at * scale, from: $0.from * scale, to: $0.to * scale) })
  }
}
