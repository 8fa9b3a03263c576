import Foundation
import Testing

@Suite("Words live in Grammars/")
struct HanCharacterTests {
  private static let sources = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Sources")

  @Test(
    "the grammar language and the matcher know no Chinese character",
    arguments: ["GrammarLanguage", "Matching", "Storing", "Diffing"])
  func noHanCharacters(room: String) throws {
    let folder = Self.sources.appending(path: room)
    let names = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []
    #expect(names.contains { $0.hasSuffix(".swift") })
    for name in names where name.hasSuffix(".swift") {
      let text = try String(contentsOf: folder.appending(path: name), encoding: .utf8)
      for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
        let code = line.range(of: "//").map { line[..<$0.lowerBound] } ?? line
        let han = code.unicodeScalars.filter { (0x3400...0x9FFF).contains($0.value) || $0.value >= 0x20000 }
        #expect(han.isEmpty, "\(room)/\(name):\(index + 1): \(line)")
      }
    }
  }
}
