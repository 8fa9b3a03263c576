import Tokenizing

/// A deterministic automaton that is built as texts need it, over the symbols of a `SymbolTable`.
///
/// A state is the set of pattern states that can be reached; no text makes it go back. The table is emptied when it
/// grows beyond a bound, so memory is bounded and the time per token too.
struct LazyAutomaton {
  static let mostStates = 4096

  private let automaton: FlatAutomaton
  private let ranks: [Int32]
  /// The states that runs of each group of rules begin in.
  private let groups: [[Int32]]
  /// The state in which a run for some of the groups begins, by their bits.
  private var groupStarts: [Int32]
  private var sets: [[Int32]] = []
  /// The list of rules that a set accepts, as an index into `lists`; -1 where it accepts none.
  private var accepts: [Int32] = []
  /// Lists of rules that some set accepts, best first. A list keeps its number when the table is emptied.
  private var lists: [[Int32]] = []
  private var listNumbers: [[Int32]: Int32] = [:]
  private var numbers: [SetKey: Int32] = [:]
  /// The state in which a run begins behind a token of each place, the last one where it does not matter.
  private var starts = [Int32](repeating: Self.unknown, count: 65)
  /// Of each state for each symbol; in two bytes, so that more of the table stays near.
  private var transitions: [Int16] = []
  private var stride = 64
  private var marked: [UInt32]
  private var generation: UInt32 = 0
  /// The states that `follow` has still to go on from; kept, so that it is not allocated each time.
  private var waiting: [Int32] = []
  /// Whether some state asks for the place of the token ahead.
  private let looksAhead: Bool
  /// For each set the tests that it asks, as bits, `maskWidth` words each: two tokens of one place that pass the same of
  /// these lead to the same set.
  private var masks: [UInt64] = []
  private var maskWidth = 0
  private var answers = AnswerTable(width: 0)

  private struct SetKey: Hashable {
    let states: [Int32]
    let accepts: Int32

    /// One number for the whole set: the states differ in few bits, and sets are long.
    func hash(into hasher: inout Hasher) {
      var mixed = UInt64(truncatingIfNeeded: accepts)
      for state in states { mixed = (mixed ^ UInt64(truncatingIfNeeded: state)) &* 0x9E37_79B9_7F4A_7C15 }
      hasher.combine(mixed)
    }
  }

  static let dead: Int32 = -1
  /// A transition that is not computed yet.
  static let unknown: Int32 = -2

  /// An automaton for the pattern; `ranks` orders the rules that accept (lower is better). `groups`: the states in which
  /// the rules of each group begin.
  init(_ automaton: FlatAutomaton, ranks: [Int32], groups: [[Int32]] = []) {
    self.automaton = automaton
    self.groups = groups
    groupStarts = [Int32](repeating: Self.unknown, count: 1 << groups.count)
    self.ranks = ranks
    marked = [UInt32](repeating: 0, count: automaton.states.count)
    looksAhead = automaton.states.contains { $0.kind == .ahead }
    let tests = automaton.states.lazy.filter { $0.kind == .test }.map { Int($0.value) + 1 }.max() ?? 0
    maskWidth = (tests + 63) / 64
    answers = AnswerTable(width: maskWidth)
    reset()
  }

  /// The state in which a run begins whose surroundings do not matter.
  private(set) var plainStart: Int32 = 0

  /// The same for the rules of some groups alone, by their bits; `dead` where they have none.
  @inline(__always)
  mutating func start(of bits: Int) -> Int32 {
    let known = groupStarts[bits]
    return known != Self.unknown ? known : learnStart(of: bits)
  }

  private mutating func learnStart(of bits: Int) -> Int32 {
    var closure: [Int32] = []
    begin()
    for (index, entries) in groups.enumerated() where bits & (1 << index) != 0 {
      for entry in entries { follow(entry, into: &closure, behind: nil) }
    }
    let state = number(of: closure, accepting: closure)
    groupStarts[bits] = state
    return state
  }

  private mutating func reset() {
    sets = []
    accepts = []
    numbers = [:]
    transitions = []
    masks = []
    answers = AnswerTable(width: maskWidth)
    for index in starts.indices { starts[index] = Self.unknown }
    for index in groupStarts.indices { groupStarts[index] = Self.unknown }
    plainStart = initial(behind: nil)
  }

  /// The state in which a run begins behind a token of the given place (nil: the place does not matter).
  mutating func initial(behind place: TokenPlace?) -> Int32 {
    let slot = Int(place?.rawValue ?? 64)
    if starts[slot] != Self.unknown { return starts[slot] }
    var closure: [Int32] = []
    begin()
    follow(automaton.start, into: &closure, behind: place)
    let state = number(of: closure, accepting: closure)
    starts[slot] = state
    return state
  }

  private mutating func begin() {
    generation &+= 1
    if generation == 0 {
      for i in marked.indices { marked[i] = 0 }
      generation = 1
    }
  }

  /// Adds all that is reached without a token from `state`. `place` is that of the token just consumed.
  private mutating func follow(_ state: Int32, into set: inout [Int32], behind place: TokenPlace?) {
    waiting.append(state)
    while let top = waiting.popLast() {
      guard marked[Int(top)] != generation else { continue }
      marked[Int(top)] = generation
      let state = automaton.states[Int(top)]
      switch state.kind {
      case .test, .accept, .ahead: set.append(top)
      case .split:
        var branch = Int(state.next) - 1
        while branch >= Int(state.value) {
          waiting.append(automaton.branches[branch])
          branch -= 1
        }
      case .mark: waiting.append(state.next)
      case .behind: if let place, place.holds(state.value) { waiting.append(state.next) }
      }
    }
  }

