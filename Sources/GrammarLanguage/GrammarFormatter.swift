import TextModel

/// Lays a grammar file out the one way: clauses in order, blanks where they belong, long patterns over several lines.
/// Comments, words and examples stay as they are written.
public struct GrammarFormatter: Sendable {
  /// The widest line, a Chinese character counted as two columns.
  public static let width = 120

  /// A formatter.
  public init() {}

  /// The text of a file in its layout. Throws where the file does not parse.
  public func format(_ text: String, path: String) throws(GrammarError) -> String {
    let parser = GrammarParser(folding: Folding())
    let before = try parser.parse(text, path: path)
    var layout = Layout()
    let lines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).map(Array.init)
    layout.read(lines)
    let out = layout.text
    // What is laid out must say what was written; else nothing is changed.
    guard try parser.parse(out, path: path).description == before.description else { return text }
    return out
  }
}

/// A line of a rule with what stands above it.
private struct ClauseLines {
  var keyword: String
  var text: [Unicode.Scalar]
  var comments: [String] = []
  var remark = ""
}

/// The file as it is laid out so far.
private struct Layout {
  private var lines: [String] = []
  private var comments: [String] = []
  private var hasGap = false
  private var previous = ""

  var text: String { lines.joined(separator: "\n") + "\n" }

  mutating func read(_ source: [[Unicode.Scalar]]) {
    var index = 0
    while index < source.count {
      let line = source[index]
      let indent = Self.indent(of: line)
      index += 1
      if indent == line.count {
        hasGap = !lines.isEmpty || !comments.isEmpty
        flushLooseComments()
        continue
      }
      if line[indent] == "#" {
        comments.append(Self.string(Self.trimmed(line[indent...])))
        continue
      }
      let (keyword, rest) = Self.firstWord(line[indent...])
      switch keyword {
      case "let":
        var (body, remark) = Self.withoutRemark(rest)
        body += continuation(&index, source, deeperThan: 0)
        begin(keyword, gap: hasGap || previous != "let")
        let equals = body.firstIndex(of: "=") ?? body.startIndex
        let head = "let \(Self.string(Self.trimmed(body[..<equals]))) = "
        lines += PatternLayout(PatternText.tidy(Array(body[(equals + 1)...])), head: head, indent: 2).lines
        if !remark.isEmpty, let last = lines.popLast() { lines.append(last + "  " + remark) }
      case "rule":
        begin(keyword, gap: true)
        let (body, remark) = Self.withoutRemark(rest, keeping: true)
        lines.append(("rule " + Self.string(Self.squeezed(body))).trimmedEnd + (remark.isEmpty ? "" : "  " + remark))
        rule(&index, source)
      case "uses":
        begin(keyword, gap: false)
        let (body, remark) = Self.withoutRemark(rest)
        let names = body.split { $0 == " " || $0 == "\t" || $0 == "," }.map { Self.string($0) }
        lines.append("uses " + names.joined(separator: ", ") + (remark.isEmpty ? "" : "  " + remark))
      default:
        begin(keyword, gap: hasGap && previous != "" && keyword != "stage")
        let (body, remark) = Self.withoutRemark(rest)
        lines.append(keyword + " " + Self.string(Self.squeezed(body)) + (remark.isEmpty ? "" : "  " + remark))
      }
      previous = keyword
    }
    flushLooseComments()
    while lines.last == "" { lines.removeLast() }
  }

  /// Begins a statement: a gap where one belongs, then its comments.
  private mutating func begin(_ keyword: String, gap: Bool) {
    if gap, !lines.isEmpty, lines.last != "" { lines.append("") }
    lines += comments
    comments = []
    hasGap = false
  }

  /// Comments with a blank line behind them stand on their own.
  private mutating func flushLooseComments() {
    guard !comments.isEmpty else { return }
    if !lines.isEmpty, lines.last != "" { lines.append("") }
    lines += comments
    comments = []
  }

