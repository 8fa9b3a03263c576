import GrammarLanguage
import TextModel
import Tokenizing

/// A grammar file's patterns to automata, with every name checked.
///
/// The automaton of a file reads a long repetition as one without an end: it has few states, and what it finds is
/// looked at again with the exact automaton of the rule (`exact`).
struct PatternCompiler: Sendable {
  static let mostStates = 20_000
  /// Repetitions of no more than so many times are written out in the automaton of a file too.
  static let longestWrittenOut = 3
  static let deepestReference = 24

  let file: GrammarFile
  let lexicon: Lexicon
  let makers: [MakerSignature]
  let types: [String: TokenType]
  let definitions: [String: GrammarFile.Definition]
  private var tests: [ResolvedTest] = []
  private var testNumbers: [ResolvedTest: Int32] = [:]
  /// Literals as they are cut: the numbers of their tests.
  private var literals: [[UInt16]: [Int32]] = [:]
  /// The numbers of the file's own tests, by line and column: a `let` pattern is compiled wherever it is used.
  private var testsByPlace: [Int: Int32] = [:]
  private var states: [PatternState] = []
  /// For each rule the tests of which a token of the segment must pass one where the rule matches; nil where it may do
  /// without any that is rare.
  private(set) var needed: [[Int32]?] = []
  /// How many states there would be with every repetition written out.
  private var expanded = 0
  /// Whether long repetitions are written out, or read as ones without an end.
  private var isExact = false
  /// Whether a repetition of the pattern under way was read as one without an end.
  private var isLoose = false
  private var captureNames: [String] = []
  private var isReversed = false

  init(
    file: GrammarFile, lexicon: Lexicon, makers: [MakerSignature], types: [String: TokenType],
    definitions: [String: GrammarFile.Definition]
  ) {
    self.file = file
    self.lexicon = lexicon
    self.makers = makers
    self.types = types
    self.definitions = definitions
  }

  mutating func compile() throws(GrammarError) -> CompiledFile {
    var rules: [CompiledRule] = []
    var entries: [Int32] = []
    var names: Set<String> = []
    needed = []
    for (index, rule) in file.rules.enumerated() {
      guard names.insert(rule.name).inserted else {
        throw GrammarError("a second rule “\(rule.name)”", hint: "give it a name of its own", at: rule.place)
      }
      captureNames = []
      isReversed = false
      isExact = false
      isLoose = false
      let accept = try add(.accept(Int32(index)), at: rule.place)
      let entry = try compile(rule.pattern, next: accept, depth: 0)
      entries.append(entry)
      let captures = captureNames
      let own = accept..<Int32(states.count)
      let wasLoose = isLoose
      try check(rule, captures: captures)
      isExact = true
      rules.append(
        CompiledRule(
          rule: rule, captureNames: captures, entry: entry, states: own, isLoose: wasLoose,
          before: try side(rule.before, reversed: false, rule),
          notBefore: try side(rule.notBefore, reversed: false, rule),
          after: try side(rule.after, reversed: true, rule), notAfter: try side(rule.notAfter, reversed: true, rule)))
      needed.append(try self.needed(by: rule))
    }
    let start = try add(.split(entries), at: GrammarPlace(file: file.path, line: 1, column: 1))
    let testsBrackets = tests.contains { if case .type(.paren, _, _) = $0 { true } else { false } }
    let automaton = FlatAutomaton(PatternAutomaton(states: states, start: start))
    // What is compiled later has the numbers of the tests, and nothing else of this run.
    states = []
    expanded = 0
    var places = automaton.places
    for side in rules.lazy.flatMap(\.sides) { if let side { places.formUnion(side.automaton.places) } }
    return CompiledFile(
      file: file, rules: rules, tests: tests, automaton: automaton, testsBrackets: testsBrackets, places: places,
      starts: StartGroups(rules, tests: tests, automaton, needed: needed), exactPatterns: .compiled(self))
  }

