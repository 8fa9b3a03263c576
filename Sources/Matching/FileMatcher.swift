import GrammarLanguage
import TextModel
import Tokenizing

/// Matches the rules of one grammar file on token streams. Keeps what it learns from one text to the next; one thread
/// uses it at a time.
///
/// At each place the longest match wins, of equally long ones the rule with the higher priority, then the earlier in
/// the file. A match is at most `longestMatch` tokens, so that the time is linear in the text.
public final class FileMatcher {
  /// The most tokens that a match may have.
  public static let longestMatch = 400

  /// The file whose rules are matched.
  public let file: CompiledFile
  /// How many tokens were read so far, look-arounds and captures included: a measure of work that does not depend on
  /// the machine.
  public private(set) var steps = 0
  private let table: SymbolTable
  private let automaton: LazyAutomaton
  private var sides: [Int: [Side]] = [:]
  private var symbols: [Int32] = []

  private struct Side {
    let automaton: LazyAutomaton
    let isBackward: Bool
    let isWanted: Bool
  }

  /// A matcher of the file's rules.
  public init(_ file: CompiledFile, lexicon: Lexicon) {
    self.file = file
    table = SymbolTable(tests: file.tests, lexicon: lexicon)
    let order = file.rules.indices.sorted {
      let (a, b) = (file.rules[$0].rule.priority, file.rules[$1].rule.priority)
      return a == b ? $0 < $1 : a > b
    }
    var ranks = [Int32](repeating: 0, count: max(1, file.rules.count))
    for (rank, rule) in order.enumerated() { ranks[rule] = Int32(rank) }
    automaton = LazyAutomaton(file.automaton, ranks: ranks)
    for (index, rule) in file.rules.enumerated() {
      var own: [Side] = []
      func add(_ pattern: PatternAutomaton?, _ isBackward: Bool, _ isWanted: Bool) {
        guard let pattern else { return }
        own.append(Side(automaton: LazyAutomaton(pattern, ranks: [0]), isBackward: isBackward, isWanted: isWanted))
      }
      add(rule.before, false, true)
      add(rule.notBefore, false, false)
      add(rule.after, true, true)
      add(rule.notAfter, true, false)
      if !own.isEmpty { sides[index] = own }
    }
  }

  /// All matches in the stream, segment by segment. Where the file's rules may overlap, each place is tried; else the
  /// search goes on behind a match.
  public func matches(in stream: TokenStream) -> [Match] {
    // A file without rules matches nothing.
    guard automaton.plainStart != LazyAutomaton.dead else { return [] }
    let tokens = stream.tokens
    var symbols: [Int32] = []
    symbols.reserveCapacity(tokens.count)
    for token in tokens { symbols.append(table.symbol(of: token)) }
    self.symbols = symbols
    // For each symbol whether a match can begin with it: most places are passed over by one look.
    var begins = [UInt8](repeating: 0, count: table.count)
    let overlaps = file.file.overlaps
    var out: [Match] = []
    for (index, segment) in stream.segments.enumerated() {
      var at = segment.tokens.lowerBound
      let end = segment.tokens.upperBound
      while at < end {
        let symbol = Int(symbols[at])
        if begins[symbol] == 0 {
          begins[symbol] = automaton.next(automaton.plainStart, Int32(symbol), in: table) == LazyAutomaton.dead ? 1 : 2
          steps += 1
        }
        if begins[symbol] == 1 && tokens[at].type != .paren {
          at += 1
          continue
        }
        guard let (matchEnd, rule) = longest(from: at, in: segment.tokens, tokens: tokens) else {
          at += 1
          continue
        }
        out.append(
          Match(
            rule: rule, segment: index, tokens: at..<matchEnd,
            captures: captures(of: rule, in: at..<matchEnd, tokens: tokens)))
        at = overlaps ? at + 1 : max(matchEnd, at + 1)
      }
    }
    return out
  }

  private var accepted: [(end: Int, state: Int32)] = []

  private func longest(from start: Int, in range: Range<Int>, tokens: [Token]) -> (Int, Int)? {
    var symbol = symbols[start]
    if tokens[start].type == .paren {
      guard file.testsBrackets else { return nil }
      symbol = table.opaque(symbol)
    }
    let first = automaton.plainStart
    guard first != LazyAutomaton.dead else { return nil }
    var state = automaton.next(first, symbol, in: table)
    steps += 1
    guard state != LazyAutomaton.dead else { return nil }
    accepted.removeAll(keepingCapacity: true)
    let limit = min(range.upperBound, start + Self.longestMatch)
    var at = start + 1
    while true {
      if automaton.isAccepting(state) { accepted.append((at, Int32(automaton.accepts[Int(state)].first ?? 0))) }
      guard at < limit else { break }
      if automaton.isAccepting(state), automaton.accepts[Int(state)].count > 1 {
        for rule in automaton.accepts[Int(state)].dropFirst().reversed() {
          accepted.insert((at, rule), at: accepted.count - 1)
        }
      }
      state = automaton.next(state, symbols[at], in: table)
      steps += 1
      if state == LazyAutomaton.dead { break }
      at += 1
    }
    if at >= limit, state != LazyAutomaton.dead, automaton.isAccepting(state), automaton.accepts[Int(state)].count > 1 {
      for rule in automaton.accepts[Int(state)].dropFirst().reversed() {
        accepted.insert((at, rule), at: accepted.count - 1)
      }
    }
    while let (end, rule) = accepted.popLast() {
      if holds(Int(rule), from: start, to: end, in: range) { return (end, Int(rule)) }
    }
    return nil
  }

