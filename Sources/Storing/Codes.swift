// Small numbers for closed sets, as the tables have them. A number once given is never given again.
import Exporting
import RuleModel

enum Codes {
  private static let kinds: [AnswerKind] = [.duty, .deadline, .step, .sanction, .material]
  private static let roles: [Duty.Role] = [.lead, .responsible, .support, .actor, .recipient]
  private static let modalities: [Duty.Modality] = [.must, .mustNot, .may, .encourage]

  static func number(of kind: AnswerKind) -> Int { kinds.firstIndex(of: kind) ?? -1 }
  static func number(of role: Duty.Role) -> Int { roles.firstIndex(of: role) ?? -1 }
  static func number(of modality: Duty.Modality) -> Int { modalities.firstIndex(of: modality) ?? -1 }

  static func kind(_ number: Int) -> AnswerKind { kinds.indices.contains(number) ? kinds[number] : .duty }
  static func role(_ number: Int) -> Duty.Role { roles.indices.contains(number) ? roles[number] : .actor }
  static func modality(_ number: Int) -> Duty.Modality {
    modalities.indices.contains(number) ? modalities[number] : .must
  }
}
