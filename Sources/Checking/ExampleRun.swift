import Extracting
import GrammarLanguage
import Guitu
import Matching
import TextModel

/// Runs the examples of a grammar: every sentence that a rule must read, or must not.
public struct ExampleRun {
  /// An example that did not come out as it says.
  public struct Failure: Sendable, CustomStringConvertible {
    /// The rule.
    public let rule: String
    /// Where the example stands.
    public let place: GrammarPlace
    /// The example's text.
    public let text: String
    /// What was expected, and what came out.
    public let finding: String

    /// `rules/date.grammar:12: date.month-end: 「3月底」前报送 — …`
    public var description: String { "\(place.file):\(place.line): \(rule): \(text)\n  \(finding)" }
  }

  /// The day that examples are read on: dates without a year are of 2024.
  public static let date = "2024-06-15"

  /// How many examples were run.
  public private(set) var count = 0
  /// Those that failed.
  public private(set) var failures: [Failure] = []
  private let grammar: LoadedGrammar
  private let extractor: Extractor

  /// A run over a grammar.
  public init(_ grammar: LoadedGrammar) {
    self.grammar = grammar
    extractor = Extractor(
      grammar: grammar.compiled, vocabulary: grammar.vocabulary, folding: grammar.folding)
  }

  /// Runs all examples of the rules whose name contains `filter`.
  public mutating func run(filter: String = "") {
    for file in grammar.compiled.files {
      for rule in file.rules where filter.isEmpty || rule.rule.name.contains(filter) {
        for example in rule.rule.examples {
          count += 1
          let text = SourceText(example.text, folding: grammar.folding)
          if file.file.stage == .phrase { check(phrases: text, example, rule.rule, file.file.name) }
        }
      }
    }
  }

  private mutating func check(phrases text: SourceText, _ example: GrammarExample, _ rule: GrammarRule, _ file: String) {
    let found = extractor.phrases(in: Outline.passage(text, date: Self.date), through: file)
    let own = found.filter { $0.rule == rule.name }
    if !example.isPositive {
      if let wrong = own.first(where: { example.marked == nil || $0.span.range == example.marked }) {
        failures.append(
          Failure(
            rule: rule.name, place: example.place, text: example.text,
            finding: "must not be read, but “\(text.string(in: wrong.span))” was"))
      }
      return
    }
    if rule.makes.name == "nothing" { return }
    if rule.makes.name == "word" { return }
    guard let hit = own.first(where: { example.marked == nil || $0.span.range == example.marked }) else {
      let instead = found.map { "\($0.rule) “\(text.string(in: $0.span))”" }.joined(separator: ", ")
      failures.append(
        Failure(
          rule: rule.name, place: example.place, text: example.text,
          finding: instead.isEmpty ? "nothing was read" : "read instead: \(instead)"))
      return
    }
    for wanted in example.expected where hit.fields[wanted.name] != wanted.value {
      failures.append(
        Failure(
          rule: rule.name, place: example.place, text: example.text,
          finding: "\(wanted.name) is \(hit.fields[wanted.name] ?? "absent"), not \(wanted.value)"))
    }
  }
}
