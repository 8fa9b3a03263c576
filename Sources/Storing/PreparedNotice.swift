// From a graph to the rows of the library, without the library: any number of threads can do it at once.
import Exporting
import RuleModel
import TextModel

/// A notice ready to be put into a library: all that does not depend on what the library holds already.
public struct PreparedNotice: Sendable {
  /// SHA-256 of the bytes that it was read from.
  public var sha256: String { source.sha256 }

  /// Where the text came from.
  struct Source: Sendable {
    var name: String
    var mediaType: String
    var encoding: String
    var sha256: String
    var reading: RuleGraph.Generator
    var directory: String
  }

  /// A name of the notice's own for a body.
  struct Alias: Hashable, Sendable {
    var name: String
    var office: String
  }

  /// What a policy is known by: versions of one have the same.
  struct PolicyName: Sendable {
    var key: String
    var title: String
  }

  /// An instrument that the notice ends.
  struct Repeal: Hashable, Sendable {
    /// The policy's stem, without its issuer.
    var stem: String
    /// The number, folded; nil where none is printed.
    var number: String?
  }

  /// A sentence that duties stand in.
  struct Sentence: Sendable {
    var span: Span
    var shown: String
    /// As the full-text index has it.
    var folded: String
  }

  /// What a body has to do.
  struct Duty: Sendable {
    var rule: Int
    var ruleName: String
    var kind: AnswerKind
    var role: RuleModel.Duty.Role
    var modality: RuleModel.Duty.Modality
    var discretion: String?
    /// Its place in `departments`.
    var department: Int
    /// The body as printed.
    var unit: String
    var action: String?
    var conditions: [String]
    var due: DueDate?
    var span: Span
    /// Its place in `sentences`.
    var sentence: Int
    var path: String
  }

  /// A rule of any kind, as it is followed through versions.
  struct RuleEntry: Sendable {
    var number: Int
    var kind: String
    /// Its signature and which of those that say the same it is, as in `RuleGraph.stableKeys`.
    var key: RuleKey
    var span: Span
    var sentenceSpan: Span
    var path: String
    /// What it says, folded and without blanks: only where versions are compared.
    var text: [UInt16] = []
    /// The sentence around it, likewise.
    var sentence: [UInt16] = []
  }

  var source: Source
  var document: Document
  var number: String?
  var validity: Validity
  var issued: Day?
  var policy: PolicyName
  var stem: String
  var repeals: [Repeal]
  var region: DepartmentRegion?
  var issuer: Department?
  var departments: [Department]
  /// Names, folded, that the notice uses for bodies which the directory would not know by them, with their offices.
  var aliases: [Alias]
  var sentences: [Sentence]
  var duties: [Duty]
  var rules: [RuleEntry]
  /// The list of rules under their own keys: what a first version needs.
  var ruleList: [UInt8]
  private let text: SourceText
  var packedText: [UInt8]
  var textLength: Int
  var packedGraph: [UInt8]
  var graphLength: Int

  /// The rows of a graph, its bodies filed by a directory.
  public init(_ graph: RuleGraph, words: LibraryWords, directory: some DepartmentDirectory) {
    var builder = NoticeBuilder(graph, words: words, directory: directory)
    builder.readRules()
    let document = graph.document
    source = Source(
      name: graph.text.name, mediaType: graph.text.mediaType, encoding: graph.text.encoding,
      sha256: graph.text.sha256, reading: graph.generator, directory: directory.version)
    self.document = document
    number = document.number.map { String(decoding: words.folded($0).filter { $0 > 0x20 }, as: UTF16.self) }
    validity = Validity(of: document, published: graph.text.origin?.published)
    issued = document.date.flatMap { Day(firstOf: $0) }
    region = builder.setting.region
    issuer = document.issuers.first.map { directory.department(named: $0, in: builder.setting) }
    stem = document.title.map { words.stem(ofTitle: $0) } ?? ""
    // A notice without a title, or with one that says nothing, is a policy of its own.
    if stem.utf16.count >= 4 {
      let place = issuer.map { $0.office + "|" + ($0.region.map { $0.code ?? $0.name } ?? "") } ?? region?.name ?? ""
      policy = PolicyName(key: "\(place)|\(stem)", title: document.title ?? "")
    } else {
      policy = PolicyName(key: "sha256:\(graph.text.sha256)", title: document.title ?? "")
    }
    repeals = builder.repeals(except: document.number)
    departments = builder.departments
    aliases = builder.aliases
    sentences = builder.sentences
    duties = builder.duties
    rules = builder.entries
    ruleList = RuleList.bytes(of: rules, rules.lazy.map(\.key))
    text = graph.text
    let bytes = Array(graph.text.string(in: Span(0, graph.text.count)).utf8)
    (packedText, textLength) = (Packing.pack(bytes), bytes.count)
    let json = graph.json(JSONLayout(includesText: false, isPretty: false))
    (packedGraph, graphLength) = (Packing.pack(json), json.count)
  }

