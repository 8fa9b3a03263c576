import TextModel

/// Grammar files to `GrammarFile`s. Nothing is checked against word lists or constructors here; `GrammarChecker` does.
public struct GrammarParser: Sendable {
  private let folding: Folding
  private let readsExamples: Bool

  /// A parser that folds literals by `folding`. Who only reads notices does without the examples: they are most of a
  /// file. A rule without one is an error either way.
  public init(folding: Folding, readsExamples: Bool = true) {
    self.folding = folding
    self.readsExamples = readsExamples
  }

  /// The file of the given text. `path` is its path below `Grammars/`.
  public func parse(_ text: String, path: String) throws(GrammarError) -> GrammarFile {
    var reader = FileReader(text: text, path: path, folding: folding, readsExamples: readsExamples)
    return try reader.file()
  }
}

/// A clause of a rule with its continuation lines: `match …`.
private struct Clause {
  var keyword: String
  var text: [Unicode.Scalar]
  /// The place of each scalar of `text`.
  var line: Int
  var column: Int
}

private struct FileReader {
  let path: String
  let folding: Folding
  let lines: [[Unicode.Scalar]]
  var stage: GrammarStage?
  var overlaps = false
  var uses: [String] = []
  var usesPlaces: [GrammarPlace] = []
  var definitions: [GrammarFile.Definition] = []
  var rules: [GrammarRule] = []

  let readsExamples: Bool

  init(text: String, path: String, folding: Folding, readsExamples: Bool) {
    self.readsExamples = readsExamples
    self.path = path
    self.folding = folding
    var lines: [[Unicode.Scalar]] = []
    var text = text
    text.withUTF8 { bytes in
      var start = 0
      while start <= bytes.count {
        var end = start
        while end < bytes.count, bytes[end] != 0x0A { end += 1 }
        let kept = readsExamples ? end : Self.withoutExample(bytes, start..<end)
        lines.append(Array(String(decoding: bytes[start..<kept], as: UTF8.self).unicodeScalars))
        start = end + 1
      }
    }
    self.lines = lines
  }

  /// Where a line may end for a reader of no examples: behind its sign where it is one.
  private static func withoutExample(_ bytes: UnsafeBufferPointer<UInt8>, _ line: Range<Int>) -> Int {
    var at = line.lowerBound
    while at < line.upperBound, bytes[at] == 0x20 || bytes[at] == 0x09 { at += 1 }
    guard at > line.lowerBound else { return line.upperBound }
    for sign in ["yes", "no"] as [StaticString] {
      let end = at + sign.utf8CodeUnitCount
      guard end < line.upperBound, bytes[end] == 0x20 || bytes[end] == 0x09 else { continue }
      if sign.withUTF8Buffer({ $0.elementsEqual(bytes[at..<end]) }) { return end }
    }
    return line.upperBound
  }

  var stem: String {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    return name.hasSuffix(".grammar") ? String(name.dropLast(8)) : name
  }

  func source(_ line: Int) -> String {
    guard line >= 1, line <= lines.count else { return "" }
    return String(scalars: lines[line - 1])
  }

  func error(_ finding: String, _ hint: String, line: Int, column: Int) -> GrammarError {
    GrammarError(finding, hint: hint, at: GrammarPlace(file: path, line: line, column: column), source: source(line))
  }

  mutating func file() throws(GrammarError) -> GrammarFile {
    var number = 0
    var index = 0
    while index < lines.count {
      number = index + 1
      let line = lines[index]
      index += 1
      let indent = line.prefix { $0 == " " || $0 == "\t" }.count
      guard indent < line.count, line[indent] != "#" else { continue }
      guard indent == 0 else {
        throw error(
          "an indented line outside a rule", "begin a rule with “rule NAME GLOSS” first", line: number,
          column: indent + 1)
      }
      let (keyword, rest, column) = Self.firstWord(of: line, from: 0)
      switch keyword {
      case "stage":
        let words = Self.words(rest)
        guard let name = words.first, let found = GrammarStage(rawValue: name) else {
          throw error(
            "no such stage: “\(words.first ?? "")”",
            "write one of: " + GrammarStage.allCases.map(\.rawValue).joined(separator: ", "), line: number,
            column: column)
        }
        if let extra = Self.words(Self.withoutComment(rest)[...]).dropFirst().first(where: { $0 != "overlapping" }) {
          throw error(
            "“\(extra)” says nothing of a stage", "write “stage \(name)” or “stage \(name) overlapping”", line: number,
            column: column)
        }
        stage = found
        overlaps = words.dropFirst().contains("overlapping")
      case "uses": addUses(Self.withoutComment(rest), line: number, column: column)
      case "let":
        let clauses = continuation(from: &index, first: rest, line: number, column: column)
        try define(clauses, line: number)
      case "rule":
        try rule(header: rest, line: number, column: column, next: &index)
      default:
        throw error(
          "“\(keyword)” cannot begin a line", "write stage, uses, let or rule", line: number, column: 1)
      }
    }
    guard let stage else {
      throw error(
        "the file names no stage", "add a line “stage name”, “stage phrase”, “stage scope” or “stage fact”", line: 1,
        column: 1)
    }
    return GrammarFile(
      path: path, name: stem, stage: stage, overlaps: overlaps, uses: uses, usesPlaces: usesPlaces,
      definitions: definitions,
      rules: rules)
  }

