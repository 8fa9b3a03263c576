import RuleModel
import TextModel

/// Which rules use the words that a notice defines: each quote is read once, however many words there are.
struct TermUses {
  /// The rules that use a defined word behind its definition, by the definition's rule.
  private(set) var rules: [RuleID: [RuleID]] = [:]
  /// Longer terms are sentences, not words; shorter ones stand everywhere.
  private static let lengths = 2...40

  init(rules: [Rule]) {
    var trie = WordTrie()
    var definitions: [Int32: (id: RuleID, end: Int)] = [:]
    /// The last six bits of the characters that terms begin with, as a set.
    var starts: UInt64 = 0
    for rule in rules {
      guard case .definition(let definition) = rule.body, Self.lengths.contains(definition.term.utf16.count) else {
        continue
      }
      let node = trie.insert(definition.term.utf16)
      if let first = definition.term.utf16.first { starts |= 1 << UInt64(first & 63) }
      if definitions[node] == nil { definitions[node] = (rule.id, rule.span.end) }
    }
    guard !definitions.isEmpty else { return }
    for rule in rules {
      let quote = rule.quote.utf16.filter { $0 > 0x20 && $0 != 0x3000 && $0 != 0xA0 }
      var found: Set<RuleID> = []
      for start in quote.indices where starts & 1 << UInt64(quote[start] & 63) != 0 {
        var node: Int32 = 0
        for unit in quote[start...].prefix(Self.lengths.upperBound) {
          node = trie.child(of: node, unit)
          guard node >= 0 else { break }
          guard let definition = definitions[node], definition.id != rule.id, rule.span.start >= definition.end,
            found.insert(definition.id).inserted
          else { continue }
          self.rules[definition.id, default: []].append(rule.id)
        }
      }
    }
  }
}
