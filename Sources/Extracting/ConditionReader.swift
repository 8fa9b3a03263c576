import Matching
import RuleModel
import TextModel
import Tokenizing

/// Conditions: the items under a heading or lead-in that makes them conditions, and sentences that state one.
struct ConditionReader {
  /// Word lists that conditions, their subjects and predicates are read with.
  static let lists: Set<String> = [
    "possess-verbs", "subject-stops", "subject-openers", "subject-ends", "joining-words", "trigger-openers", "or-words",
    "absence-words", "verbs", "deny-words", "list-announcers", "referral-ends", "basis-words", "not-subjects",
    "never-subjects", "review-nouns",
  ]

  /// The role of what a rule says is no condition, though it stands among conditions.
  private static let noRole = "none"

  /// From how many characters on the cell of a column of conditions is one: 本科, 35岁以下 are parts of one.
  private static let shortestCell = 10

  let reading: NoticeReading
  let scopes: Scopes
  let vocabulary: Vocabulary

  /// A sign in a sentence that it states a condition.
  private struct Cue {
    var role: String
    var rule: String
    var priority: Int
    var tokens: Range<Int>
    /// Whether it says what a whole item is for, against the heading that the item stands under.
    var isOfItem: Bool
    /// Whether it is what follows from the case, not the case.
    var isConsequence: Bool
    /// Whether it is asked in the sentence that leads in to a list, beside what the list asks.
    var isOfLeadIn: Bool
  }

  func read(_ matches: [(file: CompiledFile, matches: [Match])]) -> [NoticeFacts.Fact] {
    let cues = cuesByPassage(matches)
    let outline = reading.outline
    var segmentOfPassage = [Int?](repeating: nil, count: outline.passages.count)
    for (index, segment) in reading.stream.segments.enumerated() where segment.outer == nil {
      segmentOfPassage[segment.passage] = index
    }
    let hasChildren = Set(outline.provisions.compactMap(\.parent))
    let headed = provisionsWithHeadings()
    var out: [NoticeFacts.Fact] = []
    for (index, passage) in outline.passages.enumerated() {
      guard let segment = segmentOfPassage[index] else { continue }
      let own = cues[index] ?? []
      let given = scopes.items[index] ?? passage.provision.flatMap { scopes.of[$0] }
      let isChildless = passage.provision.map { !hasChildren.contains($0) } ?? true
      if passage.role == .heading {
        // The short item of a list, which looks like a heading where a paragraph follows it.
        guard endsAsItem(passage) else { continue }
        if let given, given.gives == "condition", isChildless, !isOwn(given, passage.provision) {
          if !headed.contains(passage.provision ?? -1) { out += item(segment, passage, given, own) }
        } else {
          out += sentences(segment, passage, own, isMaterial: given?.gives == "material")
        }
        continue
      }
      if let place = passage.cell, let given = scopes.columns[place.table]?[place.column],
        place.row >= outline.tables[place.table].headRows, passage.range.count >= Self.shortestCell
      {
        out += item(segment, passage, given, own)
        continue
      }
      if passage.role == .cell {
        // The row of a table that vetoes is a condition too.
        let whole = reading.stream.segments[segment].tokens
        let vetoes = own.filter { $0.role == "veto" && $0.tokens.count < whole.count }
        out += sentences(segment, passage, vetoes, isMaterial: false)
        continue
      }
      guard passage.role == .body else { continue }
      if let given, given.gives == "condition", isChildless, !scopes.trailing.contains(index),
        !scopes.leadIns.contains(index)
      {
        if scopes.isProse(index, of: passage.provision) {
          for part in fullStops(in: segment).flatMap({ parts(of: $0, in: segment, given, own) }) {
            out += item(segment, passage, given, own.filter { part.overlaps($0.tokens) }, tokens: part)
          }
        } else if scopes.closing.contains(index), let first = fullStops(in: segment).first {
          let behind = own.filter { $0.tokens.upperBound > first.upperBound }
          out += item(segment, passage, given, own.filter { $0.tokens.upperBound <= first.upperBound }, tokens: first)
          out += sentences(segment, passage, behind, isMaterial: false)
        } else if scopes.items[index] == nil, passage.headingLength > 0, saysWhoGetsWhat(segment, own) {
          out += sentences(segment, passage, own, isMaterial: false)
        } else if scopes.items[index] == nil, scopes.isOwnProse(passage, in: outline) {
          out += prose(segment, passage, given, own, leadsIn: false)
        } else {
          out += item(segment, passage, given, own)
        }
        continue
      }
      if let given, given.gives == "condition", !isChildless, let provision = passage.provision,
        scopes.heads.contains(provision), !scopes.trailing.contains(index)
      {
        out += prose(segment, passage, given, own, leadsIn: scopes.leadIns.contains(index))
        continue
      }
      var cues = own
      if let leadIn = scopes.leadInSentences[index] {
        cues.removeAll { !$0.isOfLeadIn && leadIn.contains($0.tokens.upperBound - 1) }
      } else if scopes.leadIns.contains(index) {
        let start = leadInStart(segment)
        cues.removeAll { !$0.isOfLeadIn && $0.tokens.upperBound > start }
      }
      // An item …的 of a list that leads to a punishment says what was done, not what lets somebody go on.
      let isCase = given?.gives == "nothing" && endsAsCase(passage)
      out += sentences(segment, passage, cues, isMaterial: given?.gives == "material" || isCase)
    }
    return out
  }

