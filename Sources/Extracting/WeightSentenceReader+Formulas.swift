import Matching
import RuleModel
import TextModel
import Tokenizing

/// The terms of a formula: 综合成绩=学业成绩×70%+面试成绩×30%.
extension WeightSentenceReader {
  /// A formula with its terms.
  private struct Formula {
    /// What it computes; nil where nothing stands before the sign.
    var total: String?
    var span: Range<Int>
    var rows: [(cue: Cue, name: String, points: ExactNumber)]
  }

  /// 综合成绩=学业成绩×70%+面试成绩×30%. What a formula computes is the parent of its terms where it is itself the term
  /// of another.
  func formulas(_ cues: [Cue]) -> [NoticeFacts.Fact] {
    let found = formulas(in: cues)
    let terms = Set(found.flatMap { $0.rows.map(\.name) })
    return found.flatMap { formula in
      formula.rows.map { row in
        let parent = formula.total.flatMap { terms.contains($0) ? $0 : nil }
        return fact(
          row.cue, formula.span,
          Weight(indicator: row.name, parent: parent, points: row.points, unit: "%", row: row.cue.row))
      }
    }
  }

  private func formulas(in cues: [Cue]) -> [Formula] {
    var out: [Formula] = []
    var at = 0
    while at < cues.count {
      let bounds = clause(cues[at].tokens, in: cues[at].segment)
      var end = at
      while end < cues.count, cues[end].segment == cues[at].segment, cues[end].tokens.upperBound <= bounds.upperBound {
        end += 1
      }
      let terms = cues[at..<max(end, at + 1)]
      at = max(end, at + 1)
      guard terms.count > 1, let first = terms.first, let last = terms.last else { continue }
      let rows = terms.compactMap { row($0, in: bounds) }
      guard rows.count > 1 else { continue }
      // 销项税额-销售额×3% is a formula of something else.
      let span = formula(from: first, to: last, in: bounds)
      let sum = rows.reduce(0) { $0 + ($1.points.thousandths ?? 0) }
      guard sum == 100_000 || words.holds(reading.outline.characters[reading.characters(of: span)], "score-words")
      else { continue }
      var equals = span.lowerBound
      while equals < first.tokens.lowerBound, !isMark(equals, 0x3D) { equals += 1 }
      let isNamed = equals > span.lowerBound && equals < first.tokens.lowerBound
      out.append(
        Formula(total: isNamed ? name(trimmed(withoutLead(span.lowerBound..<equals))) : nil, span: span, rows: rows))
    }
    return out
  }

  /// One term: its name, without a divisor (初试成绩÷5) and without the bracket around it.
  private func row(_ cue: Cue, in bounds: Range<Int>) -> (cue: Cue, name: String, points: ExactNumber)? {
    guard let value = points(cue) else { return nil }
    var start = cue.tokens.lowerBound
    while start > bounds.lowerBound, !isMark(start - 1, 0x2B), !isMark(start - 1, 0x3D), !isMark(start - 1, 0x2D) {
      start -= 1
    }
    guard start < cue.tokens.lowerBound else { return nil }
    var name = reading.characters(of: start..<cue.tokens.lowerBound)
    if cue.tokens.lowerBound - start == 1, type(start) == .paren { name = name.dropFirst().dropLast() }
    // [复试成绩×40%+初试成绩×60%]: a bracket that opens before the first term is not of its name.
    if let first = name.first, reading.outline.characters[first] == 0x5B { name = name.dropFirst() }
    let text = reading.outline.characters[name]
    if let sign = text.lastIndex(where: { $0 == 0xF7 || $0 == 0x2F }), sign > name.lowerBound,
      text[(sign + 1)...].allSatisfy({ (0x30...0x39).contains($0) || $0 == 0x2E })
    {
      name = name.lowerBound..<sign
    }
    guard let printed = self.name(name) else { return nil }
    let isPercent = cue.fields.text("unit") != nil
    return (cue, printed, isPercent ? value : ExactNumber(value.mantissa, exponent: value.exponent + 2))
  }

  /// From the left side of the formula, or its first term, to the last of what is added.
  func formula(from first: Cue, to last: Cue, in bounds: Range<Int>) -> Range<Int> {
    func isSign(_ token: Int) -> Bool { isMark(token, 0x2B) || isMark(token, 0x2D) }
    var start = first.tokens.lowerBound
    while start > bounds.lowerBound, !isMark(start - 1, 0x3D), !isSign(start - 1) { start -= 1 }
    if start > bounds.lowerBound { start = bounds.lowerBound }
    let end = last.tokens.upperBound
    return start..<(end < bounds.upperBound && isSign(end) ? bounds.upperBound : end)
  }
}
