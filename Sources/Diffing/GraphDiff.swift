import RuleModel
import TextModel

/// Texts of both sides that were compared with one another: an article or outermost item with all below it, or what a
/// chapter says by itself. Without provisions it is what stands outside all.
public struct ComparedText: Hashable, Sendable {
  /// The provisions of the old side, as indices into its outline.
  public var old: [Int]
  /// The provisions of the new side.
  public var new: [Int]
  /// What became of them.
  public var status: ProvisionStatus
  /// Whether only the heading of the provisions is meant, since those below are compared by themselves.
  public var isHeading: Bool
  /// The differing places of the old text.
  public var oldMarks: [Span]
  /// The differing places of the new text.
  public var newMarks: [Span]
  /// The changes found in it, as indices into `changes`.
  public var changes: [Int] = []
}

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
    /// Changes that tighten.
    public var tightened = 0
    /// Changes that loosen.
    public var loosened = 0
    /// Changes that do neither.
    public var neutral = 0
    /// Changes of which it can't be told.
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
  /// The texts that were compared, in the order of the new side; each change is in one of them.
  public private(set) var texts: [ComparedText]
  /// Whether both versions have the same characters, blanks and what is set aside not counted.
  public let isSameText: Bool

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
    texts = finder.texts
    isSameText = first.wholeText() == second.wholeText()
    if isTurned { turn() }
    provisions = ReadingOrder.sorted(provisions, old: \.old, new: \.new)
    texts = ReadingOrder.sorted(texts, old: \.old, new: \.new)
    placeChanges()
  }

  /// Whether both versions say the same in the same words under the same labels.
  public var isEmpty: Bool {
    isSameText && changes.isEmpty && rolled.count == 0 && provisions.allSatisfy { $0.status == .unchanged }
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
    provisions = provisions.map { AlignedProvisions(old: $0.new, new: $0.old, status: $0.status.reversed) }
    texts = texts.map { text in
      ComparedText(
        old: text.new, new: text.old, status: text.status.reversed, isHeading: text.isHeading, oldMarks: text.newMarks,
        newMarks: text.oldMarks)
    }
    changes = changes.map { change in
      Change(
        kind: change.kind, impact: change.impact, reason: change.reason.reversed, old: change.new, new: change.old)
    }
    rolled.years = -rolled.years
  }

  /// Puts the changes in the order of the texts that they were found in.
  private mutating func placeChanges() {
    let homes = (TextHomes(texts.map(\.old), of: old), TextHomes(texts.map(\.new), of: new))
    // What stands outside all provisions has a text of its own.
    let outside = texts.firstIndex { $0.old.isEmpty && $0.new.isEmpty } ?? 0
    let placed = changes.map { change in
      (
        text: change.new.flatMap { homes.1.text(at: $0.span.start) }
          ?? change.old.flatMap { homes.0.text(at: $0.span.start) } ?? outside,
        change: change
      )
    }.sorted { a, b in Self.order(a.text, a.change).lexicographicallyPrecedes(Self.order(b.text, b.change)) }
    changes = placed.map(\.change)
    for (index, entry) in placed.enumerated() where texts.indices.contains(entry.text) {
      texts[entry.text].changes.append(index)
    }
  }

  private static func order(_ text: Int, _ change: Change) -> [Int] {
    [
      text, change.new?.span.start ?? change.old?.span.start ?? 0, change.new == nil ? 1 : 0,
      change.old?.span.start ?? -1, change.old?.span.end ?? -1, change.new?.span.end ?? -1,
      ChangeKind.allCases.firstIndex(of: change.kind) ?? 0,
    ]
  }
}

/// Which compared text a place belongs to.
private struct TextHomes {
  private var starts: [(start: Int, end: Int, text: Int)] = []

  init(_ provisions: [[Int]], of version: NoticeVersion) {
    for (text, indices) in provisions.enumerated() {
      for index in indices where version.outline.provisions.indices.contains(index) {
        let span = version.outline.provisions[index].span
        starts.append((span.start, span.end, text))
      }
    }
    // Of chapters and the articles in them the innermost, which begins last, counts.
    starts.sort { ($0.start, -$0.end) < ($1.start, -$1.end) }
  }

  func text(at offset: Int) -> Int? {
    starts[..<starts.partitioningIndex { $0.start > offset }].suffix(32).last { offset < $0.end }?.text
  }
}

/// Puts what belongs to both sides in the order of the new side, what is gone behind what stood before it.
enum ReadingOrder {
  static func sorted<Element>(
    _ elements: [Element], old: (Element) -> [Int], new: (Element) -> [Int]
  ) -> [Element] {
    let present = elements.filter { !new($0).isEmpty || old($0).isEmpty }
      .sorted { (new($0).first ?? -1) < (new($1).first ?? -1) }
    var placeOfOld: [Int: Int] = [:]
    for (place, element) in present.enumerated() {
      for index in old(element) { placeOfOld[index] = max(place, placeOfOld[index] ?? 0) }
    }
    var keyed = present.enumerated().map { (place: $0.offset, old: -1, element: $0.element) }
    var (place, at) = (-1, 0)
    let gone = elements.filter { new($0).isEmpty && !old($0).isEmpty }
    for element in gone.sorted(by: { (old($0).first ?? 0) < (old($1).first ?? 0) }) {
      let first = old(element).first ?? 0
      while at < first {
        if let known = placeOfOld[at] { place = known }
        at += 1
      }
      keyed.append((place, first, element))
    }
    return keyed.sorted { ($0.place, $0.old) < ($1.place, $1.old) }.map(\.element)
  }
}
