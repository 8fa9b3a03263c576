import GrammarLanguage
import TextModel
import Tokenizing

/// What of a file's patterns no text can ever reach: found on the automata, without a text.
public struct PatternAnalysis {
  private let file: CompiledFile
  private let tracer: RuleTracer
  private let tokenizer: Tokenizer
  private let available: Set<TokenType>
  /// The values that words have in lists.
  private let values: Set<Value>
  private let words: [Int32: [UInt16]]
  private let table: SymbolTable
  /// What stands for commas, stops and brackets in questions whether a test can be one.
  private let commas: [Int32]
  private let stops: [Int32]
  private let bracket: Int32

  private struct Value: Hashable {
    let list: Int
    let value: String
  }

  /// An analysis of a file. `makers` are those that the grammar was compiled with.
  public init(_ file: CompiledFile, grammar: CompiledGrammar, makers: [MakerSignature]) {
    self.file = file
    tracer = RuleTracer(file, grammar: grammar, makers: makers)
    tokenizer = Tokenizer(lexicon: grammar.lexicon)
    words = RuleTracer.words(of: grammar).mapValues { Array($0.utf16) }
    let table = SymbolTable(tests: file.tests, lexicon: grammar.lexicon)
    self.table = table
    func symbols(_ text: String, _ type: TokenType) -> [Int32] {
      text.utf16.map { unit in
        let word = grammar.lexicon.number(of: CollectionOfOne(unit)) ?? 0
        return table.symbol(of: Token(start: 0, end: 1, word: Int32(word), type: type))
      }
    }
    commas = symbols(",:", .comma)
    stops = symbols("\u{3002};!?", .stop)
    bracket = table.symbol(of: Token(start: 0, end: 1, type: .paren))
    available = Self.typesBefore(file, grammar)
    var values: Set<Value> = []
    for word in 0..<grammar.lexicon.count {
      for membership in grammar.lexicon.lists(of: word) {
        values.insert(Value(list: membership.list, value: membership.value))
      }
    }
    self.values = values
  }

  /// The types of tokens that a file can meet: the tokenizer's, and what the files before it make.
  private static func typesBefore(_ file: CompiledFile, _ grammar: CompiledGrammar) -> Set<TokenType> {
    var out = Set(TokenType.scannerNames.values)
    if file.file.stage == .name {
      out.remove(.defined)
      return out
    }
    let used = file.file.stage == .recognize ? grammar.files(before: .recognize) : nil
    for other in grammar.files where other.file.stage.makesTokens {
      if other.file.name == file.file.name { break }
      if let used, other.file.stage == .phrase, !used.contains(other.file.name) { continue }
      for rule in other.rules { if let type = grammar.types[rule.rule.makes.name] { out.insert(type) } }
    }
    return out
  }

  /// The names of token types that are tested although no file before this one makes them.
  public var typesTooEarly: [String] {
    var out: Set<String> = []
    for test in file.tests {
      for type in Self.types(in: test) where !available.contains(type) { out.insert(tracer.name(of: type)) }
    }
    return out.sorted()
  }

  private static func types(in test: ResolvedTest) -> [TokenType] {
    switch test {
    case .type(let type, _, _): [type]
    case .not(let inner): types(in: inner)
    case .any(let parts): parts.flatMap(types(in:))
    case .word, .list, .clauseGap, .sentenceGap: []
    }
  }

  /// The tests of a rule's pattern that no match can go through, as a rule has them; nil where no text can match at
  /// all.
  public func deadParts(of rule: Int) -> [String]? {
    let automaton = file.exact(rule)
    let states = automaton.patternStates
    let own = reachable(from: automaton.start, states)
    // Which tests can follow which, and which can be the last.
    var next: [Int32: [Int32]] = [:]
    var last: Set<Int32> = []
    var starts: [Int32] = []
    for step in steps(from: automaton.start, states) {
      if step.state >= 0, canFollow(nil, step, states) { starts.append(step.state) }
    }
    for state in own {
      guard case .test(let test, let behind) = states[Int(state)], isPossible(test) else { continue }
      for step in steps(from: behind, states) where canFollow(test, step, states) {
        if step.state < 0 { last.insert(state) } else { next[state, default: []].append(step.state) }
      }
    }
    var live: Set<Int32> = []
    var waiting = starts.filter { isPossible($0, states) }
    while let state = waiting.popLast() {
      if live.insert(state).inserted { waiting += (next[state] ?? []).filter { isPossible($0, states) } }
    }
    var before: [Int32: [Int32]] = [:]
    for (state, followers) in next { for follower in followers { before[follower, default: []].append(state) } }
    var useful: Set<Int32> = []
    waiting = Array(last)
    while let state = waiting.popLast() {
      if live.contains(state), useful.insert(state).inserted { waiting += before[state] ?? [] }
    }
    guard !useful.isEmpty else { return nil }
    // A test is dead where all its copies are.
    var alive: Set<Int32> = []
    var dead: Set<Int32> = []
    for state in own {
      guard case .test(let test, _) = states[Int(state)] else { continue }
      if useful.contains(state) { alive.insert(test) } else { dead.insert(test) }
    }
    return dead.subtracting(alive).sorted().map { tracer.name(of: file.tests[Int($0)]) }
  }

