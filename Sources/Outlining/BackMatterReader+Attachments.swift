import TextModel

/// The list under 附件：, and the heads of the attachments themselves.
extension BackMatterReader {
  /// The number behind 附件 at the beginning of a line: the place behind it; nil where the line does not begin so.
  func attachmentMark(_ range: Range<Int>) -> (number: String, end: Int)? {
    guard let (length, value) = words.attachments.match(flat.units, at: range.lowerBound, range.upperBound) else {
      return nil
    }
    if value == "list" {
      let mark = range.lowerBound + length
      guard mark < range.upperBound, flat.units[mark] == CodeUnits.colon else { return nil }
    }
    var end = range.lowerBound + length
    var number = ""
    if let (value, next) = names.number(end, range.upperBound), value < 100 {
      number = "\(value)"
      end = next
      // 附件2-1
      if end + 1 < range.upperBound, flat.units[end] == 0x2D,
        let (sub, behind) = Numerals.arabic(flat.units, end + 1, range.upperBound)
      {
        number += "-\(sub)"
        end = behind
      }
    }
    return (number, end)
  }

  /// A list of attachments or the head of one at this line, or of the instrument that the notice carries: the line
  /// behind it.
  func attachment(
    _ lines: [Line], _ start: Int, _ sawSentence: Bool, _ carried: [[UInt16]], _ result: inout Result,
    _ roles: inout [LineRole]
  ) -> Int? {
    let range = lines[start].flat
    guard sawSentence || result.sections.count > 1, let (number, mark) = attachmentMark(range) else { return nil }
    let rest = mark..<range.upperBound
    let hasColon = !rest.isEmpty && flat.units[mark] == CodeUnits.colon
    if rest.isEmpty || hasColon {
      if hasColon, let end = attachmentList(lines, start, mark + 1, number, &result, &roles) { return end }
      let title = mark + (hasColon ? 1 : 0)..<range.upperBound
      if number.isEmpty, let end = instrument(lines, start, annexedAs: title, carried, &result, &roles) { return end }
      guard !title.isEmpty else { return head(lines, start, number, titleFrom: nil, &result, &roles) }
      guard range.count <= 60, !CodeUnits.endsSentence(flat.units[range.upperBound - 1]) else { return nil }
      return head(lines, start, number, titleFrom: title.lowerBound, &result, &roles)
    }
    let isMarked = flat.units[mark] == CodeUnits.dot || flat.units[mark] == CodeUnits.ideographicComma
    let isGapped = flat.gaps[mark] != FlatText.noGap
    guard !number.isEmpty, isGapped || isMarked, range.count <= 60,
      !CodeUnits.endsSentence(flat.units[range.upperBound - 1])
    else { return nil }
    let from = isMarked ? mark + 1 : mark
    if result.sections.count == 1 || !result.attachments.isEmpty && roles[max(0, start - 1)] == .attachmentList,
      let end = attachmentList(lines, start, from, number, &result, &roles)
    {
      return end
    }
    return head(lines, start, number, titleFrom: from, &result, &roles)
  }

  /// The head of an attachment: 附件2 and the lines of its title.
  func head(
    _ lines: [Line], _ start: Int, _ number: String, titleFrom: Int?, _ result: inout Result, _ roles: inout [LineRole]
  ) -> Int? {
    guard let (_, mark) = attachmentMark(lines[start].flat) else { return nil }
    let name = names.printed(lines[start].flat.lowerBound..<mark)
    roles[start] = .attachmentHead
    result.sections.append(
      Section(
        kind: .attachment, firstLine: start, name: Self.halfWidth(name),
        span: flat.span(lines[start].flat.lowerBound..<mark)))
    result.lastContent = max(result.lastContent, start)
    var index = start + 1
    var taken = 0
    let reader = LabelReader(flat: flat, words: words)
    while titleFrom == nil || taken > 0 || index == start + 1, index < lines.count, taken < 4 {
      let line = lines[index]
      guard line.isText else {
        if case .aside = line.kind { index += 1 } else { break }
        continue
      }
      guard line.count <= 80, let last = line.flat.last, !CodeUnits.endsSentence(flat.units[last]), titleFrom == nil,
        line.tabs == 0
      else { break }
      if let reading = reader.read(line.flat.lowerBound, line.flat.upperBound)?.first, !reading.isWeak { break }
      roles[index] = .instrumentTitle
      taken += 1
      index += 1
      let isWhole =
        names.kind(of: Array(flat.units[line.flat])) != nil
        || words.forms.suffix(flat.units, before: line.flat.upperBound, line.flat.lowerBound) != nil
      if isWhole { break }
    }
    return taken > 0 ? index : start + 1
  }