  private mutating func continuation(
    _ index: inout Int, _ source: [[Unicode.Scalar]], deeperThan base: Int
  ) -> [Unicode.Scalar] {
    var out: [Unicode.Scalar] = []
    while index < source.count {
      let line = source[index]
      let indent = Self.indent(of: line)
      guard indent > base, indent < line.count else { break }
      index += 1
      if line[indent] == "#" {
        comments.append(Self.string(Self.trimmed(line[indent...])))
      } else {
        let (body, remark) = Self.withoutRemark(line[indent...])
        if !remark.isEmpty { comments.append(remark) }
        out += [" "] + body
      }
    }
    return out
  }

  // MARK: Rules

  private static let order = ["match", "after", "not after", "before", "not before", "makes", "priority", "yes", "no"]

  private mutating func rule(_ index: inout Int, _ source: [[Unicode.Scalar]]) {
    var clauses: [ClauseLines] = []
    var above: [String] = []
    var clauseIndent = 0
    while index < source.count {
      let line = source[index]
      let indent = Self.indent(of: line)
      if indent == line.count {
        // A blank line ends the rule unless more of it follows.
        guard let next = source[index...].first(where: { Self.indent(of: $0) < $0.count }), Self.indent(of: next) > 0
        else { break }
        index += 1
        continue
      }
      guard indent > 0 else { break }
      index += 1
      if line[indent] == "#" {
        above.append(Self.string(Self.trimmed(line[indent...])))
        continue
      }
      if clauses.isEmpty { clauseIndent = indent }
      if indent > clauseIndent, var last = clauses.popLast() {
        let isExample = last.keyword == "yes" || last.keyword == "no"
        let (body, remark) = isExample ? (Array(line[indent...]), "") : Self.withoutRemark(line[indent...])
        if !remark.isEmpty { last.comments.append(remark) }
        last.text += [" "] + body
        clauses.append(last)
        continue
      }
      var (keyword, rest) = Self.firstWord(line[indent...])
      if keyword == "not" {
        let (second, remainder) = Self.firstWord(rest)
        (keyword, rest) = ("not " + second, remainder)
      }
      let isExample = keyword == "yes" || keyword == "no"
      let (body, remark) = isExample ? (Array(rest), "") : Self.withoutRemark(rest)
      clauses.append(ClauseLines(keyword: keyword, text: body, comments: above, remark: remark))
      above = []
    }
    func rank(_ clause: ClauseLines) -> Int {
      let keyword = clause.keyword == "no" ? "yes" : clause.keyword
      return Self.order.firstIndex(of: keyword) ?? Self.order.count
    }
    let sorted = clauses.enumerated().sorted { (rank($0.element), $0.offset) < (rank($1.element), $1.offset) }
    for (_, clause) in sorted { write(clause) }
    lines += above.map { "  " + $0 }
  }

  private mutating func write(_ clause: ClauseLines) {
    lines += clause.comments.map { "  " + $0 }
    let head = "  \(clause.keyword) "
    var written: [String]
    switch clause.keyword {
    case "match", "after", "before", "not after", "not before":
      written = PatternLayout(PatternText.tidy(clause.text), head: head, indent: 4).lines
    case "makes": written = [head + Self.string(Self.squeezed(clause.text[...].map { $0 == "," ? " " : $0 }))]
    case "yes", "no": written = [head + Self.example(clause.text)]
    default: written = [head + Self.string(Self.squeezed(clause.text))]
    }
    if !clause.remark.isEmpty, let last = written.popLast() { written.append(last + "  " + clause.remark) }
    lines += written
  }

  /// The sentence as written, what must come out with single blanks.
  private static func example(_ text: [Unicode.Scalar]) -> String {
    guard let arrow = text.indices.first(where: { $0 + 1 < text.count && text[$0] == "-" && text[$0 + 1] == ">" })
    else {
      return string(trimmed(text[...]))
    }
    let fields = string(squeezed(text[(arrow + 2)...]))
    return string(trimmed(text[..<arrow])) + (fields.isEmpty ? "" : " -> " + fields)
  }

