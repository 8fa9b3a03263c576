// The sentence that a rule stands in, from the text and its provisions alone.
import RuleModel
import TextModel

/// Finds sentences in a notice's text.
struct SentenceFinder {
  private let text: SourceText
  private let starts: [Int]
  private let bodies: [Int]

  private static let most = 400
  /// A line shorter than this ends a paragraph; hard wraps stand further to the right.
  private static let shortestWrap = 18

  init(_ graph: RuleGraph) {
    text = graph.text
    let ordered = graph.provisions.sorted { $0.span.start < $1.span.start }
    starts = ordered.map(\.span.start)
    bodies = ordered.map { Self.body(of: $0, in: graph.text) }
  }

  /// A finder in a text whose provisions are not known.
  init(_ text: SourceText) {
    self.text = text
    starts = []
    bodies = []
  }

  /// The characters of a place as they are matched, without blanks.
  func squeezed(_ span: Span) -> [UInt16] {
    guard span.start < min(span.end, text.count) else { return [] }
    return text.folded[span.start..<min(span.end, text.count)].filter { !Self.isBlank($0) }
  }

  /// The sentence around a place: to the full stop, the end of the paragraph or the next provision on either side. A
  /// place that holds several sentences is kept whole.
  func sentence(around span: Span) -> Span {
    let count = text.count
    guard span.start < span.end, span.end <= count else { return span }
    let folded = text.folded
    let floor = max(self.floor(of: span.start), span.start - Self.most)
    var start = span.start
    while start > floor, !Self.isStop(folded[start - 1]) {
      if folded[start - 1] == Folding.lineEnd, endsParagraph(before: start - 1) { break }
      start -= 1
    }
    while start < span.start, Self.isBlank(folded[start]) { start += 1 }
    let ceiling = min(self.ceiling(of: span.end), span.end + Self.most, count)
    var end = span.end
    while end < ceiling, !Self.isStop(folded[end - 1]) {
      if folded[end] == Folding.lineEnd, endsParagraph(before: end) { break }
      end += 1
    }
    while end < ceiling, Self.isClosing(folded[end]) { end += 1 }
    while end > span.end, Self.isBlank(folded[end - 1]) { end -= 1 }
    return Span(start, end)
  }

  /// The characters of a place as a person reads them, the ends of lines taken out.
  func shown(_ span: Span) -> String { shownAndFolded(span).shown }

  /// The characters of a place as a person reads them, and the same as `LibraryWords.folded` has them.
  func shownAndFolded(_ span: Span) -> (shown: String, folded: String) {
    var shown: [UInt8] = []
    var folded: [UInt8] = []
    shown.reserveCapacity(3 * span.count)
    folded.reserveCapacity(3 * span.count)
    for at in span.start..<min(span.end, text.count) {
      let unit = text.folded[at]
      if unit == Folding.lineEnd { continue }
      if unit == Folding.blank {
        // A blank is kept between letters only: “3 000” and “Smart City”.
        let isBetween =
          at > span.start && at + 1 < span.end && Self.isLetter(text.folded[at - 1])
          && Self.isLetter(text.folded[at + 1])
        if !isBetween { continue }
      }
      Self.append(text.scalars[at].value, to: &shown)
      Self.append(UInt32((0x41...0x5A).contains(unit) ? unit + 0x20 : unit), to: &folded)
    }
    return (String(decoding: shown, as: UTF8.self), String(decoding: folded, as: UTF8.self))
  }

  /// Appends a code point in UTF-8: what is no character is given as one that stands for none.
  private static func append(_ value: UInt32, to bytes: inout [UInt8]) {
    if value < 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: value))
    } else if let scalar = Unicode.Scalar(value) {
      bytes.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
    } else {
      bytes.append(contentsOf: UTF8.encodedReplacementCharacter)
    }
  }

  /// Where what a provision says begins: behind its label and heading.
  private static func body(of entry: ProvisionEntry, in text: SourceText) -> Int {
    var at = entry.span.start
    // Label and heading are given without the blanks that may stand between their characters.
    for scalar in (entry.label + (entry.heading ?? "")).unicodeScalars where !isWhite(scalar) {
      while at < text.count, at < entry.span.end, isBlank(text.folded[at]) { at += 1 }
      guard at < text.count, at < entry.span.end, text.scalars[at] == scalar else { return at }
      at += 1
    }
    return at
  }

  private static func isWhite(_ scalar: Unicode.Scalar) -> Bool { scalar.properties.isWhitespace }

  private func endsParagraph(before lineEnd: Int) -> Bool {
    var length = 0
    var at = lineEnd - 1
    while at >= 0, text.folded[at] != Folding.lineEnd, length < Self.shortestWrap {
      if text.folded[at] != Folding.blank { length += 1 }
      at -= 1
    }
    return length < Self.shortestWrap
  }

  /// The beginning of what the innermost provision at a place says, if the place stands behind it.
  private func floor(of offset: Int) -> Int {
    let index = Self.count(of: starts, upTo: offset) - 1
    guard index >= 0 else { return 0 }
    return bodies[index] <= offset ? bodies[index] : starts[index]
  }

  private func ceiling(of offset: Int) -> Int {
    let index = Self.count(of: starts, upTo: offset - 1)
    return index < starts.count ? max(offset, starts[index]) : .max
  }

  private static func count(of starts: [Int], upTo offset: Int) -> Int {
    starts.partitioningIndex { $0 > offset }
  }

  private static func isBlank(_ unit: UInt16) -> Bool { unit == Folding.blank || unit == Folding.lineEnd }
  private static func isLetter(_ unit: UInt16) -> Bool {
    (0x30...0x39).contains(unit) || (0x41...0x5A).contains(unit) || (0x61...0x7A).contains(unit)
  }
  /// 。；！？ as they are folded.
  private static func isStop(_ unit: UInt16) -> Bool {
    unit == 0x3002 || unit == 0x3B || unit == 0x21 || unit == 0x3F
  }
  /// ” ） 》 behind a full stop belong to it.
  private static func isClosing(_ unit: UInt16) -> Bool { unit == 0x201D || unit == 0x29 || unit == 0x300B }
}
