import Foundation
import Guitu
import Loading
import Reading
import Storing
import TextModel

/// Notices made by varying those of a folder: another region, other years and numbers, always the same for a number.
struct Variations: Sendable {
  /// Numbers that look like chance and are the same in each run.
  struct Generator {
    private var state: UInt64
    init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

    /// A number below `limit`.
    mutating func below(_ limit: Int) -> Int {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return Int(truncatingIfNeeded: (state >> 11) % UInt64(max(1, limit)))
    }
  }

  private struct Original: Sendable {
    var text: String
    /// The region of its issuer, as `砚川市`; else the first two characters of its title, which stand for one.
    var region: String
    var isWhole: Bool
  }

  private let originals: [Original]
  private let regions: [String]

  /// Reads the notices of a folder.
  init(folder: String, pipeline: Pipeline) throws {
    let (folding, vocabulary) = GrammarTexts.builtIn.words()
    let directory = WordDirectory(vocabulary: vocabulary, folding: folding)
    var originals: [Original] = []
    for name in try FileManager.default.contentsOfDirectory(atPath: folder).sorted() where name.hasSuffix(".txt") {
      let bytes = Array(try Data(contentsOf: URL(filePath: folder).appending(path: name)))
      let text = try NoticeReader(folding: folding).read(bytes, name: name)
      let front = pipeline.outline(of: text).frontMatter
      let issuers = front.issuers
      let region = issuers.first.flatMap {
        directory.department(named: $0, in: NoticeSetting(issuers: issuers, region: nil)).region?.name
      }
      let whole = text.string(in: Span(0, text.count))
      originals.append(
        Original(text: whole, region: region ?? String((front.title ?? name).prefix(2)), isWhole: region != nil))
    }
    var regions: [String] = []
    vocabulary.forEachWord(in: "regions") { word, codes in
      if codes.count == 6, word.count >= 3 { regions.append(String(decoding: word, as: UTF16.self)) }
    }
    guard !originals.isEmpty, !regions.isEmpty else { throw CocoaError(.fileReadNoSuchFile) }
    self.originals = originals
    self.regions = regions
  }

  /// The bytes of the notice of a number.
  func bytes(of number: Int) -> [UInt8] {
    let original = originals[number % originals.count]
    var generator = Generator(seed: UInt64(number) &+ 1)
    for _ in 0..<4 { _ = generator.below(10) }
    var text = original.text
    let region = regions[generator.below(regions.count)]
    text = text.replacingOccurrences(
      of: original.region, with: original.isWhole ? region : String(region.prefix(max(2, region.count - 1))))
    let shift = generator.below(4)
    var out: [UInt8] = []
    var digits: [UInt8] = []
    func flush() {
      if digits.count == 4, digits[0] == 0x32, digits[1] == 0x30,
        let year = Int(String(decoding: digits, as: UTF8.self))
      {
        out += Array(String(year - shift).utf8)
      } else if digits.count == 2, digits[0] >= 0x34 {
        // Two digits from 40 on: no month, no day, and seldom a label.
        out += Array(String(40 + generator.below(60)).utf8)
      } else {
        out += digits
      }
      digits = []
    }
    for byte in text.utf8 {
      if (0x30...0x39).contains(byte) {
        digits.append(byte)
      } else {
        flush()
        out.append(byte)
      }
    }
    flush()
    // No two are the same bytes, however alike their numbers fall out.
    return out + Array("\n\n\(number)\n".utf8)
  }
}
