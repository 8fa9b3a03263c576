import Matching
import RuleModel
import TextModel
import Tokenizing

/// What a heading or lead-in says of the items below it.
struct Scope: Hashable {
  var gives: String
  var role: String?
  var subject: String?
  /// Whether all items below are wanted or any one is enough; nil where the lead-in does not say.
  var combination: Condition.Combination?
  var rule: String
  var priority: Int
}

/// The scope of each provision: its own, else that of the nearest one that holds it.
struct Scopes {
  /// By provision.
  private(set) var of: [Scope?]
  /// Passages that lead in: they state no condition of their own.
  private(set) var leadIns: Set<Int> = []
  /// The sentence of such a passage that leads in, where another follows it.
  private(set) var leadInSentences: [Int: Range<Int>] = [:]
  /// Those of them that lead in to conditions.
  private(set) var conditionLeadIns: Set<Int> = []
  /// Passages that are items of a list without numbers, behind a passage that leads in.
  private(set) var items: [Int: Scope] = [:]
  /// Provisions whose scope comes from a heading on a line of its own and that have no items: prose below a heading.
  private(set) var prose: Set<Int> = []
  /// Passages behind the last item of a list that a sentence led in: they are no items.
  private(set) var trailing: Set<Int> = []
  /// Passages that are the last item of a list whose other items end in ；: what stands behind their first 。 is prose.
  private(set) var closing: Set<Int> = []
  /// Columns of tables whose head says that their cells are conditions, by table.
  private(set) var columns: [Int: [Int: Scope]] = [:]
  /// Passages behind a heading without a number: each of their sentences is an item.
  private var bareProse: Set<Int> = []
  /// Provisions that their own heading gives a scope: what the scope is for are the items below.
  private(set) var heads: Set<Int> = []

