// Keys that a rule keeps through the versions of its policy.
import RuleModel

/// Gives the rules of a new version the keys of the rules that they were, and new keys to the others.
struct RuleKeys {
  /// A rule of the version before.
  struct Known {
    var key: Int64
    var entry: PreparedNotice.RuleEntry
  }

  /// What happened to a rule.
  struct Change {
    var kind: String
    var key: Int64
    var ruleKind: String
    var old: String?
    var new: String?
  }

  /// The key of each rule, in their order.
  private(set) var keys: [Int64] = []
  /// What differs from the version before; nothing for a first version.
  private(set) var changes: [Change] = []

  /// How many changes there are of a kind.
  func count(_ kind: String) -> Int { changes.count { $0.kind == kind } }

  /// Keys for a first version.
  init(_ entries: [PreparedNotice.RuleEntry], policy: String) {
    var makes = KeyMaker(policy: policy)
    keys = entries.map { makes.key(of: $0) }
  }

  /// Keys for a version behind another.
  init(_ entries: [PreparedNotice.RuleEntry], policy: String, after known: [Known]) {
    let pairs = RulePairing(old: known.map(\.entry), new: entries).pairs
    var makes = KeyMaker(policy: policy, taken: Set(known.map(\.key)))
    var isKept = [Bool](repeating: false, count: known.count)
    for (index, entry) in entries.enumerated() {
      guard let old = pairs[index] else {
        let key = makes.key(of: entry)
        keys.append(key)
        changes.append(Change(kind: "rule-added", key: key, ruleKind: entry.kind, old: nil, new: Self.text(entry)))
        continue
      }
      isKept[old] = true
      keys.append(known[old].key)
      let before = known[old].entry
      if before.sentence != entry.sentence || before.text != entry.text {
        changes.append(
          Change(
            kind: "rule-changed", key: known[old].key, ruleKind: entry.kind, old: Self.text(before),
            new: Self.text(entry)))
      }
    }
    for (index, rule) in known.enumerated() where !isKept[index] {
      changes.append(
        Change(kind: "rule-removed", key: rule.key, ruleKind: rule.entry.kind, old: Self.text(rule.entry), new: nil))
    }
  }

  private static func text(_ entry: PreparedNotice.RuleEntry) -> String {
    String(decoding: entry.sentence.isEmpty ? entry.text : entry.sentence, as: UTF16.self)
  }

  /// A key as others hang things on it: 16 hexadecimal digits.
  static func shown(_ key: Int64) -> String {
    let digits = String(UInt64(bitPattern: key), radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}

/// Makes new keys from what a rule says: the same notice gives the same keys in every library.
private struct KeyMaker {
  let policy: String
  var taken: Set<Int64> = []

  init(policy: String, taken: Set<Int64> = []) {
    self.policy = policy
    self.taken = taken
  }

  mutating func key(of entry: PreparedNotice.RuleEntry) -> Int64 {
    var hash = TextHash()
    hash.add(policy.utf8)
    hash.add(entry.kind.utf8)
    hash.add(entry.text)
    var key = hash.stored
    // The same words a second time.
    var number = 2
    while !taken.insert(key).inserted {
      var next = hash
      next.add(number)
      key = next.stored
      number += 1
    }
    return key
  }
}

/// Which rule of a new version is which of the old: the same words first, then the likeliest by words and place.
struct RulePairing {
  /// For each new rule the index of the old one.
  private(set) var pairs: [Int?]
  private let old: [PreparedNotice.RuleEntry]
  private let new: [PreparedNotice.RuleEntry]
  private var isTaken: [Bool]

  /// How alike two sentences must be, 0…1.
  private static let least = 0.5
  /// How many old rules a new one is compared with at most: time stays linear.
  private static let most = 200

  init(old: [PreparedNotice.RuleEntry], new: [PreparedNotice.RuleEntry]) {
    self.old = old
    self.new = new
    pairs = Array(repeating: nil, count: new.count)
    isTaken = Array(repeating: false, count: old.count)
    pair { entry in entry.kind.utf16.map { $0 } + [0xFFFF] + entry.text + [0xFFFF] + entry.sentence }
    pair { entry in entry.kind.utf16.map { $0 } + [0xFFFF] + entry.text + [0xFFFF] + entry.path.utf16 }
    pairByLikeness()
  }

  /// Pairs rules that are the same by what `name` makes of them, in their order.
  private mutating func pair(by name: (PreparedNotice.RuleEntry) -> [UInt16]) {
    var waiting: [[UInt16]: [Int]] = [:]
    for index in old.indices.reversed() where !isTaken[index] { waiting[name(old[index]), default: []].append(index) }
    for index in new.indices where pairs[index] == nil {
      if let found = waiting[name(new[index])]?.popLast() {
        pairs[index] = found
        isTaken[found] = true
      }
    }
  }

  private mutating func pairByLikeness() {
    var open: [String: [Int]] = [:]
    for index in old.indices where !isTaken[index] { open[old[index].kind, default: []].append(index) }
    var candidates: [(likeness: Double, new: Int, old: Int)] = []
    var pairsOfOld: [Int: Set<UInt32>] = [:]
    for index in new.indices where pairs[index] == nil {
      let entry = new[index]
      let own = Self.pairs(of: entry.sentence)
      let ownText = Self.pairs(of: entry.text)
      for other in (open[entry.kind] ?? []).prefix(Self.most) {
        let before = old[other]
        let theirs = pairsOfOld[other] ?? Self.pairs(of: before.sentence)
        pairsOfOld[other] = theirs
        let sentences = Self.likeness(own, theirs)
        guard sentences >= Self.least else { continue }
        let quotes = Self.likeness(ownText, Self.pairs(of: before.text))
        let place = entry.path == before.path ? 0.05 : 0
        candidates.append((sentences + 0.5 * quotes + place, index, other))
      }
    }
    candidates.sort { ($1.likeness, $0.new, $0.old) < ($0.likeness, $1.new, $1.old) }
    for candidate in candidates where pairs[candidate.new] == nil && !isTaken[candidate.old] {
      pairs[candidate.new] = candidate.old
      isTaken[candidate.old] = true
    }
  }

  private static func pairs(of text: [UInt16]) -> Set<UInt32> {
    guard text.count > 1 else { return Set(text.map { UInt32($0) << 16 }) }
    return Set((1..<text.count).map { UInt32(text[$0 - 1]) << 16 | UInt32(text[$0]) })
  }

  /// Dice's coefficient.
  private static func likeness(_ left: Set<UInt32>, _ right: Set<UInt32>) -> Double {
    if left.isEmpty || right.isEmpty { return left.isEmpty && right.isEmpty ? 1 : 0 }
    let (small, large) = left.count < right.count ? (left, right) : (right, left)
    return 2 * Double(small.count { large.contains($0) }) / Double(left.count + right.count)
  }
}
