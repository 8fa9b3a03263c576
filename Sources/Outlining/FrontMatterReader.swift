import TextModel

/// Reads what stands above the notice's first sentence: title, document number, addressees.
struct FrontMatterReader {
  let names: NameReader
  private var flat: FlatText { names.flat }
  private var words: OutlineWords { names.words }

  /// What was read, and where the notice's text begins.
  struct Result {
    var front = FrontMatter()
    /// The flat ranges of the title's lines.
    var title: [Range<Int>] = []
    /// The first line behind title, number and addressees.
    var bodyStart = 0
    /// Whether the number that was read lacks the agency's name.
    var hasBareNumber = false
    /// The date that stands beside the number.
    var printedDate: String?
    /// The body whose order it is, or that stands beside the number.
    var orderIssuer: String?
    /// Whether the notice is an order (令) that only puts an instrument in force: then that instrument is the notice.
    var isOrder = false
    /// A date that a web page or a bracket below the title gives.
    var publicationDate: String?
    /// Whether that date stands among what the page says of itself.
    var isOfPage = false
  }

  init(names: NameReader) { self.names = names }

  /// Reads the head of the notice; sets the roles of its lines, and aside what stands above it.
  func read(_ lines: inout [Line], roles: inout [LineRole]) -> Result {
    var result = Result()
    let zone = headZone(lines)
    readOrder(lines, zone, &result, &roles)
    for index in zone where result.front.number == nil && !result.isOrder {
      readSerial(lines, index, zone, &result, &roles)
    }
    var title = titleLines(lines, zone, roles)
    if title.isEmpty, !result.isOrder { title = fallbackTitle(lines, zone) }
    if let last = title.last { readDateLine(lines, last + 1..<max(last + 1, zone.upperBound), &result, &roles) }
    readNumber(lines, zone, &result, &roles)
    if !title.isEmpty { takeTitle(lines, title, &result, &roles) }
    let afterTitle = title.last.map { $0 + 1 } ?? 0
    readRecipients(lines, from: max(afterTitle, zone.first ?? 0), &result, &roles)
    result.bodyStart = max(result.bodyStart, afterTitle)
    setAsideAbove(&lines, roles, before: title.first ?? 0)
    let published = publicationDate(lines, before: max(result.bodyStart, zone.upperBound), printed: result.printedDate)
    result.publicationDate = published?.date
    result.isOfPage = published?.isOfPage ?? false
    return result
  }

  /// The lines above the first sentence, label or line of addressees.
  private func headZone(_ lines: [Line]) -> Range<Int> {
    var end = 0
    let reader = LabelReader(flat: flat, words: words)
    while end < lines.count, end < 600 {
      let line = lines[end]
      guard line.isText else {
        end += 1
        continue
      }
      let range = line.flat
      if line.count >= 15, flat.first(CodeUnits.fullStop, in: range) != nil { break }
      if line.count >= 60, commas(range) >= 2 { break }
      if line.count >= 20, !line.isCut || line.count >= 60, commas(range) >= (line.count >= 40 ? 2 : 1),
        names.kind(of: Array(flat.units[range])) == nil
      {
        break
      }
      if isAddressLine(range) { break }
      if let reading = reader.read(range.lowerBound, range.upperBound)?.first, !reading.isWeak,
        reading.style.rank <= LabelStyle.arabic.rank, reading.style != .bare,
        reading.end < range.upperBound || line.count > 2
      {
        if reading.style.rank <= LabelStyle.hanBracket.rank || line.count >= 12 { break }
      }
      end += 1
    }
    return 0..<end
  }

  /// How many commas stand in the range.
  private func commas(_ range: Range<Int>) -> Int {
    var count = 0
    for unit in flat.units[range] where unit == CodeUnits.comma { count += 1 }
    return count
  }

  /// Whether the line names addressees: 各…单位：
  private func isAddressLine(_ range: Range<Int>) -> Bool {
    guard let last = range.last, flat.units[last] == CodeUnits.colon, range.count >= 3 else { return false }
    let body = range.lowerBound..<last
    guard words.preambles.first(flat.units, in: body) == nil else { return false }
    return words.addressees.first(flat.units, in: body) != nil
  }

