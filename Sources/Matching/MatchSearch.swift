import Tokenizing

/// The tables of a `FileMatcher` and its way through a stream.
///
/// Most places are passed over by one look at the token, others by a look at its segment (`StartGroups`). For rules that
/// can begin with nearly any token a segment is first read from its end to its beginning (`BeginFinder`).
struct MatchSearch: Sendable {
  private(set) var steps = 0
  /// The file that is matched, while it is: it holds searches of its own.
  private var file: CompiledFile?
  private let ranks: [Int32]
  private let overlaps: Bool
  private let testsBrackets: Bool
  private let flat: FlatAutomaton
  /// For each rule the state that its pattern begins in, and how many captures it has.
  private let entries: [Int32]
  private let captureCounts: [Int]
  private let isLoose: [Bool]
  /// For each rule the states of the file's automaton that are its own.
  private let ownStates: [Range<Int32>]
  private var symbols: Symbols
  private var automaton: LazyAutomaton
  /// For the broad rules.
  private var finder: BeginFinder
  /// The look-arounds of all rules; those of a rule stand side by side.
  private var sides: [Side] = []
  /// The automata of those look-arounds that were asked for.
  private var sideRuns: [LazyAutomaton] = []
  private var sidesOfRule: [Range<Int>] = []
  /// Whether a match of a broad rule can begin with each token of the segment.
  private var begins: [Bool] = []
  private let groups: StartGroups
  /// For each kind of token its signature, or -1, and what is known of it.
  private var signatureOfKind: [Int32] = []
  private var flagsOfKind: [StartGroups.Flags] = []
  private var flagsOfSignature: [StartGroups.Flags] = []
  /// The ends of the match under way, each with the list of rules that end there.
  private var accepted: [(end: Int, list: Int32)] = []

  private struct Side {
    let pattern: StoredPattern
    let isBackward: Bool
    let isWanted: Bool
    /// Its index in `sideRuns`, -1 where it was not asked for yet.
    var run = -1
  }

  /// A search of the rules of a file that has not matched anything yet.
  init(
    _ rules: [CompiledRule], overlaps: Bool, tests: [ResolvedTest], _ wordTests: Symbols.WordTests,
    testsBrackets: Bool, places: TokenPlace, _ flat: FlatAutomaton, _ starts: StartGroups
  ) {
    exactOfRule = [Int](repeating: -1, count: rules.count)
    self.overlaps = overlaps
    self.testsBrackets = testsBrackets
    self.flat = flat
    entries = rules.map { $0.entry }
    captureCounts = rules.map { $0.captureNames.count }
    isLoose = rules.map { $0.isLoose }
    ownStates = rules.map { $0.states }
    symbols = Symbols(tests: tests, wordTests: wordTests, places: places)
    let priorities = rules.map { $0.rule.priority }
    let order = priorities.indices.sorted {
      priorities[$0] == priorities[$1] ? $0 < $1 : priorities[$0] > priorities[$1]
    }
    var ranks = [Int32](repeating: 0, count: max(1, rules.count))
    for (rank, rule) in order.enumerated() { ranks[rule] = Int32(rank) }
    self.ranks = ranks
    groups = starts
    automaton = LazyAutomaton(flat, ranks: ranks, groups: groups.entries)
    finder = BeginFinder(flat, entries: groups.entries[3])
    for rule in rules {
      let first = sides.count
      add(rule.before, isBackward: false, isWanted: true)
      add(rule.notBefore, isBackward: false, isWanted: false)
      add(rule.after, isBackward: true, isWanted: true)
      add(rule.notAfter, isBackward: true, isWanted: false)
      sidesOfRule.append(first..<sides.count)
    }
  }

  private mutating func add(_ pattern: StoredPattern?, isBackward: Bool, isWanted: Bool) {
    guard let pattern else { return }
    sides.append(Side(pattern: pattern, isBackward: isBackward, isWanted: isWanted))
  }

  /// The index of the automaton of a look-around.
  private mutating func run(ofSide side: Int) -> Int {
    if sides[side].run < 0 {
      sides[side].run = sideRuns.count
      sideRuns.append(LazyAutomaton(sides[side].pattern.automaton, ranks: [0]))
    }
    return sides[side].run
  }

