import GrammarLanguage
import Matching
import RuleModel
import TextModel
import Tokenizing

/// A reading with its phrases to facts: scopes first, then one reader a kind.
struct FactReader {
  let reading: NoticeReading
  let vocabulary: Vocabulary
  let definitions: [NameReader.Found]
  /// How many tokens around a time or number are looked at for its unit, action or metric.
  static let reach = 60

  func facts(
    scopes scopeMatches: [(file: CompiledFile, matches: [Match])],
    facts matches: [(file: CompiledFile, matches: [Match])]
  ) -> NoticeFacts {
    var out = NoticeFacts()
    func of(_ makers: String...) -> [(file: CompiledFile, matches: [Match])] {
      matches.filter { !$0.file.makers.isDisjoint(with: makers) }
    }
    let scopes = Scopes(reading, vocabulary: vocabulary, matches: scopeMatches)
    out.facts += ConditionReader(reading: reading, scopes: scopes, vocabulary: vocabulary).read(of("condition"))
    let units = of("units")
    let firstLeads = units.contains { pair in
      pair.matches.contains { pair.file.rules[$0.rule].rule.makes.name == "first-leads" }
    }
    let unitTables = UnitTableReader(reading: reading, vocabulary: vocabulary, firstLeads: firstLeads)
    let unitCells = unitTables.cells()
    var unitLists = Set(
      units.flatMap { pair in
        pair.matches
          .filter {
            reading.stream.segments[$0.segment].outer != nil
              || pair.file.rules[$0.rule].rule.makes.text("place") != "bracket"
          }
          .map(\.segment)
      })
    // 市检察院，各有关部门按职责分工负责 in a column of units is a list of them, no sentence.
    let inCells = Set(unitCells.map(\.passage))
    for (index, segment) in reading.stream.segments.enumerated() where inCells.contains(segment.passage) {
      unitLists.insert(index)
    }
    out.facts += DutyReader(
      reading: reading, scopes: scopes, vocabulary: vocabulary, unitLists: unitLists,
      meanings: definitions.compactMap(\.meaning)
    ).read(
      of("duty"))
    out.facts += UnitListReader(reading: reading, vocabulary: vocabulary, firstLeads: firstLeads).read(units)
    out.facts += unitTables.read(unitCells)
    let weights = WeightReader(reading: reading, vocabulary: vocabulary).read(of("weight"))
    out.facts += weights.facts
    let citations = CitationReader(
      reading: reading, vocabulary: vocabulary, names: Set(definitions.map(\.term))
    ).read(of("citation"))
    // What is repealed is named, but neither a basis nor to be complied with.
    out.citations = citations.filter { !$0.isRepealed }.map(\.citation)
    out.repeals = Set(citations.filter(\.ends).map(\.citation.title))
    out.facts += citations.map(\.fact)
    addDefinitions(to: &out)
    let sentences = SentenceFactReader(reading: reading)
    out.facts += sentences.supports(of("support"))
    out.facts += sentences.sanctions(of("sanction"))
    out.facts += MaterialReader(reading: reading, scopes: scopes, vocabulary: vocabulary, known: out.facts).read(
      of("material"))
    out.facts += StepReader(reading: reading, scopes: scopes, known: out.facts).read()
    out.references = ReferenceReader(reading: reading).read(of("reference"))
    addLeaves(to: &out, held: weights.held)
    settleEffect(in: &out)
    out.contacts = ContactReader(reading: reading, vocabulary: vocabulary).read()
    return out
  }

  private func addDefinitions(to out: inout NoticeFacts) {
    let names = NameReader(vocabulary: vocabulary)
    var seen: Set<[String]> = []
    for found in definitions {
      let means = (found.means ?? names.antecedent(of: found, in: reading)).map(names.withoutShortNames)
      // A short name that is defined, too, has both: 高技能人才工作室（以下简称“工作室”）; 本办法所称工作室，是指….
      guard seen.insert([found.term, found.means ?? ""]).inserted else { continue }
      let definition = Definition(term: found.term, means: means)
      out.definitions.append(definition)
      out.facts.append(
        NoticeFacts.Fact(
          span: reading.outline.span(of: found.range), provision: reading.outline.passages[found.passage].provision,
          rule: found.rule, body: .definition(definition)))
    }
  }