  /// The lines of the last whole title in the zone.
  private func titleLines(_ lines: [Line], _ zone: Range<Int>, _ roles: [LineRole]) -> [Int] {
    let candidates = zone.filter { lines[$0].isText && roles[$0] == .body && isTitlePart(lines[$0]) }
    var best: [Int] = []
    var bestKey: [UInt16] = []
    var place = 0
    while place < candidates.count {
      var joined: [UInt16] = []
      var complete: [UInt16] = []
      var length = 0
      var taken = 0
      while length < 6, place + length < candidates.count {
        let index = candidates[place + length]
        if length > 0, !follows(index, candidates[place + length - 1], lines) { break }
        let units = flat.units[lines[index].flat]
        // The page prints the title above its date line and once more.
        if taken > 0, units.count >= 4, complete.starts(with: units) { break }
        // What stands above a whole title that begins anew is the page's, or the body that the title names again.
        if length == 1, taken == 0, isComplete(Array(units)), beginsAnew(lines[index].flat, joined) { break }
        if taken > 0, words.titleSigns.first(flat.units, in: lines[index].flat) != nil { break }
        joined += units
        length += 1
        if joined.count > 160 { break }
        if isComplete(joined) {
          taken = length
          complete = joined
          if isFinished(joined) { break }
        } else if taken > 0, length - taken >= 2 {
          break
        }
      }
      guard taken > 0, startsTitle(candidates, place, lines) else {
        place += 1
        continue
      }
      // The head of the instrument that the title names is not the title.
      if let carried = BackMatterReader.carried(in: bestKey, words), complete.elementsEqual(bestKey[carried]) { break }
      // A second printing with a number glued to it is the first one.
      let key = withoutBracket(complete)
      let isGlued =
        bestKey.count >= 8 && key != bestKey && key.count - bestKey.count <= 8 && contains(key, bestKey)
      if !isGlued, !isHeaded(key, bestKey) {
        best = Array(candidates[place..<place + taken])
        bestKey = key
      }
      place += taken
    }
    return best
  }

  /// Whether the characters are a title that was read already, below the name of the body that issues it.
  private func isHeaded(_ key: [UInt16], _ title: [UInt16]) -> Bool {
    guard title.count >= 8, key.count > title.count, key.suffix(title.count).elementsEqual(title) else { return false }
    return words.organizationEndings.suffix(key, before: key.count - title.count, 0) != nil
  }

  /// Whether a line is a title of its own below another: it begins with that line's words, or with 关于 below words
  /// that are no body's name.
  private func beginsAnew(_ line: Range<Int>, _ above: [UInt16]) -> Bool {
    if flat.units[line].starts(with: above) { return true }
    guard let sign = words.titleSigns.first(flat.units, in: line),
      sign.start == line.lowerBound
        || words.organizationEndings.suffix(flat.units, before: sign.start, line.lowerBound) != nil
    else { return false }
    let last: UInt16 = above.last ?? 0
    return above.count <= 16 && last != CodeUnits.ideographicComma
      && words.titleSigns.suffix(above, before: above.count, 0) == nil
      && words.organizationEndings.suffix(above, before: above.count, 0) == nil
  }

  /// Whether a title ends in 的 and its kind: nothing more follows then.
  private func isFinished(_ joined: [UInt16]) -> Bool {
    let possessive: UInt16 = 0x7684  // 的
    guard joined.count >= 12, words.titleSigns.first(joined, in: 0..<joined.count) != nil else { return false }
    return joined.suffix(6).contains(possessive)
  }

  /// The characters before a bracket that ends them.
  private func withoutBracket(_ units: [UInt16]) -> [UInt16] {
    guard units.last == CodeUnits.closeBracket, let open = units.lastIndex(of: CodeUnits.openBracket), open >= 5 else {
      return units
    }
    return Array(units[..<open])
  }

