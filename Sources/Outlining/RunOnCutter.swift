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
    var labels = 0
    for at in start..<end where folded[at] == Folding.blank {
      blanks += 1
      if labels < 3, SoftBreaks.isLabel(folded, at + 1, end) { labels += 1 }
    }
    guard blanks * 60 <= end - start, labels < 3, !hasWideGaps(folded, start, end) else { return [] }
    var out: [Int] = []
    if isFirst { headCuts(folded, start, end, &out) }
    signatureCuts(folded, start, end, &out)
    contentsCuts(folded, start, end, &out)
    attachmentCuts(folded, start, end, &out)
    var ascending: [Int] = []
    for cut in out.sorted() where cut > start && cut < end && cut != ascending.last { ascending.append(cut) }
    return ascending
  }

  /// Where the text begins behind addressees on the same line: 各市民政局：根据…
  func addressCut(_ folded: [UInt16], _ start: Int, _ end: Int) -> Int? {
    var at = start
    while at < min(end, start + 160), folded[at] != CodeUnits.colon, folded[at] != CodeUnits.fullStop { at += 1 }
    guard at - start >= 3, end - at >= 12, folded[at] == CodeUnits.colon else { return nil }
    let body = start..<at
    guard words.preambles.first(folded, in: body) == nil, words.addressees.first(folded, in: body) != nil,
      words.organizationEndings.suffix(folded, before: at, start) != nil
        || words.addressees.suffix(folded, before: at, start) != nil
    else { return nil }
    var text = at + 1
    while text < end, folded[text] == Folding.blank { text += 1 }
    guard text < end, folded[text] == CodeUnits.openTitle || words.proseStarts.match(folded, at: text, end) != nil
    else { return nil }
    return text
  }

  /// Where the body begins that signs at the end of a line of text: …谅解。 某局 2023年1月20日
  func signatureCut(_ folded: [UInt16], _ start: Int, _ end: Int) -> Int? {
    guard end - start >= 40, folded[end - 1] == CodeUnits.day else { return nil }
    var date = max(start + 1, end - 16)
    while date < end - 7, CodeUnits.isDigit(folded[date - 1]) || dateEnd(folded, date, end) != end { date += 1 }
    guard date < end - 7 else { return nil }
    var last = date
    while last > start, folded[last - 1] == Folding.blank { last -= 1 }
    var first = last
    while first > start, last - first <= 30, folded[first - 1] != Folding.blank,
      !CodeUnits.endsSentence(folded[first - 1])
    {
      first -= 1
    }
    guard first > start + 20, last - first >= 3, last - first <= 30, !hasMark(folded, first, last),
      words.organizationEndings.suffix(folded, before: last, first) != nil
    else { return nil }
    return first
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
      if CodeUnits.opensYear(folded[at]), let behind = numberEnd(folded, at, end), !isCited(folded, start, at) {
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
        if from == start, let title = finishedTitle(folded, start, at) { out.append(title) }
        out.append(at + 1)
        return
      }
      at += 1
    }
  }

  /// Whether a bracket before the place is still open, as in a citation: （甲发〔2021〕88号）.
  private func isCited(_ folded: [UInt16], _ start: Int, _ open: Int) -> Bool {
    var at = open - 1
    while at >= start, open - at < 16 {
      if folded[at] == CodeUnits.openBracket { return true }
      if folded[at] == CodeUnits.closeBracket { return false }
      at -= 1
    }
    return false
  }

  /// Where a title that ends in 的 and its kind ends, before the addressees.
  private func finishedTitle(_ folded: [UInt16], _ start: Int, _ limit: Int) -> Int? {
    let possessive: UInt16 = 0x7684  // 的
    var at = limit
    while at > start + 8 {
      if let (length, _) = words.kinds.suffix(folded, before: at, start), folded[at - length - 1] == possessive {
        return at
      }
      at -= 1
    }
    return nil
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
    let possessive: UInt16 = 0x7684  // 的
    var best = open
    var at = open - 2
    while at > max(start + 4, open - 14) {
      if let (length, _) = words.kinds.suffix(folded, before: at, start) {
        if folded[at - length - 1] == possessive { return at }
        if best == open, length > 1 { best = at }
      }
      at -= 1
    }
    return best
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
        if let title = carriedEnd(folded, start, next, end) {
          out.append(title)
        } else {
          headingCut(folded, next, end, &out)
        }
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

  /// Where a title that was named in 《》 above ends, when it stands at the place; quotes may differ.
  private func carriedEnd(_ folded: [UInt16], _ start: Int, _ place: Int, _ end: Int) -> Int? {
    var open = start
    while open < min(place, start + 500) {
      guard folded[open] == CodeUnits.openTitle else {
        open += 1
        continue
      }
      var name = open + 1
      var at = place
      while name < place, at < end, folded[name] != CodeUnits.closeTitle, folded[name] == folded[at] {
        name += 1
        at += 1
      }
      if name < place, folded[name] == CodeUnits.closeTitle, at - place >= 5 { return at }
      open += 1
    }
    return nil
  }

  /// 附件： behind the last sentence.
  private func attachmentCuts(_ folded: [UInt16], _ start: Int, _ end: Int, _ out: inout [Int]) {
    var at = start + 1
    while at + 2 < end {
      if folded[at] == 0x9644, folded[at + 1] == 0x4EF6, folded[at + 2] == CodeUnits.colon,
        folded[at - 1] == CodeUnits.fullStop
      {
        out.append(at)
      }
      at += 1
    }
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