  // MARK: Characters

  static func isBlank(_ scalar: Unicode.Scalar) -> Bool { scalar == " " || scalar == "\t" || scalar == "\r" }

  static func indent(of line: [Unicode.Scalar]) -> Int { line.prefix(while: isBlank).count }

  static func string(_ scalars: some Sequence<Unicode.Scalar>) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return String(view)
  }

  static func trimmed(_ scalars: ArraySlice<Unicode.Scalar>) -> ArraySlice<Unicode.Scalar> {
    var out = scalars.drop(while: isBlank)
    while let last = out.last, isBlank(last) { out.removeLast() }
    return out
  }

  /// Runs of blanks as one blank each, but as they are between two `"`.
  static func squeezed(_ scalars: some Sequence<Unicode.Scalar>) -> [Unicode.Scalar] {
    var out: [Unicode.Scalar] = []
    var inQuotes = false
    for scalar in scalars {
      if scalar == "\"" { inQuotes.toggle() }
      if isBlank(scalar), !inQuotes {
        if let last = out.last, last != " " { out.append(" ") }
      } else {
        out.append(scalar)
      }
    }
    if out.last == " " { out.removeLast() }
    return out
  }

  static func firstWord(_ line: ArraySlice<Unicode.Scalar>) -> (String, ArraySlice<Unicode.Scalar>) {
    let word = line.prefix { !isBlank($0) }
    return (string(word), line.dropFirst(word.count).drop(while: isBlank))
  }

  /// What stands before ` #`, and the remark from there on. `keeping`: the gloss of a rule, where `#` is a character.
  static func withoutRemark(
    _ line: ArraySlice<Unicode.Scalar>, keeping: Bool = false
  ) -> ([Unicode.Scalar], String) {
    guard !keeping else { return (Array(line), "") }
    var previous: Unicode.Scalar = " "
    for at in line.indices {
      if line[at] == "#", isBlank(previous) { return (Array(line[..<at]), string(trimmed(line[at...]))) }
      previous = line[at]
    }
    return (Array(line), "")
  }
}

extension String {
  fileprivate var trimmedEnd: String {
    var out = Substring(self)
    while out.last == " " { out.removeLast() }
    return String(out)
  }
}

/// A pattern as written, with one blank between elements and none inside brackets.
private enum PatternText {
  static func tidy(_ source: [Unicode.Scalar]) -> [Unicode.Scalar] {
    var out: [Unicode.Scalar] = []
    var at = 0
    // Whether the next element needs a blank before it.
    var wantsBlank = false
    func element(_ scalars: some Sequence<Unicode.Scalar>) {
      if wantsBlank { out.append(" ") }
      out.append(contentsOf: scalars)
      wantsBlank = true
    }
    while at < source.count {
      let scalar = source[at]
      switch scalar {
      case _ where Layout.isBlank(scalar): at += 1
      case "(":
        element([scalar])
        wantsBlank = false
        at += 1
      case ")":
        out.append(scalar)
        wantsBlank = true
        at += 1
      case "|":
        out.append(scalar)
        wantsBlank = false
        at += 1
      case "?", "*", "+":
        out.append(scalar)
        at += 1
      case "<":
        let end = source[at...].firstIndex(of: ">") ?? source.count - 1
        element(Layout.squeezed(source[at...end]))
        at = end + 1
      case "'":
        let end = source[(at + 1)...].firstIndex(of: "'") ?? source.count - 1
        element(source[at...end])
        at = end + 1
      case "{":
        let end = closing(source, from: at) ?? source.count - 1
        let isTimes = at + 1 < source.count && (0x30...0x39).contains(source[at + 1].value)
        if isTimes { out.append(contentsOf: source[at...end]) } else { element(source[at...end]) }
        at = end + 1
      case "^", "$", ".":
        var end = at + 1
        while end < source.count, scalar == "." ? source[end] == "." : isName(source[end]) { end += 1 }
        element(source[at..<end])
        at = end
      default:
        var end = at
        while end < source.count, isName(source[end]), scalar != "-" { end += 1 }
        if end > at, end < source.count, source[end] == ":" {
          element(source[at...end])
          wantsBlank = false
          at = end + 1
        } else {
          end = at
          while end < source.count, !" \t\r|()<>{}?*+'^$.".unicodeScalars.contains(source[end]) { end += 1 }
          element(source[at..<max(end, at + 1)])
          at = max(end, at + 1)
        }
      }
    }
    return out
  }

