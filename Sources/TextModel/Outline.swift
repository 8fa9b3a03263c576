/// What a passage is in the notice.
public enum PassageRole: String, Hashable, Sendable {
  /// The notice's own title, or that of a carried instrument or an attachment.
  case title
  /// The line of the document number.
  case number
  /// To whom the notice is addressed (主送机关).
  case recipients
  /// A heading, with or without a label.
  case heading
  /// Running text.
  case body
  /// A cell of a table.
  case cell
  /// The list under 附件：
  case attachments
  /// Who signed, and when.
  case signature
  /// Contacts, 公开方式 and the like behind the signature.
  case colophon
}

/// A run of characters that is read as one: a paragraph with its hard wraps joined, a heading, a table cell.
///
/// Its characters are `outline.characters[range]`: folded, without blanks, line ends, set-aside pieces or the label.
public struct Passage: Hashable, Sendable {
  /// Where its characters stand in `Outline.characters`.
  public let range: Range<Int>
  /// What it is.
  public let role: PassageRole
  /// The innermost provision that it belongs to, as an index into `Outline.provisions`; nil before the first.
  public let provision: Int?
  /// How many characters at its beginning are a run-in heading (`单位申报。` before the text of an item); 0 for none.
  public let headingLength: Int
  /// For a cell: the table, row and column, all from 0. A merged cell is filled down or right by `Table`, not here.
  public let cell: CellPlace?

  /// A passage of the given parts.
  public init(
    range: Range<Int>, role: PassageRole, provision: Int?, headingLength: Int = 0, cell: CellPlace? = nil
  ) {
    self.range = range
    self.role = role
    self.provision = provision
    self.headingLength = headingLength
    self.cell = cell
  }
}

/// Where a cell stands.
public struct CellPlace: Hashable, Sendable {
  /// Index into `Outline.tables`.
  public let table: Int
  /// The row, from 0; the head row is 0 where there is one.
  public let row: Int
  /// The column, from 0.
  public let column: Int

  /// A place in a table.
  public init(table: Int, row: Int, column: Int) {
    self.table = table
    self.row = row
    self.column = column
  }
}

/// A table as it is read: every row has `columns` entries; a merged cell appears in each place that it covers.
public struct Table: Hashable, Sendable {
  /// The place of the whole table.
  public let span: Span
  /// The heading or caption above it, as a passage index; nil where there is none.
  public let caption: Int?
  /// The provision that holds it, as an index into `Outline.provisions`.
  public let provision: Int?
  /// Passage indices by row and column; nil for an empty cell. A cell merged downwards repeats its passage.
  public let rows: [[Int?]]
  /// How many rows at the top are column heads.
  public let headRows: Int

  /// A table of the given parts.
  public init(span: Span, caption: Int?, provision: Int?, rows: [[Int?]], headRows: Int) {
    self.span = span
    self.caption = caption
    self.provision = provision
    self.rows = rows
    self.headRows = headRows
  }
}

/// What kind of unit a provision is, after the terms of 立法技术规范 and GB/T 9704.
public enum ProvisionLevel: String, Hashable, Sendable {
  /// 编
  case part
  /// 章
  case chapter
  /// 节
  case section
  /// 条
  case article
  /// 一、 at the top of a notice, or another outermost item.
  case division
  /// （一） 1. （1） ① below it.
  case item
  /// An attachment or a carried instrument as a whole.
  case instrument
}

/// A numbered unit of the notice (条款项目).
public struct Provision: Hashable, Sendable {
  /// Labels from the root, each in its bare form: `["第二章", "第八条", "(一)"]`.
  public let path: [String]
  /// The label as printed: `（一）`. For a carried instrument its title, for an attachment `附件2`.
  public let label: String
  /// The place of the label.
  public let labelSpan: Span
  /// What kind of unit it is.
  public let level: ProvisionLevel
  /// Its heading, as printed without blanks; nil where it has none.
  public let heading: String?
  /// From its label to the end of its last descendant.
  public let span: Span
  /// The provision that holds it, as an index into `Outline.provisions`; nil at the root.
  public let parent: Int?
  /// The passages of it and of all its descendants, as indices into `Outline.passages`.
  public let passages: Range<Int>

