import Extracting
import GrammarLanguage
import Guitu
import Loading
import Matching
import TextModel

/// Runs the examples of a grammar: every sentence that a rule must read or must not, as written and as bred.
///
/// A sentence with a `¶` is read as a notice of several lines, any other as one passage. What must come out depends on
/// the stage of the rule's file: a phrase, a definition, a scope with the items below it, or a fact.
public struct ExampleRun {
  /// An example that did not come out as it says.
  public struct Failure: Sendable, CustomStringConvertible {
    /// The rule.
    public let rule: String
    /// Where the example stands.
    public let place: GrammarPlace
    /// The sentence, the part that must be read in 「」.
    public let text: String
    /// How the sentence was bred.
    public let variant: ExampleVariant.Kind
    /// What was expected, and what came out.
    public let finding: String

    /// `rules/date.grammar:12: date.month-end: 「3月底」前报送 — nothing was read`
    public var description: String {
      let bred = variant == .asWritten ? "" : " (\(variant.rawValue))"
      return "\(place.file):\(place.line): \(rule): \(text)\(bred) — \(finding)"
    }
  }

  /// The day that examples are read on: dates without a year are of 2024.
  public static let date = "2024-06-15"

  /// How many examples were run, those bred from them not counted.
  public private(set) var count = 0
  /// How many sentences were bred from them and run too.
  public private(set) var bred = 0
  /// Those that failed; of an example that fails as written nothing is bred.
  public private(set) var failures: [Failure] = []
  private let grammar: LoadedGrammar
  private let reader: ExampleReader

  /// A run over a grammar.
  public init(_ grammar: LoadedGrammar) {
    self.grammar = grammar
    reader = ExampleReader(grammar)
  }

  /// Runs all examples of the rules whose name contains `filter`.
  public mutating func run(filter: String = "") {
    for file in grammar.compiled.files {
      for rule in file.rules where filter.isEmpty || rule.rule.name.contains(filter) {
        for example in rule.rule.examples { run(example, rule.rule, file.file) }
      }
    }
  }

  private mutating func run(_ example: GrammarExample, _ rule: GrammarRule, _ file: GrammarFile) {
    count += 1
    if let unknown = unknownExpectation(example, rule) {
      failures.append(failure(example, rule, ExampleVariant.all(of: example)[0], unknown))
      return
    }
    for variant in ExampleVariant.all(of: example) {
      if variant.kind != .asWritten {
        bred += 1
      }
      if let finding = check(variant, example, rule, file) {
        failures.append(failure(example, rule, variant, finding))
        if variant.kind == .asWritten { return }
      }
    }
  }

  private func failure(
    _ example: GrammarExample, _ rule: GrammarRule, _ variant: ExampleVariant, _ finding: String
  ) -> Failure {
    Failure(rule: rule.name, place: example.place, text: variant.marked, variant: variant.kind, finding: finding)
  }

  private func unknownExpectation(_ example: GrammarExample, _ rule: GrammarRule) -> String? {
    let known = ExampleFields.known[rule.makes.name] ?? []
    guard let wrong = example.expected.first(where: { !known.contains($0.name) }) else { return nil }
    if known.isEmpty { return "“\(rule.makes.name)” has no field that an example can expect" }
    let meant = nearest(to: wrong.name, among: known).map { "did you mean “\($0)”?" }
    return
      "“\(rule.makes.name)” has no field “\(wrong.name)”; \(meant ?? "it has: " + known.sorted().joined(separator: ", "))"
  }

  /// What is wrong with what comes out; nil where nothing is.
  private func check(
    _ variant: ExampleVariant, _ example: GrammarExample, _ rule: GrammarRule, _ file: GrammarFile
  ) -> String? {
    let outline = reader.outline(of: variant)
    let extractor = reader.extractor
    let verdict = ExampleVerdict(
      text: outline.text, parts: variant.parts, example: example, rule: rule, folding: grammar.folding)
    switch (file.stage, rule.makes.name) {
    case (_, "word"), (_, "first-leads"), (_, "contact"), (_, "reference"), (_, "nothing"):
      return verdict.onMatches(matches(in: outline, of: file))
    case (.phrase, _), (.recognize, _): return verdict.onPhrases(extractor.phrases(in: outline, through: file.name))
    case (.scope, _):
      return verdict.onScopes(
        matches(in: outline, of: file), inForce: extractor.foundScopes(in: outline),
        facts: extractor.facts(of: outline).facts)
    case (.name, _), (.fact, _): return verdict.onFacts(extractor.facts(of: outline).facts)
    }
  }

  private func matches(in outline: Outline, of file: GrammarFile) -> [ExampleVerdict.Found] {
    guard let reading = reader.reading(of: outline, in: file) else { return [] }
    return reading.matches.map {
      ExampleVerdict.Found(rule: reading.rule(of: $0).name, span: reading.span(of: $0.tokens))
    }
  }
}
