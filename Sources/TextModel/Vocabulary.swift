/// The word lists that the project reads notices with, by the name of their file in `Grammars/words/`.
///
/// A list is a text file of one entry a line; `#` starts a comment; what stands after a tab is the entry's value
/// (`个工作日<TAB>PnDw`), for lists whose words mean something. All lists share one trie.
public struct Vocabulary: Sendable {
  /// One word of a list.
  public struct Entry: Hashable, Sendable {
    /// The word as it is matched (folded, no blanks).
    public let word: [UInt16]
    /// What stands after the tab, or the empty string.
    public let value: String
    /// The line of the list's file, from 1.
    public let line: Int
  }

  /// A word's place in a list.
  private struct Membership: Sendable {
    let list: Int32
    let line: Int32
    /// Where the word stands in `units`.
    let start: Int32
    let end: Int32
    /// Its value, by number.
    let value: Int32
    /// The node of the word in the trie.
    let node: Int32
    /// The next membership of the same word, or -1.
    let next: Int32
  }

  /// All words, letter by letter.
  public private(set) var trie = WordTrie(edges: 16_384)
  private var units: [UInt16] = []
  private var memberships: [Membership] = []
  /// The values of words in lists, each once; the first is the empty one.
  public private(set) var values = [""]
  /// The number of each value while lists are added.
  private var valueNumbers = ["": Int32(0)]
  /// The first membership of the word that ends at a node, or -1.
  private var firstAtNode: [Int32] = [-1]
  /// For each node the marks of the lists that hold its word, a bit each.
  private var marksAtNode: [UInt64] = [0]
  private var numbers: [String: Int32] = [:]
  private var ranges: [Range<Int>] = []
  /// The name of each list; empty where a later one hides it.
  private var namesByNumber: [String] = []
  /// For each list the last six bits of the characters that its words begin with, as a set.
  private var firstUnits: [UInt64] = []
  /// The same of the characters that they end with.
  private var lastUnits: [UInt64] = []

  /// One of 64 bits for a list's name: most words that a list does not hold are told by the marks of the lists that do,
  /// without a comparison of names.
  @inlinable
  public static func mark(ofList name: String) -> UInt64 {
    var name = name
    return name.withUTF8 { bytes in
      guard let first = bytes.first, let last = bytes.last else { return 0 }
      let middle = bytes[bytes.count / 2]
      return 1 << ((UInt64(first) &* 5 &+ UInt64(middle) &* 11 &+ UInt64(last) &* 3 &+ UInt64(bytes.count)) & 63)
    }
  }

  /// No lists.
  public init() {
    units.reserveCapacity(32_768)
    memberships.reserveCapacity(8192)
    firstAtNode.reserveCapacity(16_384)
  }

  /// The names of the lists.
  public var names: [String] { numbers.keys.sorted() }
  /// Whether there is a list of that name.
  public func has(list name: String) -> Bool { numbers[name] != nil }

  /// Adds a list. A later list of the same name is another list and hides the earlier one.
  public mutating func add(list name: String, text: String, folding: Folding) {
    let list = Int32(ranges.count)
    let first = memberships.count
    // What was taken up ready made has numbered no values: most programs add no list to it.
    if valueNumbers.count < values.count {
      for (number, value) in values.enumerated() { valueNumbers[value] = Int32(number) }
    }
    var text = text
    text.withUTF8 { bytes in
      var at = 0
      var line: Int32 = 0
      while at < bytes.count {
        line += 1
        var end = at
        while end < bytes.count, bytes[end] != 0x0A { end += 1 }
        add(bytes, at..<end, list: list, line: line, folding: folding)
        at = end + 1
      }
    }
    if let hidden = numbers[name] { namesByNumber[Int(hidden)] = "" }
    numbers[name] = list
    namesByNumber.append(name)
    ranges.append(first..<memberships.count)
    let mark = Self.mark(ofList: name)
    while marksAtNode.count < firstAtNode.count { marksAtNode.append(0) }
    for membership in memberships[first...] { marksAtNode[Int(membership.node)] |= mark }
    var starts: UInt64 = 0
    var ends: UInt64 = 0
    for membership in memberships[first...] {
      starts |= 1 << UInt64(units[Int(membership.start)] & 63)
      ends |= 1 << UInt64(units[Int(membership.end) - 1] & 63)
    }
    firstUnits.append(starts)
    lastUnits.append(ends)
  }

