import Testing

/// Rules that begin with “anything but …” or a gap are tried only where their end can come; that must lose no match.
@Suite("Rules that can begin with nearly any token")
struct BroadRuleTests {
  static let rows: [(rules: [String], text: String, found: [String])] = [
    (["a = <!c>{1,3} 乙"], "甲甲乙", ["a 「甲甲乙」"]),
    (["a = <!c>{1,3} 乙"], "甲甲甲甲乙", ["a 「甲甲甲乙」"]),
    (["a = <!c>{1,3} 乙"], "丙乙", []),
    (["a = .. 乙"], "甲，甲乙", ["a 「甲乙」"]),
    (["a = ... 乙"], "丁。甲，甲乙", ["a 「甲，甲乙」"]),
    (["a = <!c>{1,3} 乙"], "甲（丁）乙", ["a 「甲（丁）乙」"]),
    (["a = <!c>{1,3} 乙"], "甲（丁乙）", ["a 「丁乙」"]),
    (["a = <!c>{2} 乙?"], "甲甲", ["a 「甲甲」"]),
    (["a = <!c> 乙", "b = 丙 丁"], "丙丁甲乙", ["b 「丙丁」", "a 「甲乙」"]),
    (["a = <!c>{1,3} 乙", "b = 甲 甲 / priority 9"], "甲甲丙甲乙", ["b 「甲甲」", "a 「甲乙」"]),
    (["a = <!c>{1,3} $clause / after ^clause"], "甲乙，丙丁", ["a 「甲乙」"]),
    (["a = ^clause <!c>{1,3} 乙"], "丁甲乙，甲乙", ["a 「丁甲乙」", "a 「甲乙」"]),
  ]

  @Test("find what they must", arguments: rows)
  func finds(rules: [String], text: String, found: [String]) throws {
    #expect(try SampleGrammar(rules, lists: ["c": "丙"]).matches(text) == found)
  }

  @Test("find the same when their tables have become too large")
  func tooManyStates() throws {
    let words = Array("甲乙丙丁戊己庚辛壬癸子丑")
    let rules = words.enumerated().map { "r\($0.offset) = <!z> .. \($0.element) .. 终 / priority \($0.offset)" }
    var seed: UInt32 = 7
    let sentences = (0..<300).map { _ in
      let letters = (0..<24).map { _ in
        seed = seed &* 1_664_525 &+ 1_013_904_223
        return words[Int(seed >> 16) % words.count]
      }
      return String(letters) + "终。"
    }
    let learned = try SampleGrammar(rules, lists: ["z": "终"])
    let before = sentences.prefix(3).map { learned.matches($0) }
    #expect(before.allSatisfy { $0.count == 1 })
    _ = learned.matches(sentences.joined())
    #expect(sentences.prefix(3).map { learned.matches($0) } == before)
  }
}
