import GrammarLanguage
import TextModel
import Tokenizing

/// How far one rule comes from one token: what the matcher only says yes or no to, step by step.
public struct RuleAttempt: Hashable, Sendable {
  /// The rule, as an index into the file's rules.
  public let rule: Int
  /// The first token.
  public let start: Int
  /// The tokens behind the ends of all matches of its pattern, the shortest first.
  public let ends: [Int]
  /// The first token that the pattern could not read: what comes here would have had to be something else.
  public let stopped: Int
  /// What the pattern could have gone on with there, as a rule has it: `<date day>`, `前`.
  public let wanted: [String]
  /// How many of the tokens it read by a word, a list or a type, rather than passed over by a gap or an exclusion.
  public let named: Int
  /// For each of `ends` the look-around that forbids it, as a rule has it (`not before <number>`); nil where all hold.
  public let forbidden: [String?]

  /// The end of the longest match that holds with its look-arounds; nil where none does.
  public var end: Int? {
    for (end, reason) in zip(ends, forbidden).reversed() where reason == nil { return end }
    return nil
  }

  /// How many tokens it read.
  public var count: Int { stopped - start }
}

/// Follows single rules of a file over tokens, for explanations and checks. Slow, and without any bound but the
/// matcher's own on the length of a match.
public final class RuleTracer {
  /// The file whose rules are followed.
  public let file: CompiledFile
  private let lexicon: Lexicon
  private let typeNames: [TokenType: String]
  private let attributeNames: [TokenType: [String: UInt32]]
  /// The words that patterns name, by number.
  private let words: [Int32: String]
  private let table: SymbolTable
  private var automata: [Int: FlatAutomaton] = [:]
  /// Whether each test of the file names what it wants.
  private let naming: [Bool]

  /// A tracer of the file's rules. `makers` are those that the grammar was compiled with.
  public init(_ file: CompiledFile, grammar: CompiledGrammar, makers: [MakerSignature]) {
    self.file = file
    lexicon = grammar.lexicon
    var names: [TokenType: String] = [:]
    for (name, type) in TokenType.scannerNames { names[type] = name }
    for (name, type) in grammar.types { names[type] = name }
    typeNames = names
    var attributes: [TokenType: [String: UInt32]] = [
      .number: NumberAttribute.names, .defined: DefinedName.attributeNames,
    ]
    for maker in makers {
      if let type = grammar.types[maker.name] { attributes[type] = maker.attributes }
    }
    attributeNames = attributes
    words = Self.words(of: grammar)
    table = SymbolTable(tests: file.tests, lexicon: grammar.lexicon)
    naming = file.tests.map {
      switch $0 {
      case .word, .list, .type, .any: true
      case .clauseGap, .sentenceGap, .not: false
      }
    }
  }

  /// The automaton of a rule, with every repetition written out.
  private func exact(_ rule: Int) -> FlatAutomaton {
    if let known = automata[rule] { return known }
    let new = file.exact(rule)
    automata[rule] = new
    return new
  }

  /// What becomes of a rule that begins with the token.
  public func attempt(rule: Int, from start: Int, in stream: TokenStream, segment: Int) -> RuleAttempt {
    let compiled = file.rules[rule]
    let range = stream.segments[segment].tokens
    let automaton = exact(rule)
    var run = Run(automaton: automaton, start: automaton.start, table: table, naming: naming)
    var ends: [Int] = []
    var at = start
    let limit = min(range.upperBound, start + FileMatcher.longestMatch)
    var wanted = run.wanted()
    var named = 0
    while at < limit {
      // A bracket that a match begins with must itself be matched.
      guard run.read(symbol(stream.tokens[at], isFirst: at == start)) else { break }
      at += 1
      wanted = run.wanted()
      named = run.named
      if run.accepts { ends.append(at) }
    }
    return RuleAttempt(
      rule: rule, start: start, ends: ends, stopped: at, wanted: names(of: wanted), named: named,
      forbidden: ends.map { forbidding(compiled, start..<$0, in: range, stream) })
  }

