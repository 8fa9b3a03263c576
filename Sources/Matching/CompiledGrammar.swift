import Dispatch
import GrammarLanguage
import Synchronization
import TextModel
import Tokenizing

/// A test of one token with every name resolved.
enum ResolvedTest: Hashable, Sendable {
  case word(Int32)
  case list(Int, value: String?)
  case type(TokenType, mask: UInt32, absent: UInt32)
  case clauseGap
  case sentenceGap
  indirect case any([ResolvedTest])
  indirect case not(ResolvedTest)
}

/// One step of a non-deterministic automaton over tokens.
enum PatternState: Sendable {
  /// Consumes a token that passes the test.
  case test(Int32, next: Int32)
  /// Goes on in any of these, the first preferred.
  case split([Int32])
  /// Holds where the token just consumed has the place.
  case behind(TokenPlace, next: Int32)
  /// Holds where the token to be consumed has the place.
  case ahead(TokenPlace, next: Int32)
  /// Begins or ends a capture.
  case mark(Int32, isEnd: Bool, next: Int32)
  /// The pattern of rule `rule` has matched.
  case accept(Int32)
}

/// A compiled automaton: states and the one that it begins in.
struct PatternAutomaton: Sendable {
  var states: [PatternState] = []
  var start: Int32 = 0
}

/// A rule with what the matcher needs of it. A reference: rules are handed about with every match.
public final class CompiledRule: Sendable {
  /// The rule as written.
  public let rule: GrammarRule
  /// Names of its captures; a capture's number is its index.
  public let captureNames: [String]
  /// The state of the file's automaton that its pattern begins in.
  let entry: Int32
  /// The states of the file's automaton that are the pattern's.
  let states: Range<Int32>
  /// Whether the file's automaton matches more than the pattern: a long repetition in it has no end there.
  let isLoose: Bool
  let before: StoredPattern?
  let notBefore: StoredPattern?
  let after: StoredPattern?
  let notAfter: StoredPattern?

  /// What must and must not stand around it, in the order in which it is packed.
  var sides: [StoredPattern?] { [before, notBefore, after, notAfter] }

  init(
    rule: GrammarRule, captureNames: [String], entry: Int32, states: Range<Int32>, isLoose: Bool,
    before: StoredPattern?, notBefore: StoredPattern?, after: StoredPattern?, notAfter: StoredPattern?
  ) {
    self.rule = rule
    self.captureNames = captureNames
    self.entry = entry
    self.states = states
    self.isLoose = isLoose
    self.before = before
    self.notBefore = notBefore
    self.after = after
    self.notAfter = notAfter
  }
}

/// A grammar file compiled to automata over token classes. A reference, as its rules are.
public final class CompiledFile: Sendable {
  /// The file as written.
  public let file: GrammarFile
  /// Its rules, in the order of the file.
  public let rules: [CompiledRule]
  /// The names of what its rules make.
  public let makers: Set<String>
  let tests: [ResolvedTest]
  let wordTests: Symbols.WordTests
  /// Matches all that the rules match; more where a rule is loose.
  let automaton: FlatAutomaton
  /// Whether some pattern asks for a bracket; otherwise brackets are passed over.
  let testsBrackets: Bool
  /// The places that some pattern or what stands around it asks for.
  let places: TokenPlace
  /// The rules by what a place must have for one of them to begin there.
  let starts: StartGroups
  /// A search that has not matched anything yet: each matcher begins with it, so that its tables are made once.
  let search: MatchSearch
  let exactPatterns: ExactPatterns

  /// Where the patterns of single rules come from that have every repetition written out.
  enum ExactPatterns: Sendable {
    /// Each is compiled as it is asked for.
    case compiled(PatternCompiler)
    /// Those of loose rules, by their number, were compiled before.
    case kept([Int: StoredPattern])
  }

  init(
    file: GrammarFile, rules: [CompiledRule], tests: [ResolvedTest], automaton: FlatAutomaton, testsBrackets: Bool,
    places: TokenPlace, starts: StartGroups, exactPatterns: ExactPatterns, wordTests: Symbols.WordTests? = nil
  ) {
    self.file = file
    self.rules = rules
    makers = Set(rules.map(\.rule.makes.name))
    self.tests = tests
    let wordTests = wordTests ?? Symbols.WordTests(tests)
    self.wordTests = wordTests
    self.automaton = automaton
    self.testsBrackets = testsBrackets
    self.places = places
    self.starts = starts
    search = MatchSearch(
      rules, overlaps: file.overlaps, tests: tests, wordTests, testsBrackets: testsBrackets, places: places, automaton,
      starts)
    self.exactPatterns = exactPatterns
  }

  /// The pattern of a rule with every repetition written out. Where patterns were compiled before, a rule that is not
  /// loose has none: its states in `automaton` are that.
  func exact(_ rule: Int) -> FlatAutomaton {
    switch exactPatterns {
    case .compiled(let compiler): FlatAutomaton(compiler.exact(rules[rule].rule, number: rule))
    case .kept(let patterns): patterns[rule]?.automaton ?? FlatAutomaton(PatternAutomaton())
    }
  }

  /// The file with one of its rules alone to be tried, for measurements.
  public func only(rule: Int) -> CompiledFile {
    let own = automaton.beginning(in: rules[rule].entry)
    let needed =
      switch exactPatterns {
      case .compiled(let compiler): compiler.needed
      case .kept: [[Int32]?](repeating: nil, count: rules.count)
      }
    return CompiledFile(
      file: file, rules: rules, tests: tests, automaton: own, testsBrackets: testsBrackets, places: places,
      starts: StartGroups(rules, tests: tests, own, needed: needed, only: rule), exactPatterns: exactPatterns)
  }
}

