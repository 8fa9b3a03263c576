// The text of a notice as it is read: what `guitu text` prints.
import TextModel

/// A paragraph as it is read, with hard wraps joined and its label before it.
public struct Paragraph: Hashable, Sendable {
  /// From the first character of its label, or of the paragraph, to its last.
  public var span: Span
  /// What it is.
  public var role: PassageRole
  /// The row and column of a cell, and its table.
  public var cell: CellPlace?
  /// Its characters as printed, with a blank only between words of Latin letters and digits.
  public var text: String
}

extension Outline {
  /// The paragraphs in the order of reading; what is set aside is left out.
  public var paragraphs: [Paragraph] {
    var paragraphs: [Paragraph] = []
    paragraphs.reserveCapacity(passages.count)
    var next = 0
    for index in 0...passages.count {
      // Labels that begin with this passage; a label that has no passage is a paragraph of its own.
      var label: (text: String, span: Span)?
      while next < provisions.count, index == passages.count || provisions[next].passages.lowerBound <= index {
        let provision = provisions[next]
        next += 1
        if provision.level == .instrument {
          // What is not printed there is no paragraph.
          if provision.labelSpan.isEmpty { continue }
          // The title of a carried instrument is a passage already; the number of an attachment is not.
          let title = index < passages.count ? printed(passages[index].range) : ""
          if !title.isEmpty && provision.label.hasPrefix(title) || title.hasPrefix(provision.label) { continue }
          paragraphs.append(Paragraph(span: provision.labelSpan, role: .title, cell: nil, text: provision.label))
        } else if provision.passages.isEmpty {
          paragraphs.append(Paragraph(span: provision.labelSpan, role: .body, cell: nil, text: provision.label))
        } else {
          label = ((label?.text ?? "") + provision.label, label?.span.union(provision.labelSpan) ?? provision.labelSpan)
        }
      }
      guard index < passages.count else { break }
      let passage = passages[index]
      let own = span(of: passage.range)
      var paragraph = Paragraph(span: own, role: passage.role, cell: passage.cell, text: printed(passage.range))
      if let label {
        paragraph.span = label.span.union(own)
        paragraph.text = label.text + Self.gap(after: label.text) + paragraph.text
      }
      paragraphs.append(paragraph)
    }
    return paragraphs
  }

  /// The paragraphs, one to a line; cells of a row stand on one line with a tab between them.
  public func readableText() -> String {
    var text = ""
    var last: CellPlace?
    for paragraph in paragraphs {
      if let cell = paragraph.cell, let before = last, cell.table == before.table, cell.row == before.row {
        text += String(repeating: "\t", count: max(1, cell.column - before.column))
      } else {
        if !text.isEmpty { text += "\n" }
        text += String(repeating: "\t", count: paragraph.cell?.column ?? 0)
      }
      text += paragraph.text
      last = paragraph.cell
    }
    return text.isEmpty ? text : text + "\n"
  }

  /// What stands between a label and its text: nothing behind a full-width mark, else a blank of the label's width.
  static func gap(after label: String) -> String {
    guard let last = label.unicodeScalars.last else { return "" }
    if EastAsianWidth.columns(of: last) < 2 { return " " }
    return last.properties.isIdeographic ? "　" : ""
  }

  /// The characters of a run of `characters` as printed; a blank stands only where one is printed between two that are
  /// not East Asian.
  func printed(_ range: Range<Int>) -> String {
    var view = String.UnicodeScalarView()
    var before: (offset: Int, isNarrow: Bool)?
    for index in range where index < offsets.count {
      let offset = Int(offsets[index])
      guard offset < text.count else { continue }
      let scalar = text.scalars[offset]
      let isNarrow = scalar.value < 0x300
      if let before, before.isNarrow, isNarrow, offset > before.offset + 1 { view.append(" ") }
      view.append(scalar)
      before = (offset, isNarrow)
    }
    return String(view)
  }
}
