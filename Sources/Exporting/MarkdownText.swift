// Text as Markdown has it.

enum MarkdownText {
  /// The characters with those escaped that Markdown reads as marks, on one line.
  static func escape(_ text: String) -> String {
    var out = ""
    for character in text {
      if "\\`*_{}[]<>#|~".contains(character) { out.append("\\") }
      out.append(character.isNewline ? " " : character)
    }
    return out
  }
}
