import RuleModel
import TextModel
import Tokenizing

extension ExactNumber {
  /// The number that a numeral gives.
  init(_ numeral: Numeral) { self.init(numeral.mantissa, exponent: numeral.exponent) }
}

extension NoticeReading {
  /// The place of tokens in the text.
  func span(of tokens: Range<Int>) -> Span { outline.span(of: characters(of: tokens)) }

  /// The quantity of a token or inside it, or nil.
  func quantity(at token: Int) -> Quantity? {
    guard var index = payload(token) else { return nil }
    if let inner = phrases[index].inner { index = inner }
    guard case .quantity(let value) = phrases[index].value else { return nil }
    guard let comparison = ComparisonOperator(rawValue: value.comparison) else { return nil }
    let span = outline.span(of: phrases[index].range)
    return Quantity(
      span: span, quote: outline.text.string(in: span), comparison: comparison, value: ExactNumber(value.value),
      upper: value.upper.map { ExactNumber($0) }, unit: value.unit)
  }

  /// The temporal of a token, or nil.
  func temporal(at token: Int) -> Temporal? {
    guard let index = payload(token), case .temporal(let value) = phrases[index].value else { return nil }
    guard let kind = TemporalKind(rawValue: value.kind) else { return nil }
    let span = outline.span(of: phrases[index].range)
    return Temporal(
      span: span, quote: outline.text.string(in: span), kind: kind, value: value.value, isWorkdays: value.isWorkdays,
      by: value.by, times: value.times, after: value.after, base: value.base)
  }

  /// The organization that tokens name.
  func organization(at tokens: Range<Int>) -> OrganizationMention {
    var name = printed(characters(of: tokens))
    for token in tokens {
      if case .organization(let value) = phrase(token)?.value, !value.tail.isEmpty || !value.head.isEmpty {
        name = value.head + name + value.tail
      }
    }
    let span = span(of: tokens)
    return OrganizationMention(span: span, quote: outline.text.string(in: span), name: name)
  }

  /// All quantities and temporals among tokens and in the brackets between them.
  func leaves(in tokens: Range<Int>) -> (quantities: [Quantity], temporals: [Temporal]) {
    var quantities: [Quantity] = []
    var temporals: [Temporal] = []
    var waiting = [tokens]
    while let range = waiting.popLast() {
      for token in range {
        if let found = quantity(at: token) { quantities.append(found) }
        if let found = temporal(at: token) { temporals.append(found) }
        if stream.tokens[token].type == .paren {
          let inside = Int(stream.tokens[token].payload)
          if stream.segments.indices.contains(inside) { waiting.append(stream.segments[inside].tokens) }
        }
      }
    }
    return (quantities.sorted { $0.span < $1.span }, temporals.sorted { $0.span < $1.span })
  }

  /// The text of a word list's entry value for the first of the tokens that the list holds.
  func firstValue(in tokens: Range<Int>, list: String) -> String? {
    for token in tokens {
      if let value = listValue(of: token..<(token + 1), list: list) { return value }
    }
    return nil
  }
}
