import Matching
import RuleModel
import TextModel
import Tokenizing

/// What is to be handed in: the items below 申报材料, and names in sentences (提交申请表、身份证复印件各一份).
struct MaterialReader {
  let reading: NoticeReading
  let scopes: Scopes
  let vocabulary: Vocabulary
  /// What was read before: to whom something is handed in is told by duties.
  let known: [NoticeFacts.Fact]
  /// The longest name of a material, in characters.
  private static let longestName = 100

  func read(_ matches: [(file: CompiledFile, matches: [Match])]) -> [NoticeFacts.Fact] {
    let recipients = recipientsByProvision()
    let (listed, passages) = listed(recipients)
    return listed + named(matches, in: recipients, but: passages)
  }

  private func recipientsByProvision() -> [Int: OrganizationMention] {
    var out: [Int: OrganizationMention] = [:]
    for fact in known {
      guard case .duty(let duty) = fact.body, duty.role == .recipient, let provision = fact.provision else { continue }
      if out[provision] == nil { out[provision] = duty.unit }
    }
    return out
  }

  // MARK: Items

  /// The items of lists of materials, and the passages that they were read from.
  private func listed(_ recipients: [Int: OrganizationMention]) -> ([NoticeFacts.Fact], Set<Int>) {
    let outline = reading.outline
    let hasChildren = Set(outline.provisions.compactMap(\.parent))
    var out: [NoticeFacts.Fact] = []
    var passages: Set<Int> = []
    let below = namingParagraphs()
    for (index, segment) in reading.stream.segments.enumerated() where segment.outer == nil {
      let passage = outline.passages[segment.passage]
      guard passage.role == .body || passage.role == .heading else { continue }
      let given = scopes.items[segment.passage] ?? passage.provision.flatMap { scopes.of[$0] }
      guard let given, given.gives == "material", !scopes.leadIns.contains(segment.passage) else { continue }
      if scopes.items[segment.passage] == nil {
        guard let provision = passage.provision, !hasChildren.contains(provision), !scopes.heads.contains(provision),
          // 1.工作证明 ¶ 本单位出具的在职证明原件: the paragraph below a heading names the material itself.
          (below[provision] ?? outline.provisions[provision].passages.first) == segment.passage
        else { continue }
      }
      let first = reading.sentence(around: segment.tokens.lowerBound, in: index).tokens
      let tokens = first.isEmpty ? segment.tokens : first
      let clause = tokens.prefix { reading.stream.tokens[$0].type != .comma }
      let name = withoutBracket(clause)
      // 材料须加盖公章 says how, not what; …的，须提供… says when first, and is read as a sentence.
      guard !name.isEmpty, !clause.contains(where: isModal),
        reading.listValue(of: (name.upperBound - 1)..<name.upperBound, list: "attribute-marks") == nil,
        reading.listValue(of: name.lowerBound..<(name.lowerBound + 1), list: "if-words") == nil
      else { continue }
      let printed = reading.printed(reading.characters(of: name))
      guard printed.unicodeScalars.count <= Self.longestName else { continue }
      passages.insert(segment.passage)
      let parent = passage.provision.flatMap { outline.provisions[$0].parent }
      let to = [passage.provision, parent].compactMap(\.self).compactMap { recipients[$0] }.first
      out.append(
        fact(
          name: printed, tokens: reading.withoutFinalMarks(tokens), provision: passage.provision, rule: given.rule,
          quantities: reading.leaves(in: segment.tokens).quantities.filter { isCopies($0) }, to: to))
    }
    return (out, passages)
  }

  /// Whether a token says must or may, and is no part of a longer word: not 要 of 纪要.
  private func isModal(_ token: Int) -> Bool {
    guard reading.listValue(of: token..<(token + 1), list: "modals") != nil else { return false }
    return !reading.isPartOfWord(reading.stream.tokens[token], vocabulary)
  }

  /// Of provisions with a heading, the paragraph right below it that begins with the name of a material.
  private func namingParagraphs() -> [Int: Int] {
    let outline = reading.outline
    var out: [Int: Int] = [:]
    for segment in reading.stream.segments where segment.outer == nil {
      guard let provision = outline.passages[segment.passage].provision,
        let first = outline.provisions[provision].passages.first, outline.passages[first].role == .heading,
        outline.provisions[provision].passages.dropFirst().first == segment.passage
      else { continue }
      let name = withoutBracket(segment.tokens.prefix { ![.comma, .stop].contains(reading.stream.tokens[$0].type) })
      if !name.isEmpty, endsAsMaterial(name) { out[provision] = segment.passage }
    }
    return out
  }

