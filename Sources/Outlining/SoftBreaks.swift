import TextModel

/// Where a text that lost its line breaks is cut again: at wide gaps, behind sentences, before labels.
///
/// Only long lines are looked at; a line of ordinary length keeps its blanks.
struct SoftBreaks {
  let words: OutlineWords

  /// From how many scalars on a line is thought to have lost its breaks.
  private static let longLine = 120

  /// The places in the line where a new piece begins, ascending.
  func cuts(_ text: SourceText, _ start: Int, _ end: Int) -> [Int] {
    let folded = text.folded
    var gaps: [Gap] = []
    var rowBreaks = 0
    var hasTab = false
    var at = start
    while at < end {
      guard folded[at] == Folding.blank else {
        at += 1
        continue
      }
      let from = at
      var width = 0
      var afterTab = -1
      while at < end, folded[at] == Folding.blank {
        if text.scalars[at] == "\t" {
          afterTab = 0
        } else {
          width += text.scalars[at].value == 0x3000 ? 2 : 1
          if afterTab >= 0 { afterTab += 1 }
        }
        at += 1
      }
      hasTab = hasTab || afterTab >= 0
      // A tab inside a row stands between cells; one with much blank behind it ends the row.
      if afterTab >= 4 { rowBreaks += 1 }
      if afterTab < 0 || afterTab >= 4 { gaps.append(Gap(start: from, end: at, width: width)) }
    }
    guard !gaps.isEmpty, !hasTab || rowBreaks >= 3 else { return [] }
    guard end - start >= Self.longLine else { return timeCut(folded, gaps) }
    guard let wide = wideCuts(folded, start, end, gaps) else {
      return narrowCuts(folded, start, end, gaps[...], isHead: false)
    }
    var cuts: [Int] = []
    var from = start
    var first = 0
    var isHead = true
    for cut in wide + [end] {
      var last = first
      while last < gaps.count, gaps[last].end < cut { last += 1 }
      if first < last, isHead || cut - from >= Self.longLine / 2 {
        cuts += narrowCuts(folded, from, cut, gaps[first..<last], isHead: isHead)
      }
      if isHead, hasSentence(folded, from, cut) { isHead = false }
      if cut < end { cuts.append(cut) }
      first = min(last + 1, gaps.count)
      from = cut
    }
    return cuts
  }

  /// The cut behind the time of a page's date line, where text follows on the same line.
  private func timeCut(_ folded: [UInt16], _ gaps: [Gap]) -> [Int] {
    for gap in gaps where gap.width >= 6 {
      let at = gap.start
      guard at >= 5, CodeUnits.isDigit(folded[at - 1]), CodeUnits.isDigit(folded[at - 2]),
        folded[at - 3] == CodeUnits.colon
      else { continue }
      return [gap.end]
    }
    return []
  }

  private struct Gap {
    let start: Int
    let end: Int
    let width: Int
  }

  /// Cuts at the wide gaps of a line, where the line has enough of them; nil where it has not.
  private func wideCuts(_ folded: [UInt16], _ start: Int, _ end: Int, _ gaps: [Gap]) -> [Int]? {
    let wide = gaps.filter { $0.width >= 2 }
    guard wide.count >= 3 else { return nil }
    var cuts: [Int] = []
    var scan = start
    var titles = 0
    for (index, gap) in wide.enumerated() {
      while scan < gap.start {
        if folded[scan] == CodeUnits.openTitle { titles = scan }
        if folded[scan] == CodeUnits.closeTitle || folded[scan] == CodeUnits.fullStop { titles = 0 }
        scan += 1
      }
      // Bodies in a cited title stand apart: 《甲厅  乙厅关于…》.
      if titles > 0, gap.start - titles <= 60, gap.width <= 4 { continue }
      // 1  总则: a number and its heading.
      let pieceStart = cuts.last ?? start
      if gap.width <= 4, gap.start - pieceStart <= 8, isNumber(folded, pieceStart, gap.start) { continue }
      let isInsideWord =
        gap.width <= 8 && CodeUnits.isHan(folded[gap.start - 1]) && CodeUnits.isHan(folded[gap.end])
        && isBesideLetter(folded, wide, index, start, end) && !Self.isLabel(folded, gap.end, end)
      if !isInsideWord { cuts.append(gap.end) }
    }
    return cuts
  }

