// The structure of a notice to be read on a terminal: what `guitu outline` prints.
import RuleModel
import TextModel

extension Outline {
  /// The tree of provisions with labels, headings and first words, in a language, at most `width` columns of the
  /// terminal wide; nil sets no limit. With `showsAsides`, the pieces that are set aside, each with the reason.
  public func tree(in language: Language, width: Int?, showsAsides: Bool = false) -> String {
    let page = OutlinePage(outline: self, words: language.words, width: width.map { max($0, 40) })
    return (page.lines() + (showsAsides ? page.asides() : []) + page.diagnostics()).map { $0 + "\n" }.joined()
  }
}

private struct OutlinePage {
  let outline: Outline
  let words: any Words
  let width: Int?

  /// Front matter, then a line for each provision and table.
  func lines() -> [String] {
    let front = outline.frontMatter
    var lines = DocumentCard(words: words, width: width).lines(
      title: front.title, source: outline.text,
      fields: [
        (.number, [front.number ?? ""]), (.kind, [front.kind ?? ""]),
        (.carries, [[front.carries, front.carriedTitle].compactMap(\.self).joined(separator: " ")]),
        (.issuers, front.issuers), (.recipients, front.recipients), (.date, [front.date ?? ""]),
        (.attachments, front.attachments),
      ])
    if !outline.provisions.isEmpty || !outline.tables.isEmpty { lines.append("") }

    let depths = depths()
    let firstPassages = firstPassages()
    // Tables stand in the order of the text, like provisions: one walk merges both.
    var table = 0
    for index in 0...outline.provisions.count {
      let start = index < outline.provisions.count ? outline.provisions[index].span.start : Int.max
      while table < outline.tables.count, outline.tables[table].span.start < start {
        let place = outline.tables[table]
        let depth = place.provision.map { $0 < depths.count ? depths[$0] + 1 : 0 } ?? 0
        let caption = place.caption.map { " " + words(of: $0, atMost: 40) } ?? ""
        lines.append(
          line(words.table(rows: place.rows.count, columns: place.rows.first?.count ?? 0) + caption, depth: depth))
        table += 1
      }
      guard index < outline.provisions.count else { break }
      let provision = outline.provisions[index]
      let text = provision.heading ?? firstPassages[index].map { words(of: $0, atMost: 160) } ?? ""
      let isTitle =
        provision.level == .instrument && (provision.labelSpan.isEmpty || provision.label.contains(text))
      let gap = Outline.gap(after: provision.label)
      lines.append(line(isTitle ? provision.label : provision.label + gap + text, depth: depths[index]))
    }
    return lines
  }

  /// The pieces that are set aside and are not blank, each with its reason, place and first words.
  func asides() -> [String] {
    // Pieces of one reason that stand together are one row: a form is not listed cell by cell.
    var pieces: [(reason: AsideReason, span: Span)] = []
    var isAdjacent = false
    for block in outline.blocks {
      guard case .aside(let reason) = block.kind else {
        isAdjacent = false
        continue
      }
      if reason == .blank { continue }
      if isAdjacent, let last = pieces.last, last.reason == reason {
        pieces[pieces.count - 1].span = last.span.union(block.span)
      } else {
        pieces.append((reason, block.span))
      }
      isAdjacent = true
    }
    let rows = pieces.map { reason, span in
      let shown = outline.text.string(in: Span(span.start, min(span.end, span.start + 200)))
      return [words.name(of: reason), "\(span.start)–\(span.end)", shown]
    }
    guard !rows.isEmpty else { return [] }
    let table = TextTable(
      columns: [
        TextTable.Column(words.name(of: .reason)), TextTable.Column(words.name(of: .place)),
        TextTable.Column(words.name(of: .quote), least: 12, share: 8),
      ], rows: rows, mostLines: 1)
    return ["", "\(words.asides) (\(rows.count))"] + table.lines(width: width)
  }

  func diagnostics() -> [String] {
    guard !outline.diagnostics.isEmpty else { return [] }
    let table = DiagnosticTable(words: words).table(of: outline.diagnostics, in: outline.text)
    return ["", "\(words.name(of: .diagnostics)) (\(table.rows.count))"] + table.lines(width: width)
  }

  private func depths() -> [Int] {
    var depths: [Int] = []
    depths.reserveCapacity(outline.provisions.count)
    for provision in outline.provisions {
      if let parent = provision.parent, parent < depths.count {
        depths.append(depths[parent] + 1)
      } else {
        depths.append(0)
      }
    }
    return depths
  }

  /// The first passage that is a provision's own.
  private func firstPassages() -> [Int?] {
    var first = [Int?](repeating: nil, count: outline.provisions.count)
    for (index, passage) in outline.passages.enumerated() {
      if let provision = passage.provision, provision < first.count, first[provision] == nil {
        first[provision] = index
      }
    }
    return first
  }

  private func words(of passage: Int, atMost count: Int) -> String {
    guard outline.passages.indices.contains(passage) else { return "" }
    let range = outline.passages[passage].range
    return outline.printed(range.lowerBound..<min(range.upperBound, range.lowerBound + count))
  }

  private func line(_ text: String, depth: Int) -> String {
    // Deeper than this no notice goes; a text that pretends to must not push its words off the page.
    let indent = String(repeating: "  ", count: min(depth, 8))
    let shown = DisplayText(text)
    return indent + (width.map { shown.truncated(to: $0 - indent.count) } ?? shown.truncated(to: 160))
  }
}

/// Diagnostics with the words that they speak of.
struct DiagnosticTable {
  let words: any Words

  func table(of diagnostics: [Diagnostic], in text: SourceText) -> TextTable {
    TextTable(
      columns: [
        TextTable.Column(words.name(of: .severity), least: 5),
        TextTable.Column(words.name(of: .message), least: 16, share: 3),
        TextTable.Column(words.name(of: .quote), least: 10, share: 5),
      ],
      rows: diagnostics.map { diagnostic in
        let place = diagnostic.span.map { Span($0.start, min($0.end, $0.start + 60)) }
        return [words.name(of: diagnostic.severity), words.message(of: diagnostic), place.map(text.string) ?? ""]
      })
  }
}
