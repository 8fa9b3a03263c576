import GrammarLanguage
import Matching
import TextModel
import Tokenizing

/// What one grammar file met in an outline and what it matched there: for examples, explanations and measurements.
public struct FileReading: Sendable {
  /// The file.
  public let file: CompiledFile
  /// The tokens as the file met them: what the files before it found is one token.
  public let stream: TokenStream
  /// What its rules matched.
  public let matches: [Match]
  private let reading: NoticeReading

  init(file: CompiledFile, matches: [Match], in reading: NoticeReading) {
    self.file = file
    self.stream = reading.stream
    self.matches = matches
    self.reading = reading
  }

  /// The place in the text of a run of tokens.
  public func span(of tokens: Range<Int>) -> Span { reading.span(of: tokens) }

  /// The rule that a match is of.
  public func rule(of match: Match) -> GrammarRule { file.rules[match.rule].rule }

  /// The characters of a token as printed, without blanks.
  public func text(of token: Int) -> String { reading.printed(stream.tokens[token].range) }

  /// The rule that made a token; nil for a token of the tokenizer and for an opaque word.
  public func maker(of token: Int) -> String? { reading.phrase(token)?.rule }

  /// The word lists that hold a token.
  public func lists(of token: Int) -> [String] {
    let word = stream.tokens[token].word
    guard word >= 0 else { return [] }
    return reading.lexicon.lists(of: Int(word)).map { reading.lexicon.listNames[$0.list] }
  }
}

/// What a heading or lead-in gives a provision.
public struct FoundScope: Hashable, Sendable {
  /// The provision, as an index into `Outline.provisions`.
  public let provision: Int
  /// The rule that found it.
  public let rule: String
  /// What it gives, field by field.
  public let fields: [String: String]
}

extension Extractor {
  /// What each grammar file met and matched, in the order in which the files are tried. `through`: the last file.
  public func readings(of outline: Outline, through last: String? = nil) -> [FileReading] {
    var out: [FileReading] = []
    let (reading, _) = read(outline, through: last) { matcher, matches, reading in
      out.append(FileReading(file: matcher.file, matches: matches, in: reading))
    }
    for matcher in scopes + facts where last == nil || !out.contains(where: { $0.file.file.name == last }) {
      out.append(FileReading(file: matcher.file, matches: matcher.matches(in: reading.stream), in: reading))
    }
    return out
  }

  /// The scope of each provision that has one.
  public func foundScopes(in outline: Outline) -> [FoundScope] {
    let (reading, _) = read(outline)
    let found = Scopes(
      reading, vocabulary: vocabulary, matches: scopes.map { ($0.file, $0.matches(in: reading.stream)) })
    var out: [FoundScope] = []
    for (provision, scope) in found.of.enumerated() {
      guard let scope else { continue }
      var fields = ["gives": scope.gives]
      fields["role"] = scope.role
      fields["subject"] = scope.subject
      out.append(FoundScope(provision: provision, rule: scope.rule, fields: fields))
    }
    return out
  }
}
