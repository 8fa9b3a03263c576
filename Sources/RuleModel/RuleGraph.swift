import TextModel

/// What a notice says about itself.
public struct Document: Hashable, Sendable {
  /// A region with its GB/T 2260 code.
  public struct Region: Hashable, Sendable {
    /// Six digits.
    public var code: String
    /// The full name.
    public var name: String
    /// A region of the given code and name.
    public init(code: String, name: String) {
      self.code = code
      self.name = name
    }
  }
  /// Somebody to turn to.
  public struct Contact: Hashable, Sendable {
    /// The name, as printed.
    public var name: String?
    /// The telephone number, as printed.
    public var phone: String?
    /// A contact of the given name and number.
    public init(name: String?, phone: String?) {
      self.name = name
      self.phone = phone
    }
  }

  /// The notice's own title, line breaks removed.
  public var title: String?
  /// The document number as printed.
  public var number: String?
  /// The kind of instrument: 通知, 意见 …
  public var kind: String?
  /// The kind of the instrument that it carries.
  public var carries: String?
  /// Who issued it.
  public var issuers: [String] = []
  /// To whom it is addressed.
  public var recipients: [String] = []
  /// ISO 8601 date of signature or publication.
  public var date: String?
  /// Titles of the attachments.
  public var attachments: [String] = []
  /// Instruments that it names as a basis or to be complied with.
  public var cites: [Citation] = []
  /// Words that it gives a meaning.
  public var defines: [Definition] = []
  /// Whom to turn to.
  public var contacts: [Contact] = []
  /// ISO 8601 date, or `on-issue`.
  public var effective: String?
  /// ISO 8601 duration or date.
  public var validity: String?
  /// The region that its issuer governs.
  public var region: Region?

  /// Nothing known.
  public init() {}
}

/// A provision as a graph has it.
public struct ProvisionEntry: Hashable, Sendable {
  /// Its name within the graph.
  public var id: ProvisionID
  /// Labels from the root.
  public var path: [String]
  /// The label as printed.
  public var label: String
  /// What kind of unit it is.
  public var level: ProvisionLevel
  /// Its heading, as printed without blanks.
  public var heading: String?
  /// From its label to the end of its last descendant.
  public var span: Span
  /// The provision that holds it.
  public var parent: ProvisionID?

  /// An entry of the given parts.
  public init(
    id: ProvisionID, path: [String], label: String, level: ProvisionLevel, heading: String?, span: Span,
    parent: ProvisionID?
  ) {
    self.id = id
    self.path = path
    self.label = label
    self.level = level
    self.heading = heading
    self.span = span
    self.parent = parent
  }
}

/// A body that the notice names, with all the names that it uses for it.
public struct Organization: Hashable, Sendable {
  /// Its name within the graph.
  public var id: OrganizationID
  /// The full name where it is known, else the name as printed.
  public var name: String
  /// Other names that the notice uses.
  public var aliases: [String]
  /// GB/T 2260 code of its region; nil where it is not known.
  public var region: String?
  /// What a body that was renamed or merged became.
  public struct Successor: Hashable, Sendable {
    /// The name that it has now; without its region where it differs from place to place.
    public var name: String
    /// Since when: `2018-03` or `2018`.
    public var since: String

    /// A successor of the given name.
    public init(name: String, since: String) {
      self.name = name
      self.since = since
    }
  }
  /// What it became since; nil for a body that still bears its name.
  public var successor: Successor?

  /// What it is; nil where nothing says so.
  public var kind: BodyKind?
  /// At which level it stands; nil where nothing says so.
  public var level: BodyLevel?

  /// An organization of the given parts.
  public init(
    id: OrganizationID, name: String, aliases: [String], region: String?, kind: BodyKind? = nil,
    level: BodyLevel? = nil, successor: Successor? = nil
  ) {
    self.kind = kind
    self.level = level
    self.successor = successor
    self.id = id
    self.name = name
    self.aliases = aliases
    self.region = region
  }
}

/// What can be the end of an edge.
public enum GraphNode: Hashable, Sendable, CustomStringConvertible {
  case rule(RuleID)
  case provision(ProvisionID)
  case organization(OrganizationID)
  /// The notice itself: prints as `document`.
  case document

  /// The node's name in JSON.
  public var description: String {
    switch self {
    case .rule(let id): id.description
    case .provision(let id): id.description
    case .organization(let id): id.description
    case .document: "document"
    }
  }
}

/// How two nodes of a graph hang together.
public struct Edge: Hashable, Sendable {
  /// What an edge says.
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    case partOf = "part-of"
    case assignedTo = "assigned-to"
    case due, requires, excludes, triggers, precedes, cites, defines, limits
    /// From what names a provision of the same notice (第七条第（二）项) to that provision.
    case refers
    /// From the notice to an instrument that loses its force by it (《…办法》同时废止).
    case repeals
  }
  /// Where it begins.
  public var from: GraphNode
  /// Where it ends.
  public var to: GraphNode
  /// What it says.
  public var kind: Kind

  /// An edge of the given parts.
  public init(from: GraphNode, to: GraphNode, kind: Kind) {
    self.from = from
    self.to = to
    self.kind = kind
  }
}

/// A notice as a typed graph of rules.
public struct RuleGraph: Sendable {
  /// The version of this form.
  public static let schema = "guitu.rulegraph/1"

  /// What made the graph.
  public struct Generator: Hashable, Sendable {
    /// The program.
    public var name: String
    /// Its version.
    public var version: String
    /// The grammars' fingerprint.
    public var grammars: String
    /// A generator of the given name, version and grammars.
    public init(name: String, version: String, grammars: String) {
      self.name = name
      self.version = version
      self.grammars = grammars
    }
  }

  /// What made it.
  public var generator: Generator
  /// The text that the spans index, with its source.
  public var text: SourceText
  /// What the notice says about itself.
  public var document: Document
  /// The numbered units.
  public var provisions: [ProvisionEntry]
  /// The rules, in the order of the text.
  public var rules: [Rule]
  /// The bodies that it names.
  public var organizations: [Organization]
  /// How they hang together.
  public var edges: [Edge]
  /// What a reader should know.
  public var diagnostics: [Diagnostic]

  /// A graph of the given parts.
  public init(
    generator: Generator, text: SourceText, document: Document, provisions: [ProvisionEntry], rules: [Rule],
    organizations: [Organization], edges: [Edge], diagnostics: [Diagnostic]
  ) {
    self.generator = generator
    self.text = text
    self.document = document
    self.provisions = provisions
    self.rules = rules
    self.organizations = organizations
    self.edges = edges
    self.diagnostics = diagnostics
  }
}
