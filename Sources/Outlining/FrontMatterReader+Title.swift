import TextModel

/// The title: which lines of the head hold it, and where it is complete.
extension FrontMatterReader {
  /// The lines of the last whole title in the zone.
  func titleLines(_ lines: [Line], _ zone: Range<Int>, _ roles: [LineRole]) -> [Int] {
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
  func isHeaded(_ key: [UInt16], _ title: [UInt16]) -> Bool {
    title.count >= 8 && names.bodies(before: title, in: key) != nil
  }

  /// Whether a line is a title of its own below another: it begins with that line's words, or with 关于 below words
  /// that are no body's name.
  func beginsAnew(_ line: Range<Int>, _ above: [UInt16]) -> Bool {
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
  func isFinished(_ joined: [UInt16]) -> Bool {
    let possessive: UInt16 = 0x7684  // 的
    guard joined.count >= 12, words.titleSigns.first(joined, in: 0..<joined.count) != nil else { return false }
    return joined.suffix(6).contains(possessive)
  }

  /// The characters before a bracket that ends them.
  func withoutBracket(_ units: [UInt16]) -> [UInt16] {
    guard units.last == CodeUnits.closeBracket, let open = units.lastIndex(of: CodeUnits.openBracket), open >= 5 else {
      return units
    }
    return Array(units[..<open])
  }

  func contains(_ units: [UInt16], _ part: [UInt16]) -> Bool {
    guard units.count >= part.count else { return false }
    for start in 0...(units.count - part.count) where units[start..<(start + part.count)].elementsEqual(part) {
      return true
    }
    return false
  }

  /// Whether nothing but blank lines stands between two lines.
  func follows(_ line: Int, _ before: Int, _ lines: [Line]) -> Bool {
    line == before + 1 && lines[line].heading == lines[before].heading
  }

  /// Whether a title may begin here: not in the middle of one that began above.
  func startsTitle(_ candidates: [Int], _ place: Int, _ lines: [Line]) -> Bool {
    if words.proseStarts.match(
      flat.units, at: lines[candidates[place]].flat.lowerBound, lines[candidates[place]].flat.upperBound) != nil
    {
      return false
    }
    return lines[candidates[place]].count >= 4
      || (place > 0 && !follows(candidates[place], candidates[place - 1], lines))
  }

  func isTitlePart(_ line: Line) -> Bool {
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

  func isComplete(_ joined: [UInt16]) -> Bool {
    guard joined.count >= 4 else { return false }
    var open = 0
    for unit in joined {
      if unit == CodeUnits.openTitle { open += 1 }
      if unit == CodeUnits.closeTitle { open -= 1 }
    }
    return open <= 0 && names.kind(of: joined) != nil
  }

  /// A title without a kind: the line above a page's date line, a markup heading, or the only line above the text.
  func fallbackTitle(_ lines: [Line], _ zone: Range<Int>) -> [Int] {
    let texts = zone.filter { lines[$0].isText && isTitlePart(lines[$0]) && lines[$0].count >= 5 }
    if let index = texts.first(where: { $0 + 1 < lines.count && lines[$0 + 1].kind == .aside(.pageData) }) {
      return [index]
    }
    if let index = texts.first(where: { lines[$0].heading == 1 }) { return [index] }
    if texts.count <= 2, let index = texts.first, lines[index].count <= 60 { return [index] }
    return []
  }

  func takeTitle(_ lines: [Line], _ title: [Int], _ result: inout Result, _ roles: inout [LineRole]) {
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
}
