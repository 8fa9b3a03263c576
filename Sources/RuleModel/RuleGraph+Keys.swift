// Names of rules that outlive their numbers: what somebody hangs on a rule is found again after the notice, or the
// grammar, has changed elsewhere.
import TextModel

extension RuleGraph {
  /// A key for each rule, in the order of `rules`: kind, signature of what it says, and which of those that say the
  /// same it is. Unique within the graph.
  ///
  ///     duty-3f0c9a417be2d865-1
  ///
  /// The signature is taken over the words (see `Rule.signature`), never over places, numbers of provisions or names
  /// within the graph: it stays when the rule moves, when the notice is renumbered, and when a rule that says something
  /// else is added or goes. It changes when the rule's own words change.
  public func stableKeys() -> [String] {
    stableKeyParts().map { "\($0.kind)-\(Signature.digits(of: $0.signature))-\($0.ordinal)" }
  }

  /// The parts of each rule's key, in the order of `rules`: its kind, the signature as a number, and which of those with
  /// the same kind and signature it is, from 1.
  public func stableKeyParts() -> [(kind: String, signature: UInt64, ordinal: Int)] {
    // The kind is part of what the signature is taken over.
    var seen: [UInt64: Int] = [:]
    seen.reserveCapacity(rules.count)
    return rules.map { rule in
      let signature = rule.signatureValue
      let ordinal = (seen[signature] ?? 0) + 1
      seen[signature] = ordinal
      return (rule.body.kind, signature, ordinal)
    }
  }
}

extension Rule {
  /// 16 hexadecimal digits over the rule's kind and words: letters and digits only, so that a different space, width of
  /// punctuation or line break gives the same. Source: FNV-1a, 64 bits.
  public var signature: String { Signature.digits(of: signatureValue) }

  fileprivate var signatureValue: UInt64 {
    var hash = Signature()
    hash.add(body.kind)
    hash.add(quote)
    for part in body.identity { hash.add(part) }
    return hash.value
  }
}

extension RuleBody {
  /// What tells apart two rules with one quote: a sentence may give three bodies a duty each.
  fileprivate var identity: [String?] {
    switch self {
    case .condition(let condition): [condition.role.rawValue, condition.subject]
    case .deadline(let deadline): [deadline.temporal.kind.rawValue, deadline.action, deadline.unit?.name]
    case .duty(let duty): [duty.role.rawValue, duty.modality.rawValue, duty.unit.name]
    case .weight(let weight): [weight.row.rawValue, weight.indicator, weight.parent, weight.points?.description]
    case .target(let target): [target.metric, target.quantity.quote]
    case .support(let support): [support.benefit.rawValue, support.beneficiary]
    case .sanction(let sanction): [sanction.consequence]
    case .step(let step): [step.name]
    case .material(let material): [material.name]
    case .definition(let definition): [definition.term]
    case .citation(let citation): [citation.title, citation.number]
    }
  }
}

/// FNV-1a over the letters and digits of texts.
private struct Signature {
  private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

  mutating func add(_ text: String?) {
    for scalar in (text ?? "").unicodeScalars {
      var code = scalar.value
      // Full-width ASCII is ASCII.
      if (0xFF01...0xFF5E).contains(code) { code -= 0xFEE0 }
      guard let plain = Unicode.Scalar(code), Self.counts(plain) else { continue }
      for shift in [0, 8, 16] as [UInt32] { mix(UInt8(truncatingIfNeeded: code >> shift)) }
    }
    // No text holds this byte thrice: the end of a part is not one of its characters.
    for _ in 0..<3 { mix(0xFF) }
  }

  static func digits(of value: UInt64) -> String {
    let plain = String(value, radix: 16)
    return String(repeating: "0", count: 16 - plain.count) + plain
  }

  private mutating func mix(_ byte: UInt8) { value = (value ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }

  /// Letters, digits and signs that change a meaning, such as %; no blank, mark or punctuation.
  private static func counts(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x4E00...0x9FA5: return true
    case 0x3000...0x3003, 0x3008...0x3011, 0..<0x24: return false
    default: break
    }
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber,
      .letterNumber, .otherNumber, .mathSymbol, .currencySymbol:
      return true
    default: return scalar == "%" || scalar == "‰"
    }
  }
}
