// Which texts of one list are which of another: by content and order, never by label alone.

/// Two lists of texts, aligned.
struct SequenceAlignment {
  /// A text as the alignment sees it.
  struct Entry {
    var text: [UInt16]
    /// What it is called, for choosing between equals.
    var label: [UInt16]
    /// The heading that it stands under.
    var home: [UInt16] = []
  }

  /// What belongs together.
  struct Link: Hashable {
    var old: [Int]
    var new: [Int]
    /// Whether it stands in the same order on both sides.
    var isInOrder: Bool
  }

  /// Links in the order of the new list, what is gone at its place; each index of both sides is in exactly one.
  private(set) var links: [Link] = []

  private let old: [Entry]
  private let new: [Entry]
  private let index: LikenessIndex
  private var partnerOfOld: [Int?]
  private var partnerOfNew: [Int?]
  private var inOrder: Set<Int> = []
  private var joinedOld: [Int: Int] = [:]
  private var joinedNew: [Int: Int] = [:]

  /// Least likeness of two texts that stand in the same order.
  static let leastInOrder = 0.25
  /// Least likeness of two texts that crossed others.
  static let leastMoved = 0.5
  /// The same for two that changed places with a neighbour.
  static let leastSwapped = 0.3
  /// Least part of a text that another must hold, beyond what it has from its partner, to have taken it in.
  static let leastContained = 0.45

  init(old: [Entry], new: [Entry]) {
    (self.old, self.new) = (old, new)
    index = LikenessIndex(old.map(\.text) + new.map(\.text))
    partnerOfOld = [Int?](repeating: nil, count: old.count)
    partnerOfNew = [Int?](repeating: nil, count: new.count)
    alignInOrder()
    alignMoved()
    alignNeighbours()
    findMergers()
    findSplits()
    collect()
  }

  private func likeness(_ a: Int, _ b: Int) -> Double {
    old[a].text == new[b].text ? 1 : min(0.99, index.likeness(a, old.count + b))
  }

  private mutating func link(_ a: Int, _ b: Int) {
    partnerOfOld[a] = b
    partnerOfNew[b] = a
  }

  /// The heaviest chain of pairs that rise on both sides.
  private mutating func alignInOrder() {
    struct Step {
      var old: Int
      var new: Int
      var weight: Double
    }
    var seen: Set<Int> = []
    var steps: [Step] = []
    func consider(_ a: Int, _ b: Int) {
      guard seen.insert(a * new.count + b).inserted else { return }
      let likeness = likeness(a, b)
      guard likeness >= Self.leastInOrder else { return }
      var weight = likeness * likeness
      if old[a].label == new[b].label { weight += 0.02 }
      if !old[a].home.isEmpty && old[a].home == new[b].home { weight += 0.05 }
      steps.append(Step(old: a, new: b, weight: weight))
    }
    for pair in index.candidates(split: old.count, most: 12) { consider(pair.old, pair.new - old.count) }
    // Texts that are the same are candidates however common their words are.
    var byText: [[UInt16]: [Int]] = [:]
    for (b, entry) in new.enumerated() { byText[entry.text, default: []].append(b) }
    for (a, entry) in old.enumerated() {
      for b in (byText[entry.text] ?? []).prefix(16) { consider(a, b) }
    }
    steps.sort { ($0.old, $1.new) < ($1.old, $0.new) }
    // Heaviest chain that ends at or before each new index, in a tree of prefix maxima.
    var best = [(weight: Double, step: Int)](repeating: (0, -1), count: new.count + 1)
    func query(_ end: Int) -> (weight: Double, step: Int) {
      var (at, found) = (end, (weight: 0.0, step: -1))
      while at > 0 {
        if best[at].weight > found.weight { found = best[at] }
        at -= at & -at
      }
      return found
    }
    var previous = [Int](repeating: -1, count: steps.count)
    var total = (weight: 0.0, step: -1)
    for (number, step) in steps.enumerated() {
      let before = query(step.new)
      previous[number] = before.step
      let weight = before.weight + step.weight
      var at = step.new + 1
      while at <= new.count {
        if weight > best[at].weight { best[at] = (weight, number) }
        at += at & -at
      }
      if weight > total.weight { total = (weight, number) }
    }
    var at = total.step
    while at >= 0 {
      link(steps[at].old, steps[at].new)
      inOrder.insert(steps[at].old)
      at = previous[at]
    }
  }

