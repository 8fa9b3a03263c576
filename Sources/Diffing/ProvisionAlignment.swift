import TextModel

/// What became of a provision.
public enum ProvisionStatus: String, Hashable, Sendable, CaseIterable {
  /// The same text under the same label.
  case unchanged
  /// The same text under another label.
  case renumbered
  /// The same text at another place among the others.
  case moved
  /// Another text.
  case modified
  /// One provision became several.
  case split
  /// Several provisions became one.
  case merged
  case added, removed

  /// What became of it on the way back.
  public var reversed: ProvisionStatus {
    switch self {
    case .added: .removed
    case .removed: .added
    case .split: .merged
    case .merged: .split
    case .unchanged, .renumbered, .moved, .modified: self
    }
  }
}

/// Provisions of both sides that belong together, as indices into the provisions of the outlines.
public struct AlignedProvisions: Hashable, Sendable {
  /// Those of the old side; none where it was added.
  public var old: [Int]
  /// Those of the new side; none where it was removed.
  public var new: [Int]
  /// What became of them.
  public var status: ProvisionStatus

  /// An alignment of the given parts.
  public init(old: [Int], new: [Int], status: ProvisionStatus) {
    self.old = old
    self.new = new
    self.status = status
  }
}

/// Which provision of one version is which of the other.
struct ProvisionAlignment {
  /// Nodes that belong together.
  struct Group: Hashable {
    var old: [Int]
    var new: [Int]
    var status: ProvisionStatus
  }

  /// Each numbered node of both sides once.
  private(set) var groups: [Group] = []
  /// The groups whose texts are compared: units, and the headings and loose text of containers. None lies in another.
  private(set) var compared: [Group] = []

  private let old: LaidOut
  private let new: LaidOut

  init(_ old: LaidOut, _ new: LaidOut) {
    (self.old, self.new) = (old, new)
    let units = align(old.units, new.units)
    compared = units
    groups = units + itemGroups(below: units)
    let containers = containerGroups()
    groups += containers
    rejoinLeftovers()
    markRehomed()
    compared += containers + [Group(old: [0], new: [0], status: .modified)]
    groups.removeAll { group in
      !group.old.contains { old.nodes[$0].isNumbered } && !group.new.contains { new.nodes[$0].isNumbered }
    }
  }

  private func align(_ olds: [Int], _ news: [Int]) -> [Group] {
    if olds.isEmpty && news.isEmpty { return [] }
    let alignment = SequenceAlignment(
      old: olds.map { .init(text: old.folded($0), label: old.nodes[$0].label, home: home(of: $0, in: old)) },
      new: news.map { .init(text: new.folded($0), label: new.nodes[$0].label, home: home(of: $0, in: new)) })
    return alignment.links.map { link in
      group(link.old.map { olds[$0] }, link.new.map { news[$0] }, isInOrder: link.isInOrder)
    }
  }

  /// The heading that an item stands under; articles count through all chapters.
  private func home(of node: Int, in side: LaidOut) -> [UInt16] {
    let parent = side.nodes[node].parent
    guard parent > 0, side.nodes[node].level == .item, side.nodes[parent].isContainer else { return [] }
    return side.nodes[parent].provision.flatMap { side.version.outline.provisions[$0].heading }.map { Array($0.utf16) }
      ?? []
  }

  private func group(_ olds: [Int], _ news: [Int], isInOrder: Bool) -> Group {
    let status: ProvisionStatus
    if olds.isEmpty {
      status = .added
    } else if news.isEmpty {
      status = .removed
    } else if olds.count > 1 {
      status = .merged
    } else if news.count > 1 {
      status = .split
    } else if old.printed(olds[0]) != new.printed(news[0]) {
      status = .modified
    } else if !isInOrder {
      status = .moved
    } else {
      status = old.nodes[olds[0]].label == new.nodes[news[0]].label ? .unchanged : .renumbered
    }
    return Group(old: olds, new: news, status: status)
  }

  /// What is below the units, level by level.
  private func itemGroups(below units: [Group]) -> [Group] {
    var out: [Group] = []
    var level = units
    while !level.isEmpty {
      var next: [Group] = []
      for group in level {
        next += align(group.old.flatMap { old.nodes[$0].children }, group.new.flatMap { new.nodes[$0].children })
      }
      out += next
      level = next
    }
    return out
  }

