import TextModel

/// All words that notices are read with, each with the lists that hold it.
///
/// A word's number is its code unit for a single character, else 65,536 and up in the order of the lists. A trie over
/// an open-addressed hash table finds the words that begin at a place.
public struct Lexicon: Sendable {
  /// A list that a word stands in, with its value there.
  public struct Membership: Hashable, Sendable {
    /// Index into `listNames`.
    public let list: Int
    /// What stands after the tab in the list, or the empty string.
    public let value: String
  }

  /// The number of the first word of more than one character.
  public static let firstLongWord = 0x10000

  /// Names of the lists, in the order of their names.
  public let listNames: [String]
  /// The words of more than one character; word `i` has the number `firstLongWord + i`.
  public private(set) var longWords: [[UInt16]] = []
  private var memberships: [Int: [Membership]] = [:]
  private var keys: [UInt64]
  private var nodes: [Int32]
  private var mask: Int
  private var used = 0
  private var nodeCount: Int32 = 1
  /// The word that ends at each node, or -1.
  private var wordAtNode: [Int32] = [-1]
  /// Whether a word of more than one character begins with the code unit.
  private var begins: [Bool]
  /// Whether the code unit alone is a word of a list.
  private(set) var isWord: [Bool]

  /// The lexicon of the given lists.
  public init(vocabulary: Vocabulary, lists: [String]) {
    listNames = lists.sorted()
    let total = listNames.reduce(0) { $0 + (vocabulary.lists[$1]?.count ?? 0) }
    var capacity = 1024
    while capacity < total * 8 { capacity *= 2 }
    keys = [UInt64](repeating: 0, count: capacity)
    nodes = [Int32](repeating: 0, count: capacity)
    mask = capacity - 1
    begins = [Bool](repeating: false, count: 0x10000)
    isWord = begins
    for (index, name) in listNames.enumerated() {
      for entry in vocabulary.lists[name] ?? [] {
        let word = insert(entry.word)
        memberships[word, default: []].append(Membership(list: index, value: entry.value))
      }
    }
  }

  /// The lists that hold the word.
  public func lists(of word: Int) -> [Membership] { memberships[word] ?? [] }

  /// All words that stand in some list, with their memberships.
  public var listed: [Int: [Membership]] { memberships }

  /// The number of a word, or nil where no list holds it and it is not a single character.
  public func number(of word: some RandomAccessCollection<UInt16>) -> Int? {
    guard word.count != 1 else { return word.first.map(Int.init) }
    var node: Int32 = 0
    for unit in word {
      guard let next = child(of: node, unit) else { return nil }
      node = next
    }
    let found = wordAtNode[Int(node)]
    return found >= 0 ? Int(found) : nil
  }

  /// The characters of a word, given its number.
  public func characters(of word: Int) -> [UInt16] {
    if word < Self.firstLongWord { return [UInt16(truncatingIfNeeded: word)] }
    let index = word - Self.firstLongWord
    return index < longWords.count ? longWords[index] : []
  }

  /// Calls `found` with the length and number of each word of two and more characters that begins at `start`.
  @inline(__always)
  func eachWord(in text: [UInt16], from start: Int, to end: Int, _ found: (Int, Int) -> Void) {
    guard begins[Int(text[start])] else { return }
    var node: Int32 = 0
    var at = start
    while at < end, let next = child(of: node, text[at]) {
      node = next
      at += 1
      let word = wordAtNode[Int(node)]
      if word >= 0 { found(at - start, Int(word)) }
    }
  }

  private mutating func insert(_ word: [UInt16]) -> Int {
    if word.count == 1 {
      isWord[Int(word[0])] = true
      return Int(word[0])
    }
    begins[Int(word[0])] = true
    var node: Int32 = 0
    for unit in word { node = childOrNew(of: node, unit) }
    if wordAtNode[Int(node)] < 0 {
      wordAtNode[Int(node)] = Int32(Self.firstLongWord + longWords.count)
      longWords.append(word)
    }
    return Int(wordAtNode[Int(node)])
  }

  private static func key(_ node: Int32, _ unit: UInt16) -> UInt64 { (UInt64(UInt32(bitPattern: node)) << 16 | UInt64(unit)) &+ 1 }

  @inline(__always)
  private func slot(_ key: UInt64) -> Int { Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 20) & mask }

  @inline(__always)
  private func child(of node: Int32, _ unit: UInt16) -> Int32? {
    let key = Self.key(node, unit)
    var at = slot(key)
    while keys[at] != 0 {
      if keys[at] == key { return nodes[at] }
      at = (at + 1) & mask
    }
    return nil
  }

  private mutating func childOrNew(of node: Int32, _ unit: UInt16) -> Int32 {
    if let found = child(of: node, unit) { return found }
    if used * 2 > mask { grow() }
    let key = Self.key(node, unit)
    var at = slot(key)
    while keys[at] != 0 { at = (at + 1) & mask }
    keys[at] = key
    nodes[at] = nodeCount
    used += 1
    nodeCount += 1
    wordAtNode.append(-1)
    return nodes[at]
  }

  private mutating func grow() {
    let (oldKeys, oldNodes) = (keys, nodes)
    let capacity = (mask + 1) * 2
    keys = [UInt64](repeating: 0, count: capacity)
    nodes = [Int32](repeating: 0, count: capacity)
    mask = capacity - 1
    for index in oldKeys.indices where oldKeys[index] != 0 {
      var at = slot(oldKeys[index])
      while keys[at] != 0 { at = (at + 1) & mask }
      keys[at] = oldKeys[index]
      nodes[at] = oldNodes[index]
    }
  }
}
