import TextModel

/// Puts passages, provisions, tables and blocks together from what the readers found.
struct OutlineBuilder {
  let text: SourceText
  let flat: FlatText
  let words: OutlineWords
  let names: NameReader
  let lines: [Line]
  let sections: [Section]
  let tableReader: TableReader

  private var characters: [UInt16] = []
  private var offsets: [Int32] = []
  private var passages: [Passage] = []
  private var provisions: [Draft] = []
  private var tables: [Table] = []
  private var diagnostics: [Diagnostic] = []
  /// Cells by the line they begin on, for the blocks.
  private var cellBlocks: [Block] = []
  /// The item last read under each provision.
  private var lists: [Int: ListItem] = [:]
  /// Passages whose first sentence may be a heading.
  private var runIns: [(passage: Int, provision: Int)] = []

  /// What is known of an item of a list, as far as it tells that the next one is no heading.
  private struct ListItem {
    /// The last character.
    let ending: UInt16
    /// Whether it is one short sentence, and neither it nor an item before it is a heading.
    let isSentence: Bool

    /// Whether another that ends so is an item of the same kind: behind a ；, or behind 申请立项。 if it ends in 。 too.
    func goesOn(with ending: UInt16) -> Bool {
      self.ending == CodeUnits.semicolon
        || isSentence && self.ending == CodeUnits.fullStop && ending == CodeUnits.fullStop
    }
  }

  /// A provision whose end is not known yet.
  private struct Draft {
    var path: [String]
    var label: String
    var labelSpan: Span
    var level: ProvisionLevel
    var heading: String?
    var end: Int
    var parent: Int?
    var passages: Range<Int>
  }

  /// A piece of a paragraph with the label before it, or a table.
  private struct Item {
    var label: Int?
    var ranges: [Range<Int>]
    var role: LineRole
    var section: Int
    var heading: Int
    var table: Int?
    /// Whether it is the first piece of its paragraph.
    var isLeading: Bool
  }

  init(
    text: SourceText, flat: FlatText, words: OutlineWords, names: NameReader, lines: [Line], sections: [Section],
    tableReader: TableReader
  ) {
    self.text = text
    self.flat = flat
    self.words = words
    self.names = names
    self.lines = lines
    self.sections = sections
    self.tableReader = tableReader
    characters.reserveCapacity(flat.units.count)
    offsets.reserveCapacity(flat.units.count)
  }

  /// The outline of the text.
  mutating func build(
    paragraphs: [Paragraph], candidates: [LabelCandidate], placed: [PlacedLabel], regions: [TableRegion],
    markup: [Span], front: FrontMatter
  ) -> Outline {
    let items = items(paragraphs, candidates, placed, regions)
    emit(items, candidates, placed, regions)
    var front = front
    if front.date == nil, let published = Self.day(text.origin?.published) {
      front.date = published
      front.hasPageDate = true
    }
    noteOrigin(front)
    let blocks = BlockBuilder(text: text, flat: flat, lines: lines, cells: cellBlocks, markup: markup).blocks()
    return Outline(
      text: text, blocks: blocks, characters: characters, offsets: offsets, passages: passages,
      provisions: provisions.map {
        Provision(
          path: $0.path, label: $0.label, labelSpan: $0.labelSpan, level: $0.level, heading: $0.heading,
          span: Span($0.labelSpan.start, max($0.end, $0.labelSpan.end)), parent: $0.parent, passages: $0.passages)
      },
      tables: tables, frontMatter: front, diagnostics: diagnostics)
  }

  // MARK: Items

  /// Paragraphs cut at their labels, and tables, in the order of the text.
  private func items(
    _ paragraphs: [Paragraph], _ candidates: [LabelCandidate], _ placed: [PlacedLabel], _ regions: [TableRegion]
  ) -> [Item] {
    var out: [Item] = []
    var label = 0
    var region = 0
    for (index, paragraph) in paragraphs.enumerated() {
      while region < regions.count, regions[region].lines.lowerBound < paragraph.line {
        appendTable(region, regions, &out)
        region += 1
      }
      let start = out.count
      var item = Item(
        label: nil, ranges: [], role: paragraph.role, section: paragraph.section, heading: paragraph.heading,
        table: nil, isLeading: true)
      var pieces = paragraph.pieces
      var piece = 0
      while piece < pieces.count {
        guard label < placed.count, candidates[placed[label].candidate].paragraph == index else {
          item.ranges.append(pieces[piece])
          piece += 1
          continue
        }
        let at = candidates[placed[label].candidate].at
        guard at < pieces[piece].upperBound else {
          item.ranges.append(pieces[piece])
          piece += 1
          continue
        }
        if at > pieces[piece].lowerBound { item.ranges.append(pieces[piece].lowerBound..<at) }
        if item.label != nil || !item.ranges.isEmpty { out.append(item) }
        item.label = label
        item.ranges = []
        item.isLeading = out.count == start
        let end = placed[label].reading.end
        label += 1
        while piece < pieces.count, pieces[piece].upperBound <= end { piece += 1 }
        if piece < pieces.count, pieces[piece].lowerBound < end {
          pieces[piece] = end..<pieces[piece].upperBound
        } else if piece < pieces.count, at >= pieces[piece].lowerBound {
          pieces[piece] = max(end, pieces[piece].lowerBound)..<pieces[piece].upperBound
        }
      }
      if item.label != nil || !item.ranges.isEmpty { out.append(item) }
    }
    while region < regions.count {
      appendTable(region, regions, &out)
      region += 1
    }
    return out
  }

