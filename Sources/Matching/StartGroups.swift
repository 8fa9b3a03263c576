import Tokenizing

/// The rules of a file by what a place must have for one of them to begin there.
///
/// A rule is *narrow* where its first token is one of certain words, lists or types. Of the others those that begin with
/// an anchor are *anchored*; those whose `after` ends with certain tokens are *led*; what is left is *broad*: it may
/// begin with nearly any token. All but the narrow ones are tried only in segments that hold a token without which none
/// of them can match.
struct StartGroups {
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
  private(set) var hasAnchored = false
  private(set) var hasLed = false
  private(set) var hasBroad = false

  init(_ file: CompiledFile, _ flat: FlatAutomaton, tried: [Int32]) {
    var all: Set<Int32> = []
    var leading: Set<Int32> = []
    for (index, rule) in file.rules.enumerated() where tried.contains(rule.entry) {
      let first = Self.firstTests(rule.entry, flat)
      var group = 3
      if !Self.isOpen(first, file.tests) {
        group = 0
        all.formUnion(first)
      } else if let place = Self.anchor(rule.entry, flat) {
        group = 1
        anchors.formUnion(place)
      } else if let side = rule.after {
        let tests = Self.firstTests(side.start, side)
        if !Self.isOpen(tests, file.tests), !Self.isEmpty(side.start, side) {
          group = 2
          leading.formUnion(tests)
        }
      }
      entries[group].append(rule.entry)
      if let own = file.needed[index], let others = needed[group] {
        needed[group] = Array(Set(others + own)).sorted()
      } else {
        needed[group] = nil
      }
    }
    firstTests = all.sorted()
    leadTests = leading.sorted()
    hasAnchored = !entries[1].isEmpty
    hasLed = !entries[2].isEmpty
    hasBroad = !entries[3].isEmpty
  }

  /// What is true of tokens of a signature.
  func flags(_ signature: Int32, isBracket: Bool, in symbols: Symbols) -> Flags {
    func passesAny(_ tests: [Int32]?) -> Bool {
      tests.map { $0.contains { symbols.passes(signature: signature, $0) } } ?? true
    }
    var out: Flags = .known
    if passesAny(firstTests) { out.insert(.first) }
    if passesAny(leadTests) { out.insert(.leads) }
    if hasAnchored, passesAny(needed[1]) { out.insert(.allowsAnchored) }
    if hasLed, passesAny(needed[2]) { out.insert(.allowsLed) }
    if hasBroad, passesAny(needed[3]) { out.insert(.allowsBroad) }
    if isBracket { out.insert(.passedOver) }
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
  private static func firstTests(_ entry: Int32, _ flat: FlatAutomaton) -> [Int32] {
    var out: [Int32] = []
    forEachFree(entry, flat) { if $0.kind == .test { out.append($0.value) } }
    return out
  }

  /// Whether a pattern matches nothing at all.
  private static func isEmpty(_ entry: Int32, _ flat: FlatAutomaton) -> Bool {
    var found = false
    forEachFree(entry, flat) { if $0.kind == .accept { found = true } }
    return found
  }

  /// Calls `body` with each state that is reached from one without reading a token.
  private static func forEachFree(_ entry: Int32, _ flat: FlatAutomaton, _ body: (FlatAutomaton.State) -> Void) {
    var known: Set<Int32> = []
    var stack = [entry]
    while let top = stack.popLast() {
      guard known.insert(top).inserted else { continue }
      let state = flat.states[Int(top)]
      body(state)
      switch state.kind {
      case .split: stack += flat.branches(of: state)
      case .behind, .ahead, .mark: stack.append(state.next)
      case .test, .accept: break
      }
    }
  }

  /// The places of which the first token must have one; nil where a way to it asks for none.
  private static func anchor(_ entry: Int32, _ flat: FlatAutomaton) -> TokenPlace? {
    var out: TokenPlace = []
    var known: Set<Int32> = []
    var stack = [entry]
    while let top = stack.popLast() {
      guard known.insert(top).inserted else { continue }
      let state = flat.states[Int(top)]
      switch state.kind {
      case .split: stack += flat.branches(of: state)
      case .mark: stack.append(state.next)
      case .ahead: out.formUnion(TokenPlace(rawValue: UInt8(truncatingIfNeeded: state.value)))
      // Nothing was read yet, so what must stand behind never does.
      case .behind: break
      case .test, .accept: return nil
      }
    }
    return out.isEmpty ? nil : out
  }
}
