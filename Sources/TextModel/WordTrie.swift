/// Words as paths of code units: a trie whose edges stand in one open-addressed hash table.
///
/// Looking up an edge takes one probe on average; the whole trie is four flat arrays, so building it is cheap.
public struct WordTrie: Sendable {
  /// An edge each: the node (24 bits) and the code unit (16) that it leads from, and the node that it leads to (24); 0 where
  /// the slot is free.
  private var slots: [UInt64]
  private var mask: Int
  private var edges = 0
  /// The node that each code unit leads to from the root, or -1: most look-ups end here. Empty in a small trie.
  private var roots: [Int32]
  /// How many nodes there are; nodes are numbered from 0, the root.
  public private(set) var nodeCount = 1

  /// The most nodes; words that need more are cut short.
  private static let mostNodes = 1 << 24

  /// An empty trie with room for about so many edges.
  public init(edges: Int = 1024) {
    var capacity = 1024
    while capacity < edges * 2 { capacity *= 2 }
    slots = [UInt64](repeating: 0, count: capacity)
    mask = capacity - 1
    roots = edges >= 8192 ? [Int32](repeating: -1, count: 0x10000) : []
  }

  @inline(__always)
  private static func key(_ node: Int32, _ unit: UInt16) -> UInt64 {
    UInt64(UInt32(bitPattern: node)) << 16 | UInt64(unit)
  }

  @inline(__always)
  private func slot(_ key: UInt64) -> Int {
    Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 24) & mask
  }

  /// The node that the code unit leads to from `node`; -1 where no word goes on so.
  @inlinable
  public func child(of node: Int32, _ unit: UInt16) -> Int32 { find(node, unit) }

  @usableFromInline
  func find(_ node: Int32, _ unit: UInt16) -> Int32 {
    if node == 0, !roots.isEmpty { return roots[Int(unit)] }
    let key = Self.key(node, unit)
    var at = slot(key)
    while true {
      let slot = slots[at]
      if slot == 0 { return -1 }
      if slot >> 24 == key { return Int32(truncatingIfNeeded: slot & 0xFF_FFFF) }
      at = (at + 1) & mask
    }
  }

  /// The node of a word, added where it is new.
  public mutating func insert(_ word: some Sequence<UInt16>) -> Int32 {
    var node: Int32 = 0
    for unit in word {
      let key = Self.key(node, unit)
      var at = slot(key)
      while slots[at] != 0 && slots[at] >> 24 != key { at = (at + 1) & mask }
      if slots[at] != 0 {
        node = Int32(truncatingIfNeeded: slots[at] & 0xFF_FFFF)
        continue
      }
      guard nodeCount < Self.mostNodes else { return node }
      if (edges + 1) * 2 > mask + 1 {
        grow()
        at = slot(key)
        while slots[at] != 0 { at = (at + 1) & mask }
      }
      slots[at] = key << 24 | UInt64(nodeCount)
      if node == 0, !roots.isEmpty { roots[Int(unit)] = Int32(nodeCount) }
      node = Int32(nodeCount)
      nodeCount += 1
      edges += 1
    }
    return node
  }

  /// The node of a word, or -1 where no word begins with it.
  public func node(of word: ArraySlice<UInt16>) -> Int32 {
    var node: Int32 = 0
    for at in word.indices {
      node = find(node, word[at])
      if node < 0 { return -1 }
    }
    return node
  }

  /// The node of a word, or -1 where no word begins with it.
  public func node(of word: some Sequence<UInt16>) -> Int32 {
    var node: Int32 = 0
    for unit in word {
      node = find(node, unit)
      if node < 0 { return -1 }
    }
    return node
  }

  /// Adds all nodes to what is packed: for each the node and the code unit that lead to it, in the order of their numbers.
  func pack(into out: inout PackedWriter) {
    var ways = [(parent: Int, unit: Int)](repeating: (0, 0), count: nodeCount)
    for slot in slots where slot != 0 {
      ways[Int(slot & 0xFF_FFFF)] = (Int(slot >> 40), Int(slot >> 24 & 0xFFFF))
    }
    out.add(ways.count)
    for (parent, unit) in ways.dropFirst() {
      out.add(parent)
      out.add(unit)
    }
  }

  /// The trie that `pack` packed, and for each node the node and the code unit that lead to it; a node stands behind the
  /// one that leads to it.
  static func unpacked(_ packed: inout PackedReader) -> (WordTrie, [(parent: Int32, unit: UInt16)]) {
    var isRoot = true
    var ways = packed.list { packed -> (parent: Int32, unit: UInt16) in
      if isRoot {
        isRoot = false
        return (0, 0)
      }
      return (packed.number32(), UInt16(truncatingIfNeeded: packed.number()))
    }
    if ways.isEmpty { ways = [(0, 0)] }
    var trie = WordTrie(edges: ways.count)
    for node in 1..<max(1, ways.count) {
      let (parent, unit) = ways[node]
      guard parent >= 0, parent < node else {
        ways[node].parent = 0
        continue
      }
      let key = Self.key(parent, unit)
      var at = trie.slot(key)
      while trie.slots[at] != 0 { at = (at + 1) & trie.mask }
      trie.slots[at] = key << 24 | UInt64(node)
      if parent == 0, !trie.roots.isEmpty { trie.roots[Int(unit)] = Int32(node) }
    }
    trie.edges = ways.count - 1
    trie.nodeCount = ways.count
    return (trie, ways)
  }

  private mutating func grow() {
    let old = slots
    let capacity = (mask + 1) * 2
    slots = [UInt64](repeating: 0, count: capacity)
    mask = capacity - 1
    for slot in old where slot != 0 {
      var at = self.slot(slot >> 24)
      while slots[at] != 0 { at = (at + 1) & mask }
      slots[at] = slot
    }
  }
}