  private func contains(_ units: [UInt16], _ part: [UInt16]) -> Bool {
    guard units.count >= part.count else { return false }
    for start in 0...(units.count - part.count) where units[start..<(start + part.count)].elementsEqual(part) {
      return true
    }
    return false
  }

  /// Whether nothing but blank lines stands between two lines.
  private func follows(_ line: Int, _ before: Int, _ lines: [Line]) -> Bool {
    line == before + 1 && lines[line].heading == lines[before].heading
  }

  /// Whether a title may begin here: not in the middle of one that began above.
  private func startsTitle(_ candidates: [Int], _ place: Int, _ lines: [Line]) -> Bool {
    if words.proseStarts.match(
      flat.units, at: lines[candidates[place]].flat.lowerBound, lines[candidates[place]].flat.upperBound) != nil
    {
      return false
    }
    return lines[candidates[place]].count >= 4
      || (place > 0 && !follows(candidates[place], candidates[place - 1], lines))
  }

  private func isTitlePart(_ line: Line) -> Bool {
    let range = line.flat
    guard range.count >= 1, range.count <= 120, flat.units[range].contains(where: CodeUnits.isHan) else { return false }
    if numberRange(in: range)?.count == range.count { return false }
    let first = flat.units[range.lowerBound]
    let last = flat.units[range.upperBound - 1]
    if CodeUnits.endsSentence(last) || last == CodeUnits.comma || CodeUnits.cannotBegin(first) { return false }
    // 证券代码：… 证券简称：… says several things, and a title one.
    if let colon = flat.first(CodeUnits.colon, in: range),
      flat.first(CodeUnits.colon, in: colon + 1..<range.upperBound) != nil
    {
      return false
    }
    let reader = LabelReader(flat: flat, words: words)
    if let label = reader.read(range.lowerBound, range.upperBound)?.first, !label.isWeak, label.style != .bare {
      return false
    }
    // …文件 above the number is the head of the sheet, not the title.
    if range.count >= 4, flat.units[range.upperBound - 2] == 0x6587, last == 0x4EF6,
      words.titleSigns.first(flat.units, in: range) == nil
    {
      return false
    }
    if words.attachments.match(flat.units, at: range.lowerBound, range.upperBound)?.value.isEmpty == true {
      return false
    }
    if first == CodeUnits.openBracket, last == CodeUnits.closeBracket {
      return names.date(in: range) == nil && range.count <= 8
    }
    return true
  }

  private func isComplete(_ joined: [UInt16]) -> Bool {
    guard joined.count >= 4 else { return false }
    var open = 0
    for unit in joined {
      if unit == CodeUnits.openTitle { open += 1 }
      if unit == CodeUnits.closeTitle { open -= 1 }
    }
    return open <= 0 && names.kind(of: joined) != nil
  }

  /// A title without a kind: the line above a page's date line, a markup heading, or the only line above the text.
  private func fallbackTitle(_ lines: [Line], _ zone: Range<Int>) -> [Int] {
    let texts = zone.filter { lines[$0].isText && isTitlePart(lines[$0]) && lines[$0].count >= 5 }
    if let index = texts.first(where: { $0 + 1 < lines.count && lines[$0 + 1].kind == .aside(.pageData) }) {
      return [index]
    }
    if let index = texts.first(where: { lines[$0].heading == 1 }) { return [index] }
    if texts.count <= 2, let index = texts.first, lines[index].count <= 60 { return [index] }
    return []
  }

  private func takeTitle(_ lines: [Line], _ title: [Int], _ result: inout Result, _ roles: inout [LineRole]) {
    var ranges: [Range<Int>] = []
    for index in title {
      roles[index] = .title
      ranges.append(lines[index].flat)
    }
    // A number in brackets behind the title is not part of it.
    if let last = ranges.last, let number = numberRange(in: last), number.upperBound < last.upperBound,
      number.lowerBound > last.lowerBound, number.upperBound == last.upperBound - 1,
      flat.units[number.lowerBound - 1] == CodeUnits.openBracket
    {
      if result.front.number == nil || result.hasBareNumber { result.front.number = names.printed(number) }
      if number.lowerBound - 1 > last.lowerBound {
        ranges[ranges.count - 1] = last.lowerBound..<(number.lowerBound - 1)
      } else {
        ranges.removeLast()
      }
    }
    result.title = ranges
    result.front.title = names.printed(ranges)
    if let first = ranges.first, let last = ranges.last {
      result.front.titleSpan = flat.span(first).union(flat.span(last))
    }
    result.front.kind = names.kind(of: names.joined(ranges))
  }

