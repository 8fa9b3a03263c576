// The graph for Graphviz (https://graphviz.org/doc/info/lang.html) and for Mermaid (flowcharts).
import RuleModel
import TextModel

extension RuleGraph {
  /// The graph in the language of Graphviz: `dot -Tsvg` draws it.
  public func dot(in language: Language) -> String {
    let picture = GraphPicture(self, language: language)
    func quoted(_ text: String, columns: Int, lines: Int) -> String {
      let parts = DisplayText(text).lines(of: columns, atMost: lines)
      let escaped = parts.map { $0.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") }
      return "\"" + escaped.joined(separator: "\\n") + "\""
    }
    var lines = [
      "digraph notice {",
      "  graph [rankdir=LR, nodesep=0.12, ranksep=0.45, fontname=\"Noto Sans CJK SC\", label=\(quoted(picture.subtitle, columns: 80, lines: 2))];",
      "  node [shape=box, style=\"filled,rounded\", fontname=\"Noto Sans CJK SC\", fontsize=10, margin=\"0.1,0.05\"];",
      "  edge [fontname=\"Noto Sans CJK SC\", fontsize=9, color=\"#94a3b8\", arrowhead=none];",
    ]
    for branch in picture.branches {
      lines.append(
        "  \(branch.id) [label=\(quoted(branch.label, columns: 24, lines: 3)), color=\"#94a3b8\", fillcolor=\"#f1f5f9\"];"
      )
      if let parent = branch.parent { lines.append("  \(parent) -> \(branch.id);") }
      for card in branch.cards {
        let (edge, ground) = card.section.colors
        let label =
          quoted(card.id + " " + card.kind, columns: 36, lines: 1).dropLast() + "\\n"
          + quoted(card.text, columns: 36, lines: 3).dropFirst()
        lines.append("  \(card.id) [label=\(label), color=\"\(edge)\", fillcolor=\"\(ground)\"];")
        lines.append("  \(branch.id) -> \(card.id);")
      }
    }
    for arc in picture.arcs {
      let label = quoted(arc.label, columns: 24, lines: 1)
      lines.append(
        "  \(arc.from) -> \(arc.to) [label=\(label), color=\"\(arc.kind.color)\", fontcolor=\"\(arc.kind.color)\", "
          + "arrowhead=normal, penwidth=1.4, constraint=false];")
    }
    return (lines + ["}"]).map { $0 + "\n" }.joined()
  }

  /// The graph as a Mermaid flowchart, which GitHub and many editors draw inside Markdown.
  public func mermaid(in language: Language) -> String {
    let picture = GraphPicture(self, language: language)
    func quoted(_ parts: [String]) -> String {
      let escaped = parts.map { part in
        part.unicodeScalars.map { scalar in
          switch scalar {
          // What Mermaid, Markdown or HTML would read is written as a code.
          case "\"", "#", "&", "<", ">", "`", "*", "_", "[", "]", "{", "}", "|", "\\", ";": "#\(scalar.value);"
          default: String(Character(scalar))
          }
        }.joined()
      }
      return "\"" + escaped.joined(separator: "<br/>") + "\""
    }
    var lines = ["flowchart LR"]
    var classes: [(id: String, section: Section)] = []
    for branch in picture.branches {
      // `end` and such are words of the language; names of nodes here never are.
      lines.append("  \(branch.id)[\(quoted(DisplayText(branch.label).lines(of: 24, atMost: 2)))]")
      if let parent = branch.parent { lines.append("  \(parent) --- \(branch.id)") }
      for card in branch.cards {
        lines.append(
          "  \(card.id)(\(quoted([card.id + " " + card.kind] + DisplayText(card.text).lines(of: 36, atMost: 2))))")
        lines.append("  \(branch.id) --- \(card.id)")
        classes.append((card.id, card.section))
      }
    }
    for arc in picture.arcs { lines.append("  \(arc.from) -->|\(quoted([arc.label]))| \(arc.to)") }
    for section in Section.allCases {
      let ids = classes.filter { $0.section == section }.map(\.id)
      guard !ids.isEmpty else { continue }
      let (edge, ground) = section.colors
      lines.append("  classDef \(section.tableName) fill:\(ground),stroke:\(edge)")
      lines.append("  class \(ids.joined(separator: ",")) \(section.tableName)")
    }
    return lines.map { $0 + "\n" }.joined()
  }
}
