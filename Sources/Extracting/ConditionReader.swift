import Matching
import RuleModel
import TextModel
import Tokenizing

/// Conditions: the items under a heading or lead-in that makes them conditions, and sentences that state one.
struct ConditionReader {
  let reading: NoticeReading
  let scopes: Scopes

  private struct Cue {
    var role: String
    var rule: String
    var priority: Int
    var token: Int
    var segment: Int
  }

  func read(_ matches: [(file: CompiledFile, matches: [Match])]) -> [NoticeFacts.Fact] {
    var cues: [Int: [Cue]] = [:]
    for (file, found) in matches {
      for match in found {
        let rule = file.rules[match.rule].rule
        guard let role = rule.makes.text("role") else { continue }
        let segment = reading.stream.segments[match.segment]
        let passage = reading.outline.passages[segment.passage]
        guard passage.role == .body else { continue }
        if segment.outer != nil { continue }
        guard reading.characters(of: match.tokens).lowerBound >= passage.range.lowerBound + passage.headingLength else { continue }
        cues[segment.passage, default: []].append(
          Cue(role: role, rule: rule.name, priority: rule.priority, token: match.tokens.lowerBound, segment: match.segment))
      }
    }
    var out: [NoticeFacts.Fact] = []
    var segmentOfPassage: [Int: Int] = [:]
    for (index, segment) in reading.stream.segments.enumerated() where segment.outer == nil {
      segmentOfPassage[segment.passage] = index
    }
    let outline = reading.outline
    let hasChildren = Set(outline.provisions.compactMap(\.parent))
    for (index, passage) in outline.passages.enumerated() where passage.role == .body {
      guard let segment = segmentOfPassage[index] else { continue }
      let own = cues[index] ?? []
      if let provision = passage.provision, let scope = scopes.of[provision], scope.gives == "condition",
        !hasChildren.contains(provision), !scopes.leadIns.contains(index)
      {
        let tokens = reading.stream.segments[segment].tokens
        let start = reading.bodyStart(of: reading.stream.segments[segment])
        // An item under 申报条件 that excludes or prefers says so itself.
        let strongest = own.filter { $0.role != "pass" && $0.role != "require" }.max { $0.priority < $1.priority }
        if let fact = fact(
          tokens: trimmed(start..<max(start, tokens.upperBound)), provision: provision,
          role: strongest?.role ?? scope.role ?? "require", subject: scope.subject, rule: strongest?.rule ?? scope.rule)
        {
          out.append(fact)
        }
        continue
      }
      if scopes.leadIns.contains(index) { continue }
      var bySentence: [Sentence: Cue] = [:]
      for cue in own {
        let sentence = reading.sentence(around: cue.token, in: cue.segment)
        if (bySentence[sentence]?.priority ?? .min) < cue.priority { bySentence[sentence] = cue }
      }
      for (sentence, cue) in bySentence.sorted(by: { $0.key.tokens.lowerBound < $1.key.tokens.lowerBound }) {
        if let fact = fact(
          tokens: trimmed(sentence.tokens), provision: passage.provision, role: cue.role, subject: nil, rule: cue.rule)
        {
          out.append(fact)
        }
      }
    }
    return out
  }

  /// Tokens without final marks.
  private func trimmed(_ tokens: Range<Int>) -> Range<Int> {
    var end = tokens.upperBound
    while end > tokens.lowerBound, [.stop, .comma].contains(reading.stream.tokens[end - 1].type) { end -= 1 }
    return tokens.lowerBound..<end
  }

  private func fact(
    tokens: Range<Int>, provision: Int?, role: String, subject: String?, rule: String
  ) -> NoticeFacts.Fact? {
    guard !tokens.isEmpty, let role = Condition.Role(rawValue: role) else { return nil }
    let span = reading.span(of: tokens)
    let (quantities, temporals) = reading.leaves(in: tokens)
    let parts: [Predicate] = quantities.map { .quantity($0) } + temporals.map { .temporal($0) }
    let text = Predicate.text(reading.outline.text.squeezed(in: span))
    let predicate: Predicate = parts.isEmpty ? text : .all(parts + [text])
    var named = subject
    if named == nil, let first = tokens.first, case .organization = reading.phrase(first)?.value {
      named = reading.printed(reading.characters(of: first..<(first + 1)))
    }
    return NoticeFacts.Fact(
      span: span, provision: provision, rule: rule,
      body: .condition(Condition(role: role, subject: named, predicate: predicate)))
  }
}