  /// The pattern of one rule with every repetition written out.
  func exact(_ rule: GrammarRule, number: Int) -> PatternAutomaton {
    var compiler = self
    compiler.isExact = true
    compiler.isReversed = false
    compiler.captureNames = []
    // The file has been compiled, so nothing is wrong with it; a pattern that cannot be compiled matches nothing.
    guard let accept = try? compiler.add(.accept(Int32(number)), at: rule.place),
      let start = try? compiler.compile(rule.pattern, next: accept, depth: 0)
    else { return PatternAutomaton() }
    return PatternAutomaton(states: compiler.states, start: start)
  }

  /// A look-around pattern as an automaton of its own over the same tests.
  private mutating func side(
    _ pattern: Pattern?, reversed: Bool, _ rule: GrammarRule
  ) throws(GrammarError) -> StoredPattern? {
    guard let pattern else { return nil }
    let (kept, keptExpanded) = (states, expanded)
    states = []
    expanded = 0
    isReversed = reversed
    defer {
      states = kept
      expanded = keptExpanded
      isReversed = false
    }
    let accept = try add(.accept(0), at: rule.place)
    let start = try compile(pattern, next: accept, depth: 0)
    return .made(FlatAutomaton(PatternAutomaton(states: states, start: start)))
  }

  private mutating func add(_ state: PatternState, at place: GrammarPlace) throws(GrammarError) -> Int32 {
    expanded += 1
    guard expanded <= Self.mostStates else {
      throw tooManyStates(at: place)
    }
    states.append(state)
    return Int32(states.count - 1)
  }

  private func tooManyStates(at place: GrammarPlace) -> GrammarError {
    GrammarError(
      "the patterns of this file expand to more than \(Self.mostStates) states",
      hint: "make a repetition shorter, or move words to a list in words/", at: place)
  }

  private mutating func number(of test: ResolvedTest) -> Int32 {
    if let known = testNumbers[test] { return known }
    let new = Int32(tests.count)
    tests.append(test)
    testNumbers[test] = new
    return new
  }

  /// The state from which `pattern` and then `next` is matched.
  private mutating func compile(_ pattern: Pattern, next: Int32, depth: Int) throws(GrammarError) -> Int32 {
    switch pattern {
    case .literal(let word, let place):
      var after = next
      let pieces = literalTests(word)
      for test in isReversed ? pieces : pieces.reversed() { after = try add(.test(test, next: after), at: place) }
      return after
    case .test(let test, let place):
      return try add(.test(try number(of: test, place), next: next), at: place)
    case .reference(let name, let place):
      return try compile(try definition(name, parts: [], depth, place), next: next, depth: depth + 1)
    case .application(let name, let parts, let place):
      return try compile(try definition(name, parts: parts, depth, place), next: next, depth: depth + 1)
    case .sequence(let parts):
      var after = next
      for part in isReversed ? parts : parts.reversed() { after = try compile(part, next: after, depth: depth) }
      return after
    case .choice(let choices):
      var branches: [Int32] = []
      for choice in choices { branches.append(try compile(choice, next: next, depth: depth)) }
      return try add(.split(branches), at: file.rules.first?.place ?? GrammarPlace(file: file.path, line: 1, column: 1))
    case .repetition(let inner, let min, let max):
      let place = GrammarPlace(file: file.path, line: 1, column: 1)
      guard isExact || max <= Self.longestWrittenOut else {
        return try loop(inner, min: min, max: max, next: next, depth: depth)
      }
      var after = next
      for count in stride(from: max, to: 0, by: -1) {
        let once = try compile(inner, next: after, depth: depth)
        after = count > min ? try add(.split([once, next]), at: place) : once
      }
      return after
    case .gap(let bound, let place):
      let test = number(of: bound == .clause ? .clauseGap : .sentenceGap)
      let loop = try add(.split([next]), at: place)
      let step = try add(.test(test, next: loop), at: place)
      states[Int(loop)] = .split([next, step])
      return loop
    case .capture(let name, let inner, let place):
      if isReversed { return try compile(inner, next: next, depth: depth) }
      let number: Int
      if let known = captureNames.firstIndex(of: name) {
        number = known
      } else {
        number = captureNames.count
        captureNames.append(name)
      }
      let end = try add(.mark(Int32(number), isEnd: true, next: next), at: place)
      let body = try compile(inner, next: end, depth: depth)
      return try add(.mark(Int32(number), isEnd: false, next: body), at: place)
    case .anchor(let anchor, let place):
      let (bit, atStart): (TokenPlace, Bool) =
        switch anchor {
        case .clauseStart: (.firstOfClause, true)
        case .sentenceStart: (.firstOfSentence, true)
        case .itemStart: (.firstOfItem, true)
        case .clauseEnd: (.lastOfClause, false)
        case .sentenceEnd: (.lastOfSentence, false)
        case .itemEnd: (.lastOfItem, false)
        }
      // Read backwards, the beginning of a clause is behind the token, and its end ahead of it.
      return try add(atStart != isReversed ? .ahead(bit, next: next) : .behind(bit, next: next), at: place)
    }
  }

