/// A sentence in which one place is marked: `于「2024年底」前` → the text without the marks and the place between them.
public struct MarkedText: Hashable, Sendable {
  /// The text without 「 and 」.
  public let text: String
  /// What stood between each 「 and the next 」, in code points of `text`, in the order of the text.
  public let ranges: [Range<Int>]

  /// The text and places of a sentence with marks; a mark without its fellow marks nothing.
  public init(_ marked: String) {
    var scalars = String.UnicodeScalarView()
    var count = 0
    var open: Int?
    var ranges: [Range<Int>] = []
    for scalar in marked.unicodeScalars {
      switch scalar {
      case "「": open = count
      case "」":
        if let start = open { ranges.append(start..<count) }
        open = nil
      default:
        scalars.append(scalar)
        count += 1
      }
    }
    text = String(scalars)
    self.ranges = ranges
  }
}
