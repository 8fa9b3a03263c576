import TextModel

/// Whom the notice is addressed to.
extension FrontMatterReader {
  func readRecipients(
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
  func isAddresses(_ range: Range<Int>) -> Bool {
    let body = range.lowerBound..<(range.upperBound - 1)
    guard !body.isEmpty, flat.first(CodeUnits.fullStop, in: body) == nil else { return false }
    return words.preambles.first(flat.units, in: body) == nil && words.addressees.first(flat.units, in: body) != nil
  }

  func takeRecipients(
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
}
