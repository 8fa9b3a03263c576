import TextModel

/// Reads what stands behind the notice's text: signature and date, the list of attachments, what follows it, and where
/// a carried instrument and each attachment begin.
struct BackMatterReader {
  let names: NameReader
  private var flat: FlatText { names.flat }
  private var words: OutlineWords { names.words }

  /// What was read.
  struct Result {
    /// The parts of the text, in its order; the first is the notice itself.
    var sections: [Section] = []
    /// The lines of the first signature, and the date.
    var signature: [Int] = []
    var date: String?
    /// The date of printing: …办公室 2013年12月17日印发
    var printingDate: String?
    var attachments: [String] = []
    var carriedTitle: String?
    var carriedKind: String?
    /// The last line that belongs to the notice.
    var lastContent = 0
  }

  init(names: NameReader) { self.names = names }

  /// Reads everything from the notice's text on.
  func read(
    _ lines: [Line], roles: inout [LineRole], from bodyStart: Int, front: FrontMatterReader.Result
  ) -> Result {
    var result = Result()
    result.sections = [Section(kind: .notice, firstLine: 0, name: "", span: Span(0, 0))]
    let carried = carriedTitles(lines, from: bodyStart, front: front)
    var index = bodyStart
    var sawSentence = false
    var isBehindSignature = false
    var isBehindFooter = false
    while index < lines.count {
      let line = lines[index]
      guard line.isText, roles[index] == .body else {
        if case .table = line.kind { result.lastContent = index }
        if line.kind == .aside(.footer), sawSentence { isBehindFooter = true }
        index += 1
        continue
      }
      if let end = instrument(lines, index, carried, &result, &roles) {
        index = end
        isBehindSignature = false
        continue
      }
      if let end = attachment(lines, index, sawSentence, &result, &roles) {
        index = end
        isBehindSignature = result.sections.last?.kind != .attachment && isBehindSignature
        continue
      }
      if sawSentence, let date = signatureDate(line) {
        takeSignature(lines, index, date, &result, &roles)
        isBehindSignature = true
        result.lastContent = index
        index += 1
        continue
      }
      if sawSentence, isColophon(line, isBehindSignature: isBehindSignature && isBelowSignature(index, lines, roles)) {
        roles[index] = .colophon
        if result.printingDate == nil { result.printingDate = printingDate(line) }
        result.lastContent = index
        index += 1
        continue
      }
      if isBehindSignature, isBelowSignature(index, lines, roles),
        let end = unnamedInstrument(lines, index, front, &result, &roles)
      {
        index = end
        isBehindSignature = false
        continue
      }
      // Below a page's footer only what is labelled belongs to the notice: pages repeat their text there.
      if isContent(line), !isBehindFooter || startsWithLabel(line.flat) {
        result.lastContent = index
        sawSentence = true
      }
      index += 1
    }
    return result
  }

  /// Whether the line is one of those behind a signature: contacts, who may read it, to whom copies go.
  private func isColophon(_ line: Line, isBehindSignature: Bool) -> Bool {
    if let (_, value) = words.colophons.match(flat.units, at: opening(line.flat), line.flat.upperBound) {
      return value == "anywhere" ? line.count <= 200 : isBehindSignature
    }
    return printingDate(line) != nil
  }

  /// The date of a line such as 办公室 2013年12月17日印发.
  private func printingDate(_ line: Line) -> String? {
    guard line.count <= 60, line.count >= 10, let last = line.flat.last, flat.units[last] == 0x53D1,
      flat.units[last - 1] == 0x5370
    else { return nil }
    return names.date(in: line.flat)?.iso
  }

  /// Whether the next line of text above is a signature or a colophon.
  private func isBelowSignature(_ index: Int, _ lines: [Line], _ roles: [LineRole]) -> Bool {
    var above = index - 1
    while above >= 0, !lines[above].isText { above -= 1 }
    return above >= 0 && (roles[above] == .signature || roles[above] == .colophon)
  }

  /// The first character of a line behind an opening bracket.
  private func opening(_ range: Range<Int>) -> Int {
    guard let first = range.first else { return range.lowerBound }
    return flat.units[first] == CodeUnits.openBracket && range.count > 1 ? first + 1 : first
  }

  /// Whether the line says something: a sentence, a label, or much text.
  private func isContent(_ line: Line) -> Bool {
    guard let last = line.flat.last else { return false }
    if line.count >= 40 || CodeUnits.endsSentence(flat.units[last]) { return true }
    guard line.count >= 4 else { return false }
    return startsWithLabel(line.flat)
  }