  /// A line below the title that is a date, or a date and the body that issued: 1989年12月21日，某办公室.
  private func readDateLine(
    _ lines: [Line], _ zone: Range<Int>, _ result: inout Result, _ roles: inout [LineRole]
  ) {
    let near = zone.lazy.filter { lines[$0].isText }.prefix(3)
    for index in near where lines[index].count <= 60 && roles[index] == .body {
      let range = lines[index].flat
      guard let date = names.date(at: range.lowerBound, range.upperBound) else { continue }
      var rest = date.range.upperBound..<range.upperBound
      if let first = rest.first, flat.units[first] == CodeUnits.comma { rest = (first + 1)..<rest.upperBound }
      if !rest.isEmpty {
        guard flat.units[date.range.upperBound - 1] == CodeUnits.day,
          words.organizationEndings.suffix(flat.units, before: rest.upperBound, rest.lowerBound) != nil,
          !flat.units[rest].contains(where: { CodeUnits.endsSentence($0) || $0 == CodeUnits.comma })
        else { continue }
        if result.orderIssuer == nil { result.orderIssuer = names.printed(rest) }
      }
      result.printedDate = date.iso
      roles[index] = .number
      return
    }
  }

  /// An order's name and number: 某市人民政府令 above 第12号, or 令〔2025〕第12号 and the instrument's title in brackets.
  private func readOrder(
    _ lines: [Line], _ zone: Range<Int>, _ result: inout Result, _ roles: inout [LineRole]
  ) {
    let order: UInt16 = 0x4EE4  // 令
    for index in zone where lines[index].isText && lines[index].count <= 90 {
      let range = lines[index].flat
      guard flat.units[range.lowerBound] != CodeUnits.openBracket, let at = flat.first(order, in: range),
        at - range.lowerBound >= 4
      else { continue }
      if isOrdinal(at + 1..<range.upperBound) {
        result.front.number = names.printed(range)
      } else if at + 1 == range.upperBound {
        guard let next = (index + 1..<zone.upperBound).first(where: { lines[$0].isText }), lines[next].count <= 10
        else { continue }
        var ordinal = lines[next].flat
        if flat.units[ordinal.lowerBound] == CodeUnits.openBracket,
          flat.units[ordinal.upperBound - 1] == CodeUnits.closeBracket
        {
          ordinal = (ordinal.lowerBound + 1)..<max(ordinal.lowerBound + 1, ordinal.upperBound - 1)
        }
        guard isOrdinal(ordinal) else { continue }
        result.front.number = names.printed([range, ordinal])
        roles[next] = .number
      } else if let number = numberRange(in: range), number.lowerBound == range.lowerBound {
        result.front.number = names.printed(number)
        takeBracketedTitle(number.upperBound..<range.upperBound, &result)
      } else {
        continue
      }
      roles[index] = .number
      result.isOrder = true
      if words.organizationEndings.suffix(flat.units, before: at, range.lowerBound) != nil {
        result.orderIssuer = names.printed(range.lowerBound..<at)
      }
      return
    }
  }

  /// Whether the range is 第12号 or 第十二号 and nothing else.
  private func isOrdinal(_ range: Range<Int>) -> Bool {
    guard range.count >= 3, range.count <= 8, flat.units[range.lowerBound] == CodeUnits.ordinal,
      CodeUnits.endsNumber(flat.units[range.upperBound - 1])
    else { return false }
    let inner = (range.lowerBound + 1)..<(range.upperBound - 1)
    return Numerals.arabic(flat.units, inner.lowerBound, inner.upperBound)?.end == inner.upperBound
      || Numerals.han(flat.units, inner.lowerBound, inner.upperBound)?.end == inner.upperBound
  }

