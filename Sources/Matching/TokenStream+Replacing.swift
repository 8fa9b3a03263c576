import Tokenizing

extension TokenStream {
  /// The stream with each match replaced by one token. Matches do not overlap and stand in the order of the stream.
  /// `kinds`: the table that has numbered the stream.
  public func replacing(_ matches: [(match: Match, token: Token)], kinds table: TokenKinds) -> TokenStream {
    guard !matches.isEmpty else { return self }
    var out = TokenStream(tokens: [], segments: segments, numbers: numbers)
    out.tokens.reserveCapacity(tokens.count)
    out.kinds.reserveCapacity(tokens.count)
    let isNumbered = numbering == table.id && kinds.count == tokens.count
    if isNumbered { out.numbering = numbering }
    var next = 0
    for (index, segment) in segments.enumerated() {
      let first = out.tokens.count
      var at = segment.tokens.lowerBound
      while at < segment.tokens.upperBound {
        if next < matches.count, matches[next].match.segment == index, matches[next].match.tokens.lowerBound == at {
          let match = matches[next].match
          var token = matches[next].token
          token.start = tokens[at].start
          token.end = tokens[match.tokens.upperBound - 1].end
          token.place = tokens[at].place.intersection([.firstOfClause, .firstOfSentence, .firstOfItem])
            .union(
              tokens[match.tokens.upperBound - 1].place.intersection([.lastOfClause, .lastOfSentence, .lastOfItem]))
          out.tokens.append(token)
          if isNumbered { out.kinds.append(table.kind(of: token)) }
          at = match.tokens.upperBound
          next += 1
        } else {
          let isNext = next < matches.count && matches[next].match.segment == index
          let end = isNext ? max(at + 1, matches[next].match.tokens.lowerBound) : segment.tokens.upperBound
          out.tokens.append(contentsOf: tokens[at..<end])
          if isNumbered { out.kinds.append(contentsOf: kinds[at..<end]) }
          at = end
        }
      }
      out.segments[index].tokens = first..<out.tokens.count
    }
    return out
  }
}
