// A comparison as Markdown: for mails, issues and reviews.
import Diffing
import RuleModel
import TextModel

extension GraphDiff {
  /// The comparison as Markdown in UTF-8: what changed for whom, then the texts.
  public func markdown(in language: Language) -> [UInt8] {
    let words = language.words
    let view = DiffView(self)
    var lines = ["# \(words.diffTitle)", ""]
    lines.append("- \(words.oldVersion): \(MarkdownText.escape(old.shownName(words))) (`\(old.graph.text.name)`)")
    lines.append("- \(words.newVersion): \(MarkdownText.escape(new.shownName(words))) (`\(new.graph.text.name)`)")
    lines.append("- \(words.counts(of: view.statuses))")
    lines.append("- \(words.counts(of: summary))")
    if rolled.count > 0 { lines.append("- \(words.rolled(rolled))") }
    if view.parts.isEmpty {
      lines += ["", isSameText ? words.noChanges : words.noRuleChanges]
    }
    for part in view.parts {
      lines += [
        "",
        "## \(MarkdownText.escape(part.heading.isEmpty ? words.outside : part.heading)) · \(words.name(of: part.status))",
      ]
      if !part.changes.isEmpty {
        lines += [
          "",
          "| \(words.changeHeads.joined(separator: " | ")) |",
          "|" + String(repeating: "---|", count: words.changeHeads.count),
        ]
        for change in part.changes {
          let cells = [
            words.name(of: change.direction), words.name(of: change.kind),
            change.old.map { Self.cell($0.quote) } ?? "", change.new.map { Self.cell($0.quote) } ?? "",
            Self.cell(words.sentence(of: change)),
          ]
          lines.append("| \(cells.joined(separator: " | ")) |")
        }
      }
      if part.status != .renumbered && part.status != .moved {
        for (sign, version, places, marks, mark) in [
          ("−", old, part.old, part.oldMarks, "~~"), ("+", new, part.new, part.newMarks, "**"),
        ] where !places.isEmpty {
          let runs = MarkedRuns.runs(of: version.outline.text, in: places, marks: marks, context: 30)
          let text = runs.map { run in
            let inner = MarkdownText.escape(DisplayText(run.text).string)
            return run.isMarked && !inner.isEmpty ? "\(mark)\(inner)\(mark)" : inner
          }.joined()
          lines += ["", "> \(sign) \(text)"]
        }
      }
    }
    return Array((lines.joined(separator: "\n") + "\n").utf8)
  }

  private static func cell(_ text: String) -> String { MarkdownText.escape(TextTable.shortened(text, to: 80)) }
}
