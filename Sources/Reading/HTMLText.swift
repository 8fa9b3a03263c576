import TextModel

/// Reads a web page: finds the article among navigation, share bars and footers, and gives its text.
struct HTMLText {
  private let tree: MarkupTree

  /// Elements whose content is never text of a page.
  private static let unseen: Set<String> = [
    "script", "style", "noscript", "head", "template", "select", "button", "iframe", "svg", "textarea", "object",
    "canvas", "audio", "video", "map", "rt", "rp",
  ]
  /// Elements that begin and end a line.
  private static let blocks: Set<String> = [
    "p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul", "ol", "dl", "dt", "dd", "section", "article", "main",
    "header", "footer", "nav", "aside", "blockquote", "pre", "figure", "figcaption", "form", "fieldset", "center",
    "address", "hr", "body", "html", "table", "tr", "td", "th", "caption", "thead", "tbody", "tfoot", "option",
  ]
  /// Elements that may hold a whole article.
  private static let containers: Set<String> = [
    "html", "body", "div", "section", "article", "main", "center", "form", "table", "tbody", "tr", "td", "span", "font",
  ]
  /// Parts of a page that are named as what stands around an article.
  private static let surroundings: Set<String> = ["nav", "footer", "aside"]

  /// The text of the page.
  static func read(_ html: [UInt8]) throws(DocumentFault) -> DocumentText {
    let reader = HTMLText(tree: try MarkupTree(html, isHTML: true))
    return reader.text()
  }

  private func text() -> DocumentText {
    var out = DocumentText()
    readHead(&out)
    guard !tree.nodes.isEmpty else { return out }
    let hidden = hiddenNodes()
    let article = self.article(hidden)
    let inside = article..<tree.nodes[article].end
    if let title = titleOutside(of: inside, hidden) {
      out.append(title)
      out.endLine()
    }
    render(inside, hidden, &out)
    readLinks(hidden, &out)
    return out
  }

  // MARK: What the page says of itself

  private func readHead(_ out: inout DocumentText) {
    for index in tree.elements("meta") {
      guard let name = tree.attribute("name", of: index)?.lowercased() ?? tree.attribute("property", of: index),
        let content = tree.attribute("content", of: index).map(Self.oneLine), !content.isEmpty
      else { continue }
      switch name {
      case "pubdate", "publishdate", "article:published_time":
        if out.origin.published == nil { out.origin.published = content }
      case "contentsource", "source": if out.origin.publisher == nil { out.origin.publisher = content }
      default: break
      }
    }
  }

  /// The page's title where the article does not begin with it itself: a heading above it, or what its head says.
  private func titleOutside(of article: Range<Int>, _ hidden: [Bool]) -> String? {
    var beginning = ""
    for index in article where tree.nodes[index].isText && !hidden[index] {
      beginning += Self.squeezed(tree.text(index))
      if beginning.unicodeScalars.count > 4000 { break }
    }
    if article.contains(where: { tree.nodes[$0].name == "h1" && !hidden[$0] }) { return nil }
    var candidates: [String] = []
    for name in ["h1", "h2"] {
      for index in tree.elements(name) where index < article.lowerBound && !hidden[index] {
        candidates.append(seenText(of: index, hidden))
      }
    }
    for index in tree.elements("meta") where tree.attribute("name", of: index)?.lowercased() == "articletitle" {
      candidates.append(Self.oneLine(tree.attribute("content", of: index) ?? ""))
    }
    for index in tree.elements("title") {
      // The name of the site stands behind the title: `title_site`, `title - site`.
      let whole = Self.oneLine(tree.allText(of: index))
      candidates.append(String(whole.prefix { !"_|-—–".contains($0) }))
    }
    let longEnough = candidates.filter { $0.unicodeScalars.count >= 8 }
    guard let title = longEnough.first else { return nil }
    return longEnough.contains { beginning.contains(Self.squeezed($0)) } ? nil : title
  }

  private func readLinks(_ hidden: [Bool], _ out: inout DocumentText) {
    let endings = ["doc", "docx", "pdf", "xls", "xlsx", "wps", "et", "ofd", "zip", "rar", "7z", "ppt", "pptx", "rtf"]
    for index in tree.elements("a") where !hidden[index] {
      guard let address = tree.attribute("href", of: index), out.origin.links.count < 200 else { continue }
      let path = address.prefix { $0 != "?" && $0 != "#" }.lowercased()
      guard let dot = path.lastIndex(of: "."), endings.contains(String(path[path.index(after: dot)...])) else {
        continue
      }
      let name = Self.oneLine(tree.allText(of: index))
      let link = Origin.Link(name: name, address: address)
      if !out.origin.links.contains(link) { out.origin.links.append(link) }
    }
  }