  /// The titles listed behind 附件：; nil where what follows is no list but the attachment itself.
  func attachmentList(
    _ lines: [Line], _ start: Int, _ from: Int, _ firstNumber: String, _ result: inout Result,
    _ roles: inout [LineRole]
  ) -> Int? {
    var titles: [[Range<Int>]] = []
    var index = start
    var expected = 1
    var place = from
    let reader = LabelReader(flat: flat, words: words)
    var ends = start + 1
    /// Whether the titles of the list are named 附件1, 附件2.
    var isWholeList = false
    while index < lines.count, index - start < 80 {
      let line = lines[index]
      guard line.isText else {
        // A page's footer ends the list; a page number does not.
        if line.kind != .aside(.pageNumber), line.kind != .aside(.runningHead) { break }
        index += 1
        continue
      }
      if index > start {
        place = line.flat.lowerBound
        if let (number, _) = attachmentMark(line.flat), !number.isEmpty, Int(number) != expected { break }
        if signatureDate(line) != nil || isOrganization(line.flat) { break }
        if isColophon(line, isBehindSignature: true) { break }
        if words.attachments.match(flat.units, at: line.flat.lowerBound, line.flat.upperBound) != nil,
          line.count <= 6
        {
          break
        }
        if isSentence(line.flat) { break }
      }
      if let (number, mark) = attachmentMark(place..<line.flat.upperBound), Int(number) == expected,
        mark < line.flat.upperBound, index > start || mark > place,
        isWholeList || titles.isEmpty || !firstNumber.isEmpty
      {
        let isMarked = flat.units[mark] == CodeUnits.colon || flat.units[mark] == CodeUnits.ideographicComma
        titles.append([(isMarked ? mark + 1 : mark)..<line.flat.upperBound])
        isWholeList = true
        expected += 1
        index += 1
        ends = index
        continue
      }
      var items = listItems(place..<line.flat.upperBound, &expected, reader)
      if !items.isEmpty {
        titles += items.map { [$0] }
      } else if place < line.flat.upperBound {
        let rest = place..<line.flat.upperBound
        if titles.isEmpty {
          titles.append([rest])
          if !firstNumber.isEmpty { expected = 2 }
        } else if goesOn(lines, index, titles) {
          titles[titles.count - 1].append(rest)
        } else {
          break
        }
      } else if index > start {
        break
      }
      items.removeAll()
      index += 1
      ends = index
    }
    guard !titles.isEmpty, isListEnd(lines, ends, titles) else { return nil }
    for line in start..<ends where lines[line].isText { roles[line] = .attachmentList }
    for name in titles.map({ title($0) }) where !name.isEmpty && !result.attachments.contains(name) {
      result.attachments.append(name)
    }
    result.lastContent = max(result.lastContent, ends - 1)
    return ends
  }