  init(_ reading: NoticeReading, vocabulary: Vocabulary, matches: [(file: CompiledFile, matches: [Match])]) {
    let outline = reading.outline
    var own = [Scope?](repeating: nil, count: outline.provisions.count)
    var below = own
    let hasChildren = Set(outline.provisions.compactMap(\.parent))
    var lastFullStops: [Int: Int] = [:]
    var bare: [Int: Scope] = [:]
    var titled: Scope?
    func lastFullStop(of segment: Int) -> Int {
      if let known = lastFullStops[segment] { return known }
      let found = reading.stream.segments[segment].tokens.last { reading.character(of: $0) == 0x3002 } ?? -1
      lastFullStops[segment] = found
      return found
    }
    for (file, found) in matches {
      for match in found {
        let segment = reading.stream.segments[match.segment]
        guard segment.outer == nil else { continue }
        let passage = outline.passages[segment.passage]
        // 申报主体 is a name too: as a heading it says who may apply, other names do not.
        if let head = MatchFields(match: match, rule: file.rules[match.rule]).capture("head"),
          !reading.isListed(head, in: "condition-heads")
        {
          continue
        }
        let scope = Self.scope(of: match, file.rules[match.rule], in: reading, vocabulary)
        let characters = reading.characters(of: match.tokens)
        let isBare = Self.isBare(segment.passage, in: outline)
        let isLine =
          match.tokens.lowerBound == segment.tokens.lowerBound
          && match.tokens.upperBound + 1 >= segment.tokens.upperBound
        if isBare, isLine, Self.isShortLine(passage, in: outline) {
          if (bare[segment.passage]?.priority ?? .min) <= scope.priority { bare[segment.passage] = scope }
          continue
        }
        let isRunIn = characters.upperBound <= passage.range.lowerBound + passage.headingLength
        // 符合岗位要求的其他条件。 as the last of a list looks like a heading where text stands behind it.
        if passage.role == .heading, scope.gives == "condition",
          [0x3002, 0x3B].contains(Self.lastCharacter(passage, in: outline)),
          let parent = passage.provision.flatMap({ outline.provisions[$0].parent }),
          (below[parent] ?? own[parent])?.gives == "condition"
        {
          continue
        }
        if passage.role == .heading || isRunIn
          || (passage.role == .title && (scope.gives == "material" || (isLine && passage.provision != nil)))
        {
          guard let provision = passage.provision else { continue }
          if (own[provision]?.priority ?? .min) <= scope.priority {
            own[provision] = scope
            if passage.role == .heading, !hasChildren.contains(provision) { prose.insert(provision) }
          }
          continue
        }
        // 岗位条件 at the head of a column.
        if let place = passage.cell, isLine, scope.gives == "condition",
          place.row < outline.tables[place.table].headRows
        {
          if (columns[place.table]?[place.column]?.priority ?? .min) <= scope.priority {
            columns[place.table, default: [:]][place.column] = scope
          }
          continue
        }
        // 示范农场申报条件 as the title of all.
        if passage.role == .title, scope.gives == "condition", isLine {
          if (titled?.priority ?? .min) <= scope.priority { titled = scope }
          continue
        }
        guard passage.role == .body else { continue }
        let reachesEnd = Self.reachesEnd(match, lastFullStop: lastFullStop(of: match.segment), in: reading)
        if let provision = passage.provision, hasChildren.contains(provision),
          Self.isLast(segment.passage, of: provision, in: outline)
        {
          // 符合下列条件之一的，可以申请。申请应在一年内提出。（一）: another sentence may stand between.
          let isAnnounced = match.tokens.contains {
            reading.listValue(of: $0..<($0 + 1), list: "list-announcers") != nil
          }
          guard reachesEnd || (isAnnounced && scope.gives == "condition") else { continue }
          if !reachesEnd {
            leadInSentences[segment.passage] =
              reading.sentence(around: match.tokens.lowerBound, in: match.segment).tokens
          }
          if (below[provision]?.priority ?? .min) <= scope.priority { below[provision] = scope }
          leadIns.insert(segment.passage)
          if scope.gives == "condition" { conditionLeadIns.insert(segment.passage) }
        } else {
          guard reachesEnd else { continue }
          let list = Self.unnumbered(behind: segment.passage, in: outline)
          guard !list.isEmpty else {
            // 有下列情形之一的，不得报考： behind a list, before another.
            if isBare, Self.lastCharacter(passage, in: outline) == 0x3A,
              (bare[segment.passage]?.priority ?? .min) <= scope.priority
            {
              bare[segment.passage] = scope
            }
            continue
          }
          leadIns.insert(segment.passage)
          if scope.gives == "condition" { conditionLeadIns.insert(segment.passage) }
          for item in list where (items[item]?.priority ?? .min) <= scope.priority { items[item] = scope }
        }
      }
    }
    columns = columns.filter { !Self.hasScores(outline.tables[$0.key], in: outline) }
    of = own
    let runs = findBare(bare, in: outline)
    // A title is the heading of a flat list only: where there are headings, they say what is below them.
    if outline.provisions.contains(where: { $0.parent != nil }) { titled = nil }
    var result = own
    // A list that begins anew under a heading belongs to another heading, which was lost.
    var firstLabels: [Int: String] = [:]
    var restarted: Set<Int> = []
    for (index, provision) in outline.provisions.enumerated() {
      if result[index] == nil { result[index] = runs[index] ?? (provision.parent == nil ? titled : nil) }
      guard let parent = provision.parent else { continue }
      let label = provision.path.last ?? ""
      if let first = firstLabels[parent] {
        if first == label { restarted.insert(parent) }
      } else {
        firstLabels[parent] = label
      }
      var given = runs[index] ?? below[parent] ?? result[parent]
      if restarted.contains(parent), runs[index] == nil, below[parent] == nil, given?.gives == "condition" {
        given = nil
      }
      // Inside a list of materials 场地条件 names what a document says of the place.
      if result[index] == nil || given?.gives == "material" { result[index] = given }
      if own[index] == nil { prose.remove(index) }
    }
    of = result
    heads = Set(own.indices.filter { own[$0] != nil })
    findTrailing(ledIn: below, headed: own, in: outline)
    trailing.subtract(bareProse)
  }

  /// Whether each sentence of a passage is an item of its own: prose below a heading.
  func isProse(_ passage: Int, of provision: Int?) -> Bool {
    if bareProse.contains(passage) { return true }
    return items[passage] == nil && provision.map { prose.contains($0) } ?? false
  }

  /// Whether the text of a provision is prose, not the item of a list: 入围标准。…… has its own heading, 第八条 is an article.
  func isOwnProse(_ passage: Passage, in outline: Outline) -> Bool {
    guard let provision = passage.provision else { return false }
    return runsIn(passage) || outline.provisions[provision].path.last?.hasSuffix("条") ?? false
  }

  /// Whether a passage goes on behind its own heading on the same line, and the heading gives its words their scope.
  func runsIn(_ passage: Passage) -> Bool {
    passage.headingLength > 0 && passage.provision.map { heads.contains($0) } ?? false
  }

  /// Whether a head of a table's columns speaks of 分: what its cells demand is scored.
  private static func hasScores(_ table: Table, in outline: Outline) -> Bool {
    table.rows.prefix(table.headRows).joined().contains { cell in
      cell.map { outline.passages[$0].range.contains { outline.characters[$0] == 0x5206 } } ?? false
    }
  }

  // MARK: Headings without a number

