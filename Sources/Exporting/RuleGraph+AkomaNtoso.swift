// The notice as Akoma Ntoso 3.0 (OASIS LegalDocML, http://docs.oasis-open.org/legaldocml/akn-core/v1.0/): its text in the
// tree of its provisions, citations and days marked in it, bodies as references, the rules as metadata.
import RuleModel
import TextModel

extension RuleGraph {
  /// The notice as an act of Akoma Ntoso 3.0. Needs the graph's text.
  public func akomaNtoso() -> String { AkomaNtosoPage(self).text }
}

private struct AkomaNtosoPage {
  private static let namespace = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
  private let graph: RuleGraph
  private let keys: [String]
  private var children: [ProvisionID?: [Int]] = [:]
  private var names: [ProvisionID: (element: String, eId: String)] = [:]
  private let marks: [Mark]

  /// A place to be marked in the running text.
  private struct Mark {
    let span: Span
    let open: String
    let close: String
  }

  init(_ graph: RuleGraph) {
    self.graph = graph
    keys = graph.stableKeys()
    marks = Self.marks(of: graph)
    let known = Set(graph.provisions.map(\.id))
    var counts: [String: Int] = [:]
    for (index, entry) in graph.provisions.enumerated() {
      let parent = entry.parent.flatMap { known.contains($0) && names[$0] != nil ? $0 : nil }
      children[parent, default: []].append(index)
      let above = parent.flatMap { names[$0] }
      let (element, short) = Self.element(of: entry.level, below: above?.element)
      let stem = (above.map { $0.eId + "__" } ?? "") + short
      counts[stem, default: 0] += 1
      names[entry.id] = (element, "\(stem)_\(counts[stem] ?? 1)")
    }
  }

  private static func element(of level: ProvisionLevel, below parent: String?) -> (String, String) {
    switch level {
    case .part: return ("part", "part")
    case .chapter: return ("chapter", "chp")
    case .section: return ("section", "sec")
    case .article: return ("article", "art")
    case .division: return ("division", "dvs")
    case .instrument: return ("hcontainer", "hcontainer")
    case .item:
      switch parent {
      case "paragraph": return ("point", "point")
      case "point", "indent": return ("indent", "indent")
      default: return ("paragraph", "para")
      }
    }
  }

  private static func marks(of graph: RuleGraph) -> [Mark] {
    var found: [Mark] = []
    for rule in graph.rules {
      if case .citation(let citation) = rule.body {
        let target = citation.number ?? citation.title
        found.append(
          Mark(span: rule.span, open: "<ref href=\"/akn/cn/act/notice/\(Self.percent(target))\">", close: "</ref>"))
      }
      for temporal in rule.temporals {
        if let value = temporal.value, Self.isDay(value) {
          found.append(Mark(span: temporal.span, open: "<date date=\"\(value)\">", close: "</date>"))
        }
      }
    }
    // None inside another: the first, and of those that begin together the longest.
    found.sort { ($0.span.start, -$0.span.end) < ($1.span.start, -$1.span.end) }
    var kept: [Mark] = []
    for mark in found where mark.span.start >= (kept.last?.span.end ?? 0) && !mark.span.isEmpty { kept.append(mark) }
    return kept
  }

  var text: String {
    var lines = [
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>",
      "<akomaNtoso xmlns=\"\(Self.namespace)\" xmlns:g=\"urn:guitu:rulegraph:1\">",
      "<act name=\"notice\" contains=\"originalVersion\">",
    ]
    lines += meta
    let provisions = graph.provisions
    let start = provisions.map(\.span.start).min() ?? graph.text.count
    let end = provisions.map(\.span.end).max() ?? graph.text.count
    let title = graph.document.title ?? graph.text.name
    lines.append("<preface><p><docTitle>\(e(title))</docTitle></p>")
    if let number = graph.document.number { lines.append("<p><docNumber>\(e(number))</docNumber></p>") }
    lines.append("</preface>")
    let flat = (title + (graph.document.number ?? "")).filter { !$0.isWhitespace }
    let lead = paragraphs(in: [Span(0, start)], skipping: flat)
    if !lead.isEmpty && !provisions.isEmpty { lines += ["<preamble>"] + lead + ["</preamble>"] }
    lines.append("<body>")
    if provisions.isEmpty {
      lines += ["<hcontainer name=\"text\" eId=\"hcontainer_1\"><content>"] + (lead.isEmpty ? ["<p/>"] : lead)
      lines.append("</content></hcontainer>")
    }
    lines += body
    lines.append("</body>")
    let tail = paragraphs(in: [Span(end, graph.text.count)], skipping: "")
    if !tail.isEmpty { lines += ["<conclusions>"] + tail + ["</conclusions>"] }
    return (lines + ["</act>", "</akomaNtoso>"]).map { $0 + "\n" }.joined()
  }