  private mutating func add(
    _ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, list: Int32, line: Int32, folding: Folding
  ) {
    let start = units.count
    var at = range.lowerBound
    while at < range.upperBound, bytes[at] != 0x09, bytes[at] != 0x23 {
      let (value, length) = Self.scalar(bytes, at, range.upperBound)
      at += length
      let unit = folding.fold(value)
      if unit != Folding.blank && unit != Folding.lineEnd { units.append(unit) }
    }
    guard units.count > start else { return }
    var value = ""
    if at < range.upperBound, bytes[at] == 0x09 {
      var first = at + 1
      var last = first
      while last < range.upperBound, bytes[last] != 0x23 { last += 1 }
      while first < last, bytes[first] <= 0x20 { first += 1 }
      while last > first, bytes[last - 1] <= 0x20 { last -= 1 }
      value = String(decoding: bytes[first..<last], as: UTF8.self)
    }
    let known = valueNumbers[value]
    let number = known ?? Int32(values.count)
    if known == nil {
      valueNumbers[value] = number
      values.append(value)
    }
    let node = Int(trie.insert(units[start...]))
    while firstAtNode.count < trie.nodeCount { firstAtNode.append(-1) }
    memberships.append(
      Membership(
        list: list, line: line, start: Int32(start), end: Int32(units.count), value: number, node: Int32(node),
        next: firstAtNode[node]))
    firstAtNode[node] = Int32(memberships.count - 1)
  }

  /// Adds all lists to what is packed.
  public func pack(into out: inout PackedWriter) {
    trie.pack(into: &out)
    out.add(namesByNumber) { $0.add($1) }
    out.add(values) { $0.add($1) }
    out.add(column: ranges.map { Int32($0.count) })
    out.add(rows: memberships.map { ($0.line, $0.node, $0.value) })
  }

  /// The lists that `pack` packed.
  public init(packed: inout PackedReader) {
    let (trie, ways) = WordTrie.unpacked(&packed)
    self.trie = trie
    namesByNumber = packed.list { $0.text() }
    values = packed.list { $0.text() }
    if values.isEmpty { values = [""] }
    let counts = packed.column()
    take(packed.rows { (line: $0, node: $1, value: $2) }, counts: counts, ways)
    for (list, name) in namesByNumber.enumerated() where !name.isEmpty { numbers[name] = Int32(list) }
  }

  /// Takes up the words of all lists, which lie one behind the other.
  private mutating func take(
    _ words: [(line: Int32, node: Int32, value: Int32)], counts: [Int32], _ ways: WordTrie.Ways
  ) {
    let (parents, letters, depths) = (ways.parents, ways.units, ways.depths)
    let isNode = { (node: Int32) in node > 0 && Int(node) < depths.count }
    let length = words.reduce(0) { $0 + (isNode($1.node) ? Int(depths[Int($1.node)]) : 0) }
    var units = [UInt16](repeating: 0, count: length)
    var firstAtNode = [Int32](repeating: -1, count: trie.nodeCount)
    var marksAtNode = [UInt64](repeating: 0, count: trie.nodeCount)
    let marks = namesByNumber.map(Self.mark(ofList:))
    let (lists, values) = (namesByNumber.count, values.count)
    var ranges = [Range<Int>](repeating: 0..<0, count: lists)
    var firstUnits = [UInt64](repeating: 0, count: lists)
    var lastUnits = firstUnits
    memberships = [Membership](unsafeUninitializedCapacity: words.count) { memberships, filled in
      units.withUnsafeMutableBufferPointer { units in
        firstAtNode.withUnsafeMutableBufferPointer { firstAtNode in
          marksAtNode.withUnsafeMutableBufferPointer { marksAtNode in
            var end = 0
            var at = 0
            for list in 0..<lists {
              let first = filled
              let own = list < counts.count ? max(0, min(Int(counts[list]), words.count - at)) : 0
              for index in at..<at + own where isNode(words[index].node) {
                let word = words[index]
                let node = Int(word.node)
                let start = end
                end += Int(depths[node])
                var way = node
                var place = end
                while way > 0, place > start {
                  place -= 1
                  units[place] = UInt16(truncatingIfNeeded: letters[way])
                  way = Int(parents[way])
                }
                firstUnits[list] |= 1 << UInt64(units[start] & 63)
                lastUnits[list] |= 1 << UInt64(units[end - 1] & 63)
                memberships.initializeElement(
                  at: filled,
                  to: Membership(
                    list: Int32(list), line: word.line, start: Int32(start), end: Int32(end),
                    value: word.value >= 0 && Int(word.value) < values ? word.value : 0, node: word.node,
                    next: firstAtNode[node]))
                firstAtNode[node] = Int32(filled)
                marksAtNode[node] |= marks[list]
                filled += 1
              }
              at += own
              ranges[list] = first..<filled
            }
          }
        }
      }
    }
    self.units = units
    self.firstAtNode = firstAtNode
    self.marksAtNode = marksAtNode
    self.ranges = ranges
    self.firstUnits = firstUnits
    self.lastUnits = lastUnits
  }