  private func appendTable(_ region: Int, _ regions: [TableRegion], _ out: inout [Item]) {
    let line = regions[region].lines.lowerBound
    var section = out.last?.section ?? 0
    while section + 1 < sections.count, sections[section + 1].firstLine <= line { section += 1 }
    out.append(
      Item(label: nil, ranges: [], role: .body, section: section, heading: 0, table: region, isLeading: true))
  }

  // MARK: Emission

  private mutating func emit(
    _ items: [Item], _ candidates: [LabelCandidate], _ placed: [PlacedLabel], _ regions: [TableRegion]
  ) {
    var places = [Int](repeating: -1, count: placed.count)
    var section = 0
    var root: Int?
    var current: Int?
    for (index, item) in items.enumerated() {
      if item.section != section {
        section = item.section
        root = openSection(section)
        current = root
      }
      if let region = item.table {
        emitTable(regions[region], provision: current, above: index > 0 ? items[index - 1] : nil)
        continue
      }
      switch item.role {
      case .signature, .colophon, .attachmentList, .number, .recipients, .title: current = nil
      case .instrumentTitle, .attachmentHead: current = root
      case .body: break
      }
      if item.role == .attachmentHead { continue }
      if let label = item.label {
        let parent = placed[label].parent
        let holder = parent >= 0 ? places[parent] : root ?? -1
        let at = openProvision(candidates[placed[label].candidate], placed[label], holder < 0 ? nil : holder)
        places[label] = at
        current = at
      } else if item.role == .body, current == nil {
        current = root
      }
      emitText(item, index, items, placed, provision: current)
    }
    settleRunIns()
    close()
  }

  /// Decides which first sentences are headings: the short ones, and those of items that mostly begin so.
  private mutating func settleRunIns() {
    var items: [Int: Int] = [:]
    var headed: [Int: Int] = [:]
    for provision in provisions { items[provision.parent ?? -1, default: 0] += 1 }
    for (_, provision) in runIns { headed[provisions[provision].parent ?? -1, default: 0] += 1 }
    for (index, provision) in runIns {
      let passage = passages[index]
      let parent = provisions[provision].parent ?? -1
      let share = (headed[parent] ?? 0) * 10 >= (items[parent] ?? 0) * 6
      let isHeading =
        passage.headingLength <= HeadingReader.surelyRunIn || (share && (items[parent] ?? 0) >= 2)
      if isHeading {
        let part = passage.range.lowerBound..<(passage.range.lowerBound + passage.headingLength)
        provisions[provision].heading = HeadingReader.printed(text, offsets, part, units: characters)
      } else {
        passages[index] = Passage(range: passage.range, role: passage.role, provision: passage.provision)
      }
    }
  }

  private mutating func openSection(_ index: Int) -> Int? {
    let section = sections[index]
    guard section.kind != .notice else { return nil }
    provisions.append(
      Draft(
        path: [section.name], label: section.span.isEmpty ? section.name : names.text.squeezed(in: section.span),
        labelSpan: section.span,
        level: .instrument, heading: nil, end: section.span.end, parent: nil,
        passages: passages.count..<passages.count))
    return provisions.count - 1
  }

  private mutating func openProvision(_ candidate: LabelCandidate, _ placed: PlacedLabel, _ parent: Int?) -> Int {
    let reading = placed.reading
    let bare = BackMatterReader.halfWidth(names.printed(reading.core))
    let path = (parent.map { provisions[$0].path } ?? []) + [bare]
    let span = flat.span(candidate.at..<max(reading.end, candidate.at + 1))
    let depth = path.count - (parent.map { isUnderInstrument($0) ? 1 : 0 } ?? 0)
    provisions.append(
      Draft(
        path: path, label: names.printed(candidate.at..<max(reading.end, candidate.at + 1)), labelSpan: span,
        level: reading.style.level(depth: depth), heading: nil, end: span.end, parent: parent,
        passages: passages.count..<passages.count))
    switch placed.finding {
    case .none: break
    case .gap, .lateStart:
      diagnostics.append(
        Diagnostic(
          .warning, "label-gap", "No label stands before \(bare) that it follows; look for a lost or misread one.",
          at: span))
    case .repeated:
      diagnostics.append(
        Diagnostic(
          .warning, "label-repeat", "The numbering comes back to \(bare) without a new level; the text is kept.",
          at: span))
    }
    return provisions.count - 1
  }