  // MARK: - Metadata

  private var meta: [String] {
    let document = graph.document
    let date = document.date.flatMap { Self.isDay($0) ? $0 : nil } ?? "0001-01-01"
    let name = document.number ?? String(("n-" + graph.text.sha256).prefix(14))
    let work = "/akn/cn/act/notice/\(date.prefix(4))/\(Self.percent(name))"
    let expression = "\(work)/zho@\(date)"
    func frbr(_ element: String, _ uri: String, _ rest: String) -> String {
      "<\(element)><FRBRthis value=\"\(e(uri))/!main\"/><FRBRuri value=\"\(e(uri))\"/><FRBRdate date=\"\(date)\" name=\"issued\"/>"
        + "<FRBRauthor href=\"#\(element == "FRBRWork" ? "issuer" : "guitu")\"/>\(rest)</\(element)>"
    }
    var lines = [
      "<meta>", "<identification source=\"#guitu\">",
      frbr("FRBRWork", work, "<FRBRcountry value=\"cn\"/>"),
      frbr("FRBRExpression", expression, "<FRBRlanguage language=\"zho\"/>"),
      frbr("FRBRManifestation", expression + ".xml", "<FRBRformat value=\"application/akn+xml\"/>"),
      "</identification>", "<references source=\"#guitu\">",
      "<TLCOrganization eId=\"guitu\" href=\"/ontology/organization/cn/guitu\" showAs=\"Guitu\"/>",
    ]
    let issuer = document.issuers.first ?? "?"
    lines.append(
      "<TLCOrganization eId=\"issuer\" href=\"/ontology/organization/cn/\(Self.percent(issuer))\" showAs=\"\(e(issuer))\"/>"
    )
    for organization in graph.organizations {
      lines.append(
        "<TLCOrganization eId=\"\(organization.id)\" href=\"/ontology/organization/cn/\(Self.percent(organization.name))\" "
          + "showAs=\"\(e(organization.name))\"/>")
    }
    lines += ["</references>", "<proprietary source=\"#guitu\">"]
    for (rule, key) in zip(graph.rules, keys) {
      let home = rule.provision.flatMap { names[$0] }.map { " provision=\"#\($0.eId)\"" } ?? ""
      lines.append(
        "<g:rule id=\"\(rule.id)\" key=\"\(e(key))\" kind=\"\(rule.body.kind)\" rule=\"\(e(rule.rule))\"\(home)>"
          + "\(e(DisplayText(rule.quote).string))</g:rule>")
    }
    return lines + ["</proprietary>", "</meta>"]
  }

  // MARK: - The tree

  private var body: [String] {
    enum Work {
      case open(Int)
      case write([String])
    }
    var lines: [String] = []
    // A list of what is still to write rather than recursion: no depth of nesting ends the program.
    var waiting = (children[nil] ?? []).reversed().map(Work.open)
    while let work = waiting.popLast() {
      switch work {
      case .write(let more): lines += more
      case .open(let index):
        let entry = graph.provisions[index]
        guard let name = names[entry.id] else { continue }
        let below = children[entry.id] ?? []
        let attribute = name.element == "hcontainer" ? " name=\"instrument\"" : ""
        lines.append("<\(name.element)\(attribute) eId=\"\(name.eId)\">")
        lines.append("<num>\(e(entry.label))</num>")
        if let heading = entry.heading { lines.append("<heading>\(e(heading))</heading>") }
        let own = ownSpans(of: entry, below)
        if below.isEmpty {
          let text = paragraphs(in: own, skipping: "")
          lines += ["<content>"] + (text.isEmpty ? ["<p/>"] : text) + ["</content>", "</\(name.element)>"]
        } else {
          let firstChild = graph.provisions[below[0]].span.start
          let intro = paragraphs(in: own.filter { $0.end <= firstChild }, skipping: "")
          let rest = paragraphs(in: own.filter { $0.end > firstChild }, skipping: "")
          if !intro.isEmpty { lines += ["<intro>"] + intro + ["</intro>"] }
          waiting.append(
            .write((rest.isEmpty ? [] : ["<wrapUp>"] + rest + ["</wrapUp>"]) + ["</\(name.element)>"]))
          waiting += below.reversed().map(Work.open)
        }
      }
    }
    return lines
  }