  private func startsWithLabel(_ range: Range<Int>) -> Bool {
    let reader = LabelReader(flat: flat, words: words)
    guard let reading = reader.read(range.lowerBound, range.upperBound)?.first else { return false }
    return !reading.isWeak && reading.style != .bare
  }

  // MARK: Carried instruments

  /// What a carried instrument may be called: from the title of the notice, and from its first sentences.
  private func carriedTitles(_ lines: [Line], from bodyStart: Int, front: FrontMatterReader.Result) -> [[UInt16]] {
    var out: [[UInt16]] = []
    let title = names.joined(front.title)
    if let carried = Self.carried(in: title, words) { out.append(key(Array(title[carried]))) }
    var index = bodyStart
    var seen = 0
    while index < lines.count, seen < 600, index < bodyStart + 40 {
      defer { index += 1 }
      guard lines[index].isText else { continue }
      seen += lines[index].count
    }
    guard index > bodyStart, bodyStart < lines.count else { return out.filter { $0.count >= 4 } }
    let low = lines[bodyStart].flat.lowerBound
    let high = min(lines[index - 1].flat.upperBound, low + 800)
    guard words.carryings.first(flat.units, in: low..<max(low, high)) != nil else {
      return out.filter { $0.count >= 4 }
    }
    var at = low
    var taken = 0
    while at < high, taken < 4 {
      guard flat.units[at] == CodeUnits.openTitle, let close = closing(at, high) else {
        at += 1
        continue
      }
      out.append(key(Array(flat.units[(at + 1)..<close])))
      taken += 1
      at = close
    }
    return out.filter { $0.count >= 4 }
  }

  /// The bracket that closes the title opened at `open`.
  private func closing(_ open: Int, _ limit: Int) -> Int? {
    var depth = 0
    var at = open
    while at < limit, at - open < 120 {
      if flat.units[at] == CodeUnits.openTitle { depth += 1 }
      if flat.units[at] == CodeUnits.closeTitle {
        depth -= 1
        if depth == 0 { return at }
      }
      at += 1
    }
    return nil
  }

  /// Where a notice's title names the instrument that it carries: 关于印发《…》的通知, 印发…办法的通知.
  static func carried(in title: [UInt16], _ words: OutlineWords) -> Range<Int>? {
    guard let verb = words.carryings.first(title, in: 0..<title.count) else { return nil }
    var from = verb.start + verb.length
    // 修订印发, 转发…印发: the last of the verbs that follow one another.
    while let next = words.carryings.match(title, at: from, title.count) { from += next.length }
    var end = title.count
    let possessive: UInt16 = 0x7684  // 的
    var at = title.count - 1
    while at > from {
      if title[at] == possessive, title.count - at <= 8 {
        end = at
        break
      }
      at -= 1
    }
    guard end > from else { return nil }
    if title[from] == CodeUnits.openTitle, end - from > 2 {
      var close = end - 1
      while close > from, title[close] != CodeUnits.closeTitle { close -= 1 }
      if close > from { return (from + 1)..<close }
    }
    return from..<end
  }

  /// A title in the form that two printings of it are compared in: without quotes, title marks and brackets' width.
  private func key(_ units: [UInt16]) -> [UInt16] {
    units.filter { $0 != CodeUnits.openTitle && $0 != CodeUnits.closeTitle && !isQuote($0) }
  }

  private func isQuote(_ u: UInt16) -> Bool {
    u == 0x201C || u == 0x201D || u == 0x22 || u == 0x2018 || u == 0x2019 || u == 0x27 || u == 0x3C || u == 0x3E
      || u == 0x3008 || u == 0x3009
  }

  /// A carried instrument whose title is printed from this line on: the line behind the title.
  private func instrument(
    _ lines: [Line], _ start: Int, _ carried: [[UInt16]], _ result: inout Result, _ roles: inout [LineRole]
  ) -> Int? {
    guard !carried.isEmpty, lines[start].count <= 80, mayBegin(lines[start].flat, carried) else { return nil }
    var joined: [UInt16] = []
    var ranges: [Range<Int>] = []
    var index = start
    while index < lines.count, index - start < 8, joined.count < 160 {
      guard lines[index].isText else {
        index += 1
        continue
      }
      ranges.append(lines[index].flat)
      joined += key(Array(flat.units[lines[index].flat]))
      guard carried.contains(where: { isPrefix(joined, of: $0) }) else { return nil }
      index += 1
      if carried.contains(where: { isSame($0, joined) }) {
        // （试行） on the next line belongs to the title.
        if index < lines.count, lines[index].isText, lines[index].count <= 8,
          flat.units[lines[index].flat.lowerBound] == CodeUnits.openBracket
        {
          ranges.append(lines[index].flat)
          index += 1
        }
        take(.carried, ranges, lines, start..<index, &result, &roles)
        return index
      }
    }
    return nil
  }

