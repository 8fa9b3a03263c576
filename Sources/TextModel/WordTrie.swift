/// Words as paths of code units: a trie whose edges stand in one open-addressed hash table.
///
/// Looking up an edge takes one probe on average; the whole trie is four flat arrays, so building it is cheap.
public struct WordTrie: Sendable {
  private var slots: [Slot]
  private var mask: Int
  private var edges = 0
  /// The node that each code unit leads to from the root, or -1: most look-ups end here. Empty in a small trie.
  private var roots: [Int32]
  /// How many nodes there are; nodes are numbered from 0, the root.
  public private(set) var nodeCount = 1

  /// An edge: the node and code unit that it leads from, 0 where the slot is free, and the node that it leads to.
  private struct Slot {
    var key: UInt64 = 0
    var child: Int32 = 0
  }

  /// An empty trie with room for about so many edges.
  public init(edges: Int = 1024) {
    var capacity = 1024
    while capacity < edges * 2 { capacity *= 2 }
    slots = [Slot](repeating: Slot(), count: capacity)
    mask = capacity - 1
    roots = edges >= 8192 ? [Int32](repeating: -1, count: 0x10000) : []
  }

  @inline(__always)
  private static func key(_ node: Int32, _ unit: UInt16) -> UInt64 {
    (UInt64(UInt32(bitPattern: node)) << 16 | UInt64(unit)) &+ 1
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
      if slot.key == key { return slot.child }
      if slot.key == 0 { return -1 }
      at = (at + 1) & mask
    }
  }

  /// The node of a word, added where it is new.
  public mutating func insert(_ word: some Sequence<UInt16>) -> Int32 {
    var node: Int32 = 0
    for unit in word {
      let key = Self.key(node, unit)
      var at = slot(key)
      while slots[at].key != 0 && slots[at].key != key { at = (at + 1) & mask }
      if slots[at].key == key {
        node = slots[at].child
        continue
      }
      if (edges + 1) * 2 > mask + 1 {
        grow()
        at = slot(key)
        while slots[at].key != 0 { at = (at + 1) & mask }
      }
      slots[at] = Slot(key: key, child: Int32(nodeCount))
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
    for slot in slots where slot.key != 0 {
      ways[Int(slot.child)] = (Int((slot.key - 1) >> 16), Int((slot.key - 1) & 0xFFFF))
    }
    out.add(Array(ways.dropFirst())) {
      $0.add($1.parent)
      $0.add($1.unit)
    }
  }

  /// The trie that `pack` packed, and for each node the node and the code unit that lead to it; a node stands behind the
  /// one that leads to it.
  static func unpacked(_ packed: inout PackedReader) -> (WordTrie, [(parent: Int32, unit: UInt16)]) {
    var ways: [(parent: Int32, unit: UInt16)] = [(0, 0)]
    ways += packed.list { packed in
      (packed.number32(), UInt16(truncatingIfNeeded: packed.number()))
    }
    var trie = WordTrie(edges: ways.count)
    for node in 1..<max(1, ways.count) {
      let (parent, unit) = ways[node]
      guard parent >= 0, parent < node else {
        ways[node].parent = 0
        continue
      }
      let key = Self.key(parent, unit)
      var at = trie.slot(key)
      while trie.slots[at].key != 0 { at = (at + 1) & trie.mask }
      trie.slots[at] = Slot(key: key, child: Int32(node))
      if parent == 0, !trie.roots.isEmpty { trie.roots[Int(unit)] = Int32(node) }
    }
    trie.edges = ways.count - 1
    trie.nodeCount = ways.count
    return (trie, ways)
  }

  private mutating func grow() {
    let old = slots
    let capacity = (mask + 1) * 2
    slots = [Slot](repeating: Slot(), count: capacity)
    mask = capacity - 1
    for slot in old where slot.key != 0 {
      var at = self.slot(slot.key)
      while slots[at].key != 0 { at = (at + 1) & mask }
      slots[at] = slot
    }
  }
}
