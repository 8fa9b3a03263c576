/// A place in a text: `[start, end)` in Unicode code points of the text as printed.
public struct Span: Hashable, Comparable, Sendable {
  /// The first code point of the place.
  public let start: Int
  /// The code point after the last of the place; never less than `start`.
  public let end: Int

  /// The place `[start, end)`; an `end` before `start` gives the empty place at `start`.
  public init(_ start: Int, _ end: Int) {
    self.start = start
    self.end = max(start, end)
  }

  /// How many code points the place holds.
  public var count: Int { end - start }
  /// Whether the place holds nothing.
  public var isEmpty: Bool { start == end }
  /// The place as a range of offsets.
  public var range: Range<Int> { start..<end }

  /// Whether `other` lies wholly inside this place.
  public func contains(_ other: Span) -> Bool { start <= other.start && other.end <= end }
  /// Whether the offset lies inside this place.
  public func contains(_ offset: Int) -> Bool { start <= offset && offset < end }
  /// Whether the two places share a code point.
  public func overlaps(_ other: Span) -> Bool { start < other.end && other.start < end }
  /// The smallest place that holds both.
  public func union(_ other: Span) -> Span { Span(min(start, other.start), max(end, other.end)) }

  /// Earlier first; of two that start together, the shorter first.
  public static func < (left: Span, right: Span) -> Bool {
    left.start == right.start ? left.end < right.end : left.start < right.start
  }
}
