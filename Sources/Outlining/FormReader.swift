import TextModel

/// Sets empty forms aside: attachments that are mainly short fields to be filled in.
struct FormReader {
  let flat: FlatText
  let words: OutlineWords

  /// Marks the lines of the attachments that are forms; tables in them are tables no more.
  func mark(_ lines: inout [Line], _ regions: inout [TableRegion], _ roles: [LineRole], _ sections: [Section]) {
    for (index, section) in sections.enumerated() where section.kind == .attachment {
      let end = index + 1 < sections.count ? sections[index + 1].firstLine : lines.count
      let body = (section.firstLine..<end).filter { isField(roles[$0]) && !isAside(lines[$0]) && lines[$0].count > 0 }
      guard isForm(lines, roles, section.firstLine..<end, body) else { continue }
      for line in body { lines[line].kind = .aside(.form) }
      regions.removeAll { $0.lines.lowerBound >= section.firstLine && $0.lines.upperBound <= end }
    }
    // The tables that are left keep their order; lines name them by it.
    for (number, region) in regions.enumerated() {
      for line in region.lines { lines[line].kind = .table(number) }
    }
  }

  private func isField(_ role: LineRole) -> Bool { role == .body }

  private func isAside(_ line: Line) -> Bool {
    if case .aside = line.kind { return true }
    return false
  }

  private func isForm(_ lines: [Line], _ roles: [LineRole], _ place: Range<Int>, _ body: [Int]) -> Bool {
    guard body.count >= 3 else { return false }
    var isNamedForm = false
    for line in place.prefix(8) where roles[line] == .instrumentTitle || roles[line] == .attachmentHead {
      if words.forms.suffix(flat.units, before: lines[line].flat.upperBound, lines[line].flat.lowerBound) != nil {
        isNamedForm = true
      }
    }
    var fields = 0
    var sentences = 0
    var boxes = 0
    let reader = LabelReader(flat: flat, words: words)
    for line in body {
      let range = lines[line].flat
      guard let last = range.last else { continue }
      for unit in flat.units[range] where unit == 0x25A1 || unit == 0x5F { boxes += 1 }  // □ _
      let isSentence = range.count >= 25 && CodeUnits.endsSentence(flat.units[last])
      let reading = reader.read(range.lowerBound, range.upperBound)?.first
      let isLabelled = reading.map { !$0.isWeak && $0.style != .bare && range.upperBound - $0.end >= 4 } ?? false
      if isSentence || (isLabelled && range.count >= 10) {
        sentences += 1
      } else if range.count <= 16 || flat.units[last] == CodeUnits.colon {
        fields += 1
      }
    }
    // A table that is filled in is no form, whatever its title.
    let rows = body.reduce(0) { $0 + (lines[$1].isText ? 0 : 1) }
    if rows * 2 > body.count { return isNamedForm && rows <= 4 }
    if isNamedForm { return fields >= sentences * 2 }
    return boxes >= 3 && fields * 10 >= body.count * 6 && sentences * 5 <= fields
  }
}
