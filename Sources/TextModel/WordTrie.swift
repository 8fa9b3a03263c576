/// Words as paths of code units: a trie whose edges stand in one open-addressed hash table.
///
/// Looking up an edge takes one probe on average; the whole trie is two flat arrays, so building it is cheap.
public struct WordTrie: Sendable {
  /// An edge each: the node (24 bits) and the code unit (16) that it leads from, and the node that it leads to (24); 0 where
  /// the slot is free.
  private var slots: [UInt64]
  private var mask: Int
  private var edges = 0
  /// The node that each code unit leads to from the root, or -1: most look-ups end here. Those beyond its end lead nowhere;
  /// empty in a small trie that words are added to, which has none of them.
  private var roots: [Int32]
  /// How many nodes there are; nodes are numbered from 0, the root.
  public private(set) var nodeCount = 1

  /// The most nodes; words that need more are cut short.
  private static let mostNodes = 1 << 24

  /// An empty trie with room for about so many edges.
  public init(edges: Int = 1024) { self.init(edges: edges, roots: edges >= 8192 ? 0x10000 : 0) }

  /// `roots`: one more than a code unit beyond which no word begins.
  private init(edges: Int, roots count: Int) {
    var capacity = 1024
    while capacity < edges * 2 { capacity *= 2 }
    slots = [UInt64](repeating: 0, count: capacity)
    mask = capacity - 1
    roots = [Int32](repeating: -1, count: count)
  }

  @inline(__always)
  private static func key(_ node: Int32, _ unit: UInt16) -> UInt64 {
    UInt64(UInt32(bitPattern: node)) << 16 | UInt64(unit)
  }

  @inline(__always)
  private static func slot(_ key: UInt64, _ mask: Int) -> Int {
    Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 24) & mask
  }

  /// The node that the code unit leads to from `node`; -1 where no word goes on so.
  @inlinable
  public func child(of node: Int32, _ unit: UInt16) -> Int32 { find(node, unit) }

  @usableFromInline
  func find(_ node: Int32, _ unit: UInt16) -> Int32 {
    if node == 0, !roots.isEmpty { return Int(unit) < roots.count ? roots[Int(unit)] : -1 }
    let key = Self.key(node, unit)
    var at = Self.slot(key, mask)
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
      var at = Self.slot(key, mask)
      while slots[at] != 0 && slots[at] >> 24 != key { at = (at + 1) & mask }
      if slots[at] != 0 {
        node = Int32(truncatingIfNeeded: slots[at] & 0xFF_FFFF)
        continue
      }
      guard nodeCount < Self.mostNodes else { return node }
      if (edges + 1) * 2 > mask + 1 {
        grow()
        at = Self.slot(key, mask)
        while slots[at] != 0 { at = (at + 1) & mask }
      }
      slots[at] = key << 24 | UInt64(nodeCount)
      if node == 0, !roots.isEmpty { setRoot(unit, Int32(nodeCount)) }
      node = Int32(nodeCount)
      nodeCount += 1
      edges += 1
    }
    return node
  }

  private mutating func setRoot(_ unit: UInt16, _ node: Int32) {
    while roots.count <= Int(unit) { roots.append(-1) }
    roots[Int(unit)] = node
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
    var parents = [Int32](repeating: 0, count: nodeCount)
    var units = parents
    for slot in slots where slot != 0 {
      parents[Int(slot & 0xFF_FFFF)] = Int32(slot >> 40)
      units[Int(slot & 0xFF_FFFF)] = Int32(slot >> 24 & 0xFFFF)
    }
    out.add(column: parents)
    out.add(column: units)
  }

  /// How nodes are reached: for each node the one that leads to it, the code unit that does, and how many code units lead
  /// to it from the root.
  struct Ways {
    fileprivate(set) var parents: [Int32]
    fileprivate(set) var units: [Int32]
    fileprivate(set) var depths: [Int32]
  }

  /// The trie that `pack` packed; a node stands behind the one that leads to it.
  static func unpacked(_ packed: inout PackedReader) -> (WordTrie, Ways) {
    var ways = Ways(parents: packed.column(), units: packed.column(), depths: [])
    let count = min(ways.parents.count, ways.units.count)
    guard count > 0 else { return (WordTrie(), Ways(parents: [0], units: [0], depths: [0])) }
    let last = ways.units.max() ?? 0
    var trie = WordTrie(edges: count, roots: max(0, min(0x10000, Int(last) + 1)))
    ways.depths = [Int32](repeating: 0, count: count)
    let (mask, units) = (trie.mask, ways.units)
    trie.slots.withUnsafeMutableBufferPointer { slots in
      trie.roots.withUnsafeMutableBufferPointer { roots in
        ways.depths.withUnsafeMutableBufferPointer { depths in
          ways.parents.withUnsafeMutableBufferPointer { parents in
            for node in 1..<count {
              let (parent, unit) = (parents[node], UInt16(truncatingIfNeeded: units[node]))
              // What leads to itself or to a node behind it is mended.
              guard parent >= 0, parent < node else {
                parents[node] = 0
                depths[node] = 1
                continue
              }
              depths[node] = depths[Int(parent)] + 1
              let key = Self.key(parent, unit)
              var at = Self.slot(key, mask)
              while slots[at] != 0 { at = (at + 1) & mask }
              slots[at] = key << 24 | UInt64(node)
              if parent == 0, Int(unit) < roots.count { roots[Int(unit)] = Int32(node) }
            }
          }
        }
      }
    }
    trie.edges = count - 1
    trie.nodeCount = count
    return (trie, ways)
  }

  private mutating func grow() {
    let old = slots
    let capacity = (mask + 1) * 2
    slots = [UInt64](repeating: 0, count: capacity)
    mask = capacity - 1
    for slot in old where slot != 0 {
      var at = Self.slot(slot >> 24, mask)
      while slots[at] != 0 { at = (at + 1) & mask }
      slots[at] = slot
    }
  }
}
