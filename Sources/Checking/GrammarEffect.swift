import GrammarLanguage
import Guitu
import Loading
import RuleModel
import TextModel

/// What a change of the grammars does to what is read: facts gained, lost and changed between two states of them.
public struct GrammarEffect: Sendable {
  /// A fact of one state.
  public struct Fact: Hashable, Sendable, CustomStringConvertible {
    /// The grammar rule that made it.
    public let rule: String
    /// Its kind.
    public let kind: String
    /// Where it stands.
    public let span: Span
    /// Its words, without blanks.
    public let quote: String
    /// What it says, `field=value` by field.
    public let fields: [String]

    /// `duty.agent: duty 「…」 role=actor unit=…`
    public var description: String { "\(rule): \(kind) 「\(quote)」 \(fields.joined(separator: " "))" }
  }

  /// How a notice is read otherwise.
  public enum Change: Hashable, Sendable {
    /// A fact that only the new state reads.
    case gained(Fact)
    /// A fact that only the old state reads.
    case lost(Fact)
    /// A fact that both read, at the same place, but not the same.
    case changed(from: Fact, to: Fact)
  }

  /// The changes of each notice that has any, in the order of the notices.
  public let changes: [(notice: String, changes: [Change])]
  /// How many notices were read.
  public let count: Int

  /// Compares two states of the grammars over notices. `filter`: only facts whose rule it names, as a rule
  /// (`duty.agent`) or as a file (`duty`), in one state or the other.
  public init(
    from base: Pipeline, to new: Pipeline, notices: some Sequence<(name: String, text: String)>, filter: String? = nil
  ) {
    let (before, after) = (base.worker(), new.worker())
    var all: [(String, [Change])] = []
    var count = 0
    for notice in notices {
      count += 1
      func facts(_ worker: Pipeline.Worker, _ pipeline: Pipeline) -> [Fact] {
        let text = SourceText(notice.text, name: notice.name, folding: pipeline.grammar.folding)
        let graph = worker.graph(of: text)
        return graph.rules.map { rule in
          Fact(
            rule: rule.rule, kind: rule.body.kind, span: rule.span, quote: text.squeezed(in: rule.span),
            fields: FactText.fields(of: rule.body).map { "\($0.name)=\($0.value)" })
        }
      }
      let changes = Self.changes(from: facts(before, base), to: facts(after, new)).filter { Self.matches($0, filter) }
      if !changes.isEmpty { all.append((notice.name, changes)) }
    }
    changes = all
    self.count = count
  }

  private static func changes(from old: [Fact], to new: [Fact]) -> [Change] {
    var counts: [Fact: Int] = [:]
    for fact in new { counts[fact, default: 0] += 1 }
    var lost: [Fact] = []
    for fact in old {
      if let left = counts[fact], left > 0 { counts[fact] = left - 1 } else { lost.append(fact) }
    }
    var gained: [Fact] = []
    for fact in new.reversed() {
      if let left = counts[fact], left > 0 {
        counts[fact] = left - 1
        gained.append(fact)
      }
    }
    gained.reverse()
    // A fact lost and one of its kind gained at the same place are one that changed: the nearest pairs first.
    var pairs: [(share: Int, old: Int, new: Int)] = []
    var start = 0
    for (index, fact) in lost.enumerated() {
      while start < gained.count, gained[start].span.end + 400 < fact.span.start { start += 1 }
      for other in start..<gained.count {
        guard gained[other].span.start < fact.span.end else { break }
        let share = min(gained[other].span.end, fact.span.end) - max(gained[other].span.start, fact.span.start)
        if gained[other].kind == fact.kind, share > 0 { pairs.append((share, index, other)) }
      }
    }
    pairs.sort { ($1.share, $0.old, $0.new) < ($0.share, $1.old, $1.new) }
    var partner: [Int: Int] = [:]
    var taken: Set<Int> = []
    for pair in pairs where partner[pair.old] == nil && taken.insert(pair.new).inserted { partner[pair.old] = pair.new }
    var out: [(Span, Change)] = []
    for (index, fact) in lost.enumerated() {
      out.append((fact.span, partner[index].map { .changed(from: fact, to: gained[$0]) } ?? .lost(fact)))
    }
    for (index, fact) in gained.enumerated() where !taken.contains(index) { out.append((fact.span, .gained(fact))) }
    return out.enumerated().sorted { ($0.element.0, $0.offset) < ($1.element.0, $1.offset) }.map(\.element.1)
  }

  private static func matches(_ change: Change, _ filter: String?) -> Bool {
    guard let filter else { return true }
    func matches(_ fact: Fact) -> Bool { fact.rule == filter || fact.rule.hasPrefix(filter + ".") }
    switch change {
    case .gained(let fact), .lost(let fact): return matches(fact)
    case .changed(let old, let new): return matches(old) || matches(new)
    }
  }
}

extension GrammarEffect: CustomStringConvertible {
  /// The changes, notice by notice, and how many of each sort there are.
  public var description: String {
    var out = ""
    var (gained, lost, changed) = (0, 0, 0)
    for (notice, changes) in changes {
      out += "\(notice)\n"
      for change in changes {
        switch change {
        case .gained(let fact):
          gained += 1
          out += "  + \(fact)\n"
        case .lost(let fact):
          lost += 1
          out += "  - \(fact)\n"
        case .changed(let old, let new):
          changed += 1
          out += "  ~ \(new)\n      was \(Self.difference(old, new))\n"
        }
      }
    }
    return out + "\(gained) gained, \(lost) lost, \(changed) changed in \(changes.count) of \(count) notices\n"
  }

  /// What of a fact is not as it is in another.
  private static func difference(_ fact: Fact, _ other: Fact) -> String {
    var out: [String] = []
    if fact.rule != other.rule { out.append(fact.rule) }
    if fact.quote != other.quote { out.append("「\(fact.quote)」") }
    out += fact.fields.filter { !other.fields.contains($0) }
    let names = Set(fact.fields.map { $0.prefix { $0 != "=" } })
    out += other.fields.map { $0.prefix { $0 != "=" } }.filter { !names.contains($0) }.map { "no \($0)" }
    if out.isEmpty { out.append("at \(fact.span.start)–\(fact.span.end)") }
    return out.joined(separator: " ")
  }
}

extension GrammarTexts {
  /// The files without a rule (`duty.agent`), or without a file of rules (`duty`) as far as the others do without it;
  /// nil where there is none of that name.
  public func without(rule name: String) throws(GrammarError) -> GrammarTexts? {
    let parts = name.split(separator: ".", maxSplits: 1).map(String.init)
    guard let stem = parts.first, let file = files.first(where: { $0.path == "rules/\(stem).grammar" }) else {
      return nil
    }
    let tree = try GrammarParser(folding: Folding()).parse(file.text, path: file.path)
    var lines = file.text.split(separator: "\n", omittingEmptySubsequences: false)
    let own = tree.rules.filter { parts.count == 1 || $0.name == name }
    if own.isEmpty { return nil }
    for rule in own.reversed() {
      // The rule's own line and all that is indented behind it.
      var end = rule.place.line
      while end < lines.count, lines[end].first.map({ $0 == " " || $0 == "\t" || $0 == "#" }) ?? true { end += 1 }
      lines.removeSubrange((rule.place.line - 1)..<end)
    }
    return overridden(by: [File(path: file.path, text: lines.joined(separator: "\n"))])
  }
}
