import TextModel

/// One pattern: `于? d:<date day> (前|以前|之前)`.
///
/// A blank or nothing between two elements means one behind the other. `|` separates choices, `( )` groups, `?` makes
/// optional, `*` repeats 0…32 and `+` 1…32 times, `{2,5}` that often; `..` is a gap within the clause, `...` within the
/// sentence; `name:` before an element names what it matches; `<…>` tests one token (`<a|b>` for either, `<!a|b>` for neither); `{name}` is a pattern defined with
/// `let`; `^clause`, `$sentence` and the like ask for a place; everything else stands for itself, `'…'` does so always.
struct PatternParser {
  struct Fault: Error {
    let finding: String
    let hint: String
    let place: GrammarPlace
  }

  let scalars: [Unicode.Scalar]
  let places: [(Int, Int)]
  let path: String
  let folding: Folding
  private var at = 0
  private var depth = 0
  /// How many lists of parts `{name(…, …)}` are open: inside one a comma separates.
  private var openLists = 0
  private static let deepest = 40

  init(scalars: [Unicode.Scalar], places: [(Int, Int)], path: String, folding: Folding) {
    self.scalars = scalars
    self.places = places
    self.path = path
    self.folding = folding
  }

  mutating func whole() throws(Fault) -> Pattern {
    let pattern = try choice()
    skipBlanks()
    if at < scalars.count {
      throw fault("“\(scalars[at])” has no beginning", "take it away, or open it before")
    }
    return pattern
  }

  private func here() -> GrammarPlace {
    let (line, column) = at < places.count ? places[at] : places.last ?? (1, 1)
    return GrammarPlace(file: path, line: line, column: column)
  }

  private func fault(_ finding: String, _ hint: String) -> Fault { Fault(finding: finding, hint: hint, place: here()) }

  private mutating func skipBlanks() {
    while at < scalars.count, scalars[at] == " " || scalars[at] == "\t" { at += 1 }
  }

  private func peek(_ offset: Int = 0) -> Unicode.Scalar? {
    at + offset < scalars.count ? scalars[at + offset] : nil
  }

  private mutating func choice() throws(Fault) -> Pattern {
    depth += 1
    defer { depth -= 1 }
    guard depth < Self.deepest else { throw fault("brackets are nested too deeply", "name the inner part with “let”") }
    var choices = [try sequence()]
    while peek() == "|" {
      at += 1
      choices.append(try sequence())
    }
    return choices.count == 1 ? choices[0] : .choice(choices)
  }

  private mutating func sequence() throws(Fault) -> Pattern {
    var parts: [Pattern] = []
    while true {
      skipBlanks()
      guard let scalar = peek(), scalar != "|", scalar != ")", !(scalar == "," && openLists > 0) else { break }
      parts.append(try repeated(try element()))
    }
    guard !parts.isEmpty else { throw fault("an empty pattern", "write a word, a <test> or a {name} here") }
    return parts.count == 1 ? parts[0] : .sequence(parts)
  }

  private mutating func repeated(_ pattern: Pattern) throws(Fault) -> Pattern {
    switch peek() {
    case "?":
      at += 1
      return .repetition(pattern, min: 0, max: 1)
    case "*":
      at += 1
      return .repetition(pattern, min: 0, max: Pattern.mostRepeats)
    case "+":
      at += 1
      return .repetition(pattern, min: 1, max: Pattern.mostRepeats)
    case "{":
      guard let digit = peek(1), digit.value >= 0x30, digit.value <= 0x39 else { return pattern }
      at += 1
      let least = number()
      var most = least
      if peek() == "," {
        at += 1
        most = number()
      }
      guard peek() == "}" else { throw fault("a repetition without “}”", "write {2} or {2,5}") }
      guard most >= max(1, least), most <= 64 else {
        throw fault("a repetition from \(least) to \(most)", "write bounds from 0 to 64, the smaller first")
      }
      at += 1
      return .repetition(pattern, min: least, max: most)
    default: return pattern
    }
  }

  private mutating func number() -> Int {
    var value = 0
    while let scalar = peek(), scalar.value >= 0x30, scalar.value <= 0x39 {
      value = min(value * 10 + Int(scalar.value - 0x30), 10_000)
      at += 1
    }
    return value
  }

  /// Signs that a Chinese keyboard gives in another form.
  private static func plainForm(of scalar: Unicode.Scalar) -> Unicode.Scalar? {
    switch scalar.value {
    case 0xFF08: "("
    case 0xFF09: ")"
    case 0xFF5C: "|"
    case 0xFF1C: "<"
    case 0xFF1E: ">"
    case 0xFF5B: "{"
    case 0xFF5D: "}"
    default: nil
    }
  }

