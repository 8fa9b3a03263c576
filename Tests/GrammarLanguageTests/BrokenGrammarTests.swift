import GrammarLanguage
import Guitu
import Loading
import Testing

/// A rule with the given pattern from line 4 on.
private func rule(match pattern: String) -> String {
  "stage phrase\nuses date\n\nrule r 说明\n  match \(pattern)\n  makes word\n  yes 「甲」\n  no 乙\n"
}

/// A rule that matches a date and has the given line from line 6 on.
private func rule(makes line: String, stage: String = "stage phrase\nuses date\n") -> String {
  "\(stage)\nrule r 说明\n  match d:<date>\n  makes \(line)\n  yes 「甲」\n  no 乙\n"
}

@Suite("A broken rule is refused with its place, a caret, and what to do")
struct BrokenGrammarTests {
  /// What a file says, and the whole message that it is refused with.
  static let faults: [(text: String, message: String)] = [
    (
      "rule r 说明\n",
      """
      rules/mine.grammar:1:1: rule “r” has no “match”
        rule r 说明
        ^
        add “match PATTERN”
      """
    ),
    (
      "stage phrases\n",
      """
      rules/mine.grammar:1:7: no such stage: “phrases”
        stage phrases
              ^
        write one of: name, phrase, scope, fact, recognize
      """
    ),
    (
      "stage phrase\nuses date, dates\n",
      """
      rules/mine.grammar:2:12: no grammar file “dates”
        uses date, dates
                   ^
        did you mean “date”?
      """
    ),
    (
      "stage phrase\nruel r 说明\n",
      """
      rules/mine.grammar:2:1: “ruel” cannot begin a line
        ruel r 说明
        ^
        write stage, uses, let or rule
      """
    ),
    (
      "stage phrase\nlet a(x) = {x} 乙\n\nrule r 说明\n  match {a}\n  makes word\n  yes 「甲」\n  no 乙\n",
      """
      rules/mine.grammar:5:9: “a” is given 0 patterns, not 1
          match {a}
                ^
        write {a(…)} with a pattern for each of: x
      """
    ),
    (
      "stage phrase\nlet a(x, x) = {x} 乙\n",
      """
      rules/mine.grammar:2:5: two parts of one name, or one without
        let a(x, x) = {x} 乙
            ^
        give each part a name of its own
      """
    ),
    (
      "stage phrase\nlet a = 甲\nlet a = 乙\n",
      """
      rules/mine.grammar:3:5: a second “a”
        let a = 乙
            ^
        the first stands in line 2: give this one a name of its own
      """
    ),
    (
      "stage phrase\n\nrule r 说明\n  match 甲\n  make word\n",
      """
      rules/mine.grammar:5:3: “make” is no part of a rule
          make word
          ^
        write match, makes, after, before, not after, not before, priority, yes or no
      """
    ),
    (
      "stage phrase\n\nrule r 说明\n  match 甲\n  makes word\n  no 乙\n",
      """
      rules/mine.grammar:3:1: rule “r” has no example
        rule r 说明
        ^
        add a line “yes TEXT「PART」TEXT -> field=value”
      """
    ),
    (
      "stage phrase\n\nrule r 说明\n  match 甲\n  makes word\n  yes 请于「甲\n",
      """
      rules/mine.grammar:6:7: “「” without “」”
          yes 请于「甲
              ^
        close the marked part
      """
    ),
    (
      rule(match: "请于 (甲|乙"),
      """
      rules/mine.grammar:5:16: a bracket without “)”
          match 请于 (甲|乙
                           ^
        close the bracket that opens at column 12
      """
    ),
    (
      rule(match: "请于（甲|乙）"),
      """
      rules/mine.grammar:5:11: a full-width “（”
          match 请于（甲|乙）
                    ^
        write “(” for the sign, or '（' for the character itself
      """
    ),
    (
      rule(match: "以前? 甲"),
      """
      rules/mine.grammar:5:11: “?” behind a word of several characters
          match 以前? 甲
                    ^
        put the word in brackets: (…)?
      """
    ),
    (
      rule(match: "^claus 甲"),
      """
      rules/mine.grammar:5:9: no such place: “^claus”
          match ^claus 甲
                ^
        write one of: ^clause ^sentence ^item $clause $sentence $item
      """
    ),
    (
      rule(match: "由 <org-bodie>"),
      """
      rules/mine.grammar:5:11: no word list or token type “org-bodie”
          match 由 <org-bodie>
                   ^
        did you mean “org-bodies”?
      """
    ),
    (
      rule(match: "<date dya>"),
      """
      rules/mine.grammar:5:9: “date” has no attribute “dya”
          match <date dya>
                ^
        it has: day, end, month, part, relative, time, year
      """
    ),
    (
      rule(match: "甲 {untl}"),
      """
      rules/mine.grammar:5:11: no pattern “untl”
          match 甲 {untl}
                   ^
        define it with “let untl = …”, or name its file behind “uses”
      """
    ),
    (
      rule(match: "(((甲 乙 丙 丁){64}){64}){64}"),
      """
      rules/mine.grammar:5:12: the patterns of this file expand to more than 20000 states
          match (((甲 乙 丙 丁){64}){64}){64}
                   ^
        make a repetition shorter, or move words to a list in words/
      """
    ),
    (
      rule(makes: "temporl kind=by date=@d"),
      """
      rules/mine.grammar:6:9: nothing is called “temporl”
          makes temporl kind=by date=@d
                ^
        did you mean “temporal”?
      """
    ),
    (
      rule(makes: "temporal kind=by dat=@d"),
      """
      rules/mine.grammar:6:26: “temporal” has no field “dat”
          makes temporal kind=by dat=@d
                                 ^
        did you mean “date”?
      """
    ),
    (
      rule(makes: "temporal kind=by date=@e"),
      """
      rules/mine.grammar:6:26: no capture “e” in rule “mine.r”
          makes temporal kind=by date=@e
                                 ^
        it has: d
      """
    ),
    (
      rule(makes: "temporal date=@d"),
      """
      rules/mine.grammar:6:9: “temporal” cannot do without “kind”
          makes temporal date=@d
                ^
        add kind=…
      """
    ),
    (
      rule(makes: "temporal kind=by date=@d", stage: "stage fact\n\n"),
      """
      rules/mine.grammar:6:9: “temporal” cannot be made in a file of stage fact
          makes temporal kind=by date=@d
                ^
        phrases are made in files of stage phrase or recognize
      """
    ),
  ]

