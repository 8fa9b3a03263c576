import Matching
import RuleModel
import TextModel
import Tokenizing

/// Duties: who must, may or is urged to do what, and to whom it goes.
///
/// One object for a notice: its guards are asked so often that copies of what it holds would be felt.
final class DutyReader {
  let reading: NoticeReading
  let scopes: Scopes
  let vocabulary: Vocabulary
  /// Segments that are lists of units: what stands in them is no sentence.
  let unitLists: Set<Int>
  /// The characters of what defined terms mean, in the order of the text: 创新券，是指由市财政安排的凭证 obliges nobody.
  private let meanings: [Range<Int>]

  init(
    reading: NoticeReading, scopes: Scopes, vocabulary: Vocabulary, unitLists: Set<Int>, meanings: [Range<Int>]
  ) {
    self.reading = reading
    self.scopes = scopes
    self.vocabulary = vocabulary
    self.unitLists = unitLists
    self.meanings = meanings.sorted { $0.lowerBound < $1.lowerBound }
  }

  /// A duty as a rule found it, before those of its sentence are weighed against one another.
  private struct Found {
    var fact: NoticeFacts.Fact
    var sentence: Sentence
    var unit: String
    var role: Duty.Role
    var priority: Int
    /// Whether the body is only urged to act.
    var isUrged: Bool
    /// Whether bodies urged inside its words are part of what it is urged to do.
    var isNested: Bool
  }

  func read(_ matches: [(file: CompiledFile, matches: [Match])]) -> [NoticeFacts.Fact] {
    struct Key: Hashable {
      var sentence: Sentence
      var unit: String
      var role: Duty.Role
    }
    var out: [Found] = []
    var seen: [Key: Int] = [:]
    for (file, match) in inOrder(matches) {
      for found in duties(of: match, by: file.rules[match.rule]) {
        let key = Key(sentence: found.sentence, unit: found.unit, role: found.role)
        if let known = seen[key] {
          if out[known].priority < found.priority {
            out[known].fact = found.fact
            out[known].priority = found.priority
          }
          continue
        }
        seen[key] = out.count
        out.append(found)
      }
    }
    return withoutUrged(out)
  }

  /// The duties that a match tells of: one for each kind of body in a name that holds several, none where it only looks
  /// like a duty.
  private func duties(of match: Match, by rule: CompiledRule) -> [Found] {
    guard let duty = duty(of: match, by: rule) else { return [] }
    guard case .duty(let body) = duty.fact.body, let unit = MatchFields(match: match, rule: rule).capture("unit"),
      organization(at: unit.lowerBound)?.elision == .list
    else { return [duty] }
    return kinds(in: reading.characters(of: unit)).map { kind in
      var part = duty
      var own = body
      let span = reading.outline.span(of: kind.range)
      own.unit = OrganizationMention(span: span, quote: reading.outline.text.string(in: span), name: kind.name)
      part.fact.span = Span(span.start, duty.fact.span.end)
      part.fact.body = .duty(own)
      part.unit = kind.name
      return part
    }
  }

  /// 公路养护单位, 绿化单位 and 保洁单位 in 公路养护、绿化和保洁单位: the last names what all are.
  private func kinds(in name: Range<Int>) -> [(name: String, range: Range<Int>)] {
    let characters = reading.outline.characters
    let heads = ["actor-heads", "org-suffixes"]
    let tail =
      heads.lazy.compactMap { self.vocabulary.longestSuffix(of: characters[name], list: $0)?.length }.first ?? 0
    var out: [(name: String, range: Range<Int>)] = []
    var start = name.lowerBound
    func add(_ end: Int, isLast: Bool) {
      guard start < end else { return }
      let own = reading.printed(start..<end)
      out.append((isLast ? own : own + reading.printed((name.upperBound - tail)..<name.upperBound), start..<end))
    }
    var at = start
    while at < name.upperBound - tail {
      // The joins are words of two characters at most: 、 和 以及.
      let join = vocabulary.longestMatch(in: characters[at..<min(at + 2, name.upperBound - tail)], list: "kind-joins")
      if let join, at > start {
        add(at, isLast: false)
        start = at + join.length
        at = start
      } else {
        at += 1
      }
    }
    add(name.upperBound, isLast: true)
    return out
  }