  /// Recognition that is this sure, in percent, has read a clear page of simplified Chinese.
  private static let goodConfidence = 85

  /// What is to be known of where the text comes from.
  private mutating func noteOrigin(_ front: FrontMatter) {
    if front.hasPageDate, let date = front.date {
      diagnostics.append(
        Diagnostic(
          .note, "page-date", "The notice bears no date; \(date) is when the page was published. Look for the original."
        ))
    }
    if let confidence = text.origin?.confidence, confidence < Self.goodConfidence {
      diagnostics.append(
        Diagnostic(
          .warning, "low-confidence",
          "Recognition is sure of \(confidence) percent only; check quotes against the picture, or scan it at 300 dpi.")
      )
    }
  }

  /// The day that a time of publication begins with, in ISO 8601; nil where it is written in another way.
  private static func day(_ published: String?) -> String? {
    guard let digits = published?.utf8.prefix(10), digits.count == 10 else { return nil }
    var parts = [0, 0, 0]
    for (place, unit) in digits.enumerated() {
      if place == 4 || place == 7 {
        guard unit == 0x2D else { return nil }
      } else {
        guard (0x30...0x39).contains(unit) else { return nil }
        let part = place < 4 ? 0 : place < 7 ? 1 : 2
        parts[part] = parts[part] * 10 + Int(unit) - 0x30
      }
    }
    guard (1949...2100).contains(parts[0]), (1...12).contains(parts[1]), (1...31).contains(parts[2]) else { return nil }
    return NameReader.iso(parts[0], parts[1], parts[2])
  }

  private func isUnderInstrument(_ provision: Int) -> Bool {
    var at = provision
    while let parent = provisions[at].parent { at = parent }
    return provisions[at].level == .instrument
  }

  private mutating func append(_ ranges: [Range<Int>]) -> Range<Int> {
    let low = characters.count
    for range in ranges {
      characters.append(contentsOf: flat.units[range])
      offsets.append(contentsOf: flat.offsets[range])
    }
    return low..<characters.count
  }

  private mutating func emitText(
    _ item: Item, _ index: Int, _ items: [Item], _ placed: [PlacedLabel], provision: Int?
  ) {
    let range = append(item.ranges)
    guard !range.isEmpty else { return }
    var role: PassageRole
    var headingLength = 0
    switch item.role {
    case .title, .instrumentTitle: role = .title
    case .number: role = .number
    case .recipients: role = .recipients
    case .attachmentList, .attachmentHead: role = .attachments
    case .signature: role = .signature
    case .colophon: role = .colophon
    case .body:
      let next = index + 1 < items.count && items[index + 1].section == item.section ? items[index + 1] : nil
      let reader = HeadingReader(units: characters, words: words)
      let holder = provision.flatMap { provisions[$0].parent } ?? -1
      let ending = characters[range.upperBound - 1]
      let isInList = item.label != nil && (lists[holder]?.goesOn(with: ending) ?? false)
      role =
        isInList
        ? .body
        : reader.isHeading(
          range, markup: item.heading, style: item.label.map { placed[$0].reading.style },
          next: following(item, next, placed)) ? .heading : .body
      if item.label != nil {
        lists[holder] = ListItem(
          ending: ending,
          isSentence: role == .body && lists[holder]?.isSentence ?? true && reader.isShortSentence(range))
      }
      if role == .body, let label = item.label, placed[label].reading.style != .article {
        headingLength = reader.runIn(range)
      }
    }
    if let provision, item.label != nil {
      if role == .heading {
        provisions[provision].heading = HeadingReader.printed(text, offsets, range, units: characters)
      } else if headingLength > 0 {
        runIns.append((passage: passages.count, provision: provision))
      }
    }
    passages.append(Passage(range: range, role: role, provision: provision, headingLength: headingLength))
    if let provision { provisions[provision].end = Int(offsets[range.upperBound - 1]) + 1 }
  }

