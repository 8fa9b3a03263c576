import RuleModel
import TextModel

/// A notice as versions of it are compared: its rules, its structure, and the typed pieces of its running text.
public struct NoticeVersion: Sendable {
  /// What it says.
  public var graph: RuleGraph
  /// Its structure.
  public var outline: Outline
  /// The typed pieces of its text, in its order; none lies inside another.
  public var expressions: [Expression]

  /// A version of the given parts.
  public init(graph: RuleGraph, outline: Outline, expressions: [Expression]) {
    self.graph = graph
    self.outline = outline
    self.expressions = expressions
  }
}

/// A version laid out for comparing: which characters each unit has.
struct LaidOut {
  /// A numbered unit, an attachment as a whole, or (as the first node) the notice itself.
  struct Node {
    /// Index into `Outline.provisions`; nil for the notice itself.
    var provision: Int?
    var parent: Int
    var children: [Int] = []
    /// Holds others and has no text of its own but a heading.
    var isContainer: Bool
    /// An attachment or carried instrument is no numbered unit; nor is the notice itself.
    var isNumbered: Bool
    var level: ProvisionLevel?
    var label: [UInt16]
    /// Where its characters stand in the text: those of its heading for a container, else all to its last descendant's;
    /// without its own label and without blanks.
    var offsets: [Int]
  }

  let version: NoticeVersion
  var nodes: [Node] = []
  /// The nodes that are aligned first, in the order of the text: those that are no containers and lie in containers only.
  var units: [Int] = []

  init(_ version: NoticeVersion) {
    self.version = version
    let outline = version.outline
    nodes.append(
      Node(
        provision: nil, parent: -1, isContainer: true, isNumbered: false, level: nil, label: [], offsets: []))
    for (index, provision) in outline.provisions.enumerated() {
      let parent = provision.parent.map { $0 + 1 } ?? 0
      nodes[parent].children.append(index + 1)
      nodes.append(
        Node(
          provision: index, parent: parent, isContainer: false, isNumbered: provision.level != .instrument,
          level: provision.level, label: Self.plainLabel(provision), offsets: []))
    }
    markContainers()
    fillOffsets()
    for (index, node) in nodes.enumerated()
    where !node.isContainer && node.parent >= 0 && nodes[node.parent].isContainer {
      units.append(index)
    }
  }

  /// The characters of a node as they are matched.
  func folded(_ node: Int) -> [UInt16] { nodes[node].offsets.map { version.outline.text.folded[$0] } }

  /// The characters of a node as printed, but for their width.
  func printed(_ node: Int) -> [UInt16] {
    let scalars = version.outline.text.scalars
    return Self.widths.fold(nodes[node].offsets.map { scalars[$0] })
  }

  /// All characters that are read, as printed but for their width.
  func wholeText() -> [UInt16] {
    let text = version.outline.text
    var scalars: [Unicode.Scalar] = []
    for block in version.outline.blocks {
      if case .aside = block.kind { continue }
      for at in block.span.range where text.folded.indices.contains(at) {
        if text.folded[at] != Folding.blank && text.folded[at] != Folding.lineEnd { scalars.append(text.scalars[at]) }
      }
    }
    return Self.widths.fold(scalars)
  }

  /// The path of a node; empty for the notice itself.
  func path(of node: Int) -> [String] {
    nodes[node].provision.map { version.outline.provisions[$0].path } ?? []
  }

  private static let widths = Folding()

  private static func plainLabel(_ provision: Provision) -> [UInt16] {
    let label = provision.path.last ?? provision.label
    return widths.fold(word: label)
  }

  private mutating func markContainers() {
    nodes[0].isContainer = true
    for index in nodes.indices.dropFirst() {
      guard let provision = nodes[index].provision else { continue }
      let entry = version.outline.provisions[provision]
      switch entry.level {
      case .article: nodes[index].isContainer = false
      case .part, .chapter, .section, .instrument: nodes[index].isContainer = true
      case .division, .item:
        nodes[index].isContainer =
          nodes[nodes[index].parent].isContainer && entry.heading != nil && !nodes[index].children.isEmpty
      }
    }
  }

  private mutating func fillOffsets() {
    let outline = version.outline
    let folded = outline.text.folded
    /// Whether each character is read.
    var isRead = [Bool](repeating: false, count: folded.count)
    for block in outline.blocks {
      if case .aside = block.kind { continue }
      for at in block.span.range where isRead.indices.contains(at) {
        isRead[at] = folded[at] != Folding.blank && folded[at] != Folding.lineEnd
      }
    }
    for index in nodes.indices {
      let node = nodes[index]
      var start = 0
      var end = outline.text.count
      if let provision = node.provision {
        let entry = outline.provisions[provision]
        start = max(entry.labelSpan.end, entry.span.start)
        end = min(entry.span.end, end)
      }
      if node.isContainer {
        // What stands between its children or behind them is its own too.
        var own: [Int] = []
        var at = start
        for child in node.children {
          guard let provision = nodes[child].provision else { continue }
          let span = outline.provisions[provision].span
          if at < span.start { own += (at..<min(span.start, end)).filter { isRead[$0] } }
          at = max(at, span.end)
        }
        if at < end { own += (at..<end).filter { isRead[$0] } }
        nodes[index].offsets = own
      } else if start < end {
        nodes[index].offsets = (start..<end).filter { isRead[$0] }
      }
    }
  }
}
