import TextModel

/// Reads a Word document (ISO 29500): paragraphs with their automatic numbers, tables, text boxes and notes. Tracked
/// changes are read as accepted; heads and feet of pages are other parts of the file and are left aside.
struct DOCXText {
  private let tree: MarkupTree
  private var numbering: DOCXNumbering
  private var out = DocumentText()

  /// Elements whose content is not seen: what was deleted, the code of fields, pictures' fallbacks.
  private static let unseen: Set<String> = [
    "del", "moveFrom", "instrText", "delText", "Fallback", "rt", "sectPr", "tblPr", "tcPr", "trPr", "tblGrid",
    "sdtPr", "sdtEndPr", "pict2",
  ]

  /// The text of an archive that holds a Word document.
  static func read(_ archive: ZipArchive) throws(DocumentFault) -> DocumentText {
    let main =
      archive.names.first { $0 == "word/document.xml" }
      ?? archive.names.first { $0.hasPrefix("word/document") && $0.hasSuffix(".xml") }
    guard let main, let tree = try archive.tree(main) else { throw .missingPart }
    // A document whose styles or notes are damaged is read without them.
    func part(_ name: String) -> MarkupTree? { try? archive.tree("word/\(name).xml") }
    var reader = DOCXText(
      tree: tree, numbering: DOCXNumbering(numbering: part("numbering"), styles: part("styles")))
    guard let body = tree.elements("body").first else { throw .missingPart }
    reader.render((body + 1)..<tree.nodes[body].end)
    for name in ["footnotes", "endnotes"] {
      guard let notes = part(name) else { continue }
      reader.addNotes(notes)
    }
    return reader.out
  }

  private init(tree: MarkupTree, numbering: DOCXNumbering) {
    self.tree = tree
    self.numbering = numbering
  }

  private mutating func addNotes(_ notes: MarkupTree) {
    for name in ["footnote", "endnote"] {
      for index in notes.elements(name) where notes.attribute("type", of: index) == nil {
        var text = ""
        for at in index..<notes.nodes[index].end where notes.nodes[at].isText {
          let parent = notes.nodes[at].parent
          if parent >= 0, notes.nodes[parent].name == "t" { text += notes.text(at) }
        }
        out.append(text)
        out.endLine()
      }
    }
  }

  private mutating func render(_ range: Range<Int>) {
    var open: [Int] = []
    var index = range.lowerBound
    /// Text boxes, to be read behind the paragraph that holds them.
    var boxes: [Range<Int>] = []
    while index < range.upperBound {
      while let last = open.last, tree.nodes[last].end <= index {
        open.removeLast()
        close(last)
        if tree.nodes[last].name == "p" { takeBoxes(&boxes) }
      }
      let node = tree.nodes[index]
      if node.isText {
        if let last = open.last, tree.nodes[last].name == "t" { out.append(tree.text(index)) }
        index += 1
        continue
      }
      if Self.unseen.contains(node.name) || isHidden(index) {
        if node.name == "del" || node.name == "moveFrom" { out.origin.deletions += 1 }
        index = node.end
        continue
      }
      if node.name == "txbxContent" {
        boxes.append((index + 1)..<node.end)
        index = node.end
        continue
      }
      begin(index)
      if node.name == "pPr" || node.name == "rPr" {
        index = node.end
        continue
      }
      open.append(index)
      index += 1
    }
    while let last = open.popLast() { close(last) }
    takeBoxes(&boxes)
    out.endLine()
  }

  /// Text boxes do not nest deeper than a few; what does is left out.
  private mutating func takeBoxes(_ boxes: inout [Range<Int>]) {
    guard boxLevel < 4 else { return boxes.removeAll() }
    boxLevel += 1
    let ranges = boxes
    boxes.removeAll()
    for range in ranges { render(range) }
    boxLevel -= 1
  }

  private var boxLevel = 0

  private func isHidden(_ index: Int) -> Bool {
    switch tree.nodes[index].name {
    case "r":
      guard let properties = tree.child("rPr", of: index), let mark = tree.child("vanish", of: properties) else {
        return false
      }
      return isOn(mark)
    case "tr":
      return tree.child("trPr", of: index).map { tree.child("del", of: $0) != nil } ?? false
    default: return false
    }
  }

  private func isOn(_ index: Int) -> Bool {
    let value = tree.attribute("val", of: index)
    return value != "0" && value != "false"
  }

  private mutating func begin(_ index: Int) {
    switch tree.nodes[index].name {
    case "pPr":
      let numbers = tree.child("numPr", of: index)
      func value(_ name: String, _ parent: Int?) -> String? {
        parent.flatMap { tree.child(name, of: $0) }.flatMap { tree.attribute("val", of: $0) }
      }
      let label = numbering.label(
        number: value("numId", numbers), level: value("ilvl", numbers).flatMap { Int($0) },
        style: value("pStyle", index))
      out.append(label)
    case "tab": if !out.lineIsEmpty { out.append("\u{3000}") }
    case "br", "cr": out.endLine()
    case "noBreakHyphen": out.append("-")
    case "sym": out.append("□")
    case "tbl": out.beginTable()
    case "tr":
      out.beginRow()
      let properties = tree.child("trPr", of: index)
      if let before = properties.flatMap({ tree.child("gridBefore", of: $0) }),
        let count = tree.attribute("val", of: before).flatMap({ Int($0) }), count > 0
      {
        out.beginCell(span: min(count, 64))
      }
    case "tc":
      let properties = tree.child("tcPr", of: index)
      let span = properties.flatMap { tree.child("gridSpan", of: $0) }.flatMap { tree.attribute("val", of: $0) }
      out.beginCell(span: max(1, min(span.flatMap { Int($0) } ?? 1, 64)))
    default: break
    }
  }

  private mutating func close(_ index: Int) {
    switch tree.nodes[index].name {
    case "p":
      // A paragraph whose end was deleted goes on with the next one.
      let mark = tree.child("pPr", of: index).flatMap { tree.child("rPr", of: $0) }
      if mark.flatMap({ tree.child("del", of: $0) }) != nil { return }
      out.endLine()
    case "tc": out.endLine()
    case "tr": out.endRow()
    case "tbl": out.endTable()
    default: break
    }
  }
}
