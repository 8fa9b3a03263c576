/// Where the running text of a document begins and ends, which tells the lines that go on from those that end a paragraph.
///
/// A page with few lines shows no margins of its own: those of all pages of the same width count. A page whose text stands
/// in columns has margins for each column.
struct LayoutMargins {
  /// The margins of a column of text.
  struct Frame {
    var left = 0.0
    var right = Double.infinity
    /// Whether the first lines of paragraphs stand two characters further in.
    var isIndented = false

    /// Whether a line goes on with the paragraph of the line before it, by where they begin and end.
    func goesOn(_ line: LayoutLine, after before: LayoutLine) -> Bool {
      let em = min(line.em, before.em)
      guard before.right > right - em * 1.9, line.left < left + em * 1.2 else { return false }
      // The first line of a paragraph stands further in than the next.
      if before.left > line.left + em { return true }
      guard abs(before.left - line.left) <= em * 0.8 else { return false }
      if isIndented { return true }
      guard let last = before.text.unicodeScalars.last else { return false }
      return !"。；：！？;:".unicodeScalars.contains(last)
    }
  }

  /// What pages share their margins by.
  private struct Key: Hashable {
    var width: Int
    var column: Int
    var columns: Int
  }

  private var keys: [[Key]] = []
  private var frames: [Key: Frame] = [:]
  /// The margins of pages whose text is wider than that of the others.
  private var own: [[Int: Frame]] = []

  /// The margins of pages with these lines of running text.
  init(_ pages: [[LayoutLine]], widths: [Double]) {
    var lines: [Key: [LayoutLine]] = [:]
    for (page, width) in zip(pages, widths) {
      let gutter = Self.gutter(page)
      let pageKeys = page.map { line in
        let column = gutter.map { line.left > $0 ? 1 : line.right < $0 ? 0 : 2 } ?? 2
        return Key(width: Int(width.clampedToInt), column: column, columns: gutter == nil ? 1 : 2)
      }
      keys.append(pageKeys)
      for (key, line) in zip(pageKeys, page) { lines[key, default: []].append(line) }
    }
    for (key, lines) in lines { frames[key] = Self.frame(lines, width: key.column == 2 ? Double(key.width) : nil) }
    for (page, lines) in pages.enumerated() {
      var wider: [Int: Frame] = [:]
      for column in Set(keys[page].map(\.column)) {
        let members = zip(keys[page], lines).filter { $0.0.column == column }
        guard let key = members.first?.0, let shared = frames[key] else { continue }
        let frame = Self.frame(members.map(\.1), width: nil)
        let em = members.first?.1.em ?? 1
        if frame.right.isFinite, frame.right > shared.right + em, shared.right.isFinite { wider[column] = frame }
      }
      own.append(wider)
    }
  }

  /// The margins for a line of running text.
  func frame(of line: Int, page: Int) -> Frame {
    guard keys.indices.contains(page), keys[page].indices.contains(line) else { return Frame() }
    let key = keys[page][line]
    return own[page][key.column] ?? frames[key] ?? Frame()
  }

  /// `width` is that of the page, where the text has it for itself.
  private static func frame(_ lines: [LayoutLine], width: Double?) -> Frame {
    var frame = Frame()
    guard !lines.isEmpty else { return frame }
    let lefts = lines.map(\.left).sorted()
    let rights = lines.map(\.right).sorted()
    frame.left = lefts[lefts.count / 20]
    let right = rights[rights.count - 1 - rights.count / 20]
    let em = lines.map(\.em).sorted()[lines.count / 2]
    // The longest of a few short lines is no margin, but for one that stands as far from the edge as the text begins.
    let reach = rights.count { $0 > right - em * 1.9 }
    let isSymmetric = width.map { right > $0 - frame.left - em * 2 } ?? false
    if reach >= 3 || isSymmetric { frame.right = right }
    let edge = frame.left
    frame.isIndented = lines.contains { $0.left > edge + $0.em * 1.6 && $0.left < edge + $0.em * 2.6 }
    return frame
  }

  /// The place between two columns of text; nil where the text stands in one.
  static func gutter(_ lines: [LayoutLine]) -> Double? {
    guard lines.count >= 12, let left = lines.map(\.left).min(), let right = lines.map(\.right).max() else {
      return nil
    }
    // Columns are about as wide as each other.
    let starts = lines.map(\.left).filter { $0 > left + (right - left) * 0.4 && $0 < left + (right - left) * 0.65 }
      .sorted()
    guard starts.count * 4 >= lines.count else { return nil }
    let gutter = starts[starts.count / 20] - 0.5
    let before = lines.count { $0.right < gutter + 0.5 }
    let after = lines.count { $0.left > gutter - 0.5 }
    return before * 4 >= lines.count && after * 4 >= lines.count && (before + after) * 10 >= lines.count * 8
      ? gutter : nil
  }
}

extension Double {
  /// As a whole number, within what pages measure.
  fileprivate var clampedToInt: Double { isFinite ? Swift.min(Swift.max(self, 0), 1e6).rounded() : 0 }
}
