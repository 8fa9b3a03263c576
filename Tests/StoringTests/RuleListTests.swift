import RuleModel
import TextModel
import Testing

@testable import Storing

/// The list of a notice's rules as the library keeps it.
@Suite("Lists of rules")
struct RuleListTests {
  private static let text = SourceText(
    String(repeating: "市财政局应于五月底前下达资金。", count: 40), folding: Folding())

  private static let entries: [PreparedNotice.RuleEntry] = [
    entry(1, "duty", 0x7FFF_FFFF_FFFF_FFFF, 1, Span(0, 14), Span(0, 15), "一/(一)"),
    entry(2, "deadline", -1, 200, Span(5, 9), Span(0, 15), "一/(一)"),
    // Before the one before it, with a path of its own, and one without a path.
    entry(300, "duty", 0, 3, Span(2, 200), Span(0, 400), "二"),
    entry(301, "weight", 7, 1, Span(150, 150), Span(149, 160), ""),
  ]

  private static func entry(
    _ number: Int, _ kind: String, _ signature: Int64, _ ordinal: Int, _ span: Span, _ sentence: Span, _ path: String
  ) -> PreparedNotice.RuleEntry {
    PreparedNotice.RuleEntry(
      number: number, kind: kind, key: RuleKey(kind: kind, signature: signature, ordinal: ordinal), span: span,
      sentenceSpan: sentence, path: path)
  }

  private static func lines(_ rules: [RuleKeys.Known]) -> [String] {
    rules.map { "\($0.key) \($0.entry.number) \($0.entry.span) \($0.entry.sentenceSpan) \($0.entry.path)" }
  }

  @Test("what was written is read, each rule with its own key, place, sentence and words")
  func roundTrip() {
    let bytes = RuleList.bytes(of: Self.entries, Self.entries.map(\.key))
    let read = RuleList.rules(in: bytes, length: bytes.count, of: Self.text)
    #expect(
      Self.lines(read) == Self.lines(Self.entries.map { RuleKeys.Known(key: $0.key, entry: $0) }))
    #expect(read.first?.entry.text == Array(Self.text.folded[0..<14]))
  }

  @Test("a list of the older form, packed lines, is read as before")
  func older() {
    let old = "1\tduty\tff\t2\t0\t14\t0\t15\t一/(一)\nnot a line\n2\tstep\tffffffffffffffff\t1\t5\t9\t0\t15\t\n"
    let read = RuleList.rules(in: Packing.pack(Array(old.utf8)), length: old.utf8.count, of: Self.text)
    #expect(read.map { "\($0.key)" } == ["duty-00000000000000ff-2", "step-ffffffffffffffff-1"])
    #expect(read.map { $0.entry.path } == ["一/(一)", ""])
  }

  @Test("a list that is cut off or damaged anywhere ends early and never gives a place outside of all texts")
  func damaged() {
    let bytes = RuleList.bytes(of: Self.entries, Self.entries.map(\.key))
    for count in bytes.indices {
      #expect(RuleList.rules(in: Array(bytes[..<count]), length: count, of: Self.text).count <= Self.entries.count)
    }
    for at in bytes.indices {
      for value in [0, 1, 0x7F, 0x80, 0xFF] as [UInt8] {
        var damaged = bytes
        damaged[at] = value
        for rule in RuleList.rules(in: damaged, length: bytes.count, of: Self.text) {
          #expect(rule.entry.span.start >= 0 && rule.entry.sentenceSpan.start >= 0)
        }
      }
    }
  }
}