/// All grammar files, compiled, in an order in which each stands behind those that it uses.
public struct CompiledGrammar: Sendable {
  /// The words.
  public let lexicon: Lexicon
  /// The files in the order in which they are tried.
  public let files: [CompiledFile]
  /// The number of each token type that a grammar makes, by the maker's name.
  public let types: [String: TokenType]

  /// Compiles grammar files against a lexicon and the constructors that rules may use.
  ///
  /// Throws the first error: an unknown list, type, attribute, definition, capture, constructor or field, with place
  /// and hint; a circle of `uses`; a pattern that expands to more than 20,000 states.
  public init(files: [GrammarFile], lexicon: Lexicon, makers: [MakerSignature]) throws(GrammarError) {
    let types = Self.types(of: makers)
    let ordered = try Self.ordered(files)
    var compilers: [PatternCompiler] = []
    var definitions: [String: [GrammarFile.Definition]] = [:]
    for file in ordered {
      definitions[file.name] = file.definitions
      var visible: [String: GrammarFile.Definition] = [:]
      for used in file.uses {
        for definition in definitions[used] ?? [] { visible[definition.name] = definition }
      }
      for definition in file.definitions { visible[definition.name] = definition }
      compilers.append(
        PatternCompiler(file: file, lexicon: lexicon, makers: makers, types: types, definitions: visible))
    }
    self.init(files: try Self.compiled(compilers), lexicon: lexicon, types: types)
  }

  init(files: [CompiledFile], lexicon: Lexicon, types: [String: TokenType]) {
    self.files = files
    self.lexicon = lexicon
    self.types = types
  }

  /// Matchers of the files of a stage, in the order in which they are tried; `kinds`: the table of their thread.
  public func matchers(of stage: GrammarStage, _ kinds: TokenKinds) -> [FileMatcher] {
    files.filter { $0.file.stage == stage }.map { FileMatcher($0, kinds: kinds) }
  }

  /// Numbers for the token types that makers make.
  static func types(of makers: [MakerSignature]) -> [String: TokenType] {
    var types: [String: TokenType] = [:]
    for (index, maker) in makers.filter(\.makesToken).enumerated() {
      types[maker.name] = TokenType(rawValue: TokenType.firstMade + UInt8(truncatingIfNeeded: index))
    }
    return types
  }

  /// The files compiled on all cores, the largest first. Throws the first error in the order of the files.
  private static func compiled(_ compilers: [PatternCompiler]) throws(GrammarError) -> [CompiledFile] {
    let order = compilers.indices.sorted { compilers[$0].file.rules.count > compilers[$1].file.rules.count }
    let done = Mutex([Int: Result<CompiledFile, GrammarError>]())
    DispatchQueue.concurrentPerform(iterations: order.count) { job in
      var compiler = compilers[order[job]]
      let result: Result<CompiledFile, GrammarError>
      do throws(GrammarError) {
        result = .success(try compiler.compile())
      } catch {
        result = .failure(error)
      }
      done.withLock { $0[order[job]] = result }
    }
    let results = done.withLock { $0 }
    var out: [CompiledFile] = []
    for index in compilers.indices { if let file = try results[index]?.get() { out.append(file) } }
    return out
  }

  /// The names of the phrase files that the files of a stage use, with those that these use.
  public func files(before stage: GrammarStage) -> Set<String> {
    var out: Set<String> = []
    // Each file stands behind those that it uses.
    for compiled in files.reversed() {
      let file = compiled.file
      guard file.stage == stage || out.contains(file.name) else { continue }
      out.formUnion(file.uses)
    }
    return out.filter { name in files.contains { $0.file.name == name && $0.file.stage == .phrase } }
  }

  /// Files in an order in which each stands behind those that it uses; of two free ones the earlier path first.
  private static func ordered(_ files: [GrammarFile]) throws(GrammarError) -> [GrammarFile] {
    var out: [GrammarFile] = []
    var done: Set<String> = []
    let names = Set(files.map(\.name))
    for file in files {
      for (used, place) in zip(file.uses, file.usesPlaces) where !names.contains(used) {
        throw GrammarError(
          "no grammar file “\(used)”",
          hint: nearest(to: used, among: names).map { "did you mean “\($0)”?" } ?? "write the stem of a file's name",
          at: place)
      }
    }
    func rank(_ stage: GrammarStage) -> Int {
      switch stage {
      case .name: 0
      case .phrase: 1
      case .scope: 2
      case .fact: 3
      case .recognize: 4
      }
    }
    var waiting = files.sorted { (rank($0.stage), $0.path) < (rank($1.stage), $1.path) }
    while !waiting.isEmpty {
      guard let index = waiting.firstIndex(where: { $0.uses.allSatisfy(done.contains) }) else {
        let circle = waiting.map(\.name).joined(separator: ", ")
        throw GrammarError(
          "files use one another in a circle: \(circle)", hint: "take one “uses” away",
          at: waiting[0].usesPlaces.first ?? GrammarPlace(file: waiting[0].path, line: 1, column: 1))
      }
      let file = waiting.remove(at: index)
      done.insert(file.name)
      out.append(file)
    }
    return out
  }
}
