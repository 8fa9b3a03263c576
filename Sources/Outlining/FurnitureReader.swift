import TextModel

/// Sets aside what a page or a printer put around the notice. Structure first, words second.
struct FurnitureReader {
  let flat: FlatText
  let words: OutlineWords

  /// Marks the lines that are furniture wherever they stand.
  func mark(_ lines: inout [Line]) {
    var isBeforeBody = true
    let lastSentence = lines.lastIndex { $0.isText && isSentence($0) } ?? -1
    for index in lines.indices where lines[index].isText {
      if isBeforeBody, isSentence(lines[index]) { isBeforeBody = false }
      guard let reason = reason(of: lines[index]), reason != .pageData || isBeforeBody,
        index > lastSentence || isBeforeBody || !isPageEnd(lines[index])
      else { continue }
      lines[index].kind = .aside(reason)
    }
    markValues(&lines)
    markFragmentedDates(&lines)
    markLoneNumbers(&lines)
    markGluedNumbers(&lines)
    markRepeats(&lines)
  }

  /// Why the line by itself is no part of the notice; nil where it may be.
  private func reason(of line: Line) -> AsideReason? {
    let range = line.flat
    guard !range.isEmpty else { return nil }
    if isPageNumber(range) { return .pageNumber }
    if isPrintTime(range) { return .runningHead }
    if isAddress(range) { return .runningHead }
    if isDateTime(range) || isDateLine(range) { return .pageData }
    if line.linked > 0, line.linked * 10 >= line.count * 6, !isListed(range) { return .navigation }
    if range.count == 1, !line.startsWithTab, !CodeUnits.isHan(flat.units[range.lowerBound]),
      !CodeUnits.isDigit(flat.units[range.lowerBound])
    {
      return .navigation
    }
    if range.count <= 20, let value = words.furnitureLines.whole(flat.units, trimmed(range)) {
      return AsideReason(rawValue: value) ?? .navigation
    }
    var first = range.lowerBound
    while first < range.upperBound - 1, flat.units[first] == 0x7C { first += 1 }  // |
    if let (length, value) = words.furnitureHeads.match(flat.units, at: first, range.upperBound),
      range.count <= 200, isHead(range, length)
    {
      return AsideReason(rawValue: value) ?? (value == Self.pageEnd ? .footer : .pageData)
    }
    if range.count >= 15, isForeign(range) { return .navigation }
    if range.count <= 120, !line.isCut, let found = words.furnitureParts.first(flat.units, in: range) {
      return AsideReason(rawValue: found.value) ?? .footer
    }
    return nil
  }

  /// The value of what is furniture only where no text of the notice follows: 主办单位 of a page, not of a contest.
  private static let pageEnd = "page-end"

  private func isPageEnd(_ line: Line) -> Bool {
    words.furnitureHeads.match(flat.units, at: line.flat.lowerBound, line.flat.upperBound)?.value == Self.pageEnd
  }

  /// Whether a label or 附件 stands at the beginning: the links of a list belong to the notice.
  private func isListed(_ range: Range<Int>) -> Bool {
    if words.attachments.match(flat.units, at: range.lowerBound, range.upperBound) != nil { return true }
    guard let reading = LabelReader(flat: flat, words: words).read(range.lowerBound, range.upperBound)?.first else {
      return false
    }
    return reading.style != .bare && !reading.isWeak
  }

  /// Whether the line shows that the notice's own text has begun: a sentence, or a label at its beginning.
  private func isSentence(_ line: Line) -> Bool {
    if line.count >= 12, flat.first(CodeUnits.fullStop, in: line.flat) != nil { return true }
    guard line.count >= 4,
      let reading = LabelReader(flat: flat, words: words).read(line.flat.lowerBound, line.flat.upperBound)?.first
    else { return false }
    return !reading.isWeak && reading.style.rank <= LabelStyle.hanBracket.rank && reading.style != .bare
  }

  /// A word that opens a furniture line must not open a sentence.
  private func isHead(_ range: Range<Int>, _ length: Int) -> Bool {
    let last = flat.units[range.upperBound - 1]
    return last != CodeUnits.fullStop && last != CodeUnits.semicolon
  }

