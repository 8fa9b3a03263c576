/// What each state of a lazy automaton becomes behind each symbol, as far as texts have asked.
///
/// Texts ask for few pairs of all: a table of all states and symbols would be many times larger than the caches of a
/// processor, one with the pairs alone is not.
struct TransitionTable: Sendable {
  /// Pairs of symbols or states from these numbers on are not kept.
  private static let mostSymbols: Int32 = 1 << 20
  private static let mostStates: Int32 = 1 << 19

  /// Open addressing: the state (20 bits), the symbol (20 bits), the target plus one (24 bits), from the top; all ones for
  /// a free slot.
  private var slots = [UInt64](repeating: .max, count: 16)
  private var used = 0
  /// What was asked lately, by the same key: so small that it stays in the nearest caches while other files are matched.
  /// One slot, always free, as long as the whole table is hardly larger.
  private var recent: [UInt64] = [.max]
  private static let recentCount = 2048

  /// The target behind a state and a symbol; `LazyAutomaton.unknown` where none was added.
  @inline(__always)
  mutating func target(of state: Int32, _ symbol: Int32) -> Int32 {
    let key = Self.key(state, symbol)
    let place = Self.slot(key, recent.count)
    let near = recent[place]
    return near >> 24 == key ? Int32(truncatingIfNeeded: near & 0xFF_FFFF) &- 1 : far(key, place)
  }

  private mutating func far(_ key: UInt64, _ place: Int) -> Int32 {
    var at = Self.slot(key, slots.count)
    while true {
      let slot = slots[at]
      if slot >> 24 == key {
        if recent.count > 1 { recent[place] = slot }
        return Int32(truncatingIfNeeded: slot & 0xFF_FFFF) &- 1
      }
      if slot == .max { return LazyAutomaton.unknown }
      at = (at &+ 1) & (slots.count &- 1)
    }
  }

  /// Adds a target that is not known yet.
  mutating func add(_ target: Int32, behind state: Int32, _ symbol: Int32) {
    guard symbol < Self.mostSymbols, state < Self.mostStates else { return }
    if (used + 1) * 2 > slots.count {
      let old = slots
      slots = [UInt64](repeating: .max, count: old.count * 2)
      for slot in old where slot != .max { put(slot) }
      if slots.count == 2 * Self.recentCount { recent = [UInt64](repeating: .max, count: Self.recentCount) }
    }
    used += 1
    put(Self.key(state, symbol) << 24 | UInt64(truncatingIfNeeded: target &+ 1))
  }

  private mutating func put(_ slot: UInt64) {
    var at = Self.slot(slot >> 24, slots.count)
    while slots[at] != .max { at = (at + 1) & (slots.count - 1) }
    slots[at] = slot
  }

  @inline(__always)
  private static func key(_ state: Int32, _ symbol: Int32) -> UInt64 {
    UInt64(truncatingIfNeeded: state) << 20 | UInt64(truncatingIfNeeded: symbol)
  }

  @inline(__always)
  private static func slot(_ key: UInt64, _ count: Int) -> Int {
    Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 40) & (count &- 1)
  }
}
