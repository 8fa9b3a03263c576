import TextModel

/// What stands beside the title: the date in a line of its own, the number of an order, of a document or of a series.
extension FrontMatterReader {
  /// 令
  private static let order: UInt16 = 0x4EE4

  /// A line below the title that is a date, or a date and the body that issued: 1989年12月21日，某办公室.
  func readDateLine(
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
  func readOrder(
    _ lines: [Line], _ zone: Range<Int>, _ result: inout Result, _ roles: inout [LineRole]
  ) {
    for index in zone where lines[index].isText && lines[index].count <= 90 {
      let range = lines[index].flat
      guard flat.units[range.lowerBound] != CodeUnits.openBracket, let at = flat.first(Self.order, in: range),
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

  /// （2021年5月1日某市人民政府令第12号公布） below the title: the order by which the instrument was put in force.
  func readEnactment(_ lines: [Line], from start: Int, _ result: inout Result) {
    for line in lines.dropFirst(start).lazy.filter(\.isText).prefix(2) {
      let from = line.flat.lowerBound + 1
      let end = min(from + 80, flat.units.count)
      guard flat.units[line.flat.lowerBound] == CodeUnits.openBracket, from < end,
        let date = names.date(at: from, end), let at = flat.first(Self.order, in: date.range.upperBound..<end),
        words.organizationEndings.suffix(flat.units, before: at, date.range.upperBound) != nil,
        let close = flat.units[at..<end].firstIndex(where: CodeUnits.endsNumber), isOrdinal((at + 1)..<(close + 1)),
        words.adoptions.first(flat.units, in: (close + 1)..<min(close + 4, end)) != nil
      else { continue }
      result.front.number = names.printed(date.range.upperBound..<(close + 1))
      result.orderIssuer = names.printed(date.range.upperBound..<at)
      return
    }
  }

  /// Whether the range is 第12号 or 第十二号 and nothing else.
  func isOrdinal(_ range: Range<Int>) -> Bool {
    guard range.count >= 3, range.count <= 8, flat.units[range.lowerBound] == CodeUnits.ordinal,
      CodeUnits.endsNumber(flat.units[range.upperBound - 1])
    else { return false }
    let inner = (range.lowerBound + 1)..<(range.upperBound - 1)
    return Numerals.arabic(flat.units, inner.lowerBound, inner.upperBound)?.end == inner.upperBound
      || Numerals.han(flat.units, inner.lowerBound, inner.upperBound)?.end == inner.upperBound
  }

  /// The instrument's title in brackets behind an order's number.
  func takeBracketedTitle(_ rest: Range<Int>, _ result: inout Result) {
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

  func readNumber(
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
  func readSerial(
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
  func isAlone(_ number: Range<Int>, _ line: Line, _ result: inout Result) -> Bool {
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
  func isInBracket(_ number: Range<Int>, _ range: Range<Int>) -> Bool {
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
      let end = behind + 1 < range.upperBound && units[behind + 1] == Self.order ? behind + 2 : behind + 1
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
}
