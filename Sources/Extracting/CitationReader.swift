import Matching
import RuleModel
import TextModel
import Tokenizing

/// Instruments that the notice names, each once, with its document number where one stands behind it.
struct CitationReader {
  let reading: NoticeReading
  let vocabulary: Vocabulary
  /// Names that the notice gave to instruments: no further ones.
  let names: Set<String>
  /// Word lists that are looked up in running text.
  static let lists: Set<String> = ["repeal-words", "making-words"]

  /// An instrument with its fact, and whether the notice does no more than to repeal it or to have it made.
  struct Found {
    var citation: Citation
    var fact: NoticeFacts.Fact
    var isRepealed: Bool
    /// Whether the notice ends its force: 《某办法》同时废止.
    var ends = false
  }

  func read(_ matches: [(file: CompiledFile, matches: [Match])]) -> [Found] {
    var out: [Found] = []
    var seen: [String: Int] = [:]
    let front = reading.outline.frontMatter
    let own = Set([front.title, front.carriedTitle].compactMap(\.self).map(Self.plain))
    let attached = Set(front.attachments.map(Self.plain))
    for (file, found) in matches {
      for match in found {
        let rule = file.rules[match.rule]
        let fields = MatchFields(match: match, rule: rule)
        guard let token = fields.capture("title")?.first else { continue }
        let segment = reading.stream.segments[match.segment]
        let passage = reading.outline.passages[segment.passage]
        guard [.body, .heading, .cell].contains(passage.role) else { continue }
        let whole = whole(around: token, in: segment)
        let title =
          whole.map { reading.printed($0.range) }
          ?? NameReader.withoutMarks(reading.printed(reading.stream.tokens[token].range))
        guard title.unicodeScalars.count > 3, !names.contains(title),
          !own.contains(Self.plain(title)) || isEarlierEdition(token, in: segment, of: front.number),
          !attached.contains(Self.plain(title)), !isSubject(Self.plain(title), of: own),
          !isForm(reading.stream.tokens[token].range), !isAttached(token, in: segment)
        else {
          continue
        }
        // A name that the notice itself gave to an instrument is no second one.
        let number = whole?.number ?? number(behind: token, in: segment)
        let isRepealed = isRepealed(token, in: segment)
        if let known = seen[title] {
          if out[known].citation.number == nil { out[known].citation.number = number }
          if !isRepealed { out[known].isRepealed = false }
          if endsForce(of: token, in: segment) { out[known].ends = true }
          continue
        }
        seen[title] = out.count
        let citation = Citation(title: title, number: number)
        out.append(
          Found(
            citation: citation,
            fact: NoticeFacts.Fact(
              span: reading.span(of: match.tokens), provision: passage.provision, rule: rule.rule.name,
              body: .citation(citation)),
            isRepealed: isRepealed, ends: endsForce(of: token, in: segment)))
      }
    }
    for index in out.indices { out[index].fact.body = .citation(out[index].citation) }
    return out
  }

  /// Marks of titles, which one printing has inside a title and another has otherwise: 关于修改《办法》的决定.
  private static let marks: Set<Unicode.Scalar> = ["《", "》", "〈", "〉", "<", ">"]

  /// A title without white space, inner marks and differences of width: 办法（试行） and 办法(试行) are one.
  private static func plain(_ title: String) -> String {
    var out = String.UnicodeScalarView()
    for scalar in title.unicodeScalars where !scalar.properties.isWhitespace && !marks.contains(scalar) {
      let isWide = (0xFF01...0xFF5E).contains(scalar.value)
      out.append(isWide ? Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar : scalar)
    }
    return String(out)
  }

  /// The whole of a title in “quotation marks” that a title stands in, “关于印发《某意见》的通知”, and its number.
  private func whole(around title: Int, in segment: Segment) -> (range: Range<Int>, number: String?)? {
    guard let outer = segment.outer, reading.stream.segments.indices.contains(outer) else { return nil }
    let range = reading.characters(of: segment.tokens)
    let holder = reading.stream.segments[outer]
    guard
      let quoted = reading.stream.token(at: range.lowerBound, in: holder),
      reading.stream.tokens[quoted].type == .quoted, title > segment.tokens.lowerBound,
      title + 1 < segment.tokens.upperBound,
      vocabulary.longestSuffix(of: reading.outline.characters[range], list: "instrument-kinds") != nil
    else { return nil }
    return (range, number(behind: quoted, in: holder))
  }

  /// Whether a title is what the notice's own is about, 某目录 in 某目录管理办法: the list that it regulates.
  private func isSubject(_ title: String, of own: Set<String>) -> Bool {
    own.contains {
      guard $0.count > title.count, $0.hasPrefix(title) else { return false }
      let rest = Array($0.dropFirst(title.count).utf16)
      guard let (length, _) = vocabulary.longestMatch(in: rest[...], list: "instrument-kinds") else { return false }
      return length == rest.count || rest[length] == 0x28
    }
  }

  /// Whether the clause says of the title that it is repealed, or yet to be made: 《某办法》同时废止, 废止《某办法》, 编制《某规划》.
  private func isRepealed(_ title: Int, in segment: Segment) -> Bool {
    let (before, behind) = around(title, in: segment)
    return [before, behind].contains { holds($0, "repeal-words") } || holds(before, "making-words")
  }