  /// All matches of the file in the stream.
  mutating func matches(of file: CompiledFile, in stream: TokenStream, _ kinds: TokenKinds) -> [Match] {
    self.file = file
    automaton.forgetIfLarge()
    let tokens = stream.tokens
    learn(kinds)
    if groups.hasBroad, begins.count < tokens.count { begins = [Bool](repeating: false, count: tokens.count) }
    var out: [Match] = []
    for (index, segment) in stream.segments.enumerated() {
      var all: UInt8 = 0
      for at in segment.tokens { all |= flagsOfKind[Int(stream.kinds[at])].rawValue }
      let held = StartGroups.Flags(rawValue: all)
      let isAnchored = held.contains(.allowsAnchored)
      let isLed = held.contains(.allowsLed) && held.contains(.leads)
      let isBroad = held.contains(.allowsBroad)
      guard held.contains(.first) || isAnchored || isLed || isBroad else { continue }
      if isBroad { read(segment.tokens, tokens, stream.kinds) }
      var at = segment.tokens.lowerBound
      var behind = at
      var isBehindLead = false
      while at < segment.tokens.upperBound {
        let flags = flagsOfKind[Int(stream.kinds[at])]
        var bits = flags.contains(.first) ? StartGroups.narrow : 0
        if isAnchored, !tokens[at].place.isDisjoint(with: groups.anchors) { bits |= StartGroups.anchored }
        if isLed {
          while behind < at {
            let before = flagsOfKind[Int(stream.kinds[behind])]
            isBehindLead = before.contains(.leads) || (isBehindLead && before.contains(.passedOver))
            behind += 1
          }
          if isBehindLead { bits |= StartGroups.led }
        }
        if isBroad, begins[at] { bits |= StartGroups.broad }
        var best: (end: Int, rule: Int)?
        // Each group has runs of its own: together they would have many more states.
        while bits != 0 {
          let group = bits.trailingZeroBitCount
          bits &= bits - 1
          guard let found = longest(from: at, group, in: segment.tokens, tokens, stream.kinds) else { continue }
          if let known = best, (known.end, -ranks[known.rule]) >= (found.0, -ranks[found.1]) { continue }
          best = (found.0, found.1)
        }
        guard let (end, rule) = best else {
          at += 1
          continue
        }
        let captures = captures(of: rule, in: at..<end, tokens, stream.kinds).captures
        out.append(Match(rule: rule, segment: index, tokens: at..<end, captures: captures))
        at = overlaps ? at + 1 : max(end, at + 1)
      }
    }
    // What a long text made large is given back.
    if begins.count > 1 << 20 { begins = [] }
    return out
  }

  /// Learns what it can be asked of the kinds of tokens that have come up since it was last used.
  private mutating func learn(_ kinds: TokenKinds) {
    while signatureOfKind.count < kinds.count {
      let token = kinds.token(signatureOfKind.count)
      let signature = symbols.signature(of: token, in: kinds.lexicon)
      signatureOfKind.append(signature)
      while flagsOfSignature.count <= signature {
        flagsOfSignature.append(groups.flags(Int32(flagsOfSignature.count), in: symbols))
      }
      let flags = flagsOfSignature[Int(signature)]
      flagsOfKind.append(token.type == .paren ? flags.union(.passedOver) : flags)
    }
  }

  /// Finds the places of a segment where a match of a broad rule can begin.
  private mutating func read(_ range: Range<Int>, _ tokens: [Token], _ kinds: [Int32]) {
    guard !finder.hasGivenUp else {
      for at in range { begins[at] = true }
      return
    }
    var state = BeginFinder.start
    var at = range.upperBound
    while at > range.lowerBound {
      at -= 1
      let signature = signatureOfKind[Int(kinds[at])]
      let isBracket = tokens[at].type == .paren
      let known = finder.known(state, BeginFinder.column(signature, isBracket: isBracket))
      state =
        known != BeginFinder.unknown ? known : finder.compute(state, signature, isBracket: isBracket, in: symbols)
      begins[at] = finder.canBegin(state)
    }
    steps += range.count
    // Where it gave up on the way, what it said is worth nothing.
    if finder.hasGivenUp { for at in range { begins[at] = true } }
  }

  /// The symbol of a token; a bracket is passed over.
  @inline(__always)
  private func symbol(_ at: Int, _ tokens: [Token], _ kinds: [Int32]) -> Int32 {
    symbols.symbol(signatureOfKind[Int(kinds[at])], tokens[at].place, isTransparent: tokens[at].type == .paren)
  }

