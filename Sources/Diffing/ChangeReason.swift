/// Why a change tightens or loosens. `Exporting` has the sentences.
public enum ChangeReason: String, Hashable, Sendable, CaseIterable {
  case dateEarlier = "date-earlier"
  case dateLater = "date-later"
  case periodShorter = "period-shorter"
  case periodLonger = "period-longer"
  case windowNarrower = "window-narrower"
  case windowWider = "window-wider"
  case moreOften = "more-often"
  case lessOften = "less-often"
  case banLonger = "ban-longer"
  case banShorter = "ban-shorter"
  case lookbackLonger = "lookback-longer"
  case lookbackShorter = "lookback-shorter"
  case validityLonger = "validity-longer"
  case validityShorter = "validity-shorter"
  case startMoved = "start-moved"
  case workdaysSwapped = "workdays-swapped"
  case sameTimeOtherAct = "same-time-other-act"
  case timeAdded = "time-added"
  case timeDropped = "time-dropped"
  case timeOther = "time-other"

  case thresholdRaised = "threshold-raised"
  case thresholdLowered = "threshold-lowered"
  case capLowered = "cap-lowered"
  case capRaised = "cap-raised"
  case penaltyRaised = "penalty-raised"
  case penaltyLowered = "penalty-lowered"
  case benefitLowered = "benefit-lowered"
  case benefitRaised = "benefit-raised"
  case exclusionWider = "exclusion-wider"
  case exclusionNarrower = "exclusion-narrower"
  case numberAdded = "number-added"
  case numberDropped = "number-dropped"
  case measureOther = "measure-other"
  case numberOther = "number-other"

  case unitOther = "unit-other"
  case unitAdded = "unit-added"
  case unitDropped = "unit-dropped"

  case forceStronger = "force-stronger"
  case forceWeaker = "force-weaker"
  case banAdded = "ban-added"
  case banDropped = "ban-dropped"
  case forceOther = "force-other"

  case roleStricter = "role-stricter"
  case roleMilder = "role-milder"
  case roleOther = "role-other"

  case weightRaised = "weight-raised"
  case weightLowered = "weight-lowered"
  case weightAdded = "weight-added"
  case weightDropped = "weight-dropped"
  case passLineRaised = "pass-line-raised"
  case passLineLowered = "pass-line-lowered"

  case requirementAdded = "requirement-added"
  case requirementDropped = "requirement-dropped"
  case dutyAdded = "duty-added"
  case dutyDropped = "duty-dropped"
  case sanctionAdded = "sanction-added"
  case sanctionDropped = "sanction-dropped"
  case benefitAdded = "benefit-added"
  case benefitDropped = "benefit-dropped"
  case scopeAdded = "scope-added"
  case scopeDropped = "scope-dropped"
  case scopeOther = "scope-other"
  case subjectOther = "subject-other"
  case citationOther = "citation-other"
  case citationAdded = "citation-added"
  case citationDropped = "citation-dropped"
  case definitionOther = "definition-other"
  case definitionAdded = "definition-added"
  case definitionDropped = "definition-dropped"
  case wordingOther = "wording-other"

  /// What it does to those who are bound.
  public var direction: Direction {
    switch self {
    case .dateEarlier, .periodShorter, .windowNarrower, .moreOften, .banLonger, .lookbackLonger, .timeAdded,
      .thresholdRaised, .capLowered, .penaltyRaised, .benefitLowered, .exclusionWider, .forceStronger, .banAdded,
      .roleStricter, .passLineRaised, .requirementAdded, .dutyAdded, .sanctionAdded, .benefitDropped:
      .tightened
    case .dateLater, .periodLonger, .windowWider, .lessOften, .banShorter, .lookbackShorter, .timeDropped,
      .thresholdLowered, .capRaised, .penaltyLowered, .benefitRaised, .exclusionNarrower, .forceWeaker, .banDropped,
      .roleMilder, .passLineLowered, .requirementDropped, .dutyDropped, .sanctionDropped, .benefitAdded:
      .loosened
    case .startMoved, .sameTimeOtherAct, .unitOther, .unitAdded, .unitDropped, .weightRaised, .weightLowered,
      .citationOther, .citationAdded, .citationDropped, .wordingOther:
      .neutral
    case .validityLonger, .validityShorter, .workdaysSwapped, .timeOther, .numberAdded, .numberDropped, .measureOther,
      .numberOther, .forceOther, .roleOther, .weightAdded, .weightDropped, .scopeAdded, .scopeDropped, .scopeOther,
      .subjectOther, .definitionOther, .definitionAdded, .definitionDropped:
      .unknown
    }
  }

  /// The reason of the change back.
  public var reversed: ChangeReason {
    switch self {
    case .dateEarlier: .dateLater
    case .dateLater: .dateEarlier
    case .periodShorter: .periodLonger
    case .periodLonger: .periodShorter
    case .windowNarrower: .windowWider
    case .windowWider: .windowNarrower
    case .moreOften: .lessOften
    case .lessOften: .moreOften
    case .banLonger: .banShorter
    case .banShorter: .banLonger
    case .lookbackLonger: .lookbackShorter
    case .lookbackShorter: .lookbackLonger
    case .validityLonger: .validityShorter
    case .validityShorter: .validityLonger
    case .timeAdded: .timeDropped
    case .timeDropped: .timeAdded
    case .thresholdRaised: .thresholdLowered
    case .thresholdLowered: .thresholdRaised
    case .capLowered: .capRaised
    case .capRaised: .capLowered
    case .penaltyRaised: .penaltyLowered
    case .penaltyLowered: .penaltyRaised
    case .benefitLowered: .benefitRaised
    case .benefitRaised: .benefitLowered
    case .exclusionWider: .exclusionNarrower
    case .exclusionNarrower: .exclusionWider
    case .numberAdded: .numberDropped
    case .numberDropped: .numberAdded
    case .unitAdded: .unitDropped
    case .unitDropped: .unitAdded
    case .forceStronger: .forceWeaker
    case .forceWeaker: .forceStronger
    case .banAdded: .banDropped
    case .banDropped: .banAdded
    case .roleStricter: .roleMilder
    case .roleMilder: .roleStricter
    case .weightRaised: .weightLowered
    case .weightLowered: .weightRaised
    case .weightAdded: .weightDropped
    case .weightDropped: .weightAdded
    case .passLineRaised: .passLineLowered
    case .passLineLowered: .passLineRaised
    case .requirementAdded: .requirementDropped
    case .requirementDropped: .requirementAdded
    case .dutyAdded: .dutyDropped
    case .dutyDropped: .dutyAdded
    case .sanctionAdded: .sanctionDropped
    case .sanctionDropped: .sanctionAdded
    case .benefitAdded: .benefitDropped
    case .benefitDropped: .benefitAdded
    case .scopeAdded: .scopeDropped
    case .scopeDropped: .scopeAdded
    case .citationAdded: .citationDropped
    case .citationDropped: .citationAdded
    case .definitionAdded: .definitionDropped
    case .definitionDropped: .definitionAdded
    case .startMoved, .workdaysSwapped, .sameTimeOtherAct, .timeOther, .measureOther, .numberOther, .unitOther,
      .forceOther, .roleOther, .scopeOther, .subjectOther, .citationOther, .definitionOther, .wordingOther:
      self
    }
  }
}