  /// Whether one of the titles, with or without 关于, begins as the line does.
  private func mayBegin(_ range: Range<Int>, _ carried: [[UInt16]]) -> Bool {
    var first = range.lowerBound
    while first < range.upperBound, flat.units[first] == CodeUnits.openTitle || isQuote(flat.units[first]) {
      first += 1
    }
    guard first < range.upperBound else { return false }
    let unit = flat.units[first]
    return unit == 0x5173 || carried.contains { $0.first == unit }
  }

  private func isPrefix(_ part: [UInt16], of whole: [UInt16]) -> Bool {
    whole.starts(with: part) || withAbout(whole).starts(with: part) || isSame(whole, part)
  }

  private func isSame(_ carried: [UInt16], _ printed: [UInt16]) -> Bool {
    if carried == printed || withAbout(carried) == printed { return true }
    // A bracket behind the title, such as （试行）, may stand in one printing only.
    let (short, long) = carried.count < printed.count ? (carried, printed) : (printed, carried)
    guard long.starts(with: short), short.count >= 6, long.count - short.count <= 12 else { return false }
    return long[short.count] == CodeUnits.openBracket && long.last == CodeUnits.closeBracket
  }

  /// 关于 before the title, where the notice's title leaves it out.
  private func withAbout(_ title: [UInt16]) -> [UInt16] { [0x5173, 0x4E8E] + title }

  /// Lines behind the signature that are a whole title though no sentence has named it.
  private func unnamedInstrument(
    _ lines: [Line], _ start: Int, _ front: FrontMatterReader.Result, _ result: inout Result,
    _ roles: inout [LineRole]
  ) -> Int? {
    var joined: [UInt16] = []
    var ranges: [Range<Int>] = []
    var index = start
    while index < lines.count, ranges.count < 4 {
      guard lines[index].isText, lines[index].count <= 50, let last = lines[index].flat.last,
        !CodeUnits.endsSentence(flat.units[last]), !startsWithLabel(lines[index].flat)
      else { return nil }
      ranges.append(lines[index].flat)
      joined += flat.units[lines[index].flat]
      index += 1
      guard joined.count >= 6, names.kind(of: joined) != nil else { continue }
      guard beginsText(lines, index) else { return nil }
      take(.carried, ranges, lines, start..<index, &result, &roles)
      return index
    }
    return nil
  }

  /// Whether a label or a sentence stands in the next line of text.
  private func beginsText(_ lines: [Line], _ start: Int) -> Bool {
    var next = start
    while next < lines.count, !lines[next].isText { next += 1 }
    return next < lines.count && (isContent(lines[next]) || lines[next].count >= 18)
  }

  private func take(
    _ kind: Section.Kind, _ ranges: [Range<Int>], _ lines: [Line], _ place: Range<Int>, _ result: inout Result,
    _ roles: inout [LineRole]
  ) {
    var name = names.printed(ranges)
    if name.hasPrefix("《"), name.hasSuffix("》") { name = String(name.dropFirst().dropLast()) }
    for index in place where lines[index].isText { roles[index] = .instrumentTitle }
    guard let first = ranges.first, let last = ranges.last else { return }
    result.sections.append(
      Section(
        kind: kind, firstLine: place.lowerBound, name: name, span: flat.span(first.lowerBound..<last.upperBound)))
    if result.carriedTitle == nil {
      result.carriedTitle = name
      result.carriedKind = names.kind(of: names.joined(ranges))
    }
    result.lastContent = max(result.lastContent, place.upperBound - 1)
  }

  // MARK: Attachments