  /// Under 支持范围: an item whose sentences say one by one who is given what, so that each is a condition and the item none.
  private func saysWhoGetsWhat(_ segment: Int, _ cues: [Cue]) -> Bool {
    var known: Set<Sentence> = []
    for cue in cues where cue.isConsequence && cue.role == "require" {
      known.insert(reading.sentence(around: cue.tokens.upperBound - 1, in: segment))
    }
    return known.count > 1
  }

  private func cuesByPassage(_ matches: [(file: CompiledFile, matches: [Match])]) -> [Int: [Cue]] {
    var cues: [Int: [Cue]] = [:]
    for (file, found) in matches {
      for match in found {
        let rule = file.rules[match.rule].rule
        let isNone = rule.makes.name == "nothing"
        guard let role = isNone ? Self.noRole : rule.makes.text("role"), isNone || rule.makes.name == "condition"
        else { continue }
        let segment = reading.stream.segments[match.segment]
        guard segment.outer == nil else { continue }
        cues[segment.passage, default: []].append(
          Cue(
            role: role, rule: rule.name, priority: rule.priority, tokens: match.tokens,
            isOfItem: isNone || rule.makes.text("span") == "item",
            isConsequence: rule.makes.text("match") == "consequence",
            isOfLeadIn: rule.makes.text("match") == "leadin"))
      }
    }
    return cues
  }

  /// Whether a short line ends as the item of a list does: ； 。 的
  private func endsAsItem(_ passage: Passage) -> Bool {
    let ends: [UInt16] = [0x3B, 0x3002, 0x7684]
    return passage.range.last.map { ends.contains(reading.outline.characters[$0]) } ?? false
  }

  /// Whether a passage ends in …的 or …的。
  private func endsAsCase(_ passage: Passage) -> Bool {
    let marks: [UInt16] = [0x3B, 0x3002]
    let characters = reading.outline.characters
    guard let last = passage.range.last(where: { !marks.contains(characters[$0]) }) else { return false }
    return characters[last] == 0x7684
  }

  /// Provisions that are a heading with text below it, where most of their neighbours are: their headings are no items.
  private func provisionsWithHeadings() -> Set<Int> {
    let outline = reading.outline
    var siblings: [Int: [Int]] = [:]
    for (index, provision) in outline.provisions.enumerated() {
      siblings[provision.parent ?? -1, default: []].append(index)
    }
    var out: Set<Int> = []
    for group in siblings.values {
      let headed = group.filter { index in
        let passages = outline.provisions[index].passages
        guard let first = passages.first, outline.passages.indices.contains(first),
          outline.passages[first].role == .heading
        else { return false }
        return passages.count > 1
      }
      if headed.count > 1, headed.count * 2 > group.count { out.formUnion(headed) }
    }
    return out
  }

  private func isOwn(_ scope: Scope, _ provision: Int?) -> Bool {
    provision.map { scopes.prose.contains($0) } ?? false
  }

  // MARK: Items

  /// An item under a heading or lead-in; one that excludes or prefers says so itself.
  private func item(
    _ segment: Int, _ passage: Passage, _ scope: Scope, _ cues: [Cue], tokens: Range<Int>? = nil
  ) -> [NoticeFacts.Fact] {
    let whole = reading.stream.segments[segment]
    let tokens = trimmed(
      tokens ?? reading.bodyStart(of: whole)..<max(reading.bodyStart(of: whole), whole.tokens.upperBound))
    let role = scope.role ?? "require"
    if cues.isEmpty, refersElsewhere(tokens) { return [] }
    var strongest: Cue?
    if role == "require" || role == "prefer" {
      // 应有营业执照。不得挂靠: what the item asks first decides, a ban behind it is a part of that.
      let first = reading.sentence(around: tokens.lowerBound, in: segment).tokens
      let own = cues.filter(\.isOfItem)
      let bansLater = !own.contains { $0.role != "exclude" || first.contains($0.tokens.upperBound - 1) }
      strongest = bansLater && role == "require" ? nil : own.max { $0.priority < $1.priority }
    }
    return fact(
      tokens: tokens, provision: passage.provision, role: strongest?.role ?? role,
      subject: scope.subject ?? reading.subject(ofItem: tokens), rule: strongest?.rule ?? scope.rule,
      combination: scope.combination)
  }

