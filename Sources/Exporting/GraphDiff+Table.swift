// A comparison for a terminal: the texts side by side where there is room, one below the other where not.
import Diffing
import RuleModel
import TextModel

extension GraphDiff {
  /// The comparison for a terminal of `width` columns (nil sets no limit); with `isColored` in colours (ANSI), else
  /// what differs stands in `[-…-]` and `{+…+}`.
  public func table(in language: Language, width: Int?, isColored: Bool = false) -> String {
    let words = language.words
    let view = DiffView(self)
    let paint = Paint(isColored: isColored)
    var lines = [
      "\(words.oldVersion)  \(TextTable.shortened(old.shownName(words), to: 80))  \(old.graph.text.name)",
      "\(words.newVersion)  \(TextTable.shortened(new.shownName(words), to: 80))  \(new.graph.text.name)",
      words.counts(of: view.statuses), words.counts(of: summary),
    ]
    if rolled.count > 0 { lines.append(words.rolled(rolled)) }
    if view.parts.isEmpty { lines.append(isSameText ? words.noChanges : words.noRuleChanges) }
    let room = width ?? 160
    for part in view.parts {
      lines.append("")
      lines.append(
        paint.bold(part.heading.isEmpty ? words.outside : part.heading) + "  " + words.name(of: part.status))
      if part.status != .renumbered && part.status != .moved { lines += texts(part, room, paint) }
      for change in part.changes {
        let head = "  \(words.name(of: change.direction))  \(words.name(of: change.kind))  "
        let rest = DisplayText(words.sentence(of: change)).lines(
          of: max(20, room - EastAsianWidth.columns(of: head)), atMost: 3)
        let blanks = String(repeating: " ", count: EastAsianWidth.columns(of: head))
        for (number, line) in rest.enumerated() {
          lines.append((number == 0 ? paint.direction(head, change.direction) : blanks) + line)
        }
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func texts(_ part: DiffView.Part, _ room: Int, _ paint: Paint) -> [String] {
    let left = MarkedRuns.runs(of: old.outline.text, in: part.old, marks: part.oldMarks, context: 24)
    let right = MarkedRuns.runs(of: new.outline.text, in: part.new, marks: part.newMarks, context: 24)
    if room >= 100 && !left.isEmpty && !right.isEmpty {
      let column = (room - 5) / 2
      let before = wrapped(left, column, paint, isOld: true)
      let after = wrapped(right, column, paint, isOld: false)
      return (0..<max(before.count, after.count)).map { index in
        let cell = index < before.count ? before[index] : (text: "", columns: 0)
        let blanks = String(repeating: " ", count: max(0, column - cell.columns))
        let line = "  " + cell.text + blanks + " │ " + (index < after.count ? after[index].text : "")
        return index < after.count ? line : trimmed(line)
      }
    }
    return wrapped(left, room - 4, paint, isOld: true).map { "  - " + $0.text }
      + wrapped(right, room - 4, paint, isOld: false).map { "  + " + $0.text }
  }

  private func trimmed(_ line: String) -> String {
    var line = line
    while line.last == " " { line.removeLast() }
    return line
  }

  /// Runs as lines of at most so many columns, each with the columns that it takes.
  private func wrapped(_ runs: [MarkedRun], _ width: Int, _ paint: Paint, isOld: Bool) -> [(text: String, columns: Int)]
  {
    var lines: [(text: String, columns: Int)] = []
    var line = ""
    var used = 0
    var isOpen = false
    let (open, close) = paint.marks(isOld: isOld)
    let markColumns = paint.isColored ? 0 : 2
    func end() {
      if isOpen { line += close }
      lines.append((line, used + (isOpen ? markColumns : 0)))
      line = ""
      used = 0
      isOpen = false
    }
    for run in runs {
      for scalar in DisplayText(run.text).scalars {
        let columns = EastAsianWidth.columns(of: scalar)
        if used + columns + (run.isMarked ? 2 * markColumns : isOpen ? markColumns : 0) > width { end() }
        if run.isMarked != isOpen {
          line += run.isMarked ? open : close
          used += markColumns
          isOpen = run.isMarked
        }
        line.unicodeScalars.append(scalar)
        used += columns
      }
    }
    if !line.isEmpty { end() }
    return lines
  }
}

/// Colours of a terminal.
struct Paint {
  let isColored: Bool

  func bold(_ text: String) -> String { isColored ? "\u{1B}[1m\(text)\u{1B}[0m" : text }

  /// What stands before and behind what differs.
  func marks(isOld: Bool) -> (open: String, close: String) {
    guard isColored else { return isOld ? ("[-", "-]") : ("{+", "+}") }
    return (isOld ? "\u{1B}[31m" : "\u{1B}[32m", "\u{1B}[0m")
  }

  func direction(_ text: String, _ direction: Direction) -> String {
    guard isColored else { return text }
    switch direction {
    case .tightened: return "\u{1B}[31m\(text)\u{1B}[0m"
    case .loosened: return "\u{1B}[32m\(text)\u{1B}[0m"
    case .neutral, .unknown: return "\u{1B}[2m\(text)\u{1B}[0m"
    }
  }
}
