import TextModel

/// What a line of the text is to the layout.
enum LineKind: Equatable {
  /// Part of the notice.
  case text
  /// A row of a table, or a piece of one, by the number of the table.
  case table(Int)
  /// Not part of the notice.
  case aside(AsideReason)
}

/// A line as printed, or a piece of one where a text has lost its line breaks.
struct Line {
  /// The scalars of the line without its blanks at either end.
  var start: Int
  var end: Int
  /// Its characters in the flat text.
  var flat: Range<Int>
  /// Columns from its first to its last character.
  var width: Int
  /// Columns of blank before its first character.
  var indent: Int
  /// Blank lines above it.
  var blanksBefore: Int
  /// How many tabs stand inside it.
  var tabs: Int
  /// Whether a tab stands before its first character.
  var startsWithTab: Bool
  /// How many characters of it are the text of links.
  var linked: Int
  /// The depth of a markup heading; 0 for none.
  var heading: Int
  /// Whether a printed line of the text was cut here.
  var isCut: Bool
  /// What it is.
  var kind: LineKind = .text

  /// Whether it belongs to the notice's running text.
  var isText: Bool { kind == .text }
  /// How many characters it has.
  var count: Int { flat.count }
}

/// The characters of a text without blanks, line ends and marks of markup, with the way back.
struct FlatText {
  /// What the gap before a character is.
  static let noGap: UInt8 = 0
  static let blankGap: UInt8 = 1
  static let wideGap: UInt8 = 2
  static let lineGap: UInt8 = 3

  /// The folded characters.
  var units: [UInt16] = []
  /// For each the offset in the text.
  var offsets: [Int32] = []
  /// What stands before each: nothing, one blank, more, a line end.
  var gaps: [UInt8] = []

  /// The place in the text of a range of characters.
  func span(_ range: Range<Int>) -> Span {
    guard let first = range.first, let last = range.last, last < offsets.count else {
      let at = range.lowerBound < offsets.count ? Int(offsets[range.lowerBound]) : 0
      return Span(at, at)
    }
    return Span(Int(offsets[first]), Int(offsets[last]) + 1)
  }

  /// The index of the first `unit` in the range.
  func first(_ unit: UInt16, in range: Range<Int>) -> Int? {
    var at = range.lowerBound
    while at < range.upperBound {
      if units[at] == unit { return at }
      at += 1
    }
    return nil
  }
}

/// Cuts a text into lines and flattens it. Marks of markup are told apart and kept out of the flat text.
struct LineSplitter {
  private let text: SourceText
  private let folded: [UInt16]
  private let runOn: RunOnCutter
  private let softBreaks: SoftBreaks
  private(set) var lines: [Line] = []
  private(set) var flat = FlatText()
  /// Marks of markup, in the order of the text.
  private(set) var markup: [Span] = []
  private var blanks = 0
  /// Places of the present line that are markup, ascending.
  private var hidden: [Span] = []
  /// The texts of the present line's links, ascending.
  private var links: [Span] = []
  /// The first of them that no piece of the line has held yet.
  private var nextLink = 0
  /// Whether a sentence has been read: no addressees stand behind it.
  private var sawSentence = false

  /// Splits the whole text.
  init(_ text: SourceText, words: OutlineWords) {
    self.text = text
    self.runOn = RunOnCutter(words: words)
    self.softBreaks = SoftBreaks(words: words)
    self.folded = text.folded
    flat.units.reserveCapacity(text.count)
    flat.offsets.reserveCapacity(text.count)
    flat.gaps.reserveCapacity(text.count)
    var start = 0
    var at = 0
    while at < folded.count {
      if folded[at] == Folding.lineEnd {
        let isPair = text.scalars[at] == "\r" && at + 1 < folded.count && text.scalars[at + 1] == "\n"
        read(start, at)
        at += isPair ? 2 : 1
        start = at
      } else {
        at += 1
      }
    }
    if start < folded.count { read(start, folded.count) }
  }

