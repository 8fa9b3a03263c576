import TextModel

/// Tiles the text with blocks: each character is in exactly one.
struct BlockBuilder {
  let text: SourceText
  let flat: FlatText
  let lines: [Line]
  let cells: [Block]
  let markup: [Span]

  /// The blocks in the order of the text.
  func blocks() -> [Block] {
    let cells = cells.sorted { $0.span < $1.span }
    var out: [Block] = []
    var at = 0
    var cell = 0
    var mark = 0
    for line in lines where !line.flat.isEmpty {
      switch line.kind {
      case .text:
        claim(Span(line.start, line.end), .text, &at, &mark, &out)
      case .aside(let reason):
        claim(Span(line.start, line.end), .aside(reason), &at, &mark, &out)
      case .table:
        var isInCell = false
        while cell < cells.count, cells[cell].span.start < line.end {
          claim(cells[cell].span, cells[cell].kind, &at, &mark, &out)
          cell += 1
          isInCell = true
        }
        // The marks between cells, and lines of a table that hold none.
        claim(Span(line.start, line.end), isInCell ? .aside(.markup) : .text, &at, &mark, &out)
      }
    }
    fill(to: text.count, &at, &mark, &out)
    return out
  }

  /// Takes a place for a kind, as far as it is still free; what lies before it is filled.
  private func claim(_ span: Span, _ kind: BlockKind, _ at: inout Int, _ mark: inout Int, _ out: inout [Block]) {
    guard span.end > at else { return }
    fill(to: span.start, &at, &mark, &out)
    var from = max(at, span.start)
    while mark < markup.count, markup[mark].start < span.end {
      let hidden = markup[mark]
      mark += 1
      guard hidden.end > from else { continue }
      let start = max(hidden.start, from)
      add(from, start, kind, &out)
      let end = min(hidden.end, span.end)
      add(start, end, .aside(.markup), &out)
      from = end
    }
    add(from, span.end, kind, &out)
    at = span.end
  }

  /// Fills the free text up to a place: blanks, and marks of markup.
  private func fill(to end: Int, _ at: inout Int, _ mark: inout Int, _ out: inout [Block]) {
    while at < end {
      while mark < markup.count, markup[mark].end <= at { mark += 1 }
      if mark < markup.count, markup[mark].start <= at {
        let stop = min(markup[mark].end, end)
        add(at, stop, .aside(.markup), &out)
        at = stop
        continue
      }
      let limit = mark < markup.count ? min(markup[mark].start, end) : end
      let isBlank = CodeUnits.isBlank(text.folded[at])
      var stop = at
      while stop < limit, CodeUnits.isBlank(text.folded[stop]) == isBlank { stop += 1 }
      add(at, stop, isBlank ? .aside(.blank) : .text, &out)
      at = stop
    }
  }

  private func add(_ start: Int, _ end: Int, _ kind: BlockKind, _ out: inout [Block]) {
    if start < end { out.append(Block(span: Span(start, end), kind: kind)) }
  }
}