  /// What stands behind an item, as far as it tells a heading from an item of a list.
  private func following(_ item: Item, _ next: Item?, _ placed: [PlacedLabel]) -> HeadingReader.Following {
    guard let next else { return .nothing }
    if next.table != nil { return .table }
    guard next.role == .body else { return .nothing }
    guard let label = next.label else {
      return .text(length: next.ranges.reduce(0) { $0 + $1.count })
    }
    guard let own = item.label else { return .label }
    var parent = placed[label].parent
    while parent > own { parent = placed[parent].parent }
    return parent == own ? .deeper : .sibling
  }

  private mutating func emitTable(_ region: TableRegion, provision: Int?, above: Item?) {
    let raw = tableReader.cells(of: region, lines)
    let aligner = TableAligner(raw, units: flat.units)
    var numbers: [Int] = []
    let table = tables.count
    var low = Int.max
    var high = 0
    let caption = caption(above)
    for (row, cells) in raw.enumerated() {
      for cell in cells where !cell.isEmpty {
        let column = aligner.columns[numbers.count]
        let range = append(cell)
        numbers.append(passages.count)
        passages.append(
          Passage(
            range: range, role: .cell, provision: provision,
            cell: CellPlace(table: table, row: row, column: column)))
        for piece in cell {
          let span = flat.span(piece)
          low = min(low, span.start)
          high = max(high, span.end)
          cellBlocks.append(Block(span: span, kind: .cell(table: table, row: row, column: column)))
        }
      }
    }
    guard low < high else { return }
    let rows = aligner.rows.map { row in row.map { cell in cell.map { numbers[$0] } } }
    tables.append(
      Table(
        span: Span(low, high), caption: caption, provision: provision, rows: rows,
        headRows: headRows(raw, region)))
    if let provision { provisions[provision].end = max(provisions[provision].end, high) }
  }

  /// The passage above a table that is its caption: 表1 …, or a title that ends in 表.
  private mutating func caption(_ above: Item?) -> Int? {
    guard above?.table == nil, let index = passages.indices.last, index + 1 == passages.count else { return nil }
    let passage = passages[index]
    guard passage.cell == nil, passage.range.count <= 50, let last = passage.range.last else { return nil }
    let table: UInt16 = 0x8868  // 表
    let first = characters[passage.range.lowerBound]
    guard first == table || characters[last] == table || (first == 0x3010 && passage.range.count < 40) else {
      return nil
    }
    if passage.role == .body {
      passages[index] = Passage(range: passage.range, role: .heading, provision: passage.provision)
    }
    return index
  }

  /// How many rows at the top of a table are heads of columns.
  private func headRows(_ rows: [[RawCell]], _ region: TableRegion) -> Int {
    guard rows.count >= 2, let first = rows.first else { return 0 }
    // | --- | --- | below the first row makes it the head.
    if case .pipes = region.form, region.lines.count > rows.count { return 1 }
    var known = 0
    var filled = 0
    var isShort = true
    for cell in first {
      guard let piece = cell.first else { continue }
      filled += 1
      if piece.count > 14 { isShort = false }
      if words.tableHeads.whole(flat.units, piece) != nil
        || words.tableHeads.suffix(flat.units, before: piece.upperBound, piece.lowerBound) != nil
      {
        known += 1
      }
    }
    if isShort, filled >= 1, known * 2 >= filled { return 1 }
    return isShort && filled == first.count && filled >= 2 && standsOut(first, rows.dropFirst()) ? 1 : 0
  }

  /// Whether a row of short words stands above rows of which most have figures or longer text.
  private func standsOut(_ first: [RawCell], _ others: ArraySlice<[RawCell]>) -> Bool {
    for cell in first {
      guard let at = cell.first?.first else { continue }
      if CodeUnits.isDigit(flat.units[at]) { return false }
    }
    var unlike = 0
    for row in others where row.contains(where: { isLongOrFigure($0) }) { unlike += 1 }
    return unlike * 10 >= others.count * 8
  }

  private func isLongOrFigure(_ cell: RawCell) -> Bool {
    guard let range = cell.first, let at = range.first else { return false }
    return range.count > 14 || CodeUnits.isDigit(flat.units[at])
  }

  /// Gives each provision its end and its passages: its own and those of all that it holds.
  private mutating func close() {
    for index in provisions.indices.reversed() {
      guard let parent = provisions[index].parent else { continue }
      provisions[parent].end = max(provisions[parent].end, provisions[index].end)
    }
    var ends = provisions.map { $0.passages.lowerBound }
    for (index, passage) in passages.enumerated() {
      if let provision = passage.provision { ends[provision] = max(ends[provision], index + 1) }
    }
    for index in provisions.indices.reversed() {
      if let parent = provisions[index].parent { ends[parent] = max(ends[parent], ends[index]) }
      let low = provisions[index].passages.lowerBound
      provisions[index].passages = low..<max(low, ends[index])
    }
  }
}
