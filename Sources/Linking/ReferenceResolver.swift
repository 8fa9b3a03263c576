import RuleModel
import TextModel

/// References inside a notice to the provisions that they name.
struct ReferenceResolver {
  private let provisions: [ProvisionEntry]
  private let ids: [ProvisionID?]
  /// The positions of provisions by their own label.
  private let byLabel: [String: [Int]]

  /// `ids`: the provisions' names by their index in the outline.
  init(provisions: [ProvisionEntry], ids: [ProvisionID?]) {
    self.provisions = provisions
    self.ids = ids
    var byLabel: [String: [Int]] = [:]
    for (index, provision) in provisions.enumerated() {
      if let label = provision.path.last { byLabel[label, default: []].append(index) }
    }
    self.byLabel = byLabel
  }

  /// A reference with the provision that holds it and the one that it names.
  struct Target {
    var span: Span
    var from: ProvisionID?
    var to: ProvisionID
  }

  /// Those that name another provision of the notice.
  func targets(of references: [Linker.Reference]) -> [Target] {
    references.compactMap { reference in
      let holder = reference.provision.flatMap { $0 < ids.count ? ids[$0] : nil }
      guard let to = provision(reference.labels, from: holder), to != holder else { return nil }
      return Target(span: reference.span, from: holder, to: to)
    }
  }

  /// The provision with these labels at the end of its path; of several the one nearest to the holder: in the same
  /// instrument, then in the same chapter. Without the item it names, its article.
  private func provision(_ labels: [String], from holder: ProvisionID?) -> ProvisionID? {
    var labels = labels
    let near = holder.map { provisions[$0.number - 1].path } ?? []
    while let last = labels.last {
      var best: (shared: Int, index: Int)?
      for index in (byLabel[last] ?? []).prefix(64) {
        let path = provisions[index].path
        guard ends(path, in: labels) else { continue }
        let shared = zip(path, near).prefix { $0 == $1 }.count
        if shared > (best?.shared ?? -1) { best = (shared, index) }
      }
      if let best { return provisions[best.index].id }
      labels.removeLast()
    }
    return nil
  }

  /// Whether the labels stand in the path in this order, the last at its end.
  private func ends(_ path: [String], in labels: [String]) -> Bool {
    var at = path.count
    for label in labels.reversed() {
      guard let found = path[..<at].lastIndex(of: label), at < path.count || found == path.count - 1 else {
        return false
      }
      at = found
    }
    return true
  }
}