  /// The rules with their words, to be compared with those of another version.
  var comparedRules: [RuleEntry] {
    let finder = SentenceFinder(text)
    return rules.map { entry in
      var entry = entry
      entry.text = finder.squeezed(entry.span)
      entry.sentence = finder.squeezed(entry.sentenceSpan)
      return entry
    }
  }
}

/// Collects the rows of one graph.
private struct NoticeBuilder {
  let graph: RuleGraph
  let words: LibraryWords
  let directory: any DepartmentDirectory
  let setting: NoticeSetting
  let finder: SentenceFinder
  private(set) var departments: [Department] = []
  private(set) var aliases: [PreparedNotice.Alias] = []
  private(set) var sentences: [PreparedNotice.Sentence] = []
  private(set) var duties: [PreparedNotice.Duty] = []
  private(set) var entries: [PreparedNotice.RuleEntry] = []
  private var numbers: [String: Int] = [:]
  private var namesSeen: Set<String> = []
  private var placesOfSentences: [Span: Int] = [:]
  private var paths: [ProvisionID: String] = [:]
  /// Duties' units, so that a deadline of the same unit is not a second answer.
  private var unitsOfDuties: Set<Span> = []
  private var rulesByID: [RuleID: Int] = [:]
  private var conditionsOfRules: [RuleID: [RuleID]] = [:]
  private var deadlinesOfRules: [RuleID: [RuleID]] = [:]
  /// Deadlines in the order of the text.
  private var days: [(span: Span, temporal: Temporal)] = []
  /// Conditions in the order of the text.
  private var conditions: [Rule] = []

  init(_ graph: RuleGraph, words: LibraryWords, directory: any DepartmentDirectory) {
    self.graph = graph
    self.words = words
    self.directory = directory
    let given = graph.document.region.map { DepartmentRegion(code: $0.code, name: $0.name) }
    var setting = NoticeSetting(issuers: graph.document.issuers, region: given)
    if given == nil, let issuer = graph.document.issuers.first {
      setting.region = directory.department(named: issuer, in: setting).region
    }
    self.setting = setting
    finder = SentenceFinder(graph)
  }

  mutating func readRules() {
    for entry in graph.provisions { paths[entry.id] = entry.path.joined(separator: "/") }
    for (index, rule) in graph.rules.enumerated() {
      rulesByID[rule.id] = index
      switch rule.body {
      case .duty(let duty): unitsOfDuties.insert(duty.unit.span)
      case .condition: conditions.append(rule)
      default: break
      }
    }
    for edge in graph.edges {
      guard case .rule(let from) = edge.from, case .rule(let to) = edge.to else { continue }
      switch edge.kind {
      case .requires, .excludes: conditionsOfRules[from, default: []].append(to)
      case .triggers: conditionsOfRules[to, default: []].append(from)
      case .due: deadlinesOfRules[from, default: []].append(to)
      default: break
      }
    }
    entries.reserveCapacity(graph.rules.count)
    for (rule, key) in zip(graph.rules, graph.stableKeyParts()) {
      read(
        rule, RuleKey(kind: key.kind, signature: Int64(bitPattern: key.signature), ordinal: key.ordinal))
    }
    giveRecipientsTheirDays()
  }

  private mutating func read(_ rule: Rule, _ key: RuleKey) {
    let sentence = finder.sentence(around: rule.span)
    entries.append(
      PreparedNotice.RuleEntry(
        number: rule.id.number, kind: key.kind, key: key, span: rule.span, sentenceSpan: sentence,
        path: rule.provision.flatMap { paths[$0] } ?? ""))
    switch rule.body {
    case .duty(let duty):
      add(
        rule, sentence, .duty, duty.unit, duty.role, duty.modality, duty.discretion, duty.action,
        duty.temporals + deadlines(of: rule))
    case .deadline(let deadline):
      days.append((rule.span, deadline.temporal))
      guard let unit = deadline.unit, !unitsOfDuties.contains(unit.span) else { return }
      add(rule, sentence, .deadline, unit, .actor, .must, nil, deadline.action, [deadline.temporal])
    case .step(let step):
      for unit in step.units where !unitsOfDuties.contains(unit.span) {
        add(rule, sentence, .step, unit, .actor, .must, nil, step.name, step.temporals)
      }
    case .sanction(let sanction):
      guard let unit = sanction.unit, !unitsOfDuties.contains(unit.span) else { return }
      add(rule, sentence, .sanction, unit, .actor, .must, nil, sanction.consequence, [])
    case .material(let material):
      guard let unit = material.to, !unitsOfDuties.contains(unit.span) else { return }
      add(rule, sentence, .material, unit, .recipient, .must, nil, material.name, [])
    case .condition, .weight, .target, .support, .definition, .citation: return
    }
  }

