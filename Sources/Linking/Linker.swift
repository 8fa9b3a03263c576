import Naming
import RuleModel
import TextModel

/// Facts to a graph: looks at the whole notice, gives names, draws edges, says what does not add up.
///
/// `Linking` knows neither tokens nor grammars: what it is handed is what was read, typed.
public struct Linker: Sendable {
  /// A fact before it has a name: the place, the provision (an index into the outline's), the grammar rule, the body.
  public struct Fact: Sendable {
    let span: Span
    let provision: Int?
    let rule: String
    let body: RuleBody

    /// A fact of the given parts.
    public init(span: Span, provision: Int?, rule: String, body: RuleBody) {
      self.span = span
      self.provision = provision
      self.rule = rule
      self.body = body
    }
  }

  /// A place that names another provision of the same notice.
  public struct Reference: Sendable {
    let span: Span
    let provision: Int?
    let labels: [String]

    /// A reference of the given parts; `labels` in their bare form, the outer one first: `["第七条", "(二)"]`.
    public init(span: Span, provision: Int?, labels: [String]) {
      self.span = span
      self.provision = provision
      self.labels = labels
    }
  }

  /// What was read of the notice itself.
  public struct Meta: Sendable {
    /// Words with a meaning of their own.
    public var definitions: [Definition] = []
    /// Instruments named.
    public var citations: [Citation] = []
    /// Titles of the instruments that lose their force by it.
    public var repeals: Set<String> = []
    /// Provisions of its own that it names.
    public var references: [Reference] = []
    /// Whom to turn to.
    public var contacts: [Document.Contact] = []
    /// When it takes effect.
    public var effective: String?
    /// How long it is valid.
    public var validity: String?

    /// Nothing read.
    public init() {}
  }

  private let vocabulary: Vocabulary
  private let registry: BodyRegistry
  private let calendar: WorkCalendar

  /// A linker that knows bodies and regions by the registry, and holidays by the list `holidays`.
  /// `universities` has a line for each: its name, a tab, the code of its region.
  public init(vocabulary: Vocabulary, folding: Folding, universities: String = "") {
    self.init(
      vocabulary: vocabulary,
      registry: BodyRegistry(vocabulary: vocabulary, folding: folding, universities: universities))
  }

  /// A linker that knows bodies and regions by a registry that was made before.
  public init(vocabulary: Vocabulary, registry: BodyRegistry) {
    self.vocabulary = vocabulary
    self.registry = registry
    calendar = WorkCalendar(vocabulary: vocabulary)
  }

  /// The graph of a notice.
  public func graph(
    of outline: Outline, facts: [Fact], meta: Meta, generator: RuleGraph.Generator
  ) -> RuleGraph {
    var home = registry.home(
      issuers: outline.frontMatter.issuers, title: outline.frontMatter.title, number: outline.frontMatter.number)
    if home.region == nil, !home.isNational {
      home = registry.home(ofShort: outline.frontMatter.issuers, in: outline.text.folded) ?? home
    }
    let document = document(outline, meta, home)
    let (provisions, ids) = provisions(of: outline)
    let ordered = facts.indices.sorted { a, b in
      let (left, right) = (facts[a].span, facts[b].span)
      if left.start != right.start { return left.start < right.start }
      if left.end != right.end { return left.end > right.end }
      return a < b
    }
    var organizations = OrganizationRegister(
      document: document, definitions: meta.definitions, registry: registry, home: home)
    var rules: [Rule] = []
    rules.reserveCapacity(facts.count)
    for index in ordered {
      let fact = facts[index]
      let body = organizations.resolve(fact.body)
      rules.append(
        Rule(
          id: RuleID(rules.count + 1), provision: fact.provision.flatMap { ids[$0] }, span: fact.span,
          quote: outline.text.string(in: fact.span), rule: fact.rule, body: body))
    }
    let dates = DateResolver(
      text: outline.text, vocabulary: vocabulary, calendar: calendar, document: document, rules: rules)
    let resolved = dates.resolved
    for index in rules.indices { rules[index].body = rules[index].body.mapTemporals(resolved) }
    let causes = CauseFinder(rules: rules, provisions: provisions)
    causes.complete(&rules)
    let references = ReferenceResolver(provisions: provisions, ids: ids).targets(of: meta.references)
    let edges = EdgeDrawer(
      rules: rules, vocabulary: vocabulary, provisions: provisions, organizations: organizations, causes: causes,
      references: references, repeals: meta.repeals
    ).edges()
    let checks = GraphChecks(rules: rules, document: document, vocabulary: vocabulary, calendar: calendar).diagnostics()
    let diagnostics =
      outline.diagnostics + checks + organizations.diagnostics
    return RuleGraph(
      generator: generator, text: outline.text, document: document, provisions: provisions, rules: rules,
      organizations: organizations.list, edges: edges,
      diagnostics: diagnostics.sorted { ($0.span?.start ?? -1, $0.code) < ($1.span?.start ?? -1, $1.code) })
  }

  /// The numbered units of an outline with their names by their index. A carried instrument or an attachment as a whole
  /// is no numbered unit: it stands in the paths of its provisions only.
  private func provisions(of outline: Outline) -> ([ProvisionEntry], [ProvisionID?]) {
    var entries: [ProvisionEntry] = []
    var ids: [ProvisionID?] = []
    for provision in outline.provisions {
      guard provision.level != .instrument else {
        ids.append(nil)
        continue
      }
      let id = ProvisionID(entries.count + 1)
      ids.append(id)
      entries.append(
        ProvisionEntry(
          id: id, path: provision.path, label: provision.label, level: provision.level, heading: provision.heading,
          span: provision.span, parent: provision.parent.flatMap { $0 < ids.count ? ids[$0] : nil }))
    }
    return (entries, ids)
  }

  /// Whether a title stands in the notice's own behind another that it carries: 印发《甲办法》和《乙细则》的通知.
  private func isCarriedToo(_ title: String, _ front: FrontMatter) -> Bool {
    guard front.carries != nil, let own = front.title else { return false }
    return ["》", "》和", "》及", "》与", "》、"].contains { own.contains("\($0)《\(title)》") }
  }

  private func document(_ outline: Outline, _ meta: Meta, _ home: BodyHome) -> Document {
    let front = outline.frontMatter
    var out = Document()
    out.title = front.title
    out.number = front.number
    out.kind = front.kind
    out.carries = front.carries
    // 市人社局 of a notice that is known to be of 天津市 has its full name.
    out.issuers = front.issuers.map { home.region == nil ? $0 : registry.fullName(ofShort: $0, at: home) ?? $0 }
    out.recipients = front.recipients
    out.date = front.date
    out.attachments = front.attachments
    // The notice's own title is no instrument that it names.
    out.cites = meta.citations.filter {
      $0.title != front.carriedTitle && $0.title != front.title && !isCarriedToo($0.title, front)
    }
    out.defines = meta.definitions
    out.contacts = meta.contacts
    out.effective = meta.effective
    if let delay = meta.effective, delay.hasPrefix("P") {
      // 自发布之日起30日后施行
      out.effective = front.date.flatMap { CivilDate(iso: $0) }?.adding(duration: delay)?.iso
    }
    out.validity = meta.validity
    out.region = home.region.map { Document.Region(code: $0.code, name: $0.name) }
    return out
  }
}
