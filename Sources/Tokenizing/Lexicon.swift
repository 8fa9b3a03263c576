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
  /// The values of words in lists.
  private let values: [String]
  private let words: Words
  /// For each word the marks of the lists that hold it, a bit each.
  private let listMarks: [UInt64]

  /// What begins with a code unit; side by side, so that a look at a place of the text touches the memory once.
  private struct Beginning {
    /// The word that it is itself: 0 for an unknown one.
    var word: Int32 = 0
    /// The node of the trie that it leads to where a longer word begins with it, or -1.
    var node: Int32 = -1
    /// Those that stand second in such words: most places where no word begins are passed over by them.
    var seconds = LowBits()
  }

  /// A word's place in a list: their numbers, and the next place of the same word, or -1.
  private struct Place {
    let list: Int32
    let value: Int32
    let next: Int32
  }

  /// The words by number and the ways to them.
  private struct Words {
    /// The word that ends at each node of the trie, or -1.
    var atNode: [Int32]
    /// The node of the trie at which each word ends, or -1 where no list has it.
    var nodes: [Int32]
    /// What begins with the code units that a word or a pattern has, and the index of each code unit in it; 0 stands for
    /// all others.
    var beginnings: [Beginning]
    var beginningOfUnit: [UInt16]
    /// For each word the last of its places in lists, or -1.
    var lastPlace: [Int32]
    var places: [Place]
    /// For each list about how common its words are.
    var listSizes: [Int]

    /// No words but the unknown one.
    init(nodes count: Int, lists: Int) {
      atNode = [Int32](repeating: -1, count: count)
      (nodes, beginnings, lastPlace, places) = ([-1], [Beginning()], [-1], [])
      beginningOfUnit = [UInt16](repeating: 0, count: 0x10000)
      listSizes = [Int](repeating: 0, count: lists)
      lastPlace.reserveCapacity(16_384)
      nodes.reserveCapacity(16_384)
      places.reserveCapacity(20_480)
      beginnings.reserveCapacity(4096)
    }

    /// What was packed; nil where some of it leads nowhere. `values`: how many values there are.
    init?(packed: inout PackedReader, nodes count: Int, lists: Int, values: Int) {
      atNode = [Int32](repeating: -1, count: count)
      beginningOfUnit = [UInt16](repeating: 0, count: 0x10000)
      beginnings = []
      listSizes = packed.list { $0.number() }
      nodes = packed.column()
      lastPlace = packed.column()
      places = packed.rows { Place(list: $0, value: $1, next: $2) }
      let starts = packed.rows { (unit: $0, word: $1, node: $2) }
      var seconds: [[UInt64]] = []
      for _ in 0..<4 {
        let parts = (0..<4).map { _ in packed.column() }
        guard parts.allSatisfy({ $0.count == starts.count }) else { return nil }
        seconds.append(
          starts.indices.map { index in
            parts.reversed().reduce(0) { $0 << 16 | UInt64(truncatingIfNeeded: $1[index]) & 0xFFFF }
          })
      }
      beginnings = starts.indices.map { index in
        Beginning(
          word: starts[index].word, node: starts[index].node,
          seconds: LowBits((seconds[0][index], seconds[1][index], seconds[2][index], seconds[3][index])))
      }
      guard !packed.isBroken, nodes.count == lastPlace.count, listSizes.count == lists, !beginnings.isEmpty,
        nodes.allSatisfy({ $0 < count }), lastPlace.allSatisfy({ $0 < places.count }),
        starts.allSatisfy({ (0..<0x10000).contains($0.unit) && nodes.indices.contains(Int($0.word)) })
      else { return nil }
      for (index, place) in places.enumerated() {
        // The chain of a word's places runs back.
        guard (0..<lists).contains(Int(place.list)), (0..<values).contains(Int(place.value)), place.next < index else {
          return nil
        }
      }
      for (word, node) in nodes.enumerated() where node >= 0 { atNode[Int(node)] = Int32(word) }
      for (index, start) in starts.enumerated().dropFirst() {
        beginningOfUnit[Int(start.unit)] = UInt16(truncatingIfNeeded: index)
        // A single character is found by its code unit.
        let node = nodes[Int(start.word)]
        if start.word > 0, node >= 0 { atNode[Int(node)] = -1 }
      }
    }

    mutating func beginning(of unit: UInt16) -> Int {
      if beginningOfUnit[Int(unit)] == 0 {
        beginningOfUnit[Int(unit)] = UInt16(truncatingIfNeeded: beginnings.count)
        beginnings.append(Beginning())
      }
      return Int(beginningOfUnit[Int(unit)])
    }

    mutating func newWord(endingAt node: Int32) -> Int32 {
      lastPlace.append(-1)
      nodes.append(node)
      return Int32(lastPlace.count - 1)
    }

    /// The single character, new where no list and no pattern had it yet.
    mutating func word(of unit: UInt16, endingAt node: Int32) -> Int32 {
      let index = beginning(of: unit)
      if beginnings[index].word == 0 { beginnings[index].word = newWord(endingAt: node) }
      return beginnings[index].word
    }

    /// The longer word that ends at a node, new where no list had it yet; `root`: the node of its first code unit.
    mutating func word(endingAt node: Int32, first: UInt16, second: UInt16, root: Int32) -> Int32 {
      if atNode[Int(node)] < 0 {
        atNode[Int(node)] = newWord(endingAt: node)
        let index = beginning(of: first)
        beginnings[index].node = root
        beginnings[index].seconds.insert(second)
      }
      return atNode[Int(node)]
    }

    mutating func add(_ word: Int32, list: Int, value: Int32) {
      places.append(Place(list: Int32(list), value: value, next: lastPlace[Int(word)]))
      lastPlace[Int(word)] = Int32(places.count - 1)
    }
  }

  /// The lexicon of the given lists, and of the characters that patterns name.
  public init(vocabulary: Vocabulary, lists: [String], literals: Set<UInt16>) {
    let names = lists.sorted()
    let trie = vocabulary.trie
    var words = Words(nodes: trie.nodeCount, lists: names.count)
    for unit in literals.sorted() { _ = words.word(of: unit, endingAt: trie.child(of: 0, unit)) }
    for (index, name) in names.enumerated() {
      vocabulary.forEach(in: name) { unit, second, node, value in
        words.listSizes[index] += second == nil ? 20 : 1
        let word =
          if let second {
            words.word(endingAt: node, first: unit, second: second, root: trie.child(of: 0, unit))
          } else {
            words.word(of: unit, endingAt: node)
          }
        words.add(word, list: index, value: value)
      }
    }
    self.init(names: names, words, vocabulary)
  }

  private init(names: [String], _ words: Words, _ vocabulary: Vocabulary) {
    listNames = names
    listNumbers = Dictionary(names.enumerated().map { ($1, $0) }) { first, _ in first }
    trie = vocabulary.trie
    values = vocabulary.values
    let marks = names.map(Vocabulary.mark(ofList:))
    listMarks = words.lastPlace.map { last in
      var mark: UInt64 = 0
      var index = last
      while index >= 0 {
        mark |= marks[Int(words.places[Int(index)].list)]
        index = words.places[Int(index)].next
      }
      return mark
    }
    self.words = words
  }

  /// Adds all that is not in the vocabulary to what is packed.
  public func pack(into out: inout PackedWriter) {
    out.add(listNames) { $0.add($1) }
    out.add(words.listSizes) { $0.add($1) }
    out.add(column: words.nodes)
    out.add(column: words.lastPlace)
    out.add(rows: words.places.map { ($0.list, $0.value, $0.next) })
    var units = [Int32](repeating: 0, count: words.beginnings.count)
    for (unit, index) in words.beginningOfUnit.enumerated() where index > 0 { units[Int(index)] = Int32(unit) }
    out.add(rows: zip(units, words.beginnings).map { ($0, $1.word, $1.node) })
    for bits in [\Beginning.seconds.words.0, \.seconds.words.1, \.seconds.words.2, \.seconds.words.3] {
      for shift: UInt64 in [0, 16, 32, 48] {
        out.add(column: words.beginnings.map { Int32($0[keyPath: bits] >> shift & 0xFFFF) })
      }
    }
  }

  /// The lexicon that `pack` packed, of the same vocabulary; without lists and words where it is cut short or leads nowhere.
  public init(packed: inout PackedReader, vocabulary: Vocabulary) {
    let names = packed.list { $0.text() }
    let nodes = vocabulary.trie.nodeCount
    if let words = Words(packed: &packed, nodes: nodes, lists: names.count, values: vocabulary.values.count) {
      self.init(names: names, words, vocabulary)
    } else {
      self.init(names: [], Words(nodes: nodes, lists: 0), vocabulary)
    }
  }

  /// How many words there are.
  public var count: Int { words.lastPlace.count }

  /// The lists that hold the word.
  public func lists(of word: Int) -> [Membership] {
    var out: [Membership] = []
    forEachList(of: word) { out.append($0) }
    return out.reversed()
  }

  /// Calls `body` with each list that holds the word and the word's value in it, the last list first.
  public func forEachList(of word: Int, _ body: (Membership) -> Void) {
    guard words.lastPlace.indices.contains(word) else { return }
    var index = words.lastPlace[word]
    while index >= 0 {
      let place = words.places[Int(index)]
      body(Membership(list: Int(place.list), value: values[Int(place.value)]))
      index = place.next
    }
  }

  /// The index of a list in `listNames`; nil where there is none of that name.
  public func number(ofList name: String) -> Int? { listNumbers[name] }

  /// About how common the words of a list are: how many it has, a single character counted as twenty longer words.
  public func size(ofList list: Int) -> Int { words.listSizes.indices.contains(list) ? words.listSizes[list] : 0 }

  /// The value of the word in a list, the first where it stands there more than once; nil where the list does not hold
  /// it.
  public func value(of word: Int, in list: String) -> String? {
    guard words.lastPlace.indices.contains(word), listMarks[word] & Vocabulary.mark(ofList: list) != 0 else {
      return nil
    }
    var found: Int32?
    var index = words.lastPlace[word]
    while index >= 0 {
      let place = words.places[Int(index)]
      // The chain runs from the last list to the first.
      // A word stands in few lists: comparing their names is faster than looking the list up.
      if listNames[Int(place.list)] == list { found = place.value }
      index = place.next
    }
    return found.map { values[Int($0)] }
  }

  /// The node of the vocabulary's trie at which a word ends; -1 where no list of the vocabulary has it.
  public func node(of word: Int) -> Int32 { words.nodes.indices.contains(word) ? words.nodes[word] : -1 }

  /// Whether some list holds the word.
  func isListed(_ word: Int32) -> Bool { words.lastPlace[Int(word)] >= 0 }

  /// The number of a single character.
  @inline(__always)
  func number(of unit: UInt16) -> Int32 { words.beginnings[Int(words.beginningOfUnit[Int(unit)])].word }

  /// The number of a word, or nil where no list holds it and it is not a single character.
  public func number(of word: some Collection<UInt16>) -> Int? {
    if word.count == 1, let unit = word.first { return Int(self.number(of: unit)) }
    let node = trie.node(of: word)
    guard node >= 0, words.atNode[Int(node)] >= 0 else { return nil }
    return Int(words.atNode[Int(node)])
  }

  /// Calls `found` with the length and number of each word of two and more characters that begins at `start`.
  @inline(__always)
  func eachWord(in text: [UInt16], from start: Int, to end: Int, _ found: (Int, Int) -> Void) {
    var at = start + 1
    let index = Int(words.beginningOfUnit[Int(text[start])])
    guard at < end, words.beginnings[index].seconds.mayContain(text[at]) else { return }
    var node = words.beginnings[index].node
    while at < end {
      node = trie.child(of: node, text[at])
      if node < 0 { return }
      at += 1
      let word = words.atNode[Int(node)]
      if word >= 0 { found(at - start, Int(word)) }
    }
  }
}
