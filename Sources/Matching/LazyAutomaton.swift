import Tokenizing

/// A deterministic automaton that is built as texts need it, over the symbols of a `SymbolTable`.
///
/// A state is the set of pattern states that can be reached; no text makes it go back. The table is emptied when it
/// grows beyond a bound, so memory is bounded and the time per token too.
final class LazyAutomaton {
  static let mostStates = 4096

  private let states: [PatternState]
  private let start: Int32
  private let ranks: [Int32]
  private var sets: [[Int32]] = []
  /// The rules that a set accepts, best first.
  private(set) var accepts: [[Int32]] = []
  private var numbers: [SetKey: Int32] = [:]
  private var starts: [TokenPlace?: Int32] = [:]
  private var transitions: [Int32] = []
  private var stride = 64
  private var marked: [UInt32]
  private var generation: UInt32 = 0

  private struct SetKey: Hashable {
    let states: [Int32]
    let accepts: [Int32]
  }

  static let dead: Int32 = -1
  private static let unknown: Int32 = -2

  /// An automaton for the pattern; `ranks` orders the rules that accept (lower is better).
  init(_ automaton: PatternAutomaton, ranks: [Int32]) {
    states = automaton.states
    start = automaton.start
    self.ranks = ranks
    marked = [UInt32](repeating: 0, count: automaton.states.count)
    reset()
  }

  /// How often the table was emptied: states of an earlier epoch mean nothing.
  private(set) var epoch = 0
  /// The state in which a run begins whose surroundings do not matter.
  private(set) var plainStart: Int32 = 0

  private func reset() {
    epoch += 1
    sets = []
    accepts = []
    numbers = [:]
    transitions = []
    starts = [:]
    plainStart = initial(behind: nil)
  }

  /// The state in which a run begins behind a token of the given place (nil: the place does not matter).
  func initial(behind place: TokenPlace?) -> Int32 {
    if let known = starts[place] { return known }
    var closure: [Int32] = []
    begin()
    follow(start, into: &closure, behind: place)
    let state = number(of: closure, accepting: closure)
    starts[place] = state
    return state
  }

  private func begin() {
    generation &+= 1
    if generation == 0 {
      for i in marked.indices { marked[i] = 0 }
      generation = 1
    }
  }

  /// Adds all that is reached without a token from `state`. `place` is that of the token just consumed.
  private func follow(_ state: Int32, into set: inout [Int32], behind place: TokenPlace?) {
    var stack = [state]
    while let top = stack.popLast() {
      guard marked[Int(top)] != generation else { continue }
      marked[Int(top)] = generation
      switch states[Int(top)] {
      case .test, .accept, .ahead: set.append(top)
      case .split(let branches): for branch in branches.reversed() { stack.append(branch) }
      case .mark(_, _, let next): stack.append(next)
      case .behind(let wanted, let next): if let place, place.contains(wanted) { stack.append(next) }
      }
    }
  }

  private func number(of set: [Int32], accepting: [Int32]) -> Int32 {
    guard !set.isEmpty else { return Self.dead }
    var rules: [Int32] = []
    for state in accepting { if case .accept(let rule) = states[Int(state)] { rules.append(rule) } }
    rules.sort { ranks[Int($0)] < ranks[Int($1)] }
    let sorted = set.sorted()
    let key = SetKey(states: sorted, accepts: rules)
    if let known = numbers[key] { return known }
    let new = Int32(sets.count)
    sets.append(sorted)
    accepts.append(rules)
    numbers[key] = new
    transitions.append(contentsOf: repeatElement(Self.unknown, count: stride))
    return new
  }

  /// The state behind `state` when it reads the symbol; `dead` where nothing can match any more.
  @inline(__always)
  func next(_ state: Int32, _ symbol: Int32, in table: SymbolTable) -> Int32 {
    if Int(symbol) < stride {
      let known = transitions[Int(state) * stride + Int(symbol)]
      if known != Self.unknown { return known }
    }
    return compute(state, symbol, in: table)
  }

  /// Whether a state accepts.
  @inline(__always)
  func isAccepting(_ state: Int32) -> Bool { !accepts[Int(state)].isEmpty }

  private func compute(_ from: Int32, _ symbol: Int32, in table: SymbolTable) -> Int32 {
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
        state = Int32(sets.count)
        sets.append(set)
        accepts.append(rules)
        numbers[key] = state
        transitions.append(contentsOf: repeatElement(Self.unknown, count: stride))
      }
    }
    let place = table.place(of: symbol)
    begin()
    // First what holds only where the token to be read has a place, then the token itself.
    var ready: [Int32] = []
    for member in sets[Int(state)] { ready.append(member) }
    var index = 0
    var seen: Set<Int32> = []
    var opened: [Int32] = []
    while index < ready.count {
      let member = ready[index]
      index += 1
      guard case .ahead(let wanted, let next) = states[Int(member)], place.contains(wanted),
        seen.insert(member).inserted
      else { continue }
      var more: [Int32] = []
      begin()
      follow(next, into: &more, behind: nil)
      for state in more where !ready.contains(state) {
        ready.append(state)
        opened.append(state)
      }
    }
    var set: [Int32] = []
    begin()
    for member in ready {
      if case .test(let test, let next) = states[Int(member)], table.passes(symbol, test) {
        follow(next, into: &set, behind: place)
      }
    }
    let stepped = set
    if table.isTransparent(symbol) {
      for member in sets[Int(state)] where marked[Int(member)] != generation {
        if case .accept = states[Int(member)] { continue }
        marked[Int(member)] = generation
        set.append(member)
      }
    }
    let result = number(of: set, accepting: stepped)
    transitions[Int(state) * stride + Int(symbol)] = result
    return result
  }

  private func widen(to count: Int) {
    var wider = stride
    while wider < count { wider *= 2 }
    var table = [Int32](repeating: Self.unknown, count: wider * sets.count)
    for row in 0..<sets.count {
      for column in 0..<stride { table[row * wider + column] = transitions[row * stride + column] }
    }
    transitions = table
    stride = wider
  }
}