  private mutating func addUses(_ text: [Unicode.Scalar], line: Int, column: Int) {
    func isBetween(_ scalar: Unicode.Scalar) -> Bool { scalar == " " || scalar == "\t" || scalar == "," }
    var at = 0
    while at < text.count {
      let start = at
      while at < text.count, !isBetween(text[at]) { at += 1 }
      if at > start {
        uses.append(Self.string(text[start..<at]))
        usesPlaces.append(GrammarPlace(file: path, line: line, column: column + start))
      }
      at += 1
    }
  }

  /// Text that goes on over indented lines; comments behind ` #` are dropped.
  private func continuation(from index: inout Int, first: ArraySlice<Unicode.Scalar>, line: Int, column: Int)
    -> [Clause]
  {
    var parts = [Clause(keyword: "", text: Self.withoutComment(first), line: line, column: column)]
    while index < lines.count {
      let next = lines[index]
      let indent = next.prefix { $0 == " " || $0 == "\t" }.count
      guard indent > 0, indent < next.count else { break }
      if next[indent] != "#" {
        parts.append(
          Clause(keyword: "", text: Self.withoutComment(next[indent...]), line: index + 1, column: indent + 1))
      }
      index += 1
    }
    return parts
  }

  private mutating func define(_ parts: [Clause], line: Int) throws(GrammarError) {
    guard let head = parts.first, let equals = head.text.firstIndex(of: "=") else {
      throw error("a definition without “=”", "write “let NAME = PATTERN”", line: line, column: 1)
    }
    let words = Self.string(head.text[..<equals]).filter { $0 != " " }.split(
      separator: "(", maxSplits: 1, omittingEmptySubsequences: false)
    let name = String(words[0])
    var parameters: [String] = []
    if words.count > 1 {
      parameters = words[1].split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      guard let last = parameters.popLast(), last.hasSuffix(")") else {
        throw error("parts without “)”", "write “let NAME(PART, PART) = PATTERN”", line: line, column: 5)
      }
      parameters.append(String(last.dropLast()))
      guard !parameters.contains(""), Set(parameters).count == parameters.count else {
        throw error("two parts of one name, or one without", "give each part a name of its own", line: line, column: 5)
      }
    }
    guard !name.isEmpty else {
      throw error("a definition without a name", "write “let NAME = PATTERN”", line: line, column: 5)
    }
    if let first = definitions.first(where: { $0.name == name }) {
      throw error(
        "a second “\(name)”", "the first stands in line \(first.place.line): give this one a name of its own",
        line: line,
        column: 5)
    }
    var body = parts
    body[0].text = Array(head.text[(equals + 1)...])
    body[0].column += equals + 1
    let pattern = try pattern(of: body)
    definitions.append(
      .init(
        name: name, parameters: parameters, pattern: pattern, place: GrammarPlace(file: path, line: line, column: 5)))
  }

