import Diffing
import RuleModel

extension EnglishWords {
  func name(of kind: ChangeKind) -> String { kind.rawValue }
  func name(of direction: Direction) -> String { direction.rawValue }
  func name(of impact: Impact) -> String { impact.rawValue }
  func name(of status: ProvisionStatus) -> String { status.rawValue }

  var diffTitle: String { "Comparison of versions" }
  var oldVersion: String { "Old" }
  var newVersion: String { "New" }
  func counts(of statuses: [(status: ProvisionStatus, count: Int)]) -> String {
    "Provisions: "
      + (statuses.isEmpty ? "none" : statuses.map { "\($0.count) \(name(of: $0.status))" }.joined(separator: ", "))
  }
  func counts(of summary: GraphDiff.Summary) -> String {
    "Rules: \(summary.tightened) tightened, \(summary.loosened) loosened, \(summary.neutral) neutral, \(summary.unknown) unknown"
  }
  func rolled(_ rolled: GraphDiff.Rolled) -> String {
    let way = rolled.years < 0 ? "earlier" : "later"
    return "Rolled: \(rolled.count) dates and years are \(abs(rolled.years)) year(s) \(way), which is no change"
  }
  var noChanges: String { "The versions are the same." }
  var noRuleChanges: String { "No provision or rule changed; only the title, number, dates and the like differ." }
  var outside: String { "Outside the provisions" }
  var changeHeads: [String] { ["Direction", "Kind", "Old", "New", "Why"] }
  var changesTitle: String { "Changes" }
  var sheetHeads: [String] {
    [
      "Kind", "Impact", "Direction", "Reason", "Old provision", "New provision", "Old quote", "New quote", "Old value",
      "New value", "Old rule", "New rule",
    ]
  }
  func name(of topic: NoticeComparison.Topic) -> String {
    switch topic {
    case .condition: "Conditions"
    case .deadline: "Deadlines"
    case .weight: "Weights"
    case .support: "Support"
    case .duty: "Duties"
    }
  }
  var comparisonTitle: String { "Notices side by side" }
  var comparedHead: String { "What" }
  var topicHead: String { "Topic" }
  var strictestHead: String { "Strictest" }
  var generousHead: String { "Most generous" }
  var comparisonLegend: String { "▲ strictest; ▽ most generous; — says nothing." }
  var noVersions: String { "No notice is a version of another." }
  func singles(_ count: Int) -> String {
    count == 1 ? "1 notice has no other version." : "\(count) notices have no other version."
  }
  var pageWords: DiffPageWords {
    DiffPageWords(
      next: "Next", previous: "Previous", kind: "Kind", direction: "Direction", all: "all",
      onlyRules: "only where rules changed")
  }

