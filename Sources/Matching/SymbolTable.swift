import TextModel
import Tokenizing

/// Tokens to symbols: two tokens have the same symbol when no test of the file can tell them apart. A symbol is a
/// signature, which says what tests its tokens pass, with what is asked of a place: bits of one number.
struct Symbols: Sendable {
  private let width: Int
  /// The bits of all signatures, `width` words each.
  private var signatures: [UInt64] = []
  /// The signatures by their bits, in open addressing; -1 for a free slot.
  private var slots = [Int32](repeating: -1, count: 64)
  /// The bits of the signature that is looked up.
  private var bits: [UInt64]
  /// For each place the bits of it that are asked, side by side, with a free bit below for whether it is passed over.
  private let placeBits: [Int32]
  /// The place of each of those numbers.
  private let places: [TokenPlace]
  /// How many bits of a symbol stand below its signature.
  private let shift: Int32
  /// The tests for lists of the lexicon, by list, and where those of each list begin; the last number is the end.
  private let listTests: [(test: Int, value: String?)]
  private let firstListTest: [Int32]
  /// The signature of plain words that no list and no word of the patterns holds, or -1.
  private var ofOtherWords: Int32 = -1
  private let wordTests: WordTests
  private let typeTests: [(test: Int, type: TokenType, mask: UInt32, absent: UInt32)]
  private let clauseGaps: [Int]
  private let sentenceGaps: [Int]
  /// Tests made of others, the innermost first.
  private let combined: [Combined]

  private struct Combined {
    let test: Int
    let parts: [Int]
    let isNegated: Bool
  }

  /// The tests for words, in the order of the words.
  struct WordTests: Sendable {
    let words: [Int32]
    let tests: [Int32]

    init(words: [Int32], tests: [Int32]) {
      self.words = words
      self.tests = tests
    }

    /// Those of all the tests of a file and of the tests inside these.
    init(_ tests: [ResolvedTest]) {
      var found: [UInt64] = []
      Symbols.forEachTest(of: tests) { test, index in
        // One number each: comparing these is what the sort does.
        if case .word(let word) = test { found.append(UInt64(UInt32(bitPattern: word)) << 32 | UInt64(index)) }
      }
      found.sort()
      words = found.map { Int32(truncatingIfNeeded: $0 >> 32) }
      self.tests = found.map { Int32(truncatingIfNeeded: $0) }
    }

    func forWord(_ word: Int32) -> ArraySlice<Int32> {
      let first = words.partitioningIndex { $0 >= word }
      var end = first
      while end < words.count, words[end] == word { end += 1 }
      return tests[first..<end]
    }
  }

  /// Calls `body` with each test and its number: behind the tests of a file stand those inside a negation or an
  /// alternative. Returns how many there are.
  @discardableResult
  private static func forEachTest(of tests: [ResolvedTest], _ body: (ResolvedTest, Int) -> Void) -> Int {
    var inner: [ResolvedTest] = []
    func addParts(_ test: ResolvedTest) {
      switch test {
      case .not(let part): inner.append(part)
      case .any(let parts): inner += parts
      case .word, .list, .type, .clauseGap, .sentenceGap: break
      }
    }
    for (index, test) in tests.enumerated() {
      body(test, index)
      addParts(test)
    }
    var index = 0
    while index < inner.count {
      body(inner[index], tests.count + index)
      addParts(inner[index])
      index += 1
    }
    return tests.count + inner.count
  }

