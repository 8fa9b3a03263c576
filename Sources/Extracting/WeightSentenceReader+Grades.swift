import Matching
import RuleModel
import TextModel
import Tokenizing

/// Bands of grades and pass marks.
extension WeightSentenceReader {
  /// 笔试合格线为60分: the pass mark of 笔试; of several, 笔试和面试的合格线均为60分, one of each.
  func line(_ cue: Cue) -> [NoticeFacts.Fact] {
    guard let indicator = cue.fields.capture("indicator"), let points = points(cue), !cue.isBracketed else { return [] }
    func threshold(_ name: String?) -> NoticeFacts.Fact {
      fact(
        cue, restOfSentence(cue.tokens, in: cue.segment),
        Weight(indicator: name, parent: nil, points: points, row: .threshold))
    }
    // Its last token is the word for the mark.
    let before = indicator.dropLast()
    guard let first = before.first, let last = before.last else { return [threshold(subject(of: cue))] }
    let from = clause(cue.tokens, in: cue.segment).lowerBound
    for count in 2...4 {
      if let each = list(before: last + 1, from: from, count: count) {
        return each.map { threshold(name(trimmed(withoutLead($0.tokens)))) }
      }
    }
    let named = trimmed(withoutOwner(withoutLead(nameStart(before: last + 1, from: first)..<(last + 1))))
    return [threshold(name(named) ?? subject(of: cue))]
  }

  /// 面试满分100分，合格线60分: the score that the clauses before speak of.
  private func subject(of cue: Cue) -> String? {
    let sentence = reading.sentence(around: cue.tokens.lowerBound, in: cue.segment).tokens
    return scoreName(before: clause(cue.tokens, in: cue.segment).lowerBound, from: sentence.lowerBound)
  }

  /// The first name of a score in the tokens before a place: their subject.
  func scoreName(before end: Int, from first: Int) -> String? {
    let first = max(first, end - Self.longest)
    guard let score = (first..<max(first, end)).first(where: { holds($0, "score-words") }) else { return nil }
    let named = trimmed(withoutOwner(withoutLead(nameStart(before: score + 1, from: first)..<(score + 1))))
    return named.count <= 24 ? name(named) : nil
  }

  func band(_ cue: Cue) -> NoticeFacts.Fact? {
    guard let indicator = cue.fields.capture("indicator"), let points = points(cue), !cue.isBracketed else {
      return nil
    }
    return fact(
      cue, cue.tokens,
      Weight(indicator: name(reading.characters(of: indicator)), parent: nil, points: points, row: .threshold))
  }

  /// 试讲满分100分，60分为合格: the pass mark of what the sentence begins with, before its full mark.
  func passMarkAlone(_ cue: Cue) -> NoticeFacts.Fact? {
    guard cue.fields.capture("indicator") == nil, let points = points(cue), !cue.isBracketed else { return nil }
    let start = reading.sentence(around: cue.tokens.lowerBound, in: cue.segment).tokens.lowerBound
    var end = start
    while end < cue.tokens.lowerBound, !isBreak(end), !begins(end, "full-marks"), !begins(end, "subject-verbs") {
      end += 1
    }
    let named = trimmed(withoutOwner(withoutLead(start..<end)))
    guard end < cue.tokens.lowerBound, !named.isEmpty, named.count <= 16,
      !words.holds(reading.outline.characters[named], "outside-scores")
    else { return nil }
    return fact(cue, cue.tokens, Weight(indicator: name(named), parent: nil, points: points, row: .threshold))
  }

  func bracketedBand(_ cue: Cue) -> NoticeFacts.Fact? {
    guard cue.isBracketed, let points = points(cue) else { return nil }
    let whole = reading.stream.segments[cue.segment].tokens
    var start = nameStart(before: cue.tokens.lowerBound, from: whole.lowerBound)
    // The grade is what the name ends with: 评为优秀（90分以上）.
    var at = cue.tokens.lowerBound
    while at > start, holds(at - 1, "grade-words") || isGrade(at - 1) { at -= 1 }
    guard at < cue.tokens.lowerBound else { return nil }
    let clause = reading.characters(of: clause(cue.tokens, in: cue.segment).lowerBound..<cue.tokens.lowerBound)
    guard !words.holds(reading.outline.characters[clause], "outside-scores") else { return nil }
    // 复试成绩不合格（低于60分）: the line is one of the score that stands before the grade.
    let scored = at > start && holds(at - 1, "score-words")
    let named =
      scored ? trimmed(withoutOwner(withoutLead(start..<at))) : reading.characters(of: at..<cue.tokens.lowerBound)
    if !scored { start = at }
    return fact(
      cue, start..<cue.tokens.upperBound,
      Weight(indicator: name(named), parent: nil, points: points, row: .threshold))
  }

  /// 级, 等, 档, 类 behind a letter or numeral, and these themselves.
  func isGrade(_ token: Int) -> Bool {
    let text = text(token)
    if let last = text.last, text.count <= 3, [0x7EA7, 0x7B49, 0x6863, 0x7C7B].contains(last) { return true }
    return text.count == 1 && type(token) == .latin
  }

  /// 面试成绩满分100分。低于60分的，不予录取: the score that the sentence, or the one before it, speaks of.
  private func passOfSubject(_ cue: Cue, _ points: ExactNumber) -> NoticeFacts.Fact? {
    let whole = reading.stream.segments[cue.segment].tokens
    let sentence = reading.sentence(around: cue.tokens.lowerBound, in: cue.segment).tokens
    let before =
      sentence.lowerBound > whole.lowerBound
      ? reading.sentence(around: sentence.lowerBound - 1, in: cue.segment).tokens : sentence
    let rest = restOfSentence(cue.tokens, in: cue.segment)
    let own = scoreName(before: cue.tokens.lowerBound, from: sentence.lowerBound)
    guard let name = own ?? scoreName(before: before.upperBound, from: before.lowerBound) else { return nil }
    return fact(
      cue, (own == nil ? rest.lowerBound : sentence.lowerBound)..<rest.upperBound,
      Weight(indicator: name, parent: nil, points: points, row: .threshold))
  }

  func pass(_ cue: Cue) -> NoticeFacts.Fact? {
    guard !cue.isBracketed, let points = points(cue) else { return nil }
    guard let indicator = cue.fields.capture("indicator") else { return passOfSubject(cue, points) }
    let start = nameStart(before: indicator.upperBound, from: indicator.lowerBound)
    let named = trimmed(withoutOwner(withoutLead(start..<indicator.upperBound)))
    guard !named.isEmpty, !words.holds(reading.outline.characters[named], "outside-scores") else { return nil }
    // 总分不超过40分 is a cap.
    if let first = cue.fields.capture("points")?.first, reading.quantity(at: first)?.comparison == .atMost {
      return nil
    }
    if cue.form == "fail", let tokens = cue.fields.capture("points"), let first = tokens.first,
      let quantity = reading.quantity(at: first),
      quantity.comparison.rawValue.hasPrefix(">") || quantity.comparison.rawValue == "="
    {
      // 未达到60分 fails, 不得低于60分 is asked for; 达到60分 alone says nothing.
      let isAsked = text(first).first == 0x4E0D && quantity.comparison.rawValue == ">="  // 不
      guard first > indicator.upperBound || isAsked else { return nil }
    }
    return fact(
      cue, restOfSentence(cue.tokens, in: cue.segment),
      Weight(indicator: reading.printed(named), parent: nil, points: points, row: .threshold))
  }
}
