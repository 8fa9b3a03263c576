// A compiled grammar as text and back: what the build computes ahead, so that the program need not read its own rules.
import Dispatch
import GrammarLanguage
import Synchronization
import TextModel
import Tokenizing

extension CompiledGrammar {
  /// Adds all that matching needs to what is packed: no patterns as written, glosses, examples or places.
  public func pack(into out: inout PackedWriter) {
    out.add(files) { out, file in out.addPart { file.pack(into: &$0) } }
  }

  /// The files that `pack` packed, read on all cores, on one of which `work` is done first. What they are read from must
  /// stay as long as they are used.
  public static func files<Result: Sendable>(
    packed: inout PackedReader, beside work: @Sendable () -> Result
  ) -> ([CompiledFile], Result) {
    let parts = packed.list { $0.part() }
    let done = Mutex<([CompiledFile?], Result?)>(([CompiledFile?](repeating: nil, count: parts.count), nil))
    let order = parts.indices.sorted { parts[$0].rest > parts[$1].rest }
    DispatchQueue.concurrentPerform(iterations: parts.count + 1) { job in
      if job == 0 {
        let result = work()
        return done.withLock { $0.1 = result }
      }
      var part = parts[order[job - 1]]
      let file = CompiledFile(packed: &part)
      done.withLock { $0.0[order[job - 1]] = file }
    }
    let (files, result) = done.withLock { $0 }
    return (files.compactMap(\.self), result ?? work())
  }

  /// The grammar of files that were compiled before; `lexicon` and `makers` must be those that they were compiled with.
  public init(files: [CompiledFile], lexicon: Lexicon, makers: [MakerSignature]) {
    self.init(files: files, lexicon: lexicon, types: Self.types(of: makers))
  }
}

extension CompiledFile {
  fileprivate func pack(into out: inout PackedWriter) {
    out.add(file.path)
    out.add(file.name)
    out.add(GrammarStage.allCases.firstIndex(of: file.stage) ?? 0)
    out.add(file.overlaps)
    out.add(file.uses) { $0.add($1) }
    out.add(rules) { $1.pack(into: &$0) }
    out.add(tests) { $1.pack(into: &$0) }
    out.add(column: wordTests.words)
    out.add(column: wordTests.tests)
    automaton.pack(into: &out)
    out.add(testsBrackets)
    out.add(Int(places.rawValue))
    starts.pack(into: &out)
    out.add(rules.indices.filter { rules[$0].isLoose }) { out, rule in
      out.add(rule)
      out.addPart { exact(rule).pack(into: &$0) }
    }
  }

  fileprivate convenience init(packed: inout PackedReader) {
    let path = packed.text()
    let name = packed.text()
    let stages = GrammarStage.allCases
    let stage = stages[min(max(0, packed.number()), stages.count - 1)]
    let overlaps = packed.flag()
    let uses = packed.list { $0.text() }
    let rules = packed.list { CompiledRule(packed: &$0, path: path) }
    let tests = packed.list { ResolvedTest(packed: &$0, depth: 0) }
    let (words, ofWords) = (packed.column(), packed.column())
    let wordTests = words.count == ofWords.count ? Symbols.WordTests(words: words, tests: ofWords) : nil
    let automaton = FlatAutomaton(packed: &packed)
    let testsBrackets = packed.flag()
    let places = TokenPlace(rawValue: UInt8(truncatingIfNeeded: packed.number()))
    let starts = StartGroups(packed: &packed)
    let exact = packed.list { packed in
      let rule = packed.number()
      return (rule, StoredPattern.packed(packed.part()))
    }
    self.init(
      file: GrammarFile(
        compiled: path, name: name, stage: stage, overlaps: overlaps, uses: uses, rules: rules.map(\.rule)),
      rules: rules, tests: tests, automaton: automaton, testsBrackets: testsBrackets, places: places,
      starts: starts,
      exactPatterns: .kept(Dictionary(exact) { first, _ in first }), wordTests: wordTests)
  }
}