  /// Whether a single character stands beside the gap that is no nearer to its other neighbour: 总  则, 组  长.
  private func isBesideLetter(_ folded: [UInt16], _ gaps: [Gap], _ index: Int, _ start: Int, _ end: Int) -> Bool {
    let gap = gaps[index]
    // 组  长： belongs together however near its neighbours are.
    func isKeyBehind(_ gap: Gap) -> Bool { gap.end + 1 < end && folded[gap.end + 1] == CodeUnits.colon }
    let before = gap.start - (index > 0 ? gaps[index - 1].end : start)
    let after = (index + 1 < gaps.count ? gaps[index + 1].start : end) - gap.end
    if before == 1, index == 0 || gaps[index - 1].width >= gap.width || isKeyBehind(gap) { return true }
    if after == 1, index + 1 < gaps.count, isKeyBehind(gaps[index + 1]) { return false }
    return after == 1 && (index + 1 == gaps.count || gaps[index + 1].width >= gap.width)
  }

  /// Whether the piece is figures and dots only.
  private func isNumber(_ folded: [UInt16], _ start: Int, _ end: Int) -> Bool {
    guard start < end else { return false }
    for at in start..<end where !CodeUnits.isDigit(folded[at]) && folded[at] != CodeUnits.dot { return false }
    return true
  }

  /// Cuts at single blanks that stand behind a sentence or a heading, or before a label.
  private func narrowCuts(
    _ folded: [UInt16], _ start: Int, _ end: Int, _ gaps: ArraySlice<Gap>, isHead: Bool
  ) -> [Int] {
    var labels = 0
    for gap in gaps where Self.isLabel(folded, gap.end, end) { labels += 1 }
    guard labels >= 2 || isHead else { return gaps.filter { $0.width >= 6 }.map(\.end) }
    var cuts: [Int] = []
    var pieceStart = start
    var sawSentence = false
    var scan = start
    var open = 0
    for (index, gap) in zip(gaps.indices, gaps) {
      // 国 家 粮 食: words set apart letter by letter.
      let before = gap.start - (index > gaps.startIndex ? gaps[index - 1].end : start)
      let after = (index + 1 < gaps.endIndex ? gaps[index + 1].start : end) - gap.end
      if gap.width <= 2, before == 1 || after == 1, CodeUnits.isHan(folded[gap.end]),
        CodeUnits.isHan(folded[gap.start - 1]), !Self.isLabel(folded, gap.end, end)
      {
        continue
      }
      while scan < gap.start {
        if folded[scan] == CodeUnits.openTitle { open = scan }
        if folded[scan] == CodeUnits.closeTitle { open = 0 }
        if folded[scan] == CodeUnits.fullStop {
          open = 0
          sawSentence = true
        }
        scan += 1
      }
      if open > 0, gap.start - open <= 120 { continue }
      let last = folded[gap.start - 1]
      let isSentenceEnd = CodeUnits.endsSentence(last) && !isKey(folded, pieceStart, gap.start)
      let isHeadPart = !sawSentence && last != CodeUnits.colon
      if CodeUnits.isOpen(last) || CodeUnits.cannotBegin(folded[gap.end]) { continue }
      if gap.start - pieceStart <= 8, CodeUnits.isHan(folded[gap.end]), isNumber(folded, pieceStart, gap.start) {
        continue
      }
      // 2016-05-16 15:23:18, 2023年 12月 1日, 附件 2
      if CodeUnits.isDigit(folded[gap.end]),
        CodeUnits.isDigit(last) || last == CodeUnits.year || last == CodeUnits.month
          || (gap.start - pieceStart == 2 && folded[pieceStart] == 0x9644)
      {
        continue
      }
      let pieceIsBracketed = folded[pieceStart] == CodeUnits.openBracket && last == CodeUnits.closeBracket
      let isHeading =
        gap.start - pieceStart <= 40 && Self.isLabel(folded, pieceStart, gap.start)
        && !hasMark(folded, pieceStart, gap.start) && !isBareLabel(folded, pieceStart, gap.start)
      let isAttachment = isAttachment(folded, gap.end, end)
      let isSigned = isDate(folded, pieceStart, gap.start) && !goesOnFromDate(folded[gap.end])
      // What stands behind a signature or at the head of an attachment is set like a head again.
      if isSigned || (isAttachment && folded[gap.end + 2] != CodeUnits.colon) { sawSentence = false }
      let cut =
        isSentenceEnd || gap.width >= 4 || Self.isLabel(folded, gap.end, end) || isBareNumber(folded, gap.end, end)
        || isHeading || isHeadPart
        || pieceIsBracketed || isAttachment || isSigned
        || words.colophons.match(folded, at: gap.end, end) != nil
      if cut {
        cuts.append(gap.end)
        pieceStart = gap.end
      }
    }
    return cuts
  }