  private mutating func rule(
    header: ArraySlice<Unicode.Scalar>, line: Int, column: Int, next index: inout Int
  ) throws(GrammarError) {
    let (name, gloss, _) = Self.firstWord(of: Array(header), from: 0)
    guard !name.isEmpty else {
      throw error("a rule without a name", "write “rule NAME GLOSS”", line: line, column: column)
    }
    guard gloss.contains(where: { $0 != " " && $0 != "\t" }) else {
      throw error(
        "rule “\(name)” does not say what it is for", "write “rule \(name) GLOSS”", line: line,
        column: column + name.unicodeScalars.count)
    }
    var clauses: [Clause] = []
    var clauseIndent = 0
    var passedExample = false
    var hasExample = false
    while index < lines.count {
      let row = lines[index]
      let indent = row.prefix { $0 == " " || $0 == "\t" }.count
      if indent == row.count {
        index += 1
        continue
      }
      guard indent > 0 else { break }
      index += 1
      if row[indent] == "#" { continue }
      if clauses.isEmpty, !passedExample { clauseIndent = indent }
      if !readsExamples {
        if indent > clauseIndent, passedExample { continue }
        passedExample = false
        if let isPositive = Self.exampleSign(of: row, at: indent) {
          passedExample = true
          hasExample = hasExample || isPositive
          continue
        }
      }
      if indent > clauseIndent, var last = clauses.popLast() {
        if last.keyword == "match" || last.keyword == "makes" || last.keyword.hasPrefix("after")
          || last.keyword.hasPrefix("before") || last.keyword.hasPrefix("not ")
        {
          clauses.append(last)
          clauses.append(
            Clause(keyword: "+", text: Self.withoutComment(row[indent...]), line: index, column: indent + 1))
        } else {
          last.text += [" "] + row[indent...]
          clauses.append(last)
        }
        continue
      }
      var (keyword, rest, start) = Self.firstWord(of: row, from: indent)
      if keyword == "not" {
        let (second, remainder, at) = Self.firstWord(of: row, from: start - 1)
        keyword = "not " + second
        (rest, start) = (remainder, at)
      }
      let keepsComment = keyword == "yes" || keyword == "no"
      clauses.append(
        Clause(
          keyword: keyword, text: keepsComment ? Array(rest) : Self.withoutComment(rest), line: index, column: start))
    }
    var parts: [String: [Clause]] = [:]
    var examples: [GrammarExample] = []
    var priority = 0
    var previous = ""
    for clause in clauses {
      switch clause.keyword {
      case "+": parts[previous, default: []].append(clause)
      case "match", "makes", "after", "before", "not after", "not before":
        guard parts[clause.keyword] == nil else {
          throw error(
            "“\(clause.keyword)” stands twice in rule “\(name)”", "join the two with “|”", line: clause.line, column: 3)
        }
        parts[clause.keyword] = [clause]
        previous = clause.keyword
      case "priority":
        guard let number = Int(Self.string(clause.text[...]).filter { $0 != " " }) else {
          throw error(
            "a priority must be a whole number", "write “priority 5”", line: clause.line, column: clause.column)
        }
        priority = number
      case "yes", "no": examples.append(try example(clause))
      default:
        throw error(
          "“\(clause.keyword)” is no part of a rule",
          "write match, makes, after, before, not after, not before, priority, yes or no", line: clause.line, column: 3)
      }
    }
    guard let match = parts["match"] else {
      throw error("rule “\(name)” has no “match”", "add “match PATTERN”", line: line, column: 1)
    }
    guard let makes = parts["makes"] else {
      throw error(
        "rule “\(name)” has no “makes”", "add “makes KIND field=value”, or “makes nothing”", line: line, column: 1)
    }
    guard
      hasExample || examples.contains(where: \.isPositive)
        || makes.first.map({ Self.string($0.text[...]) }) == "nothing"
    else {
      throw error(
        "rule “\(name)” has no example", "add a line “yes TEXT「PART」TEXT -> field=value”", line: line, column: 1)
    }
    func optional(_ key: String) throws(GrammarError) -> Pattern? {
      guard let clauses = parts[key] else { return nil }
      return try pattern(of: clauses)
    }
    rules.append(
      GrammarRule(
        name: "\(stem).\(name)", gloss: Self.string(gloss).trimmed(), pattern: try pattern(of: match),
        after: try optional("after"), notAfter: try optional("not after"), before: try optional("before"),
        notBefore: try optional("not before"), priority: priority, makes: try construction(makes), examples: examples,
        place: GrammarPlace(file: path, line: line, column: 1)))
  }

  // MARK: Parts

  private func pattern(of clauses: [Clause]) throws(GrammarError) -> Pattern {
    var scalars: [Unicode.Scalar] = []
    var places: [(Int, Int)] = []
    for clause in clauses {
      for (offset, scalar) in clause.text.enumerated() {
        scalars.append(scalar)
        places.append((clause.line, clause.column + offset))
      }
      scalars.append(" ")
      places.append((clause.line, clause.column + clause.text.count))
    }
    var parser = PatternParser(scalars: scalars, places: places, path: path, folding: folding)
    do {
      return try parser.whole()
    } catch let fault {
      throw error(fault.finding, fault.hint, line: fault.place.line, column: fault.place.column)
    }
  }