  /// Whether a passage stands behind the first of its provision, or before all provisions: a heading there has no number.
  private static func isBare(_ passage: Int, in outline: Outline) -> Bool {
    guard let provision = outline.passages[passage].provision else { return true }
    return outline.provisions[provision].passages.lowerBound != passage
  }

  /// A heading, or a short line that is none only because little stands behind it: 补贴对象 and 任职要求： on a line.
  private static func isShortLine(_ passage: Passage, in outline: Outline) -> Bool {
    guard passage.role != .heading else { return true }
    guard passage.role == .body, passage.range.count > 1, passage.range.count <= 16 else { return false }
    let marks: [UInt16] = [0x3002, 0x3B, 0x2C, 0x3001]
    return !passage.range.contains { marks.contains(outline.characters[$0]) }
  }

  /// What stands behind headings without a number, up to the next of them: lines of text, and provisions beside one
  /// another. Returns the provisions.
  private mutating func findBare(_ heads: [Int: Scope], in outline: Outline) -> [Int: Scope] {
    guard !heads.isEmpty else { return [:] }
    var out: [Int: Scope] = [:]
    func isHead(_ passage: Int) -> Bool {
      guard Self.isBare(passage, in: outline) else { return false }
      return heads[passage] != nil || [.heading, .title].contains(outline.passages[passage].role)
    }
    func ends(_ passage: Int) -> Bool {
      if isHead(passage) { return true }
      let found = outline.passages[passage]
      return Self.isBare(passage, in: outline) && found.role == .body && Self.isShortLine(found, in: outline)
        && Self.lastCharacter(found, in: outline) == 0x3A
    }
    for (head, scope) in heads.sorted(by: { $0.key < $1.key }) {
      leadIns.insert(head)
      if scope.gives == "condition" { conditionLeadIns.insert(head) }
      let holder = outline.passages[head].provision
      var at = head + 1
      while at < outline.passages.count, outline.passages[at].provision == holder, !ends(at),
        outline.passages[at].role == .body, Self.isBare(at, in: outline)
      {
        if items[at] == nil { items[at] = scope }
        bareProse.insert(at)
        at += 1
      }
      guard at == head + 1, at < outline.passages.count, let first = outline.passages[at].provision,
        outline.provisions[first].passages.lowerBound == at
      else { continue }
      let parent = outline.provisions[first].parent
      let above = holder.flatMap { outline.provisions[$0].parent }
      guard parent == holder || parent == above || holder.map({ Self.holds(parent, $0, in: outline) }) ?? false else {
        continue
      }
      var until = at
      while until < outline.passages.count, !ends(until) { until += 1 }
      let label = outline.provisions[first].path.last ?? ""
      let shape = Self.shape(of: label)
      for index in first..<outline.provisions.count {
        let provision = outline.provisions[index]
        guard provision.passages.lowerBound < until else { break }
        guard provision.parent == parent else { continue }
        if index > first, provision.path.last == label || Self.shape(of: provision.path.last ?? "") != shape { break }
        out[index] = scope
      }
      // A paragraph behind the last item that ended in 。 belongs to no item.
      let last = outline.passages[until - 1].provision
      var isBehind = false
      for passage in last.map({ outline.provisions[$0].passages }) ?? 0..<0 where passage < until {
        if isBehind { trailing.insert(passage) }
        if Self.lastCharacter(outline.passages[passage], in: outline) == 0x3002 { isBehind = true }
      }
    }
    // What stands behind a heading without a number is none of the text of the provision before it.
    var broken: Set<Int> = []
    for (index, passage) in outline.passages.enumerated() {
      guard let provision = passage.provision, Self.isBare(index, in: outline) else { continue }
      if isHead(index) {
        broken.insert(provision)
      } else if broken.contains(provision), items[index] == nil {
        trailing.insert(index)
      }
    }
    return out
  }

  /// What labels of one list have in common: (n) of (一) and (十二), 0 of 1 and 12.
  private static func shape(of label: String) -> String {
    var out = ""
    for character in label {
      let circled = character.unicodeScalars.first.map { (0x2460...0x24FF).contains($0.value) } ?? false
      let next: Character = character.isNumber ? (character.isASCII ? "0" : circled ? "o" : "n") : character
      if out.last != next { out.append(next) }
    }
    return out
  }

  /// Whether a provision stands inside another, or that is nil.
  private static func holds(_ outer: Int?, _ inner: Int, in outline: Outline) -> Bool {
    guard let outer else { return true }
    var at: Int? = inner
    while let index = at {
      if index == outer { return true }
      at = outline.provisions[index].parent
    }
    return false
  }

