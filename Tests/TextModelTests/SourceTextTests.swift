import Testing
import TextModel

/// A text and what stands in its places.
@Suite struct SourceTextTests {
  private let text = SourceText("关于\u{3000}𠀀 的\r\n通知", folding: Folding())

  @Test("places count code points, not code units") func codePoints() {
    #expect(text.count == 10)
    #expect(text.string(in: Span(3, 4)) == "𠀀")
    #expect(text.folded.count == text.count)
  }

  @Test("a place beyond the text is cut at its end") func beyond() {
    #expect(text.string(in: Span(8, 99)) == "通知")
    #expect(text.string(in: Span(50, 99)) == "")
    #expect(text.squeezed(in: Span(50, 99)) == "")
  }

  @Test("a squeezed place has no blanks and no line ends") func squeezed() {
    #expect(text.squeezed(in: Span(0, 99)) == "关于𠀀的通知")
  }
}
