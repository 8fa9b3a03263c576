// Text as a terminal can show it: on one line, without marks that would move the cursor or turn the direction.

/// Characters to be shown on a terminal, cut into lines by columns.
struct DisplayText {
  /// The characters, without control and format characters, each run of white space one blank or none.
  let scalars: [Unicode.Scalar]
  /// The columns of each.
  private let widths: [UInt8]
  /// The columns of all.
  let columns: Int

  /// The text on one line. A line end beside a wide character is dropped: notices break lines anywhere inside a
  /// sentence; other white space becomes one blank.
  init(_ text: String) {
    var scalars: [Unicode.Scalar] = []
    var widths: [UInt8] = []
    var hasBlank = false
    var hasLineEnd = false
    for scalar in text.unicodeScalars {
      if scalar.properties.isWhitespace {
        hasBlank = true
        if Self.isLineEnd(scalar) { hasLineEnd = true }
        continue
      }
      let width = UInt8(truncatingIfNeeded: EastAsianWidth.columns(of: scalar))
      if width == 0 && !Self.isMark(scalar) { continue }
      if hasBlank, let before = widths.last, !hasLineEnd || (before < 2 && width < 2) {
        scalars.append(" ")
        widths.append(1)
      }
      hasBlank = false
      hasLineEnd = false
      scalars.append(scalar)
      widths.append(width)
    }
    self.init(scalars, widths)
  }

  private init(_ scalars: [Unicode.Scalar], _ widths: [UInt8]) {
    self.scalars = scalars
    self.widths = widths
    columns = widths.reduce(0) { $0 + Int($1) }
  }

  /// The text as one string.
  var string: String { string(0..<scalars.count) }

  /// The text cut to the columns, with … where something was cut off.
  func truncated(to limit: Int) -> String {
    columns <= limit ? string : cut(from: 0, to: limit)
  }

  /// The text as lines of at most `limit` columns (and at least 2), at most `most` of them; the last ends with … where
  /// something was cut off. No line begins with a closing mark or ends with an opening one where that can be helped,
  /// and words of Latin letters and digits stay whole where they fit.
  func lines(of limit: Int, atMost most: Int) -> [String] {
    let limit = max(limit, 2)
    var lines: [String] = []
    var start = 0
    while start < scalars.count {
      var end = fitting(from: start, in: limit)
      if end < scalars.count {
        if lines.count + 1 >= most {
          lines.append(cut(from: start, to: limit))
          return lines
        }
        end = breakPoint(before: end, after: start)
      }
      lines.append(string(start..<end))
      start = end
      while start < scalars.count && scalars[start] == " " { start += 1 }
    }
    return lines
  }

  /// As much as fits from `start` with … behind it; … alone where not even one character does.
  private func cut(from start: Int, to limit: Int) -> String {
    let end = fitting(from: start, in: limit - 1)
    let used = widths[start..<end].reduce(0) { $0 + Int($1) }
    return used < limit ? string(start..<end) + "…" : "…"
  }

  /// The end of the longest run from `start` that fits; at least one character, and its marks.
  private func fitting(from start: Int, in limit: Int) -> Int {
    var end = start
    var used = 0
    while end < scalars.count {
      used += Int(widths[end])
      if used > limit && end > start { break }
      end += 1
    }
    return end
  }

  private func breakPoint(before end: Int, after start: Int) -> Int {
    var at = end
    while at > start && !isBreak(at) { at -= 1 }
    return at > start ? at : end
  }

  /// Whether a line may end before the character.
  private func isBreak(_ at: Int) -> Bool {
    guard at > 0, at < scalars.count, widths[at] > 0 else { return at == scalars.count }
    let (before, after) = (scalars[at - 1], scalars[at])
    if Self.closing.contains(after) || Self.opening.contains(before) { return false }
    return !(Self.isWordPart(before) && Self.isWordPart(after))
  }

  private func string(_ range: Range<Int>) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars[range])
    while view.last == " " { view.removeLast() }
    return String(view)
  }

  private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
    let category = scalar.properties.generalCategory
    return category == .nonspacingMark || category == .enclosingMark || (0x1160...0x11FF).contains(scalar.value)
  }

  private static func isLineEnd(_ scalar: Unicode.Scalar) -> Bool {
    (0x0A...0x0D).contains(scalar.value) || [0x85, 0x2028, 0x2029].contains(scalar.value)
  }

  private static func isWordPart(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "0"..."9", "a"..."z", "A"..."Z", ".", "-", "_", "/", "%", "@", ":": true
    default: false
    }
  }

  private static let closing = Set("，。、；：？！）】〕〉》」』”’,;?!)]}％…/".unicodeScalars)
  private static let opening = Set("（【〔〈《「『“‘([{".unicodeScalars)
}