  /// Each temporal is a deadline, each quantity that no other fact holds a target.
  private func addLeaves(to out: inout NoticeFacts, held known: Set<Span>) {
    var held = known
    for fact in out.facts {
      switch fact.body {
      case .condition(let condition): held.formUnion(quantities(in: condition.predicate))
      case .duty(let duty): held.formUnion(duty.quantities.map(\.span))
      case .support(let support): held.formUnion(support.quantities.map(\.span))
      case .material(let material): held.formUnion(material.quantities.map(\.span))
      default: break
      }
    }
    let effects = passagesOfEffect()
    let periods = periods()
    let recipients = Set(
      out.facts.compactMap { fact -> Int? in
        guard case .duty(let duty) = fact.body, duty.role == .recipient else { return nil }
        return duty.unit.span.start
      })
    let actors = out.facts.compactMap { fact -> (span: Span, unit: OrganizationMention)? in
      // A body that supports acts within the time of the one that it supports.
      guard case .duty(let duty) = fact.body, duty.role != .recipient, duty.role != .support else { return nil }
      return (fact.span, duty.unit)
    }.sorted { $0.span < $1.span }
    for (index, segment) in reading.stream.segments.enumerated() {
      let passage = reading.outline.passages[segment.passage]
      guard [.body, .heading, .cell].contains(passage.role) else { continue }
      for token in segment.tokens where reading.payload(token) != nil {
        if let temporal = reading.temporal(at: token), !periods.contains(temporal.span) {
          if temporal.kind == .effective, out.effective == nil { out.effective = temporal.value }
          // A validity is the notice's own where it stands beside its taking effect; others are of what it grants.
          if temporal.kind == .validity,
            effects.contains(segment.passage) || isSaidOfInstrument(token, in: segment)
          {
            out.validity = temporal.value
          }
          let sentence = reading.sentence(around: token, in: index)
          let unit = unit(of: temporal, at: token, in: sentence, among: actors, but: recipients)
          out.facts.append(
            NoticeFacts.Fact(
              span: temporal.span, provision: passage.provision, rule: reading.phrase(token)?.rule ?? "",
              body: .deadline(
                Deadline(
                  temporal: temporal, action: action(behind: token, in: sentence),
                  unit: unit))))
        }
        if let quantity = reading.quantity(at: token), let every = repetition(of: quantity, at: token) {
          out.facts.append(
            NoticeFacts.Fact(
              span: every.span, provision: passage.provision, rule: reading.phrase(token)?.rule ?? "",
              body: .deadline(Deadline(temporal: every, action: nil, unit: nil))))
        }
        if let quantity = reading.quantity(at: token), !held.contains(quantity.span) {
          let metric = metric(before: token, in: segment)
          var measured = quantity
          measured.metric = metric
          out.facts.append(
            NoticeFacts.Fact(
              span: quantity.span, provision: passage.provision, rule: reading.phrase(token)?.rule ?? "",
              body: .target(Target(metric: metric, quantity: measured, temporal: nil))))
        }
      }
    }
  }

  /// Times that run from the day on which the notice takes effect get that day: 自本办法施行之日起.
  private func settleEffect(in out: inout NoticeFacts) {
    let day = out.effective.flatMap { $0.hasPrefix("P") ? nil : $0 }
    for index in out.facts.indices {
      out.facts[index].body = out.facts[index].body.mapTemporals { temporal in
        guard temporal.value == TemporalValue.effective else { return temporal }
        var settled = temporal
        settled.value = day
        return settled
      }
    }
  }

  /// Whose duty holds a time, or else begins last before it in the sentence: 市局应在5日内初审，并在10日内发证. One that
  /// is asked to review (报市政府批准后，于3月底前备案) only where the time's clause begins with it or nobody else acts.
  private func actor(
    of span: Span, at token: Int, in sentence: Sentence, among duties: [(span: Span, unit: OrganizationMention)],
    but recipients: Set<Int>
  ) -> OrganizationMention? {
    let behind = duties.partitioningIndex { $0.span.start > span.start }
    let start = sentence.tokens.isEmpty ? span.start : reading.span(of: sentence.tokens).start
    let before = duties[..<behind].suffix(Self.nested).filter { $0.span.start >= start }
    if let holder = before.last(where: { span.end <= $0.span.end }) { return holder.unit }
    return subject(ofClauseAt: token, in: sentence)
      ?? (before.last { !recipients.contains($0.unit.span.start) } ?? before.last)?.unit
  }

  /// Whom a time is set for; nobody for what an instrument or a paper has. A bar holds for those who are barred, not for
  /// the body that acts before it: 由区人社局责令退回，3年内不得申请补贴.
  private func unit(
    of temporal: Temporal, at token: Int, in sentence: Sentence,
    among duties: [(span: Span, unit: OrganizationMention)], but recipients: Set<Int>
  ) -> OrganizationMention? {
    if Self.instruments.contains(temporal.kind) { return nil }
    let isBar = leadsToBar(token, in: sentence)
    let acting =
      isBar
      ? subject(ofClauseAt: token, in: sentence)
      : actor(of: temporal.span, at: token, in: sentence, among: duties, but: recipients)
    return acting ?? nearActor(to: token, in: sentence, but: recipients, passesAgents: isBar)
  }