  /// A repetition read as one without an end, behind as many times as it must have, one at least where it must be.
  private mutating func loop(
    _ inner: Pattern, min: Int, max: Int, next: Int32, depth: Int
  ) throws(GrammarError) -> Int32 {
    let place = GrammarPlace(file: file.path, line: 1, column: 1)
    isLoose = true
    let before = expanded
    let again = try add(.split([next]), at: place)
    let once = try compile(inner, next: again, depth: depth)
    states[Int(again)] = .split([once, next])
    // As many as the written-out form would have.
    let size = expanded - before
    expanded += Swift.min(size, Self.mostStates) * (max - 1)
    guard expanded <= Self.mostStates else { throw tooManyStates(at: inner.place ?? place) }
    return min == 0 ? again : once
  }

  // MARK: Needed tests

  /// Tests of which every match must pass one, and about how common the tokens are that do.
  private struct Need {
    var tests: [Int32]
    var commonness: Int
  }

  /// Tests that more tokens than these pass are not worth looking for.
  private static let commonest = 1000

  /// The rarest tests of which a match of the rule, or what must stand beside it, passes one; nil where there are none.
  private mutating func needed(by rule: GrammarRule) throws(GrammarError) -> [Int32]? {
    var best = try need(rule.pattern, 0)
    for side in [rule.before, rule.after] {
      guard let side, let other = try need(side, 0) else { continue }
      if best.map({ other.commonness < $0.commonness }) ?? true { best = other }
    }
    guard let best, best.commonness <= Self.commonest else { return nil }
    return Array(Set(best.tests)).sorted()
  }

  private mutating func need(_ pattern: Pattern, _ depth: Int) throws(GrammarError) -> Need? {
    switch pattern {
    case .literal(let word, _):
      return literalTests(word).first.map { Need(tests: [$0], commonness: word.count > 1 ? 1 : 20) }
    case .test(let test, let place):
      let number = try number(of: test, place)
      return commonness(of: tests[Int(number)]).map { Need(tests: [number], commonness: $0) }
    case .reference(let name, let place):
      return try need(try definition(name, parts: [], depth, place), depth + 1)
    case .application(let name, let parts, let place):
      return try need(try definition(name, parts: parts, depth, place), depth + 1)
    case .sequence(let parts):
      var best: Need?
      for part in parts {
        guard let other = try need(part, depth) else { continue }
        if best.map({ other.commonness < $0.commonness }) ?? true { best = other }
      }
      return best
    case .choice(let choices):
      var all = Need(tests: [], commonness: 0)
      for choice in choices {
        guard let one = try need(choice, depth) else { return nil }
        all.tests += one.tests
        all.commonness += one.commonness
      }
      return all
    case .repetition(let inner, let min, _): return min > 0 ? try need(inner, depth) : nil
    case .capture(_, let inner, _): return try need(inner, depth)
    case .gap, .anchor: return nil
    }
  }

