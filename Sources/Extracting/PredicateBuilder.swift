import Matching
import RuleModel
import TextModel
import Tokenizing

/// The tokens of a condition to a tree: parts joined by ； and ，are all wanted, 或者 and 之一 make them alternatives, 未
/// and 无 turn a part round; numbers and times are typed leaves beside the text that they stand in.
struct PredicateBuilder {
  let reading: NoticeReading
  let vocabulary: Vocabulary

  /// The tree of a condition's tokens.
  func predicate(of tokens: Range<Int>) -> Predicate {
    let sentences = split(tokens, at: .stop)
    let parts = sentences.map(sentence)
    let oneIsEnough = saysOneIsEnough(tokens)
    if sentences.count == 1, oneIsEnough, case .all(let clauses) = parts[0], tokens.contains(where: isPause) {
      return join(clauses, isAny: false)
    }
    return join(parts, isAny: oneIsEnough)
  }

  private func isIn(_ list: String, _ token: Int) -> Bool {
    reading.listValue(of: token..<(token + 1), list: list) != nil
  }

  /// 之一, 任一 and the like; they are looked up in the characters, for they are no words of their own (三分之一).
  private func saysOneIsEnough(_ tokens: Range<Int>) -> Bool {
    let characters = reading.outline.characters[reading.characters(of: tokens)]
    return characters.indices.contains { vocabulary.longestMatch(in: characters[$0...], list: "any-words") != nil }
  }

  private func isPause(_ token: Int) -> Bool { reading.stream.tokens[token].type == .pause }

  private func split(_ tokens: Range<Int>, at type: TokenType) -> [Range<Int>] {
    var out: [Range<Int>] = []
    var start = tokens.lowerBound
    for token in tokens where reading.stream.tokens[token].type == type {
      if token > start { out.append(start..<token) }
      start = token + 1
    }
    if start < tokens.upperBound { out.append(start..<tokens.upperBound) }
    return out
  }

  private func join(_ parts: [Predicate], isAny: Bool) -> Predicate {
    if parts.count == 1 { return parts[0] }
    return isAny ? .any(parts) : .all(parts)
  }

  /// One sentence: its clauses are all wanted, one that begins with 或 is an alternative to the one before.
  private func sentence(_ tokens: Range<Int>) -> Predicate {
    var groups: [[Predicate]] = []
    for clause in split(tokens, at: .comma) {
      var rest = clause
      let isAlternative = isIn("or-words", clause.lowerBound)
      if isAlternative { rest = (clause.lowerBound + 1)..<clause.upperBound }
      guard !rest.isEmpty else { continue }
      let parts = alternatives(in: rest)
      if isAlternative, let last = groups.indices.last {
        groups[last] += parts
      } else {
        groups.append(parts)
      }
    }
    guard !groups.isEmpty else { return .text(text(tokens)) }
    return join(groups.map { join($0, isAny: true) }, isAny: false)
  }

  /// The parts of a clause around 或者, where both sides say something of their own: a verb, or a bound number.
  private func alternatives(in clause: Range<Int>) -> [Predicate] {
    var out: [Predicate] = []
    var start = clause.lowerBound
    var isMeasured = false
    let lastMeasure = clause.last { reading.quantity(at: $0) != nil } ?? clause.lowerBound
    for token in clause {
      if reading.quantity(at: token) != nil { isMeasured = true }
      guard token > start, token + 1 < clause.upperBound, isIn("or-words", token) else { continue }
      let isClause = isIn("verbs", token + 1) || isIn("possess-verbs", token + 1) || (isMeasured && lastMeasure > token)
      guard isClause else { continue }
      out.append(leaf(start..<token))
      start = token + 1
      isMeasured = false
    }
    out.append(leaf(start..<clause.upperBound))
    return out
  }

  private func leaf(_ tokens: Range<Int>) -> Predicate {
    let (quantities, temporals) = reading.leaves(in: tokens)
    let metrics = metrics(in: tokens)
    var parts: [Predicate] = quantities.map { quantity in
      var measured = quantity
      measured.metric = metrics[quantity.span]
      return .quantity(measured)
    }
    parts += temporals.map { .temporal($0) }
    // 近三年内未发生事故: what must not be so stands behind 未.
    var negation = tokens.lowerBound
    while negation < tokens.upperBound, reading.temporal(at: negation) != nil || isOrganization(negation) {
      negation += 1
    }
    if negation + 1 < tokens.upperBound, isIn("absence-words", negation) {
      parts.append(.not(.text(text((negation + 1)..<tokens.upperBound))))
    } else {
      parts.append(.text(text(tokens)))
    }
    return join(parts, isAny: false)
  }

  private func isOrganization(_ token: Int) -> Bool {
    if case .organization = reading.phrase(token)?.value { return true }
    return false
  }

  /// What each number measures: what stands before it in its clause, behind a time, a mark or another number.
  private func metrics(in tokens: Range<Int>) -> [Span: String] {
    var out: [Span: String] = [:]
    var start = tokens.lowerBound
    for token in tokens {
      let type = reading.stream.tokens[token].type
      if let quantity = reading.quantity(at: token), start < token { out[quantity.span] = text(start..<token) }
      if type == .pause || (type.rawValue >= TokenType.firstMade && !isOrganization(token)) { start = token + 1 }
    }
    return out
  }

  private func text(_ tokens: Range<Int>) -> String { reading.printed(reading.characters(of: tokens)) }
}
