/// Why a piece of the input is not read as part of the notice.
public enum AsideReason: String, Hashable, Sendable, CaseIterable {
  /// Number of a printed page: `— 2 —`, `3/12`.
  case pageNumber = "page-number"
  /// A line that a printer repeats at the head or foot of each page: title, address, time of printing.
  case runningHead = "running-head"
  /// Menus, breadcrumbs, links to other pages.
  case navigation
  /// Share bars, font size, print and close buttons.
  case shareBar = "share-bar"
  /// What stands below a web page: copyright, record numbers, hotlines, address of the publisher.
  case footer
  /// Date line, source, author and counts of a web page.
  case pageData = "page-data"
  /// The empty form that an applicant fills in.
  case form
  /// A table of contents, whose headings stand again in the text.
  case contents
  /// A second copy of the whole notice in the same page.
  case copy
  /// Marks of a markup language around the text: `**`, `##`, a line of dashes.
  case markup
  /// White space only.
  case blank
}

/// What a piece of the input is.
public enum BlockKind: Hashable, Sendable {
  /// Part of the notice's running text.
  case text
  /// A cell of a table: the table, and the row and column of the cell, all from 0.
  case cell(table: Int, row: Int, column: Int)
  /// Set aside, with the reason; never deleted.
  case aside(AsideReason)
}

/// A piece of the input. The blocks of an outline tile the text: each character is in exactly one.
public struct Block: Hashable, Sendable {
  /// The place of the piece.
  public let span: Span
  /// What it is.
  public let kind: BlockKind

  /// A block at a place.
  public init(span: Span, kind: BlockKind) {
    self.span = span
    self.kind = kind
  }
}
