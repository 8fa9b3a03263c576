import Testing
import TextModel

/// Places in a text.
@Suite struct SpanTests {
  @Test("an end before the start gives the empty place") func order() {
    #expect(Span(5, 3) == Span(5, 5))
    #expect(Span(5, 3).isEmpty)
    #expect(Span(3, 5).count == 2)
    #expect(Span(3, 5).range == 3..<5)
  }

  @Test("the end is not part of a place") func containing() {
    #expect(Span(3, 5).contains(3))
    #expect(!Span(3, 5).contains(5))
    #expect(Span(3, 9).contains(Span(4, 9)))
    #expect(!Span(3, 9).contains(Span(4, 10)))
    #expect(Span(3, 5).overlaps(Span(4, 8)))
    #expect(!Span(3, 5).overlaps(Span(5, 8)))
    #expect(Span(3, 5).union(Span(7, 8)) == Span(3, 8))
  }

  @Test("earlier places come first; of two that start together, the shorter") func sorting() {
    #expect([Span(4, 5), Span(3, 9), Span(3, 4)].sorted() == [Span(3, 4), Span(3, 9), Span(4, 5)])
  }
}