  /// A provision of the given parts.
  public init(
    path: [String], label: String, labelSpan: Span, level: ProvisionLevel, heading: String?, span: Span, parent: Int?,
    passages: Range<Int>
  ) {
    self.path = path
    self.label = label
    self.labelSpan = labelSpan
    self.level = level
    self.heading = heading
    self.span = span
    self.parent = parent
    self.passages = passages
  }
}

/// What the layout of a notice says about the notice itself. Places index the text; nothing is guessed.
public struct FrontMatter: Hashable, Sendable {
  /// The notice's own title, line breaks and blanks removed.
  public var title: String?
  /// Where the title stands (from its first to its last line).
  public var titleSpan: Span?
  /// The document number as printed, blanks removed.
  public var number: String?
  /// The kind of the instrument: 通知, 意见, 办法 …
  public var kind: String?
  /// The kind of the instrument that a 印发/转发 notice carries.
  public var carries: String?
  /// The title of the carried instrument, without 《》.
  public var carriedTitle: String?
  /// Who issued it, full names from signature or title.
  public var issuers: [String] = []
  /// 主送机关 as printed, split at 、 and ， outside brackets.
  public var recipients: [String] = []
  /// Signature date, else publication date: ISO 8601 `2023-12-01`.
  public var date: String?
  /// Whether the date is only that of the web page: when it was put there, which may be much later.
  public var hasPageDate = false
  /// Titles under 附件：
  public var attachments: [String] = []

  /// Nothing known yet.
  public init() {}
}

/// The structure of a notice: blocks that tile the text, passages to read, the tree of provisions, tables.
public struct Outline: Sendable {
  /// The text that it is the structure of.
  public let text: SourceText
  /// Pieces in the order of the text; together they are the whole text.
  public let blocks: [Block]
  /// The characters of all passages, folded, without blanks.
  public let characters: [UInt16]
  /// For each of `characters` its offset in the text.
  public let offsets: [Int32]
  /// What is read as one, in reading order.
  public let passages: [Passage]
  /// The numbered units in the order of the text; a parent stands before its children.
  public let provisions: [Provision]
  /// Tables in the order of the text.
  public let tables: [Table]
  /// What the layout says about the notice.
  public let frontMatter: FrontMatter
  /// Broken sequences and the like.
  public let diagnostics: [Diagnostic]

  /// An outline of the given parts.
  public init(
    text: SourceText, blocks: [Block], characters: [UInt16], offsets: [Int32], passages: [Passage],
    provisions: [Provision], tables: [Table], frontMatter: FrontMatter, diagnostics: [Diagnostic]
  ) {
    self.text = text
    self.blocks = blocks
    self.characters = characters
    self.offsets = offsets
    self.passages = passages
    self.provisions = provisions
    self.tables = tables
    self.frontMatter = frontMatter
    self.diagnostics = diagnostics
  }

  /// The place in the text of a run of `characters`; the empty run gives an empty place.
  public func span(of range: Range<Int>) -> Span {
    guard let first = range.first, let last = range.last, last < offsets.count else {
      let at = range.lowerBound < offsets.count ? Int(offsets[range.lowerBound]) : text.count
      return Span(at, at)
    }
    return Span(Int(offsets[first]), Int(offsets[last]) + 1)
  }

  /// A run of `characters` as the text prints it, without blanks and without what was set aside between them (a page
  /// number inside a word).
  public func printed(_ range: Range<Int>) -> String {
    let span = span(of: range)
    guard span.end - span.start > range.count, range.upperBound <= offsets.count else {
      return text.squeezed(in: span)
    }
    var out = ""
    var start = range.lowerBound
    for at in range where at + 1 == range.upperBound || offsets[at + 1] != offsets[at] + 1 {
      out += text.squeezed(in: self.span(of: start..<(at + 1)))
      start = at + 1
    }
    return out
  }
}
