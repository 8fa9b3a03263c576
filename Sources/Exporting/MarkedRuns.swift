// A text with its differing places marked, as runs; far from any mark it may be cut.
import TextModel

/// A run of characters that is marked or not.
struct MarkedRun: Hashable {
  /// The characters; line ends are kept.
  var text: String
  /// Whether the other side has something else here.
  var isMarked: Bool
}

enum MarkedRuns {
  /// The runs of places in a text. `context`: how many characters beside a mark are kept, the rest given as …; nil
  /// keeps all.
  static func runs(of text: SourceText, in places: [Span], marks: [Span], context: Int? = nil) -> [MarkedRun] {
    var out: [MarkedRun] = []
    for (number, place) in places.enumerated() {
      if number > 0 { out.append(MarkedRun(text: "\n", isMarked: false)) }
      var at = place.start
      var isFirst = true
      for mark in marks where mark.start < place.end && mark.end > place.start {
        let start = max(mark.start, at)
        let end = min(mark.end, place.end)
        guard end > start else { continue }
        append(plain(text, Span(at, start), context, keepsStart: !isFirst, keepsEnd: true), to: &out)
        out.append(MarkedRun(text: text.string(in: Span(start, end)), isMarked: true))
        at = end
        isFirst = false
      }
      append(plain(text, Span(at, place.end), context, keepsStart: !isFirst, keepsEnd: false), to: &out)
    }
    return out
  }

  private static func append(_ text: String, to runs: inout [MarkedRun]) {
    if !text.isEmpty { runs.append(MarkedRun(text: text, isMarked: false)) }
  }

  /// The label at the beginning stays too: it says where one is.
  private static func plain(
    _ text: SourceText, _ place: Span, _ context: Int?, keepsStart: Bool, keepsEnd: Bool
  ) -> String {
    guard let context, place.count > 2 * context + 8 else { return text.string(in: place) }
    let head = text.string(in: Span(place.start, place.start + context))
    let tail = keepsEnd ? text.string(in: Span(place.end - context, place.end)) : ""
    return head + "…" + tail
  }
}

extension SourceText {
  /// How the first provision's place is shortened to its heading: up to where its first child begins.
  func headings(_ indices: [Int], of outline: Outline) -> [Span] {
    indices.map { index in
      let span = outline.provisions[index].span
      let next = index + 1
      guard next < outline.provisions.count, outline.provisions[next].span.start < span.end else { return span }
      return Span(span.start, outline.provisions[next].span.start)
    }
  }
}
