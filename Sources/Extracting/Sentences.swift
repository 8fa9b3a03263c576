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
    guard sentenceBounds.starts.indices.contains(token) else {
      return Sentence(segment: segment, tokens: token..<token)
    }
    let start = Int(sentenceBounds.starts[token])
    return Sentence(segment: segment, tokens: start..<max(start, Int(sentenceBounds.ends[token])))
  }

  /// Tokens without the marks at their end.
  func withoutFinalMarks(_ tokens: Range<Int>) -> Range<Int> {
    var end = tokens.upperBound
    while end > tokens.lowerBound, [.stop, .comma].contains(stream.tokens[end - 1].type) { end -= 1 }
    return tokens.lowerBound..<end
  }

  /// The first character of a token, folded.
  func character(of token: Int) -> UInt16 {
    let at = Int(stream.tokens[token].start)
    return outline.characters.indices.contains(at) ? outline.characters[at] : 0
  }

  /// Whether the characters of tokens are a word of a list, whatever they were read as.
  func isListed(_ tokens: Range<Int>, in list: String) -> Bool {
    let range = characters(of: tokens)
    guard !range.isEmpty, let word = lexicon.number(of: outline.characters[range]) else { return false }
    return lexicon.value(of: word, in: list) != nil
  }

  /// The outermost segment of a passage that holds the segment.
  func outermost(_ segment: Int) -> Int {
    var at = segment
    while let outer = stream.segments[at].outer { at = outer }
    return at
  }
}

/// For each token of a stream where its sentence begins and ends: found once, since a sentence can be as long as the text.
struct SentenceBounds {
  private(set) var starts: [Int32] = []
  private(set) var ends: [Int32] = []

  init() {}

  /// The bounds of all tokens; a run-in heading is a sentence of its own.
  init(of reading: NoticeReading) {
    starts = [Int32](repeating: 0, count: reading.stream.tokens.count)
    ends = starts
    for segment in reading.stream.segments {
      let body = reading.bodyStart(of: segment)
      var start = segment.tokens.lowerBound
      for token in segment.tokens {
        if token == body { start = token }
        starts[token] = Int32(start)
        if reading.stream.tokens[token].type == .stop { start = token + 1 }
      }
      var end = segment.tokens.upperBound
      for token in segment.tokens.reversed() {
        if reading.stream.tokens[token].type == .stop { end = token }
        ends[token] = Int32(end)
        if token == body { end = token }
      }
    }
  }
}
