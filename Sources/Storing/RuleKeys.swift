// Keys that a rule keeps through the versions of its policy.
import RuleModel
import TextModel

/// Gives the rules of a new version the keys of the rules that they were, and new keys to the others.
struct RuleKeys {
  /// A rule of the version before.
  struct Known {
    var key: RuleKey
    var entry: PreparedNotice.RuleEntry
  }

  /// What happened to a rule.
  struct Change {
    var kind: String
    var key: RuleKey
    var old: String?
    var new: String?
  }

  /// The key of each rule, in their order.
  private(set) var keys: [RuleKey] = []
  /// What differs from the version before; nothing for a first version.
  private(set) var changes: [Change] = []

  /// How many changes there are of a kind.
  func count(_ kind: String) -> Int { changes.count { $0.kind == kind } }

  /// Keys for a first version: those of the graph.
  init(_ entries: [PreparedNotice.RuleEntry]) { keys = entries.map(\.key) }

  /// Keys for a version behind another.
  init(_ entries: [PreparedNotice.RuleEntry], after known: [Known]) {
    let pairs = RulePairing(old: known.map(\.entry), new: entries).pairs
    var taken = Set(known.map(\.key))
    var isKept = [Bool](repeating: false, count: known.count)
    for (index, entry) in entries.enumerated() {
      guard let old = pairs[index] else {
        let key = entry.key.free(among: &taken)
        keys.append(key)
        changes.append(Change(kind: "rule-added", key: key, old: nil, new: Self.text(entry)))
        continue
      }
      isKept[old] = true
      keys.append(known[old].key)
      let before = known[old].entry
      if before.sentence != entry.sentence || before.text != entry.text {
        changes.append(
          Change(
            kind: "rule-changed", key: known[old].key, old: Self.text(before),
            new: Self.text(entry)))
      }
    }
    for (index, rule) in known.enumerated() where !isKept[index] {
      changes.append(
        Change(kind: "rule-removed", key: rule.key, old: Self.text(rule.entry), new: nil))
    }
  }

  private static func text(_ entry: PreparedNotice.RuleEntry) -> String {
    String(decoding: entry.sentence.isEmpty ? entry.text : entry.sentence, as: UTF16.self)
  }
}

/// What a rule is known by: `duty-3f0c9a417be2d865-1`, its kind, the signature of what it said when it was first seen,
/// and which of those that said the same it is.
struct RuleKey: Hashable, Sendable, CustomStringConvertible {
  var kind: String
  var signature: Int64
  var ordinal: Int

  init(kind: String, signature: Int64, ordinal: Int) {
    self.kind = kind
    self.signature = signature
    self.ordinal = ordinal
  }

  /// A key as it is written; what is written otherwise gets a signature of its own.
  init(_ text: String) {
    let parts = text.split(separator: "-")
    kind = parts.first.map(String.init) ?? ""
    signature = parts.count > 1 ? UInt64(parts[1], radix: 16).map { Int64(bitPattern: $0) } ?? 0 : 0
    ordinal = parts.count > 2 ? Int(parts[2]) ?? 1 : 1
  }

  var description: String {
    let digits = String(UInt64(bitPattern: signature), radix: 16)
    return "\(kind)-\(String(repeating: "0", count: 16 - digits.count))\(digits)-\(ordinal)"
  }

  /// This key, or the next with the same signature that nothing else has.
  func free(among taken: inout Set<RuleKey>) -> RuleKey {
    var key = self
    while !taken.insert(key).inserted { key.ordinal += 1 }
    return key
  }
}

/// What a rule says and where. Its hash is taken of whole arrays: element by element it costs more than all else of a
/// comparison.
private struct RuleWords: Hashable {
  let kind: String
  let text: [UInt16]
  let around: [UInt16]

  func hash(into hasher: inout Hasher) {
    text.withUnsafeBytes { hasher.combine(bytes: $0) }
    around.withUnsafeBytes { hasher.combine(bytes: $0) }
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
    pair { RuleWords(kind: $0.kind, text: $0.text, around: $0.sentence) }
    pair { RuleWords(kind: $0.kind, text: $0.text, around: Array($0.path.utf16)) }
    pairByLikeness()
  }

  /// Pairs rules that are the same by what `name` makes of them, in their order.
  private mutating func pair(by name: (PreparedNotice.RuleEntry) -> RuleWords) {
    var waiting: [RuleWords: [Int]] = [:]
    for index in old.indices.reversed() where !isTaken[index] {
      waiting[name(old[index]), default: []].append(index)
    }
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
    var pairsOfOld: [Int: Bigrams] = [:]
    for index in new.indices where pairs[index] == nil {
      let entry = new[index]
      let own = Bigrams(entry.sentence)
      let ownText = Bigrams(entry.text)
      for other in (open[entry.kind] ?? []).prefix(Self.most) {
        let before = old[other]
        let theirs = pairsOfOld[other] ?? Bigrams(before.sentence)
        pairsOfOld[other] = theirs
        let sentences = own.likeness(to: theirs)
        guard sentences >= Self.least else { continue }
        let quotes = ownText.likeness(to: Bigrams(before.text))
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
}