  /// One code point of well-formed UTF-8 and its length in bytes.
  private static func scalar(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int, _ end: Int) -> (UInt32, Int) {
    let first = UInt32(bytes[at])
    func next(_ offset: Int) -> UInt32 { at + offset < end ? UInt32(bytes[at + offset] & 0x3F) : 0 }
    if first < 0x80 { return (first, 1) }
    if first < 0xE0 { return ((first & 0x1F) << 6 | next(1), 2) }
    if first < 0xF0 { return ((first & 0x0F) << 12 | next(1) << 6 | next(2), 3) }
    return ((first & 0x07) << 18 | next(1) << 12 | next(2) << 6 | next(3), 4)
  }

  /// The entries of a list in the order of its file; none for an unknown list.
  public func entries(of name: String) -> [Entry] {
    guard let list = numbers[name] else { return [] }
    return ranges[Int(list)].map { index in
      let membership = memberships[index]
      return Entry(
        word: Array(units[Int(membership.start)..<Int(membership.end)]), value: values[Int(membership.value)],
        line: Int(membership.line))
    }
  }

  /// How many entries a list has.
  public func count(of name: String) -> Int { numbers[name].map { ranges[Int($0)].count } ?? 0 }

  /// Calls `body` with each entry of a list: the first code unit of its word, the second or nil, the node of the word in
  /// `trie`, and the number of its value in `values`.
  public func forEach(in name: String, _ body: (UInt16, UInt16?, Int32, Int32) -> Void) {
    guard let list = numbers[name] else { return }
    units.withUnsafeBufferPointer { units in
      for membership in memberships[ranges[Int(list)]] {
        let start = Int(membership.start)
        let second = Int(membership.end) - start > 1 ? units[start + 1] : nil
        body(units[start], second, membership.node, membership.value)
      }
    }
  }

  /// Calls `body` with each word of a list and its value.
  public func forEachWord(in name: String, _ body: (ArraySlice<UInt16>, String) -> Void) {
    guard let list = numbers[name] else { return }
    for index in ranges[Int(list)] {
      let membership = memberships[index]
      body(units[Int(membership.start)..<Int(membership.end)], values[Int(membership.value)])
    }
  }

  private func value(atNode node: Int32, list: Int32) -> String? {
    guard node >= 0, Int(node) < firstAtNode.count else { return nil }
    var index = firstAtNode[Int(node)]
    var found: Int32?
    while index >= 0 {
      // The chain runs from the last entry to the first: the first entry of a word counts.
      if memberships[Int(index)].list == list { found = memberships[Int(index)].value }
      index = memberships[Int(index)].next
    }
    return found.map { values[Int($0)] }
  }

  /// The value that the word of a node has in a list. A word stands in few lists: comparing their names is faster than
  /// looking the list up.
  public func value(atNode node: Int32, in list: String) -> String? {
    guard marksAtNode.indices.contains(Int(node)), marksAtNode[Int(node)] & Self.mark(ofList: list) != 0 else {
      return nil
    }
    var index = firstAtNode[Int(node)]
    var found: Int32?
    while index >= 0 {
      if namesByNumber[Int(memberships[Int(index)].list)] == list { found = memberships[Int(index)].value }
      index = memberships[Int(index)].next
    }
    return found.map { values[Int($0)] }
  }

  /// Whether the list holds exactly this word (folded, no blanks). An unknown list holds nothing.
  public func contains(_ word: some Sequence<UInt16>, in list: String) -> Bool { value(of: word, in: list) != nil }

