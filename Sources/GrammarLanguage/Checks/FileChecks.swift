/// Checks that need no more than the files as written.
public enum FileChecks {
  /// All findings, file by file. `makersOfTokens`: the constructors whose tokens other files can test.
  public static func findings(in files: [GrammarFile], makersOfTokens: Set<String>) -> [GrammarFinding] {
    files.flatMap { file in
      unusedDefinitions(of: file, among: files) + fewExamples(in: file) + unusedCaptures(in: file)
        + missingFiles(of: file, among: files, makersOfTokens: makersOfTokens)
    }
  }

  private static func unusedDefinitions(of file: GrammarFile, among files: [GrammarFile]) -> [GrammarFinding] {
    var used = file.references
    for other in files where other.uses.contains(file.name) {
      // A definition of the other file's own hides this one's.
      used.formUnion(other.references.subtracting(other.definitions.map(\.name)))
    }
    return file.definitions.filter { !used.contains($0.name) }.map {
      GrammarFinding(.unusedDefinition, "“\($0.name)” is nowhere used", hint: "take it away", at: $0.place)
    }
  }

  private static func fewExamples(in file: GrammarFile) -> [GrammarFinding] {
    file.rules.compactMap { rule in
      let hasPositive = rule.examples.contains(where: \.isPositive)
      let hasNegative = rule.examples.contains { !$0.isPositive }
      if hasPositive && hasNegative { return nil }
      // A rule that makes nothing only keeps others away: what it keeps away is a counter-example of theirs.
      if rule.makes.name == "nothing" && (hasPositive || hasNegative) { return nil }
      return GrammarFinding(
        .fewExamples, "rule “\(rule.name)” has no \(hasPositive ? "counter-example" : "example")",
        hint: hasPositive ? "add a line “no …” that is nearly read" : "add a line “yes …”", at: rule.place)
    }
  }

  private static func unusedCaptures(in file: GrammarFile) -> [GrammarFinding] {
    file.rules.flatMap { rule -> [GrammarFinding] in
      let used = Set(rule.makes.fields.compactMap { field in rule.makes.capture(field.name) })
      var seen: Set<String> = []
      var out: [GrammarFinding] = []
      rule.pattern.forEach { pattern in
        guard case .capture(let name, _, let place) = pattern, !used.contains(name), seen.insert(name).inserted
        else { return }
        out.append(
          GrammarFinding(
            .unusedCapture, "rule “\(rule.name)” makes nothing of “\(name):”", hint: "take “\(name):” away", at: place))
      }
      return out
    }
  }

  /// What a file tests without naming its makers behind `uses`: it would stand behind them by its name only.
  private static func missingFiles(
    of file: GrammarFile, among files: [GrammarFile], makersOfTokens: Set<String>
  ) -> [GrammarFinding] {
    let byName = Dictionary(files.map { ($0.name, $0) }) { first, _ in first }
    func makes(_ file: GrammarFile) -> Set<String> { Set(file.rules.map(\.makes.name)).intersection(makersOfTokens) }
    // All files that come before this one because it says so, by whatever way.
    var known: Set<String> = []
    var waiting = file.uses
    while let next = waiting.popLast() {
      if known.insert(next).inserted { waiting += byName[next]?.uses ?? [] }
    }
    let head = GrammarPlace(file: file.path, line: 1, column: 1)
    var out: [GrammarFinding] = []
    let tested = file.testedNames
    for maker in tested.intersection(makersOfTokens).sorted() {
      let makers = files.filter { makes($0).contains(maker) && $0.name != file.name }
      guard let other = makers.first, !makers.contains(where: { known.contains($0.name) }) else { continue }
      out.append(
        GrammarFinding(
          .missingFile, "<\(maker)> is made in “\(other.name)”", hint: "add “uses \(other.name)”", at: head))
    }
    return out
  }
}

extension GrammarFile {
  /// Where its patterns test a word list or token type.
  public func places(ofTest name: String) -> [GrammarPlace] {
    var places: [GrammarPlace] = []
    forEachPattern {
      if case .test(let test, let place) = $0, test.name == name || test.others.contains(name) { places.append(place) }
    }
    return places
  }

  /// The names of all `let` patterns that its patterns refer to.
  var references: Set<String> {
    var names: Set<String> = []
    forEachPattern {
      switch $0 {
      case .reference(let name, _), .application(let name, _, _): names.insert(name)
      default: break
      }
    }
    return names
  }
}