  /// Whether what must and must not stand around a match of the rule does and does not.
  private func holds(_ rule: Int, from start: Int, to end: Int, in range: Range<Int>) -> Bool {
    guard let own = sides[rule] else { return true }
    for side in own {
      // What a look-around stands beside: the token at that end of the match.
      let beside = table.place(of: symbols[side.isBackward ? start : end - 1])
      var state = side.automaton.initial(behind: beside)
      var found = state != LazyAutomaton.dead && side.automaton.isAccepting(state)
      var at = side.isBackward ? start - 1 : end
      var count = 0
      while !found, state != LazyAutomaton.dead, range.contains(at), count < Self.longestMatch {
        state = side.automaton.next(state, symbols[at], in: table)
        steps += 1
        if state == LazyAutomaton.dead { break }
        if side.automaton.isAccepting(state) {
          found = true
          break
        }
        at += side.isBackward ? -1 : 1
        count += 1
      }
      if found != side.isWanted { return false }
    }
    return true
  }

  // MARK: Captures

  private var visited: [UInt32] = []
  private var generation: UInt32 = 0

  private struct Frame {
    var state: Int32
    var at: Int
    var trail: Int
  }

  /// The captures of the rule's first way through the tokens: earlier choices first, repetitions long, gaps short.
  /// Each pair of state and place is tried once.
  private func captures(of rule: Int, in range: Range<Int>, tokens: [Token]) -> [Range<Int>?] {
    let compiled = file.rules[rule]
    var result = [Range<Int>?](repeating: nil, count: compiled.captureNames.count)
    guard !result.isEmpty else { return result }
    let states = file.automaton.states
    let width = range.count + 1
    if visited.count < states.count * width {
      visited = [UInt32](repeating: 0, count: states.count * width)
      generation = 0
    }
    generation &+= 1
    if generation == 0 {
      for i in visited.indices { visited[i] = 0 }
      generation = 1
    }
    var trail: [(capture: Int32, isEnd: Bool, at: Int)] = []
    var stack = [Frame(state: compiled.entry, at: range.lowerBound, trail: 0)]
    search: while let frame = stack.popLast() {
      let slot = Int(frame.state) * width + (frame.at - range.lowerBound)
      guard visited[slot] != generation else { continue }
      visited[slot] = generation
      steps += 1
      if trail.count > frame.trail { trail.removeLast(trail.count - frame.trail) }
      switch states[Int(frame.state)] {
      case .accept:
        if frame.at == range.upperBound { break search }
      case .split(let branches):
        for branch in branches.reversed() { stack.append(Frame(state: branch, at: frame.at, trail: trail.count)) }
      case .mark(let capture, let isEnd, let next):
        trail.append((capture, isEnd, frame.at))
        stack.append(Frame(state: next, at: frame.at, trail: trail.count))
      case .behind(let place, let next):
        if frame.at > range.lowerBound, tokens[frame.at - 1].place.contains(place) {
          stack.append(Frame(state: next, at: frame.at, trail: trail.count))
        }
      case .ahead(let place, let next):
        if frame.at < tokens.count, tokens[frame.at].place.contains(place) {
          stack.append(Frame(state: next, at: frame.at, trail: trail.count))
        }
      case .test(let test, let next):
        guard frame.at < range.upperBound else { continue }
        if frame.at > range.lowerBound, tokens[frame.at].type == .paren {
          stack.append(Frame(state: frame.state, at: frame.at + 1, trail: trail.count))
        }
        if table.passes(symbols[frame.at], test) {
          stack.append(Frame(state: next, at: frame.at + 1, trail: trail.count))
        }
      }
    }
    var starts = [Int](repeating: -1, count: result.count)
    for (capture, isEnd, at) in trail {
      if isEnd {
        // A bracket that was passed over at the beginning is no part of the capture.
        var start = starts[Int(capture)]
        while start >= 0, start + 1 < at, tokens[start].type == .paren { start += 1 }
        if start >= 0 { result[Int(capture)] = start..<max(at, start) }
      } else {
        starts[Int(capture)] = at
      }
    }
    return result
  }
}

extension TokenStream {
  /// The stream with each match replaced by one token. Matches do not overlap and stand in the order of the stream.
  public func replacing(_ matches: [(match: Match, token: Token)]) -> TokenStream {
    guard !matches.isEmpty else { return self }
    var out = TokenStream(tokens: [], segments: segments, numbers: numbers)
    out.tokens.reserveCapacity(tokens.count)
    var next = 0
    for (index, segment) in segments.enumerated() {
      let first = out.tokens.count
      var at = segment.tokens.lowerBound
      while at < segment.tokens.upperBound {
        if next < matches.count, matches[next].match.segment == index, matches[next].match.tokens.lowerBound == at {
          let match = matches[next].match
          var token = matches[next].token
          token.start = tokens[at].start
          token.end = tokens[match.tokens.upperBound - 1].end
          token.place = tokens[at].place.intersection([.firstOfClause, .firstOfSentence, .firstOfItem])
            .union(
              tokens[match.tokens.upperBound - 1].place.intersection([.lastOfClause, .lastOfSentence, .lastOfItem]))
          out.tokens.append(token)
          at = match.tokens.upperBound
          next += 1
        } else {
          out.tokens.append(tokens[at])
          at += 1
        }
      }
      out.segments[index].tokens = first..<out.tokens.count
    }
    return out
  }
}
