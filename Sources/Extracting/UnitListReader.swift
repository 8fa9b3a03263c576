import Matching
import RuleModel
import TextModel
import Tokenizing

/// Lists of units behind 责任单位： and in （…负责）: one duty a unit, elided heads restored.
struct UnitListReader {
  let reading: NoticeReading
  let vocabulary: Vocabulary
  /// Whether the notice says that the first of a list leads.
  var firstLeads = false

  func read(_ matches: [(file: CompiledFile, matches: [Match])]) -> [NoticeFacts.Fact] {
    var out: [NoticeFacts.Fact] = []
    for (file, found) in matches {
      for match in found {
        let rule = file.rules[match.rule]
        guard rule.rule.makes.name == "units" else { continue }
        let segment = reading.stream.segments[match.segment]
        let passage = reading.outline.passages[segment.passage]
        guard passage.role == .body || passage.role == .cell || passage.role == .heading else { continue }
        // A whole sentence that ends in 负责 is a sentence; a list stands in brackets or behind its label.
        if rule.rule.makes.text("place") == "bracket", segment.outer == nil { continue }
        let fields = MatchFields(match: match, rule: rule)
        guard let list = fields.capture("list"), let role = fields.text("role").flatMap(Duty.Role.init(rawValue:))
        else {
          continue
        }
        for (index, unit) in units(in: list).enumerated() {
          // A会同B: the second supports.
          let role = unit.isJoined ? .support : role
          let span = reading.outline.span(of: unit.range)
          let quote = reading.outline.text.string(in: span)
          let leads = firstLeads && index == 0 && role == .responsible
          out.append(
            NoticeFacts.Fact(
              span: span, provision: passage.provision, rule: rule.rule.name,
              body: .duty(
                Duty(
                  unit: OrganizationMention(span: span, quote: quote, name: unit.name), role: leads ? .lead : role,
                  modality: .must))))
        }
      }
    }
    return out
  }

  /// A unit of a list: its name with its head and tail restored, and the characters printed.
  struct Unit {
    var name: String
    var range: Range<Int>
    /// Whether 会同 stands before it.
    var isJoined: Bool
  }

  /// The names of a list with their places, split at 、 ， ； outside brackets.
  func units(in tokens: Range<Int>) -> [Unit] {
    var parts: [(range: Range<Int>, isJoined: Bool)] = []
    var start = tokens.lowerBound
    var isJoined = false
    for token in tokens {
      let type = reading.stream.tokens[token].type
      let joins = reading.listValue(of: token..<(token + 1), list: "role-verbs") == "joined"
      guard type == .pause || type == .comma || type == .stop || joins || isBetweenUnits(token, in: tokens) else {
        continue
      }
      // 负责部门：市商务局，适用范围：全市: what a colon follows heads something else.
      if type == .comma, isColon(token) {
        start = tokens.upperBound
        break
      }
      if token > start { parts.append((start..<token, isJoined)) }
      start = token + 1
      isJoined = joins || (isJoined && type == .pause)
    }
    if start < tokens.upperBound { parts.append((start..<tokens.upperBound, isJoined)) }
    var out: [Unit] = []
    var head = ""
    for (part, isJoined) in parts {
      // 各有关部门按职责分工负责: how the work is divided is no part of the name.
      let tail = part.dropFirst().first { reading.listValue(of: $0..<($0 + 1), list: "unit-tails") != nil }
      var range = reading.characters(of: part.lowerBound..<(tail ?? part.upperBound))
      // A remark in brackets at the end (（列在首位的为牵头单位）) is no part of the name, a bracketed office is.
      if let last = part.last, reading.stream.tokens[last].type == .paren, reading.stream.tokens[last].range.count > 12
      {
        range = range.lowerBound..<Int(reading.stream.tokens[last].start)
      }
      range = withoutRemainder(range)
      guard !range.isEmpty else { continue }
      let printed = reading.printed(range)
      let characters = reading.outline.characters[range]
      if let own = ownHead(of: characters) {
        head = own
        out.append(Unit(name: printed, range: range, isJoined: isJoined))
      } else if !head.isEmpty, beginsWithDomain(characters) {
        out.append(Unit(name: head + printed, range: range, isJoined: isJoined))
      } else {
        head = beginsWithDomain(characters) ? head : ""
        out.append(Unit(name: printed, range: range, isJoined: isJoined))
      }
    }
    return restoringTails(out)
  }

  private func isColon(_ token: Int) -> Bool {
    vocabulary.contains(Array(reading.outline.characters[reading.characters(of: token..<(token + 1))]), in: "colons")
  }

  /// 财政部等 and 财政部等部门 at the end of a list name 财政部; 水利等部门 is 水利部门 and stays.
  private func withoutRemainder(_ range: Range<Int>) -> Range<Int> {
    let characters = reading.outline.characters[range]
    guard let (length, _) = vocabulary.longestSuffix(of: characters, list: "list-remainders"), length < range.count
    else { return range }
    let name = range.lowerBound..<(range.upperBound - length)
    let isNamed = ["org-bodies", "org-suffixes", "actors"].contains {
      vocabulary.longestSuffix(of: reading.outline.characters[name], list: $0) != nil
    }
    return isNamed ? name : range
  }

