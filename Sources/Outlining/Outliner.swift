import TextModel

/// Reads the structure of a notice: blocks, passages, the tree of provisions, tables, and what the layout says of it.
///
/// It is total: any text gives an outline, in time linear in its length.
public struct Outliner: Sendable {
  private let words: OutlineWords

  /// An outliner that knows the words of the vocabulary's `outline-…` lists and `instrument-kinds`. Without them the
  /// structure alone is read.
  public init(vocabulary: Vocabulary) {
    words = OutlineWords(vocabulary)
  }

  /// The outline of a text.
  public func outline(of text: SourceText) -> Outline {
    let splitter = LineSplitter(text, words: words)
    let flat = splitter.flat
    var lines = splitter.lines
    let names = NameReader(text: text, flat: flat, words: words)
    let furniture = FurnitureReader(flat: flat, words: words)
    furniture.mark(&lines)
    CopyReader(flat: flat).mark(&lines)
    let tableReader = TableReader(text: text, flat: flat, words: words)
    var regions = tableReader.mark(&lines)
    ContentsReader(flat: flat, words: words).mark(&lines)

    var roles = [LineRole](repeating: .body, count: lines.count)
    var front = FrontMatterReader(names: names).read(&lines, roles: &roles)
    let backReader = BackMatterReader(names: names)
    var back = backReader.read(lines, roles: &roles, from: front.bodyStart, front: front)
    NoticeReader(names: names).settleOwnInstrument(&front, &back)
    let isInAttachment = back.sections.last?.kind == .attachment
    furniture.markTail(&lines, roles, lastContent: max(back.lastContent, front.bodyStart), keepsMiddle: isInAttachment)
    FormReader(flat: flat, words: words).mark(&lines, &regions, roles, back.sections)

    let paragraphs = ParagraphJoiner(flat: flat, words: words).paragraphs(lines, roles, back.sections)
    let candidates = LabelFinder(flat: flat, words: words).candidates(in: paragraphs)
    let placed = NumberingSolver.solve(candidates)
    let matter = NoticeReader(names: names).frontMatter(lines, front, back, backReader)
    var builder = OutlineBuilder(
      text: text, flat: flat, words: words, names: names, lines: lines, sections: back.sections,
      tableReader: tableReader)
    return builder.build(
      paragraphs: paragraphs, candidates: candidates, placed: placed, regions: regions, markup: splitter.markup,
      front: matter)
  }
}