  /// The end and the rule of the best match from a token on, of the rules of a group.
  private mutating func longest(
    from start: Int, _ group: Int, in range: Range<Int>, _ tokens: [Token], _ kinds: [Int32]
  ) -> (Int, Int)? {
    // A bracket that a match begins with is not passed over.
    if tokens[start].type == .paren, !testsBrackets { return nil }
    var symbol = symbols.symbol(signatureOfKind[Int(kinds[start])], tokens[start].place, isTransparent: false)
    var state = automaton.first(group, symbol)
    if state == LazyAutomaton.unknown { state = automaton.computeFirst(group, symbol, in: symbols) }
    steps += 1
    // Most runs end here.
    guard state != LazyAutomaton.dead else { return nil }
    if !accepted.isEmpty { accepted.removeAll(keepingCapacity: true) }
    endsOfRule = -1
    let limit = min(range.upperBound, start + FileMatcher.longestMatch)
    var at = start
    while true {
      at += 1
      let list = automaton.accepted(state)
      if list >= 0 { accepted.append((at, list)) }
      guard at < limit else { break }
      symbol = self.symbol(at, tokens, kinds)
      let known = automaton.known(state, symbol)
      state = known != LazyAutomaton.unknown ? known : automaton.compute(state, symbol, in: symbols)
      steps += 1
      if state == LazyAutomaton.dead { break }
    }
    while let (end, list) = accepted.popLast() {
      var rank = 0
      while true {
        let rule = automaton.rule(rank, of: list)
        if rule < 0 { break }
        if holds(Int(rule), from: start, to: end, in: range, tokens, kinds),
          isExact(Int(rule), start..<end, in: range, tokens, kinds)
        {
          return (end, Int(rule))
        }
        rank += 1
      }
    }
    return nil
  }

  // MARK: Loose rules

  /// For each loose rule the index of its exact automata, -1 where they were not asked for yet.
  private var exactOfRule: [Int]
  private var exactFlats: [FlatAutomaton] = []
  private var exactRuns: [LazyAutomaton] = []
  /// The rule for which `ends` has the ends of all matches that begin at the place under way; -1 where none has.
  private var endsOfRule = -1
  private var ends: [Int] = []

  /// The index of the exact automata of a loose rule.
  private mutating func exact(_ rule: Int) -> Int {
    if exactOfRule[rule] < 0, let flat = file?.exact(rule) {
      exactOfRule[rule] = exactFlats.count
      exactFlats.append(flat)
      exactRuns.append(LazyAutomaton(flat, ranks: ranks))
    }
    return exactOfRule[rule]
  }

  /// Whether the rule itself matches what the file's automaton matched.
  private mutating func isExact(
    _ rule: Int, _ match: Range<Int>, in range: Range<Int>, _ tokens: [Token], _ kinds: [Int32]
  ) -> Bool {
    guard isLoose[rule] else { return true }
    if endsOfRule == rule { return ends.contains(match.upperBound) }
    if captures(of: rule, in: match, tokens, kinds).isWhole { return true }
    // One run tells all ends: no place is read more than twice.
    endsOfRule = rule
    ends.removeAll(keepingCapacity: true)
    let run = exact(rule)
    var state = exactRuns[run].initial(behind: nil)
    var at = match.lowerBound
    let limit = min(range.upperBound, at + FileMatcher.longestMatch)
    while at < limit, state != LazyAutomaton.dead {
      let symbol = symbols.symbol(
        signatureOfKind[Int(kinds[at])], tokens[at].place,
        isTransparent: at > match.lowerBound && tokens[at].type == .paren)
      let known = exactRuns[run].known(state, symbol)
      state = known != LazyAutomaton.unknown ? known : exactRuns[run].compute(state, symbol, in: symbols)
      steps += 1
      at += 1
      if state != LazyAutomaton.dead, exactRuns[run].accepted(state) >= 0 { ends.append(at) }
    }
    return ends.contains(match.upperBound)
  }

  /// Whether what must and must not stand around a match of the rule does and does not.
  private mutating func holds(
    _ rule: Int, from start: Int, to end: Int, in range: Range<Int>, _ tokens: [Token], _ kinds: [Int32]
  ) -> Bool {
    for side in sidesOfRule[rule] {
      let isBackward = sides[side].isBackward
      let run = run(ofSide: side)
      // What a look-around stands beside: the token at that end of the match.
      var state = sideRuns[run].initial(behind: tokens[isBackward ? start : end - 1].place)
      var found = state != LazyAutomaton.dead && sideRuns[run].accepted(state) >= 0
      var at = isBackward ? start - 1 : end
      var count = 0
      while !found, state != LazyAutomaton.dead, range.contains(at), count < FileMatcher.longestMatch {
        let symbol = symbol(at, tokens, kinds)
        let known = sideRuns[run].known(state, symbol)
        state = known != LazyAutomaton.unknown ? known : sideRuns[run].compute(state, symbol, in: symbols)
        steps += 1
        if state == LazyAutomaton.dead { break }
        if sideRuns[run].accepted(state) >= 0 {
          found = true
          break
        }
        at += isBackward ? -1 : 1
        count += 1
      }
      if found != sides[side].isWanted { return false }
    }
    return true
  }