  private mutating func read(_ lineStart: Int, _ lineEnd: Int) {
    var start = lineStart
    var end = lineEnd
    var indent = 0
    var startsWithTab = false
    while start < end, folded[start] == Folding.blank {
      indent += text.scalars[start].value == 0x3000 ? 2 : 1
      if text.scalars[start] == "\t" { startsWithTab = true }
      start += 1
    }
    while end > start, folded[end - 1] == Folding.blank { end -= 1 }
    guard start < end else {
      blanks += 1
      if startsWithTab { blankTabLine(lineStart, lineEnd) }
      return
    }
    if isRule(start, end) {
      markup.append(Span(start, end))
      blanks += 1
      return
    }
    hidden.removeAll(keepingCapacity: true)
    links.removeAll(keepingCapacity: true)
    nextLink = 0
    let heading = findMarkup(start, end)
    var cuts = runOn.cuts(folded, start, end, isFirst: lines.isEmpty)
    if cuts.isEmpty { cuts = softBreaks.cuts(text, start, end) }
    if !sawSentence, lines.count < 60 {
      if cuts.isEmpty, let cut = runOn.addressCut(folded, start, end) { cuts = [cut] }
      sawSentence = end - start >= 15 && folded[start..<end].contains(CodeUnits.fullStop)
    }
    if let cut = runOn.signatureCut(folded, start, end), !cuts.contains(cut) {
      cuts = cuts.filter { $0 < cut } + [cut]
    }
    var from = start
    var isFirst = true
    for cut in cuts + [end] where cut > from {
      append(
        from, cut, indent: isFirst ? indent : 0, startsWithTab: isFirst && startsWithTab, heading: heading,
        isCut: !isFirst)
      isFirst = false
      from = cut
    }
    if isFirst { blanks += 1 }
  }

  /// An empty cell of a table that has one cell a line.
  private mutating func blankTabLine(_ start: Int, _ end: Int) {
    guard let last = lines.last, last.startsWithTab else { return }
    lines.append(
      Line(
        start: start, end: end, flat: flat.units.count..<flat.units.count, width: 0, indent: 1,
        blanksBefore: blanks - 1, tabs: 0, startsWithTab: true, linked: 0, heading: 0, isCut: false))
    blanks = 0
  }

  private mutating func append(
    _ from: Int, _ to: Int, indent: Int, startsWithTab: Bool, heading: Int, isCut: Bool
  ) {
    let low = flat.units.count
    var gap = FlatText.lineGap
    var width = 0
    var shown = 0
    var tabs = 0
    var nextHidden = 0
    while nextHidden < hidden.count, hidden[nextHidden].end <= from { nextHidden += 1 }
    var first = -1
    var last = -1
    var at = from
    while at < to {
      if nextHidden < hidden.count, hidden[nextHidden].start <= at {
        at = max(at + 1, min(hidden[nextHidden].end, to))
        nextHidden += 1
        continue
      }
      let unit = folded[at]
      if unit == Folding.blank {
        let value = text.scalars[at].value
        if first >= 0 {
          width += value == 0x3000 ? 2 : 1
          if value == 9 { tabs += 1 }
          gap = gap == FlatText.noGap && value != 0x3000 && value != 9 ? FlatText.blankGap : max(gap, FlatText.wideGap)
        }
      } else {
        if first < 0 { first = at }
        last = at
        width += CodeUnits.width(text.scalars[at].value)
        shown = width
        flat.units.append(unit)
        flat.offsets.append(Int32(truncatingIfNeeded: at))
        flat.gaps.append(gap)
        gap = FlatText.noGap
      }
      at += 1
    }
    guard first >= 0 else { return }
    var linked = 0
    while nextLink < links.count, links[nextLink].start < to {
      linked += min(links[nextLink].end, to) - max(links[nextLink].start, from)
      nextLink += 1
    }
    lines.append(
      Line(
        start: first, end: last + 1, flat: low..<flat.units.count, width: shown, indent: indent,
        blanksBefore: blanks, tabs: tabs, startsWithTab: startsWithTab, linked: linked, heading: heading,
        isCut: isCut))
    blanks = 0
  }

