import Matching
import RuleModel
import TextModel
import Tokenizing

/// Names that the notice itself gives: 以下简称“…”, 本办法所称…是指….
struct NameReader {
  let vocabulary: Vocabulary

  /// A definition as found: the term, what it means, and where its bracket stands.
  struct Found {
    var term: String
    var means: String?
    var range: Range<Int>
    /// Where the meaning is printed, as characters; nil where the term stands in a bracket behind it.
    var meaning: Range<Int>?
    var rule: String
    var passage: Int
    /// For a term in a bracket: the first character of the bracket.
    var bracket: Int?
    /// Whether it only settles a word of the language, “以上”, and is no name.
    var isWord = false
  }

  /// The definitions in a reading whose tokens are words only.
  func definitions(_ reading: NoticeReading, _ matches: [(file: CompiledFile, matches: [Match])]) -> [Found] {
    var out: [Found] = []
    for (file, found) in matches {
      for match in found {
        let rule = file.rules[match.rule]
        let fields = MatchFields(match: match, rule: rule)
        guard let term = fields.capture("term") else { continue }
        let segment = reading.stream.segments[match.segment]
        let passage = reading.outline.passages[segment.passage]
        guard passage.role == .body || passage.role == .heading || passage.role == .cell else { continue }
        // 某某（以下简称“…”）是指…: the bracket is no part of the term.
        var ending = term
        while ending.count > 1, reading.stream.tokens[ending.upperBound - 1].type == .paren {
          ending = ending.lowerBound..<(ending.upperBound - 1)
        }
        // 某某主要是指…: nor is what weakens 是指.
        while ending.count > 1,
          reading.listValue(of: (ending.upperBound - 1)..<ending.upperBound, list: "definition-hedges") != nil
        {
          ending = ending.lowerBound..<(ending.upperBound - 1)
        }
        let range = reading.characters(of: ending)
        let name = Self.withoutMarks(reading.printed(range))
        guard !name.isEmpty, name.unicodeScalars.count <= 40 else { continue }
        var bracket: Int?
        if rule.rule.makes.text("antecedent") != nil {
          guard segment.outer != nil else { continue }
          bracket = (reading.stream.tokens[segment.tokens.lowerBound].range.lowerBound) - 1
        }
        let meaning = fields.capture("means").map(reading.characters)
        out.append(
          Found(
            term: name, means: meaning.map { Self.withoutMarks(reading.printed($0)) } ?? fields.text("means"),
            range: range, meaning: meaning,
            rule: rule.rule.name, passage: segment.passage, bracket: bracket,
            isWord: fields.text("means") != nil))
      }
    }
    return out
  }

  /// The names as the tokenizer wants them; a name is an actor where it or its meaning ends as names of bodies do.
  func names(_ found: [Found], _ reading: NoticeReading, folding: (String) -> [UInt16]) -> [DefinedName] {
    var seen: Set<[UInt16]> = []
    var out: [DefinedName] = []
    for definition in found where !definition.isWord {
      let characters = folding(definition.term)
      guard characters.count >= 2, !seen.contains(characters) else { continue }
      var isActor = endsAsBody(characters[...])
      if !isActor, let bracket = definition.bracket, bracket > 0 {
        let range = reading.outline.passages[definition.passage].range
        var end = bracket
        // 人才联盟（集聚中心）（以下简称…）: look through another bracket before it.
        if end > range.lowerBound, reading.outline.characters[end - 1] == 0x29 {
          while end > range.lowerBound, reading.outline.characters[end - 1] != 0x28 { end -= 1 }
          end -= 1
        }
        if end > range.lowerBound { isActor = endsAsBody(reading.outline.characters[range.lowerBound..<end]) }
      }
      for name in isActor ? members(of: characters) : [characters] where seen.insert(name).inserted {
        out.append(DefinedName(characters: name, attributes: isActor ? DefinedName.actor : 0))
      }
    }
    return out
  }

