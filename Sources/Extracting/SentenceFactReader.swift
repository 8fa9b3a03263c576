import Matching
import RuleModel
import TextModel
import Tokenizing

/// What a sentence gives (support) and what it says follows (sanctions): one fact a sentence, quoted whole.
struct SentenceFactReader {
  let reading: NoticeReading
  /// 由
  private static let agentSign: UInt16 = 0x7531

  /// A match with the sentence that it stands in.
  private struct Found {
    var sentence: Sentence
    var provision: Int?
    var tokens: Range<Int>
    var rule: String
    var priority: Int
    var benefit: Support.Benefit?
  }

  /// Who gets what: `对首次认定的企业，给予20万元奖励` → money, 首次认定的企业, 20万元.
  func supports(_ matches: [(file: CompiledFile, matches: [Match])]) -> [NoticeFacts.Fact] {
    struct Key: Hashable {
      var sentence: Sentence
      var benefit: Support.Benefit?
    }
    var best: [Key: Found] = [:]
    for found in self.found(matches) {
      let key = Key(sentence: found.sentence, benefit: found.benefit)
      if let known = best[key], known.priority >= found.priority { continue }
      best[key] = found
    }
    var out: [NoticeFacts.Fact] = []
    for found in best.values.sorted(by: { ($0.tokens.lowerBound, $0.rule) < ($1.tokens.lowerBound, $1.rule) }) {
      guard let benefit = found.benefit else { continue }
      let tokens = reading.withoutFinalMarks(found.sentence.tokens)
      // What stands before the benefit is a test, not an amount of it.
      let amounts =
        benefit == .money
        ? reading.leaves(in: found.tokens.lowerBound..<max(found.tokens.upperBound, tokens.upperBound)).quantities
          .filter { isAmount($0) } : []
      let words = words(before: amounts, in: found.sentence.tokens)
      out.append(
        NoticeFacts.Fact(
          span: reading.span(of: tokens), provision: found.provision, rule: found.rule,
          body: .support(
            Support(
              benefit: benefit, beneficiary: reading.subject(of: found.sentence),
              quantities: amounts, tiers: Tier.tiers(of: amounts, words: words)))))
    }
    return out
  }

  /// What follows: `弄虚作假的，由认定机关撤销认定` → 由认定机关撤销认定, because of 弄虚作假的, by 认定机关.
  func sanctions(_ matches: [(file: CompiledFile, matches: [Match])]) -> [NoticeFacts.Fact] {
    var out: [NoticeFacts.Fact] = []
    var seen: Set<Sentence> = []
    for found in self.found(matches) where seen.insert(found.sentence).inserted {
      let tokens = reading.withoutFinalMarks(found.sentence.tokens)
      guard tokens.contains(found.tokens.lowerBound) else { continue }
      var start = found.tokens.lowerBound
      while start > tokens.lowerBound, reading.stream.tokens[start - 1].type != .comma { start -= 1 }
      // Without a comma the case stands in the same clause: 考核不合格的取消资格.
      if start == tokens.lowerBound { start = found.tokens.lowerBound }
      let before = tokens.lowerBound..<start
      let cause = before.last.map { reading.stream.tokens[$0].type == .comma } == true ? before.dropLast() : before
      let unit = (start..<tokens.upperBound).prefix { reading.stream.tokens[$0].type != .comma }.first { token in
        // 由市科技局取消其资格, 市科技局取消其资格; not a body that something is taken from.
        isBody(token) && (token == start || reading.character(of: token - 1) == Self.agentSign)
      }
      out.append(
        NoticeFacts.Fact(
          span: reading.span(of: tokens), provision: found.provision, rule: found.rule,
          body: .sanction(
            Sanction(
              consequence: reading.printed(reading.characters(of: start..<tokens.upperBound)),
              cause: cause.isEmpty ? nil : reading.printed(reading.characters(of: cause)),
              unit: unit.map { reading.organization(at: $0..<($0 + 1)) }))))
    }
    return out
  }