  // MARK: The article

  private func hiddenNodes() -> [Bool] {
    var hidden = [Bool](repeating: false, count: tree.nodes.count)
    for (index, node) in tree.nodes.enumerated() {
      if node.parent >= 0, hidden[node.parent] {
        hidden[index] = true
      } else if !node.isText {
        if Self.unseen.contains(node.name) || tree.attribute("hidden", of: index) != nil {
          hidden[index] = true
        } else if let style = tree.attribute("style", of: index) {
          hidden[index] = Self.squeezed(style).lowercased().contains("display:none")
        }
      }
    }
    return hidden
  }

  /// The smallest element that holds nearly all sentences of the page.
  private func article(_ hidden: [Bool]) -> Int {
    // Characters of sentences count whole, those of links not at all, others a little.
    var weight = [Int](repeating: 0, count: tree.nodes.count)
    var inLink = [Bool](repeating: false, count: tree.nodes.count)
    var around = [Bool](repeating: false, count: tree.nodes.count)
    for (index, node) in tree.nodes.enumerated() {
      let parent = node.parent
      if parent >= 0 {
        inLink[index] = inLink[parent]
        around[index] = around[parent]
      }
      if node.isText {
        guard !hidden[index], !inLink[index], !around[index] else { continue }
        let text = tree.text(index)
        var characters = 0
        var isSentence = false
        for scalar in text.unicodeScalars where scalar.value >= 0x2E80 {
          characters += 1
          if scalar == "。" || scalar == "；" || scalar == "，" || scalar == "：" || scalar == "、" { isSentence = true }
        }
        weight[index] = isSentence ? characters * 10 : characters * 2
      } else {
        if node.name == "a" { inLink[index] = true }
        if Self.surroundings.contains(node.name) { around[index] = true }
      }
    }
    for index in tree.nodes.indices.reversed() where tree.nodes[index].parent >= 0 {
      weight[tree.nodes[index].parent] += weight[index]
    }
    var best = tree.nodes.firstIndex { $0.name == "body" } ?? 0
    while true {
      let inner = tree.children(of: best).filter { Self.containers.contains(tree.nodes[$0].name) }
      guard let heaviest = inner.max(by: { weight[$0] < weight[$1] }), weight[heaviest] * 100 >= weight[best] * 82,
        weight[heaviest] > 0, !isData(heaviest)
      else { return best }
      best = heaviest
    }
  }

  /// Whether a table is a table of data, not one that lays out a page.
  private func isData(_ index: Int) -> Bool {
    guard tree.nodes[index].name == "table" else { return false }
    var rows = 0
    for at in (index + 1)..<tree.nodes[index].end {
      if tree.nodes[at].name == "table" { return false }
      if tree.nodes[at].name == "tr", tree.children(of: at).count(where: { !tree.nodes[$0].isText }) > 1 { rows += 1 }
    }
    return rows > 1
  }

  // MARK: Lines

  private func render(_ range: Range<Int>, _ hidden: [Bool], _ out: inout DocumentText) {
    var open: [Int] = []
    var lists: [(isOrdered: Bool, next: Int, type: String)] = []
    var blank = false
    var breaks = false
    var index = range.lowerBound
    func close(_ at: Int, _ out: inout DocumentText) {
      let name = tree.nodes[at].name
      switch name {
      case "td", "th": out.endLine()
      case "tr": out.endRow()
      case "table": out.endTable()
      case "ol", "ul":
        out.endLine()
        _ = lists.popLast()
      default: if Self.blocks.contains(name) { out.endLine() }
      }
    }
    while index < range.upperBound {
      while let last = open.last, tree.nodes[last].end <= index {
        if Self.blocks.contains(tree.nodes[last].name) { blank = false }
        close(last, &out)
        open.removeLast()
      }
      let node = tree.nodes[index]
      if hidden[index] || (Self.surroundings.contains(node.name) && index > range.lowerBound) {
        index = max(node.end, index + 1)
        continue
      }
      if node.isText {
        add(tree.text(index), &blank, &breaks, &out)
        index += 1
        continue
      }
      if Self.blocks.contains(node.name) || node.name == "br" {
        out.endLine()
        blank = false
      }
      switch node.name {
      case "table": out.beginTable()
      case "tr": out.beginRow()
      case "td", "th":
        out.beginCell(span: number("colspan", index) ?? 1, rows: number("rowspan", index) ?? 1)
      case "ol": lists.append((true, number("start", index) ?? 1, tree.attribute("type", of: index) ?? "1"))
      case "ul": lists.append((false, 0, ""))
      case "li":
        if let last = lists.indices.last, lists[last].isOrdered {
          let value = number("value", index) ?? lists[last].next
          lists[last].next = value &+ 1
          out.append(NumberText.html(value, type: lists[last].type) + ".")
        }
      default: break
      }
      open.append(index)
      index += 1
    }
    while let last = open.popLast() { close(last, &out) }
    out.endLine()
  }