  // MARK: Captures

  private var visited: [UInt32] = []
  private var generation: UInt32 = 0
  private var stack: [Frame] = []
  private var trail: [Mark] = []

  private struct Frame {
    var state: Int32
    var at: Int
    var trail: Int
  }

  private struct Mark {
    var capture: Int32
    var isEnd: Bool
    var at: Int
  }

  /// The captures of the rule's first way through the tokens: earlier choices first, repetitions long, gaps short.
  /// Each pair of state and place is tried once.
  private mutating func captures(
    of rule: Int, in range: Range<Int>, _ tokens: [Token], _ kinds: [Int32]
  ) -> (isWhole: Bool, captures: [Range<Int>?]) {
    var result = [Range<Int>?](repeating: nil, count: captureCounts[rule])
    let isLoose = isLoose[rule]
    guard !result.isEmpty || isLoose else { return (true, result) }
    let flat = isLoose ? exactFlats[exact(rule)] : self.flat
    let entry = isLoose ? flat.start : entries[rule]
    let own = isLoose ? 0..<Int32(flat.states.count) : ownStates[rule]
    var isWhole = false
    let width = range.count + 1
    if visited.count < own.count * width {
      visited = [UInt32](repeating: 0, count: own.count * width)
      generation = 0
    }
    generation &+= 1
    if generation == 0 {
      for i in visited.indices { visited[i] = 0 }
      generation = 1
    }
    trail.removeAll(keepingCapacity: true)
    stack.removeAll(keepingCapacity: true)
    stack.append(Frame(state: entry, at: range.lowerBound, trail: 0))
    search: while let frame = stack.popLast() {
      let slot = Int(frame.state - own.lowerBound) * width + (frame.at - range.lowerBound)
      guard visited[slot] != generation else { continue }
      visited[slot] = generation
      steps += 1
      if trail.count > frame.trail { trail.removeLast(trail.count - frame.trail) }
      let state = flat.states[Int(frame.state)]
      switch state.kind {
      case .accept:
        if frame.at == range.upperBound {
          isWhole = true
          break search
        }
      case .split:
        var branch = Int(state.next) - 1
        while branch >= Int(state.value) {
          stack.append(Frame(state: flat.branches[branch], at: frame.at, trail: trail.count))
          branch -= 1
        }
      case .mark:
        trail.append(Mark(capture: state.value, isEnd: state.isEnd, at: frame.at))
        stack.append(Frame(state: state.next, at: frame.at, trail: trail.count))
      case .behind:
        if frame.at > range.lowerBound, tokens[frame.at - 1].place.holds(state.value) {
          stack.append(Frame(state: state.next, at: frame.at, trail: trail.count))
        }
      case .ahead:
        if frame.at < tokens.count, tokens[frame.at].place.holds(state.value) {
          stack.append(Frame(state: state.next, at: frame.at, trail: trail.count))
        }
      case .test:
        guard frame.at < range.upperBound else { continue }
        if frame.at > range.lowerBound, tokens[frame.at].type == .paren {
          stack.append(Frame(state: frame.state, at: frame.at + 1, trail: trail.count))
        }
        if symbols.passes(signature: signatureOfKind[Int(kinds[frame.at])], state.value) {
          stack.append(Frame(state: state.next, at: frame.at + 1, trail: trail.count))
        }
      }
    }
    var starts = [Int](repeating: -1, count: result.count)
    for mark in trail {
      if mark.isEnd {
        // A bracket that was passed over at the beginning is no part of the capture.
        var start = starts[Int(mark.capture)]
        while start >= 0, start + 1 < mark.at, tokens[start].type == .paren { start += 1 }
        if start >= 0 { result[Int(mark.capture)] = start..<max(mark.at, start) }
      } else {
        starts[Int(mark.capture)] = mark.at
      }
    }
    return (isWhole, result)
  }
}