  /// Whether a word that stands for itself ends before the sign.
  private static func endsWord(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case " ", "\t", "|", "(", ")", "<", ">", "{", "}", "?", "*", "+", "'", "^", "$", ".": true
    default: plainForm(of: scalar) != nil
    }
  }

  private static func isName(_ scalar: Unicode.Scalar) -> Bool {
    (scalar.value >= 0x61 && scalar.value <= 0x7A) || scalar == "-" || (scalar.value >= 0x30 && scalar.value <= 0x39)
  }

  private mutating func name() -> String {
    let start = at
    while let scalar = peek(), Self.isName(scalar) { at += 1 }
    return String(scalars: scalars[start..<at])
  }

  private mutating func element() throws(Fault) -> Pattern {
    let place = here()
    guard let scalar = peek() else { throw fault("the pattern ends here", "write what comes next") }
    switch scalar {
    case "(":
      at += 1
      let inner = try choice()
      guard peek() == ")" else {
        throw fault("a bracket without “)”", "close the bracket that opens at column \(place.column)")
      }
      at += 1
      return inner
    case "<": return try test(place)
    case "{":
      at += 1
      let reference = name()
      if peek() == "(", !reference.isEmpty {
        let parts = try parts()
        guard peek() == "}" else { throw fault("a reference without “}”", "write {name(PATTERN, PATTERN)}") }
        at += 1
        return .application(reference, parts, place)
      }
      guard peek() == "}", !reference.isEmpty else { throw fault("a reference without “}”", "write {name}") }
      at += 1
      return .reference(reference, place)
    case "^", "$":
      let start = at
      at += 1
      _ = name()
      let word = String(scalars: scalars[start..<at])
      guard let anchor = PatternAnchor(rawValue: word) else {
        at = start
        throw fault(
          "no such place: “\(word)”", "write one of: " + PatternAnchor.allCases.map(\.rawValue).joined(separator: " "))
      }
      return .anchor(anchor, place)
    case "'":
      at += 1
      let start = at
      while let next = peek(), next != "'" { at += 1 }
      guard peek() == "'" else { throw fault("a quoted word without its second “'”", "close it") }
      let word = folding.fold(word: String(scalars: scalars[start..<at]))
      at += 1
      guard !word.isEmpty else { throw fault("an empty word", "write the characters between the two “'”") }
      return .literal(word, place)
    case ".":
      guard peek(1) == "." else { throw fault("a single “.”", "write “..” for a gap, or '.' for the character") }
      at += 2
      if peek() == "." {
        at += 1
        return .gap(.sentence, place)
      }
      return .gap(.clause, place)
    case ")", "|", "}", ">", "?", "*", "+":
      throw fault("“\(scalar)” has no beginning", "write '\(scalar)' for the character itself")
    default:
      if let plain = Self.plainForm(of: scalar) {
        throw fault(
          "a full-width “\(scalar)”", "write “\(plain)” for the sign, or '\(scalar)' for the character itself")
      }
    }
    if Self.isName(scalar) && scalar != "-" {
      let start = at
      let word = name()
      if peek() == ":" {
        at += 1
        skipBlanks()
        return .capture(word, try repeated(try element()), place)
      }
      at = start
    }
    let start = at
    while let next = peek(), !Self.endsWord(next), !(next == "," && openLists > 0) { at += 1 }
    if at == start { throw fault("“\(scalar)” cannot stand here", "write '\(scalar)' for the character itself") }
    // A repetition binds to the last character only where the word has one character: 于? but (以前)?.
    if at - start > 1, let next = peek(), "?*+".unicodeScalars.contains(next) {
      throw fault("“\(next)” behind a word of several characters", "put the word in brackets: (…)\(next)")
    }
    return .literal(folding.fold(word: String(scalars: scalars[start..<at])), place)
  }

  /// What is given for the parts of a pattern: `(PATTERN, PATTERN)`.
  private mutating func parts() throws(Fault) -> [Pattern] {
    openLists += 1
    defer { openLists -= 1 }
    var parts: [Pattern] = []
    repeat {
      at += 1
      parts.append(try choice())
    } while peek() == ","
    guard peek() == ")" else { throw fault("parts without “)”", "write {name(PATTERN, PATTERN)}") }
    at += 1
    return parts
  }

  private mutating func test(_ place: GrammarPlace) throws(Fault) -> Pattern {
    at += 1
    var negated = false
    if peek() == "!" {
      negated = true
      at += 1
    }
    let list = name()
    var others: [String] = []
    while peek() == "|" {
      at += 1
      others.append(name())
    }
    var attributes: [String] = []
    var absent: [String] = []
    var value: String?
    while true {
      skipBlanks()
      guard let scalar = peek() else { throw fault("a test without “>”", "write <name attribute>") }
      if scalar == ">" { break }
      if scalar == "!" {
        at += 1
        absent.append(name())
        continue
      }
      let start = at
      while let next = peek(), next != " ", next != ">" { at += 1 }
      let word = String(scalars: scalars[start..<at])
      if word.hasPrefix("value=") { value = String(word.dropFirst(6)) } else { attributes.append(word) }
    }
    at += 1
    guard !list.isEmpty, !others.contains("") else {
      throw fault("a test without a name", "write the name of a word list or token type")
    }
    return .test(
      TokenTest(name: list, others: others, attributes: attributes, absent: absent, value: value, isNegated: negated),
      place)
  }
}

extension String {
  /// The string of some code points.
  init(scalars: some Collection<Unicode.Scalar>) {
    self.init(unsafeUninitializedCapacity: scalars.count * 4) { bytes in
      var count = 0
      for scalar in scalars {
        for byte in scalar.utf8 {
          bytes[count] = byte
          count += 1
        }
      }
      return count
    }
  }
}
