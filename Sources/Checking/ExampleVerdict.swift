import Extracting
import GrammarLanguage
import RuleModel
import TextModel

/// Holds what came out of a sentence against what its example says: nil where they agree, else what is wrong.
struct ExampleVerdict {
  /// Something that a rule read.
  struct Found {
    var rule: String
    var span: Span
    var fields: [String: String] = [:]
  }

  let text: SourceText
  let parts: [Range<Int>]
  let example: GrammarExample
  let rule: GrammarRule
  let folding: Folding

  /// For rules whose match is all that can be seen.
  func onMatches(_ found: [Found]) -> String? { onFound(found) }

  /// For rules that make phrases.
  func onPhrases(_ phrases: [FoundPhrase]) -> String? {
    onFound(phrases.map { Found(rule: $0.rule, span: $0.span, fields: $0.fields) })
  }

  /// For rules that make facts and definitions.
  func onFacts(_ facts: [NoticeFacts.Fact]) -> String? {
    let found = facts.map { Found(rule: $0.rule, span: $0.span, fields: ExampleFields.fields(of: $0.body)) }
    if rule.makes.name == "units", example.isPositive { return onUnitList(found) }
    return onFound(found)
  }

  /// The first part is what the rule matches; the others are facts that the scope gives its items.
  func onScopes(_ matches: [Found], inForce: [FoundScope], facts: [NoticeFacts.Fact]) -> String? {
    guard example.isPositive else { return onFound(matches) }
    if let wrong = missing(parts.first, in: matches) { return wrong }
    let own = inForce.filter { $0.rule == rule.name }
    guard let scope = own.first else {
      let others = Set(inForce.map(\.rule)).sorted().joined(separator: ", ")
      return "matches, but gives nothing its scope\(others.isEmpty ? "" : "; in force: \(others)")"
    }
    if let wrong = wrongField(of: scope.fields) { return wrong }
    let found = facts.map { Found(rule: $0.rule, span: $0.span, fields: ExampleFields.fields(of: $0.body)) }
    for part in parts.dropFirst() {
      guard let item = found.first(where: { $0.rule == rule.name && $0.span.range == part }) else {
        return "no fact of the item “\(string(part))”" + instead(part, found)
      }
      for wanted in example.expected where item.fields[wanted.name] != nil || wanted.name == "role" {
        if let wrong = compare(item.fields[wanted.name], wanted) { return "the item “\(string(part))”: \(wrong)" }
      }
    }
    return nil
  }

  // MARK: Steps

  private func onFound(_ found: [Found]) -> String? {
    let own = found.filter { $0.rule == rule.name }
    guard example.isPositive else {
      guard let wrong = own.first(where: { parts.isEmpty || parts.contains($0.span.range) }) else { return nil }
      return "must not be read, but “\(text.string(in: wrong.span))” was"
    }
    for part in parts.isEmpty ? [nil] : parts.map(Optional.init) {
      if let wrong = missing(part, in: found) { return wrong }
    }
    let first = own.first { parts.isEmpty || $0.span.range == parts[0] }
    return wrongField(of: first?.fields ?? [:])
  }

  private func missing(_ part: Range<Int>?, in found: [Found]) -> String? {
    if found.contains(where: { $0.rule == rule.name && (part == nil || $0.span.range == part) }) { return nil }
    return (part.map { parts.count > 1 ? "“\(string($0))”: " : "" } ?? "") + instead(part, found, isWhole: true)
  }

  /// What was read where something else should have been.
  private func instead(_ part: Range<Int>?, _ found: [Found], isWhole: Bool = false) -> String {
    let near = part.map { part in found.filter { $0.span.range.overlaps(part) || $0.span.range == part } } ?? found
    guard !near.isEmpty else { return isWhole ? "nothing was read" : "" }
    let list = near.map { "\($0.rule) 「\(text.squeezed(in: $0.span))」" }.joined(separator: ", ")
    return (isWhole ? "" : "; ") + "read instead: \(list)"
  }

  /// The list's units are facts of their own: together they must be the expected ones, each inside the marked part.
  private func onUnitList(_ found: [Found]) -> String? {
    let own = found.filter { fact in
      fact.rule == rule.name
        && (parts.isEmpty
          || parts.contains { $0.lowerBound <= fact.span.start && fact.span.end <= $0.upperBound })
    }
    guard let first = own.first, let last = own.last else { return instead(parts.first, found, isWhole: true) }
    if let part = parts.first, first.span.start != part.lowerBound || last.span.end != part.upperBound {
      return "the units read are “\(text.squeezed(in: Span(first.span.start, last.span.end)))”, not the marked part"
    }
    var fields = first.fields
    fields["list"] = own.compactMap { $0.fields["unit"] }.joined(separator: "|")
    return wrongField(of: fields)
  }

  private func wrongField(of fields: [String: String]) -> String? {
    for wanted in example.expected {
      if let wrong = compare(fields[wanted.name], wanted) { return wrong }
    }
    return nil
  }

  /// Values agree when they are matched as the same characters: `２` and `2`, `（一）` and `(一)`.
  private func compare(_ value: String?, _ wanted: GrammarExample.Expectation) -> String? {
    guard let value else { return "\(wanted.name) is absent, not \(wanted.value)" }
    if folding.fold(word: value) == folding.fold(word: wanted.value) { return nil }
    return "\(wanted.name) is \(value), not \(wanted.value)"
  }

  private func string(_ part: Range<Int>) -> String { text.squeezed(in: Span(part.lowerBound, part.upperBound)) }
}