  func sentence(_ reason: ChangeReason, old: String, new: String) -> String {
    let step = "“\(old)” → “\(new)”"
    switch reason {
    case .dateEarlier: return "\(step): due earlier, less time."
    case .dateLater: return "\(step): due later, more time."
    case .periodShorter: return "\(step): a shorter period, less time."
    case .periodLonger: return "\(step): a longer period, more time."
    case .windowNarrower: return "\(step): a narrower window."
    case .windowWider: return "\(step): a wider window."
    case .moreOften: return "\(step): more often."
    case .lessOften: return "\(step): less often."
    case .banLonger: return "\(step): barred for longer."
    case .banShorter: return "\(step): barred for less long."
    case .lookbackLonger: return "\(step): looks back further, so more are kept out."
    case .lookbackShorter: return "\(step): looks back less far, so fewer are kept out."
    case .validityLonger: return "\(step): valid for longer; good or bad depends on the content."
    case .validityShorter: return "\(step): valid for less long; good or bad depends on the content."
    case .startMoved: return "\(step): begins at another time, with the same demands."
    case .workdaysSwapped: return "\(step): working days and calendar days of about the same length."
    case .sameTimeOtherAct: return "Still “\(new)”, but for something else."
    case .timeAdded: return "A new demand on time: “\(new)”."
    case .timeDropped: return "No more demand on time: “\(old)”."
    case .timeOther:
      return "\(old.isEmpty ? "New: “\(new)”" : new.isEmpty ? "Gone: “\(old)”" : step): can't tell which way."
    case .thresholdRaised: return "\(step): a higher threshold, fewer pass."
    case .thresholdLowered: return "\(step): a lower threshold, more pass."
    case .capLowered: return "\(step): a lower limit, less room."
    case .capRaised: return "\(step): a higher limit, more room."
    case .penaltyRaised: return "\(step): a heavier penalty."
    case .penaltyLowered: return "\(step): a lighter penalty."
    case .benefitLowered: return "\(step): less support."
    case .benefitRaised: return "\(step): more support."
    case .exclusionWider: return "\(step): keeps out more."
    case .exclusionNarrower: return "\(step): keeps out fewer."
    case .numberAdded: return "A new number: “\(new)”; which way depends on its use."
    case .numberDropped: return "A number is gone: “\(old)”; which way depends on its use."
    case .measureOther: return "\(step): another unit of measure, not comparable."
    case .numberOther: return "\(step): neither range holds the other, can't tell which way."
    case .unitOther: return "\(step): somebody else is in charge, with the same demands."
    case .unitAdded: return "“\(new)” is new."
    case .unitDropped: return "“\(old)” is gone."
    case .forceStronger: return old.isEmpty ? "“\(new)” is added: now an obligation." : "\(step): a stronger force."
    case .forceWeaker: return new.isEmpty ? "“\(old)” is dropped: no obligation any more." : "\(step): a weaker force."
    case .banAdded: return old.isEmpty ? "A new ban: “\(new)”." : "\(step): what was allowed is banned."
    case .banDropped: return new.isEmpty ? "A ban is gone: “\(old)”." : "\(step): what was banned is allowed."
    case .forceOther:
      return "\(old.isEmpty ? "New: “\(new)”" : new.isEmpty ? "Gone: “\(old)”" : step): can't tell which way."
    case .roleStricter: return "\(step): a stricter condition."
    case .roleMilder: return "\(step): a milder condition."
    case .roleOther: return "\(step): can't tell which way."
    case .weightRaised: return "\(step): counts for more."
    case .weightLowered: return "\(step): counts for less."
    case .weightAdded: return "A new row of scores: “\(new)”."
    case .weightDropped: return "A row of scores is gone: “\(old)”."
    case .passLineRaised: return "\(step): harder to pass."
    case .passLineLowered: return "\(step): easier to pass."
    case .requirementAdded: return "A new condition: “\(new)”; fewer pass."
    case .requirementDropped: return "A condition is gone: “\(old)”; more pass."
    case .dutyAdded: return "A new duty: “\(new)”."
    case .dutyDropped: return "A duty is gone: “\(old)”."
    case .sanctionAdded: return "A new sanction: “\(new)”."
    case .sanctionDropped: return "A sanction is gone: “\(old)”."
    case .benefitAdded: return "New support or priority: “\(new)”."
    case .benefitDropped: return "Support or priority is gone: “\(old)”."
    case .scopeAdded: return "New: “\(new)”; can't tell which way."
    case .scopeDropped: return "Gone: “\(old)”; can't tell which way."
    case .scopeOther: return "\(step): can't tell which way."
    case .subjectOther: return "\(step): applies to others."
    case .citationOther: return "\(step): another instrument is named."
    case .citationAdded: return "Named anew: “\(new)”."
    case .citationDropped: return "No longer named: “\(old)”."
    case .definitionOther: return "\(step): the word means something else."
    case .definitionAdded: return "A new term: “\(new)”."
    case .definitionDropped: return "A term is gone: “\(old)”."
    case .wordingOther:
      let what = old.isEmpty ? "“\(new)” is added" : new.isEmpty ? "“\(old)” is dropped" : step
      return "\(what): other words, the same rule."
    }
  }
}
