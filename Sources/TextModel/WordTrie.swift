/// Words as paths of code units: a trie whose edges stand in one open-addressed hash table.
///
/// Looking up an edge takes one probe on average; the whole trie is four flat arrays, so building it is cheap.
public struct WordTrie: Sendable {
  private var keys: [UInt64]
  private var children: [Int32]
  private var mask: Int
  private var edges = 0
  /// How many nodes there are; nodes are numbered from 0, the root.
  public private(set) var nodeCount = 1

  /// An empty trie with room for about so many edges.
  public init(edges: Int = 1024) {
    var capacity = 1024
    while capacity < edges * 2 { capacity *= 2 }
    keys = [UInt64](repeating: 0, count: capacity)
    children = [Int32](repeating: 0, count: capacity)
    mask = capacity - 1
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
    let key = Self.key(node, unit)
    var at = slot(key)
    while keys[at] != 0 {
      if keys[at] == key { return children[at] }
      at = (at + 1) & mask
    }
    return -1
  }

  /// The node of a word, added where it is new.
  public mutating func insert(_ word: some Sequence<UInt16>) -> Int32 {
    var node: Int32 = 0
    for unit in word {
      let key = Self.key(node, unit)
      var at = slot(key)
      while keys[at] != 0 && keys[at] != key { at = (at + 1) & mask }
      if keys[at] == key {
        node = children[at]
        continue
      }
      if (edges + 1) * 2 > mask + 1 {
        grow()
        at = slot(key)
        while keys[at] != 0 { at = (at + 1) & mask }
      }
      keys[at] = key
      children[at] = Int32(nodeCount)
      node = Int32(nodeCount)
      nodeCount += 1
      edges += 1
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

  private mutating func grow() {
    let (oldKeys, oldChildren) = (keys, children)
    let capacity = (mask + 1) * 2
    keys = [UInt64](repeating: 0, count: capacity)
    children = [Int32](repeating: 0, count: capacity)
    mask = capacity - 1
    for index in oldKeys.indices where oldKeys[index] != 0 {
      var at = slot(oldKeys[index])
      while keys[at] != 0 { at = (at + 1) & mask }
      keys[at] = oldKeys[index]
      children[at] = oldChildren[index]
    }
  }
}