  /// `places`: those that some pattern asks for; tokens that differ in others have the same symbol. `wordTests`: those of
  /// `tests`, taken from these anew where they name others.
  init(tests: [ResolvedTest], wordTests: WordTests, places: TokenPlace = TokenPlace(rawValue: 63)) {
    let asked = (0..<6).filter { places.rawValue & 1 << UInt8($0) != 0 }
    var placeBits = [Int32](repeating: 0, count: 64)
    var numbered = [TokenPlace](repeating: [], count: 1 << asked.count)
    for place in placeBits.indices {
      for (bit, own) in asked.enumerated() where place >> own & 1 != 0 { placeBits[place] |= 1 << Int32(bit + 1) }
    }
    for number in numbered.indices {
      for (bit, own) in asked.enumerated() where number >> bit & 1 != 0 {
        numbered[number].formUnion(TokenPlace(rawValue: 1 << UInt8(own)))
      }
    }
    self.placeBits = placeBits
    self.places = numbered
    shift = Int32(asked.count + 1)
    // A test that is made of others comes after them when a signature is computed.
    var combined: [Combined] = []
    var lists: [(list: Int, test: Int, value: String?)] = []
    var types: [(test: Int, type: TokenType, mask: UInt32, absent: UInt32)] = []
    var clauses: [Int] = []
    var sentences: [Int] = []
    var firstPart = tests.count
    let count = Self.forEachTest(of: tests) { test, index in
      switch test {
      case .word: break
      case .list(let list, let value): lists.append((list, index, value))
      case .type(let type, let mask, let absent): types.append((index, type, mask, absent))
      case .clauseGap: clauses.append(index)
      case .sentenceGap: sentences.append(index)
      case .not:
        combined.append(Combined(test: index, parts: [firstPart], isNegated: true))
        firstPart += 1
      case .any(let parts):
        combined.append(
          Combined(test: index, parts: Array(firstPart..<firstPart + parts.count), isNegated: false))
        firstPart += parts.count
      }
    }
    self.combined = combined.reversed()
    width = (count + 63) / 64
    bits = [UInt64](repeating: 0, count: width)
    let listCount = (lists.lazy.map { $0.list }.max() ?? -1) + 1
    var firsts = [Int32](repeating: 0, count: listCount + 1)
    for test in lists { firsts[test.list + 1] += 1 }
    for list in 0..<listCount { firsts[list + 1] += firsts[list] }
    firstListTest = firsts
    var byList = [(test: Int, value: String?)](repeating: (0, nil), count: lists.count)
    for test in lists {
      byList[Int(firsts[test.list])] = (test.test, test.value)
      firsts[test.list] += 1
    }
    listTests = byList
    let areRight = wordTests.tests.allSatisfy { $0 >= 0 && Int($0) < count }
    self.wordTests = areRight ? wordTests : WordTests(tests)
    typeTests = types
    clauseGaps = clauses
    sentenceGaps = sentences
  }

  /// Whether a test asks for the word or for a list that holds it.
  private func isAskedFor(_ word: Int32, _ lexicon: Lexicon) -> Bool {
    if !wordTests.forWord(word).isEmpty { return true }
    var found = false
    lexicon.forEachList(of: Int(word)) { if !tests(forList: $0.list).isEmpty { found = true } }
    return found
  }

  private func tests(forList list: Int) -> ArraySlice<(test: Int, value: String?)> {
    list + 1 < firstListTest.count ? listTests[Int(firstListTest[list])..<Int(firstListTest[list + 1])] : []
  }

  /// The signature of a token; computed anew each time, so callers keep it by the token's kind.
  mutating func signature(of token: Token, in lexicon: Lexicon) -> Int32 {
    guard token.type == .word, token.attributes == 0, !isAskedFor(token.word, lexicon) else {
      return newSignature(token.type, token.attributes, token.word, lexicon)
    }
    if ofOtherWords < 0 { ofOtherWords = newSignature(token.type, token.attributes, token.word, lexicon) }
    return ofOtherWords
  }

  private mutating func newSignature(
    _ type: TokenType, _ attributes: UInt32, _ word: Int32, _ lexicon: Lexicon
  ) -> Int32 {
    for word in 0..<width { bits[word] = 0 }
    if word >= 0 {
      for test in wordTests.forWord(word) { set(Int(test)) }
      lexicon.forEachList(of: Int(word)) { membership in
        for (test, value) in tests(forList: membership.list) where value == nil || value == membership.value {
          set(test)
        }
      }
    }
    for (test, wanted, mask, absent) in typeTests
    where wanted == type && attributes & mask == mask && attributes & absent == 0 { set(test) }
    if type != .stop {
      for test in sentenceGaps { set(test) }
      if type != .comma { for test in clauseGaps { set(test) } }
    }
    for test in combined {
      let holds = test.parts.contains { bits[$0 >> 6] & (1 << UInt64($0 & 63)) != 0 }
      // What is “anything but” something never reaches over the end of a sentence.
      if test.isNegated ? !holds && type != .stop : holds { set(test.test) }
    }
    return number()
  }