  private mutating func add(
    _ rule: Rule, _ sentence: Span, _ kind: AnswerKind, _ unit: OrganizationMention, _ role: Duty.Role,
    _ modality: Duty.Modality, _ discretion: String?, _ action: String?, _ temporals: [Temporal]
  ) {
    duties.append(
      PreparedNotice.Duty(
        rule: rule.id.number, ruleName: rule.rule, kind: kind, role: role, modality: modality, discretion: discretion,
        department: department(unit), unit: unit.name, action: action,
        conditions: conditions(of: rule, in: sentence), due: DueDate(temporals), span: rule.span,
        sentence: place(of: sentence), path: rule.provision.flatMap { paths[$0] } ?? ""))
  }

  /// What somebody has to hand in by a day reaches the body by that day: the last that its sentence gives before it is
  /// named, else that of the last who acts there.
  private mutating func giveRecipientsTheirDays() {
    var last: [Int: DueDate?] = [:]
    for index in duties.indices.sorted(by: { duties[$0].span < duties[$1].span }) {
      let duty = duties[index]
      if duty.role != .recipient {
        last[duty.sentence] = .some(duty.due)
      } else if duty.due == nil {
        let before = sentences[duty.sentence].span.start
        let day = days.last { $0.span.start >= before && $0.span.end <= duty.span.start }
        duties[index].due = day.flatMap { DueDate([$0.temporal]) } ?? last[duty.sentence] ?? nil
      }
    }
  }

  private func deadlines(of rule: Rule) -> [Temporal] {
    (deadlinesOfRules[rule.id] ?? []).compactMap { id in
      guard let index = rulesByID[id], case .deadline(let deadline) = graph.rules[index].body else { return nil }
      return deadline.temporal
    }
  }

  /// What the graph says that the rule hangs on, and conditions that stand in its sentence.
  private func conditions(of rule: Rule, in sentence: Span) -> [String] {
    var spans: [Span] = []
    for id in conditionsOfRules[rule.id] ?? [] {
      if let index = rulesByID[id] { spans.append(graph.rules[index].span) }
    }
    let first = conditions.partitioningIndex { $0.span.start >= sentence.start }
    for span in conditions[first...].lazy.map(\.span).prefix(while: { $0.start < sentence.end }) {
      // A condition that is the whole sentence says no more than the sentence.
      if span.end <= sentence.end, span != rule.span, span.count * 10 < sentence.count * 9 { spans.append(span) }
    }
    var seen: Set<Span> = []
    return spans.filter { seen.insert($0).inserted }.prefix(8).map { finder.shown($0) }
  }

  private mutating func department(_ unit: OrganizationMention) -> Int {
    let name = unit.canonical ?? unit.name
    let number: Int
    if let known = numbers[name] {
      number = known
    } else {
      departments.append(directory.department(named: name, in: setting))
      number = departments.count - 1
      numbers[name] = number
    }
    if name != unit.name, namesSeen.insert(unit.name).inserted {
      let office = departments[number].office
      if !directory.query(unit.name).offices.contains(office) {
        aliases.append(
          PreparedNotice.Alias(name: String(decoding: words.folded(unit.name), as: UTF16.self), office: office))
      }
    }
    return number
  }

  private mutating func place(of span: Span) -> Int {
    if let place = placesOfSentences[span] { return place }
    let (shown, folded) = finder.shownAndFolded(span)
    sentences.append(PreparedNotice.Sentence(span: span, shown: shown, folded: folded))
    placesOfSentences[span] = sentences.count - 1
    return sentences.count - 1
  }

  /// The instruments named in sentences that say that something ends.
  func repeals(except own: String?) -> [PreparedNotice.Repeal] {
    var found: [PreparedNotice.Repeal] = []
    for rule in graph.rules {
      guard case .citation(let citation) = rule.body else { continue }
      let sentence = finder.sentence(around: rule.span)
      guard words.repealsSomething(graph.text.folded[sentence.range]) else { continue }
      let number = citation.number.map { String(decoding: words.folded($0).filter { $0 > 0x20 }, as: UTF16.self) }
      if citation.number != nil && citation.number == own { continue }
      let repeal = PreparedNotice.Repeal(stem: words.stem(ofTitle: citation.title), number: number)
      if !found.contains(repeal) { found.append(repeal) }
    }
    return found
  }
}
