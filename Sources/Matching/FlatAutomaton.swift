import TextModel
import Tokenizing

/// A pattern automaton laid out flat, so that going through it touches no reference: the matcher's form of
/// `PatternAutomaton`.
struct FlatAutomaton: Sendable {
  enum Kind: UInt8, Sendable {
    case test
    case split
    case behind
    case ahead
    case mark
    case accept
  }

  struct State: Sendable {
    var kind: Kind
    /// Of a mark: whether the capture ends here.
    var isEnd = false
    /// The test, place, capture or rule; of a split the first of its branches.
    var value: Int32
    /// The state behind it; of a split the end of its branches.
    var next: Int32 = 0
  }

  let states: [State]
  /// The branches of all splits, the preferred first.
  let branches: [Int32]
  let start: Int32
  /// Whether some state asks for the place of the token ahead.
  let looksAhead: Bool
  /// The places that some state asks for.
  let places: TokenPlace
  /// One more than the highest test that some state asks.
  let testCount: Int

  init(_ automaton: PatternAutomaton) {
    var states: [State] = []
    var branches: [Int32] = []
    states.reserveCapacity(automaton.states.count)
    for state in automaton.states {
      switch state {
      case .test(let test, let next): states.append(State(kind: .test, value: test, next: next))
      case .split(let own):
        let first = Int32(branches.count)
        branches += own
        states.append(State(kind: .split, value: first, next: Int32(branches.count)))
      case .behind(let place, let next):
        states.append(State(kind: .behind, value: Int32(place.rawValue), next: next))
      case .ahead(let place, let next):
        states.append(State(kind: .ahead, value: Int32(place.rawValue), next: next))
      case .mark(let capture, let isEnd, let next):
        states.append(State(kind: .mark, isEnd: isEnd, value: capture, next: next))
      case .accept(let rule): states.append(State(kind: .accept, value: rule))
      }
    }
    self.init(states: states, branches: branches, start: automaton.start)
  }

  init(states: [State], branches: [Int32], start: Int32) {
    self.states = states
    self.branches = branches
    self.start = start
    var looksAhead = false
    var places: UInt8 = 0
    var lastTest: Int32 = -1
    for state in states {
      switch state.kind {
      case .test: lastTest = max(lastTest, state.value)
      case .ahead:
        looksAhead = true
        places |= UInt8(truncatingIfNeeded: state.value)
      case .behind: places |= UInt8(truncatingIfNeeded: state.value)
      case .split, .mark, .accept: break
      }
    }
    self.looksAhead = looksAhead
    self.places = TokenPlace(rawValue: places)
    testCount = Int(lastTest) + 1
  }

  /// The same states with a run that begins in another.
  func beginning(in start: Int32) -> FlatAutomaton {
    FlatAutomaton(states: states, branches: branches, start: start)
  }

  /// The states as the compiler made them.
  var patternStates: [PatternState] {
    states.map { state in
      let place = TokenPlace(rawValue: UInt8(truncatingIfNeeded: state.value))
      return switch state.kind {
      case .test: .test(state.value, next: state.next)
      case .split: .split(Array(branches(of: state)))
      case .behind: .behind(place, next: state.next)
      case .ahead: .ahead(place, next: state.next)
      case .mark: .mark(state.value, isEnd: state.isEnd, next: state.next)
      case .accept: .accept(state.value)
      }
    }
  }

  /// The branches of a split.
  func branches(of split: State) -> ArraySlice<Int32> { branches[Int(split.value)..<Int(split.next)] }
}

/// A pattern that few texts ask for: what was packed is read where it is asked for, anew each time.
enum StoredPattern: Sendable {
  case made(FlatAutomaton)
  case packed(PackedReader)

  var automaton: FlatAutomaton {
    switch self {
    case .made(let automaton): return automaton
    case .packed(var reader): return FlatAutomaton(packed: &reader)
    }
  }
}

extension TokenPlace {
  /// Whether all places that a state's value names are among these.
  @inline(__always)
  func holds(_ value: Int32) -> Bool { contains(TokenPlace(rawValue: UInt8(truncatingIfNeeded: value))) }
}