  /// About how many tokens of a long text pass a test; nil for one that nearly all pass.
  private func commonness(of test: ResolvedTest) -> Int? {
    switch test {
    case .word: 20
    case .list(let list, _): lexicon.size(ofList: list)
    case .type(let type, _, _): type == .comma || type == .stop ? nil : 200
    case .any(let parts):
      parts.reduce(0 as Int?) { sum, part in
        guard let sum, let one = commonness(of: part) else { return nil }
        return sum + one
      }
    case .clauseGap, .sentenceGap, .not: nil
    }
  }

  /// What a `let` pattern stands for, with what is given for its parts.
  private func definition(
    _ name: String, parts: [Pattern], _ depth: Int, _ place: GrammarPlace
  ) throws(GrammarError) -> Pattern {
    guard let definition = definitions[name] else {
      throw GrammarError(
        "no pattern “\(name)”",
        hint: nearest(to: name, among: definitions.keys).map { "did you mean “\($0)”?" }
          ?? "define it with “let \(name) = …”, or name its file behind “uses”", at: place)
    }
    guard depth < Self.deepestReference else {
      throw GrammarError("“\(name)” uses itself", hint: "a pattern cannot hold itself; use a repetition", at: place)
    }
    guard definition.parameters.count == parts.count else {
      let wanted = definition.parameters.joined(separator: ", ")
      throw GrammarError(
        "“\(name)” is given \(parts.count) patterns, not \(definition.parameters.count)",
        hint: wanted.isEmpty ? "write {\(name)}" : "write {\(name)(…)} with a pattern for each of: \(wanted)", at: place
      )
    }
    guard !parts.isEmpty else { return definition.pattern }
    return definition.pattern.replacing(Dictionary(zip(definition.parameters, parts)) { first, _ in first })
  }

  /// A literal as tokens, cut as the tokenizer cuts it.
  private mutating func literalTests(_ word: [UInt16]) -> [Int32] {
    if let known = literals[word] { return known }
    let numbers = resolve(word).map { number(of: $0) }
    literals[word] = numbers
    return numbers
  }

  private func resolve(_ word: [UInt16]) -> [ResolvedTest] {
    if let number = lexicon.number(of: word) { return [.word(Int32(number))] }
    let stream = Tokenizer(lexicon: lexicon).tokens(of: word)
    var out: [ResolvedTest] = []
    for token in stream.tokens[stream.segments.first?.tokens ?? 0..<0] {
      if token.word >= 0 {
        out.append(.word(token.word))
      } else {
        for unit in word[token.range] { out.append(.word(Int32(lexicon.number(of: CollectionOfOne(unit)) ?? 0))) }
      }
    }
    return out
  }

  /// The number of a test as written.
  private mutating func number(of test: TokenTest, _ place: GrammarPlace) throws(GrammarError) -> Int32 {
    guard place.file == file.path else { return number(of: try resolve(test, place)) }
    let key = place.line << 16 | place.column
    if let known = testsByPlace[key] { return known }
    let new = number(of: try resolve(test, place))
    testsByPlace[key] = new
    return new
  }

  private func resolve(_ test: TokenTest, _ place: GrammarPlace) throws(GrammarError) -> ResolvedTest {
    var resolved = try resolve(test.name, of: test, place)
    if !test.others.isEmpty {
      guard test.attributes.isEmpty, test.absent.isEmpty, test.value == nil else {
        throw GrammarError(
          "several names with attributes in one test", hint: "write (<a …>|<b …>) instead", at: place)
      }
      var all = [resolved]
      for other in test.others { all.append(try resolve(other, of: test, place)) }
      resolved = .any(all)
    }
    return test.isNegated ? .not(resolved) : resolved
  }