  /// Whether the rule matches exactly these tokens, look-arounds included.
  public func accepts(_ tokens: Range<Int>, rule: Int, in stream: TokenStream, segment: Int) -> Bool {
    let attempt = attempt(rule: rule, from: tokens.lowerBound, in: stream, segment: segment)
    return zip(attempt.ends, attempt.forbidden).contains { $0 == tokens.upperBound && $1 == nil }
  }

  static func words(of grammar: CompiledGrammar) -> [Int32: String] {
    var literals: Set<[UInt16]> = []
    for file in grammar.files { literals.formUnion(file.file.literals) }
    let tokenizer = Tokenizer(lexicon: grammar.lexicon)
    var out: [Int32: String] = [:]
    for literal in literals {
      for token in tokenizer.tokens(of: literal).tokens where token.word > 0 {
        out[token.word] = String(decoding: literal[token.range], as: UTF16.self)
      }
      for unit in literal {
        if let word = grammar.lexicon.number(of: CollectionOfOne(unit)), word > 0 {
          out[Int32(word)] = String(decoding: CollectionOfOne(unit), as: UTF16.self)
        }
      }
    }
    return out
  }

  private func symbol(_ token: Token, isFirst: Bool) -> Int32 {
    let symbol = table.symbol(of: token)
    return isFirst && token.type == .paren ? table.opaque(symbol) : symbol
  }

  /// The look-around that does not hold around a match; nil where all do.
  private func forbidding(
    _ compiled: CompiledRule, _ match: Range<Int>, in range: Range<Int>, _ stream: TokenStream
  ) -> String? {
    let rule = compiled.rule
    let sides: [(StoredPattern?, String, Pattern?, isBackward: Bool, isWanted: Bool)] = [
      (compiled.before, "before", rule.before, false, true),
      (compiled.notBefore, "not before", rule.notBefore, false, false),
      (compiled.after, "after", rule.after, true, true),
      (compiled.notAfter, "not after", rule.notAfter, true, false),
    ]
    for (side, keyword, pattern, isBackward, isWanted) in sides {
      guard let automaton = side?.automaton, let pattern else { continue }
      let beside = stream.tokens[isBackward ? match.lowerBound : match.upperBound - 1].place
      var run = Run(automaton: automaton, start: automaton.start, table: table, behind: beside)
      var found = run.accepts
      var at = isBackward ? match.lowerBound - 1 : match.upperBound
      var count = 0
      while !found, range.contains(at), count < FileMatcher.longestMatch {
        guard run.read(table.symbol(of: stream.tokens[at])) else { break }
        found = run.accepts
        at += isBackward ? -1 : 1
        count += 1
      }
      if found != isWanted { return "\(keyword) \(pattern)" }
    }
    return nil
  }

  // MARK: Names

  private func names(of wanted: [(test: Int32?, place: String)]) -> [String] {
    var out: [String] = []
    for (test, place) in wanted {
      let name = place + (test.map { self.name(of: file.tests[Int($0)]) } ?? "")
      if !out.contains(name) { out.append(name) }
    }
    return out
  }

  func name(of type: TokenType) -> String { typeNames[type] ?? "?" }

  func name(of test: ResolvedTest) -> String {
    switch test {
    case .word(let word): words[word] ?? "?"
    case .list(let list, let value): "<\(lexicon.listNames[list])\(value.map { " value=\($0)" } ?? "")>"
    case .type(let type, let mask, let absent):
      "<\(typeNames[type] ?? "?")\(attributes(type, mask, "")) \(attributes(type, absent, "!"))".trimmedEnd + ">"
    case .clauseGap: ".."
    case .sentenceGap: "..."
    case .any(let parts): "<" + parts.map { bare($0) }.joined(separator: "|") + ">"
    case .not(let inner): "<!\(bare(inner))>"
    }
  }

  private func bare(_ test: ResolvedTest) -> String {
    let name = name(of: test)
    return name.hasPrefix("<") ? String(name.dropFirst().dropLast()) : name
  }

  private func attributes(_ type: TokenType, _ mask: UInt32, _ sign: String) -> String {
    guard mask != 0 else { return "" }
    let names = (attributeNames[type] ?? [:]).filter { $0.value & mask == $0.value }.map(\.key).sorted()
    return names.map { " \(sign)\($0)" }.joined()
  }
}

extension String {
  fileprivate var trimmedEnd: String {
    var out = Substring(self)
    while out.last == " " { out.removeLast() }
    return String(out)
  }
}

