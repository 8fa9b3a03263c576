import RuleModel
import TextModel

/// What one version of a notice says otherwise than another.
public struct GraphDiff: Sendable {
  /// The version of this form.
  public static let schema = "guitu.diff/1"

  /// Dates that all moved by the same number of whole years.
  public struct Rolled: Hashable, Sendable {
    /// How many years later the new version has them; 0 where nothing rolled.
    public var years: Int
    /// How many dates and years moved so.
    public var count: Int
    /// Years and a count.
    public init(years: Int, count: Int) {
      self.years = years
      self.count = count
    }
  }

  /// How often each direction occurs.
  public struct Summary: Hashable, Sendable {
    /// Changes by direction.
    public var tightened = 0
    public var loosened = 0
    public var neutral = 0
    public var unknown = 0
  }

  /// The older version.
  public let old: NoticeVersion
  /// The newer version.
  public let new: NoticeVersion
  /// Each provision of both sides once, in the order of the new side, what is gone at its place.
  public private(set) var provisions: [AlignedProvisions]
  /// What is said otherwise, in the order of the new side.
  public private(set) var changes: [Change]
  /// Dates that moved with the years.
  public private(set) var rolled: Rolled

  /// Compares two versions. `GraphDiff(old: b, new: a)` mirrors `GraphDiff(old: a, new: b)`.
  public init(old: NoticeVersion, new: NoticeVersion) {
    (self.old, self.new) = (old, new)
    // Compared in one order whichever is called old, so that the way back is the way there turned round.
    let isTurned = new.outline.text.folded.lexicographicallyPrecedes(old.outline.text.folded)
    let (first, second) = isTurned ? (LaidOut(new), LaidOut(old)) : (LaidOut(old), LaidOut(new))
    let alignment = ProvisionAlignment(first, second)
    var finder = ChangeFinder(first, second, alignment)
    finder.run()
    let numbered = { (laid: LaidOut, nodes: [Int]) in
      nodes.compactMap { laid.nodes[$0].isNumbered ? laid.nodes[$0].provision : nil }
    }
    provisions = alignment.groups.map { group in
      AlignedProvisions(old: numbered(first, group.old), new: numbered(second, group.new), status: group.status)
    }
    changes = finder.changes
    rolled = finder.rolled
    if isTurned { turn() }
    provisions = Self.inOrderOfNew(provisions)
    changes.sort { Self.place($0) < Self.place($1) }
  }

  /// Whether both versions say the same in the same words under the same labels.
  public var isEmpty: Bool {
    changes.isEmpty && rolled.count == 0 && provisions.allSatisfy { $0.status == .unchanged }
  }

  /// How often each direction occurs.
  public var summary: Summary {
    var summary = Summary()
    for change in changes {
      switch change.direction {
      case .tightened: summary.tightened += 1
      case .loosened: summary.loosened += 1
      case .neutral: summary.neutral += 1
      case .unknown: summary.unknown += 1
      }
    }
    return summary
  }

  private mutating func turn() {
    provisions = provisions.map { entry in
      let status: ProvisionStatus =
        switch entry.status {
        case .added: .removed
        case .removed: .added
        case .split: .merged
        case .merged: .split
        case .unchanged, .renumbered, .moved, .modified: entry.status
        }
      return AlignedProvisions(old: entry.new, new: entry.old, status: status)
    }
    changes = changes.map { change in
      Change(
        kind: change.kind, impact: change.impact, reason: change.reason.reversed, old: change.new, new: change.old)
    }
    rolled.years = -rolled.years
  }

  /// By where it stands in the new version; what is gone by where it stood in the old.
  private static func place(_ change: Change) -> [Int] {
    [
      change.new?.span.start ?? change.old?.span.start ?? 0, change.new == nil ? 1 : 0, change.old?.span.start ?? -1,
      change.old?.span.end ?? -1, change.new?.span.end ?? -1,
      ChangeKind.allCases.firstIndex(of: change.kind) ?? 0,
    ]
  }

  private static func inOrderOfNew(_ entries: [AlignedProvisions]) -> [AlignedProvisions] {
    let present = entries.filter { !$0.new.isEmpty }.sorted { $0.new[0] < $1.new[0] }
    var placeOfOld: [Int: Int] = [:]
    for (place, entry) in present.enumerated() {
      for provision in entry.old { placeOfOld[provision] = max(place, placeOfOld[provision] ?? 0) }
    }
    var keyed = present.enumerated().map { (place: $0.offset, old: -1, entry: $0.element) }
    var (place, at) = (-1, 0)
    for entry in entries.filter({ $0.new.isEmpty }).sorted(by: { $0.old[0] < $1.old[0] }) {
      while at < entry.old[0] {
        if let known = placeOfOld[at] { place = known }
        at += 1
      }
      keyed.append((place, entry.old[0], entry))
    }
    return keyed.sorted { ($0.place, $0.old) < ($1.place, $1.old) }.map(\.entry)
  }
}

extension Array where Element == Int {
  fileprivate static func < (left: [Int], right: [Int]) -> Bool { left.lexicographicallyPrecedes(right) }
}