  private func found(_ matches: [(file: CompiledFile, matches: [Match])]) -> [Found] {
    var out: [Found] = []
    for (file, matched) in matches {
      for match in matched {
        let segment = reading.stream.segments[match.segment]
        let passage = reading.outline.passages[segment.passage]
        guard segment.outer == nil, passage.role == .body || passage.role == .cell else { continue }
        guard match.tokens.lowerBound >= reading.bodyStart(of: segment) else { continue }
        let rule = file.rules[match.rule]
        out.append(
          Found(
            sentence: reading.sentence(around: match.tokens.lowerBound, in: match.segment),
            provision: passage.provision, tokens: match.tokens, rule: rule.rule.name,
            priority: rule.rule.priority,
            benefit: rule.rule.makes.text("benefit").flatMap(Support.Benefit.init(rawValue:))))
      }
    }
    return out
  }

  /// What stands before each number in its clause, as far as the number before it, without the words of giving:
  /// 国家级每家 in 国家级每家奖励50万元.
  private func words(before amounts: [Quantity], in tokens: Range<Int>) -> [String?] {
    var places: [Span: Int] = [:]
    for token in tokens { if let quantity = reading.quantity(at: token) { places[quantity.span] = token } }
    let found = amounts.map { amount -> String? in
      guard let place = places[amount.span] else { return nil }
      var start = place
      while start > tokens.lowerBound, place - start < Self.reach, reading.quantity(at: start - 1) == nil,
        ![.comma, .stop, .pause].contains(reading.stream.tokens[start - 1].type)
      {
        start -= 1
      }
      var end = place
      while end > start,
        ["give-verbs", "reward-words", "benefit-verbs", "prepositions"].contains(where: {
          reading.listValue(of: (end - 1)..<end, list: $0) != nil
        })
      {
        end -= 1
      }
      while start < end, isJoin(start) { start += 1 }
      return start < end ? reading.printed(reading.characters(of: start..<end)) : nil
    }
    if found.count > 1, found.dropFirst().allSatisfy({ $0 == nil }), let first = places[amounts[0].span],
      let names = distributed(found.count, before: first, in: tokens)
    {
      return names
    }
    return found
  }

  /// What amounts behind 分别 are for, one each: 国家级、省级和市级 before 分别给予80万元、30万元、20万元.
  private func distributed(_ count: Int, before amount: Int, in tokens: Range<Int>) -> [String?]? {
    let characters = reading.outline.characters
    guard
      let sign = (tokens.lowerBound..<amount).last(where: {
        characters[reading.stream.tokens[$0].range].starts(with: Self.eachSign)
      })
    else { return nil }
    let width = 2 * count - 1
    var start = sign - width
    let floor = max(tokens.lowerBound, sign - Self.listReach)
    while start >= floor {
      let places = stride(from: start, to: start + width, by: 2)
      if places.dropLast().allSatisfy({ isJoin($0 + 1) }), !places.contains(where: isJoin),
        start == tokens.lowerBound || !isJoin(start - 1)
      {
        return places.map { reading.printed(reading.characters(of: $0..<($0 + 1))) }
      }
      start -= 1
    }
    return nil
  }

  /// 、 和 及 与
  private func isJoin(_ token: Int) -> Bool {
    if reading.stream.tokens[token].type == .pause { return true }
    let range = reading.stream.tokens[token].range
    return range.count == 1 && Self.joins.contains(reading.outline.characters[range.lowerBound])
  }

  /// 和 及 与
  private static let joins: Set<UInt16> = [0x548C, 0x53CA, 0x4E0E]
  /// 分别
  private static let eachSign: [UInt16] = [0x5206, 0x522B]
  /// How many tokens before 分别 a list may begin.
  private static let listReach = 48

  /// How many tokens before a number are looked at.
  private static let reach = 24

  private func isBody(_ token: Int) -> Bool {
    if case .organization = reading.phrase(token)?.value { return true }
    return false
  }

  private func isAmount(_ quantity: Quantity) -> Bool { quantity.unit == "%" || quantity.unit.hasPrefix("元") }
}
