import TextModel

/// All words that notices are read with, each with the lists that hold it.
///
/// Words are numbered without gaps: 0 stands for every character that no list and no pattern knows, then come the
/// single characters that one does, then the longer words.
public struct Lexicon: Sendable {
  /// A list that a word stands in, with its value there.
  public struct Membership: Hashable, Sendable {
    /// Index into `listNames`.
    public let list: Int
    /// What stands after the tab in the list, or the empty string.
    public let value: String
  }

  /// Names of the lists, in order.
  public let listNames: [String]
  private let listNumbers: [String: Int]
  private let trie: WordTrie
  /// The word that ends at each node of the trie, or -1.
  private var wordAtNode: [Int32]
  /// The node of the trie at which each word ends, or -1 where no list has it.
  private var nodeOfWord: [Int32] = [-1]
  /// What begins with the code units that a word or a pattern has, and the index of each code unit in it; 0 stands for
  /// all others.
  private let beginnings: [Beginning]
  private let beginningOfUnit: [UInt16]
  private var firstMembership: [Int32] = [-1]
  private var memberships: [(membership: Membership, next: Int32)] = []
  /// For each word the marks of the lists that hold it, a bit each.
  private var listMarks: [UInt64] = []
  /// For each list about how common its words are.
  private let listSizes: [Int]

  /// What begins with a code unit; side by side, so that a look at a place of the text touches the memory once.
  private struct Beginning {
    /// The word that it is itself: 0 for an unknown one.
    var word: Int32 = 0
    /// The node of the trie that it leads to where a longer word begins with it, or -1.
    var node: Int32 = -1
    /// The low eight bits of those that stand second in such words, a bit each: most places where no word begins are
    /// passed over by it.
    var seconds: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)

    mutating func add(second unit: UInt16) {
      let bit: UInt64 = 1 << UInt64(unit & 63)
      switch unit >> 6 & 3 {
      case 0: seconds.0 |= bit
      case 1: seconds.1 |= bit
      case 2: seconds.2 |= bit
      default: seconds.3 |= bit
      }
    }