  /// 条件按国家有关规定执行 says only where the conditions stand. One sentence without a case (…的，) or a number.
  private func refersElsewhere(_ tokens: Range<Int>) -> Bool {
    guard let last = tokens.last, reading.listValue(of: last..<(last + 1), list: "referral-ends") != nil else {
      return false
    }
    var hasBasis = false
    for token in tokens {
      if reading.stream.tokens[token].type == .stop || reading.quantity(at: token) != nil { return false }
      if reading.stream.tokens[token].type == .comma, token > tokens.lowerBound,
        reading.character(of: token - 1) == 0x7684
      {
        return false
      }
      if reading.listValue(of: token..<(token + 1), list: "basis-words") != nil { hasBasis = true }
    }
    return hasBasis
  }

  /// Text between a heading and the list below it, sentence for sentence: 招聘对象为……。有下列情形之一的除外：（一）. What leads
  /// in to the list, and what only says on what basis, states no condition.
  private func prose(
    _ segment: Int, _ passage: Passage, _ scope: Scope, _ cues: [Cue], leadsIn: Bool
  ) -> [NoticeFacts.Fact] {
    let end = leadsIn ? leadInStart(segment) : Int.max
    var out: [NoticeFacts.Fact] = []
    for part in fullStops(in: segment).flatMap({ parts(of: $0, in: segment, scope, cues) }) where part.lowerBound < end
    {
      guard !part.isEmpty, reading.listValue(of: part.lowerBound..<(part.lowerBound + 1), list: "basis-words") == nil
      else { continue }
      let sentence = Sentence(segment: segment, tokens: part)
      let own = cues.filter { part.contains($0.tokens.upperBound - 1) }
      guard !self.leadsIn(sentence) || own.contains(where: \.isOfLeadIn), !own.isEmpty || saysSomething(sentence) else {
        continue
      }
      out += item(segment, passage, scope, own, tokens: part)
    }
    return out
  }

  /// The parts of a paragraph between ；, where they are not all of one role: A；B；C不得申报 says three things.
  private func parts(of paragraph: Range<Int>, in segment: Int, _ scope: Scope, _ cues: [Cue]) -> [Range<Int>] {
    var known: [Sentence: Cue] = [:]
    var sentences: [Sentence] = []
    var roles: Set<String> = []
    var at = paragraph.lowerBound
    while at < paragraph.upperBound {
      let sentence = reading.sentence(around: at, in: segment)
      if !sentence.tokens.isEmpty { sentences.append(sentence) }
      let own = cues.filter { $0.isOfItem && sentence.tokens.contains($0.tokens.upperBound - 1) }
      let strongest = own.max { $0.priority < $1.priority }
      known[sentence] = strongest
      roles.insert(strongest?.role ?? scope.role ?? "require")
      at = max(sentence.tokens.upperBound, at) + 1
    }
    guard sentences.count > 1, roles.count > 1 || known.count == sentences.count else { return [paragraph] }
    var out: [Range<Int>] = []
    for sentence in sentences {
      let tokens = known[sentence] == nil ? sentence.tokens : withTriggers(sentence, known)
      while let last = out.last, last.overlaps(tokens) { out.removeLast() }
      out.append(tokens)
    }
    return out
  }

  /// The parts of a passage between 。.
  private func fullStops(in segment: Int) -> [Range<Int>] {
    let whole = reading.stream.segments[segment]
    var out: [Range<Int>] = []
    var start = reading.bodyStart(of: whole)
    for token in start..<max(start, whole.tokens.upperBound) where isFullStop(token) {
      if token > start { out.append(start..<token) }
      start = token + 1
    }
    if start < whole.tokens.upperBound { out.append(start..<whole.tokens.upperBound) }
    return out
  }

  private func isFullStop(_ token: Int) -> Bool {
    reading.stream.tokens[token].type == .stop && reading.character(of: token) == 0x3002
  }

  // MARK: Sentences

