import TextModel

/// Instruments that a notice carries: how they may be called, and where their titles stand.
extension BackMatterReader {
  /// What a carried instrument may be called: from the title of the notice, and from its first sentences.
  func carriedTitles(_ lines: [Line], from bodyStart: Int, front: FrontMatterReader.Result) -> [[UInt16]] {
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
  func closing(_ open: Int, _ limit: Int) -> Int? {
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
  func key(_ units: [UInt16]) -> [UInt16] {
    units.filter { $0 != CodeUnits.openTitle && $0 != CodeUnits.closeTitle && !isQuote($0) }
  }

  func isQuote(_ u: UInt16) -> Bool {
    u == 0x201C || u == 0x201D || u == 0x22 || u == 0x2018 || u == 0x2019 || u == 0x27 || u == 0x3C || u == 0x3E
      || u == 0x3008 || u == 0x3009
  }

  /// A carried instrument whose title is printed from this line on: the line behind the title.
  func instrument(
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

  /// A carried instrument whose title stands behind 附件： or below it, with or without the bodies that issue it: the
  /// line behind the title.
  func instrument(
    _ lines: [Line], _ start: Int, annexedAs title: Range<Int>, _ carried: [[UInt16]], _ result: inout Result,
    _ roles: inout [LineRole]
  ) -> Int? {
    var ranges: [Range<Int>] = []
    var index = start
    while index < lines.count, ranges.count < 3 {
      defer { index += 1 }
      let range = index == start ? title : lines[index].flat
      guard lines[index].isText, !range.isEmpty else { continue }
      guard range.count <= 80 else { return nil }
      ranges.append(range)
      let joined = key(names.joined(ranges))
      guard let issuers = issuers(before: carried, in: joined) else { continue }
      take(.carried, without(first: issuers, of: ranges), lines, start..<index + 1, &result, &roles)
      return index + 1
    }
    return nil
  }

  /// How many characters of a printed title name the bodies that issue what is carried; nil where it is another title.
  private func issuers(before carried: [[UInt16]], in printed: [UInt16]) -> Int? {
    if carried.contains(where: { isSame($0, printed) }) { return 0 }
    return carried.lazy.compactMap { names.bodies(before: $0, in: printed) }.first
  }

  /// Places of characters without the first so many of them.
  private func without(first count: Int, of ranges: [Range<Int>]) -> [Range<Int>] {
    var left = count
    return ranges.compactMap { range in
      let start = min(range.lowerBound + left, range.upperBound)
      left -= start - range.lowerBound
      return start < range.upperBound ? start..<range.upperBound : nil
    }
  }

  /// Whether one of the titles, with or without 关于, begins as the line does.
  func mayBegin(_ range: Range<Int>, _ carried: [[UInt16]]) -> Bool {
    var first = range.lowerBound
    while first < range.upperBound, flat.units[first] == CodeUnits.openTitle || isQuote(flat.units[first]) {
      first += 1
    }
    guard first < range.upperBound else { return false }
    let unit = flat.units[first]
    return unit == 0x5173 || carried.contains { $0.first == unit }
  }

  func isPrefix(_ part: [UInt16], of whole: [UInt16]) -> Bool {
    whole.starts(with: part) || withAbout(whole).starts(with: part) || isSame(whole, part)
  }

  func isSame(_ carried: [UInt16], _ printed: [UInt16]) -> Bool {
    if carried == printed || withAbout(carried) == printed { return true }
    // A bracket behind the title, such as （试行）, may stand in one printing only.
    let (short, long) = carried.count < printed.count ? (carried, printed) : (printed, carried)
    guard long.starts(with: short), short.count >= 6, long.count - short.count <= 12 else { return false }
    return long[short.count] == CodeUnits.openBracket && long.last == CodeUnits.closeBracket
  }

  /// 关于 before the title, where the notice's title leaves it out.
  func withAbout(_ title: [UInt16]) -> [UInt16] { [0x5173, 0x4E8E] + title }

  /// Lines behind the signature that are a whole title though no sentence has named it.
  func unnamedInstrument(
    _ lines: [Line], _ start: Int, _ front: FrontMatterReader.Result, _ result: inout Result,
    _ roles: inout [LineRole]
  ) -> Int? {
    var joined: [UInt16] = []
    var ranges: [Range<Int>] = []
    var index = start
    while index < lines.count, ranges.count < 4 {
      guard lines[index].isText, lines[index].count <= 50, let last = lines[index].flat.last,
        !CodeUnits.endsSentence(flat.units[last]), !startsWithLabel(lines[index].flat),
        !isColophon(lines[index], isBehindSignature: true)
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

  /// The title of a carried instrument that is not printed again: its first chapter or article stands behind the
  /// signature of the notice.
  func untitledInstrument(_ line: Line, _ front: FrontMatterReader.Result) -> String? {
    let reader = LabelReader(flat: flat, words: words)
    guard let reading = reader.read(line.flat.lowerBound, line.flat.upperBound)?.first, reading.value == 1,
      reading.style == .chapter || reading.style == .article,
      let carried = Self.carried(in: names.joined(front.title), words)
    else { return nil }
    return names.printed(carried, of: front.title)
  }

  /// Whether a label or a sentence stands in the next line of text.
  func beginsText(_ lines: [Line], _ start: Int) -> Bool {
    var next = start
    while next < lines.count, !lines[next].isText { next += 1 }
    return next < lines.count && (isContent(lines[next]) || lines[next].count >= 18)
  }

  func take(
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
}