  /// Whether a title that is the notice's own names an earlier edition, which it ends: its number is another.
  private func isEarlierEdition(_ title: Int, in segment: Segment, of own: String?) -> Bool {
    guard endsForce(of: title, in: segment), let number = number(behind: title, in: segment) else { return false }
    return own.map(Self.plain) != Self.plain(number)
  }

  /// Whether the clause says that the title's instrument loses its force; not where only some of its articles do.
  private func endsForce(of title: Int, in segment: Segment) -> Bool {
    let (before, behind) = around(title, in: segment)
    let rest = reading.outline.characters[reading.characters(of: behind)]
    let articles = rest.firstIndex(of: 0x29).map { rest[($0 + 1)...] } ?? rest
    if rest.first == 0x7B2C || rest.first == 0x28 && articles.first == 0x7B2C { return false }  // 第
    return [before, behind].contains { holds($0, "repeal-words", value: "ends") }
  }

  /// The two tokens before a title and what its clause holds behind it.
  private func around(_ title: Int, in segment: Segment) -> (before: Range<Int>, behind: Range<Int>) {
    func ends(_ token: Int) -> Bool { [.comma, .stop].contains(reading.stream.tokens[token].type) }
    let behind = (title + 1..<max(title + 1, segment.tokens.upperBound)).prefix { !ends($0) }
    var start = max(segment.tokens.lowerBound, title - 2)
    // 《甲条例》（2023年修订）和《乙办法》: the bracket is said of the first.
    for token in start..<title where reading.stream.tokens[token].type == .paren { start = token + 1 }
    return (start..<title, behind)
  }

  /// Whether a word of a list stands among tokens, with this value where one is given.
  private func holds(_ tokens: Range<Int>, _ list: String, value: String? = nil) -> Bool {
    let characters = reading.outline.characters[reading.characters(of: tokens)]
    return characters.indices.contains {
      guard let found = vocabulary.longestMatch(in: characters[$0...], list: list) else { return false }
      return value == nil || found.value == value
    }
  }

  private func isForm(_ range: Range<Int>) -> Bool {
    // The title without its brackets, and without （试行） and the like at its end.
    var end = range.upperBound - 1
    let characters = reading.outline.characters
    if end > range.lowerBound, characters[end - 1] == 0x29 {
      while end > range.lowerBound, characters[end - 1] != 0x28 { end -= 1 }
      end -= 1
    }
    guard end > range.lowerBound else { return true }
    return vocabulary.longestSuffix(of: characters[range.lowerBound..<end], list: "form-endings") != nil
  }

  /// The token directly behind a title, or behind the 的通知 that issues it: 关于印发《办法》的通知（某政发〔2024〕5号）.
  private func bracket(behind token: Int, in segment: Segment) -> Int? {
    var next = token + 1
    guard next < segment.tokens.upperBound else { return nil }
    if reading.character(of: next) == 0x7684 {  // 的
      next += 1
      let rest = reading.outline.characters[Int(reading.stream.tokens[next - 1].end)...].prefix(8)
      guard let (length, _) = vocabulary.longestMatch(in: rest, list: "instrument-kinds") else { return nil }
      let end = Int(reading.stream.tokens[next - 1].end) + length
      while next < segment.tokens.upperBound, Int(reading.stream.tokens[next].start) < end { next += 1 }
    }
    return next < segment.tokens.upperBound ? next : nil
  }

  /// Whether the bracket behind a title says that it comes with the notice: 《办理指引》（附件3）.
  private func isAttached(_ token: Int, in segment: Segment) -> Bool {
    let next = token + 1
    guard next < segment.tokens.upperBound, reading.stream.tokens[next].type == .paren else { return false }
    let inside = reading.stream.tokens[next].range.dropFirst()
    return vocabulary.longestMatch(in: reading.outline.characters[inside], list: "outline-attachments") != nil
  }

  /// The document number in the bracket behind a title.
  private func number(behind token: Int, in segment: Segment) -> String? {
    let bracket = bracket(behind: token, in: segment)
    guard let bracket, reading.stream.tokens[bracket].type == .paren else { return nil }
    let inside = Int(reading.stream.tokens[bracket].payload)
    guard reading.stream.segments.indices.contains(inside) else { return nil }
    for token in reading.stream.segments[inside].tokens where reading.stream.tokens[token].type == .documentNumber {
      return reading.printed(reading.stream.tokens[token].range)
    }
    return numberOfOrder(in: reading.stream.segments[inside].tokens)
  }

  /// 财政部令第33号 and 国家税务总局公告2015年第76号, which stand alone in a bracket or before its first comma.
  private func numberOfOrder(in tokens: Range<Int>) -> String? {
    let end = tokens.first { reading.stream.tokens[$0].type == .comma } ?? tokens.upperBound
    guard end > tokens.lowerBound else { return nil }
    let range = reading.characters(of: tokens.lowerBound..<end)
    let text = reading.outline.characters[range]
    guard text.count <= 30, text.last == 0x53F7, let ordinal = text.lastIndex(of: 0x7B2C),  // 第……号
      text[(ordinal + 1)...].dropLast().allSatisfy({ (0x30...0x39).contains($0) || $0 >= 0x4E00 })
    else { return nil }
    return reading.printed(range)
  }
}