  /// 市商务局和有关区县政府: 和 before a name with a head of its own stands between two units; 党委和人民政府 are one.
  private func isBetweenUnits(_ token: Int, in tokens: Range<Int>) -> Bool {
    let word = reading.outline.characters[reading.characters(of: token..<(token + 1))]
    guard vocabulary.value(of: word, in: "unit-joins") != nil, token > tokens.lowerBound, token + 1 < tokens.upperBound
    else { return false }
    let rest = reading.characters(of: (token + 1)..<tokens.upperBound)
    return ownHead(of: reading.outline.characters[rest]) != nil
  }

  /// 泉城开发区、泉城投资区党工委和管委会: a zone without a body takes that of the next one.
  private func restoringTails(_ units: [Unit]) -> [Unit] {
    var out = units
    var tail = ""
    for index in out.indices.reversed() {
      let characters = reading.outline.characters[out[index].range]
      if let (length, _) = vocabulary.longestSuffix(of: characters, list: "shared-tails") {
        tail = reading.printed((out[index].range.upperBound - length)..<out[index].range.upperBound)
      } else if !tail.isEmpty, vocabulary.longestSuffix(of: characters, list: "zone-endings") != nil {
        out[index].name += tail
      } else {
        tail = ""
      }
    }
    return out
  }

  /// 市 for 市人社局; empty for a name with a head that is not passed on; nil where the name has no head of its own.
  func ownHead(of characters: ArraySlice<UInt16>) -> String? {
    guard let first = characters.first else { return nil }
    let single: [UInt16] = [0x7701, 0x5E02, 0x53BF, 0x533A, 0x5DDE]  // 省 市 县 区 州
    let levels = single + [0x9547, 0x4E61, 0x7EA7, 0x3001]  // 镇 乡 级 、
    // 市政府外办: a body of the level, not the level with the field 市政.
    if single.contains(first), let (length, _) = vocabulary.longestMatch(in: characters, list: "org-bodies"),
      let (field, _) = vocabulary.longestMatch(in: characters, list: "org-domains"), field < length
    {
      return ""
    }
    // 市场监管局 begins with the field, not with the level.
    if beginsWithDomain(characters) { return nil }
    // 市、区公安部门, 市级财政部门: the levels are passed on as they are printed.
    // 省市场监管局 is that of the province, not of 省市.
    let field = vocabulary.longestMatch(in: characters.dropFirst(), list: "org-domains")?.length ?? 0
    if let (length, _) = vocabulary.longestMatch(in: characters, list: "org-levels"), length > 1,
      length < characters.count, field < length, characters.prefix(length).allSatisfy({ levels.contains($0) })
    {
      return String(decoding: characters.prefix(length), as: UTF16.self)
    }
    // 县（市、区）财政局, 各区财政局: so is a scope that names its levels; not 受检地区, which is somewhere.
    if let (length, _) = vocabulary.longestMatch(in: characters, list: "org-scope"), length > 1,
      length < characters.count, let last = characters.prefix(length).last,
      last == 0x29 || first == 0x5404 && single.contains(last)
    {
      return String(decoding: characters.prefix(length).map { Self.printedBrackets[$0] ?? $0 }, as: UTF16.self)
    }
    if single.contains(first), characters.count > 2 { return String(decoding: [first], as: UTF16.self) }
    if vocabulary.longestMatch(in: characters, list: "org-bodies") != nil { return "" }
    if vocabulary.longestMatch(in: characters, list: "org-scope") != nil { return "" }
    if vocabulary.longestMatch(in: characters, list: "regions") != nil { return "" }
    return nil
  }

  /// （ and ） for what they are folded to.
  private static let printedBrackets: [UInt16: UInt16] = [0x28: 0xFF08, 0x29: 0xFF09]

  /// Whether a name begins with its field, so that the level before it may be left out: 财政局, 发改委; not 市政府外办, whose
  /// level only looks like the field 市政.
  func isHeadless(_ characters: ArraySlice<UInt16>) -> Bool {
    beginsWithDomain(characters) && ownHead(of: characters) == nil
  }

  /// A zone (高新区管委会) is a place of its own and leaves no level out, nor does a class of bodies (医疗机构, 行业协会).
  private func beginsWithDomain(_ characters: ArraySlice<UInt16>) -> Bool {
    guard let (length, _) = vocabulary.longestMatch(in: characters, list: "org-domains") else { return false }
    if vocabulary.contains(characters, in: "actors"),
      vocabulary.longestSuffix(of: characters, list: "actor-heads") != nil
    {
      return false
    }
    return vocabulary.longestSuffix(of: characters.prefix(length), list: "zone-endings") == nil
  }
}