  /// The range without marks at either end: brackets and dots around 返回首页.
  private func trimmed(_ range: Range<Int>) -> Range<Int> {
    var low = range.lowerBound
    var high = range.upperBound
    func isMark(_ u: UInt16) -> Bool { !CodeUnits.isHan(u) && !CodeUnits.isDigit(u) && !CodeUnits.isLatin(u) }
    while low < high, isMark(flat.units[low]) { low += 1 }
    while high > low, isMark(flat.units[high - 1]) { high -= 1 }
    return low < high ? low..<high : range
  }

  private func isDash(_ u: UInt16) -> Bool {
    u == 0x2D || u == 0x2014 || u == 0x2013 || u == 0x2015 || u == 0x2500 || u == 0x3D || u == 0xB7 || u == 0x2212
  }

  /// `— 2 —`, `-3-`, `1/3`, `第2页`, `第2页 共5页`, `PAGE 2`.
  private func isPageNumber(_ range: Range<Int>) -> Bool {
    guard range.count <= 24 else { return false }
    let units = flat.units
    var at = range.lowerBound
    var dashes = 0
    while at < range.upperBound, isDash(units[at]) || (units[at] == 0x4E00 && range.count <= 6 && range.count > 2) {
      at += 1
      dashes += 1
    }
    if units[at..<range.upperBound].starts(with: [0x50, 0x41, 0x47, 0x45]) {  // PAGE
      at += 4
      while at < range.upperBound, !CodeUnits.isDigit(units[at]), units[at] < 0x80 { at += 1 }
      if at == range.upperBound { return true }
      dashes += 1
    }
    let isNamed = at < range.upperBound && units[at] == CodeUnits.ordinal
    if isNamed { at += 1 }
    guard let (_, next) = Numerals.arabic(units, at, range.upperBound), next - at <= 4 else { return false }
    at = next
    if isNamed {
      guard at < range.upperBound, units[at] == 0x9875 else { return false }  // 页
      return true
    }
    if at < range.upperBound, units[at] == 0x2F, let (_, last) = Numerals.arabic(units, at + 1, range.upperBound) {
      return last == range.upperBound && last - at <= 4
    }
    while at < range.upperBound, isDash(units[at]) || units[at] == 0x4E00 {
      at += 1
      dashes += 1
    }
    return dashes > 0 && at == range.upperBound
  }

  /// `2026/7/15 12:50`: the time of printing.
  private func isPrintTime(_ range: Range<Int>) -> Bool {
    guard range.count >= 12, range.count <= 22 else { return false }
    var slashes = 0
    var colons = 0
    for u in flat.units[range] {
      if u == 0x2F {
        slashes += 1
      } else if u == CodeUnits.colon {
        colons += 1
      } else if !CodeUnits.isDigit(u) {
        return false
      }
    }
    return slashes == 2 && colons >= 1
  }

  /// `2026-02-14 11:30:30` and `2022-11-16` on a line of their own.
  private func isDateTime(_ range: Range<Int>) -> Bool {
    guard range.count >= 8, range.count <= 19 else { return false }
    var dashes = 0
    for u in flat.units[range] {
      if u == 0x2D { dashes += 1 } else if u != CodeUnits.colon, !CodeUnits.isDigit(u) { return false }
    }
    return dashes == 2
  }

  /// `2022-11-16 09:30 来源：…`: when and whence, with the words of a page behind the time.
  private func isDateLine(_ range: Range<Int>) -> Bool {
    var end = range.lowerBound
    while end < range.upperBound, end - range.lowerBound < 19 {
      let u = flat.units[end]
      guard CodeUnits.isDigit(u) || u == 0x2D || u == 0x2F || u == CodeUnits.colon else { break }
      end += 1
    }
    guard range.count <= 200, end < range.upperBound, end - range.lowerBound >= 8,
      let last = flat.units[range].last, last != CodeUnits.fullStop, last != CodeUnits.semicolon,
      isDateTime(range.lowerBound..<end)
    else { return false }
    let data = AsideReason.pageData.rawValue
    if words.furnitureHeads.match(flat.units, at: end, range.upperBound)?.value == data { return true }
    // 2021-04-03 管理员 阅读 556
    return range.count <= 60 && last != CodeUnits.comma
      && (words.furnitureHeads.first(flat.units, in: end..<range.upperBound)?.value == data
        || words.furnitureParts.first(flat.units, in: end..<range.upperBound)?.value == data)
  }

