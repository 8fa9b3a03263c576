import TestSupport
import Testing
import TextModel

/// A notice that is cut anywhere is still read: what is left of it is in its blocks and is quoted truly.
@Suite("cut notices")
struct CutNoticeTests {
  @Test("at every place of the two shortest notices", arguments: try shortest(2))
  func everyPrefix(notice: NoticeFile) throws {
    let scalars = Array(try notice.text().unicodeScalars)
    let soundness = Soundness(BuiltIn.pipeline)
    for end in 0...scalars.count {
      let faults = soundness.faults(Array(scalars[..<end]))
      guard faults.isEmpty else {
        Issue.record("\(notice) cut at \(end): \(faults)")
        return
      }
    }
  }

  @Test("at forty places of every notice, at both ends", arguments: NoticeFile.corpus)
  func somePrefixes(notice: NoticeFile) throws {
    let scalars = Array(try notice.text().unicodeScalars)
    let soundness = Soundness(BuiltIn.pipeline)
    for end in stride(from: scalars.count, through: 0, by: -max(1, scalars.count / 20)) {
      #expect(soundness.faults(Array(scalars[..<end])) == [], "\(notice) up to \(end)")
      #expect(soundness.faults(Array(scalars[end...])) == [], "\(notice) from \(end)")
    }
  }

  @Test("with pieces taken out, doubled and exchanged", arguments: NoticeFile.corpus)
  func shuffled(notice: NoticeFile) throws {
    var generator = SeededGenerator(seed: UInt64(notice.name.utf8.count))
    let whole = Array(try notice.text().unicodeScalars)
    let soundness = Soundness(BuiltIn.pipeline)
    for _ in 0..<12 {
      var scalars = whole
      for _ in 0..<6 {
        let start = Int.random(in: 0..<scalars.count, using: &generator)
        let end = min(scalars.count, start + Int.random(in: 1..<80, using: &generator))
        let piece = Array(scalars[start..<end])
        switch Int.random(in: 0..<3, using: &generator) {
        case 0: scalars.removeSubrange(start..<end)
        case 1: scalars.insert(contentsOf: piece, at: end)
        default:
          scalars.removeSubrange(start..<end)
          scalars.insert(contentsOf: piece, at: Int.random(in: 0...scalars.count, using: &generator))
        }
      }
      #expect(
        soundness.faults(scalars) == [], "\(notice): \(String(String.UnicodeScalarView(scalars)).debugDescription)")
    }
  }

  /// The notices with the fewest characters.
  static func shortest(_ count: Int) throws -> [NoticeFile] {
    try Array(
      NoticeFile.corpus.sorted { try $0.text().unicodeScalars.count < $1.text().unicodeScalars.count }.prefix(count))
  }
}
