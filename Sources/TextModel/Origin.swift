/// Where in the original document a piece of text stands, so that a person can find it there. All counts begin at 1.
public struct OriginPlace: Hashable, Sendable {
  /// The page, where the format has pages.
  public var page: Int?
  /// The paragraph, where the format has none.
  public var paragraph: Int?
  /// The table, where it is one.
  public var table: Int?
  /// The row of that table.
  public var row: Int?
  /// The column of that table.
  public var column: Int?

  /// A place of the given parts.
  public init(page: Int? = nil, paragraph: Int? = nil, table: Int? = nil, row: Int? = nil, column: Int? = nil) {
    self.page = page
    self.paragraph = paragraph
    self.table = table
    self.row = row
    self.column = column
  }
}

/// What a document other than plain text tells beside its text.
public struct Origin: Hashable, Sendable {
  /// A link to another document: an attachment of a web page.
  public struct Link: Hashable, Sendable {
    /// What the link is called on the page.
    public let name: String
    /// Where it leads, as written there.
    public let address: String

    /// A link.
    public init(name: String, address: String) {
      self.name = name
      self.address = address
    }
  }

  /// Places in the order of the text: each holds from its offset (in code points) to that of the next.
  public var places: [(offset: Int, place: OriginPlace)] = []
  /// The attachments that the page links to.
  public var links: [Link] = []
  /// When the web page says that it was published; not the notice's own date.
  public var published: String?
  /// Whom the web page names as its source; not the notice's issuer.
  public var publisher: String?
  /// How sure text recognition was, in percent; nil where no picture was read.
  public var confidence: Int?
  /// How many deletions of tracked changes were left out.
  public var deletions = 0

  /// Nothing known.
  public init() {}

  /// Where the code point at `offset` stands; nil where nothing is known.
  public func place(at offset: Int) -> OriginPlace? {
    let behind = places.partitioningIndex { $0.offset > offset }
    return behind > 0 ? places[behind - 1].place : nil
  }

  /// Whether both tell the same.
  public static func == (left: Origin, right: Origin) -> Bool {
    left.links == right.links && left.published == right.published && left.publisher == right.publisher
      && left.confidence == right.confidence && left.deletions == right.deletions
      && left.places.elementsEqual(right.places) { $0.offset == $1.offset && $0.place == $1.place }
  }

  /// Hashes what is told.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(links)
    hasher.combine(published)
    for (offset, place) in places {
      hasher.combine(offset)
      hasher.combine(place)
    }
  }
}
