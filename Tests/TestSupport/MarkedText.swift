import TextModel

/// A sentence in which places are marked: `于「2024年底」前` → the text without the marks, and what stood between them.
public struct MarkedText: Hashable, Sendable {
  /// The text without 「 and 」.
  public let text: String
  /// What stood between each 「 and its 」, in code points of `text`, in the order in which the marks were opened.
  public let ranges: [Range<Int>]

  /// The text and places of a sentence with marks; marks may stand inside one another. A mark without its fellow
  /// marks nothing.
  public init(_ marked: String) {
    var scalars = String.UnicodeScalarView()
    var count = 0
    var open: [Int] = []
    var ranges: [Range<Int>?] = []
    for scalar in marked.unicodeScalars {
      switch scalar {
      case "「":
        open.append(ranges.count)
        ranges.append(count..<count)
      case "」":
        if let index = open.popLast(), let start = ranges[index]?.lowerBound { ranges[index] = start..<count }
      default:
        scalars.append(scalar)
        count += 1
      }
    }
    for index in open { ranges[index] = nil }
    text = String(scalars)
    self.ranges = ranges.compactMap(\.self)
  }

  /// The marked places as spans.
  public var spans: [Span] { ranges.map { Span($0.lowerBound, $0.upperBound) } }
}
