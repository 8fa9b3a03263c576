import Matching
import RuleModel
import TextModel
import Tokenizing

/// What a heading or lead-in says of the items below it.
struct Scope: Hashable {
  var gives: String
  var role: String?
  var subject: String?
  var rule: String
  var priority: Int
}

/// The scope of each provision: its own, else that of the nearest one that holds it.
struct Scopes {
  private(set) var of: [Scope?]
  /// Passages that lead in: they state no condition of their own.
  private(set) var leadIns: Set<Int> = []

  init(_ reading: NoticeReading, matches: [(file: CompiledFile, matches: [Match])]) {
    let outline = reading.outline
    var own = [Scope?](repeating: nil, count: outline.provisions.count)
    var below = own
    let hasChildren = Set(outline.provisions.compactMap(\.parent))
    for (file, found) in matches {
      for match in found {
        let segment = reading.stream.segments[match.segment]
        guard segment.outer == nil else { continue }
        let passage = outline.passages[segment.passage]
        guard let provision = passage.provision else { continue }
        let makes = file.rules[match.rule].rule.makes
        let fields = MatchFields(match: match, rule: file.rules[match.rule])
        let scope = Scope(
          gives: makes.text("gives") ?? "nothing", role: makes.text("role"),
          subject: fields.capture("subject").map { reading.printed(reading.characters(of: $0)) },
          rule: file.rules[match.rule].rule.name, priority: file.rules[match.rule].rule.priority)
        let characters = reading.characters(of: match.tokens)
        let isHeading =
          passage.role == .heading
          || characters.upperBound <= passage.range.lowerBound + passage.headingLength
        if isHeading {
          if (own[provision]?.priority ?? .min) <= scope.priority { own[provision] = scope }
        } else if hasChildren.contains(provision), passage.role == .body,
          Self.isLast(segment.passage, of: provision, in: outline),
          reading.sentence(around: match.tokens.lowerBound, in: match.segment).tokens.upperBound
            >= reading.stream.segments[match.segment].tokens.upperBound - 1
        {
          if (below[provision]?.priority ?? .min) <= scope.priority { below[provision] = scope }
          leadIns.insert(segment.passage)
        }
      }
    }
    var result = own
    for (index, provision) in outline.provisions.enumerated() {
      if result[index] == nil, let parent = provision.parent { result[index] = below[parent] ?? result[parent] }
    }
    of = result
  }

  /// Whether a passage is the last of a provision before its first child.
  private static func isLast(_ passage: Int, of provision: Int, in outline: Outline) -> Bool {
    let range = outline.provisions[provision].passages
    let next = passage + 1
    return !range.contains(next) || outline.passages[next].provision != provision
  }
}
