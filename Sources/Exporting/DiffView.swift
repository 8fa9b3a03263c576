// What every readable form of a comparison shows: one part for each text that differs.
import Diffing
import RuleModel
import TextModel

/// A comparison, laid out for reading.
struct DiffView {
  /// Texts that were compared, and the changes in them.
  struct Part {
    /// The label or labels on both sides, `第七条 → 第九条`; empty for what stands outside all provisions.
    var heading: String
    var status: ProvisionStatus
    var old: [Span]
    var new: [Span]
    var oldMarks: [Span]
    var newMarks: [Span]
    var changes: [Change]
  }

  let diff: GraphDiff
  /// The parts that differ.
  private(set) var parts: [Part] = []
  /// How many provisions have each status.
  private(set) var statuses: [(status: ProvisionStatus, count: Int)] = []

  init(_ diff: GraphDiff) {
    self.diff = diff
    for text in diff.texts {
      let isOutside = text.old.isEmpty && text.new.isEmpty
      if text.changes.isEmpty && (isOutside || text.status == .unchanged) { continue }
      parts.append(
        Part(
          heading: heading(text), status: text.status, old: places(text.old, text, diff.old),
          new: places(text.new, text, diff.new), oldMarks: text.oldMarks, newMarks: text.newMarks,
          changes: text.changes.map { diff.changes[$0] }))
    }
    for status in ProvisionStatus.allCases {
      let count = diff.provisions.count { $0.status == status }
      if count > 0 { statuses.append((status, count)) }
    }
  }

  private func places(_ indices: [Int], _ text: ComparedText, _ version: NoticeVersion) -> [Span] {
    if text.isHeading { return version.outline.text.headings(indices, of: version.outline) }
    return indices.map { version.outline.provisions[$0].span }
  }

  private func heading(_ text: ComparedText) -> String {
    func labels(_ indices: [Int], _ version: NoticeVersion) -> String {
      indices.map { version.outline.provisions[$0].path.joined(separator: "/") }.joined(separator: " + ")
    }
    let (old, new) = (labels(text.old, diff.old), labels(text.new, diff.new))
    if old == new || old.isEmpty { return new }
    return new.isEmpty ? old : "\(old) → \(new)"
  }
}

extension NoticeVersion {
  /// What a reader calls it: its title, and where it came from.
  func shownName(_ words: any Words) -> String { graph.document.title ?? words.untitled }
}