  /// The “}” of the “{” at a place: between them may stand patterns that have their own.
  private static func closing(_ source: [Unicode.Scalar], from start: Int) -> Int? {
    var depth = 0
    var isQuoted = false
    for at in start..<source.count {
      switch source[at] {
      case "'": isQuoted.toggle()
      case "{" where !isQuoted: depth += 1
      case "}" where !isQuoted:
        depth -= 1
        if depth == 0 { return at }
      default: break
      }
    }
    return nil
  }

  private static func isName(_ scalar: Unicode.Scalar) -> Bool {
    (0x61...0x7A).contains(scalar.value) || (0x30...0x39).contains(scalar.value) || scalar == "-"
  }
}

/// A pattern over as many lines as it needs: broken where it is nested least.
private struct PatternLayout {
  let lines: [String]

  init(_ pattern: [Unicode.Scalar], head: String, indent: Int) {
    let depths = Self.depths(of: pattern)
    var out: [String] = []
    var line = head
    var at = 0
    while at < pattern.count {
      let room = GrammarFormatter.width - Self.columns(line.unicodeScalars)
      let end = Self.end(of: pattern, depths, from: at, room: room)
      out.append(line + Layout.string(pattern[at..<end]).trimmedEnd)
      line = String(repeating: " ", count: indent)
      at = end
      while at < pattern.count, pattern[at] == " " { at += 1 }
    }
    lines = out.isEmpty ? [head.trimmedEnd] : out
  }

  private static func columns(_ scalars: some Sequence<Unicode.Scalar>) -> Int {
    scalars.reduce(0) { $0 + ($1.value >= 0x1100 ? 2 : 1) }
  }

  /// How deep in brackets each character stands; between `'` and inside `<…>` nothing may be broken.
  private static func depths(of pattern: [Unicode.Scalar]) -> [Int] {
    var out: [Int] = []
    var depth = 0
    var isQuoted = false
    for scalar in pattern {
      switch scalar {
      case "'": isQuoted.toggle()
      case "(", "<", "{": if !isQuoted { depth += scalar == "(" ? 1 : 100 }
      case ")", ">", "}": if !isQuoted { depth -= scalar == ")" ? 1 : 100 }
      default: break
      }
      out.append(isQuoted || scalar == "'" ? 1000 : depth)
    }
    return out
  }

  /// Where the line that begins at `start` ends.
  private static func end(of pattern: [Unicode.Scalar], _ depths: [Int], from start: Int, room: Int) -> Int {
    var used = 0
    var best: (at: Int, cost: Int)?
    for at in start..<pattern.count {
      if at > start, pattern[at] == " " || pattern[at] == "|", depths[at] < 100 {
        // The last of the places that are nested least, choices before what stands side by side, but none that leaves
        // the line all but empty.
        let cost = depths[at] * 2 + (pattern[at] == "|" ? 0 : 1)
        if best.map({ cost <= $0.cost || $0.at - start < 12 }) ?? true { best = (at, cost) }
      }
      used += columns(CollectionOfOne(pattern[at]))
      if used > room, let best { return best.at }
    }
    return pattern.count
  }
}
