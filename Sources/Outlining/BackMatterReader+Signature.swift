import TextModel

/// Who signed, and when.
extension BackMatterReader {
  /// The date of a line that is a date, or a body and a date: the ISO form and what stands before it.
  func signatureDate(_ line: Line) -> (iso: String, body: Range<Int>)? {
    let range = line.flat
    guard range.count >= 8, range.count <= 60, let found = names.date(in: range) else { return nil }
    let isPlain = flat.units[found.range.upperBound - 1] != CodeUnits.day
    // 2024.3.5 is a date of signature only by itself.
    if isPlain, found.range != range { return nil }
    let behind = found.range.upperBound..<range.upperBound
    guard
      behind.isEmpty
        || (flat.units[behind.lowerBound] == CodeUnits.openBracket
          && flat.units[behind.upperBound - 1] == CodeUnits.closeBracket)
    else { return nil }
    let before = range.lowerBound..<found.range.lowerBound
    guard before.isEmpty || isOrganization(before) else { return nil }
    return (found.iso, before)
  }

  /// Whether a line of figures is a date that a body's name above makes a signature.
  func isSigned(_ index: Int, _ lines: [Line], _ roles: [LineRole]) -> Bool {
    guard let last = lines[index].flat.last, flat.units[last] != CodeUnits.day,
      !(flat.units[last] == CodeUnits.closeBracket)
    else { return true }
    var above = index - 1
    while above >= 0, !lines[above].isText { above -= 1 }
    return above >= 0 && roles[above] == .body && isOrganization(lines[above].flat)
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

  func takeSignature(
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

  func isAbbreviation(_ range: Range<Int>) -> Bool {
    range.count >= 3 && words.organizationEndings.suffix(flat.units, before: range.upperBound, range.lowerBound) != nil
  }
}