  private mutating func number(of set: [Int32], accepting: [Int32]) -> Int32 {
    guard !set.isEmpty else { return Self.dead }
    var rules: [Int32] = []
    for index in accepting where automaton.states[Int(index)].kind == .accept {
      rules.append(automaton.states[Int(index)].value)
    }
    rules.sort { ranks[Int($0)] < ranks[Int($1)] }
    let sorted = set.sorted()
    let accepted = list(of: rules)
    let key = SetKey(states: sorted, accepts: accepted)
    if let known = numbers[key] { return known }
    return add(sorted, accepting: accepted, key)
  }

  private mutating func add(_ set: [Int32], accepting list: Int32, _ key: SetKey) -> Int32 {
    let new = Int32(sets.count)
    sets.append(set)
    accepts.append(list)
    numbers[key] = new
    transitions.append(contentsOf: repeatElement(Int16(Self.unknown), count: stride))
    masks += asked(by: set)
    return new
  }

  /// The tests that the members of a set ask, those behind a look at the place of the token ahead included.
  private mutating func asked(by set: [Int32]) -> [UInt64] {
    var bits = [UInt64](repeating: 0, count: maskWidth)
    var members = set
    if looksAhead {
      begin()
      for member in set { marked[Int(member)] = generation }
    }
    var index = 0
    while index < members.count {
      let state = automaton.states[Int(members[index])]
      index += 1
      if state.kind == .test { bits[Int(state.value) >> 6] |= 1 << UInt64(state.value & 63) }
      if state.kind == .ahead { follow(state.next, into: &members, behind: nil) }
    }
    return bits
  }

  private mutating func list(of rules: [Int32]) -> Int32 {
    guard !rules.isEmpty else { return -1 }
    if let known = listNumbers[rules] { return known }
    let new = Int32(lists.count)
    lists.append(rules)
    listNumbers[rules] = new
    return new
  }

  /// Forgets all where the lists of rules have become too many; states and lists from before mean nothing then.
  mutating func forgetIfLarge() {
    guard lists.count > Self.mostStates else { return }
    lists = []
    listNumbers = [:]
    reset()
  }

  /// The state behind `state` when it reads the symbol: `dead` where nothing can match any more, `unknown` where it
  /// must be computed.
  @inline(__always)
  func known(_ state: Int32, _ symbol: Int32) -> Int32 {
    Int(symbol) < stride ? Int32(transitions[Int(state) &* stride &+ Int(symbol)]) : Self.unknown
  }

  /// The list of rules that a state accepts; -1 where it accepts none.
  @inline(__always)
  func accepted(_ state: Int32) -> Int32 { accepts[Int(state)] }

  /// The rule of a list at a rank from 0, the best; -1 where it has no more.
  @inline(__always)
  func rule(_ rank: Int, of list: Int32) -> Int32 {
    rank < lists[Int(list)].count ? lists[Int(list)][rank] : -1
  }

  /// Computes the state behind a state.
  mutating func compute(_ from: Int32, _ symbol: Int32, in symbols: Symbols) -> Int32 {
    var state = from
    if Int(symbol) >= stride { widen(to: Int(symbol) + 1) }
    if sets.count >= Self.mostStates {
      // Too many: forget all but the state we are in.
      let set = sets[Int(state)]
      let rules = accepts[Int(state)]
      reset()
      let key = SetKey(states: set, accepts: rules)
      if let known = numbers[key] {
        state = known
      } else {
        state = add(set, accepting: rules, key)
      }
    }
    let slot = Int(state) * stride + Int(symbol)
    let known = answers.find(state, symbol, masks, in: symbols)
    if known != Self.unknown {
      transitions[slot] = Int16(truncatingIfNeeded: known)
      return known
    }
    let result = step(state, symbol, in: symbols)
    answers.learn(result)
    transitions[slot] = Int16(truncatingIfNeeded: result)
    return result
  }

  /// The set behind a set.
  private mutating func step(_ state: Int32, _ symbol: Int32, in symbols: Symbols) -> Int32 {
    let place = symbols.place(of: symbol)
    // First what holds only where the token to be read has a place, then the token itself.
    var ready = sets[Int(state)]
    var index = 0
    var seen: Set<Int32> = []
    while looksAhead, index < ready.count {
      let member = ready[index]
      index += 1
      let ahead = automaton.states[Int(member)]
      guard ahead.kind == .ahead, place.holds(ahead.value), seen.insert(member).inserted else { continue }
      var more: [Int32] = []
      begin()
      follow(ahead.next, into: &more, behind: nil)
      for state in more where !ready.contains(state) { ready.append(state) }
    }
    var set: [Int32] = []
    begin()
    for member in ready {
      let test = automaton.states[Int(member)]
      if test.kind == .test, symbols.passes(symbol, test.value) { follow(test.next, into: &set, behind: place) }
    }
    let stepped = set
    if symbols.isTransparent(symbol) {
      for member in sets[Int(state)] where marked[Int(member)] != generation {
        if automaton.states[Int(member)].kind == .accept { continue }
        marked[Int(member)] = generation
        set.append(member)
      }
    }
    return number(of: set, accepting: stepped)
  }

  private mutating func widen(to count: Int) {
    var wider = stride
    while wider < count { wider *= 2 }
    var table = [Int16](repeating: Int16(Self.unknown), count: wider * sets.count)
    for row in 0..<sets.count {
      for column in 0..<stride { table[row * wider + column] = transitions[row * stride + column] }
    }
    transitions = table
    stride = wider
  }
}