  /// The duty that a match tells of; nil where it only looks like one.
  private func duty(of match: Match, by rule: CompiledRule) -> Found? {
    let segment = reading.stream.segments[match.segment]
    let passage = reading.outline.passages[segment.passage]
    guard passage.role == .body || passage.role == .cell, !unitLists.contains(match.segment) else { return nil }
    let fields = MatchFields(match: match, rule: rule)
    guard let unit = fields.capture("unit"), let ruleRole = fields.text("role").flatMap(Duty.Role.init(rawValue:))
    else { return nil }
    // A heading tells of no duty, but 市教育局：负责学校安全 goes on behind the colon.
    if segment.outer == nil,
      reading.characters(of: unit).lowerBound < passage.range.lowerBound + passage.headingLength,
      reading.characters(of: match.tokens).upperBound <= passage.range.lowerBound + passage.headingLength + 1
    {
      return nil
    }
    if isInMeaning(reading.characters(of: unit).lowerBound) { return nil }
    let role = ruleRole == .actor ? self.role(behind: unit, to: match.tokens.upperBound) : ruleRole
    guard !belongsToScope(match, of: unit, as: role, fields), let quote = act(match, of: unit, as: role, fields),
      ruleRole == .recipient
        ? quote.upperBound != unit.upperBound || !(isOwner(unit) || isOwn(unit))
        : (fields.text("stated") != nil
          || isAct(quote, behind: unit, in: segment, isAgent: fields.text("agent") != nil))
          && !(ruleRole == .actor && isBenefit(behind: unit, in: quote))
    else { return nil }
    let isUrged = fields.text("modality") == Duty.Modality.encourage.rawValue
    // 鼓励学生…, 允许员工…: natural persons that are urged or allowed have no duty of a body.
    if isUrged || fields.text("nested") != nil, isNaturalPerson(unit) { return nil }
    // 反馈至考生, 经监护人同意: nothing is handed in to a natural person, who decides for himself.
    if role == .recipient || fields.text("consent") != nil, isNaturalPerson(unit) { return nil }
    if isPreamble(segment.passage), hasHappened(quote, match, fields) { return nil }
    return found(quote, of: unit, as: role, match, fields)
  }

  /// Whether a character stands in what a defined term means.
  private func isInMeaning(_ character: Int) -> Bool {
    meanings[..<meanings.partitioningIndex { $0.lowerBound > character }].last?.contains(character) ?? false
  }

  /// Whether the words only say what the heading or lead-in over them makes of them: a condition or a list of papers.
  private func belongsToScope(
    _ match: Match, of unit: Range<Int>, as role: Duty.Role, _ fields: MatchFields
  ) -> Bool {
    let segment = reading.stream.segments[match.segment]
    // 申报单位应具备下列条件： states no duty; 有下列情形的，企业应当提出申请： does.
    if scopes.conditionLeadIns.contains(segment.passage), role == .actor, isApplicant(unit), !asks(match.tokens),
      !actsOnCases(unit, match), !forbidsConduct(match.tokens)
    {
      return true
    }
    guard let provision = reading.outline.passages[segment.passage].provision else { return false }
    switch scopes.of[provision]?.gives {
    // Who is eligible is a condition, not a duty of the applicant; 由学院确定 says who does it.
    case "condition":
      guard role == .actor, fields.text("modality") == nil, isApplicant(unit), !handsIn(match.tokens),
        fields.text("agent") == nil
      else { return false }
      // Behind the last item, or under a run-in heading, a sentence may go on to what is to be done: 学院应在36小时内反馈, not
      // 上述人才应在本区工作.
      let isProse =
        scopes.trailing.contains(segment.passage) || scopes.runsIn(reading.outline.passages[segment.passage])
      return !isProse || isNaturalPerson(unit)
        || reading.firstValue(in: match.tokens, list: "modals") == nil
        || match.tokens.contains { isText($0, in: "eligible-words") }
    // A list of what is to be handed in tells no duty of those it names: 学生本人签名, 医院诊断证明. 企业在平台填写信息 does.
    case "material":
      return reading.firstValue(in: match.tokens, list: "modals") == nil && !fillsIn(match.tokens)
        && fields.text("agent") == nil
    default: return false
    }
  }

  /// 经营者不得有下列行为： what nobody may do, not what makes somebody ineligible.
  private func forbidsConduct(_ tokens: Range<Int>) -> Bool {
    reading.firstValue(in: tokens, list: "modals") == Duty.Modality.mustNot.rawValue
      && tokens.contains { isText($0, in: "conduct-nouns") }
  }

