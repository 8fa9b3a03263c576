import Tokenizing

/// A deterministic automaton that is built as texts need it, over the symbols of a `SymbolTable`.
///
/// A state is the set of pattern states that can be reached; no text makes it go back. The table is emptied when it
/// grows beyond a bound, so memory is bounded and the time per token too.
struct LazyAutomaton: Sendable {
  static let mostStates = 16_384
  /// Symbols from this on have no place in `firsts`.
  private static let mostFirsts: Int32 = 1 << 16

  private let automaton: FlatAutomaton
  private let ranks: [Int32]
  /// The states that runs of each group of rules begin in.
  private let groups: [[Int32]]
  /// The state in which a run for each group begins.
  private var groupStarts: [Int32]
  /// The members of all sets, one set behind the other, and where each begins; the last number is the end.
  private var members: [Int32] = []
  private var firstMember: [Int32] = [0]
  /// The list of rules that a set accepts, as an index into `lists`; -1 where it accepts none.
  private var accepts: [Int32] = []
  /// Lists of rules that some set accepts, best first. A list keeps its number when the table is emptied.
  private var lists: [[Int32]] = []
  private var listNumbers: [[Int32]: Int32] = [:]
  /// The sets by their members, in open addressing; -1 for a free slot. `mixes` has the number that each is put by.
  private var setSlots: [Int32] = []
  private var mixes: [UInt64] = []
  /// The state in which a run begins behind a token of each place, the last one where it does not matter.
  private var starts = [Int32](repeating: Self.unknown, count: 65)
  private var transitions = TransitionTable()
  /// For each group what the first symbol of a run leads to: nearly all runs are no longer, so that these
  /// stand in tables of their own.
  private var firsts: [[Int16]]
  private var marked: [UInt32]
  private var generation: UInt32 = 0
  /// The states that `follow` has still to go on from, the set before and the set under way, the rules that it accepts:
  /// kept, so that they are not allocated each time.
  private var waiting: [Int32] = []
  private var ready: [Int32] = []
  private var set: [Int32] = []
  private var rules: [Int32] = []
  /// Whether some state asks for the place of the token ahead.
  private let looksAhead: Bool
  /// For each set the tests that it asks, as bits, `maskWidth` words each: two tokens of one place that pass the same of
  /// these lead to the same set.
  private var masks: [UInt64] = []
  private let maskWidth: Int
  private var answers: AnswerTable

  static let dead: Int32 = -1
  /// A transition that is not computed yet.
  static let unknown: Int32 = -2

  /// An automaton for the pattern; `ranks` orders the rules that accept (lower is better). `groups`: the states in which
  /// the rules of each group begin.
  init(_ automaton: FlatAutomaton, ranks: [Int32], groups: [[Int32]] = []) {
    self.automaton = automaton
    self.groups = groups
    groupStarts = [Int32](repeating: Self.unknown, count: groups.count)
    firsts = [[Int16]](repeating: [], count: groups.count)
    self.ranks = ranks
    marked = [UInt32](repeating: 0, count: automaton.states.count)
    looksAhead = automaton.looksAhead
    maskWidth = (automaton.testCount + 63) / 64
    answers = AnswerTable(width: maskWidth)
    reset()
  }

  /// The same for the rules of a group alone; `dead` where it has none.
  private mutating func start(of group: Int) -> Int32 {
    let known = groupStarts[group]
    return known != Self.unknown ? known : learnStart(of: group)
  }

  /// What the first symbol of a run for a group leads to; `unknown` where it must be computed.
  @inline(__always)
  func first(_ group: Int, _ symbol: Int32) -> Int32 {
    Int(symbol) < firsts[group].count ? Int32(firsts[group][Int(symbol)]) : Self.unknown
  }

  /// Computes what the first symbol of a run leads to.
  mutating func computeFirst(_ group: Int, _ symbol: Int32, in symbols: Symbols) -> Int32 {
    let start = start(of: group)
    guard start != Self.dead else { return Self.dead }
    let result = compute(start, symbol, in: symbols)
    guard symbol < Self.mostFirsts else { return result }
    if Int(symbol) >= firsts[group].count {
      let missing = Int(symbol) + 256 - firsts[group].count
      firsts[group].append(contentsOf: repeatElement(Int16(Self.unknown), count: missing))
    }
    firsts[group][Int(symbol)] = Int16(truncatingIfNeeded: result)
    return result
  }

  private mutating func learnStart(of group: Int) -> Int32 {
    begin()
    set.removeAll(keepingCapacity: true)
    for entry in groups[group] { follow(entry, behind: nil) }
    let state = number(acceptingUpTo: set.count)
    groupStarts[group] = state
    return state
  }

  private mutating func reset() {
    members = []
    firstMember = [0]
    accepts = []
    setSlots = [Int32](repeating: -1, count: 64)
    mixes = []
    transitions = TransitionTable()
    masks = []
    answers = AnswerTable(width: maskWidth)
    for index in starts.indices { starts[index] = Self.unknown }
    for index in groupStarts.indices {
      groupStarts[index] = Self.unknown
      firsts[index] = []
    }
  }