extension CompiledRule {
  fileprivate func pack(into out: inout PackedWriter) {
    out.add(rule.name)
    out.add(rule.priority)
    out.add(rule.makes.name)
    out.add(rule.makes.fields) { out, field in
      out.add(field.name)
      switch field.value {
      case .capture(let name):
        out.add(true)
        out.add(name)
      case .text(let text):
        out.add(false)
        out.add(text)
      }
    }
    out.add(captureNames) { $0.add($1) }
    out.add(Int(entry))
    out.add(Int(states.lowerBound))
    out.add(states.count)
    out.add(isLoose)
    for side in sides {
      out.add(side != nil)
      if let side { out.addPart { side.automaton.pack(into: &$0) } }
    }
  }

  fileprivate convenience init(packed: inout PackedReader, path: String) {
    let place = GrammarPlace(file: path, line: 1, column: 1)
    let name = packed.text()
    let priority = packed.number()
    let maker = packed.text()
    let fields = packed.list { packed in
      let name = packed.text()
      let isCapture = packed.flag()
      let value = packed.text()
      return Construction.Field(name: name, value: isCapture ? .capture(value) : .text(value), place: place)
    }
    let captureNames = packed.list { $0.text() }
    let entry = packed.number32()
    let first = packed.number32()
    let count = max(0, packed.number32())
    let isLoose = packed.flag()
    func side(_ packed: inout PackedReader) -> StoredPattern? { packed.flag() ? .packed(packed.part()) : nil }
    self.init(
      rule: GrammarRule(
        compiled: name, priority: priority, makes: Construction(name: maker, fields: fields, place: place), file: path),
      captureNames: captureNames, entry: entry, states: first..<(first &+ count), isLoose: isLoose,
      before: side(&packed), notBefore: side(&packed), after: side(&packed), notAfter: side(&packed))
  }
}

extension ResolvedTest {
  /// How deep tests may lie in one another.
  private static let deepest = 64

  fileprivate func pack(into out: inout PackedWriter) {
    switch self {
    case .word(let word):
      out.add(0)
      out.add(Int(word))
    case .list(let list, let value):
      out.add(1)
      out.add(list)
      out.add(value != nil)
      out.add(value ?? "")
    case .type(let type, let mask, let absent):
      out.add(2)
      out.add(Int(type.rawValue))
      out.add(Int(mask))
      out.add(Int(absent))
    case .clauseGap: out.add(3)
    case .sentenceGap: out.add(4)
    case .any(let parts):
      out.add(5)
      out.add(parts) { $1.pack(into: &$0) }
    case .not(let part):
      out.add(6)
      part.pack(into: &out)
    }
  }

  fileprivate init(packed: inout PackedReader, depth: Int) {
    guard depth < Self.deepest else {
      self = .any([])
      return
    }
    switch packed.number() {
    case 0: self = .word(packed.number32())
    case 1:
      let list = max(0, packed.number())
      let hasValue = packed.flag()
      let value = packed.text()
      self = .list(list, value: hasValue ? value : nil)
    case 2:
      let type = TokenType(rawValue: UInt8(truncatingIfNeeded: packed.number()))
      let mask = UInt32(truncatingIfNeeded: packed.number())
      self = .type(type, mask: mask, absent: UInt32(truncatingIfNeeded: packed.number()))
    case 3: self = .clauseGap
    case 4: self = .sentenceGap
    case 5: self = .any(packed.list { ResolvedTest(packed: &$0, depth: depth + 1) })
    case 6: self = .not(ResolvedTest(packed: &packed, depth: depth + 1))
    default: self = .any([])
    }
  }
}

extension FlatAutomaton {
  fileprivate func pack(into out: inout PackedWriter) {
    out.add(rows: states.map { (Int32($0.kind.rawValue) << 1 | ($0.isEnd ? 1 : 0), $0.value, $0.next) })
    out.add(column: branches)
    out.add(Int(start))
  }

  init(packed: inout PackedReader) {
    let states = packed.rows { kind, value, next in
      State(
        kind: Kind(rawValue: UInt8(truncatingIfNeeded: kind >> 1)) ?? .accept, isEnd: kind & 1 == 1, value: value,
        next: next)
    }
    let branches = packed.column()
    self.init(states: states, branches: branches, start: packed.number32())
  }
}
