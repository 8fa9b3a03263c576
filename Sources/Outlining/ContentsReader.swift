import TextModel

/// Sets a table of contents aside: its headings stand again in the text.
struct ContentsReader {
  let flat: FlatText
  let words: OutlineWords

  /// Marks the lines of a table of contents.
  func mark(_ lines: inout [Line]) {
    guard !words.contents.isEmpty else { return }
    for index in lines.indices where lines[index].isText {
      guard lines[index].count <= 6, words.contents.whole(flat.units, lines[index].flat) != nil else { continue }
      guard let end = end(lines, index) else { continue }
      for line in index..<end where lines[line].isText { lines[line].kind = .aside(.contents) }
      return
    }
  }

  /// The line at which the first heading of the list stands again.
  private func end(_ lines: [Line], _ start: Int) -> Int? {
    var first = start + 1
    while first < lines.count, !lines[first].isText { first += 1 }
    guard first < lines.count, lines[first].count >= 2 else { return nil }
    let key = key(lines[first])
    let reader = LabelReader(flat: flat, words: words)
    var index = first + 1
    var labelled = 1
    var last = first
    while index < lines.count, index - start < 600 {
      let line = lines[index]
      guard line.isText else {
        index += 1
        continue
      }
      // What stands between the last heading and the text is the text's own title.
      if self.key(line) == key { return labelled >= 3 ? last + 1 : index }
      if line.count > 60, flat.first(CodeUnits.fullStop, in: line.flat) != nil {
        return labelled >= 3 ? last + 1 : nil
      }
      if reader.read(line.flat.lowerBound, line.flat.upperBound) != nil {
        labelled += 1
        last = index
      }
      index += 1
    }
    return nil
  }

  /// The beginning of a heading, without dots and page numbers.
  private func key(_ line: Line) -> [UInt16] {
    Array(flat.units[line.flat].prefix(4))
  }
}
