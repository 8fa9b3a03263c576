import TextModel
import Tokenizing

/// Tokens to symbols: two tokens have the same symbol when no test of the file can tell them apart.
final class SymbolTable {
  private let lexicon: Lexicon
  private let width: Int
  private var signatures: [[UInt64]] = []
  private var numbers: [[UInt64]: Int32] = [:]
  /// The signature of each word of the lexicon, or -1 where it was not asked for yet.
  private var ofWord: [Int32]
  private var ofOther: [OtherKey: Int32] = [:]
  /// The symbol of signature × place × kind, or -1.
  private var symbols: [Int32] = []
  private var places: [TokenPlace] = []
  private var signatureOfSymbol: [Int32] = []
  private var transparent: [Bool] = []
  private let listTests: [Int: [(test: Int, value: String?)]]
  private let wordTests: [Int32: [Int]]
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

  private struct OtherKey: Hashable {
    let type: TokenType
    let attributes: UInt32
    let word: Int32
  }

  init(tests: [ResolvedTest], lexicon: Lexicon) {
    self.lexicon = lexicon
    // Behind the file's tests stand those inside a negation or an alternative; a test that is made of others comes
    // after them when a signature is computed.
    var all = tests
    var combined: [Combined] = []
    var index = 0
    while index < all.count {
      switch all[index] {
      case .not(let inner):
        combined.append(Combined(test: index, parts: [all.count], isNegated: true))
        all.append(inner)
      case .any(let parts):
        combined.append(Combined(test: index, parts: Array(all.count..<(all.count + parts.count)), isNegated: false))
        all += parts
      case .word, .list, .type, .clauseGap, .sentenceGap: break
      }
      index += 1
    }
    self.combined = combined.reversed()
    width = (all.count + 63) / 64
    var lists: [Int: [(Int, String?)]] = [:]
    var words: [Int32: [Int]] = [:]
    var types: [(Int, TokenType, UInt32, UInt32)] = []
    var clauses: [Int] = []
    var sentences: [Int] = []
    for (index, test) in all.enumerated() {
      switch test {
      case .word(let word): words[word, default: []].append(index)
      case .list(let list, let value): lists[list, default: []].append((index, value))
      case .type(let type, let mask, let absent): types.append((index, type, mask, absent))
      case .clauseGap: clauses.append(index)
      case .sentenceGap: sentences.append(index)
      case .not, .any: break
      }
    }
    listTests = lists
    wordTests = words
    typeTests = types
    clauseGaps = clauses
    sentenceGaps = sentences
    ofWord = [Int32](repeating: -1, count: lexicon.count)
  }

  private func signature(_ type: TokenType, _ attributes: UInt32, _ word: Int32) -> Int32 {
    var bits = [UInt64](repeating: 0, count: width)
    func set(_ test: Int) { bits[test >> 6] |= 1 << UInt64(test & 63) }
    if word >= 0 {
      for test in wordTests[word] ?? [] { set(test) }
      for membership in lexicon.lists(of: Int(word)) {
        for (test, value) in listTests[membership.list] ?? [] where value == nil || value == membership.value {
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
    if let known = numbers[bits] { return known }
    let new = Int32(signatures.count)
    signatures.append(bits)
    numbers[bits] = new
    symbols.append(contentsOf: repeatElement(-1, count: 128))
    return new
  }

  /// The symbol of a token. `isFirst`: a bracket that a match begins with is not passed over.
  @inline(__always)
  func symbol(of token: Token) -> Int32 {
    var found: Int32
    if token.type == .word && token.word >= 0 {
      found = ofWord[Int(token.word)]
      if found < 0 {
        found = signature(.word, 0, token.word)
        ofWord[Int(token.word)] = found
      }
    } else {
      let key = OtherKey(type: token.type, attributes: token.attributes, word: token.word)
      if let known = ofOther[key] {
        found = known
      } else {
        found = signature(token.type, token.attributes, token.word)
        ofOther[key] = found
      }
    }
    return symbol(found, token.place, isTransparent: token.type == .paren)
  }

  private func symbol(_ signature: Int32, _ place: TokenPlace, isTransparent: Bool) -> Int32 {
    let slot = Int(signature) * 128 + Int(place.rawValue) + (isTransparent ? 64 : 0)
    if symbols[slot] >= 0 { return symbols[slot] }
    let new = Int32(places.count)
    places.append(place)
    signatureOfSymbol.append(signature)
    transparent.append(isTransparent)
    symbols[slot] = new
    return new
  }

  /// The symbol of a bracket that must itself be matched.
  func opaque(_ symbol: Int32) -> Int32 {
    self.symbol(signatureOfSymbol[Int(symbol)], places[Int(symbol)], isTransparent: false)
  }

  /// How many symbols there are so far.
  var count: Int { places.count }

  func place(of symbol: Int32) -> TokenPlace { places[Int(symbol)] }

  func isTransparent(_ symbol: Int32) -> Bool { transparent[Int(symbol)] }

  @inline(__always)
  func passes(_ symbol: Int32, _ test: Int32) -> Bool {
    let bits = signatures[Int(signatureOfSymbol[Int(symbol)])]
    return bits[Int(test) >> 6] & (1 << UInt64(test & 63)) != 0
  }
}