  /// The places of a provision's own words: without its label, its heading and the provisions below it.
  private func ownSpans(of entry: ProvisionEntry, _ below: [Int]) -> [Span] {
    let limit = min(entry.span.end, graph.text.count)
    var at = after(entry.label, from: entry.span.start, limit: limit)
    if let heading = entry.heading { at = after(heading, from: at, limit: limit) }
    var spans: [Span] = []
    for child in below.map({ graph.provisions[$0].span }) {
      if child.start > at { spans.append(Span(at, child.start)) }
      at = max(at, child.end)
    }
    if limit > at { spans.append(Span(at, limit)) }
    return spans
  }

  /// Where the words end that stand at the place, whatever blanks are between; the place itself where others stand there.
  private func after(_ words: String, from start: Int, limit: Int) -> Int {
    var at = start
    for scalar in words.unicodeScalars where !scalar.properties.isWhitespace {
      while at < limit, graph.text.scalars[at].properties.isWhitespace { at += 1 }
      guard at < limit, graph.text.scalars[at] == scalar else { return start }
      at += 1
    }
    return at
  }

  /// The words at places as paragraphs, a new one where a line ends behind a full stop, colon or semicolon. Lines whose
  /// words are in `skipping` are left out.
  private func paragraphs(in spans: [Span], skipping: String) -> [String] {
    var lines: [String] = []
    for span in spans {
      var start = span.start
      var at = span.start
      let end = min(span.end, graph.text.count)
      var isBroken = false
      func flush(_ to: Int) {
        let plain = graph.text.squeezed(in: Span(start, to))
        if !plain.isEmpty && !(plain.count > 1 && skipping.contains(plain)) {
          lines.append("<p>\(marked(Span(start, to)))</p>")
        }
        start = to
      }
      while at < end {
        let scalar = graph.text.scalars[at]
        if scalar == "\n" {
          if isBroken || !skipping.isEmpty { flush(at) }
        } else if !scalar.properties.isWhitespace {
          isBroken = "。；：！？;:".unicodeScalars.contains(scalar)
        }
        at += 1
      }
      flush(end)
    }
    return lines
  }

  /// The words of a place on one line, with what is marked in them.
  private func marked(_ span: Span) -> String {
    var text = ""
    var at = span.start
    for mark in marks where span.contains(mark.span) && mark.span.start >= at {
      text += e(DisplayText(graph.text.string(in: Span(at, mark.span.start))).string)
      text += mark.open + e(DisplayText(graph.text.string(in: mark.span)).string) + mark.close
      at = mark.span.end
    }
    return text + e(DisplayText(graph.text.string(in: Span(at, span.end))).string)
  }

  private func e(_ text: String) -> String { XMLText.escaped(text) }

  private static func isDay(_ value: String) -> Bool {
    let parts = value.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0].count == 4, parts[1].count == 2, parts[2].count == 2,
      let month = Int(parts[1]), let day = Int(parts[2]), Int(parts[0]) != nil
    else { return false }
    let lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    guard (1...12).contains(month), day >= 1 else { return false }
    return day <= lengths[month - 1] || (month == 2 && day == 29 && isLeap(Int(parts[0]) ?? 0))
  }

  private static func isLeap(_ year: Int) -> Bool { year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) }

  /// A name as a segment of an address.
  private static func percent(_ text: String) -> String {
    var shown = ""
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"):
        shown.append(Character(Unicode.Scalar(byte)))
      default:
        let digits = String(byte, radix: 16, uppercase: true)
        shown += "%" + (digits.count == 1 ? "0" : "") + digits
      }
    }
    return shown
  }
}
