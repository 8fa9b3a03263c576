import Naming
import RuleModel
import TextModel

/// The bodies that a notice names, each once, in the order in which they are first named.
struct OrganizationRegister {
  private(set) var list: [Organization] = []
  /// Bodies whose full name nothing settles.
  private(set) var diagnostics: [Diagnostic] = []
  private var numbers: [String: Int] = [:]
  /// Official names of the printed ones that were met.
  private var known: [String: String] = [:]
  private let document: Document
  private let meanings: [String: String]
  private let registry: BodyRegistry
  private let home: BodyHome

  init(document: Document, definitions: [Definition], registry: BodyRegistry, home: BodyHome) {
    self.document = document
    self.registry = registry
    self.home = home
    var meanings: [String: String] = [:]
    for definition in definitions {
      if let means = definition.means, Self.isName(means) { meanings[definition.term] = means }
    }
    self.meanings = meanings
  }

  /// The organization of a name, registered where it is new.
  func id(of name: String) -> OrganizationID? { numbers[name].map { OrganizationID($0 + 1) } }

  private mutating func resolve(_ mention: OrganizationMention) -> OrganizationMention {
    var out = mention
    if let number = numbers[mention.name] {
      out.canonical = mention.canonical ?? known[mention.name]
      if out.canonical == nil || out.canonical == list[number].name { return out }
    }
    // What the notice itself settles comes first, then what the registry does.
    let defined = mention.canonical ?? meanings[mention.name]
    let reading =
      defined.map(meant) ?? registry.reading(of: mention.name, at: home)
      ?? registry.own(mention.name, issuers: document.issuers, at: home)
    // 省教育厅 that signs a notice is none the fuller for it where nothing says of which province.
    let isFullIssuer = document.issuers.contains(mention.name) && registry.gap(of: mention.name, at: home) != .region
    out.canonical = reading?.name ?? defined ?? (isFullIssuer ? mention.name : nil)
    if let canonical = out.canonical { known[mention.name] = canonical }
    let name = out.canonical ?? out.name
    if let number = numbers[name] {
      if name != out.name, !list[number].aliases.contains(out.name) { list[number].aliases.append(out.name) }
      numbers[out.name] = number
    } else {
      if out.canonical == nil { tellGap(out) }
      let number = list.count
      numbers[name] = number
      numbers[out.name] = number
      list.append(
        Organization(
          id: OrganizationID(number + 1), name: name, aliases: name == out.name ? [] : [out.name],
          region: reading?.name == nil ? defined.flatMap { _ in document.region?.code } : reading?.region?.code,
          kind: reading?.kind, level: reading.flatMap { $0.levels.count == 1 ? $0.levels.first : nil },
          successor: reading?.successor.map { .init(name: $0.name, since: $0.since) }))
    }
    return out
  }

  /// Whether the meaning of a short form is a name, not a description of whom it means (符合条件的企业, 中国人民银行及其分支机构).
  private static func isName(_ meaning: String) -> Bool {
    meaning.unicodeScalars.count <= 60 && !meaning.contains { "的，,、；。".contains($0) }
      && !meaning.contains("及其") && !meaning.contains("以下简称")
  }

  private mutating func tellGap(_ mention: OrganizationMention) {
    guard let gap = registry.gap(of: mention.name, at: home) else { return }
    let reason =
      switch gap {
      case .region: "nothing says of which region it is; the issuer's name would"
      case .name: "no list of bodies has it; where you know its full name, add a line to words/bodies-regions.txt"
      }
    diagnostics.append(
      Diagnostic(
        .note, "unit-unresolved", "“\(mention.name)” keeps its printed name: \(reason)", at: mention.span))
  }

  /// What the meaning of a short form is; a body that its long form ends with where more stands before it.
  private func meant(_ meaning: String) -> BodyReading? {
    if let whole = registry.reading(of: meaning, at: home), whole.name != nil { return whole }
    guard meaning.unicodeScalars.count > 20 else { return nil }
    var rest = meaning.dropFirst()
    while rest.unicodeScalars.count > 3 {
      if let reading = registry.reading(of: String(rest), at: home), reading.name != nil { return reading }
      rest = rest.dropFirst()
    }
    return nil
  }

  /// A rule's body with its mentions resolved.
  mutating func resolve(_ body: RuleBody) -> RuleBody {
    switch body {
    case .duty(var duty):
      duty.unit = resolve(duty.unit)
      return .duty(duty)
    case .deadline(var deadline):
      guard deadline.unit != nil else { return body }
      deadline.unit = deadline.unit.map { resolve($0) }
      return .deadline(deadline)
    case .step(var step):
      step.units = step.units.map { resolve($0) }
      return .step(step)
    case .material(var material):
      material.to = material.to.map { resolve($0) }
      return .material(material)
    case .sanction(var sanction):
      sanction.unit = sanction.unit.map { resolve($0) }
      return .sanction(sanction)
    case .condition, .weight, .target, .support, .definition, .citation: return body
    }
  }
}
