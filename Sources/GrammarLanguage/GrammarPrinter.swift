// Grammar trees back to text: what is printed reads as the same tree.

extension TokenTest: CustomStringConvertible {
  /// `<date day !end>`, `<!a|b>`, `<unit value=day>`
  public var description: String {
    var out = isNegated ? "<!" : "<"
    out += ([name] + others).joined(separator: "|")
    for attribute in attributes { out += " \(attribute)" }
    for attribute in absent { out += " !\(attribute)" }
    if let value { out += " value=\(value)" }
    return out + ">"
  }
}

extension Pattern: CustomStringConvertible {
  /// The pattern as a rule has it: `于? d:<date> (前|以前)`.
  public var description: String { PatternPrinter.text(of: self) }
}

/// Patterns to text.
enum PatternPrinter {
  /// How tightly the place holds that a pattern is printed in: what is looser needs brackets.
  private enum Hold: Int, Comparable {
    case choice, sequence, element, repeated
    static func < (left: Hold, right: Hold) -> Bool { left.rawValue < right.rawValue }
  }

  static func text(of pattern: Pattern) -> String { text(of: pattern, in: .choice) }

  private static func text(of pattern: Pattern, in hold: Hold) -> String {
    switch pattern {
    case .literal(let word, _):
      let text = literal(word)
      // 于? is a repetition, 以前? would be none.
      return hold == .repeated && word.count > 1 && !text.hasPrefix("'") ? "(\(text))" : text
    case .test(let test, _): return test.description
    case .reference(let name, _): return "{\(name)}"
    case .application(let name, let parts, _):
      return "{\(name)(\(parts.map { self.text(of: $0, in: .choice) }.joined(separator: ", ")))}"
    case .sequence(let parts):
      let text = parts.map { self.text(of: $0, in: .element) }.joined(separator: " ")
      return hold > .sequence ? "(\(text))" : text
    case .choice(let choices):
      // A sequence in a choice needs no brackets, a choice in a choice does.
      let text = choices.map { self.text(of: $0, in: .sequence) }.joined(separator: "|")
      return hold > .choice ? "(\(text))" : text
    case .repetition(let inner, let min, let max):
      let text = self.text(of: inner, in: .repeated) + times(min, max)
      return hold == .repeated ? "(\(text))" : text
    case .gap(let bound, _): return bound == .clause ? ".." : "..."
    case .capture(let name, let inner, _):
      let text = name + ":" + self.text(of: inner, in: .element)
      return hold == .repeated ? "(\(text))" : text
    case .anchor(let anchor, _): return anchor.rawValue
    }
  }

  private static func times(_ min: Int, _ max: Int) -> String {
    switch (min, max) {
    case (0, 1): "?"
    case (0, Pattern.mostRepeats): "*"
    case (1, Pattern.mostRepeats): "+"
    case (max, max): "{\(max)}"
    default: "{\(min),\(max)}"
    }
  }

  /// A literal, in quotes where one of its characters means something to a pattern.
  static func literal(_ word: [UInt16]) -> String {
    let special = Array(" \t|()<>{}?*+'^$.#-:,".utf16)
    var needsQuotes = word.contains { special.contains($0) }
    // A Latin name could be taken for the name of a capture or for a repetition's bounds.
    if let first = word.first, first < 0x80 { needsQuotes = true }
    guard needsQuotes else { return String(decoding: word, as: UTF16.self) }
    // The quote's full-width form folds to it.
    return "'" + String(decoding: word.map { $0 == 0x27 ? 0xFF07 : $0 }, as: UTF16.self) + "'"
  }
}

extension GrammarExample: CustomStringConvertible {
  /// `yes 请于「3月底前」报送 -> kind=by`
  public var description: String {
    var out = (isPositive ? "yes " : "no ") + marked(in: text)
    if !expected.isEmpty { out += " -> " + expected.map { "\($0.name)=\($0.value)" }.joined(separator: " ") }
    return out
  }

  private func marked(in text: String) -> String {
    var out = String.UnicodeScalarView()
    var offset = 0
    func marks() {
      for part in parts where part.upperBound == offset && part.lowerBound < offset { out.append("」") }
      for part in parts where part.lowerBound == offset {
        out.append("「")
        if part.isEmpty { out.append("」") }
      }
    }
    for scalar in text.unicodeScalars {
      marks()
      out.append(scalar)
      offset += 1
    }
    marks()
    return String(out)
  }
}

extension Construction: CustomStringConvertible {
  /// `temporal kind=by date=@d`
  public var description: String {
    ([name] + fields.map { "\($0.name)=\($0.value)" }).joined(separator: " ")
  }
}

extension FieldValue: CustomStringConvertible {
  /// `@d`, `by`, `"two words"`
  public var description: String {
    switch self {
    case .capture(let name): "@\(name)"
    case .text(let text):
      text.isEmpty || text.hasPrefix("@") || text.hasPrefix("\"") || text.contains(" ") || text.contains(",")
        ? "\"\(text)\"" : text
    }
  }
}

extension GrammarRule: CustomStringConvertible {
  /// The rule as a file has it, one clause a line.
  public var description: String {
    let stem = name.split(separator: ".", maxSplits: 1).last.map(String.init) ?? name
    var out = "rule \(stem)" + (gloss.isEmpty ? "" : " \(gloss)") + "\n  match \(pattern)\n"
    let sides: [(String, Pattern?)] = [
      ("after", after), ("not after", notAfter), ("before", before), ("not before", notBefore),
    ]
    for (keyword, side) in sides { if let side { out += "  \(keyword) \(side)\n" } }
    out += "  makes \(makes)\n"
    if priority != 0 { out += "  priority \(priority)\n" }
    for example in examples { out += "  \(example)\n" }
    return out
  }
}

extension GrammarFile: CustomStringConvertible {
  /// The file as text, without comments: two files that print the same say the same.
  public var description: String {
    var out = "stage \(stage.rawValue)\(overlaps ? " overlapping" : "")\n"
    if !uses.isEmpty { out += "uses \(uses.joined(separator: ", "))\n" }
    for definition in definitions {
      let parts = definition.parameters.isEmpty ? "" : "(\(definition.parameters.joined(separator: ", ")))"
      out += "\nlet \(definition.name)\(parts) = \(definition.pattern)"
    }
    if !definitions.isEmpty { out += "\n" }
    for rule in rules { out += "\n\(rule)" }
    return out
  }
}