  /// The instrument's title in brackets behind an order's number.
  private func takeBracketedTitle(_ rest: Range<Int>, _ result: inout Result) {
    guard rest.count > 6, flat.units[rest.lowerBound] == CodeUnits.openBracket,
      flat.units[rest.upperBound - 1] == CodeUnits.closeBracket
    else { return }
    let inner = (rest.lowerBound + 1)..<(rest.upperBound - 1)
    guard let kind = names.kind(of: Array(flat.units[inner])) else { return }
    result.title = [inner]
    result.front.title = names.printed(inner)
    result.front.titleSpan = flat.span(inner)
    result.front.kind = kind
  }

  private func readNumber(
    _ lines: [Line], _ zone: Range<Int>, _ result: inout Result, _ roles: inout [LineRole]
  ) {
    for index in zone {
      let line = lines[index]
      guard line.count <= 60, !result.isOrder, let number = numberRange(in: line.flat) else { continue }
      let isBare = CodeUnits.opensYear(flat.units[number.lowerBound])
      let isWanted = result.front.number == nil || (result.hasBareNumber && !isBare)
      if line.isText, isAlone(number, line, &result) {
        roles[index] = .number
        guard isWanted || !isBare else { continue }
      } else if !isWanted || (line.isText && !isInBracket(number, line.flat)) {
        continue
      }
      result.front.number = names.printed(number)
      result.hasBareNumber = isBare
    }
  }

  /// The number of an announcement: 某局公告2024年第12号, in one line or in two, or （2024年第5号） below the title.
  private func readSerial(
    _ lines: [Line], _ index: Int, _ zone: Range<Int>, _ result: inout Result, _ roles: inout [LineRole]
  ) {
    guard lines[index].isText, roles[index] == .body, lines[index].count <= 60 else { return }
    var range = lines[index].flat
    if flat.units[range.lowerBound] == CodeUnits.openBracket, range.count > 2,
      flat.units[range.upperBound - 1] == CodeUnits.closeBracket
    {
      range = (range.lowerBound + 1)..<(range.upperBound - 1)
    }
    guard let ordinal = flat.first(CodeUnits.ordinal, in: range), isOrdinal(ordinal..<range.upperBound),
      ordinal - range.lowerBound >= 5, flat.units[ordinal - 1] == CodeUnits.year
    else { return }
    let year = (ordinal - 5)..<(ordinal - 1)
    guard flat.units[year].allSatisfy(CodeUnits.isDigit) else { return }
    let name = range.lowerBound..<year.lowerBound
    if !name.isEmpty {
      guard names.kind(of: Array(flat.units[name])) != nil else { return }
      result.front.number = names.printed(range)
    } else if let above = (zone.lowerBound..<index).last(where: { lines[$0].isText }), roles[above] == .body,
      lines[above].count <= 40,
      let (length, _) = words.kinds.suffix(
        flat.units, before: lines[above].flat.upperBound, lines[above].flat.lowerBound),
      words.organizationEndings.suffix(
        flat.units, before: lines[above].flat.upperBound - length, lines[above].flat.lowerBound) != nil
    {
      result.front.number = names.printed([lines[above].flat, range])
      roles[above] = .number
    } else {
      result.front.number = names.printed(range)
    }
    roles[index] = .number
  }

  /// Whether a number is all that its line says, but for who printed it and when.
  private func isAlone(_ number: Range<Int>, _ line: Line, _ result: inout Result) -> Bool {
    if number.count + 4 >= line.count { return true }
    guard number.lowerBound == line.flat.lowerBound, flat.gaps[number.upperBound] != FlatText.noGap else {
      return false
    }
    let rest = number.upperBound..<line.flat.upperBound
    guard let date = names.date(in: rest) else { return false }
    let body = rest.lowerBound..<date.range.lowerBound
    if !body.isEmpty, words.organizationEndings.suffix(flat.units, before: body.upperBound, body.lowerBound) != nil {
      result.orderIssuer = names.printed(body)
    }
    result.printedDate = date.iso
    return true
  }