  /// A web address on a line of its own.
  private func isAddress(_ range: Range<Int>) -> Bool {
    let units = flat.units
    guard range.count >= 10, units[range].starts(with: [0x68, 0x74, 0x74, 0x70]) else { return false }
    return !units[range].contains { $0 >= 0x2E80 }
  }

  /// A line of Latin letters with no Chinese character in it: a name or an address below or above a page.
  private func isForeign(_ range: Range<Int>) -> Bool {
    var letters = 0
    for unit in flat.units[range] {
      if unit >= 0x2E80 { return false }
      if CodeUnits.isLatin(unit) { letters += 1 }
    }
    return letters * 3 >= range.count * 2
  }

  /// What a page says of itself below the name of it: 发文日期： above 2024年04月06日. A title is not taken.
  private func markValues(_ lines: inout [Line]) {
    var previous: Int?
    for index in lines.indices.prefix(200) {
      defer { if !lines[index].flat.isEmpty { previous = index } }
      guard lines[index].isText, lines[index].count <= 40, let above = previous,
        lines[above].kind == .aside(.pageData), lines[above].count <= 8, let last = lines[above].flat.last,
        flat.units[last] == CodeUnits.colon, let end = lines[index].flat.last,
        !CodeUnits.endsSentence(flat.units[end])
      else { continue }
      let range = lines[index].flat
      guard words.kinds.suffix(flat.units, before: range.upperBound, range.lowerBound) == nil else { continue }
      lines[index].kind = .aside(.pageData)
    }
  }

  /// `年 月30日 09:50` with `2022 06` on the next line: a browser printed two fonts apart.
  private func markFragmentedDates(_ lines: inout [Line]) {
    for index in lines.indices where lines[index].isText {
      let range = lines[index].flat
      guard range.count >= 3, range.count <= 14, flat.units[range.lowerBound] == CodeUnits.year,
        flat.units[range.lowerBound + 1] == CodeUnits.month
      else { continue }
      lines[index].kind = .aside(.pageData)
      if index + 1 < lines.count, lines[index + 1].isText, lines[index + 1].count <= 8,
        flat.units[lines[index + 1].flat].allSatisfy(CodeUnits.isDigit)
      {
        lines[index + 1].kind = .aside(.pageData)
      }
    }
  }

  /// Bare numbers on lines of their own that count up page by page; one among cells is the number of a row.
  private func markLoneNumbers(_ lines: inout [Line]) {
    var places: [Int] = []
    var next = 1
    for index in lines.indices where lines[index].isText && lines[index].count <= 3 && lines[index].tabs == 0 {
      if lines[index].startsWithTab, index + 1 < lines.count, lines[index + 1].startsWithTab { continue }
      guard let (value, end) = Numerals.arabic(flat.units, lines[index].flat.lowerBound, lines[index].flat.upperBound),
        end == lines[index].flat.upperBound, value == next, index - (places.last ?? -9) >= 9
      else { continue }
      places.append(index)
      next += 1
    }
    guard places.count >= 2 else { return }
    for index in places { lines[index].kind = .aside(.pageNumber) }
  }

  /// Page numbers glued to the beginning of a line, `-15-` or a bare 15: they are cut off and the line goes on.
  private func markGluedNumbers(_ lines: inout [Line]) {
    var found = gluedNumbers(lines, dashed: true)
    if found.count < 2 {
      found = gluedNumbers(lines, dashed: false)
      guard found.count >= 4, let last = found.last, (lines.count - last.line) * 2 <= lines.count else { return }
    }
    var out: [Line] = []
    out.reserveCapacity(lines.count + found.count)
    var cut = 0
    for index in lines.indices {
      guard cut < found.count, found[cut].line == index else {
        out.append(lines[index])
        continue
      }
      let range = lines[index].flat
      let split = range.lowerBound + found[cut].length
      var number = lines[index]
      number.flat = range.lowerBound..<split
      number.end = Int(flat.offsets[split - 1]) + 1
      number.kind = .aside(.pageNumber)
      var rest = lines[index]
      rest.flat = split..<range.upperBound
      rest.start = Int(flat.offsets[split])
      rest.blanksBefore = 0
      rest.width -= found[cut].length
      out.append(number)
      out.append(rest)
      cut += 1
    }
    lines = out
  }

