import TextModel

/// Reads what stands above the notice's first sentence: title, document number, addressees.
struct FrontMatterReader {
  let names: NameReader
  var flat: FlatText { names.flat }
  var words: OutlineWords { names.words }

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
    if result.front.number == nil { readEnactment(lines, from: afterTitle, &result) }
    readRecipients(lines, from: max(afterTitle, zone.first ?? 0), &result, &roles)
    result.bodyStart = max(result.bodyStart, afterTitle)
    setAsideAbove(&lines, roles, before: title.first ?? 0)
    let published = publicationDate(lines, before: max(result.bodyStart, zone.upperBound), printed: result.printedDate)
    result.publicationDate = published?.date
    result.isOfPage = published?.isOfPage ?? false
    return result
  }

  /// The lines above the first sentence, label or line of addressees.
  func headZone(_ lines: [Line]) -> Range<Int> {
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
  func commas(_ range: Range<Int>) -> Int {
    var count = 0
    for unit in flat.units[range] where unit == CodeUnits.comma { count += 1 }
    return count
  }

  /// Whether the line names addressees: 各…单位：
  func isAddressLine(_ range: Range<Int>) -> Bool {
    guard let last = range.last, flat.units[last] == CodeUnits.colon, range.count >= 3 else { return false }
    let body = range.lowerBound..<last
    guard words.preambles.first(flat.units, in: body) == nil else { return false }
    return words.addressees.first(flat.units, in: body) != nil
  }

  /// What stands above the title is a page's menu when there is much of it; else it is the head of the sheet.
  func setAsideAbove(_ lines: inout [Line], _ roles: [LineRole], before title: Int) {
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
}