  /// The number behind 附件 at the beginning of a line: the place behind it; nil where the line does not begin so.
  private func attachmentMark(_ range: Range<Int>) -> (number: String, end: Int)? {
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

  /// A list of attachments or the head of one at this line: the line behind it.
  private func attachment(
    _ lines: [Line], _ start: Int, _ sawSentence: Bool, _ result: inout Result, _ roles: inout [LineRole]
  ) -> Int? {
    let range = lines[start].flat
    guard sawSentence || result.sections.count > 1, let (number, mark) = attachmentMark(range) else { return nil }
    let rest = mark..<range.upperBound
    let hasColon = !rest.isEmpty && flat.units[mark] == CodeUnits.colon
    if rest.isEmpty || (hasColon && rest.count == 1) {
      if hasColon, let end = attachmentList(lines, start, mark + 1, number, &result, &roles) { return end }
      return head(lines, start, number, titleFrom: nil, &result, &roles)
    }
    if hasColon {
      if let end = attachmentList(lines, start, mark + 1, number, &result, &roles) { return end }
      guard range.count <= 60, !CodeUnits.endsSentence(flat.units[range.upperBound - 1]) else { return nil }
      return head(lines, start, number, titleFrom: mark + 1, &result, &roles)
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
  private func head(
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
  private func attachmentList(
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
        if case .table = line.kind { break }
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
  private func listItems(_ range: Range<Int>, _ expected: inout Int, _ reader: LabelReader) -> [Range<Int>] {
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
  private func goesOn(_ lines: [Line], _ index: Int, _ titles: [[Range<Int>]]) -> Bool {
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
  private func isListEnd(_ lines: [Line], _ end: Int, _ titles: [[Range<Int>]]) -> Bool {
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

  private func isSentence(_ range: Range<Int>) -> Bool {
    guard let last = range.last else { return false }
    return flat.units[last] == CodeUnits.fullStop && range.count > 30
  }

  private func title(_ ranges: [Range<Int>]) -> String {
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

  // MARK: Signature

  /// The date of a line that is a date, or a body and a date: the ISO form and what stands before it.
  func signatureDate(_ line: Line) -> (iso: String, body: Range<Int>)? {
    let range = line.flat
    guard range.count >= 8, range.count <= 60, let found = names.date(in: range) else { return nil }
    guard flat.units[found.range.upperBound - 1] == CodeUnits.day else { return nil }
    let behind = found.range.upperBound..<range.upperBound
    guard behind.isEmpty || flat.units[behind.lowerBound] == CodeUnits.openBracket else { return nil }
    let before = range.lowerBound..<found.range.lowerBound
    guard before.isEmpty || isOrganization(before) else { return nil }
    return (found.iso, before)
  }

  /// Whether the range is the name of a body, or of several.
  func isOrganization(_ range: Range<Int>) -> Bool {
    guard range.count >= 3, range.count <= 60 else { return false }
    for unit in flat.units[range] {
      if CodeUnits.endsSentence(unit) || unit == CodeUnits.comma || unit == CodeUnits.openTitle { return false }
    }
    var end = range.upperBound
    if flat.units[end - 1] == CodeUnits.closeBracket {
      guard let open = flat.units[range].lastIndex(of: CodeUnits.openBracket), open > range.lowerBound else {
        return false
      }
      end = open
    }
    return words.organizationEndings.suffix(flat.units, before: end, range.lowerBound) != nil
  }

  private func takeSignature(
    _ lines: [Line], _ index: Int, _ date: (iso: String, body: Range<Int>), _ result: inout Result,
    _ roles: inout [LineRole]
  ) {
    var signature = [index]
    roles[index] = .signature
    var above = index - 1
    while above >= 0, signature.count < 16 {
      let line = lines[above]
      guard line.isText else {
        if case .table = line.kind { break }
        above -= 1
        continue
      }
      guard roles[above] == .body, isOrganization(line.flat) else { break }
      roles[above] = .signature
      signature.insert(above, at: 0)
      above -= 1
    }
    if result.date == nil || (result.signature.count <= 1 && signature.count > 1 && result.sections.count == 1) {
      result.date = date.iso
      result.signature = signature
    }
  }

  /// The bodies that signed: one or several on a line.
  func signers(_ lines: [Line], _ signature: [Int]) -> [String] {
    var out: [String] = []
    for index in signature {
      var range = lines[index].flat
      if let (_, body) = signatureDate(lines[index]) { range = body }
      guard !range.isEmpty else { continue }
      var from = range.lowerBound
      for at in range where at > from && flat.gaps[at] != FlatText.noGap {
        guard isOrganization(from..<at) || isAbbreviation(from..<at) else { continue }
        out.append(names.printed(from..<at))
        from = at
      }
      out.append(names.printed(from..<range.upperBound))
    }
    return out
  }

  private func isAbbreviation(_ range: Range<Int>) -> Bool {
    range.count >= 3 && words.organizationEndings.suffix(flat.units, before: range.upperBound, range.lowerBound) != nil
  }
}
