/// Where a match of some rules can begin: an automaton that reads a segment once, from its end to its beginning.
///
/// It is for rules that begin with a gap or with “anything but …”: such a rule would be followed from nearly every
/// token, although its end hardly ever comes. No match of these rules begins at a place that the finder passes over. It
/// asks for less than the rules do (not for places in the clause, and brackets may always be passed over), so the
/// matcher still tries the places that it names.
struct BeginFinder: Sendable {
  /// With more states than these the finder gives up: it would learn more than it saves.
  static let mostStates = 1024
  /// A transition that is not computed yet.
  static let unknown: Int32 = -1

  private let automaton: FlatAutomaton
  /// For each state those that lead to it: without a token, and by reading one.
  private var free = Edges()
  private var reading = Edges()
  /// The tests behind which a match may end.
  private var last: [Int32] = []
  private let isFirst: [Bool]
  private var sets: [[Int32]] = []
  private var numbers: [[Int32]: Int32] = [:]
  /// For each set the tests that may stand before it; empty where not computed yet.
  private var before: [[Int32]?] = []
  /// The tests of `last` that tokens of a signature pass.
  private var endings: [[Int32]?] = []
  private var begins: [Bool] = []
  private var transitions: [Int32] = []
  private var stride = 64
  private var marked: [UInt32]
  private var generation: UInt32 = 0

  /// Edges by the state that they lead to.
  private struct Edges {
    var first: [Int32] = []
    var from: [Int32] = []

    init() {}

    init(_ pairs: [(from: Int32, to: Int32)], states: Int) {
      first = [Int32](repeating: 0, count: states + 1)
      for pair in pairs { first[Int(pair.to) + 1] += 1 }
      for state in 0..<states { first[state + 1] += first[state] }
      var next = first
      from = [Int32](repeating: 0, count: pairs.count)
      for pair in pairs {
        from[Int(next[Int(pair.to)])] = pair.from
        next[Int(pair.to)] += 1
      }
    }

    subscript(state: Int32) -> ArraySlice<Int32> { from[Int(first[Int(state)])..<Int(first[Int(state) + 1])] }
  }

  /// Whether it has given up; every place counts as one where a match can begin then.
  private(set) var hasGivenUp = false

  /// A finder for the rules whose patterns begin in the given states.
  init(_ automaton: FlatAutomaton, entries: [Int32]) {
    self.automaton = automaton
    let count = automaton.states.count
    marked = [UInt32](repeating: 0, count: count)
    guard !entries.isEmpty else {
      isFirst = []
      return
    }
    var without: [(from: Int32, to: Int32)] = []
    var consuming: [(from: Int32, to: Int32)] = []
    for (index, state) in automaton.states.enumerated() {
      switch state.kind {
      case .test: consuming.append((Int32(index), state.next))
      case .split: for branch in automaton.branches(of: state) { without.append((Int32(index), branch)) }
      case .behind, .ahead, .mark: without.append((Int32(index), state.next))
      case .accept: break
      }
    }
    free = Edges(without, states: count)
    reading = Edges(consuming, states: count)
    var isFirst = [Bool](repeating: false, count: count)
    var known = [Bool](repeating: false, count: count)
    var stack = entries
    while let top = stack.popLast() {
      guard !known[Int(top)] else { continue }
      known[Int(top)] = true
      let state = automaton.states[Int(top)]
      switch state.kind {
      case .test: isFirst[Int(top)] = true
      case .split: stack += automaton.branches(of: state)
      case .behind, .ahead, .mark: stack.append(state.next)
      case .accept: break
      }
    }
    self.isFirst = isFirst
    var live = [Bool](repeating: false, count: count)
    // Other rules are not looked for.
    stack = entries
    while let top = stack.popLast() {
      guard !live[Int(top)] else { continue }
      live[Int(top)] = true
      let state = automaton.states[Int(top)]
      switch state.kind {
      case .split: stack += automaton.branches(of: state)
      case .test, .behind, .ahead, .mark: stack.append(state.next)
      case .accept: break
      }
    }
    let accepting = automaton.states.indices.filter { automaton.states[$0].kind == .accept && live[$0] }
    last = tests(leadingTo: accepting.map(Int32.init)).filter { live[Int($0)] }
    _ = number(of: [])
  }

  /// The state at the end of a segment.
  static let start: Int32 = 0

  /// Whether a match can begin with the token just read.
  @inline(__always)
  func canBegin(_ state: Int32) -> Bool { begins[Int(state)] }

  /// The state before a token; `unknown` where it must be computed. `column`: of `column(_:isBracket:)`.
  @inline(__always)
  func known(_ state: Int32, _ column: Int) -> Int32 {
    column < stride ? transitions[Int(state) &* stride &+ column] : Self.unknown
  }

  /// The column of tokens of a signature.
  @inline(__always)
  static func column(_ signature: Int32, isBracket: Bool) -> Int { Int(signature) << 1 | (isBracket ? 1 : 0) }

  /// Computes the state before a token.
  mutating func compute(_ from: Int32, _ signature: Int32, isBracket: Bool, in symbols: Symbols) -> Int32 {
    let state = from
    let column = Self.column(signature, isBracket: isBracket)
    if column >= stride { widen(to: column + 1) }
    if sets.count >= Self.mostStates {
      hasGivenUp = true
      sets = []
      numbers = [:]
      before = []
      endings = []
      begins = []
      transitions = []
      _ = number(of: [])
      return Self.start
    }
    let preceding: [Int32]
    if let known = before[Int(state)] {
      preceding = known
    } else {
      preceding = tests(leadingTo: sets[Int(state)])
      before[Int(state)] = preceding
    }
    while endings.count <= Int(signature) { endings.append(nil) }
    let ending: [Int32]
    if let known = endings[Int(signature)] {
      ending = known
    } else {
      ending = last.filter { symbols.passes(signature: signature, automaton.states[Int($0)].value) }
      endings[Int(signature)] = ending
    }
    var set = ending
    begin()
    for member in set { marked[Int(member)] = generation }
    for member in preceding
    where marked[Int(member)] != generation
      && symbols.passes(signature: signature, automaton.states[Int(member)].value)
    {
      marked[Int(member)] = generation
      set.append(member)
    }
    if isBracket {
      for member in sets[Int(state)] where marked[Int(member)] != generation { set.append(member) }
    }
    set.sort()
    let result = number(of: set)
    transitions[Int(state) * stride + column] = result
    return result
  }

  private mutating func begin() {
    generation &+= 1
    if generation == 0 {
      for i in marked.indices { marked[i] = 0 }
      generation = 1
    }
  }

  /// The tests behind which one of the states can stand.
  private mutating func tests(leadingTo targets: [Int32]) -> [Int32] {
    begin()
    var out: [Int32] = []
    var stack = targets
    while let top = stack.popLast() {
      guard marked[Int(top)] != generation else { continue }
      marked[Int(top)] = generation
      out += reading[top]
      stack += free[top]
    }
    // A test leads to one state only, so none stands here twice.
    return out
  }

  private mutating func number(of set: [Int32]) -> Int32 {
    if let known = numbers[set] { return known }
    let new = Int32(sets.count)
    sets.append(set)
    before.append(nil)
    begins.append(set.contains { isFirst[Int($0)] })
    numbers[set] = new
    transitions.append(contentsOf: repeatElement(Self.unknown, count: stride))
    return new
  }

  private mutating func widen(to count: Int) {
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
