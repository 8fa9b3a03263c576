import TextModel

/// Cuts a text that is one long line without any gap: title, number, addressees, signature and headings of chapters
/// stand directly behind one another, and only their own forms tell them apart.
struct RunOnCutter {
  let words: OutlineWords

  /// From how many scalars on a line is looked at.
  private static let longLine = 400

  /// The places in the line where a new piece begins, ascending; none where the line has gaps to be cut at.
  func cuts(_ folded: [UInt16], _ start: Int, _ end: Int, isFirst: Bool) -> [Int] {
    guard end - start >= Self.longLine else { return [] }
    var blanks = 0
    for at in start..<end where folded[at] == Folding.blank { blanks += 1 }
    guard blanks * 60 <= end - start, !hasWideGaps(folded, start, end) else { return [] }
    var out: [Int] = []
    if isFirst { headCuts(folded, start, end, &out) }
    signatureCuts(folded, start, end, &out)
    contentsCuts(folded, start, end, &out)
    var ascending: [Int] = []
    for cut in out.sorted() where cut > start && cut < end && cut != ascending.last { ascending.append(cut) }
    return ascending
  }

  /// Whether the line has wide gaps, at which it is better cut.
  private func hasWideGaps(_ folded: [UInt16], _ start: Int, _ end: Int) -> Bool {
    var gaps = 0
    var at = start + 1
    while at < end, gaps < 3 {
      if folded[at] == Folding.blank, folded[at - 1] == Folding.blank, at + 1 < end, folded[at + 1] != Folding.blank {
        gaps += 1
      }
      at += 1
    }
    return gaps >= 3
  }

  /// Title | number | addressees： | text
  private func headCuts(_ folded: [UInt16], _ start: Int, _ end: Int, _ out: inout [Int]) {
    let limit = min(end, start + 300)
    var at = start
    var from = start
    while at < limit, folded[at] != CodeUnits.fullStop {
      if CodeUnits.opensYear(folded[at]), let behind = numberEnd(folded, at, end) {
        out.append(titleEnd(folded, start, at))
        out.append(behind)
        from = behind
        break
      }
      at += 1
    }
    at = from
    while at < min(end, from + 300), folded[at] != CodeUnits.fullStop {
      if folded[at] == CodeUnits.colon {
        out.append(at + 1)
        return
      }
      at += 1
    }
  }

  /// The place behind 〔2021〕88号; nil where no number stands there.
  private func numberEnd(_ folded: [UInt16], _ open: Int, _ end: Int) -> Int? {
    guard let (year, close) = Numerals.arabic(folded, open + 1, end), year >= 1949, year <= 2100, close < end,
      CodeUnits.closesYear(folded[close]), let (_, behind) = Numerals.arabic(folded, close + 1, end), behind < end,
      CodeUnits.endsNumber(folded[behind])
    else { return nil }
    return behind + 1
  }

  /// Where the title ends before a number: behind its kind, the agency's short name between.
  private func titleEnd(_ folded: [UInt16], _ start: Int, _ open: Int) -> Int {
    var at = max(start + 4, open - 10)
    while at < open - 1 {
      if words.kinds.suffix(folded, before: at, start) != nil { return at }
      at += 1
    }
    return open
  }

  /// 。 | body | date | （此件公开发布） | title
  private func signatureCuts(_ folded: [UInt16], _ start: Int, _ end: Int, _ out: inout [Int]) {
    var at = start
    var stop = start
    while at < end {
      let unit = folded[at]
      if unit == CodeUnits.fullStop || unit == 0x3015 { stop = at + 1 }
      if CodeUnits.isDigit(unit), at > start, !CodeUnits.isDigit(folded[at - 1]), at - stop >= 4, at - stop <= 80,
        let behind = dateEnd(folded, at, end),
        words.organizationEndings.suffix(folded, before: at, stop) != nil, !hasMark(folded, stop, at)
      {
        out.append(stop)
        out.append(behind)
        var next = behind
        if next < end, folded[next] == CodeUnits.openBracket {
          while next < min(end, behind + 24), folded[next] != CodeUnits.closeBracket { next += 1 }
          if next < end, folded[next] == CodeUnits.closeBracket {
            next += 1
            out.append(next)
          }
        }
        headingCut(folded, next, end, &out)
        at = next
        continue
      }
      at += 1
    }
  }

  private func hasMark(_ folded: [UInt16], _ start: Int, _ end: Int) -> Bool {
    for at in start..<end where CodeUnits.endsSentence(folded[at]) || folded[at] == CodeUnits.comma { return true }
    return false
  }

  private func dateEnd(_ folded: [UInt16], _ start: Int, _ end: Int) -> Int? {
    guard let (year, y) = Numerals.arabic(folded, start, end), year >= 1949, year <= 2100, y < end,
      folded[y] == CodeUnits.year, let (_, m) = Numerals.arabic(folded, y + 1, end), m < end,
      folded[m] == CodeUnits.month, let (_, d) = Numerals.arabic(folded, m + 1, end), d < end,
      folded[d] == CodeUnits.day
    else { return nil }
    return d + 1
  }

  /// The title of a carried instrument stands before its first label.
  private func headingCut(_ folded: [UInt16], _ start: Int, _ end: Int, _ out: inout [Int]) {
    var at = start
    while at < min(end, start + 80) {
      if CodeUnits.endsSentence(folded[at]) { return }
      if at > start, SoftBreaks.isLabel(folded, at, end), folded[at] != CodeUnits.openBracket {
        out.append(at)
        return
      }
      at += 1
    }
  }

  /// The chapters of a table of contents, and the instrument's title that stands again behind it.
  private func contentsCuts(_ folded: [UInt16], _ start: Int, _ end: Int, _ out: inout [Int]) {
    guard let mark = contentsMark(folded, start, end) else { return }
    out.append(mark.start)
    out.append(mark.end)
    var at = mark.end
    var last = mark.end
    while at < end {
      if at - last > 80 || CodeUnits.endsSentence(folded[at]) { break }
      if folded[at] == CodeUnits.ordinal, SoftBreaks.isLabel(folded, at, end) {
        out.append(at)
        last = at
      }
      at += 1
    }
    // The title that stands before the table stands behind it once more.
    var title = mark.start
    while title > start, mark.start - title < 80, folded[title - 1] != CodeUnits.fullStop { title -= 1 }
    for length in stride(from: min(40, mark.start - title), through: 8, by: -1) {
      let key = folded[(mark.start - length)..<mark.start]
      var place = last
      while place + length < min(end, last + 160) {
        if folded[place..<(place + length)].elementsEqual(key) {
          out.append(place)
          out.append(place + length)
          return
        }
        place += 1
      }
    }
  }

  /// 目录, with or without a gap in it, before a label.
  private func contentsMark(_ folded: [UInt16], _ start: Int, _ end: Int) -> (start: Int, end: Int)? {
    var at = start
    let limit = min(end, start + 2000)
    while at + 1 < limit {
      if folded[at] == 0x76EE {  // 目
        var next = at + 1
        while next < limit, folded[next] == Folding.blank { next += 1 }
        if next < limit, folded[next] == 0x5F55 || folded[next] == 0x6B21, SoftBreaks.isLabel(folded, next + 1, end) {
          return (at, next + 1)
        }
      }
      at += 1
    }
    return nil
  }
}