  @Test("the message says where, what, and what to do", arguments: faults)
  func message(text: String, message: String) {
    do {
      _ = try LoadedGrammar(GrammarTexts.builtIn.overridden(by: [.init(path: "rules/mine.grammar", text: text)]))
      Issue.record("loads, but must not:\n\(text)")
    } catch {
      #expect(error.description == message)
    }
  }

  @Test("files that use one another in a circle are refused")
  func circle() {
    let texts = GrammarTexts.builtIn.overridden(by: [
      .init(path: "rules/a.grammar", text: "stage phrase\nuses b\n"),
      .init(path: "rules/b.grammar", text: "stage phrase\nuses a\n"),
    ])
    do {
      _ = try LoadedGrammar(texts)
      Issue.record("loads, but must not")
    } catch {
      #expect(error.finding == "files use one another in a circle: a, b")
      #expect((error.place.line, error.place.column) == (2, 6))
    }
  }

  @Test("no text of any kind makes the parser trap")
  func anything() {
    var state: UInt64 = 7
    func below(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(bound))
    }
    let pieces = [
      "stage phrase\n", "rule r 说明\n", "  match ", "  makes ", "  yes ", "  not ", "let a = ", "\n", " ", "\t", "(",
      ")", "|",
      "<", ">", "{", "}", "2,", "3", "?", "*", "'", "..", ".", "^clause", "$", ":", "@", "=", "\"", "「", "」", "->", "#",
      "甲",
      "date", "{a}", "a:", "word", "\u{0}", "\u{10FFFF}", "  priority 99999999999999999999\n",
    ]
    for _ in 0..<300 {
      let text = (0..<below(40)).map { _ in pieces[below(pieces.count)] }.joined()
      for head in ["", "stage phrase\nrule r 说明\n  match "] {
        _ = try? GrammarFormatter().format(head + text, path: "rules/mine.grammar")
        _ = try? LoadedGrammar(GrammarTexts(files: [.init(path: "rules/mine.grammar", text: head + text)]))
      }
    }
  }
}