  /// The bodies that one short name lists: 镇（街）、园区管委会 names two, which act each for itself.
  private func members(of name: [UInt16]) -> [[UInt16]] {
    let parts = name.split(separator: Self.pause, omittingEmptySubsequences: false).map(Array.init)
    return parts.allSatisfy { $0.count >= 2 } ? parts : [name]
  }

  /// 、
  private static let pause: UInt16 = 0x3001

  private func endsAsBody(_ characters: ArraySlice<UInt16>) -> Bool {
    ["org-groups", "org-firms", "org-suffixes", "actors", "actor-heads", "org-bodies", "defined-endings"].contains {
      vocabulary.longestSuffix(of: characters, list: $0) != nil
    }
  }

  /// “名称” or 《名称》 without its marks.
  static func withoutMarks(_ name: String) -> String {
    var view = Substring(name)
    while let first = view.first, "“”‘’\"《》「」『』".contains(first) { view.removeFirst() }
    while let last = view.last, "“”‘’\"《》「」『』".contains(last) {
      // 市《办法》: the mark closes what was opened inside the name.
      if let open = ["”": "“", "’": "‘", "》": "《", "」": "「", "』": "『"][last] as Character?, view.contains(open) {
        break
      }
      view.removeLast()
    }
    return String(view)
  }

  /// A meaning without the brackets that give short names to parts of it: 某委员会（以下简称“某委”）统筹的公寓.
  func withoutShortNames(_ means: String) -> String {
    var out = Array(means.unicodeScalars)
    var at = 0
    while at < out.count {
      guard out[at] == "(" || out[at] == "（" else {
        at += 1
        continue
      }
      let inside = out[(at + 1)...].prefix(8).flatMap { String($0).utf16 }
      guard vocabulary.longestMatch(in: inside[...], list: "short-name-openers") != nil,
        let close = out[at...].firstIndex(where: { $0 == ")" || $0 == "）" })
      else {
        at += 1
        continue
      }
      out.removeSubrange(at...close)
    }
    // …包括： leads into a list that is not part of what is printed.
    while let last = out.last, last == ":" || last == "：" { out.removeLast() }
    var view = String.UnicodeScalarView()
    view.append(contentsOf: out)
    return String(view)
  }

  /// What a term in a bracket stands for: the name, title or noun phrase that ends where the bracket begins.
  func antecedent(of definition: Found, in reading: NoticeReading) -> String? {
    guard let bracket = definition.bracket else { return nil }
    for segment in reading.stream.segments[reading.stream.segments(ofPassage: definition.passage)] {
      guard let token = reading.stream.token(at: bracket, in: segment) else { continue }
      let range = reading.stream.tokens[token].range
      if range.lowerBound < bracket {
        // The bracket stands inside a name that was read over it: 省教育厅（以下简称…）.
        guard reading.stream.tokens[token].type != .paren else { return nil }
        return reading.printed(lastOfList(range.lowerBound..<bracket, definition, in: reading))
      }
      guard reading.stream.tokens[token].type == .paren, token > segment.tokens.lowerBound else { continue }
      var last = token - 1
      while last > segment.tokens.lowerBound, reading.stream.tokens[last].type == .paren { last -= 1 }
      if [.title, .quoted].contains(reading.stream.tokens[last].type) {
        return Self.withoutMarks(reading.printed(reading.characters(of: last..<(last + 1))))
      }
      if let title = title(endingIn: definition, upTo: last, in: reading, from: segment.tokens.lowerBound) {
        return title
      }
      let start = withoutLead(
        nameStart(of: last, definition, in: reading, from: segment.tokens.lowerBound)..<(last + 1), definition,
        in: reading)
      let name = reading.printed(lastOfList(reading.characters(of: start..<token), definition, in: reading))
      // 在“某某网（以下简称…）”: the mark closes behind the bracket.
      if let mark = name.lastIndex(of: "“"), !name.contains("”") { return String(name[name.index(after: mark)...]) }
      return name == Self.withoutMarks(definition.term) ? name + others(before: definition, in: reading) : name
    }
    return nil
  }

