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
    var period: Temporal?
    if case .quantity = phrases[index].value {
      // 不超过每月1000元 has its period inside; 每年最高100万元 before it.
      period = phrases[index].inner.flatMap { temporal(ofPhrase: $0) } ?? self.period(before: token)
    } else if let inner = phrases[index].inner {
      index = inner
    }
    guard case .quantity(let value) = phrases[index].value else { return nil }
    guard let comparison = ComparisonOperator(rawValue: value.comparison) else { return nil }
    let span = outline.span(of: phrases[index].range)
    return Quantity(
      span: span, quote: outline.text.string(in: span), comparison: comparison, value: ExactNumber(value.value),
      upper: value.upper.map { ExactNumber($0) }, unit: value.unit, period: period)
  }

  /// How many tokens may stand between a period and the amount or cap that is said of it.
  private static let periodReach = 8

  /// The period that stands before an amount of money or a cap in its clause: 每月 in 每人每月补助1000元, 每年 in
  /// 每年最高不超过3项. That something must be done so often at least, 每年至少2次, is a time of its own.
  private func period(before token: Int) -> Temporal? {
    guard let index = payload(token), case .quantity(let value) = phrases[index].value,
      value.isMoney || value.comparison == "<=" || value.comparison == "<"
    else { return nil }
    for before in (max(0, token - Self.periodReach)..<token).reversed() {
      let type = stream.tokens[before].type
      if type == .comma || type == .stop { return nil }
      guard let found = payload(before) else { continue }
      switch phrases[found].value {
      case .temporal(let time):
        return time.kind == "every" && time.by == nil && time.times == nil ? temporal(ofPhrase: found) : nil
      case .quantity, .duration, .date: return nil
      case .organization, .word: continue
      }
    }
    return nil
  }

  /// The temporal of a token, or nil.
  func temporal(at token: Int) -> Temporal? {
    payload(token).flatMap { temporal(ofPhrase: $0) }
  }

  /// The temporal that a phrase is, or nil.
  private func temporal(ofPhrase index: Int) -> Temporal? {
    guard case .temporal(let value) = phrases[index].value else { return nil }
    guard let kind = TemporalKind(rawValue: value.kind) else { return nil }
    let span = outline.span(of: phrases[index].range)
    return Temporal(
      span: span, quote: outline.text.string(in: span), kind: kind, value: value.value, isWorkdays: value.isWorkdays,
      by: value.by, times: value.times, after: value.after,
      isBefore: value.isBefore, base: value.base)
  }

  /// Whether a token is a body that is named for what it does or is (企业, 申请人, 专家), not an authority.
  func isActor(_ token: Int) -> Bool {
    stream.tokens.indices.contains(token) && stream.tokens[token].type.rawValue >= TokenType.firstMade
      && stream.tokens[token].attributes & OrganizationValue.actor != 0
  }

  /// The organization that tokens name.
  func organization(at tokens: Range<Int>) -> OrganizationMention {
    var name = printed(characters(of: tokens))
    for token in tokens {
      if case .organization(let value) = phrase(token)?.value, !value.tail.isEmpty || !value.head.isEmpty {
        name = value.whole(name)
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
