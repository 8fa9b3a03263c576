import TextModel

/// Reads what stands behind the notice's text: signature and date, the list of attachments, what follows it, and where
/// a carried instrument and each attachment begin.
struct BackMatterReader {
  let names: NameReader
  var flat: FlatText { names.flat }
  var words: OutlineWords { names.words }

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
      if let end = attachment(lines, index, sawSentence, carried, &result, &roles) {
        index = end
        isBehindSignature = result.sections.last?.kind != .attachment && isBehindSignature
        continue
      }
      if sawSentence, let date = signatureDate(line), isSigned(index, lines, roles) {
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
      if isBehindSignature, result.sections.count == 1, let title = untitledInstrument(line, front) {
        result.sections.append(
          Section(
            kind: .carried, firstLine: index, name: title,
            span: flat.span(line.flat.lowerBound..<line.flat.lowerBound)))
        isBehindSignature = false
      }
      // Below a page's footer only what is labelled belongs to the notice: pages repeat their text there.
      if isContent(line), !isBehindFooter || (startsWithLabel(line.flat) && !line.isCut) {
        result.lastContent = index
        sawSentence = true
      }
      index += 1
    }
    return result
  }

  /// Whether the line is one of those behind a signature: contacts, who may read it, to whom copies go.
  func isColophon(_ line: Line, isBehindSignature: Bool) -> Bool {
    if let (_, value) = words.colophons.match(flat.units, at: opening(line.flat), line.flat.upperBound) {
      return value == "anywhere" ? line.count <= 200 : isBehindSignature
    }
    return printingDate(line) != nil
  }

  /// The date of a line such as 办公室 2013年12月17日印发, or 17日印.
  func printingDate(_ line: Line) -> String? {
    guard line.count <= 60, line.count >= 10, let last = line.flat.last else { return nil }
    let print: UInt16 = 0x5370  // 印
    let day: UInt16 = 0x65E5  // 日
    let before = flat.units[last - 1]
    guard flat.units[last] == 0x53D1 ? before == print : flat.units[last] == print && before == day else { return nil }
    return names.date(in: line.flat)?.iso
  }

  /// Whether the next line of text above is a signature or a colophon.
  func isBelowSignature(_ index: Int, _ lines: [Line], _ roles: [LineRole]) -> Bool {
    var above = index - 1
    while above >= 0, !lines[above].isText { above -= 1 }
    return above >= 0 && (roles[above] == .signature || roles[above] == .colophon)
  }

  /// The first character of a line behind an opening bracket.
  func opening(_ range: Range<Int>) -> Int {
    guard let first = range.first else { return range.lowerBound }
    return flat.units[first] == CodeUnits.openBracket && range.count > 1 ? first + 1 : first
  }

  /// Whether the line says something: a sentence, a label, or much text.
  func isContent(_ line: Line) -> Bool {
    guard let last = line.flat.last else { return false }
    if line.count >= 40 || CodeUnits.endsSentence(flat.units[last]) { return true }
    guard line.count >= 4 else { return false }
    return startsWithLabel(line.flat)
  }

  func startsWithLabel(_ range: Range<Int>) -> Bool {
    let reader = LabelReader(flat: flat, words: words)
    guard let reading = reader.read(range.lowerBound, range.upperBound)?.first else { return false }
    return !reading.isWeak && reading.style != .bare
  }
}