  /// Chapters and headings, by what they hold and how they are called.
  private func containerGroups() -> [Group] {
    struct Pair: Hashable {
      var old: Int
      var new: Int
    }
    var votes: [Pair: Double] = [:]
    for group in groups {
      for a in group.old {
        for b in group.new {
          var (up, across) = (old.nodes[a].parent, new.nodes[b].parent)
          // A vote counts for the containers above too, as long as both sides have one.
          while up > 0 && across > 0 {
            if old.nodes[up].isContainer, new.nodes[across].isContainer {
              votes[Pair(old: up, new: across), default: 0] += 1
            }
            (up, across) = (old.nodes[up].parent, new.nodes[across].parent)
          }
        }
      }
    }
    let olds = old.nodes.indices.dropFirst().filter { old.nodes[$0].isContainer }
    let news = new.nodes.indices.dropFirst().filter { new.nodes[$0].isContainer }
    var byHeading: [[UInt16]: [Int]] = [:]
    for b in news { byHeading[new.folded(b), default: []].append(b) }
    for a in olds {
      for b in (byHeading[old.folded(a)] ?? []).prefix(8) { votes[Pair(old: a, new: b), default: 0] += 2 }
    }
    let ranked = votes.filter { old.nodes[$0.key.old].level == new.nodes[$0.key.new].level }.map { pair, votes in
      (pair: pair, votes: votes + (old.nodes[pair.old].label == new.nodes[pair.new].label ? 0.5 : 0))
    }.sorted { ($0.votes, $1.pair.old, $1.pair.new) > ($1.votes, $0.pair.old, $0.pair.new) }
    var takenOld: Set<Int> = []
    var takenNew: Set<Int> = []
    var out: [Group] = []
    for entry in ranked where !takenOld.contains(entry.pair.old) && !takenNew.contains(entry.pair.new) {
      takenOld.insert(entry.pair.old)
      takenNew.insert(entry.pair.new)
      out.append(group([entry.pair.old], [entry.pair.new], isInOrder: true))
    }
    out += olds.filter { !takenOld.contains($0) }.map { Group(old: [$0], new: [], status: .removed) }
    out += news.filter { !takenNew.contains($0) }.map { Group(old: [], new: [$0], status: .added) }
    return out
  }

  /// An item of the same text that stands under another heading than before has moved, whatever its label.
  private mutating func markRehomed() {
    var partners: [Int: Set<Int>] = [:]
    for group in groups { for node in group.old { partners[node, default: []].formUnion(group.new) } }
    for (index, group) in groups.enumerated() where group.status == .unchanged || group.status == .renumbered {
      guard let a = group.old.first, let b = group.new.first, old.nodes[a].level == .item, new.nodes[b].level == .item
      else { continue }
      let (up, across) = (old.nodes[a].parent, new.nodes[b].parent)
      guard up > 0, across > 0, old.nodes[up].isContainer, new.nodes[across].isContainer,
        old.nodes[up].isNumbered, new.nodes[across].isNumbered, partners[up]?.contains(across) != true
      else { continue }
      groups[index].status = .moved
    }
  }

  /// What went from one unit to another: left over on both sides, of nearly the same text.
  private mutating func rejoinLeftovers() {
    let leastLength = 8
    var gone: [Int] = []
    var come: [Int] = []
    for (index, group) in groups.enumerated() {
      if group.status == .removed, group.old.allSatisfy({ old.nodes[$0].offsets.count >= leastLength }) {
        gone.append(index)
      } else if group.status == .added, group.new.allSatisfy({ new.nodes[$0].offsets.count >= leastLength }) {
        come.append(index)
      }
    }
    guard !gone.isEmpty, !come.isEmpty else { return }
    let texts = gone.map { old.folded(groups[$0].old[0]) } + come.map { new.folded(groups[$0].new[0]) }
    let index = LikenessIndex(texts)
    var pairs: [(likeness: Double, old: Int, new: Int)] = []
    for pair in index.candidates(split: gone.count, most: 3) {
      let isSame = texts[pair.old] == texts[pair.new]
      let likeness = isSame ? 1 : min(0.99, index.likeness(pair.old, pair.new))
      if likeness >= 0.6 { pairs.append((likeness, gone[pair.old], come[pair.new - gone.count])) }
    }
    pairs.sort { ($0.likeness, $1.old, $1.new) > ($1.likeness, $0.old, $0.new) }
    var taken: Set<Int> = []
    for pair in pairs where !taken.contains(pair.old) && !taken.contains(pair.new) {
      taken.insert(pair.old)
      taken.insert(pair.new)
      groups[pair.old] = group(groups[pair.old].old, groups[pair.new].new, isInOrder: false)
      groups[pair.new].new = []
    }
    groups.removeAll { $0.old.isEmpty && $0.new.isEmpty }
  }
}
