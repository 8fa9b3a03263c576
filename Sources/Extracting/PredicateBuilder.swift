import Matching
import RuleModel
import TextModel
import Tokenizing

/// The tokens of a condition to a tree: parts joined by ； and ，are all wanted, 或者 and 之一 make them alternatives, 未
/// and 无 turn a part round; numbers and times are typed leaves beside the text that they stand in. An exception (除……外,
/// 但……除外, 不受……限制) is an alternative to what is wanted, and what must not be so where something excludes.
struct PredicateBuilder {
  let reading: NoticeReading
  let vocabulary: Vocabulary

  /// The tree of a condition's tokens. `rest`: what stands behind the case in its sentence, where an exception may
  /// follow the consequence. `excludes`: whether meeting the condition shuts out. `announcedBy`: what leads in to the list
  /// that the tokens are.
  func predicate(
    of tokens: Range<Int>, rest: Range<Int> = 0..<0, excludes: Bool = false, announcedBy lead: Range<Int>? = nil
  ) -> Predicate {
    let base = base(of: tokens, excludes: excludes, announcedBy: lead)
    return except(base, rest.isEmpty ? [] : split(rest, at: .comma).compactMap { exception(in: $0)?.of }, excludes)
  }

  private func base(of tokens: Range<Int>, excludes: Bool, announcedBy lead: Range<Int>?) -> Predicate {
    let sentences = split(tokens, at: .stop)
    let parts = sentences.map { sentence($0, excludes: excludes) }
    let oneIsEnough = saysOneIsEnough(tokens)
    if sentences.count == 1, oneIsEnough, case .all(let clauses) = parts[0], tokens.contains(where: isPause) {
      return join(clauses, isAny: false)
    }
    // 有下列情形之一的，不得申报：A；B, 以下项目不予支持：A；B
    let isAny = lead.map { excludes || saysOneIsEnough($0) } ?? false
    return join(parts, isAny: oneIsEnough || isAny)
  }

  private func isIn(_ list: String, _ token: Int) -> Bool {
    reading.listValue(of: token..<(token + 1), list: list) != nil
  }

  /// 之一, 任一 and the like; they are looked up in the characters, for they are no words of their own (三分之一).
  private func saysOneIsEnough(_ tokens: Range<Int>) -> Bool {
    vocabulary.occurs(in: reading.outline.characters[reading.characters(of: tokens)], list: "any-words")
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
  private func sentence(_ tokens: Range<Int>, excludes: Bool) -> Predicate {
    var groups: [[Predicate]] = []
    var exceptions: [Range<Int>] = []
    let clauses = split(tokens, at: .comma)
    for whole in clauses {
      var clause = whole
      if let found = exception(in: clause), clauses.count > 1 || !found.rest.isEmpty {
        exceptions.append(found.of)
        if found.rest.isEmpty { continue }
        clause = found.rest
      }
      exceptions += bracketedExceptions(in: clause)
      var rest = clause
      if rest.count > 1,
        vocabulary.contains(
          reading.outline.characters[reading.stream.tokens[rest.lowerBound].range], in: "and-words")
      {
        rest = rest.dropFirst()
      }
      let isAlternative = isIn("or-words", rest.lowerBound)
      if isAlternative { rest = rest.dropFirst() }
      guard !rest.isEmpty else { continue }
      let parts = alternatives(in: rest)
      if isAlternative, let last = groups.indices.last {
        groups[last] += parts
      } else {
        groups.append(parts)
      }
    }
    guard !groups.isEmpty else { return .text(text(tokens)) }
    return except(join(groups.map { join($0, isAny: true) }, isAny: false), exceptions, excludes)
  }

  // MARK: Exceptions

  private func except(_ base: Predicate, _ exceptions: [Range<Int>], _ excludes: Bool) -> Predicate {
    let others = exceptions.filter { !$0.isEmpty }.map(leaf)
    if others.isEmpty { return base }
    return excludes ? .all([base] + others.map { .not($0) }) : .any([base] + others)
  }

  /// What a clause excepts, and what it says besides: 除应届毕业生外均须有工作经历; 但退役军人除外; 博士不受年龄限制.
  private func exception(in clause: Range<Int>) -> (of: Range<Int>, rest: Range<Int>)? {
    let range = reading.characters(of: clause)
    let characters = reading.outline.characters[range]
    if let (length, _) = vocabulary.longestSuffix(of: characters, list: "exception-ends"), length < characters.count {
      let lead = vocabulary.longestMatch(in: characters, list: "exception-leads")?.length ?? 0
      let of = tokens(clause, from: range.lowerBound + lead, to: range.upperBound - length)
      return of.isEmpty ? nil : (of, clause.upperBound..<clause.upperBound)
    }
    if let (length, _) = vocabulary.longestMatch(in: characters, list: "exception-starts") {
      let first = range.lowerBound + length
      for token in clause where Int(reading.stream.tokens[token].start) > first {
        let start = Int(reading.stream.tokens[token].start)
        guard let (closer, _) = vocabulary.longestMatch(in: characters[start...], list: "exception-closers") else {
          continue
        }
        let of = tokens(clause, from: first, to: start)
        return of.isEmpty ? nil : (of, tokens(clause, from: start + closer, to: range.upperBound))
      }
    }
    if vocabulary.longestSuffix(of: characters, list: "limit-words") != nil,
      let freed = clause.dropFirst().first(where: { token in
        let start = Int(reading.stream.tokens[token].start)
        return vocabulary.longestMatch(in: characters[start...], list: "freed-words") != nil
      })
    {
      let lead = vocabulary.longestMatch(in: characters, list: "exception-leads")?.length ?? 0
      let of = tokens(clause, from: range.lowerBound + lead, to: Int(reading.stream.tokens[freed].start))
      return of.isEmpty ? nil : (of, clause.upperBound..<clause.upperBound)
    }
    return nil
  }

  /// （退役军人除外）
  private func bracketedExceptions(in clause: Range<Int>) -> [Range<Int>] {
    clause.compactMap { token in
      guard reading.stream.tokens[token].type == .paren else { return nil }
      let inside = Int(reading.stream.tokens[token].payload)
      guard reading.stream.segments.indices.contains(inside) else { return nil }
      let tokens = reading.stream.segments[inside].tokens
      guard !tokens.isEmpty, let found = exception(in: tokens), found.rest.isEmpty else { return nil }
      return found.of
    }
  }

  /// The tokens of a clause that lie wholly between two places.
  private func tokens(_ clause: Range<Int>, from start: Int, to end: Int) -> Range<Int> {
    var low = clause.lowerBound
    while low < clause.upperBound, Int(reading.stream.tokens[low].start) < start { low += 1 }
    var high = low
    while high < clause.upperBound, Int(reading.stream.tokens[high].end) <= end { high += 1 }
    return low..<high
  }

  // MARK: Clauses

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
      out.append(conjunction(start..<token))
      start = token + 1
      isMeasured = false
    }
    out.append(conjunction(start..<clause.upperBound))
    return out
  }

  /// 注册满2年且近三年无事故: the parts around 且 are all wanted.
  private func conjunction(_ tokens: Range<Int>) -> Predicate {
    var parts: [Predicate] = []
    var start = tokens.lowerBound
    for token in tokens where token > start && token + 1 < tokens.upperBound {
      guard vocabulary.contains(reading.outline.characters[reading.stream.tokens[token].range], in: "and-words") else {
        continue
      }
      parts.append(leaf(start..<token))
      start = token + 1
    }
    if parts.isEmpty { return leaf(tokens) }
    parts.append(leaf(start..<tokens.upperBound))
    return .all(parts)
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