    @inline(__always)
    func mayGoOn(with unit: UInt16) -> Bool {
      let bits =
        unit & 128 == 0 ? (unit & 64 == 0 ? seconds.0 : seconds.1) : (unit & 64 == 0 ? seconds.2 : seconds.3)
      return bits & (1 << UInt64(unit & 63)) != 0
    }
  }

  /// The lexicon of the given lists, and of the characters that patterns name.
  public init(vocabulary: Vocabulary, lists: [String], literals: Set<UInt16>) {
    let names = lists.sorted()
    listNames = names
    listNumbers = Dictionary(names.enumerated().map { ($1, $0) }) { first, _ in first }
    trie = vocabulary.trie
    var wordAtNode = [Int32](repeating: -1, count: vocabulary.trie.nodeCount)
    var beginnings = [Beginning()]
    var beginningOfUnit = [UInt16](repeating: 0, count: 0x10000)
    func beginning(of unit: UInt16) -> Int {
      if beginningOfUnit[Int(unit)] == 0 {
        beginningOfUnit[Int(unit)] = UInt16(truncatingIfNeeded: beginnings.count)
        beginnings.append(Beginning())
      }
      return Int(beginningOfUnit[Int(unit)])
    }
    var firstMembership: [Int32] = [-1]
    var memberships: [(membership: Membership, next: Int32)] = []
    firstMembership.reserveCapacity(16_384)
    memberships.reserveCapacity(16_384)
    beginnings.reserveCapacity(4096)
    var nodeOfWord: [Int32] = [-1]
    nodeOfWord.reserveCapacity(16_384)
    func newWord(endingAt node: Int32) -> Int32 {
      firstMembership.append(-1)
      nodeOfWord.append(node)
      return Int32(firstMembership.count - 1)
    }
    for unit in literals.sorted() where beginnings[beginning(of: unit)].word == 0 {
      beginnings[beginning(of: unit)].word = newWord(endingAt: vocabulary.trie.child(of: 0, unit))
    }
    var listSizes = [Int](repeating: 0, count: names.count)
    for (index, name) in names.enumerated() {
      vocabulary.forEach(in: name) { unit, second, node, value in
        let number: Int32
        listSizes[index] += second == nil ? 20 : 1
        if let second {
          if wordAtNode[Int(node)] < 0 {
            wordAtNode[Int(node)] = newWord(endingAt: node)
            let index = beginning(of: unit)
            beginnings[index].node = vocabulary.trie.child(of: 0, unit)
            beginnings[index].add(second: second)
          }
          number = wordAtNode[Int(node)]
        } else {
          let index = beginning(of: unit)
          if beginnings[index].word == 0 {
            beginnings[index].word = newWord(endingAt: node)
          }
          number = beginnings[index].word
        }
        memberships.append((Membership(list: index, value: value), firstMembership[Int(number)]))
        firstMembership[Int(number)] = Int32(memberships.count - 1)
      }
    }
    self.wordAtNode = wordAtNode
    self.nodeOfWord = nodeOfWord
    self.beginnings = beginnings
    self.beginningOfUnit = beginningOfUnit
    self.firstMembership = firstMembership
    self.memberships = memberships
    let marks = names.map(Vocabulary.mark(ofList:))
    listMarks = firstMembership.map { first in
      var mark: UInt64 = 0
      var index = first
      while index >= 0 {
        mark |= marks[memberships[Int(index)].membership.list]
        index = memberships[Int(index)].next
      }
      return mark
    }
    self.listSizes = listSizes
  }

  /// How many words there are.
  public var count: Int { firstMembership.count }

  /// The lists that hold the word.
  public func lists(of word: Int) -> [Membership] {
    guard firstMembership.indices.contains(word) else { return [] }
    var out: [Membership] = []
    var index = firstMembership[word]
    while index >= 0 {
      out.append(memberships[Int(index)].membership)
      index = memberships[Int(index)].next
    }
    return out.reversed()
  }

  /// Calls `body` with each list that holds the word and the word's value in it, the last list first.
  public func forEachList(of word: Int, _ body: (Membership) -> Void) {
    guard firstMembership.indices.contains(word) else { return }
    var index = firstMembership[word]
    while index >= 0 {
      body(memberships[Int(index)].membership)
      index = memberships[Int(index)].next
    }
  }

  /// The index of a list in `listNames`; nil where there is none of that name.
  public func number(ofList name: String) -> Int? { listNumbers[name] }

  /// About how common the words of a list are: how many it has, a single character counted as twenty longer words.
  public func size(ofList list: Int) -> Int { listSizes.indices.contains(list) ? listSizes[list] : 0 }

  /// The value of the word in a list, the first where it stands there more than once; nil where the list does not hold
  /// it.
  public func value(of word: Int, in list: String) -> String? {
    guard firstMembership.indices.contains(word), listMarks[word] & Vocabulary.mark(ofList: list) != 0 else {
      return nil
    }
    var found: String?
    var index = firstMembership[word]
    while index >= 0 {
      // The chain runs from the last list to the first.
      // A word stands in few lists: comparing their names is faster than looking the list up.
      if listNames[memberships[Int(index)].membership.list] == list { found = memberships[Int(index)].membership.value }
      index = memberships[Int(index)].next
    }
    return found
  }

  /// The node of the vocabulary's trie at which a word ends; -1 where no list of the vocabulary has it.
  public func node(of word: Int) -> Int32 { nodeOfWord.indices.contains(word) ? nodeOfWord[word] : -1 }

  /// Whether some list holds the word.
  func isListed(_ word: Int32) -> Bool { firstMembership[Int(word)] >= 0 }

  /// The number of a single character.
  @inline(__always)
  func number(of unit: UInt16) -> Int32 { beginnings[Int(beginningOfUnit[Int(unit)])].word }

  /// The number of a word, or nil where no list holds it and it is not a single character.
  public func number(of word: some Collection<UInt16>) -> Int? {
    if word.count == 1, let unit = word.first { return Int(self.number(of: unit)) }
    let node = trie.node(of: word)
    guard node >= 0, wordAtNode[Int(node)] >= 0 else { return nil }
    return Int(wordAtNode[Int(node)])
  }

  /// Calls `found` with the length and number of each word of two and more characters that begins at `start`.
  @inline(__always)
  func eachWord(in text: [UInt16], from start: Int, to end: Int, _ found: (Int, Int) -> Void) {
    var at = start + 1
    let index = Int(beginningOfUnit[Int(text[start])])
    guard at < end, beginnings[index].mayGoOn(with: text[at]) else { return }
    var node = beginnings[index].node
    while at < end {
      node = trie.child(of: node, text[at])
      if node < 0 { return }
      at += 1
      let word = wordAtNode[Int(node)]
      if word >= 0 { found(at - start, Int(word)) }
    }
  }
}