  /// Whether the list holds exactly this word (folded, no blanks). An unknown list holds nothing.
  public func contains(_ word: ArraySlice<UInt16>, in list: String) -> Bool { value(of: word, in: list) != nil }

  /// The value of the word in the list, or nil where the list does not hold it.
  public func value(of word: some Sequence<UInt16>, in list: String) -> String? {
    value(of: Array(word)[...], in: list)
  }

  /// The value of the word in the list, or nil where the list does not hold it.
  public func value(of word: ArraySlice<UInt16>, in list: String) -> String? {
    guard !list.isEmpty else { return nil }
    let node = trie.node(of: word)
    return node >= 0 && firstAtNode[Int(node)] >= 0 ? value(atNode: node, in: list) : nil
  }

  /// The length of the longest word of the list that `text` begins with, and its value; nil where there is none.
  public func longestMatch(in text: some Collection<UInt16>, list: String) -> (length: Int, value: String)? {
    longestMatch(in: Array(text)[...], list: list)
  }

  /// The length of the longest word of the list that `text` begins with, and its value; nil where there is none.
  public func longestMatch(in text: ArraySlice<UInt16>, list: String) -> (length: Int, value: String)? {
    guard !list.isEmpty else { return nil }
    var node: Int32 = 0
    var best: (Int, String)?
    let mark = Self.mark(ofList: list)
    for at in text.indices {
      node = trie.child(of: node, text[at])
      if node < 0 { break }
      guard marksAtNode[Int(node)] & mark != 0 else { continue }
      if let value = value(atNode: node, in: list) { best = (at + 1 - text.startIndex, value) }
    }
    return best
  }

  /// The lengths of all words of the lists that `text` begins with, the longest first, each with its value in the first
  /// list that holds it. Words of up to `limit` code units are found.
  public func prefixes(of text: ArraySlice<UInt16>, in lists: [String], limit: Int) -> [(length: Int, value: String)] {
    var node: Int32 = 0
    var found: [(length: Int, value: String)] = []
    for at in text.indices.prefix(limit) {
      node = trie.child(of: node, text[at])
      if node < 0 { break }
      if let value = lists.lazy.compactMap({ value(atNode: node, in: $0) }).first {
        found.append((at + 1 - text.startIndex, value))
      }
    }
    return found.reversed()
  }

  /// Whether a word of the list stands anywhere in the text.
  public func occurs(in text: ArraySlice<UInt16>, list: String) -> Bool { firstWord(in: text, list: list) != nil }

  /// The first place in the text where a word of the list stands, and the longest that does; nil where there is none.
  public func firstWord(in text: ArraySlice<UInt16>, list: String) -> Range<Int>? {
    guard let number = numbers[list] else { return nil }
    let starts = firstUnits[Int(number)]
    for start in text.indices where starts & 1 << UInt64(text[start] & 63) != 0 {
      var node: Int32 = 0
      var at = start
      var end = start
      while at < text.endIndex {
        node = trie.child(of: node, text[at])
        if node < 0 { break }
        at += 1
        if firstAtNode[Int(node)] >= 0, value(atNode: node, list: number) != nil { end = at }
      }
      if end > start { return start..<end }
    }
    return nil
  }

  /// The length of the longest word of the list that `text` ends with, and its value; nil where there is none. Words
  /// of up to 32 code units are found.
  public func longestSuffix(of text: some BidirectionalCollection<UInt16>, list: String) -> (
    length: Int, value: String
  )? { longestSuffix(of: Array(text.suffix(32))[...], list: list) }

  /// The length of the longest word of the list that `text` ends with, and its value; nil where there is none. Words
  /// of up to 32 code units are found.
  public func longestSuffix(of text: ArraySlice<UInt16>, list: String) -> (length: Int, value: String)? {
    guard let last = text.last, let number = numbers[list], lastUnits[Int(number)] & 1 << UInt64(last & 63) != 0 else {
      return nil
    }
    let starts = firstUnits[Int(number)]
    let tail = text.suffix(32)
    for start in tail.indices where starts & 1 << UInt64(tail[start] & 63) != 0 {
      if let value = value(atNode: trie.node(of: tail[start...]), list: number) {
        return (tail.endIndex - start, value)
      }
    }
    return nil
  }
}