  private func sentences(
    _ segment: Int, _ passage: Passage, _ cues: [Cue], isMaterial: Bool
  ) -> [NoticeFacts.Fact] {
    var strongest: [Sentence: Cue] = [:]
    for cue in cues where cue.role != Self.noRole {
      let sentence = reading.sentence(around: cue.tokens.upperBound - 1, in: segment)
      guard sentence.tokens.contains(cue.tokens.upperBound - 1) else { continue }
      let start = reading.bodyStart(of: reading.stream.segments[segment])
      guard cue.tokens.upperBound > start || saysSomething(sentence) else { continue }
      if isMaterial, cue.role == "require" || cue.role == "pass" { continue }
      if (strongest[sentence]?.priority ?? .min) < cue.priority { strongest[sentence] = cue }
    }
    var out: [NoticeFacts.Fact] = []
    var listed = 0
    for (sentence, cue) in strongest.sorted(by: { $0.key.tokens.lowerBound < $1.key.tokens.lowerBound }) {
      if leadsIn(sentence) && !cue.isOfLeadIn || sentence.tokens.lowerBound < listed { continue }
      let list = withListed(sentence, strongest)
      let tokens = trimmed(list?.whole ?? withTriggers(sentence, strongest))
      listed = tokens.upperBound
      out += fact(
        tokens: tokens, provision: passage.provision, role: cue.role,
        subject: reading.subject(of: Sentence(segment: segment, tokens: tokens)), rule: cue.rule,
        predicate: list.map { trimmed($0.parts) } ?? (cue.isConsequence ? caseTokens(of: tokens, cue) : tokens),
        announcedBy: list.map { $0.whole.lowerBound..<$0.parts.lowerBound })
    }
    return out
  }

  /// Whether a sentence is more than a run-in heading, though it looks like one: a clause of it ends in 的 or 者, or it
  /// holds a number or a modal.
  private func saysSomething(_ sentence: Sentence) -> Bool {
    sentence.tokens.contains { token in
      if reading.quantity(at: token) != nil { return true }
      let word = token..<(token + 1)
      if ["deny-words", "modals"].contains(where: { reading.listValue(of: word, list: $0) != nil }) { return true }
      guard reading.stream.tokens[token].type == .comma, token > sentence.tokens.lowerBound else { return false }
      let before = reading.character(of: token - 1)
      return before == 0x7684 || before == 0x8005
    }
  }

  /// Where the sentence begins that leads in to a list: behind the last 。 inside the passage.
  private func leadInStart(_ segment: Int) -> Int {
    fullStops(in: segment).last?.lowerBound ?? reading.stream.segments[segment].tokens.lowerBound
  }

  /// A sentence that ends in ： is the beginning of a list.
  private func leadsIn(_ sentence: Sentence) -> Bool {
    sentence.tokens.last.map { reading.character(of: $0) == 0x3A } ?? false
  }

  /// 有下列情形之一的，不得申报：A；B；C: what stands behind the colon, up to 。, belongs to the sentence that announces it; nil
  /// where a sentence announces nothing, or where one of the parts has a consequence of its own.
  private func withListed(
    _ sentence: Sentence, _ known: [Sentence: Cue]
  ) -> (whole: Range<Int>, parts: Range<Int>)? {
    let tokens = sentence.tokens
    guard let colon = tokens.first(where: { reading.character(of: $0) == 0x3A }), colon + 1 < tokens.upperBound,
      reading.firstValue(in: tokens.lowerBound..<colon, list: "list-announcers") != nil
    else { return nil }
    let limit = reading.stream.segments[sentence.segment].tokens.upperBound
    var end = tokens.upperBound
    while end < limit, !isFullStop(end) {
      let next = reading.sentence(around: end + 1, in: sentence.segment)
      guard next.tokens.upperBound > end, known[next]?.isConsequence != true else { break }
      end = next.tokens.upperBound
    }
    return end > tokens.upperBound ? (tokens.lowerBound..<end, (colon + 1)..<end) : nil
  }

  /// 如有A；B；C的，撤销 and A；B；或C的，不予录取: the parts before the last say no more than a case and belong to it.
  private func withTriggers(_ sentence: Sentence, _ known: [Sentence: Cue]) -> Range<Int> {
    let first = reading.bodyStart(of: reading.stream.segments[sentence.segment])
    var start = sentence.tokens.lowerBound
    let isAlternative =
      reading.listValue(of: start..<min(start + 1, sentence.tokens.upperBound), list: "or-words") != nil
    while start - 1 > first, !isFullStop(start - 1) {
      let before = reading.sentence(around: start - 2, in: sentence.segment)
      let hasClauses = before.tokens.contains { reading.stream.tokens[$0].type == .comma }
      guard known[before] == nil, isAlternative || !hasClauses, !before.tokens.isEmpty,
        before.tokens.upperBound == start - 1
      else {
        break
      }
      start = before.tokens.lowerBound
      if reading.listValue(of: start..<(start + 1), list: "trigger-openers") != nil {
        return start..<sentence.tokens.upperBound
      }
    }
    return isAlternative ? start..<sentence.tokens.upperBound : sentence.tokens
  }