  private func resolve(_ name: String, of test: TokenTest, _ place: GrammarPlace) throws(GrammarError) -> ResolvedTest {
    if let type = TokenType.scannerNames[name] ?? types[name] {
      let known: [String: UInt32] =
        type == .number
        ? NumberAttribute.names
        : type == .defined ? DefinedName.attributeNames : makers.first { $0.name == name }?.attributes ?? [:]
      func mask(_ names: [String]) throws(GrammarError) -> UInt32 {
        var bits: UInt32 = 0
        for attribute in names {
          guard let bit = known[attribute] else {
            throw GrammarError(
              "“\(name)” has no attribute “\(attribute)”",
              hint: known.isEmpty ? "it has none" : "it has: " + known.keys.sorted().joined(separator: ", "), at: place)
          }
          bits |= bit
        }
        return bits
      }
      return .type(type, mask: try mask(test.attributes), absent: try mask(test.absent))
    }
    if let list = lexicon.number(ofList: name) {
      guard test.attributes.isEmpty, test.absent.isEmpty else {
        throw GrammarError(
          "a word list has no attributes", hint: "write <\(name)> or <\(name) value=…>", at: place)
      }
      return .list(list, value: test.value)
    }
    let names = lexicon.listNames + Array(TokenType.scannerNames.keys) + Array(types.keys)
    throw GrammarError(
      "no word list or token type “\(name)”",
      hint: nearest(to: name, among: names).map { "did you mean “\($0)”?" }
        ?? "add words/\(name).txt, or write one of the types", at: place)
  }

  private func check(_ rule: GrammarRule, captures: [String]) throws(GrammarError) {
    let makes = rule.makes
    if makes.name == "nothing" { return }
    guard let maker = makers.first(where: { $0.name == makes.name }) else {
      throw GrammarError(
        "nothing is called “\(makes.name)”",
        hint: nearest(to: makes.name, among: makers.map(\.name)).map { "did you mean “\($0)”?" }
          ?? "write one of: " + makers.map(\.name).sorted().joined(separator: ", "), at: makes.place)
    }
    guard maker.makesToken == file.stage.makesTokens else {
      throw GrammarError(
        "“\(makes.name)” cannot be made in a file of stage \(file.stage.rawValue)",
        hint: maker.makesToken
          ? "phrases are made in files of stage phrase or recognize"
          : "facts are made in files of stage name, scope or fact",
        at: makes.place)
    }
    for field in makes.fields {
      guard let kind = maker.fields[field.name] else {
        throw GrammarError(
          "“\(makes.name)” has no field “\(field.name)”",
          hint: nearest(to: field.name, among: maker.fields.keys).map { "did you mean “\($0)”?" }
            ?? "it has: " + maker.fields.keys.sorted().joined(separator: ", "), at: field.place)
      }
      switch (kind, field.value) {
      case (.capture, .capture(let name)), (.captureOrText, .capture(let name)):
        guard captures.contains(name) else {
          throw GrammarError(
            "no capture “\(name)” in rule “\(rule.name)”",
            hint: captures.isEmpty
              ? "name a part of the pattern: \(name):<…>" : "it has: " + captures.joined(separator: ", "),
            at: field.place)
        }
      case (.keyword(let words), .text(let text)):
        guard words.contains(text) else {
          throw GrammarError(
            "“\(field.name)” cannot be “\(text)”", hint: "write one of: " + words.joined(separator: ", "),
            at: field.place)
        }
      case (.text, .text), (.captureOrText, .text): break
      case (.capture, .text(let text)):
        throw GrammarError("“\(field.name)” wants a capture", hint: "write \(field.name)=@\(text)", at: field.place)
      case (.keyword, .capture), (.text, .capture):
        throw GrammarError("“\(field.name)” wants a word, not a capture", hint: "take “@” away", at: field.place)
      }
    }
    for name in maker.required where makes[name] == nil {
      throw GrammarError(
        "“\(makes.name)” cannot do without “\(name)”", hint: "add \(name)=…", at: makes.place)
    }
  }
}
