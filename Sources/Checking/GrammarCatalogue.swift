import Extracting
import GrammarLanguage
import Guitu
import Loading
import TextModel

/// All rules with their glosses, examples and hits over a corpus, in Markdown: on one page, or on a page a grammar file
/// with an overview; always the same for the same grammar and corpus.
public struct GrammarCatalogue {
  /// How often a rule was met in a corpus.
  public struct Hits: Sendable {
    /// Matches that won their place.
    public var matches = 0
    /// Facts that name the rule.
    public var facts = 0
    /// Notices with at least one match.
    public var notices = 0
    /// The words of its first match and the notice that they stand in.
    public var first: (quote: String, notice: String)?
  }

  private let grammar: LoadedGrammar
  private let hits: [String: Hits]
  private let notices: Int

  /// The catalogue of a pipeline's grammar, its hits counted over notices. The texts are compiled anew for their examples;
  /// were they to fail, which the pipeline's making rules out, the page would have none.
  public init(_ pipeline: Pipeline, notices: [(name: String, text: String)]) {
    // A pipeline reads no examples.
    grammar = (try? LoadedGrammar(pipeline.grammar.texts)) ?? pipeline.grammar
    self.notices = notices.count
    hits = Self.hits(of: pipeline, over: notices)
  }

  /// How often each rule is met, by the rule's name; rules that are never met are left out.
  public static func hits(of pipeline: Pipeline, over notices: [(name: String, text: String)]) -> [String: Hits] {
    let grammar = pipeline.grammar
    let extractor = Extractor(grammar: grammar.compiled, vocabulary: grammar.vocabulary, folding: grammar.folding)
    var out: [String: Hits] = [:]
    for notice in notices {
      let text = SourceText(notice.text, name: notice.name, folding: grammar.folding)
      let outline = pipeline.outline(of: text)
      var met: Set<String> = []
      for reading in extractor.readings(of: outline) {
        for match in reading.matches {
          let name = reading.rule(of: match).name
          var own = out[name] ?? Hits()
          own.matches += 1
          if met.insert(name).inserted { own.notices += 1 }
          if own.first == nil { own.first = (text.squeezed(in: reading.span(of: match.tokens)), notice.name) }
          out[name] = own
        }
      }
      for fact in extractor.facts(of: outline).facts { out[fact.rule, default: Hits()].facts += 1 }
    }
    return out
  }

  /// All on one page.
  public var markdown: String {
    overview { "#\($0.name)" } + grammar.compiled.files.map { "\n" + page(of: $0.file, "##") }.joined() + constructors
      + lists
  }

  /// The overview, `rules.md`, and the pages of the files, `rules/NAME.md`: paths with `/`, and texts.
  public var pages: [(path: String, text: String)] {
    [("rules.md", overview { "rules/\($0.name).md" } + constructors + lists)]
      + grammar.compiled.files.map { ("rules/\($0.file.name).md", page(of: $0.file, "#")) }
  }

  /// What there is in all, and a table of the files; `link` says where the page of a file is.
  private func overview(link: (GrammarFile) -> String) -> String {
    let files = grammar.compiled.files.map(\.file)
    let rules = files.flatMap(\.rules)
    let positive = rules.reduce(0) { $0 + $1.examples.filter(\.isPositive).count }
    let negative = rules.reduce(0) { $0 + $1.examples.filter { !$0.isPositive }.count }
    var out = "# 规则目录 · Catalogue of rules\n\n"
    out += "由 `guitu grammar catalogue` 生成，勿手工修改。 Made by `guitu grammar catalogue`; not to be edited by hand.\n\n"
    out +=
      "\(files.count) 个文件，\(rules.count) 条规则，\(positive) 个例句，\(negative) 个反例；命中数取自 `Corpus/notices` 的 \(notices) 份通知。\n"
    out += "\(files.count) files, \(rules.count) rules, \(positive) examples, \(negative) counter-examples; "
    out += "hits are those over the \(notices) notices of `Corpus/notices`.\n"
    out += "\n| 文件 file | 阶段 stage | 规则 rules | 例句 yes | 反例 no | 命中 hits | 事实 facts |\n"
    out += "|---|---|--:|--:|--:|--:|--:|\n"
    for file in files {
      let own = file.rules.compactMap { hits[$0.name] }
      let yes = file.rules.reduce(0) { $0 + $1.examples.filter(\.isPositive).count }
      let no = file.rules.reduce(0) { $0 + $1.examples.count } - yes
      out += "| [\(file.name)](\(link(file))) | \(file.stage.rawValue) | \(file.rules.count) | \(yes) | \(no) "
      out += "| \(own.reduce(0) { $0 + $1.matches }) | \(own.reduce(0) { $0 + $1.facts }) |\n"
    }
    return out
  }

