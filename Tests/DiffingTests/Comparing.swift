import Diffing
import Guitu
import TestSupport
import TextModel

/// A notice as versions of it are compared.
func version(_ notice: String, name: String = "notice.txt") throws -> NoticeVersion {
  let pipeline = BuiltIn.pipeline
  let text = SourceText(notice, name: name, folding: pipeline.grammar.folding)
  return pipeline.worker().version(of: pipeline.outline(of: text))
}

/// Two notices compared.
func diff(_ old: String, _ new: String) throws -> GraphDiff {
  GraphDiff(old: try version(old, name: "old.txt"), new: try version(new, name: "new.txt"))
}

extension GraphDiff {
  /// The entries that are not unchanged, `第二条>第三条 renumbered`, without those below articles.
  var shownStatuses: [String] {
    provisions.compactMap { entry in
      guard entry.status != .unchanged else { return nil }
      let left = entry.old.map { old.outline.provisions[$0].path.last ?? "" }.joined(separator: "+")
      let right = entry.new.map { new.outline.provisions[$0].path.last ?? "" }.joined(separator: "+")
      return "\(left)>\(right) \(entry.status.rawValue)"
    }
  }

  /// The changes, `deadline tightened 60日>30日`.
  var shownChanges: [String] {
    changes.map {
      "\($0.kind.rawValue) \($0.direction.rawValue) \($0.old?.quote ?? "")>\($0.new?.quote ?? "")"
    }
  }
}
