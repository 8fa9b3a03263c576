import Guitu
import Loading
import TextModel

@testable import Outlining

/// What the tests of this room read with: the built-in word lists and foldings.
enum Reading {
  static let folding = Folding(
    text: GrammarTexts.builtIn.files.filter { $0.path.hasPrefix("characters/") }.map(\.text).joined(separator: "\n"))

  static let vocabulary: Vocabulary = {
    var vocabulary = Vocabulary()
    for file in GrammarTexts.builtIn.files where file.path.hasPrefix("words/") && file.path.hasSuffix(".txt") {
      vocabulary.add(list: String(file.path.dropFirst(6).dropLast(4)), text: file.text, folding: folding)
    }
    return vocabulary
  }()

  static let words = OutlineWords(vocabulary)
  static let outliner = Outliner(vocabulary: vocabulary)

  /// A text as it comes from the room below.
  static func text(_ string: String) -> SourceText { SourceText(string, name: "test", folding: folding) }

  /// The outline of a notice.
  static func outline(_ string: String) -> Outline { outliner.outline(of: text(string)) }

  /// The paths of a notice's provisions, joined by strokes; carried instruments and attachments themselves left out.
  static func paths(_ string: String) -> [String] { paths(outline(string)) }

  /// The same of an outline.
  static func paths(_ outline: Outline) -> [String] {
    outline.provisions.filter { $0.level != .instrument }.map { $0.path.joined(separator: "/") }
  }

  /// The passages as strings.
  static func passages(_ outline: Outline) -> [String] {
    outline.passages.map { String(decoding: outline.characters[$0.range], as: UTF16.self) }
  }

  /// The flat text and lines of a text.
  static func split(_ string: String) -> (lines: [Line], flat: FlatText) {
    let splitter = LineSplitter(text(string), words: words)
    return (splitter.lines, splitter.flat)
  }

  /// The lines of a text as strings without blanks.
  static func lines(_ string: String) -> [String] {
    let (lines, flat) = split(string)
    return lines.map { String(decoding: flat.units[$0.flat], as: UTF16.self) }
  }

  /// The pieces that were set aside for a reason.
  static func aside(_ outline: Outline, _ reason: AsideReason) -> [String] {
    outline.blocks.filter { $0.kind == .aside(reason) }.map { outline.text.squeezed(in: $0.span) }
  }
}