  /// `mark`: that of the heading.
  private func page(of file: GrammarFile, _ mark: String) -> String {
    let text = grammar.texts.files.first { $0.path == file.path }?.text ?? ""
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    var out = "\(mark) \(file.name)\n\n"
    if let head = lines.first, head.hasPrefix("# ") { out += "\(head.dropFirst(2))\n\n" }
    out += "`\(file.path)` · stage \(file.stage.rawValue)\(file.overlaps ? ", overlapping" : "")"
    out += file.uses.isEmpty ? "\n" : " · uses \(file.uses.joined(separator: ", "))\n"
    for rule in file.rules { out += entry(of: rule, lines, mark + "#") }
    return out
  }

  private func entry(of rule: GrammarRule, _ lines: [String], _ mark: String) -> String {
    var out = "\n\(mark) \(rule.name)\n\n\(rule.gloss)\n\n"
    out += "    " + source(of: rule, lines).joined(separator: "\n    ") + "\n\n"
    for example in rule.examples {
      let marked = ExampleVariant.mark(example.text, example.parts)
      let fields = example.expected.map { "`\($0.name)=\($0.value)`" }.joined(separator: " ")
      out +=
        "- \(example.isPositive ? "是 yes" : "否 no")：\(Self.escaped(marked))\(fields.isEmpty ? "" : " → \(fields)")\n"
    }
    guard let own = hits[rule.name], own.matches > 0 || own.facts > 0 else { return out + "\n命中 hits: 0\n" }
    out += "\n命中 hits: \(own.matches)，\(own.notices) 份通知 notices"
    if own.facts > 0 { out += "，\(own.facts) 个事实 facts" }
    if let first = own.first {
      let quote =
        first.quote.unicodeScalars.count > 60 ? String(first.quote.unicodeScalars.prefix(60)) + "…" : first.quote
      out += "；首见 first: 「\(Self.escaped(quote))」 (\(first.notice))"
    }
    return out + "\n"
  }

  /// The lines of a rule that say what it matches and makes.
  private func source(of rule: GrammarRule, _ lines: [String]) -> [String] {
    var out: [String] = []
    for line in lines.dropFirst(rule.place.line) {
      guard let first = line.first, first == " " || first == "\t" else { break }
      let text = line.drop { $0 == " " || $0 == "\t" }
      if text.hasPrefix("yes ") || text.hasPrefix("no ") { continue }
      if text.hasPrefix("#") { continue }
      out.append(line.hasPrefix("  ") ? String(line.dropFirst(2)) : String(text))
    }
    return out
  }

  /// What rules can make: fields with what they take, and the attributes of the tokens.
  private var constructors: String {
    var out = "\n## Constructors\n\n"
    out += "规则的 `makes` 能得出的，各有哪些字段（`@` 取自模式里起了名的部分）、词有哪些属性；粗体字段必写。\n"
    out += "What `makes` can make: its fields (`@` takes a named part of the pattern), the attributes of its tokens; "
    out += "fields in bold are required.\n\n"
    out += "| makes | 阶段 stage | 字段 fields | 属性 attributes |\n|---|---|---|---|\n"
    for maker in Makers.all {
      let fields = maker.fields.sorted { $0.key < $1.key }.map { name, kind in
        let shown = maker.required.contains(name) ? "**\(name)**" : name
        switch kind {
        case .capture: return "\(shown)=@"
        case .captureOrText: return "\(shown)=@/文字 text"
        case .text: return "\(shown)=文字 text"
        case .keyword(let words): return "\(shown)=\(words.map(Self.escaped).joined(separator: "/"))"
        }
      }
      let attributes = maker.attributes.keys.sorted().joined(separator: " ")
      let stage =
        maker.makesToken ? "phrase" : maker.name == "definition" ? "name" : maker.name == "scope" ? "scope" : "fact"
      out += "| `\(maker.name)` | \(stage) | \(fields.isEmpty ? "–" : fields.joined(separator: "; ")) "
      out += "| \(attributes.isEmpty ? "–" : attributes) |\n"
    }
    return out
  }

  private var lists: String {
    var out = "\n## 词表 · Word lists\n\n| 词表 list | 词 words | 说明 | 用于 tested by |\n|---|--:|---|---|\n"
    for name in grammar.vocabulary.names {
      let text = grammar.texts.files.first { $0.path == "words/\(name).txt" }?.text ?? ""
      let head = text.split(separator: "\n").first.map(String.init) ?? ""
      let users = grammar.compiled.files.filter { $0.file.testedNames.contains(name) }.map(\.file.name)
      out += "| `\(name)` | \(grammar.vocabulary.count(of: name)) "
      out += "| \(head.hasPrefix("# ") ? Self.escaped(String(head.dropFirst(2))) : "") "
      out += "| \(users.isEmpty ? "–" : users.joined(separator: ", ")) |\n"
    }
    return out
  }

  /// Text in which Markdown finds no mark of its own.
  private static func escaped(_ text: String) -> String {
    var out = ""
    for scalar in text.unicodeScalars {
      if "\\`*_[]<>|#".unicodeScalars.contains(scalar) { out += "\\" }
      out.unicodeScalars.append(scalar)
    }
    return out
  }
}