  /// The lines that begin with the numbers of pages, in sequence, and how long the numbers are.
  private func gluedNumbers(_ lines: [Line], dashed: Bool) -> [(line: Int, length: Int)] {
    var found: [(line: Int, length: Int)] = []
    var next = 1
    for index in lines.indices where lines[index].isText && lines[index].count >= 4 {
      let range = lines[index].flat
      let start = dashed ? range.lowerBound + 1 : range.lowerBound
      guard !dashed || isDash(flat.units[range.lowerBound]),
        let (value, end) = Numerals.arabic(flat.units, start, range.upperBound), end < range.upperBound,
        value >= next, value <= next + 2
      else { continue }
      let follows = flat.units[end]
      if dashed {
        guard isDash(follows) else { continue }
      } else {
        guard flat.gaps[end] == FlatText.noGap, lines[index].tabs == 0, isTextBehindNumber(follows),
          index - (found.last?.line ?? -12) >= 12 * (value - next + 1) || (next == 2 && value == 2)
        else { continue }
      }
      found.append((index, (dashed ? end + 1 : end) - range.lowerBound))
      next = value + 1
    }
    return found
  }

  /// Whether a character behind a bare number shows that the number counts nothing: no unit, no mark.
  private func isTextBehindNumber(_ unit: UInt16) -> Bool {
    guard CodeUnits.isHan(unit) || unit == CodeUnits.openBracket else { return false }
    return words.countedUnits.match([unit], at: 0, 1) == nil
  }

  /// Lines that a printer repeats on each page: the same words, next to a page number, an address or a time.
  private func markRepeats(_ lines: inout [Line]) {
    var seen: [UInt64: [Int]] = [:]
    for index in lines.indices where lines[index].isText && lines[index].count >= 6 && lines[index].count <= 120 {
      guard let last = lines[index].flat.last, !CodeUnits.endsSentence(flat.units[last]) else { continue }
      var hash: UInt64 = 0xcbf2_9ce4_8422_2325
      for unit in flat.units[lines[index].flat] { hash = (hash ^ UInt64(unit)) &* 0x0100_0000_01b3 }
      seen[hash, default: []].append(index)
    }
    // In the order of the text: what is marked first is a mark for the others.
    for places in seen.values.filter({ $0.count >= 2 }).sorted(by: { $0[0] < $1[0] }) {
      let byMark = places.filter { isBesidePageMark($0, lines) }
      guard byMark.count >= 2 else { continue }
      for index in byMark { lines[index].kind = .aside(.runningHead) }
    }
  }

  private func isBesidePageMark(_ index: Int, _ lines: [Line]) -> Bool {
    for other in [index - 2, index - 1, index + 1, index + 2] where other >= 0 && other < lines.count {
      switch lines[other].kind {
      case .aside(.pageNumber), .aside(.runningHead): return true
      default: continue
      }
    }
    return false
  }

  /// Sets aside what stands behind the last line of the notice where a page's footer stands there too.
  ///
  /// `keepsMiddle`: lines between the two may belong to an attachment and stay.
  func markTail(_ lines: inout [Line], _ roles: [LineRole], lastContent: Int, keepsMiddle: Bool) {
    guard lastContent + 1 < lines.count,
      let first = (lastContent + 1..<lines.count).first(where: { isFooter(lines[$0]) })
    else { return }
    for index in (lastContent + 1)..<lines.count where lines[index].isText && roles[index] == .body {
      if index > first {
        lines[index].kind = .aside(.footer)
      } else if !keepsMiddle, words.colophons.first(flat.units, in: lines[index].flat) == nil {
        // （联系人：某某，电话：……） below the date is the notice's own.
        lines[index].kind = .aside(.navigation)
      }
    }
  }

  private func isFooter(_ line: Line) -> Bool {
    switch line.kind {
    case .aside(.footer), .aside(.navigation), .aside(.shareBar): true
    default: false
    }
  }
}