  /// The kinds of times that an instrument or a paper has, not somebody who acts.
  private static let instruments = [TemporalKind.effective, .validity]

  /// Whether a time is how long somebody is barred from what only the eligible do or get: 3年内不得申请.
  private func leadsToBar(_ token: Int, in sentence: Sentence) -> Bool {
    let rest = (token + 1..<max(token + 1, sentence.tokens.upperBound)).prefix(Self.barred)
      .prefix { reading.stream.tokens[$0].type != .comma }
    guard let first = rest.first, reading.listValue(of: first..<(first + 1), list: "deny-words") != nil else {
      return false
    }
    return rest.dropFirst().contains { reading.listValue(of: $0..<($0 + 1), list: "eligibility-verbs") != nil }
  }

  /// In how many tokens behind a time a bar names what it bars from.
  private static let barred = 5

  /// The body that a token's clause begins with.
  private func subject(ofClauseAt token: Int, in sentence: Sentence) -> OrganizationMention? {
    var start = token
    while start > sentence.tokens.lowerBound, reading.stream.tokens[start - 1].type != .comma { start -= 1 }
    guard start < token, case .organization = reading.phrase(start)?.value, !namesStage(start, in: sentence) else {
      return nil
    }
    return reading.organization(at: start..<(start + 1))
  }

  /// How many duties that begin before a time are looked at.
  private static let nested = 8

  /// The first body near a time in its sentence that can be the one who acts: not one that something is received from or
  /// goes to (收到申请人的材料后), nor one behind a preposition (根据市民政局通知); behind the time only where its clause is
  /// the time's own or begins with it (每年9月1日前，主管部门……; 30日内，由市局……). `passesAgents`: nor one behind 由.
  private func nearActor(
    to token: Int, in sentence: Sentence, but recipients: Set<Int>, passesAgents: Bool
  ) -> OrganizationMention? {
    let near = sentence.tokens.clamped(to: (token - Self.reach)..<(token + Self.reach))
    var isReceived = false
    var isGoverned = false
    var isPlace = false
    var commas = 0
    let found = near.first { position in
      if reading.stream.tokens[position].type == .comma {
        (isReceived, isGoverned, isPlace) = (false, false, false)
        if position > token { commas += 1 }
      }
      if reading.listValue(of: position..<(position + 1), list: "reception-verbs") != nil { isReceived = true }
      if governs(position) { isGoverned = true }
      // 在本市注册的企业: behind 的 stands who is there.
      isPlace = opensPlace(position) || isPlace && !isAttributeMark(position)
      guard !isReceived, !isGoverned, !isPlace, case .organization = reading.phrase(position)?.value else {
        return false
      }
      guard position < token || commas == 0 || (commas == 1 && opensClause(position, behind: token)) else {
        return false
      }
      if passesAgents, position > 0, reading.character(of: position - 1) == Self.bySign { return false }
      return !isCompany(position) && !namesStage(position, in: sentence) && !(position > token && isTold(position))
        && !recipients.contains(reading.span(of: position..<(position + 1)).start)
    }
    return found.map { reading.organization(at: $0..<($0 + 1)) }
  }

  /// 每年9月1日前，主管部门……; 报告后15日内，由市局……, where nothing stands between; not 有效期至年底，由市局解释.
  private func opensClause(_ token: Int, behind time: Int) -> Bool {
    if reading.stream.tokens[token - 1].type == .comma { return true }
    guard token == time + 3, reading.character(of: token - 1) == Self.bySign,
      case .temporal(let value) = reading.phrase(time)?.value
    else { return false }
    return Self.due.contains(value.kind)
  }

  /// The kinds of times by which somebody acts.
  private static let due = ["by", "within", "every"]

  /// Whether a body behind a token is not the one who acts: 根据市局通知, 对企业.
  private func governs(_ token: Int) -> Bool {
    ["basis-starts", "object-prepositions"].contains { reading.listValue(of: token..<(token + 1), list: $0) != nil }
  }

  /// Whether a token leads to a place, where nobody acts: 在市局网站.
  private func opensPlace(_ token: Int) -> Bool {
    reading.textValue(token, in: "place-openers", of: vocabulary) != nil
  }

  private func isAttributeMark(_ token: Int) -> Bool {
    reading.listValue(of: token..<(token + 1), list: "attribute-marks") != nil
  }

  /// 提前24小时通知用水户: a body right behind a verb of telling is told.
  private func isTold(_ token: Int) -> Bool {
    token > 0 && reading.listValue(of: token - 1..<token, list: "telling-verbs") != nil
  }