  /// The state in which a run begins behind a token of the given place (nil: the place does not matter).
  mutating func initial(behind place: TokenPlace?) -> Int32 {
    let slot = Int(place?.rawValue ?? 64)
    if starts[slot] != Self.unknown { return starts[slot] }
    begin()
    set.removeAll(keepingCapacity: true)
    follow(automaton.start, behind: place)
    let state = number(acceptingUpTo: set.count)
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

  /// Adds all that is reached without a token from `state` to the set under way. `place` is that of the token just
  /// consumed.
  private mutating func follow(_ state: Int32, behind place: TokenPlace?) {
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

  /// The number of the set under way, all of whose members are marked. `count`: how many of them, from the first, may
  /// accept.
  private mutating func number(acceptingUpTo count: Int) -> Int32 {
    guard !set.isEmpty else { return Self.dead }
    rules.removeAll(keepingCapacity: true)
    for member in set.prefix(count) where automaton.states[Int(member)].kind == .accept {
      rules.append(automaton.states[Int(member)].value)
    }
    rules.sort { ranks[Int($0)] < ranks[Int($1)] }
    return number(accepting: list(of: rules))
  }

  /// The number of the set under way, all of whose members are marked, with its list of rules.
  private mutating func number(accepting list: Int32) -> Int32 {
    // A sum does not depend on the order.
    var mixed: UInt64 = 0
    for member in set { mixed &+= (UInt64(truncatingIfNeeded: member) &+ 1) &* 0x9E37_79B9_7F4A_7C15 }
    mixed = (mixed ^ (mixed >> 31)) &* 0xBF58_476D_1CE4_E5B9 &+ UInt64(truncatingIfNeeded: list)
    var slot = Int(truncatingIfNeeded: mixed >> 32) & (setSlots.count - 1)
    while setSlots[slot] >= 0 {
      let known = setSlots[slot]
      if mixes[Int(known)] == mixed, accepts[Int(known)] == list, isSet(known) { return known }
      slot = (slot + 1) & (setSlots.count - 1)
    }
    let new = Int32(accepts.count)
    members += set
    firstMember.append(Int32(members.count))
    accepts.append(list)
    mixes.append(mixed)
    setSlots[slot] = new
    if accepts.count * 2 > setSlots.count { widenSlots() }
    noteTests(of: new)
    return new
  }

  /// Whether a known set has the members of the one under way: those are marked.
  private func isSet(_ known: Int32) -> Bool {
    let range = Int(firstMember[Int(known)])..<Int(firstMember[Int(known) + 1])
    return range.count == set.count && range.allSatisfy { marked[Int(members[$0])] == generation }
  }

  private mutating func widenSlots() {
    setSlots = [Int32](repeating: -1, count: setSlots.count * 2)
    for (number, mixed) in mixes.enumerated() {
      var slot = Int(truncatingIfNeeded: mixed >> 32) & (setSlots.count - 1)
      while setSlots[slot] >= 0 { slot = (slot + 1) & (setSlots.count - 1) }
      setSlots[slot] = Int32(number)
    }
  }

  /// Notes the tests that the members of a new set ask, those behind a look at the place of the token ahead included.
  private mutating func noteTests(of new: Int32) {
    let first = masks.count
    masks.append(contentsOf: repeatElement(0, count: maskWidth))
    lookAhead { _ in true }
    for member in set where automaton.states[Int(member)].kind == .test {
      let test = Int(automaton.states[Int(member)].value)
      masks[first + test >> 6] |= 1 << UInt64(test & 63)
    }
  }

  /// Adds to the set under way what holds only where the token to be read has a place.
  private mutating func lookAhead(where holds: (Int32) -> Bool) {
    guard looksAhead else { return }
    begin()
    for member in set { marked[Int(member)] = generation }
    var index = 0
    while index < set.count {
      let state = automaton.states[Int(set[index])]
      index += 1
      if state.kind == .ahead, holds(state.value) { follow(state.next, behind: nil) }
    }
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
  mutating func known(_ state: Int32, _ symbol: Int32) -> Int32 { transitions.target(of: state, symbol) }

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
    let state = accepts.count < Self.mostStates ? from : forgetAll(but: from)
    let known = answers.find(state, symbol, masks, in: symbols)
    if known != Self.unknown {
      transitions.add(known, behind: state, symbol)
      return known
    }
    let result = step(state, symbol, in: symbols)
    answers.learn(result)
    transitions.add(result, behind: state, symbol)
    return result
  }

  /// Too many sets: forgets all but the one under way, and returns its new number.
  private mutating func forgetAll(but state: Int32) -> Int32 {
    let kept = Array(members[Int(firstMember[Int(state)])..<Int(firstMember[Int(state) + 1])])
    // Which of its members accept was settled when it was made: only its list tells.
    let list = accepts[Int(state)]
    reset()
    begin()
    for member in kept { marked[Int(member)] = generation }
    set = kept
    return number(accepting: list)
  }

  /// The set behind a set.
  private mutating func step(_ state: Int32, _ symbol: Int32, in symbols: Symbols) -> Int32 {
    let place = symbols.place(of: symbol)
    let own = Int(firstMember[Int(state)])..<Int(firstMember[Int(state) + 1])
    set.removeAll(keepingCapacity: true)
    set.append(contentsOf: members[own])
    lookAhead { place.holds($0) }
    swap(&ready, &set)
    begin()
    set.removeAll(keepingCapacity: true)
    for member in ready {
      let test = automaton.states[Int(member)]
      if test.kind == .test, symbols.passes(symbol, test.value) { follow(test.next, behind: place) }
    }
    let stepped = set.count
    if symbols.isTransparent(symbol) {
      for at in own where marked[Int(members[at])] != generation {
        if automaton.states[Int(members[at])].kind == .accept { continue }
        marked[Int(members[at])] = generation
        set.append(members[at])
      }
    }
    return number(acceptingUpTo: stepped)
  }
}
