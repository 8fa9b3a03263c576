/// The pairs of neighbouring characters of a text, each once: texts that share most of them say much the same.
public struct Bigrams: Sendable {
  private let pairs: [UInt32]

  /// The pairs of a text's code units; a text of one has that one.
  public init(_ text: some Sequence<UInt16>) {
    let text = Array(text)
    guard text.count > 1 else {
      pairs = text.map { UInt32($0) << 16 }
      return
    }
    let sorted = (1..<text.count).map { UInt32(text[$0 - 1]) << 16 | UInt32(text[$0]) }.sorted()
    var unique: [UInt32] = []
    unique.reserveCapacity(sorted.count)
    for pair in sorted where pair != unique.last { unique.append(pair) }
    pairs = unique
  }

  /// 0…1: Dice's coefficient. Texts one of which is more than three times as long as the other count as unlike.
  public func likeness(to other: Bigrams) -> Double {
    let (left, right) = (pairs, other.pairs)
    if left.isEmpty || right.isEmpty { return left.isEmpty && right.isEmpty ? 1 : 0 }
    if min(left.count, right.count) * 3 < max(left.count, right.count) { return 0 }
    var (at, beside, common) = (0, 0, 0)
    while at < left.count, beside < right.count {
      if left[at] == right[beside] {
        common += 1
        at += 1
        beside += 1
      } else if left[at] < right[beside] {
        at += 1
      } else {
        beside += 1
      }
    }
    return 2 * Double(common) / Double(left.count + right.count)
  }
}