  // MARK: Steps

  /// What can be read next, or the end (-1), with the places that the tokens before and behind must have.
  private struct Step: Hashable {
    var state: Int32
    var behind: TokenPlace
    var ahead: TokenPlace
  }

  private func reachable(from entry: Int32, _ states: [PatternState]) -> [Int32] {
    var known: Set<Int32> = []
    var waiting = [entry]
    while let state = waiting.popLast() {
      guard known.insert(state).inserted else { continue }
      switch states[Int(state)] {
      case .test(_, let next), .behind(_, let next), .ahead(_, let next), .mark(_, _, let next): waiting.append(next)
      case .split(let branches): waiting += branches
      case .accept: break
      }
    }
    return known.sorted()
  }

  private func steps(from start: Int32, _ states: [PatternState]) -> [Step] {
    var out: [Step] = []
    var known: Set<Step> = []
    var waiting = [Step(state: start, behind: [], ahead: [])]
    while let step = waiting.popLast() {
      guard known.insert(step).inserted else { continue }
      func add(_ state: Int32, _ behind: TokenPlace = [], _ ahead: TokenPlace = []) {
        waiting.append(Step(state: state, behind: step.behind.union(behind), ahead: step.ahead.union(ahead)))
      }
      switch states[Int(step.state)] {
      case .test: out.append(step)
      case .accept: out.append(Step(state: -1, behind: step.behind, ahead: step.ahead))
      case .split(let branches): for branch in branches { add(branch) }
      case .mark(_, _, let next): add(next)
      case .behind(let place, let next): add(next, place)
      case .ahead(let place, let next): add(next, [], place)
      }
    }
    return out
  }

  private func isPossible(_ state: Int32, _ states: [PatternState]) -> Bool {
    if case .test(let test, _) = states[Int(state)] { return isPossible(test) }
    return false
  }

  /// Whether some token can pass a test.
  private func isPossible(_ test: Int32) -> Bool { isPossible(file.tests[Int(test)]) }

  private func isPossible(_ test: ResolvedTest) -> Bool {
    switch test {
    case .type(let type, _, _): available.contains(type)
    case .any(let parts): parts.contains(where: isPossible)
    case .list(let list, let value): value.map { values.contains(Value(list: list, value: $0)) } ?? true
    case .word, .clauseGap, .sentenceGap, .not: true
    }
  }

  private func passesAny(_ test: Int32, _ symbols: [Int32]) -> Bool { symbols.contains { table.passes($0, test) } }

  /// Whether a token that passes `test` (nil: none, at the beginning) can stand before the step.
  private func canFollow(_ test: Int32?, _ step: Step, _ states: [PatternState]) -> Bool {
    let nextTest: Int32? =
      if step.state >= 0, case .test(let next, _) = states[Int(step.state)] { next } else { nil }
    // Nothing was read before the first token, so nothing has a place before it.
    if test == nil, !step.behind.isEmpty { return false }
    // An end is seen behind a token only: what must stand ahead of it never does.
    if nextTest == nil, !step.ahead.isEmpty { return false }
    if let next = nextTest, !step.behind.isEmpty {
      var marks = stops + [bracket]
      if step.behind == .lastOfClause || step.behind == .lastOfItem { marks += commas }
      if !passesAny(next, marks) { return false }
    }
    if let test, !step.ahead.isEmpty {
      var marks = [bracket]
      if !step.ahead.contains(.firstOfItem) {
        marks += stops
        if step.ahead == .firstOfClause { marks += commas }
      }
      if !passesAny(test, marks) { return false }
    }
    if let test, let next = nextTest, case .word(let left) = file.tests[Int(test)],
      case .word(let right) = file.tests[Int(next)]
    {
      return canStandTogether(left, right)
    }
    return true
  }

  /// Whether the tokenizer cuts between two words that stand together.
  private func canStandTogether(_ left: Int32, _ right: Int32) -> Bool {
    guard let a = words[left], let b = words[right] else { return true }
    let stream = tokenizer.tokens(of: a + b)
    let borders = stream.tokens.map { Int($0.end) }
    return borders.contains(a.count)
  }
}
