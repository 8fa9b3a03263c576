// Text as HTML has it.

enum HTMLText {
  /// The beginning of a page that loads nothing: what stands before its body.
  static func head(_ title: String, style: String, in language: Language) -> String {
    """
    <!DOCTYPE html>
    <html lang="\(language == .chinese ? "zh-Hans" : "en")">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>\(escape(title))</title>
    <style>
    \(style)
    </style>
    </head>

    """
  }

  /// The characters with those escaped that HTML reads as markup; control characters are left out.
  static func escape(_ text: String) -> String {
    var out = ""
    out.reserveCapacity(text.utf8.count)
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": out += "&amp;"
      case "<": out += "&lt;"
      case ">": out += "&gt;"
      case "\"": out += "&quot;"
      case "'": out += "&#39;"
      case "\n", "\t": out.unicodeScalars.append(scalar)
      case _ where scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value): break
      // Marks that turn the direction of a line would show the text otherwise than it is.
      case "\u{202A}"..."\u{202E}", "\u{2066}"..."\u{2069}": break
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out
  }
}