  /// Whether a name ends as names of materials do, in 《》 or without.
  private func endsAsMaterial(_ name: Range<Int>) -> Bool {
    var range = reading.characters(of: name)
    guard let last = name.last else { return false }
    if reading.stream.tokens[last].type == .title { range.removeLast() }
    return vocabulary.longestSuffix(of: reading.outline.characters[range], list: "material-endings") != nil
  }

  // MARK: Sentences

  private func named(
    _ matches: [(file: CompiledFile, matches: [Match])], in recipients: [Int: OrganizationMention],
    but listed: Set<Int>
  ) -> [NoticeFacts.Fact] {
    var out: [NoticeFacts.Fact] = []
    for (file, found) in matches {
      for match in found {
        let segment = reading.stream.segments[match.segment]
        let passage = reading.outline.passages[segment.passage]
        guard segment.outer == nil, passage.role == .body || passage.role == .cell, !listed.contains(segment.passage)
        else { continue }
        let rule = file.rules[match.rule]
        guard let names = MatchFields(match: match, rule: rule).capture("names") else { continue }
        let copies = reading.leaves(in: match.tokens).quantities.filter { isCopies($0) }
        for part in parts(of: names) {
          let tokens = withoutBracket(part)
          let range = reading.characters(of: tokens)
          guard range.count > 2, range.count <= Self.longestName, endsAsMaterial(tokens),
            !vocabulary.contains(reading.outline.characters[range], in: "material-heads"),
            // 持合同向主管部门申请许可证: what stands behind 向 is another action.
            !tokens.contains(where: { reading.listValue(of: $0..<($0 + 1), list: "duty-prepositions") != nil })
          else { continue }
          out.append(
            fact(
              name: reading.printed(range), tokens: part, provision: passage.provision, rule: rule.rule.name,
              quantities: copies, to: passage.provision.flatMap { recipients[$0] }))
        }
      }
    }
    return out
  }

  /// The names between 、 和 及.
  private func parts(of tokens: Range<Int>) -> [Range<Int>] {
    var out: [Range<Int>] = []
    var start = tokens.lowerBound
    for token in tokens {
      let joins =
        reading.stream.tokens[token].type == .pause
        || reading.listValue(of: token..<(token + 1), list: "name-joins") != nil
      guard joins || reading.quantity(at: token) != nil else { continue }
      // 身份证原件和复印件: two forms of one material.
      if joins, isForm(from: token + 1, in: tokens) { continue }
      if token > start { out.append(start..<token) }
      start = token + 1
    }
    if start < tokens.upperBound { out.append(start..<tokens.upperBound) }
    // 填写信息及上传材料: a part may begin with another verb of handing in.
    return out.map { part in
      let isVerb =
        part.count > 1 && reading.listValue(of: part.lowerBound..<(part.lowerBound + 1), list: "handing-verbs") != nil
      return isVerb ? part.dropFirst() : part
    }
  }

  /// Whether all that stands from a token to the next 、 or 和 is the form of a copy: 复印件, 电子版.
  private func isForm(from start: Int, in tokens: Range<Int>) -> Bool {
    guard start < tokens.upperBound else { return false }
    let part = (start..<tokens.upperBound).prefix {
      reading.stream.tokens[$0].type != .pause && reading.listValue(of: $0..<($0 + 1), list: "name-joins") == nil
        && reading.quantity(at: $0) == nil && reading.stream.tokens[$0].type != .paren
    }
    return !part.isEmpty
      && vocabulary.contains(reading.outline.characters[reading.characters(of: part)], in: "copy-forms")
  }

  // MARK: Facts

  private func fact(
    name: String, tokens: Range<Int>, provision: Int?, rule: String, quantities: [Quantity], to: OrganizationMention?
  ) -> NoticeFacts.Fact {
    NoticeFacts.Fact(
      span: reading.span(of: tokens), provision: provision, rule: rule,
      body: .material(Material(name: name, quantities: quantities, to: to)))
  }

  private func isCopies(_ quantity: Quantity) -> Bool {
    vocabulary.contains(Array(quantity.unit.utf16), in: "copy-units")
  }

  /// A name without the bracket and marks behind it.
  private func withoutBracket(_ tokens: Range<Int>) -> Range<Int> {
    var end = reading.withoutFinalMarks(tokens).upperBound
    while end > tokens.lowerBound, reading.stream.tokens[end - 1].type == .paren || reading.quantity(at: end - 1) != nil
    {
      end -= 1
    }
    return tokens.lowerBound..<end
  }
}
