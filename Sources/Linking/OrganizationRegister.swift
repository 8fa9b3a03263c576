import RuleModel
import TextModel

/// The bodies that a notice names, each once, in the order in which they are first named.
struct OrganizationRegister {
  private(set) var list: [Organization] = []
  private var numbers: [String: Int] = [:]
  /// Official names of the printed ones that were met.
  private var known: [String: String] = [:]
  private let document: Document
  private let meanings: [String: String]
  private var officials: OfficialNames

  init(document: Document, definitions: [Definition], vocabulary: Vocabulary) {
    self.document = document
    officials = OfficialNames(vocabulary: vocabulary, region: document.region)
    var meanings: [String: String] = [:]
    for definition in definitions {
      if let means = definition.means, means.unicodeScalars.count <= 60 { meanings[definition.term] = means }
    }
    self.meanings = meanings
  }

  /// The organization of a name, registered where it is new.
  func id(of name: String) -> OrganizationID? { numbers[name].map { OrganizationID($0 + 1) } }

  /// The full name that the notice itself settles: an issuer's, or the meaning of a short form; nil otherwise.
  private func canonical(_ name: String) -> String? {
    if document.issuers.contains(name) { return name }
    return meanings[name]
  }

  private mutating func resolve(_ mention: OrganizationMention) -> OrganizationMention {
    var out = mention
    // What the notice itself settles comes first, then what the lists of official names do.
    let official = numbers[mention.name] == nil ? officials.official(mention.name) : nil
    out.canonical = mention.canonical ?? canonical(mention.name) ?? official?.name ?? known[mention.name]
    if let canonical = out.canonical { known[mention.name] = canonical }
    let name = out.canonical ?? out.name
    if let known = numbers[name] {
      if name != out.name, !list[known].aliases.contains(out.name) { list[known].aliases.append(out.name) }
      numbers[out.name] = known
    } else {
      let number = list.count
      numbers[name] = number
      numbers[out.name] = number
      list.append(
        Organization(
          id: OrganizationID(number + 1), name: name, aliases: name == out.name ? [] : [out.name],
          region: official.map(\.region) ?? (out.canonical == nil ? nil : document.region?.code),
          successor: officials.successor(of: out.name)))
    }
    return out
  }

  /// A rule's body with its mentions resolved.
  mutating func resolve(_ body: RuleBody) -> RuleBody {
    switch body {
    case .duty(var duty):
      duty.unit = resolve(duty.unit)
      return .duty(duty)
    case .deadline(var deadline):
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