  /// 专家评审于8月底前完成: a body whose verb stands right before a time names a stage, and does not act.
  private func namesStage(_ token: Int, in sentence: Sentence) -> Bool {
    guard token + 2 < sentence.tokens.upperBound, case .temporal = reading.phrase(token + 2)?.value,
      reading.isActor(token)
    else { return false }
    return reading.listValue(of: token + 1..<(token + 2), list: "review-verbs") != nil
  }

  /// 与用人单位签订合同: a body behind 与, where no body stands before it, is the one with whom something is done.
  private func isCompany(_ token: Int) -> Bool {
    guard token > 0, reading.character(of: token - 1) == Self.withSign else { return false }
    guard token > 1, case .organization = reading.phrase(token - 2)?.value else { return true }
    return false
  }

  /// 由
  private static let bySign: UInt16 = 0x7531
  /// 与
  private static let withSign: UInt16 = 0x4E0E

  /// The times that are periods of amounts and caps, 每月 in 每月1000元: they set nobody a day.
  private func periods() -> Set<Span> {
    var out: Set<Span> = []
    for token in reading.stream.tokens.indices where reading.payload(token) != nil {
      if let period = reading.quantity(at: token)?.period { out.insert(period.span) }
    }
    return out
  }

  /// What must be done so often, 至少每年进行1次: the period inside the number with the number as its times.
  private func repetition(of quantity: Quantity, at token: Int) -> Temporal? {
    guard quantity.comparison == .atLeast, var every = quantity.period, every.kind == .every,
      every.span.start >= quantity.span.start, every.span.end <= quantity.span.end,
      reading.stream.tokens[token].attributes & (QuantityValue.attributes["occasion"] ?? 0) != 0,
      let times = Int(quantity.value.description)
    else { return nil }
    every.span = quantity.span
    every.quote = quantity.quote
    every.times = times
    return every
  }

  /// Whether 本通知 or 本办法 stands right before a token.
  private func isSaidOfInstrument(_ token: Int, in segment: Segment) -> Bool {
    let before = segment.tokens.lowerBound..<token
    guard before.count >= 2, let name = before.last,
      reading.listValue(of: name..<(name + 1), list: "instrument-names") != nil
    else { return false }
    return reading.character(of: name - 1) == Self.ownSign
  }

  /// 本
  private static let ownSign: UInt16 = 0x672C

  /// The passages that say when the notice takes effect.
  private func passagesOfEffect() -> Set<Int> {
    var out: Set<Int> = []
    for segment in reading.stream.segments where segment.tokens.contains(where: isOfEffect) {
      out.insert(segment.passage)
    }
    return out
  }

  private func isOfEffect(_ token: Int) -> Bool {
    guard let index = reading.payload(token), case .temporal(let value) = reading.phrases[index].value else {
      return false
    }
    return value.kind == TemporalKind.effective.rawValue
  }

  private func quantities(in predicate: Predicate) -> [Span] {
    var out: [Span] = []
    var waiting = [predicate]
    while let next = waiting.popLast() {
      switch next {
      case .all(let parts), .any(let parts): waiting += parts
      case .not(let part): waiting.append(part)
      case .quantity(let quantity): out.append(quantity.span)
      case .temporal, .text: break
      }
    }
    return out
  }

  /// What stands behind a time up to the end of its clause.
  private func action(behind token: Int, in sentence: Sentence) -> String? {
    var end = token + 1
    while end < sentence.tokens.upperBound, end - token < Self.reach, reading.stream.tokens[end].type != .comma {
      end += 1
    }
    guard end > token + 1 else { return nil }
    return reading.printed(reading.characters(of: (token + 1)..<end))
  }

  /// What stands before a number in its clause, without a modal, preposition or verb at its ends (确保产量稳定在: 产量).
  private func metric(before token: Int, in segment: Segment) -> String? {
    var start = token
    while start > segment.tokens.lowerBound, token - start < Self.reach {
      let before = reading.stream.tokens[start - 1]
      if [.comma, .stop, .pause].contains(before.type) || before.type.rawValue >= TokenType.firstMade { break }
      start -= 1
    }
    var end = token
    while start < end, isMetricEdge(end - 1, at: "tail") { end -= 1 }
    while start < end, isMetricEdge(start, at: "lead") { start += 1 }
    return start < end ? reading.printed(reading.characters(of: start..<end)) : nil
  }

  private func isMetricEdge(_ token: Int, at end: String) -> Bool {
    let value = reading.textValue(token, in: "metric-edges", of: vocabulary)
    return value == end || value == "both"
  }
}