  /// 有下列情形之一的，登记机关可以不予受理： the cases stand before the unit, which acts on them.
  private func actsOnCases(_ unit: Range<Int>, _ match: Match) -> Bool {
    let sentence = reading.sentence(around: unit.lowerBound, in: match.segment).tokens
    return reading.firstValue(in: sentence.lowerBound..<unit.lowerBound, list: "list-announcers") != nil
      && reading.firstValue(
        in: unit.upperBound..<max(unit.upperBound, match.tokens.upperBound), list: "list-announcers") == nil
      && !match.tokens.contains { isText($0, in: "eligible-words") }
  }

  /// The words of what the unit does or is told of; nil where they say which thing is meant, or what is aimed at.
  private func act(_ match: Match, of unit: Range<Int>, as role: Duty.Role, _ fields: MatchFields) -> Range<Int>? {
    var quote = fields.capture("quote") ?? match.tokens
    // Where the rule states the duty (是……的责任主体), a verb before 的 says no more than of what.
    let isStated = fields.text("stated") != nil
    if role != .recipient, unit.upperBound < quote.upperBound {
      let sentence = reading.sentence(around: unit.lowerBound, in: match.segment)
      guard let whole = overCases(quote, behind: unit, in: sentence) else { return nil }
      quote = isState(whole) ? whole : overAdverbials(whole, behind: unit, in: sentence)
      if !isStated, isOfThing(quote, behind: unit) || isTarget(quote, in: sentence) { return nil }
    }
    if fields.text("modality") == Duty.Modality.encourage.rawValue { quote = untilNextUrging(quote, behind: unit) }
    quote = withoutLongBracket(untilNextAction(quote, behind: unit), behind: unit)
    return !isStated && isAttribute(behind: unit, in: quote) ? nil : quote
  }

  /// Whether the unit is one that acts, and the words say what it does.
  private func isAct(_ quote: Range<Int>, behind unit: Range<Int>, in segment: Segment, isAgent: Bool) -> Bool {
    let isOfOther =
      isPerson(behind: unit) || isPlace(behind: unit) || isListOfPersons(behind: unit, in: quote)
      || isPaper(behind: unit, in: quote) || isMeasured(behind: unit, in: quote)
      || (isAgent && isAttributeOfBody(behind: unit, in: quote)) || isNamed(quote, behind: unit, in: segment)
      || isThingListed(quote, behind: unit, in: segment)
    return !isOfOther
      && !(isPassive(behind: unit, in: quote) || isActedOn(behind: unit, in: quote)
        || isComposition(quote, behind: unit) || isEquated(behind: unit, in: quote)
        || isActivity(behind: unit, in: quote) || isNominal(behind: unit, in: quote)
        || isPast(quote, behind: unit) || isState(quote))
  }

  /// Whether the words of a preamble tell of what has been: without a modal 国务院印发《……》 and 经市政府同意，现…… have.
  /// A rule that says the modality itself reads a request: 请各单位协助整理材料，具体情况通知如下.
  /// 请企业按照要求准备材料 and 各单位于11月15日起开展自查 are yet to be done.
  private func hasHappened(_ quote: Range<Int>, _ match: Match, _ fields: MatchFields) -> Bool {
    fields.text("modality") == nil && reading.firstValue(in: quote, list: "modals") == nil
      && !(fields.text("agent") != nil && isText(match.tokens.lowerBound, in: "asking-words"))
      && !startsOrEndsInTime(quote)
  }

  private func found(
    _ words: Range<Int>, of unit: Range<Int>, as role: Duty.Role, _ match: Match, _ fields: MatchFields
  ) -> Found {
    let segment = reading.stream.segments[match.segment]
    var quote = words
    let office = office(behind: unit)
    // 乡镇人民政府（街道办事处）: words that end with the name hold the bracketed body too.
    if !office.isEmpty, quote.upperBound == unit.upperBound { quote = quote.lowerBound..<(quote.upperBound + 1) }
    var mention = reading.organization(at: unit)
    mention.name = head(before: unit) + wholeTail(fullRegion(mention.name)) + office + kind(behind: unit)
    let (quantities, temporals) = reading.leaves(in: quote)
    let action =
      unit.upperBound < quote.upperBound
      ? reading.printed(reading.characters(of: unit.upperBound..<quote.upperBound)) : nil
    let rule = fields.rule.rule
    let fact = NoticeFacts.Fact(
      span: reading.span(of: quote), provision: reading.outline.passages[segment.passage].provision, rule: rule.name,
      body: .duty(
        Duty(
          unit: mention, role: role, modality: modality(of: quote, by: unit, as: role, in: segment, fields),
          discretion: discretion(of: quote, in: segment), action: action, temporals: temporals,
          quantities: quantities)))
    return Found(
      fact: fact, sentence: reading.sentence(around: unit.lowerBound, in: match.segment), unit: mention.name,
      role: role, priority: rule.priority,
      isUrged: fields.text("modality") == Duty.Modality.encourage.rawValue, isNested: fields.text("nested") != nil)
  }

