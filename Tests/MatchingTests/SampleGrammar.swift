import GrammarLanguage
import Matching
import TestSupport
import TextModel
import Tokenizing

/// A grammar file of one stage, matched on single passages; word lists are its own.
struct SampleGrammar {
  private let folding = Folding()
  private let compiled: CompiledGrammar
  private let matcher: FileMatcher

  /// The constructor that the rules use: a fact with any capture as its field.
  private static let maker = MakerSignature(name: "fact", makesToken: false)

  /// `rules`: a line `NAME = PATTERN` each, with further clauses behind ` / `. `lists`: words by the list's name, with
  /// blanks between them.
  init(
    _ rules: [String], lets: [String] = [], lists: [String: String] = [:], isOverlapping: Bool = false
  ) throws {
    var vocabulary = Vocabulary()
    for (name, words) in lists.sorted(by: { $0.key < $1.key }) {
      vocabulary.add(list: name, text: words.split(separator: " ").joined(separator: "\n"), folding: folding)
    }
    var text = "stage fact\(isOverlapping ? " overlapping" : "")\n"
    for line in lets { text += "let \(line)\n" }
    for rule in rules {
      let parts = rule.split(separator: "=", maxSplits: 1)
      let name = parts[0].filter { $0 != " " }
      let clauses = parts[1].replacing(" / ", with: "\n  ")
      text += "rule \(name) 样例\n  match \(clauses)\n  makes fact\n  yes 例\n"
    }
    let file = try GrammarParser(folding: folding).parse(text, path: "rules/sample.grammar")
    let lexicon = Lexicon(vocabulary: vocabulary, lists: Array(lists.keys), literals: file.literalCharacters)
    compiled = try CompiledGrammar(files: [file], lexicon: lexicon, makers: [Self.maker])
    guard let first = compiled.files.first else { throw GrammarError("no file", hint: "", at: file.rules[0].place) }
    matcher = FileMatcher(first, kinds: TokenKinds(lexicon: lexicon))
  }

  private func stream(_ text: String, names: [String] = []) -> TokenStream {
    let source = SourceText(text, folding: folding)
    let outline = Outline(
      text: source, blocks: [], characters: source.folded, offsets: source.folded.indices.map(Int32.init),
      passages: [Passage(range: 0..<source.count, role: .body, provision: nil)], provisions: [], tables: [],
      frontMatter: FrontMatter(), diagnostics: [])
    return Tokenizer(lexicon: compiled.lexicon).tokens(
      of: outline, names: names.map { DefinedName(characters: folding.fold(word: $0), attributes: DefinedName.actor) })
  }

  private func printed(_ tokens: Range<Int>, _ stream: TokenStream, _ text: String) -> String {
    guard let first = tokens.first, let last = tokens.last else { return "" }
    let scalars = Array(text.unicodeScalars)[Int(stream.tokens[first].start)..<Int(stream.tokens[last].end)]
    return String(String.UnicodeScalarView(scalars))
  }

  /// What is matched, as `NAME 「characters」` or, with captures, `NAME 「characters」 a=… b=…`.
  func matches(_ text: String, names: [String] = []) -> [String] {
    let stream = stream(text, names: names)
    return matcher.matches(in: stream).map { match in
      let rule = matcher.file.rules[match.rule]
      var line = "\(rule.rule.name.dropFirst("sample.".count)) 「\(printed(match.tokens, stream, text))」"
      for (name, range) in zip(rule.captureNames, match.captures).sorted(by: { $0.0 < $1.0 }) {
        if let range, !range.isEmpty { line += " \(name)=\(printed(range, stream, text))" }
      }
      return line
    }
  }

  /// The characters of all matches.
  func found(_ text: String, names: [String] = []) -> [String] {
    let stream = stream(text, names: names)
    return matcher.matches(in: stream).map { printed($0.tokens, stream, text) }
  }

  /// How many tokens are read to match a text.
  func steps(_ text: String) -> Int {
    let before = matcher.steps
    _ = matcher.matches(in: stream(text))
    return matcher.steps - before
  }

  /// What is matched from each token, found by following every rule by itself: `NAME 「characters」`.
  func traced(_ text: String) -> [String] {
    let stream = stream(text)
    let tracer = RuleTracer(matcher.file, grammar: compiled, makers: [Self.maker])
    var out: [String] = []
    for (index, segment) in stream.segments.enumerated() {
      // No match begins with a bracket that no pattern asks for.
      for start in segment.tokens where stream.tokens[start].type != .paren {
        var best: (end: Int, rule: Int)?
        for (rule, compiled) in matcher.file.rules.enumerated() {
          guard let end = tracer.attempt(rule: rule, from: start, in: stream, segment: index).end else { continue }
          let isBetter = best.map {
            end > $0.end || (end == $0.end && compiled.rule.priority > matcher.file.rules[$0.rule].rule.priority)
          }
          if isBetter ?? true { best = (end, rule) }
        }
        guard let best else { continue }
        let name = matcher.file.rules[best.rule].rule.name.dropFirst("sample.".count)
        out.append("\(name) 「\(printed(start..<best.end, stream, text))」")
      }
    }
    return out
  }
}
