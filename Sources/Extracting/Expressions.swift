import RuleModel
import TextModel
import Tokenizing

extension Extractor {
  /// All that the notice says, and the typed pieces of its running text.
  public func factsAndExpressions(of outline: Outline) -> (facts: NoticeFacts, expressions: [Expression]) {
    let (reading, definitions) = read(outline)
    return (facts(in: reading, definitions), reading.expressions(vocabulary))
  }
}

extension NoticeReading {
  /// The typed pieces of the text in its order; none lies inside another.
  func expressions(_ vocabulary: Vocabulary) -> [Expression] {
    var out: [Expression] = []
    var before: Token?
    let tones = tones()
    for (index, token) in stream.tokens.enumerated() {
      defer { before = token }
      guard let value = expressionValue(at: index, behind: before) else { continue }
      if case .modality = value, isPartOfWord(token, vocabulary) { continue }
      let span = outline.span(of: token.range)
      out.append(Expression(span: span, quote: outline.text.string(in: span), value: value, tone: tones[index]))
    }
    out.sort { $0.span < $1.span }
    var end = 0
    return joinedBounds(
      out.filter { expression in
        defer { end = max(end, expression.span.end) }
        return expression.span.start >= end && !expression.span.isEmpty
      })
  }

  /// 1万元以上5万元以下 is one range, though a rule reads two bounds in it.
  private func joinedBounds(_ expressions: [Expression]) -> [Expression] {
    var out: [Expression] = []
    for expression in expressions {
      if let last = out.last, last.span.end == expression.span.start, let low = Self.amount(last),
        let high = Self.amount(expression), low.comparison == .atLeast, high.comparison == .atMost,
        low.unit == high.unit || low.unit.isEmpty
      {
        let span = last.span.union(expression.span)
        let range = Quantity(
          span: span, quote: outline.text.string(in: span), comparison: .range, value: low.value, upper: high.value,
          unit: high.unit, metric: low.metric)
        out[out.count - 1] = Expression(
          span: span, quote: range.quote,
          value: { if case .period = expression.value { .period(range) } else { .quantity(range) } }(),
          tone: expression.tone)
      } else {
        out.append(expression)
      }
    }
    return out
  }

  private static func amount(_ expression: Expression) -> Quantity? {
    switch expression.value {
    case .quantity(let quantity), .period(let quantity): quantity
    case .temporal, .pace, .organization, .modality, .title, .number: nil
    }
  }

  /// For each token the tone of the nearest word in its sentence that has one.
  private func tones() -> [Expression.Tone?] {
    var out = [Expression.Tone?](repeating: nil, count: stream.tokens.count)
    for segment in stream.segments {
      var nearest: (tone: Expression.Tone, distance: Int)?
      var distances = [Int](repeating: .max, count: segment.tokens.count)
      // Forwards, then backwards: a word behind is taken only where it is nearer.
      for isBackwards in [false, true] {
        nearest = nil
        for step in 0..<segment.tokens.count {
          let place = isBackwards ? segment.tokens.count - 1 - step : step
          let index = segment.tokens.lowerBound + place
          if stream.tokens[index].type == .stop {
            nearest = nil
            continue
          }
          if let value = listValue(of: index..<(index + 1), list: "tone-words"),
            let tone = Expression.Tone(rawValue: value)
          {
            nearest = (tone, 0)
          }
          if let found = nearest {
            if found.distance < distances[place] {
              distances[place] = found.distance
              out[index] = found.tone
            }
            nearest = (found.tone, found.distance + 1)
          }
        }
      }
    }
    return out
  }

  private func expressionValue(at index: Int, behind before: Token?) -> Expression.Value? {
    let token = stream.tokens[index]
    if let temporal = temporal(at: index) { return .temporal(temporal) }
    if let phrase = phrase(index) {
      switch phrase.value {
      case .organization: return .organization(organization(at: index..<(index + 1)))
      case .duration(let duration):
        return .temporal(temporal(.for, duration.iso, isWorkdays: duration.isWorkdays, at: token))
      case .date(let date): return .temporal(temporal(.on, date.iso, isWorkdays: false, at: token))
      case .quantity, .temporal, .word: break
      }
    }
    if let quantity = quantity(at: index) {
      return isListed(quantity.unit, in: "time-units") ? .period(quantity) : .quantity(quantity)
    }
    if token.type == .title { return .title }
    if token.type == .number, token.payload >= 0, stream.numbers.indices.contains(Int(token.payload)) {
      // Behind 第 a number is a label, not an amount.
      if let before, before.end == token.start, character(of: index - 1) == 0x7B2C { return nil }
      return .number(ExactNumber(stream.numbers[Int(token.payload)]))
    }
    if let value = listValue(of: index..<(index + 1), list: "modals"),
      let modality = Duty.Modality(rawValue: value)
    {
      return .modality(modality)
    }
    return listValue(of: index..<(index + 1), list: "pace-words") != nil ? .pace : nil
  }

  /// Whether a single character that could be a modal is part of another word: 要 in 要求.
  func isPartOfWord(_ token: Token, _ vocabulary: Vocabulary) -> Bool {
    guard token.range.count == 1, let at = token.range.first else { return false }
    let characters = outline.characters
    return (at > 0 && vocabulary.contains(characters[(at - 1)...at], in: "modal-lookalikes"))
      || (at + 1 < characters.count && vocabulary.contains(characters[at...(at + 1)], in: "modal-lookalikes"))
  }

  private func temporal(_ kind: TemporalKind, _ value: String?, isWorkdays: Bool, at token: Token) -> Temporal {
    let span = outline.span(of: token.range)
    return Temporal(
      span: span, quote: outline.text.string(in: span), kind: kind, value: value, isWorkdays: isWorkdays)
  }

  private func isListed(_ unit: String, in list: String) -> Bool {
    guard let index = lexicon.listNames.firstIndex(of: list), let word = lexicon.number(of: Array(unit.utf16)[...])
    else { return false }
    return lexicon.lists(of: word).contains { $0.list == index }
  }
}