  /// What the rule says, else what the act, the words before the agent or a word of discretion say; `must` without them.
  private func modality(
    of quote: Range<Int>, by unit: Range<Int>, as role: Duty.Role, in segment: Segment, _ fields: MatchFields
  ) -> Duty.Modality {
    if role == .recipient, let before = modality(before: quote.lowerBound, in: segment) { return before }
    if let said = fields.text("modality") { return Duty.Modality(rawValue: said) ?? .must }
    if let found = modalityOfAct(behind: unit, in: quote) { return found }
    if let found = modality(beforeAgent: unit), found != .encourage { return found }
    let value = (unit.upperBound..<max(unit.upperBound, quote.upperBound)).lazy
      .compactMap { self.textValue($0, in: "discretion") }.first
    return value.flatMap(Duty.Modality.init(rawValue:)) ?? .must
  }

  /// What the files found in the order of the text, so that it does not matter which file a rule stands in.
  private func inOrder(
    _ found: [(file: CompiledFile, matches: [Match])]
  ) -> [(file: CompiledFile, match: Match)] {
    let all = found.flatMap { pair in pair.matches.map { (file: pair.file, match: $0) } }
    return all.enumerated()
      .sorted {
        ($0.element.match.segment, $0.element.match.tokens.lowerBound, $0.offset)
          < ($1.element.match.segment, $1.element.match.tokens.lowerBound, $1.offset)
      }
      .map(\.element)
  }

  /// The duties without those of bodies that are only urged where their sentence has a subject of its own: in
  /// 市科技局要支持企业创新 the office acts, in 鼓励企业创新 the firms do.
  private func withoutUrged(_ found: [Found]) -> [NoticeFacts.Fact] {
    var subjects: [Sentence: Int] = [:]
    for duty in found where !duty.isUrged && duty.role != .recipient {
      subjects[duty.sentence] = min(subjects[duty.sentence] ?? .max, duty.fact.span.start)
    }
    // 推动银行支持企业创新: of nested verbs only the first body is urged.
    var reach: [Sentence: Span] = [:]
    return found.filter { duty in
      guard duty.isUrged else { return true }
      let span = duty.fact.span
      if let subject = subjects[duty.sentence], subject <= span.start { return false }
      guard duty.isNested else { return true }
      if let outer = reach[duty.sentence], outer.start < span.start, span.end <= outer.end { return false }
      reach[duty.sentence] = span
      return true
    }
    .map(\.fact)
  }

  /// 牵头, 负责, 配合 behind the unit say its part; other verbs leave it an actor. The first one of the clause decides.
  private func role(behind unit: Range<Int>, to end: Int) -> Duty.Role {
    var start = unit.upperBound
    for token in unit.upperBound..<max(unit.upperBound, end) {
      if reading.stream.tokens[token].type == .comma, token > unit.upperBound {
        // 在各自职责范围内，负责……: a clause that says only a place or a basis leads on to the part.
        guard isAdverbial(start..<token) else { break }
        start = token + 1
      }
      // 加强协同: the part is the object of another verb.
      if token > unit.upperBound, isText(token - 1, in: "strengthening-verbs") { return .actor }
      // 科技局要明确相关机构负责诚信工作: the part is that of another body.
      if token > unit.upperBound + 1, isBody(token), isText(token - 1, in: "assigning-verbs") { return .actor }
      // 应明确一名分管领导负责工作: so is it that of a person.
      if isText(token, in: "assigning-verbs"), namesPerson(behind: token, to: end) {
        return .actor
      }
      // 由单位负责同志任组长: a person, not a part.
      if isPerson(behind: (token - 1)..<token) { continue }
      if let value = reading.listValue(of: token..<(token + 1), list: "role-verbs") {
        if saysWhom(token, from: start, to: end) { continue }
        // 教务处协同各学院开展检查: those that join it support, it acts.
        if isText(token, in: "joining-verbs"), token + 1 < end, isBody(token + 1) { continue }
        // 要明确具体负责审核的工作机构: the part is that of the body which the verb before it names.
        if (start..<token).contains(where: { isText($0, in: "assigning-verbs") }), namesBody(behind: token, to: end) {
          continue
        }
        // 不得诱导、协助申请人造假: the verb before 、 says what is done.
        if token > start + 1, reading.stream.tokens[token - 1].type == .pause, isWord(token - 2, of: "verbs") { break }
        // 选择业绩较好并参与监理的单位: the verb says which body is meant.
        if isText(token - 1, in: "next-actions"), isInAttribute(token - 1, in: unit.upperBound..<end) { continue }
        // 省教育厅会同省财政厅负责解释: the verb behind those who join says the part.
        guard let role = Duty.Role(rawValue: value) else { continue }
        return role
      }
      // 支持X牵头…: what another body does says nothing of this one's part. 报送一名负责…的联络员: nor what is handed in.
      if reading.listValue(of: token..<(token + 1), list: "encourage-verbs") != nil { break }
      if reading.listValue(of: token..<(token + 1), list: "handing-verbs") != nil { break }
    }
    return .actor
  }