  /// Whether a number stands in a bracket that is the line or ends it.
  private func isInBracket(_ number: Range<Int>, _ range: Range<Int>) -> Bool {
    if flat.units[range.lowerBound] == CodeUnits.openBracket { return true }
    return number.upperBound == range.upperBound - 1 && number.lowerBound > range.lowerBound
      && flat.units[number.lowerBound - 1] == CodeUnits.openBracket
  }

  /// A document number in a line: 粤工信〔2023〕46号, 第179号 behind an order's name.
  func numberRange(in range: Range<Int>) -> Range<Int>? {
    let units = flat.units
    var at = range.lowerBound
    while at < range.upperBound {
      guard CodeUnits.opensYear(units[at]), let (year, close) = Numerals.arabic(units, at + 1, range.upperBound),
        year >= 1949, year <= 2100, close < range.upperBound, CodeUnits.closesYear(units[close])
      else {
        at += 1
        continue
      }
      var place = close + 1
      if place < range.upperBound, units[place] == CodeUnits.ordinal { place += 1 }
      guard let (_, behind) = Numerals.arabic(units, place, range.upperBound), behind < range.upperBound,
        CodeUnits.endsNumber(units[behind])
      else {
        at += 1
        continue
      }
      // 〔2020〕5号令
      let end = behind + 1 < range.upperBound && units[behind + 1] == 0x4EE4 ? behind + 2 : behind + 1
      var start = at
      while start > range.lowerBound, CodeUnits.isHan(units[start - 1]) || CodeUnits.isLatin(units[start - 1]),
        flat.gaps[start] < FlatText.wideGap, at - start < 24,
        !(units[start - 1] == CodeUnits.day && start - 2 >= range.lowerBound && CodeUnits.isDigit(units[start - 2]))
      {
        start -= 1
      }
      return start..<end
    }
    return nil
  }

  private func readRecipients(
    _ lines: [Line], from start: Int, _ result: inout Result, _ roles: inout [LineRole]
  ) {
    var index = start
    var skipped = 0
    while index < lines.count, skipped < 3 {
      guard lines[index].isText, roles[index] == .body else {
        index += 1
        continue
      }
      var end = index
      var length = 0
      while end < lines.count, end - index < 10, length < 500 {
        guard lines[end].isText else {
          end += 1
          continue
        }
        length += lines[end].count
        let range = lines[index].flat.lowerBound..<lines[end].flat.upperBound
        if flat.units[range.upperBound - 1] == CodeUnits.colon {
          if isAddresses(range) {
            takeRecipients(lines, index..<end + 1, &result, &roles)
            return
          }
          break
        }
        if flat.first(CodeUnits.fullStop, in: lines[end].flat) != nil { break }
        end += 1
      }
      skipped += 1
      index += 1
    }
  }

  /// Whether a run of lines that ends in a colon names addressees and says nothing.
  private func isAddresses(_ range: Range<Int>) -> Bool {
    let body = range.lowerBound..<(range.upperBound - 1)
    guard !body.isEmpty, flat.first(CodeUnits.fullStop, in: body) == nil else { return false }
    return words.preambles.first(flat.units, in: body) == nil && words.addressees.first(flat.units, in: body) != nil
  }

  private func takeRecipients(
    _ lines: [Line], _ range: Range<Int>, _ result: inout Result, _ roles: inout [LineRole]
  ) {
    var flatRange = lines[range.lowerBound].flat
    for index in range where lines[index].isText {
      roles[index] = .recipients
      flatRange = flatRange.lowerBound..<lines[index].flat.upperBound
    }
    result.front.recipients = names.split(flatRange.dropLast(1))
    result.bodyStart = range.upperBound
  }