  /// Whether a label stands at the place: 一、 （一） 第一条 1. 1、 （1） ①.
  static func isLabel(_ folded: [UInt16], _ start: Int, _ end: Int) -> Bool {
    guard start < end else { return false }
    let first = folded[start]
    if first >= 0x2460, first <= 0x2473 { return true }
    if first == CodeUnits.ordinal {
      guard let (_, next) = Numerals.any(folded, start + 1, end), next < end else { return false }
      switch folded[next] {
      case 0x6761, 0x7AE0, 0x8282, 0x7F16: return true  // 条 章 节 编
      default: return false
      }
    }
    if first == CodeUnits.openBracket {
      guard let (value, next) = Numerals.any(folded, start + 1, end), next < end, value < 200 else { return false }
      return folded[next] == CodeUnits.closeBracket
    }
    guard let (value, next) = Numerals.any(folded, start, end), next < end, value < 200 else { return false }
    if folded[next] == CodeUnits.ideographicComma { return true }
    guard CodeUnits.isDigit(first), folded[next] == CodeUnits.dot else { return false }
    return next + 1 >= end || !CodeUnits.isDigit(folded[next + 1]) || next + 2 >= end
      || CodeUnits.isHan(folded[next + 2]) || folded[next + 2] == Folding.blank
  }

  /// Whether the piece is the name of a field, 发文字号：, whose value follows behind the gap; 各有关单位： is none.
  private func isKey(_ folded: [UInt16], _ start: Int, _ end: Int) -> Bool {
    guard end - start <= 12, folded[end - 1] == CodeUnits.colon else { return false }
    return words.addressees.first(folded, in: start..<end) == nil
  }

  /// Whether a bare number stands at the place whose first subdivision follows: `2 建设原则 2.1`.
  private func isBareNumber(_ folded: [UInt16], _ start: Int, _ end: Int) -> Bool {
    guard let (value, next) = Numerals.arabic(folded, start, end), next < end, value < 100,
      folded[next] == Folding.blank
    else { return false }
    var at = next
    while at < min(end, next + 24) {
      if CodeUnits.isDigit(folded[at]), !CodeUnits.isDigit(folded[at - 1]),
        let (number, dot) = Numerals.arabic(folded, at, end)
      {
        return number == value && dot + 1 < end && folded[dot] == CodeUnits.dot && folded[dot + 1] == 0x31
      }
      at += 1
    }
    return false
  }

  /// Whether 附件： or 附件1： stands at the place, or 附件1 and a gap.
  private func isAttachment(_ folded: [UInt16], _ start: Int, _ end: Int) -> Bool {
    guard start + 2 < end, folded[start] == 0x9644, folded[start + 1] == 0x4EF6 else { return false }
    var at = start + 2
    if folded[at] == Folding.blank { at += 1 }
    let next = Numerals.any(folded, at, end)?.end ?? at
    guard next < end else { return false }
    return folded[next] == CodeUnits.colon || (folded[next] == Folding.blank && next > start + 2)
  }

  /// Whether the piece is nothing but a label: its heading follows behind the gap.
  private func isBareLabel(_ folded: [UInt16], _ start: Int, _ end: Int) -> Bool {
    guard end - start <= 6 else { return false }
    let last = folded[end - 1]
    return last == CodeUnits.ideographicComma || last == CodeUnits.dot || last == CodeUnits.closeBracket
      || CodeUnits.isDigit(last) || (folded[start] == CodeUnits.ordinal && end - start <= 5)
  }

  private func hasSentence(_ folded: [UInt16], _ start: Int, _ end: Int) -> Bool {
    for at in start..<end where folded[at] == CodeUnits.fullStop { return true }
    return false
  }

  private func hasMark(_ folded: [UInt16], _ start: Int, _ end: Int) -> Bool {
    var at = start
    while at < end {
      if CodeUnits.endsSentence(folded[at]) || folded[at] == CodeUnits.comma { return true }
      at += 1
    }
    return false
  }

  /// Whether what stands behind a date makes it part of a sentence: 前, 起, 至, 后, 以.
  private func goesOnFromDate(_ unit: UInt16) -> Bool {
    switch unit {
    case 0x524D, 0x8D77, 0x81F3, 0x540E, 0x4EE5, 0x4E4B, 0x5230, 0x7684, 0x2D, 0x2014: true
    default: false
    }
  }

  /// Whether the piece ends as a date does: …年…月…日.
  private func isDate(_ folded: [UInt16], _ start: Int, _ end: Int) -> Bool {
    guard end - start >= 8, end - start <= 40, folded[end - 1] == CodeUnits.day else { return false }
    var at = end - 1
    var sawMonth = false
    while at > start, end - at < 16 {
      if folded[at] == CodeUnits.month { sawMonth = true }
      if folded[at] == CodeUnits.year { return sawMonth }
      at -= 1
    }
    return false
  }
}