  /// 《申报公告》已经发布（以下简称《公告》）: the title that ends in the short one, over what was done with it.
  private func title(
    endingIn definition: Found, upTo last: Int, in reading: NoticeReading, from floor: Int
  ) -> String? {
    var title = last
    while title > floor, last - title < 4, reading.stream.tokens[title].type != .title,
      ![.comma, .stop].contains(reading.stream.tokens[title].type)
    {
      title -= 1
    }
    guard reading.stream.tokens[title].type == .title else { return nil }
    let name = Self.withoutMarks(reading.printed(reading.characters(of: title..<(title + 1))))
    return name.hasSuffix(Self.withoutMarks(definition.term)) ? name : nil
  }

  /// Where the noun phrase begins that ends at a token: behind the last mark, and behind the last word that ends a name.
  private func nameStart(of last: Int, _ definition: Found, in reading: NoticeReading, from floor: Int) -> Int {
    var start = last
    while start > floor, last - start < FactReader.reach {
      let before = reading.stream.tokens[start - 1]
      if [.comma, .stop].contains(before.type) { break }
      if isStop(start - 1, in: reading), !isWithinName(start - 1, last, definition, in: reading, from: floor) { break }
      start -= 1
    }
    return start
  }

  /// Where the name begins in a phrase that leads up to it: 决定组织开展…项目. What the short name takes characters of stays.
  private func withoutLead(_ phrase: Range<Int>, _ definition: Found, in reading: NoticeReading) -> Int {
    let last = phrase.upperBound - 1
    var start = phrase.lowerBound
    func isIn(_ token: Int, _ list: String) -> Bool {
      reading.listValue(of: token..<(token + 1), list: list) != nil
    }
    // 成立推荐…工作小组: what is founded has its name from there on.
    if start > 0, isIn(start - 1, "founding-verbs") { return start }
    func isPart() -> Bool {
      holdsMore(start..<(start + 1), than: (start + 1)..<(last + 1), of: definition, in: reading)
    }
    while start < last {
      // 进一步简化…手续, 并委托…机构, 我市试行…制度: words of manner and of the notice's own place lead up to it.
      if isIn(start, "antecedent-leads") || isYearBeforeVerb(start, last, in: reading) {
        if isPart() { break }
        start += 1
        continue
      }
      // 推荐…研究生（以下简称“推免生”）: a verb that the short name takes a character of is a part.
      let isVerb = isIn(start, "verbs") || isIn(start, "noun-verbs")
      if isVerb ? isPart() : !leadsUp(start, last, isPart, in: reading) { break }
      start += 1
      if isIn(start - 1, "founding-verbs") { break }
    }
    return start
  }

  /// Whether a time, a body that acts or a 、 stands at a token before a name.
  private func leadsUp(_ token: Int, _ last: Int, _ isPart: () -> Bool, in reading: NoticeReading) -> Bool {
    switch reading.phrase(token)?.value {
    // 2025年度中小企业改造项目: a year is a part of the name.
    case .date(let date): return date.month != nil
    case .temporal: return true
    // 砚川高新区开发建设管委会（以下简称“高新区管委会”）: a part of the name, which the short one takes characters of.
    case .organization:
      return token + 1 < last && !isPart()
        && ["verbs", "antecedent-leads"].contains {
          reading.listValue(of: (token + 1)..<(token + 2), list: $0) != nil
        }
    default: return reading.stream.tokens[token].type == .pause
    }
  }

  /// （自治县） of 区县（自治县，以下简称区县）: what stands in the bracket before the words that give the name, where the
  /// name itself says nothing new.
  private func others(before definition: Found, in reading: NoticeReading) -> String {
    guard let bracket = definition.bracket else { return "" }
    let inside = reading.outline.characters[(bracket + 1)..<max(bracket + 1, definition.range.lowerBound)]
    guard let comma = inside.lastIndex(of: Self.comma), comma > inside.startIndex else { return "" }
    return "（\(reading.printed((bracket + 1)..<comma))）"
  }

  /// ， as it is folded.
  private static let comma: UInt16 = 0x2C