/// The states that a pattern can be in, token by token.
private struct Run {
  private let states: [PatternState]
  private let table: SymbolTable
  private let naming: [Bool]
  /// The states, those with the most named tokens on the way to them first.
  private var set: [Int32] = []
  private var counts: [Int32: Int] = [:]
  private(set) var accepts = false
  /// The most tokens that were read by name on a way that is still open.
  private(set) var named = 0

  init(
    automaton: FlatAutomaton, start: Int32, table: SymbolTable, naming: [Bool] = [], behind place: TokenPlace? = nil
  ) {
    states = automaton.patternStates
    self.table = table
    self.naming = naming
    var known: Set<Int32> = []
    follow(start, behind: place, into: &set, &known)
    accepts = hasAccept(set)
  }

  /// What could be read next; with the place that it must have.
  func wanted() -> [(test: Int32?, place: String)] {
    var out: [(Int32?, String)] = []
    for state in set {
      switch states[Int(state)] {
      case .test(let test, _): out.append((test, ""))
      case .ahead(let place, let next):
        var inner: [Int32] = []
        var known: Set<Int32> = []
        follow(next, behind: nil, into: &inner, &known)
        let name = Self.name(of: place) + " "
        for state in inner { if case .test(let test, _) = states[Int(state)] { out.append((test, name)) } }
      case .split, .behind, .mark, .accept: break
      }
    }
    return out
  }

  private static func name(of place: TokenPlace) -> String {
    switch place {
    case .firstOfClause: "^clause"
    case .firstOfSentence: "^sentence"
    case .firstOfItem: "^item"
    case .lastOfClause: "$clause"
    case .lastOfSentence: "$sentence"
    default: "$item"
    }
  }

  /// Reads a token; false where nothing can go on with it.
  mutating func read(_ symbol: Int32) -> Bool {
    let place = table.place(of: symbol)
    var ready = set
    var counts = self.counts
    var index = 0
    while index < ready.count {
      if case .ahead(let wanted, let next) = states[Int(ready[index])], place.contains(wanted) {
        var more: [Int32] = []
        var known: Set<Int32> = []
        follow(next, behind: nil, into: &more, &known)
        for state in more where !ready.contains(state) {
          ready.append(state)
          counts[state] = counts[ready[index]] ?? 0
        }
      }
      index += 1
    }
    var steps: [(count: Int, next: Int32)] = []
    for state in ready {
      if case .test(let test, let next) = states[Int(state)], table.passes(symbol, test) {
        let isNamed = naming.indices.contains(Int(test)) && naming[Int(test)]
        steps.append(((counts[state] ?? 0) + (isNamed ? 1 : 0), next))
      }
    }
    // The way with the most named tokens reaches a state first.
    steps.sort { $0.count > $1.count }
    var out: [Int32] = []
    var known: Set<Int32> = []
    var reached: [Int32: Int] = [:]
    for (count, next) in steps {
      let before = out.count
      follow(next, behind: place, into: &out, &known)
      for state in out[before...] { reached[state] = count }
    }
    let accepting = hasAccept(out)
    if table.isTransparent(symbol) {
      for state in set where !known.contains(state) {
        if case .accept = states[Int(state)] { continue }
        known.insert(state)
        out.append(state)
        reached[state] = counts[state] ?? 0
      }
    }
    guard !out.isEmpty else { return false }
    set = out
    self.counts = reached
    named = reached.values.max() ?? 0
    accepts = accepting
    return true
  }

  private func hasAccept(_ set: [Int32]) -> Bool {
    set.contains { if case .accept = states[Int($0)] { true } else { false } }
  }

  private func follow(_ state: Int32, behind place: TokenPlace?, into set: inout [Int32], _ known: inout Set<Int32>) {
    var stack = [state]
    while let top = stack.popLast() {
      guard known.insert(top).inserted else { continue }
      switch states[Int(top)] {
      case .test, .accept, .ahead: set.append(top)
      case .split(let branches): stack += branches.reversed()
      case .mark(_, _, let next): stack.append(next)
      case .behind(let wanted, let next): if let place, place.contains(wanted) { stack.append(next) }
      }
    }
  }
}
