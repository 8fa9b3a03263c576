import Synchronization
import Tokenizing

/// Numbers for tokens: two have the same where no test of any grammar file can tell them apart, their place aside. One
/// table serves all matchers of a thread, so that a token is looked up once and not once a file.
public final class TokenKinds {
  private static let last = Atomic<Int>(0)

  /// Tells the streams that this table has numbered from others; never 0.
  let id: Int
  /// The words of the tokens.
  let lexicon: Lexicon
  private var table: Table

  /// An empty table for tokens of a lexicon.
  public init(lexicon: Lexicon) {
    id = Self.last.add(1, ordering: .relaxed).newValue
    self.lexicon = lexicon
    table = Table(words: lexicon.count)
  }

  /// Numbers the tokens of a stream, where this table has not done so already.
  public func number(_ stream: inout TokenStream) {
    guard stream.numbering != id || stream.kinds.count != stream.tokens.count else { return }
    stream.kinds = table.kinds(of: stream.tokens)
    stream.numbering = id
  }

  /// The number of a token.
  func kind(of token: Token) -> Int32 { table.kind(of: token) }

  /// A token of a number: its type, word and attributes count.
  func token(_ kind: Int) -> Token { table.examples[kind] }

  /// The numbers in use.
  var count: Int { table.examples.count }
}

private struct Table {
  /// A token of each kind.
  private(set) var examples: [Token] = []
  /// The kind of each plain word of the lexicon, or -1.
  private var ofWord: [Int32]
  private var slots = [Slot](repeating: Slot(), count: 256)
  private var used = 0

  private struct Slot {
    var values: UInt64 = 0
    var type: UInt8 = 0
    var kind: Int32 = -1
  }

  init(words: Int) { ofWord = [Int32](repeating: -1, count: words) }

  mutating func kinds(of tokens: [Token]) -> [Int32] {
    var out: [Int32] = []
    out.reserveCapacity(tokens.count)
    for token in tokens { out.append(kind(of: token)) }
    return out
  }

  @inline(__always)
  mutating func kind(of token: Token) -> Int32 {
    if token.type == .word, token.attributes == 0, token.word >= 0 {
      let known = ofWord[Int(token.word)]
      if known >= 0 { return known }
    }
    return other(token)
  }

  private mutating func other(_ token: Token) -> Int32 {
    let values = UInt64(token.attributes) << 32 | UInt64(UInt32(bitPattern: token.word))
    let type = token.type.rawValue
    var at = Self.hash(values, type) & (slots.count - 1)
    while slots[at].kind >= 0 {
      if slots[at].values == values && slots[at].type == type { return slots[at].kind }
      at = (at + 1) & (slots.count - 1)
    }
    let new = Int32(examples.count)
    examples.append(token)
    if token.type == .word, token.attributes == 0, token.word >= 0 {
      ofWord[Int(token.word)] = new
      return new
    }
    if (used + 1) * 2 > slots.count {
      let old = slots
      slots = [Slot](repeating: Slot(), count: old.count * 2)
      for slot in old where slot.kind >= 0 { put(slot) }
    }
    put(Slot(values: values, type: type, kind: new))
    used += 1
    return new
  }

  @inline(__always)
  private static func hash(_ values: UInt64, _ type: UInt8) -> Int {
    Int(truncatingIfNeeded: ((values ^ UInt64(type) << 56) &* 0x9E37_79B9_7F4A_7C15) >> 32)
  }

  private mutating func put(_ slot: Slot) {
    var at = Self.hash(slot.values, slot.type) & (slots.count - 1)
    while slots[at].kind >= 0 { at = (at + 1) & (slots.count - 1) }
    slots[at] = slot
  }
}