  /// What crossed others: the likest first.
  private mutating func alignMoved() {
    var pairs: [(likeness: Double, old: Int, new: Int)] = []
    for pair in index.candidates(split: old.count, most: 4) {
      let (a, b) = (pair.old, pair.new - old.count)
      guard partnerOfOld[a] == nil, partnerOfNew[b] == nil else { continue }
      let likeness = likeness(a, b)
      if likeness >= (isNear(a, b) ? Self.leastSwapped : Self.leastMoved) { pairs.append((likeness, a, b)) }
    }
    pairs.sort { ($0.likeness, $1.old, $1.new) > ($1.likeness, $0.old, $0.new) }
    for pair in pairs where partnerOfOld[pair.old] == nil && partnerOfNew[pair.new] == nil {
      link(pair.old, pair.new)
    }
  }

  /// Whether a neighbour of the old text became a neighbour of the new one.
  private func isNear(_ a: Int, _ b: Int) -> Bool {
    for neighbour in max(0, a - 2)...min(old.count - 1, a + 2) {
      if let partner = partnerOfOld[neighbour], abs(partner - b) <= 2 { return true }
    }
    return false
  }

  /// One left over on each side between the same neighbours, under the same label, with something in common.
  private mutating func alignNeighbours() {
    for a in old.indices where partnerOfOld[a] == nil {
      let before = a == 0 ? -1 : partnerOfOld[a - 1]
      guard let before, before + 1 < new.count, partnerOfNew[before + 1] == nil else { continue }
      let b = before + 1
      let isEnclosed = a + 1 == old.count ? b + 1 == new.count : partnerOfOld[a + 1] == b + 1
      if isEnclosed, likeness(a, b) >= 0.2 {
        link(a, b)
        inOrder.insert(a)
      }
    }
  }

  /// What is left over of the old side and stands for the most part in a new text that is there already.
  private mutating func findMergers() {
    for a in old.indices where partnerOfOld[a] == nil {
      guard let b = home(of: a, among: new.indices, offset: old.count, isOld: true) else { continue }
      joinedOld[a] = b
    }
  }

  private mutating func findSplits() {
    let mergedInto = Set(joinedOld.values)
    for b in new.indices where partnerOfNew[b] == nil {
      guard let a = home(of: old.count + b, among: old.indices, offset: 0, isOld: false) else { continue }
      if let partner = partnerOfOld[a], mergedInto.contains(partner) { continue }
      joinedNew[b] = a
    }
  }

  /// The text near by that holds most of this one and has a partner that it is not taken up by.
  private func home(of text: Int, among others: Range<Int>, offset: Int, isOld: Bool) -> Int? {
    guard (isOld ? old[text].text : new[text - old.count].text).count >= 12 else { return nil }
    var best: (part: Double, other: Int)?
    // Near by: what a neighbour of it became, and what stands beside that.
    let place = isOld ? text : text - old.count
    let partners = isOld ? partnerOfOld : partnerOfNew
    var near: Set<Int> = []
    for step in 1...3 {
      for neighbour in [place - step, place + step] where partners.indices.contains(neighbour) {
        if let partner = partners[neighbour] { near.formUnion([partner - 1, partner, partner + 1]) }
      }
    }
    for other in near.sorted() where others.contains(other) {
      // What a partner of it accounts for is no sign that this text went there.
      guard let partner = (isOld ? partnerOfNew : partnerOfOld)[other] else { continue }
      let part = index.containment(text, in: offset + other, beyond: isOld ? partner : old.count + partner)
      if part >= Self.leastContained, part > (best?.part ?? 0) { best = (part, other) }
    }
    return best?.other
  }

  private mutating func collect() {
    var joinedByNew: [Int: [Int]] = [:]
    for (a, b) in joinedOld { joinedByNew[b, default: []].append(a) }
    var joinedByOld: [Int: [Int]] = [:]
    for (b, a) in joinedNew { joinedByOld[a, default: []].append(b) }
    var at = 0
    func flushOld(before end: Int) {
      while at < end {
        if partnerOfOld[at] == nil && joinedOld[at] == nil { links.append(Link(old: [at], new: [], isInOrder: true)) }
        at += 1
      }
    }
    for b in new.indices where joinedNew[b] == nil {
      guard let a = partnerOfNew[b] else {
        links.append(Link(old: [], new: [b], isInOrder: true))
        continue
      }
      if inOrder.contains(a) { flushOld(before: a) }
      links.append(
        Link(
          old: ([a] + (joinedByNew[b] ?? [])).sorted(), new: ([b] + (joinedByOld[a] ?? [])).sorted(),
          isInOrder: inOrder.contains(a)))
    }
    flushOld(before: old.count)
  }
}