  private func number(_ name: String, _ index: Int) -> Int? {
    guard let value = tree.attribute(name, of: index).flatMap({ Int(Self.squeezed($0)) }), value > 0 else { return nil }
    return min(value, 100_000)
  }

  /// Adds running text: white space is one blank, and none where a source line ends between two wide characters.
  private func add(_ text: String, _ blank: inout Bool, _ breaks: inout Bool, _ out: inout DocumentText) {
    var run = ""
    var last = blank ? nil : out.lastScalar
    for scalar in text.unicodeScalars {
      if scalar == " " || scalar == "\t" || scalar == "\n" || scalar == "\r" || scalar == "\u{C}" {
        if !blank { breaks = false }
        blank = true
        if scalar == "\n" { breaks = true }
        continue
      }
      if scalar == "\u{FEFF}" || scalar == "\u{200B}" || scalar == "\u{AD}" || scalar.value < 0x20 { continue }
      if blank {
        let before = last ?? run.unicodeScalars.last ?? out.lastScalar
        let isBetweenWide = breaks && scalar.value >= 0x2E80 && (before?.value ?? 0x3000) >= 0x2E80
        if before != nil, !isBetweenWide { run += " " }
        blank = false
        breaks = false
      }
      run.unicodeScalars.append(scalar)
      last = scalar
    }
    if !run.isEmpty { out.append(run) }
  }

  private func seenText(of index: Int, _ hidden: [Bool]) -> String {
    var out = ""
    for at in index..<tree.nodes[index].end where tree.nodes[at].isText && !hidden[at] { out += tree.text(at) }
    return Self.oneLine(out)
  }

  /// Without white space at the ends, and with single blanks.
  private static func oneLine(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  private static func squeezed(_ text: String) -> String {
    var out = ""
    for scalar in text.unicodeScalars where !scalar.properties.isWhitespace { out.unicodeScalars.append(scalar) }
    return out
  }
}

extension HTMLText {
  /// Elements that a page or a piece of one begins with.
  private static let beginnings = [
    "!doctype html", "html", "head", "body", "meta", "div", "p", "p>", "table", "h1", "h2", "span", "section",
    "article", "title", "center", "font", "main", "!--",
  ]

  /// Whether bytes are a web page: their first character is that of an element of HTML, and an element ends later on.
  static func isPage(_ bytes: [UInt8]) -> Bool {
    var at = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    while at < bytes.count, bytes[at] <= 0x20, at < 4096 { at += 1 }
    guard at + 3 < bytes.count, bytes[at] == UInt8(ascii: "<") else { return false }
    let head = String(decoding: bytes[at...].prefix(1 << 12), as: UTF8.self).lowercased()
    if head.hasPrefix("<?xml") { return head.contains("<html") }
    let inner = head.dropFirst()
    guard
      Self.beginnings.contains(where: { name in
        guard inner.hasPrefix(name) else { return false }
        return name.hasPrefix("!") || !(inner.dropFirst(name.count).first?.isLetter ?? false)
      })
    else { return false }
    return head.contains("</") || head.contains("<meta") || head.contains("<html") || head.contains("<br")
  }

  /// The encoding that the page declares in its beginning; nil where it declares none.
  static func declaredEncoding(_ bytes: [UInt8]) -> TextEncoding? {
    let head = String(decoding: bytes.prefix(1 << 13), as: UTF8.self).lowercased()
    for mark in ["charset=", "encoding="] {
      guard let range = head.firstRange(of: mark) else { continue }
      let rest = head[range.upperBound...].drop { $0 == "\"" || $0 == "'" || $0 == " " }
      let name = rest.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == "_") }
      if let encoding = TextEncoding(named: String(name)) { return encoding }
    }
    return nil
  }
}
