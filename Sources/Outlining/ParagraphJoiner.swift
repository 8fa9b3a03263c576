import TextModel

/// A run of text that belongs together: hard-wrapped lines of one paragraph are joined.
struct Paragraph {
  /// Its pieces of the flat text, in order.
  var pieces: [Range<Int>]
  /// Its first line.
  let line: Int
  /// What it is.
  let role: LineRole
  /// The depth of a markup heading; 0 for none.
  let heading: Int
  /// The part of the text that it stands in, as an index into the sections.
  let section: Int
}

/// Decides whether a text is hard-wrapped, and joins its lines to paragraphs.
struct ParagraphJoiner {
  let flat: FlatText
  let words: OutlineWords

  /// How the lines of a text are set.
  struct Setting {
    /// The columns of a full line; 0 where the text is not hard-wrapped.
    var full = 0
    /// Whether a blank line stands between any two lines, so that it means nothing.
    var isSpaced = false
    /// Whether paragraphs begin with an indent.
    var isIndented = false
  }

  /// How the lines are set, by the distribution of their widths.
  func setting(of lines: [Line]) -> Setting {
    var counts = [Int](repeating: 0, count: 202)
    var unfinished = [Int](repeating: 0, count: 202)
    var long = 0
    var spaced = 0
    var indented = 0
    var texts = 0
    for line in lines where line.isText && line.count > 0 {
      texts += 1
      if line.blanksBefore > 0 { spaced += 1 }
      if line.indent >= 2 { indented += 1 }
      guard line.width >= 30 else { continue }
      long += 1
      let width = min(line.width, 201)
      counts[width] += 1
      if let last = line.flat.last, !CodeUnits.endsSentence(flat.units[last]) { unfinished[width] += 1 }
    }
    var setting = Setting()
    setting.isSpaced = spaced * 10 >= texts * 6
    setting.isIndented = indented * 10 >= texts && indented * 10 <= texts * 7
    guard long >= 4 else { return setting }
    var best = 0
    var bestCount = 0
    for full in 30...160 {
      var count = 0
      for width in (full - 6)...full where width >= 0 { count += counts[width] }
      if count >= bestCount {
        bestCount = count
        best = full
      }
    }
    var inside = 0
    var open = 0
    for width in max(0, best - 6)...best {
      inside += counts[width]
      open += unfinished[width]
    }
    var beyond = 0
    for width in (best + 5)...201 { beyond += counts[width] }
    if inside >= 4, inside * 10 >= long * 4, open * 10 >= inside * 6, beyond * 10 <= long * 2 {
      setting.full = best
    }
    return setting
  }

  /// The paragraphs of all lines of text.
  func paragraphs(_ lines: [Line], _ roles: [LineRole], _ sections: [Section]) -> [Paragraph] {
    let setting = setting(of: lines)
    var out: [Paragraph] = []
    var section = 0
    var last = -1
    var isOverPage = false
    for index in lines.indices {
      while section + 1 < sections.count, sections[section + 1].firstLine <= index {
        section += 1
        last = -1
      }
      let line = lines[index]
      guard line.isText, !line.flat.isEmpty else {
        if case .table = line.kind { last = -1 } else { isOverPage = true }
        continue
      }
      if last >= 0, let current = out.indices.last, roles[index] == roles[last],
        joins(lines[last], line, roles[index], setting, isOverPage: isOverPage, opened: out[current])
      {
        out[current].pieces.append(line.flat)
      } else {
        out.append(
          Paragraph(
            pieces: [line.flat], line: index, role: roles[index], heading: line.heading, section: section))
      }
      last = index
      isOverPage = false
    }
    return out
  }