  /// What must be so: the clauses before the one that a consequence stands in, and the case that this clause begins
  /// with (职位，测评不合格的取消资格); where there are none, what stands before the consequence. The whole sentence where
  /// the case stands behind the consequence: 请……，优先考虑近三年获奖的项目; 应聘人员不能应聘有亲属关系的岗位.
  private func caseTokens(of sentence: Range<Int>, _ cue: Cue) -> Range<Int> {
    let consequence = cue.tokens.lowerBound
    guard sentence.contains(consequence), consequence > sentence.lowerBound else { return sentence }
    let before = sentence.lowerBound..<consequence
    let comma = before.last { reading.stream.tokens[$0].type == .comma && $0 > before.lowerBound }
    let isLast = !(consequence..<sentence.upperBound).contains { reading.stream.tokens[$0].type == .comma }
    if isLast, comma == nil || (cue.role == "prefer" && comma == consequence - 1),
      !endsAsCase(before.lowerBound..<(comma ?? consequence)), saysWhose(behind: cue.tokens, in: sentence)
    {
      return sentence
    }
    guard let comma else { return before }
    return endsAsCase((comma + 1)..<consequence) ? before : before.lowerBound..<comma
  }

  /// Whether the last token is 的, 者 or 后.
  private func endsAsCase(_ tokens: Range<Int>) -> Bool {
    tokens.last.map { [0x7684, 0x8005, 0x540E].contains(reading.character(of: $0)) } ?? false
  }

  /// Whether behind a match stands …的 and a name, up to the end of the sentence.
  private func saysWhose(behind match: Range<Int>, in sentence: Range<Int>) -> Bool {
    guard match.upperBound + 4 <= sentence.upperBound else { return false }
    return (match.upperBound + 1..<sentence.upperBound - 1).contains { reading.character(of: $0) == 0x7684 }
  }

  // MARK: Facts

  /// Tokens without final marks and without a bracket that says who is responsible.
  private func trimmed(_ tokens: Range<Int>) -> Range<Int> {
    var end = tokens.upperBound
    while end > tokens.lowerBound {
      let last = reading.stream.tokens[end - 1]
      guard [.stop, .comma].contains(last.type) || (last.type == .paren && namesUnits(last)) else { break }
      end -= 1
    }
    return tokens.lowerBound..<end
  }

  /// （市财政局牵头，市科技局配合）
  private func namesUnits(_ bracket: Token) -> Bool {
    let inside = Int(bracket.payload)
    guard reading.stream.segments.indices.contains(inside) else { return false }
    let tokens = reading.stream.segments[inside].tokens
    var hasUnit = false
    var hasRole = false
    for token in tokens {
      if case .organization = reading.phrase(token)?.value { hasUnit = true }
      if reading.listValue(of: token..<(token + 1), list: "role-verbs") != nil { hasRole = true }
    }
    return hasUnit && hasRole
  }

  /// 原则上 and the like, which may stand inside a number: 原则上不超过45周岁.
  private func discretion(in tokens: Range<Int>) -> String? {
    vocabulary.firstWord(in: reading.outline.characters[reading.characters(of: tokens)], list: "discretion")
      .map(reading.printed)
  }

  private func fact(
    tokens: Range<Int>, provision: Int?, role: String, subject: String?, rule: String, predicate: Range<Int>? = nil,
    announcedBy lead: Range<Int>? = nil, combination: Condition.Combination? = nil
  ) -> [NoticeFacts.Fact] {
    guard !tokens.isEmpty, let role = Condition.Role(rawValue: role) else { return [] }
    let builder = PredicateBuilder(reading: reading, vocabulary: vocabulary)
    let told = predicate ?? tokens
    let tree = builder.predicate(
      of: told, rest: told.upperBound < tokens.upperBound ? told.upperBound..<tokens.upperBound : 0..<0,
      excludes: [.exclude, .revoke, .veto].contains(role), announcedBy: lead)
    let condition = Condition(
      role: role, subject: subject, predicate: tree, combination: combination, discretion: discretion(in: tokens))
    return [
      NoticeFacts.Fact(
        span: reading.span(of: tokens), provision: provision, rule: rule, body: .condition(condition))
    ]
  }
}