  /// What stands above the title is a page's menu when there is much of it; else it is the head of the sheet.
  private func setAsideAbove(_ lines: inout [Line], _ roles: [LineRole], before title: Int) {
    guard title > 0 else { return }
    var short = 0
    var hasFurniture = false
    for index in 0..<title {
      if case .aside(let reason) = lines[index].kind, reason != .runningHead, reason != .pageNumber {
        hasFurniture = true
      }
      if lines[index].isText, roles[index] == .body { short += 1 }
    }
    guard short >= 6 || (hasFurniture && short >= 1) else { return }
    for index in 0..<title where lines[index].isText && roles[index] == .body {
      lines[index].kind = .aside(.navigation)
    }
  }

  /// The date that a page or a bracket gives, for notices that bear none of their own.
  private func publicationDate(
    _ lines: [Line], before end: Int, printed: String?
  ) -> (date: String, isOfPage: Bool)? {
    var best = printed.map { (date: $0, isOfPage: false) }
    for index in 0..<min(end + 2, lines.count) {
      let line = lines[index]
      if let iso = fragmentedDate(lines, index) { return (iso, true) }
      guard line.count <= 200 else { continue }
      let isBracketed =
        line.isText && line.count <= 160 && line.count > 2
        && flat.units[line.flat.lowerBound] == CodeUnits.openBracket && saysIssue(line.flat)
      guard best == nil || (best?.isOfPage == true && isBracketed) else { continue }
      guard let found = names.date(in: line.flat) else {
        // （2024年7月修订）
        if best == nil, isBracketed, index < end, let month = yearAndMonth(in: line.flat) { best = (month, false) }
        continue
      }
      let isOfPage = line.kind == .aside(.pageData)
      if isOfPage || isBracketed || isPublished(line, found.range) { best = (found.iso, isOfPage) }
    }
    return best
  }

  /// The year and the month at the head of a bracket, 2024-07.
  private func yearAndMonth(in range: Range<Int>) -> String? {
    let units = flat.units
    guard let (year, afterYear) = names.number(range.lowerBound + 1, range.upperBound), year >= 1949, year <= 2100,
      afterYear < range.upperBound, units[afterYear] == CodeUnits.year,
      let (month, afterMonth) = names.number(afterYear + 1, range.upperBound), (1...12).contains(month),
      afterMonth < range.upperBound, units[afterMonth] == CodeUnits.month
    else { return nil }
    return String(NameReader.iso(year, month, 1).prefix(7))
  }

  /// Whether a bracket holds a date and nothing else, or says of the instrument that it was adopted or issued.
  private func saysIssue(_ range: Range<Int>) -> Bool {
    if let date = names.date(in: range), date.range.count + 2 >= range.count { return true }
    return words.adoptions.first(flat.units, in: range) != nil
  }

  /// 2024年11月25日发布，自…施行 on a line of its own.
  private func isPublished(_ line: Line, _ date: Range<Int>) -> Bool {
    guard line.isText, line.count <= 60, date.lowerBound == line.flat.lowerBound, date.upperBound < line.flat.upperBound
    else { return false }
    let verb = flat.units[date.upperBound]
    return verb == 0x53D1 || verb == 0x516C || verb == 0x901A  // 发布, 公布, 通过
  }

  /// `年 月30日 09:50` above `2022 06`.
  private func fragmentedDate(_ lines: [Line], _ index: Int) -> String? {
    guard lines[index].kind == .aside(.pageData), index + 1 < lines.count,
      lines[index + 1].kind == .aside(.pageData), lines[index].count >= 3
    else { return nil }
    let units = flat.units
    let range = lines[index].flat
    guard units[range.lowerBound] == CodeUnits.year, units[range.lowerBound + 1] == CodeUnits.month else { return nil }
    let digits = units[lines[index + 1].flat].filter(CodeUnits.isDigit).map { Int($0 - 0x30) }
    guard digits.count >= 6 else { return nil }
    let year = digits[0..<4].reduce(0) { $0 * 10 + $1 }
    let month = digits[4] * 10 + digits[5]
    var day = Numerals.arabic(units, range.lowerBound + 2, range.upperBound)?.value
    if digits.count == 8 { day = digits[6] * 10 + digits[7] }
    guard let day, year >= 1949, year <= 2100, month >= 1, month <= 12, day >= 1, day <= 31 else { return nil }
    return NameReader.iso(year, month, day)
  }
}
