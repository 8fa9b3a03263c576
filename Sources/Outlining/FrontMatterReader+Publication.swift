import TextModel

/// The day on which a page says that the notice was published.
extension FrontMatterReader {
  /// The date that a page or a bracket gives, for notices that bear none of their own.
  func publicationDate(
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
  func yearAndMonth(in range: Range<Int>) -> String? {
    let units = flat.units
    guard let (year, afterYear) = names.number(range.lowerBound + 1, range.upperBound), year >= 1949, year <= 2100,
      afterYear < range.upperBound, units[afterYear] == CodeUnits.year,
      let (month, afterMonth) = names.number(afterYear + 1, range.upperBound), (1...12).contains(month),
      afterMonth < range.upperBound, units[afterMonth] == CodeUnits.month
    else { return nil }
    return String(NameReader.iso(year, month, 1).prefix(7))
  }

  /// Whether a bracket holds a date and nothing else, or says of the instrument that it was adopted or issued.
  func saysIssue(_ range: Range<Int>) -> Bool {
    if let date = names.date(in: range), date.range.count + 2 >= range.count { return true }
    return words.adoptions.first(flat.units, in: range) != nil
  }

  /// 2024年11月25日发布，自…施行 on a line of its own.
  func isPublished(_ line: Line, _ date: Range<Int>) -> Bool {
    guard line.isText, line.count <= 60, date.lowerBound == line.flat.lowerBound, date.upperBound < line.flat.upperBound
    else { return false }
    let verb = flat.units[date.upperBound]
    return verb == 0x53D1 || verb == 0x516C || verb == 0x901A  // 发布, 公布, 通过
  }

  /// `年 月30日 09:50` above `2022 06`.
  func fragmentedDate(_ lines: [Line], _ index: Int) -> String? {
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
