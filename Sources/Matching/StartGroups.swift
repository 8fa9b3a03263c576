import TextModel
import Tokenizing

/// The rules of a file by what a place must have for one of them to begin there.
///
/// A rule is *narrow* where its first token is one of certain words, lists or types. Of the others those that begin with
/// an anchor are *anchored*; those whose `after` ends with certain tokens are *led*; what is left is *broad*: it may
/// begin with nearly any token. All but the narrow ones are tried only in segments that hold a token without which none
/// of them can match.
struct StartGroups: Sendable {
  /// What is known of a kind of token, in one byte.
  struct Flags: OptionSet {
    let rawValue: UInt8
    static let known = Flags(rawValue: 1)
    /// A narrow rule can begin with it.
    static let first = Flags(rawValue: 2)
    /// A led rule can begin behind it.
    static let leads = Flags(rawValue: 4)
    /// An anchored, led or broad rule may match where it stands in the segment.
    static let allowsAnchored = Flags(rawValue: 8)
    static let allowsLed = Flags(rawValue: 16)
    static let allowsBroad = Flags(rawValue: 32)
    /// It is passed over by what looks back.
    static let passedOver = Flags(rawValue: 64)
  }

  /// Which of the groups a run is for, as bits.
  static let narrow = 1
  static let anchored = 2
  static let led = 4
  static let broad = 8

  /// The states in which the rules of each group begin, by the exponent of its bit.
  private(set) var entries: [[Int32]] = [[], [], [], []]
  private(set) var anchors: TokenPlace = []
  private var firstTests: [Int32] = []
  private var leadTests: [Int32] = []
  /// The tests of which a rule of the group needs one; nil where it may do without any.
  private var needed: [[Int32]?] = [[], [], [], []]

  var hasAnchored: Bool { !entries[1].isEmpty }
  var hasLed: Bool { !entries[2].isEmpty }
  var hasBroad: Bool { !entries[3].isEmpty }

  /// The groups of all rules, or of one alone. `needed`: for each rule the tests of which a token of the segment must
  /// pass one where the rule matches; nil where it may do without any that is rare.
  init(
    _ rules: [CompiledRule], tests: [ResolvedTest], _ flat: FlatAutomaton, needed own: [[Int32]?], only: Int? = nil
  ) {
    var walk = FreeWalk(states: flat.states.count)
    var all: Set<Int32> = []
    var leading: Set<Int32> = []
    for (index, rule) in rules.enumerated() where only == nil || only == index {
      let first = Self.firstTests(rule.entry, flat, &walk)
      var group = 3
      if !Self.isOpen(first, tests) {
        group = 0
        all.formUnion(first)
      } else if let place = Self.anchor(rule.entry, flat, &walk) {
        group = 1
        anchors.formUnion(place)
      } else if let side = rule.after?.automaton {
        var walk = FreeWalk(states: side.states.count)
        let last = Self.firstTests(side.start, side, &walk)
        if !Self.isOpen(last, tests), !Self.isEmpty(side.start, side, &walk) {
          group = 2
          leading.formUnion(last)
        }
      }
      entries[group].append(rule.entry)
      if let own = own[index], let others = needed[group] {
        needed[group] = Array(Set(others + own)).sorted()
      } else {
        needed[group] = nil
      }
    }
    firstTests = all.sorted()
    leadTests = leading.sorted()
  }

  /// Adds the groups to what is packed.
  func pack(into out: inout PackedWriter) {
    for group in entries { out.add(group) }
    out.add(Int(anchors.rawValue))
    out.add(firstTests)
    out.add(leadTests)
    for tests in needed {
      out.add(tests != nil)
      out.add(tests ?? [])
    }
  }

  /// The groups that `pack` packed.
  init(packed: inout PackedReader) {
    for group in entries.indices { entries[group] = packed.numbers() }
    anchors = TokenPlace(rawValue: UInt8(truncatingIfNeeded: packed.number()))
    firstTests = packed.numbers()
    leadTests = packed.numbers()
    for group in needed.indices {
      let isThere = packed.flag()
      let tests = packed.numbers()
      needed[group] = isThere ? tests : nil
    }
  }

  /// What is true of tokens of a signature.
  func flags(_ signature: Int32, in symbols: Symbols) -> Flags {
    func passesAny(_ tests: [Int32]?) -> Bool {
      tests.map { $0.contains { symbols.passes(signature: signature, $0) } } ?? true
    }
    var out: Flags = .known
    if passesAny(firstTests) { out.insert(.first) }
    if passesAny(leadTests) { out.insert(.leads) }
    if hasAnchored, passesAny(needed[1]) { out.insert(.allowsAnchored) }
    if hasLed, passesAny(needed[2]) { out.insert(.allowsLed) }
    if hasBroad, passesAny(needed[3]) { out.insert(.allowsBroad) }
    return out
  }

  /// Whether one of the tests passes nearly any token.
  private static func isOpen(_ tests: [Int32], _ all: [ResolvedTest]) -> Bool {
    func isOpen(_ test: ResolvedTest) -> Bool {
      switch test {
      case .not, .clauseGap, .sentenceGap: true
      case .type(let type, _, _): type == .word
      case .any(let parts): parts.contains(where: isOpen)
      case .word, .list: false
      }
    }
    return tests.contains { isOpen(all[Int($0)]) }
  }

  /// The tests that the first token read from a state on can pass.
  private static func firstTests(_ entry: Int32, _ flat: FlatAutomaton, _ walk: inout FreeWalk) -> [Int32] {
    var out: [Int32] = []
    walk.forEach(from: entry, flat) { state in
      if state.kind == .test { out.append(state.value) }
      return true
    }
    return out
  }

  /// Whether a pattern matches nothing at all.
  private static func isEmpty(_ entry: Int32, _ flat: FlatAutomaton, _ walk: inout FreeWalk) -> Bool {
    var found = false
    walk.forEach(from: entry, flat) { state in
      if state.kind == .accept { found = true }
      return true
    }
    return found
  }

  /// The places of which the first token must have one; nil where a way to it asks for none.
  private static func anchor(_ entry: Int32, _ flat: FlatAutomaton, _ walk: inout FreeWalk) -> TokenPlace? {
    var out: TokenPlace = []
    var isFree = false
    walk.forEach(from: entry, flat) { state in
      switch state.kind {
      case .split, .mark: return true
      case .ahead: out.formUnion(TokenPlace(rawValue: UInt8(truncatingIfNeeded: state.value)))
      // Nothing was read yet, so what must stand behind never does.
      case .behind: break
      case .test, .accept: isFree = true
      }
      return false
    }
    return out.isEmpty || isFree ? nil : out
  }
}

/// Goes through the states that are reached without reading a token.
private struct FreeWalk {
  private var marked: [UInt32]
  private var generation: UInt32 = 0
  private var stack: [Int32] = []

  init(states: Int) { marked = [UInt32](repeating: 0, count: states) }

  /// Calls `body` once with each state; it says whether to go on behind the state.
  mutating func forEach(from entry: Int32, _ flat: FlatAutomaton, _ body: (FlatAutomaton.State) -> Bool) {
    generation += 1
    stack.append(entry)
    while let top = stack.popLast() {
      guard marked[Int(top)] != generation else { continue }
      marked[Int(top)] = generation
      let state = flat.states[Int(top)]
      guard body(state) else { continue }
      switch state.kind {
      case .split: stack += flat.branches(of: state)
      case .behind, .ahead, .mark: stack.append(state.next)
      case .test, .accept: break
      }
    }
  }
}
