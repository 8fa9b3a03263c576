/// Lines `# lint: allow NAME — reason` of a file: what may stand although a check finds it.
///
/// In a rule or directly above it the line speaks of that rule, above a `let` or an entry of a word list of that, and
/// above the first statement or a blank line of the whole file.
public struct LintAllowances: Sendable {
  private struct Allowance {
    var kind: GrammarFinding.Kind
    var lines: ClosedRange<Int>
    var line: Int
  }

  private let path: String
  private var allowances: [Allowance] = []
  /// Lines that allow nothing that is known, or give no reason.
  public private(set) var faults: [GrammarFinding] = []

  /// The allowances of a file.
  public init(_ text: String, path: String) {
    self.path = path
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    var starts: [Int] = []
    for (index, line) in lines.enumerated() where Self.isStatement(line) { starts.append(index) }
    for (index, line) in lines.enumerated() {
      guard let words = Self.words(of: line) else { continue }
      let place = GrammarPlace(file: path, line: index + 1, column: 1)
      guard let kind = words.first.flatMap({ GrammarFinding.Kind(rawValue: $0) }) else {
        let known = GrammarFinding.Kind.allCases.map(\.rawValue)
        let meant = words.first.flatMap { nearest(to: $0, among: known) }.map { "did you mean “\($0)”?" }
        faults.append(
          GrammarFinding(
            .badAllowance, "“\(words.first ?? "")” is no check",
            hint: meant ?? "write one of: " + known.joined(separator: ", "), at: place))
        continue
      }
      guard words.count > 2 || words.dropFirst().contains(where: { $0.unicodeScalars.count > 2 }) else {
        faults.append(
          GrammarFinding(
            .badAllowance, "no reason is given", hint: "write “# lint: allow \(kind.rawValue) — why it is right”",
            at: place))
        continue
      }
      allowances.append(Allowance(kind: kind, lines: Self.range(of: index, lines, starts), line: index + 1))
    }
  }

  /// The findings that are not allowed, and those allowances that no finding needed.
  public func apply(to findings: [GrammarFinding]) -> [GrammarFinding] {
    var used: Set<Int> = []
    var out = faults
    for finding in findings {
      let own = allowances.indices.filter {
        allowances[$0].kind == finding.kind && allowances[$0].lines.contains(finding.place.line)
      }
      used.formUnion(own)
      if own.isEmpty { out.append(finding) }
    }
    for index in allowances.indices where !used.contains(index) {
      let allowance = allowances[index]
      out.append(
        GrammarFinding(
          .badAllowance, "nothing here is \(allowance.kind.rawValue)", hint: "take the line away",
          at: GrammarPlace(file: path, line: allowance.line, column: 1)))
    }
    return out
  }

  private static func isStatement(_ line: Substring) -> Bool {
    guard let first = line.unicodeScalars.first else { return false }
    return first != " " && first != "\t" && first != "#"
  }

  /// The words behind `# lint: allow`; nil for any other line.
  private static func words(of line: Substring) -> [String]? {
    let words = line.split { $0 == " " || $0 == "\t" }.map(String.init)
    guard words.count >= 3, words[0] == "#", words[1] == "lint:", words[2] == "allow" else { return nil }
    return Array(words.dropFirst(3))
  }

  /// The lines that a line at `index` speaks of, from 1.
  private static func range(of index: Int, _ lines: [Substring], _ starts: [Int]) -> ClosedRange<Int> {
    let isIndented = lines[index].unicodeScalars.first.map { $0 == " " || $0 == "\t" } ?? false
    let next = starts.first { $0 > index }
    if isIndented {
      let start = starts.last { $0 < index } ?? 0
      return (start + 1)...max(start + 1, next ?? lines.count)
    }
    // Above a statement: that one; above a blank line, or before the first statement: the whole file.
    var at = index + 1
    while at < lines.count, lines[at].hasPrefix("#") { at += 1 }
    guard at < lines.count, at == next, at != starts.first else { return 1...max(1, lines.count) }
    let end = starts.first { $0 > at } ?? lines.count
    return (at + 1)...max(at + 1, end)
  }
}
