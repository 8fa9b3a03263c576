// Spreadsheets run what begins with = + - @ as a formula, whoever wrote it into the notice.

/// Text that no spreadsheet takes for a formula.
public enum HarmlessText {
  /// The text with an apostrophe before it where a spreadsheet would run it: `=1+1` as `'=1+1`. One that begins with
  /// apostrophes and then so gets one more, so that `original` gives back each text as it was.
  public static func guarded(_ text: String) -> String { isDangerous(text) ? "'" + text : text }

  /// The text that `guarded` was given.
  public static func original(_ text: String) -> String {
    text.unicodeScalars.first == "'" && isDangerous(text) ? String(text.unicodeScalars.dropFirst()) : text
  }

  private static func isDangerous(_ text: String) -> Bool {
    // Blanks before the sign are passed over too: some programs trim a cell before they look at it.
    let start = text.unicodeScalars.drop { $0 == "'" }
    guard let first = start.first else { return false }
    if first == "\t" || first == "\r" || first == "\n" { return true }
    guard let sign = start.first(where: { $0 != " " }) else { return false }
    return ["=", "+", "-", "@", "＝", "＋", "－", "＠"].contains(sign)
  }
}