  private static func scope(
    of match: Match, _ rule: CompiledRule, in reading: NoticeReading, _ vocabulary: Vocabulary
  ) -> Scope {
    let fields = MatchFields(match: match, rule: rule)
    var subject = fields.capture("subject").flatMap { reading.subject(in: $0) }
    if subject == nil, rule.rule.makes.text("gives") == "condition" {
      subject = reading.subject(before: match.tokens.lowerBound, in: match.segment)
    }
    return Scope(
      gives: rule.rule.makes.text("gives") ?? "nothing", role: rule.rule.makes.text("role"), subject: subject,
      combination: combination(of: match, in: reading, vocabulary), rule: rule.rule.name, priority: rule.rule.priority)
  }

  /// 之一 and the like say that one is enough, 同时 that all are wanted; the sentence of the lead-in says it.
  private static func combination(
    of match: Match, in reading: NoticeReading, _ vocabulary: Vocabulary
  ) -> Condition.Combination? {
    let sentence = reading.sentence(around: match.tokens.lowerBound, in: match.segment).tokens
    let characters = reading.outline.characters[reading.characters(of: sentence.isEmpty ? match.tokens : sentence)]
    func says(_ list: String) -> Bool { vocabulary.occurs(in: characters, list: list) }
    if says("any-words") { return .any }
    return says("all-words") ? .all : nil
  }

  /// Whether the sentence of a match is the last of its passage; before a list ； may still follow it.
  private static func reachesEnd(_ match: Match, lastFullStop: Int, in reading: NoticeReading) -> Bool {
    let tokens = reading.stream.segments[match.segment].tokens
    let end = reading.sentence(around: match.tokens.lowerBound, in: match.segment).tokens.upperBound
    if end >= tokens.upperBound - 1 { return true }
    guard let last = tokens.last, reading.character(of: last) == 0x3A else { return false }
    return lastFullStop < end
  }

  /// Whether a passage is the last of a provision before its first child.
  private static func isLast(_ passage: Int, of provision: Int, in outline: Outline) -> Bool {
    let range = outline.provisions[provision].passages
    let next = passage + 1
    return !range.contains(next) || outline.passages[next].provision != provision
  }

  /// The last character of a passage; 0 for an empty one.
  private static func lastCharacter(_ passage: Passage, in outline: Outline) -> UInt16 {
    passage.range.last.map { outline.characters[$0] } ?? 0
  }

  /// Lines behind a passage that ends in ：, up to the first that ends in 。; empty where they are no list.
  private static func unnumbered(behind passage: Int, in outline: Outline) -> [Int] {
    let first = outline.passages[passage]
    guard lastCharacter(first, in: outline) == 0x3A else { return [] }
    var out: [Int] = []
    var at = passage + 1
    while at < outline.passages.count, out.count < 40 {
      let next = outline.passages[at]
      guard next.role == .body, next.provision == first.provision, !next.range.isEmpty else { break }
      let last = lastCharacter(next, in: outline)
      if last == 0x3A { break }
      out.append(at)
      if last == 0x3002 { break }
      // A list goes on behind ； or ，; a line without a mark is an item too.
      at += 1
    }
    guard let start = out.first else { return [] }
    let last = lastCharacter(outline.passages[start], in: outline)
    return out.count > 1 && last != 0x3002 ? out : []
  }

  /// The last of a list of items, as a passage, where all others are one passage that ends in ；.
  private static func closingItem(of items: [Int], in outline: Outline) -> Int? {
    for item in items.dropLast() {
      let passages = outline.provisions[item].passages
      guard passages.count == 1, let passage = passages.first,
        lastCharacter(outline.passages[passage], in: outline) == 0x3B
      else { return nil }
    }
    return items.count > 1 ? items.last.flatMap { outline.provisions[$0].passages.first } : nil
  }

  /// A paragraph behind the last item that ended in 。 belongs to no item. `ledIn`: scopes from a sentence before the
  /// items; `headed`: scopes from a heading.
  private mutating func findTrailing(ledIn: [Scope?], headed: [Scope?], in outline: Outline) {
    var children = [[Int]](repeating: [], count: outline.provisions.count)
    for (index, provision) in outline.provisions.enumerated() {
      if let parent = provision.parent { children[parent].append(index) }
    }
    for index in outline.provisions.indices where ledIn[index] != nil || headed[index]?.gives == "condition" {
      guard var last = children[index].last else { continue }
      if ledIn[index] != nil, let item = Self.closingItem(of: children[index], in: outline) { closing.insert(item) }
      while let next = children[last].last { last = next }
      var isBehind = false
      for passage in outline.provisions[last].passages where outline.passages[passage].provision == last {
        if isBehind { trailing.insert(passage) }
        let isHeading = outline.passages[passage].role == .heading
        let end = Self.lastCharacter(outline.passages[passage], in: outline)
        if isHeading ? ledIn[index] != nil : end == 0x3002 { isBehind = true }
      }
    }
  }
}