  /// Whether the line is a drawn rule: three or more of the same few marks and nothing else.
  private func isRule(_ start: Int, _ end: Int) -> Bool {
    guard end - start >= 3 else { return false }
    var at = start
    while at < end {
      switch folded[at] {
      case 0x2D, 0x3D, 0x2A, 0x5F, 0x2500, 0x2501, 0x20: at += 1
      default: return false
      }
    }
    return true
  }

  /// Notes the marks of markup in a line; returns the depth of a heading.
  private mutating func findMarkup(_ start: Int, _ end: Int) -> Int {
    var at = start
    var depth = 0
    while at < end, folded[at] == 0x23, depth < 7 {  // #
      depth += 1
      at += 1
    }
    if depth > 0, depth < 7, at < end, folded[at] == Folding.blank {
      hide(start, at)
    } else {
      depth = 0
      at = start
      if end - start > 2, folded[start + 1] == Folding.blank {
        let first = text.scalars[start]
        // `- 12 -` is a page number, not an item.
        let isDashed = first == "-" && text.scalars[end - 1] == "-"
        if first == ">" || (first == "-" && !isDashed) || first == "*" || first == "+" || first == "•" {
          hide(start, start + 1)
          at = start + 2
        }
      }
    }
    var stars = 0
    var brackets = 0
    var scan = at
    while scan < end {
      let value = text.scalars[scan].value
      if value == 0x2A { stars += 1 }  // *
      if value == 0x5D, scan + 1 < end, text.scalars[scan + 1] == "(" { brackets += 1 }  // ](
      scan += 1
    }
    if stars > 0 || brackets > 0 { findInlineMarkup(at, end, stars: stars) }
    // A hard line break of CommonMark.
    if end - at > 1, text.scalars[end - 1] == "\\" { hide(end - 1, end) }
    return depth
  }

  private mutating func findInlineMarkup(_ start: Int, _ end: Int, stars: Int) {
    var at = start
    let isItalic =
      stars == 2 && end - start > 2 && text.scalars[start] == "*" && text.scalars[end - 1] == "*"
      && text.scalars[start + 1] != "*"
    var open = -1
    while at < end {
      let scalar = text.scalars[at]
      if scalar == "*", at + 1 < end, text.scalars[at + 1] == "*", stars >= 4 {
        hide(at, at + 2)
        at += 2
        continue
      }
      if scalar == "*", isItalic { hide(at, at + 1) }
      // ![logo](…) is a picture: its words are not the notice's.
      if scalar == "!", at + 1 < end, text.scalars[at + 1] == "[", let close = pictureEnd(at, end) {
        hide(at, close)
        at = close
        continue
      }
      if scalar == "[" { open = at }
      if scalar == "]", open >= 0, at + 1 < end, text.scalars[at + 1] == "(" {
        var close = at + 2
        let limit = min(end, at + 1000)
        while close < limit, text.scalars[close] != ")", folded[close] != Folding.blank { close += 1 }
        if close < end, text.scalars[close] == ")" {
          hideInOrder(open)
          hide(at, close + 1)
          links.append(Span(open + 1, at))
          at = close + 1
          open = -1
          continue
        }
      }
      at += 1
    }
  }

  /// The place behind a picture that begins at `start`.
  private func pictureEnd(_ start: Int, _ end: Int) -> Int? {
    var at = start + 2
    while at + 1 < end, !(text.scalars[at] == "]" && text.scalars[at + 1] == "(") {
      if at - start > 300 { return nil }
      at += 1
    }
    let limit = min(end, at + 1000)
    while at < limit, text.scalars[at] != ")" { at += 1 }
    return at < limit ? at + 1 : nil
  }

  private mutating func hide(_ start: Int, _ end: Int) {
    hidden.append(Span(start, end))
    markup.append(Span(start, end))
  }

  /// Hides one mark that stands before marks already noted.
  private mutating func hideInOrder(_ at: Int) {
    var place = hidden.count
    while place > 0, hidden[place - 1].start > at { place -= 1 }
    hidden.insert(Span(at, at + 1), at: place)
    var marks = markup.count
    while marks > 0, markup[marks - 1].start > at { marks -= 1 }
    markup.insert(Span(at, at + 1), at: marks)
  }
}
