/// A set of code units of which only the low eight bits are looked at: one look at it passes over most places of a text
/// where none of them stands.
public struct LowBits: Sendable {
  /// A bit for each value of the eight bits, 64 a word.
  public private(set) var words: (UInt64, UInt64, UInt64, UInt64)

  /// The empty set.
  public init() { words = (0, 0, 0, 0) }

  /// A set by its bits.
  public init(_ words: (UInt64, UInt64, UInt64, UInt64)) { self.words = words }

  /// Puts a code unit into the set.
  public mutating func insert(_ unit: UInt16) {
    let bit: UInt64 = 1 << UInt64(unit & 63)
    switch unit >> 6 & 3 {
    case 0: words.0 |= bit
    case 1: words.1 |= bit
    case 2: words.2 |= bit
    default: words.3 |= bit
    }
  }

  /// Whether the code unit, or another with the same low bits, is in the set.
  @inlinable @inline(__always)
  public func mayContain(_ unit: UInt16) -> Bool {
    let word = unit & 128 == 0 ? (unit & 64 == 0 ? words.0 : words.1) : (unit & 64 == 0 ? words.2 : words.3)
    return word >> UInt64(unit & 63) & 1 == 1
  }
}
