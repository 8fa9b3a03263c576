import TextModel
import Tokenizing

/// A sentence of a passage: the tokens from behind a 。；！？ to the next, without it and without a run-in heading.
struct Sentence: Hashable {
  var segment: Int
  var tokens: Range<Int>
}

extension NoticeReading {
  /// The token with which the text of a passage begins behind its run-in heading.
  func bodyStart(of segment: Segment) -> Int {
    let passage = outline.passages[segment.passage]
    guard segment.outer == nil, passage.headingLength > 0 else { return segment.tokens.lowerBound }
    let limit = passage.range.lowerBound + passage.headingLength
    return segment.tokens.first { Int(stream.tokens[$0].start) >= limit } ?? segment.tokens.upperBound
  }

  /// The sentence that holds a token.
  func sentence(around token: Int, in segment: Int) -> Sentence {
    let whole = stream.segments[segment]
    let first = bodyStart(of: whole)
    var start = token
    while start > whole.tokens.lowerBound, start > first || token < first, stream.tokens[start - 1].type != .stop { start -= 1 }
    var end = token
    while end < whole.tokens.upperBound, stream.tokens[end].type != .stop { end += 1 }
    return Sentence(segment: segment, tokens: start..<max(start, end))
  }

  /// All sentences of a segment, the run-in heading left out.
  func sentences(of segment: Int) -> [Sentence] {
    let whole = stream.segments[segment]
    var out: [Sentence] = []
    var start = bodyStart(of: whole)
    for token in start..<max(start, whole.tokens.upperBound) where stream.tokens[token].type == .stop {
      if token > start { out.append(Sentence(segment: segment, tokens: start..<token)) }
      start = token + 1
    }
    if start < whole.tokens.upperBound { out.append(Sentence(segment: segment, tokens: start..<whole.tokens.upperBound)) }
    return out
  }

  /// The outermost segment of a passage that holds the segment.
  func outermost(_ segment: Int) -> Int {
    var at = segment
    while let outer = stream.segments[at].outer { at = outer }
    return at
  }
}
