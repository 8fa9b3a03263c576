/// What sets of pattern states became by what the token read answered to the tests that they ask.
///
/// Texts hold many more kinds of tokens than a set can tell apart. Behind the table of symbols, which is fast but must
/// learn each symbol of each set, this one answers for all symbols that are the same to the set.
struct AnswerTable: Sendable {
  /// The words of a key: the set and what stands beside the answers, then the answers.
  private let width: Int
  private var keys: [UInt64] = []
  private var results: [Int32] = []
  /// Open addressing; the index of a key, or -1.
  private var slots = [Int32](repeating: -1, count: 16)
  /// What was asked last.
  private var asked: [UInt64]
  private var slot = 0

  /// A table for sets whose tests take `width` words of bits.
  init(width: Int) {
    self.width = width + 1
    asked = [UInt64](repeating: 0, count: width + 1)
  }

  /// What the set becomes; `LazyAutomaton.unknown` where it is not known. `masks`: the tests that each set asks.
  mutating func find(_ set: Int32, _ symbol: Int32, _ masks: [UInt64], in symbols: Symbols) -> Int32 {
    asked[0] = UInt64(UInt32(bitPattern: set)) << 32 | UInt64(symbols.surroundings(of: symbol))
    var mixed = asked[0] &* 0x9E37_79B9_7F4A_7C15
    let first = Int(set) * (width - 1)
    for word in 1..<max(1, width) {
      let answers = symbols.word(word - 1, of: symbol) & masks[first + word - 1]
      asked[word] = answers
      mixed = ((mixed ^ mixed >> 29) ^ answers) &* 0x9E37_79B9_7F4A_7C15
    }
    slot = Int(truncatingIfNeeded: mixed >> 32) & (slots.count - 1)
    while slots[slot] >= 0 {
      let key = Int(slots[slot])
      if isAsked(key) { return results[key] }
      slot = (slot + 1) & (slots.count - 1)
    }
    return LazyAutomaton.unknown
  }

  private func isAsked(_ key: Int) -> Bool {
    for word in 0..<width where keys[key * width + word] != asked[word] { return false }
    return true
  }

  /// Notes the answer to what was asked last.
  mutating func learn(_ result: Int32) {
    slots[slot] = Int32(results.count)
    keys += asked
    results.append(result)
    guard results.count * 2 > slots.count else { return }
    slots = [Int32](repeating: -1, count: slots.count * 2)
    for key in results.indices {
      var mixed = keys[key * width] &* 0x9E37_79B9_7F4A_7C15
      for word in 1..<max(1, width) {
        mixed = ((mixed ^ mixed >> 29) ^ keys[key * width + word]) &* 0x9E37_79B9_7F4A_7C15
      }
      var at = Int(truncatingIfNeeded: mixed >> 32) & (slots.count - 1)
      while slots[at] >= 0 { at = (at + 1) & (slots.count - 1) }
      slots[at] = Int32(key)
    }
  }
}