  /// 审核的工作机构 behind 负责: the clause goes on to 的 and a body.
  private func namesBody(behind verb: Int, to end: Int) -> Bool {
    let clause = (verb..<max(verb, end)).prefix { reading.stream.tokens[$0].type != .comma }
    guard let mark = clause.last(where: { isText($0, in: "attribute-marks") }) else { return false }
    return (mark + 1..<max(mark + 1, clause.upperBound)).contains { isBody($0) || isText($0, in: "actor-heads") }
  }

  /// 一名分管领导 behind 明确: a person's title within a few words, or a count of persons.
  private func namesPerson(behind verb: Int, to end: Int) -> Bool {
    ((verb + 1)..<max(verb + 1, min(end, verb + 5))).contains {
      isPerson(behind: ($0 - 1)..<$0) || reading.quantity(at: $0)?.unit == "名"
    }
  }

  /// 向参与服务的医师倾斜, 对承担或参与项目的人员开展教育: between a preposition and 的 a verb says who is meant.
  private func saysWhom(_ verb: Int, from start: Int, to end: Int) -> Bool {
    func isComma(_ token: Int) -> Bool { reading.stream.tokens[token].type == .comma }
    let before = (start..<verb).reversed().prefix { !isComma($0) && !isText($0, in: "attribute-marks") }
    guard before.contains(where: { isText($0, in: "object-prepositions") }) else { return false }
    return ((verb + 1)..<max(verb + 1, end)).prefix { !isComma($0) }.contains { isText($0, in: "attribute-marks") }
  }

  /// The first word of discretion (原则上, 视情况) of a rule: in its words, or before them in the same clause.
  private func discretion(of quote: Range<Int>, in segment: Segment) -> String? {
    var start = quote.lowerBound
    while start > segment.tokens.lowerBound, quote.lowerBound - start < FactReader.reach,
      ![.comma, .stop].contains(reading.stream.tokens[start - 1].type)
    {
      start -= 1
    }
    for token in start..<quote.upperBound where isWord(token, of: "discretion") || isWord(token, of: "modals") {
      // 原则上不得 is a modal of its own.
      let characters = reading.characters(of: token..<(token + 1))
      if let found = vocabulary.longestMatch(in: reading.outline.characters[characters], list: "discretion") {
        return reading.printed(characters.prefix(found.length))
      }
    }
    return nil
  }

  /// The first modal behind a unit; one that stands in a case is passed over where the act has its own: 考生不能参加考试的，应请假.
  private func modalityOfAct(behind unit: Range<Int>, in quote: Range<Int>) -> Duty.Modality? {
    var found: Duty.Modality?
    var isInCase = false
    for token in unit.upperBound..<max(unit.upperBound, quote.upperBound) {
      if reading.stream.tokens[token].type == .comma {
        guard found != nil else { continue }
        if isInCase || !isWord(token - 1, of: "clause-particles") { break }
        isInCase = true
      }
      // 根据工作需要，可以聘请: what ends a clause is a noun.
      guard let value = reading.listValue(of: token..<(token + 1), list: "modals"),
        let modality = Duty.Modality(rawValue: value),
        !(token + 1 < quote.upperBound && reading.stream.tokens[token + 1].type == .comma)
      else { continue }
      if found == nil {
        found = modality
      } else if isInCase {
        return modality
      }
    }
    return found
  }