  /// Whether a token is a year with a verb behind it: 2025年试行…制度.
  private func isYearBeforeVerb(_ token: Int, _ last: Int, in reading: NoticeReading) -> Bool {
    guard token + 1 < last, case .date = reading.phrase(token)?.value else { return false }
    return ["verbs", "antecedent-leads"].contains {
      reading.listValue(of: (token + 1)..<(token + 2), list: $0) != nil
    }
  }

  /// The last of a list that the short name repeats, else the whole: 市、区县（以下简称“区县”）.
  private func lastOfList(_ name: Range<Int>, _ definition: Found, in reading: NoticeReading) -> Range<Int> {
    let characters = reading.outline.characters
    guard let pause = characters[name].lastIndex(of: Self.pause) else { return name }
    let rest = (pause + 1)..<name.upperBound
    // “区县” is printed with its marks.
    let term = characters[definition.range].filter { $0 >= 0x4E00 }
    let own = characters[rest].filter { $0 >= 0x4E00 }
    return own.starts(with: term) && characters[rest].prefix(own.count).elementsEqual(own) && own.count == term.count
      ? rest : name
  }

  /// Whether a 和 or 与 stands inside the name: 领取甲保险和乙保险待遇的参保人（以下简称“待遇领取人员”）, where the short name
  /// takes characters from before it that what stands behind it does not have.
  private func isWithinName(
    _ join: Int, _ last: Int, _ definition: Found, in reading: NoticeReading, from floor: Int
  ) -> Bool {
    guard reading.listValue(of: join..<(join + 1), list: "name-joins") != nil else { return false }
    var start = join
    while start > floor, join - start < FactReader.reach {
      if [.comma, .stop].contains(reading.stream.tokens[start - 1].type) { break }
      if isStop(start - 1, in: reading) { break }
      start -= 1
    }
    return holdsMore(start..<join, than: (join + 1)..<(last + 1), of: definition, in: reading)
      || joinsNouns(start..<join, at: join, in: reading)
  }

  /// Whether a name ends at a token: 由, 对, 经, but not in 自由, 对外, 经济.
  private func isStop(_ token: Int, in reading: NoticeReading) -> Bool {
    guard reading.listValue(of: token..<(token + 1), list: "name-stops") != nil else { return false }
    let range = reading.stream.tokens[token].range
    guard range.count == 1, let at = range.first else { return true }
    let characters = reading.outline.characters
    return !(at > 0 && vocabulary.contains(characters[(at - 1)...at], in: "name-stop-lookalikes"))
      && !(at + 1 < characters.count && vocabulary.contains(characters[at...(at + 1)], in: "name-stop-lookalikes"))
  }

  /// Whether 与 joins two words of one name, 经济与社会发展研究中心: no body, title or bracket stands before it.
  private func joinsNouns(_ before: Range<Int>, at join: Int, in reading: NoticeReading) -> Bool {
    guard let last = before.last, reading.character(of: join) == Self.withSign,
      reading.characters(of: before).count <= Self.mostBeforeJoin
    else { return false }
    if case .organization = reading.phrase(last)?.value { return false }
    let type = reading.stream.tokens[last].type
    if [.paren, .title, .quoted, .defined].contains(type) { return false }
    return !["actors", "actor-heads", "org-groups", "org-suffixes"].contains {
      reading.listValue(of: last..<join, list: $0) != nil
    }
  }

  /// 与
  private static let withSign: UInt16 = 0x4E0E
  /// The longest part of a name before 与, in characters.
  private static let mostBeforeJoin = 8

  /// Whether some tokens have a character of the term that others lack.
  private func holdsMore(
    _ tokens: Range<Int>, than others: Range<Int>, of definition: Found, in reading: NoticeReading
  ) -> Bool {
    let characters = reading.outline.characters
    let term = Set(characters[definition.range])
    let held = Set(characters[reading.characters(of: others)])
    return characters[reading.characters(of: tokens)].contains {
      term.contains($0) && !held.contains($0) && $0 > 0x4E00
    }
  }
}