  /// The numbered titles in a piece of a line, cut where the next number follows a gap.
  func listItems(_ range: Range<Int>, _ expected: inout Int, _ reader: LabelReader) -> [Range<Int>] {
    var starts: [(at: Int, end: Int)] = []
    var at = range.lowerBound
    while at < range.upperBound {
      if at == range.lowerBound || flat.gaps[at] != FlatText.noGap || CodeUnits.endsSentence(flat.units[at - 1]),
        let readings = reader.read(at, range.upperBound)
      {
        let reading = [readings.first, readings.second].compactMap { $0 }.first {
          $0.style == .arabic || $0.style == .arabicComma
        }
        if let reading, reading.value == expected {
          starts.append((at, reading.end))
          expected += 1
          at = reading.end
          continue
        }
      }
      at += 1
    }
    guard let first = starts.first, first.at == range.lowerBound else {
      expected -= starts.count
      return []
    }
    var out: [Range<Int>] = []
    for (index, start) in starts.enumerated() {
      let end = index + 1 < starts.count ? starts[index + 1].at : range.upperBound
      if start.end < end { out.append(start.end..<end) }
    }
    return out
  }

  /// Whether a line goes on with the last title of the list: the title was wrapped.
  func goesOn(_ lines: [Line], _ index: Int, _ titles: [[Range<Int>]]) -> Bool {
    let line = lines[index]
    guard let last = titles.last?.last, last.count >= 8, line.count <= 60 else { return false }
    if lines[index].blanksBefore > 1 || line.heading > 0 { return false }
    let title = titles.last.map { names.joined($0) } ?? []
    if let end = title.last, CodeUnits.isLatin(end) { return false }
    var open = 0
    for unit in title {
      if unit == CodeUnits.openTitle || unit == CodeUnits.openBracket { open += 1 }
      if unit == CodeUnits.closeTitle || unit == CodeUnits.closeBracket { open -= 1 }
    }
    if open > 0 { return true }
    let isWhole = names.kind(of: title) != nil || words.forms.suffix(title, before: title.count, 0) != nil
    return !isWhole
  }

  /// Whether what follows a list shows that it was one, and not the head of the attachment itself.
  func isListEnd(_ lines: [Line], _ end: Int, _ titles: [[Range<Int>]]) -> Bool {
    var next = end
    while next < lines.count, !lines[next].isText { next += 1 }
    guard next < lines.count else { return true }
    let range = lines[next].flat
    if signatureDate(lines[next]) != nil || isOrganization(range) { return true }
    if attachmentMark(range) != nil { return true }
    if isColophon(lines[next], isBehindSignature: true) { return true }
    if titles.count > 1 { return true }
    if lines[next].heading > 0 { return false }
    // The attachment follows at once: its first label, its title once more, or its first sentence.
    if isContent(lines[next]) { return false }
    return true
  }

  func isSentence(_ range: Range<Int>) -> Bool {
    guard let last = range.last else { return false }
    return flat.units[last] == CodeUnits.fullStop && range.count > 30
  }

  func title(_ ranges: [Range<Int>]) -> String {
    var name = names.printed(ranges)
    while let last = name.last, last == "。" || last == "；" || last == ";" || last == "." { name.removeLast() }
    for ending in [".doc", ".docx", ".pdf", ".xls", ".xlsx", ".wps", ".zip", ".rar", ".et"]
    where name.hasSuffix(ending) {
      name.removeLast(ending.count)
    }
    let all = names.joined(ranges)
    if let last = all.last, last == CodeUnits.closeBracket, let open = all.lastIndex(of: CodeUnits.openBracket),
      words.furnitureLines.whole(all, (open + 1)..<(all.count - 1)) != nil
    {
      name.removeLast(name.unicodeScalars.count - name.unicodeScalars.prefix(open).count)
    }
    if name.hasPrefix("《"), name.hasSuffix("》"), name.filter({ $0 == "《" }).count == 1 {
      name = String(name.dropFirst().dropLast())
    }
    return name
  }

  /// Full-width digits to half width.
  static func halfWidth(_ name: String) -> String {
    var out = String.UnicodeScalarView()
    for scalar in name.unicodeScalars {
      let isFull = scalar.value >= 0xFF01 && scalar.value <= 0xFF5E
      out.append(isFull ? Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar : scalar)
    }
    return String(out)
  }
}