  private mutating func set(_ test: Int) { bits[test >> 6] |= 1 << UInt64(test & 63) }

  /// The signature of the bits, a new one where they have none.
  private mutating func number() -> Int32 {
    let count = width == 0 ? 0 : signatures.count / width
    var slot = hash { bits[$0] }
    while slots[slot] >= 0 {
      let first = Int(slots[slot]) * width
      if (0..<width).allSatisfy({ signatures[first + $0] == bits[$0] }) { return slots[slot] }
      slot = (slot + 1) & (slots.count - 1)
    }
    slots[slot] = Int32(count)
    signatures += bits
    if (count + 1) * 2 > slots.count { widen(count + 1) }
    return Int32(count)
  }

  private mutating func widen(_ count: Int) {
    slots = [Int32](repeating: -1, count: slots.count * 2)
    for known in 0..<count {
      var slot = hash { signatures[known * width + $0] }
      while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = Int32(known)
    }
  }

  private func hash(_ word: (Int) -> UInt64) -> Int {
    var mixed: UInt64 = 0
    for index in 0..<width { mixed = (mixed ^ mixed >> 29 ^ word(index)) &* 0x9E37_79B9_7F4A_7C15 }
    return Int(truncatingIfNeeded: mixed >> 32) & (slots.count - 1)
  }

  /// The symbol of a token with its signature. A bracket that is passed over has another than one that is read.
  @inline(__always)
  func symbol(_ signature: Int32, _ place: TokenPlace, isTransparent: Bool) -> Int32 {
    signature << shift | placeBits[Int(place.rawValue & 63)] | (isTransparent ? 1 : 0)
  }

  @inline(__always)
  func signature(of symbol: Int32) -> Int32 { symbol >> shift }

  func place(of symbol: Int32) -> TokenPlace { places[Int(surroundings(of: symbol) >> 1)] }

  func isTransparent(_ symbol: Int32) -> Bool { symbol & 1 != 0 }

  /// What a symbol says beside its signature, as one number: its place and whether it is passed over.
  @inline(__always)
  func surroundings(of symbol: Int32) -> UInt32 { UInt32(symbol & (1 << shift - 1)) }

  /// A word of the bits of the tests that a symbol passes.
  @inline(__always)
  func word(_ index: Int, of symbol: Int32) -> UInt64 {
    signatures[Int(signature(of: symbol)) * width + index]
  }

  func passes(_ symbol: Int32, _ test: Int32) -> Bool {
    passes(signature: signature(of: symbol), test)
  }

  func passes(signature: Int32, _ test: Int32) -> Bool {
    signatures[Int(signature) * width + Int(test) >> 6] & (1 << UInt64(test & 63)) != 0
  }
}

/// Symbols that are asked for from anywhere, for explanations and checks.
final class SymbolTable {
  private var symbols: Symbols
  private let kinds: TokenKinds
  /// The signature of each kind of token.
  private var signatures: [Int32] = []

  init(tests: [ResolvedTest], lexicon: Lexicon) {
    symbols = Symbols(tests: tests, wordTests: Symbols.WordTests(tests))
    kinds = TokenKinds(lexicon: lexicon)
  }

  /// The symbol of a token; a bracket is passed over.
  func symbol(of token: Token) -> Int32 {
    let kind = Int(kinds.kind(of: token))
    while signatures.count < kinds.count {
      signatures.append(symbols.signature(of: kinds.token(signatures.count), in: kinds.lexicon))
    }
    return symbols.symbol(signatures[kind], token.place, isTransparent: token.type == .paren)
  }

  /// The symbol of a bracket that must itself be matched.
  func opaque(_ symbol: Int32) -> Int32 {
    symbols.symbol(symbols.signature(of: symbol), symbols.place(of: symbol), isTransparent: false)
  }

  func place(of symbol: Int32) -> TokenPlace { symbols.place(of: symbol) }

  func isTransparent(_ symbol: Int32) -> Bool { symbols.isTransparent(symbol) }

  func passes(_ symbol: Int32, _ test: Int32) -> Bool { symbols.passes(symbol, test) }
}
