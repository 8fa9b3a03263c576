/// Pages whose lines go up or down: of text that lies on its side, and of Chinese that is written downwards.
enum LayoutTurn {
  /// Lines go down, the next one at the left.
  case down
  /// Lines go up, the next one at the right.
  case up

  /// What must be done to read the words of a page; nil where its lines go across.
  init?(_ words: [LayoutLine], width: Double, height: Double) {
    guard words.count >= 20 else { return nil }
    var (stacked, beside) = (0, 0)
    for (word, next) in zip(words, words.dropFirst()) {
      let size = max(min(word.height, next.height), 1)
      if abs(word.middle - next.middle) < size * 0.5 {
        beside += 1
      } else if abs((word.left + word.right) - (next.left + next.right)) < size,
        abs(word.middle - next.middle) < size * 1.6
      {
        stacked += 1
      }
    }
    // Words of many characters lie across, whatever their neighbours are.
    let wide = words.count { $0.text.unicodeScalars.count > 1 && $0.right - $0.left > $0.height * 1.2 }
    guard stacked > beside * 3, stacked * 2 > words.count, wide * 4 < words.count else { return nil }
    // No line begins with a mark that ends a part of a sentence.
    func faults(_ turn: LayoutTurn) -> Int {
      let lines = LayoutOrder.ordered(words.map { turn.turned($0, width: width, height: height) })
      return lines.count { line in
        line.glue == nil && (line.text.unicodeScalars.first.map { "。，、；：）》”".unicodeScalars.contains($0) } ?? false)
      }
    }
    self = faults(.up) < faults(.down) ? .up : .down
  }

  /// A line as it stands on the page that is turned upright; `width` and `height` are those of the page before.
  func turned(_ line: LayoutLine, width: Double, height: Double) -> LayoutLine {
    var out = line
    switch self {
    case .down:
      (out.left, out.right, out.top, out.bottom) = (line.top, line.bottom, width - line.right, width - line.left)
    case .up:
      (out.left, out.right, out.top, out.bottom) = (height - line.bottom, height - line.top, line.left, line.right)
    }
    out.glue = nil
    return out
  }

  /// A rule likewise.
  func turned(_ rule: LayoutGrid.Rule, width: Double, height: Double) -> LayoutGrid.Rule {
    var out = rule
    out.isVertical.toggle()
    switch self {
    case .down:
      if rule.isVertical { out.at = width - rule.at } else { (out.from, out.to) = (width - rule.to, width - rule.from) }
    case .up:
      if !rule.isVertical {
        out.at = height - rule.at
      } else {
        (out.from, out.to) = (height - rule.to, height - rule.from)
      }
    }
    return out
  }
}
