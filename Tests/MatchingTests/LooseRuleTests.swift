import Testing

/// A long repetition is a loop without an end in a file's automaton, and rules are tried only where their first token,
/// their anchor or what stands before them allows: what is matched must be what the rules say all the same.
@Suite("Rules with long repetitions, and places that are passed over")
struct LooseRuleTests {
  static let rows: [(rules: [String], text: String, found: [String])] = [
    (["a = 甲 乙{0,5} 丙"], "甲乙乙乙乙乙丙", ["a 「甲乙乙乙乙乙丙」"]),
    (["a = 甲 乙{0,5} 丙"], "甲乙乙乙乙乙乙丙", []),
    (["a = 甲 乙{4,6} 丙"], "甲乙乙乙丙，甲乙乙乙乙丙", ["a 「甲乙乙乙乙丙」"]),
    (["a = 甲 <word>{0,5} 丙"], "甲乙丙乙乙乙乙乙丙", ["a 「甲乙丙」"]),
    (["a = 甲 <word>{0,5} 丙", "b = 甲 乙"], "甲乙乙乙乙乙乙丙", ["b 「甲乙」"]),
    (["a = 甲 <word>{0,5} 丙 / priority 1", "b = 甲 <word>{0,9} 丙"], "甲乙乙乙乙乙乙丙", ["b 「甲乙乙乙乙乙乙丙」"]),
    (["a = 甲 x:乙{0,5} y:丙{1,7}"], "甲乙乙丙丙", ["a 「甲乙乙丙丙」 x=乙乙 y=丙丙"]),
    (["a = 甲 <!c>{0,5} 乙"], "甲（丁）丁丁丁丁乙", ["a 「甲（丁）丁丁丁丁乙」"]),
    (["a = <!c>{1,3} 乙 / after 丁"], "甲乙丁甲乙", ["a 「甲乙」"]),
    (["a = <!c>{1,3} 乙 / after 丁"], "丁（甲）甲乙", ["a 「甲乙」"]),
    (["a = <!c>{1,3} 乙 / after 丁"], "甲乙（丁）甲乙", []),
    (["a = ^clause <!c>{1,3} $clause"], "甲，丙，乙丁", ["a 「甲」", "a 「乙丁」"]),
  ]

  @Test("find what they must", arguments: rows)
  func finds(rules: [String], text: String, found: [String]) throws {
    #expect(try SampleGrammar(rules, lists: ["c": "丙"]).matches(text) == found)
  }

  static let files: [[String]] = [
    ["a = 甲 <!c>{2,7} 乙", "b = 甲 乙{0,4} / priority 2", "c = <!c>{1,5} 丁 / after 乙"],
    ["a = (甲 乙?){1,6} 丙", "b = ^clause .. 丁 .. $clause", "c = <word>{1,4} 乙 / not before 丙"],
    ["a = <!c> ... 丁", "b = (甲|乙|丙){4,9} / not after (甲|<comma>)", "c = 丁 ((甲|乙){0,5} 丙){0,8} 丁"],
    ["a = <word> <word>{3,5} $clause / after ^clause 甲", "b = 乙 .. 丙{1,5} / before <!c>", "c = <!c>{2,30} 丁 丁"],
  ]

  @Test("match what each rule alone matches, whatever the text", arguments: files.indices)
  func likeOneByOne(file: Int) throws {
    let grammar = try SampleGrammar(Self.files[file], lists: ["c": "丙"], isOverlapping: true)
    let letters = Array("甲乙丙丁甲乙，甲乙（丙甲）丁。")
    var seed: UInt32 = 11
    for _ in 0..<150 {
      let text = String(
        (0..<28).map { _ in
          seed = seed &* 1_664_525 &+ 1_013_904_223
          return letters[Int(seed >> 16) % letters.count]
        })
      let found = grammar.matches(text).map { line in String(line.prefix { $0 != "」" }) + "」" }
      #expect(found == grammar.traced(text), "\(text)")
    }
  }
}