  private func joins(
    _ above: Line, _ line: Line, _ role: LineRole, _ setting: Setting, isOverPage: Bool, opened: Paragraph
  ) -> Bool {
    switch role {
    case .title, .recipients, .instrumentTitle: return true
    case .number, .signature, .colophon, .attachmentHead: return false
    case .attachmentList, .body: break
    }
    guard let end = above.flat.last, let start = line.flat.first else { return false }
    let first = flat.units[start]
    let last = flat.units[end]
    if line.heading > 0 || above.heading > 0 { return false }
    if isLoneLabel(opened) { return joinsLoneLabel(opened, line) }
    let startsWithLabel = startsLabel(line)
    if startsWithLabel && !(CodeUnits.isOpen(last) && setting.full > 0 && isLooseLabel(line)) { return false }
    if isInsideTitle(above, line) { return true }
    if line.isCut {
      let isInSentence = above.count >= 40 && CodeUnits.isHan(last) && line.count >= 10
      return CodeUnits.isOpen(last) || CodeUnits.cannotBegin(first) || isInSentence
    }
    guard setting.full > 0 else {
      return (CodeUnits.isOpen(last) && above.width >= 30) || (CodeUnits.cannotBegin(first) && line.count > 1)
    }
    if isOverPage, CodeUnits.isHan(last), above.count >= 12, CodeUnits.isHan(first), !startsLabel(above),
      flat.first(CodeUnits.comma, in: above.flat) != nil
    {
      return true
    }
    if !setting.isSpaced, line.blanksBefore > 0, !isOverPage, !CodeUnits.isOpen(last) { return false }
    if setting.isIndented, line.indent >= 2, !isOverPage, line.indent <= 8, above.indent < line.indent {
      return false
    }
    if CodeUnits.endsSentence(last) { return above.width >= setting.full - 1 && last == CodeUnits.fullStop }
    if CodeUnits.isOpen(last) || CodeUnits.cannotBegin(first) { return above.width >= setting.full / 2 }
    return above.width >= setting.full - 10
  }

  /// Whether a 《 that the upper line leaves open is closed in the lower one.
  private func isInsideTitle(_ above: Line, _ line: Line) -> Bool {
    guard let mark = above.flat.last(where: { flat.units[$0] == 0x300A || flat.units[$0] == 0x300B }),
      flat.units[mark] == 0x300A
    else { return false }
    let next = line.flat.first { flat.units[$0] == 0x300A || flat.units[$0] == 0x300B }
    return next.map { flat.units[$0] == 0x300B } ?? false
  }

  /// Whether a paragraph is so far nothing but a label: 第一条, with its text on the next line.
  private func isLoneLabel(_ paragraph: Paragraph) -> Bool {
    guard let first = paragraph.pieces.first, first.count <= 9 else { return false }
    let reader = LabelReader(flat: flat, words: words)
    guard let reading = reader.read(first.lowerBound, first.upperBound)?.first, reading.style != .bare else {
      return false
    }
    return reading.end == first.upperBound
  }

  /// What may stand on the line below a lone label: the heading of a chapter, the text of an article.
  private func joinsLoneLabel(_ label: Paragraph, _ line: Line) -> Bool {
    if startsLabel(line) { return false }
    let taken = label.pieces.dropFirst().reduce(0) { $0 + $1.count }
    // 总 则 set apart over two lines.
    if label.pieces.count > 1 { return taken < 2 && line.count == 1 }
    return true
  }

  private func startsLabel(_ line: Line) -> Bool {
    let reader = LabelReader(flat: flat, words: words)
    guard let start = line.flat.first, let reading = reader.read(start, line.flat.upperBound)?.first else {
      return false
    }
    return !reading.isWeak && reading.style != .bare
  }

  /// A label that the beginning of a wrapped line may look like by chance: 2.5 倍.
  private func isLooseLabel(_ line: Line) -> Bool {
    let reader = LabelReader(flat: flat, words: words)
    guard let start = line.flat.first, let reading = reader.read(start, line.flat.upperBound)?.first else {
      return false
    }
    return reading.style.rank >= LabelStyle.arabic.rank
  }
}