  /// The modal that stands in the same clause before a token, or in the one before where that tells only of a time or a
  /// way: 可在公布后20日内，向市科技局申请.
  private func modality(before token: Int, in segment: Segment) -> Duty.Modality? {
    var at = token - 1
    var commas = 0
    while at >= segment.tokens.lowerBound, token - at < FactReader.reach, reading.stream.tokens[at].type != .stop {
      if let value = reading.listValue(of: at..<(at + 1), list: "modals") { return Duty.Modality(rawValue: value) }
      if reading.stream.tokens[at].type == .comma {
        commas += 1
        if commas > 1 { return nil }
      } else if commas > 0, isWord(at, of: "verbs") || isWord(at, of: "role-verbs"), !isText(at, in: "way-openers") {
        return nil
      }
      at -= 1
    }
    return nil
  }

  /// 广州 in 广州、深圳、东莞市 is 广州市: a region's short name is completed where the list has the full one.
  private func fullRegion(_ name: String) -> String {
    let characters = Array(name.utf16)
    guard vocabulary.contains(characters, in: "regions") else { return name }
    let full = characters + [0x5E02]  // 市
    return vocabulary.contains(full, in: "regions") ? String(decoding: full, as: UTF16.self) : name
  }

  /// 等新型农业经营主体 behind 农业企业: the kind that a sole unit stands for is a part of its name; 等部门 names nobody.
  private func kind(behind unit: Range<Int>) -> String {
    let tokens = reading.stream.tokens
    guard unit.upperBound + 1 < tokens.count, isBody(unit.upperBound + 1),
      isText(unit.upperBound, in: "list-remainders"),
      unit.lowerBound == 0
        || !(tokens[unit.lowerBound - 1].type == .pause || isText(unit.lowerBound - 1, in: "unit-joins"))
    else { return "" }
    let words = reading.characters(of: unit.upperBound..<(unit.upperBound + 2))
    let isRemainder = vocabulary.contains(reading.outline.characters[words], in: "list-remainders")
    return isRemainder || words.count < Self.shortestKind ? "" : reading.printed(words)
  }

  /// The shortest name of a kind, 等 included, in characters: 等重点企业.
  private static let shortestKind = 5

  /// 水利等部门, the last of a list that shares its tail, is 水利部门.
  private func wholeTail(_ name: String) -> String {
    let characters = Array(name.utf16)
    guard let (length, tail) = vocabulary.longestSuffix(of: characters[...], list: "list-closings"),
      length < characters.count
    else { return name }
    return String(decoding: characters.dropLast(length), as: UTF16.self) + tail
  }

  /// Whether a passage stands before the first provision of a notice that has any.
  private func isPreamble(_ passage: Int) -> Bool {
    guard reading.outline.passages[passage].provision == nil,
      let first = reading.outline.provisions.first?.passages.lowerBound
    else { return false }
    return passage < first
  }

  /// Whether the unit applies, appeals or hands something in, and need not be something: 可以提出申请, not 应符合规定.
  private func asks(_ tokens: Range<Int>) -> Bool {
    guard !tokens.contains(where: { isText($0, in: "eligible-words") }) else { return false }
    return tokens.contains { isWord($0, of: "report-verbs") }
  }

  /// Whether a form or a system is filled in, and no thing is meant by it: 填写信息, not 填报的申请表.
  private func fillsIn(_ tokens: Range<Int>) -> Bool {
    guard let verb = tokens.first(where: { isText($0, in: "filling-verbs") }) else { return false }
    return !((verb + 1)..<max(verb + 1, tokens.upperBound)).contains { isText($0, in: "attribute-marks") }
  }

  /// Whether words tell of a day by or from which something is done.
  private func startsOrEndsInTime(_ quote: Range<Int>) -> Bool {
    quote.contains { token in
      guard let kind = reading.temporal(at: token)?.kind else { return false }
      return kind == .by || kind == .from
    }
  }

  /// Whether something is to be handed in, which tests nobody: 申报单位应于3月底前报送材料.
  private func handsIn(_ tokens: Range<Int>) -> Bool { tokens.contains { isWord($0, of: "handing-verbs") } }

  private func isApplicant(_ unit: Range<Int>) -> Bool {
    unit.contains { token in
      // A short name that the notice gives is that of a body, as a rule, not of those who apply.
      reading.isActor(token) && organization(at: token)?.isDefined != true
    }
  }
}