  private func construction(_ clauses: [Clause]) throws(GrammarError) -> Construction {
    var name = ""
    var fields: [Construction.Field] = []
    let head = GrammarPlace(file: path, line: clauses[0].line, column: clauses[0].column)
    for clause in clauses {
      var at = 0
      while at < clause.text.count {
        if clause.text[at] == " " || clause.text[at] == "," {
          at += 1
          continue
        }
        let start = at
        var inQuotes = false
        while at < clause.text.count, inQuotes || (clause.text[at] != " " && clause.text[at] != ",") {
          if clause.text[at] == "\"" { inQuotes.toggle() }
          at += 1
        }
        let word = clause.text[start..<at]
        let place = GrammarPlace(file: path, line: clause.line, column: clause.column + start)
        guard let equals = word.firstIndex(of: "=") else {
          guard name.isEmpty else {
            throw error(
              "“\(Self.string(word))” is no “field=value”", "write the field's name, “=”, and a capture or a “text”",
              line: place.line, column: place.column)
          }
          name = Self.string(word)
          continue
        }
        let field = Self.string(word[..<equals])
        let raw = word[(equals + 1)...]
        let value: FieldValue
        if raw.first == "\"" {
          value = .text(Self.string(raw.dropFirst().dropLast()))
        } else if raw.first == "@" {
          value = .capture(Self.string(raw.dropFirst()))
        } else {
          value = .text(Self.string(raw))
        }
        fields.append(.init(name: field, value: value, place: place))
      }
    }
    return Construction(name: name, fields: fields, place: head)
  }

  /// `文字「读出」文字 -> field=value field=value`
  private func example(_ clause: Clause) throws(GrammarError) -> GrammarExample {
    var text: [Unicode.Scalar] = []
    var open: Int?
    var parts: [Range<Int>] = []
    var expected: [GrammarExample.Expectation] = []
    var scalars = clause.text
    if let arrow = scalars.indices.first(where: {
      $0 + 1 < scalars.count && scalars[$0] == "-" && scalars[$0 + 1] == ">"
    }) {
      for word in Self.words(scalars[(arrow + 2)...]) {
        guard let equals = word.firstIndex(of: "=") else {
          throw error(
            "“\(word)” is no “field=value”", "behind “->” write what must come out: kind=by value=2024-01-01",
            line: clause.line, column: clause.column + arrow)
        }
        expected.append(.init(name: String(word[..<equals]), value: String(word[word.index(after: equals)...])))
      }
      scalars = Array(scalars[..<arrow])
    }
    while let last = scalars.last, last == " " { scalars.removeLast() }
    for scalar in scalars {
      switch scalar {
      case "「": open = open ?? text.count
      case "」":
        guard let start = open else { break }
        parts.append(start..<text.count)
        open = nil
      default: text.append(scalar)
      }
    }
    if open != nil {
      throw error("“「” without “」”", "close the marked part", line: clause.line, column: clause.column)
    }
    return GrammarExample(
      isPositive: clause.keyword == "yes", text: Self.string(text[...]), parts: parts, expected: expected,
      place: GrammarPlace(file: path, line: clause.line, column: clause.column))
  }

  // MARK: Characters

  static func string(_ scalars: ArraySlice<Unicode.Scalar>) -> String { String(scalars: scalars) }

  /// Whether a line is a `yes` or a `no`; nil for another.
  static func exampleSign(of row: [Unicode.Scalar], at start: Int) -> Bool? {
    func begins(with word: StaticString) -> Bool {
      let count = word.utf8CodeUnitCount
      guard start + count <= row.count,
        start + count == row.count || row[start + count] == " " || row[start + count] == "\t"
      else { return false }
      return (0..<count).allSatisfy { row[start + $0].value == UInt32(word.utf8Start[$0]) }
    }
    return begins(with: "yes") ? true : begins(with: "no") ? false : nil
  }

  static func words(_ scalars: ArraySlice<Unicode.Scalar>) -> [String] {
    scalars.split { $0 == " " || $0 == "\t" }.map(string)
  }

  /// The first word, what stands behind it, and the column where that begins (from 1).
  static func firstWord(of line: [Unicode.Scalar], from start: Int) -> (String, ArraySlice<Unicode.Scalar>, Int) {
    var begin = start
    while begin < line.count, line[begin] == " " || line[begin] == "\t" { begin += 1 }
    var at = begin
    while at < line.count, line[at] != " " && line[at] != "\t" { at += 1 }
    var rest = at
    while rest < line.count, line[rest] == " " || line[rest] == "\t" { rest += 1 }
    return (string(line[begin..<at]), line[rest...], rest + 1)
  }

  static func withoutComment(_ scalars: ArraySlice<Unicode.Scalar>) -> [Unicode.Scalar] {
    var out: [Unicode.Scalar] = []
    var previous: Unicode.Scalar = " "
    for scalar in scalars {
      if scalar == "#" && (previous == " " || previous == "\t") { break }
      out.append(scalar)
      previous = scalar
    }
    return out
  }
}

extension String {
  fileprivate func trimmed() -> String {
    var view = Substring(self)
    while view.first == " " || view.first == "\t" { view.removeFirst() }
    while view.last == " " || view.last == "\t" { view.removeLast() }
    return String(view)
  }
}
