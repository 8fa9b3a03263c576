import TextModel

/// What somebody or something must be, have or do in order to be eligible, preferred, excluded …
public struct Condition: Hashable, Sendable {
  /// What meeting it leads to.
  public enum Role: String, Hashable, Sendable, CaseIterable { case require, prefer, exclude, revoke, veto, pass }
  /// What meeting it leads to.
  public var role: Role
  /// Who must meet it, as printed; nil where nobody is named near by.
  public var subject: String?
  /// What must be so.
  public var predicate: Predicate
  /// How the items of a list count together.
  public enum Combination: String, Hashable, Sendable, CaseIterable { case all, any }
  /// For an item of a list that a sentence leads in: whether all of the list are wanted or any one is enough; nil where
  /// the notice does not say, and for a condition that is no item.
  public var combination: Combination?
  /// The words that leave discretion (原则上, 酌情), as printed; nil where there are none.
  public var discretion: String?

  /// A condition of the given parts.
  public init(
    role: Role, subject: String?, predicate: Predicate, combination: Combination? = nil, discretion: String? = nil
  ) {
    self.role = role
    self.subject = subject
    self.predicate = predicate
    self.combination = combination
    self.discretion = discretion
  }
}

/// What is due when.
public struct Deadline: Hashable, Sendable {
  /// When.
  public var temporal: Temporal
  /// What is due, quoted; nil where the sentence does not say.
  public var action: String?
  /// Who owes it; nil where nobody is named near by, and for a time that an instrument or a paper has (`effective`,
  /// `validity`).
  public var unit: OrganizationMention?

  /// A deadline of the given parts.
  public init(temporal: Temporal, action: String?, unit: OrganizationMention?) {
    self.temporal = temporal
    self.action = action
    self.unit = unit
  }
}

/// Who must, may, must not or is urged to do what.
public struct Duty: Hashable, Sendable {
  /// The part that the unit has in it.
  public enum Role: String, Hashable, Sendable, CaseIterable { case lead, responsible, support, actor, recipient }
  /// The force of a sentence.
  public enum Modality: String, Hashable, Sendable, CaseIterable {
    case must
    case mustNot = "must-not"
    case may, encourage
  }
  /// Who.
  public var unit: OrganizationMention
  /// The part that the unit has in it.
  public var role: Role
  /// How strongly.
  public var modality: Modality
  /// The words that leave discretion (原则上, 酌情), as printed; nil where there are none.
  public var discretion: String?
  /// What is to be done, as printed; nil for a line that only names units.
  public var action: String?
  /// When.
  public var temporals: [Temporal]
  /// How much.
  public var quantities: [Quantity]

  /// A duty of the given parts.
  public init(
    unit: OrganizationMention, role: Role, modality: Modality, discretion: String? = nil, action: String? = nil,
    temporals: [Temporal] = [], quantities: [Quantity] = []
  ) {
    self.unit = unit
    self.role = role
    self.modality = modality
    self.discretion = discretion
    self.action = action
    self.temporals = temporals
    self.quantities = quantities
  }
}

/// A score, a weight, or the row of a scoring table.
public struct Weight: Hashable, Sendable {
  /// What the row is.
  public enum Row: String, Hashable, Sendable, CaseIterable {
    case group, indicator, bonus, deduction, veto, total, threshold
  }
  /// The printed name of what is scored.
  public var indicator: String?
  /// The printed name of the group that it belongs to.
  public var parent: String?
  /// The points; nil for a veto.
  public var points: ExactNumber?
  /// `%` for a weight in percent; nil for points.
  public var unit: String?
  /// What the row is.
  public var row: Row
  /// The scoring rule, as printed.
  public var content: String?

  /// A weight of the given parts.
  public init(
    indicator: String?, parent: String?, points: ExactNumber?, unit: String? = nil, row: Row, content: String? = nil
  ) {
    self.indicator = indicator
    self.parent = parent
    self.points = points
    self.unit = unit
    self.row = row
    self.content = content
  }
}

/// What is to be reached.
public struct Target: Hashable, Sendable {
  /// What is measured, as printed; nil where nothing near by says so.
  public var metric: String?
  /// How much.
  public var quantity: Quantity
  /// By when.
  public var temporal: Temporal?

  /// A target of the given parts.
  public init(metric: String?, quantity: Quantity, temporal: Temporal?) {
    self.metric = metric
    self.quantity = quantity
    self.temporal = temporal
  }
}

/// What somebody gets: money, priority, recognition.
public struct Support: Hashable, Sendable {
  /// What kind of benefit.
  public enum Benefit: String, Hashable, Sendable, CaseIterable { case money, priority, recognition }
  /// What kind of benefit.
  public var benefit: Benefit
  /// Who gets it, as printed.
  public var beneficiary: String?
  /// How much.
  public var quantities: [Quantity]
  /// What is given to whom and within which bounds, in the order of the text; empty where there is nothing to tell
  /// apart: one amount without a bound.
  public var tiers: [Tier]

  /// A support of the given parts.
  public init(benefit: Benefit, beneficiary: String?, quantities: [Quantity], tiers: [Tier] = []) {
    self.benefit = benefit
    self.beneficiary = beneficiary
    self.quantities = quantities
    self.tiers = tiers
  }
}

/// One of the amounts of a support, with the bounds that hold for it: 国家级每家50万元; 投资额的20%, 最高500万元.
public struct Tier: Hashable, Sendable {
  /// What stands before the amount in its clause, as printed: the class that it is for, or what it is a share of.
  public var of: String?
  /// The amount, a place in the support's quantities; nil for a bound without one (最高100万元).
  public var amount: Int?
  /// The most, a place in the support's quantities.
  public var cap: Int?
  /// The least, a place in the support's quantities.
  public var floor: Int?

  /// A tier of the given parts.
  public init(of: String? = nil, amount: Int?, cap: Int? = nil, floor: Int? = nil) {
    self.of = of
    self.amount = amount
    self.cap = cap
    self.floor = floor
  }

  /// The tiers of numbers in the order of the text: a bound holds for the amounts before it, back to the bound before
  /// that. `words` has what stands before each number.
  public static func tiers(of quantities: [Quantity], words: [String?]) -> [Tier] {
    var out: [Tier] = []
    // The first of the tiers that the next bound holds for, and whether a bound has held for them.
    var first = 0
    var isBounded = false
    for (index, quantity) in quantities.enumerated() {
      let isCap: Bool
      switch quantity.comparison {
      case .equal, .range:
        if isBounded { (first, isBounded) = (out.count, false) }
        out.append(Tier(of: index < words.count ? words[index] : nil, amount: index))
        continue
      case .atMost, .lessThan: isCap = true
      case .atLeast, .moreThan: isCap = false
      }
      let held = out[first...].indices.filter { isCap ? out[$0].cap == nil : out[$0].floor == nil }
      // 不超过销售额的30%、最高3000万元: the share is what the sum of money limits.
      if held.isEmpty, isCap, let last = out.indices.last, last >= first, out[last].amount == nil,
        let share = out[last].cap, quantities[share].unit != quantity.unit
      {
        (out[last].amount, out[last].cap) = (share, index)
        isBounded = true
        continue
      }
      if held.isEmpty {
        first = out.count
        out.append(
          Tier(
            of: index < words.count ? words[index] : nil, amount: nil, cap: isCap ? index : nil,
            floor: isCap ? nil : index))
      }
      for place in held {
        if isCap { out[place].cap = index } else { out[place].floor = index }
      }
      isBounded = true
    }
    return out.count > 1 || out.contains { $0.amount != nil && ($0.cap != nil || $0.floor != nil) } ? out : []
  }
}

/// What follows when a condition is met or broken.
public struct Sanction: Hashable, Sendable {
  /// What follows, as printed.
  public var consequence: String
  /// The case that brings it about, as printed in the same sentence; nil where items below say it.
  public var cause: String?
  /// Who decides on it; nil where nobody is named.
  public var unit: OrganizationMention?
  /// The first condition that brings it about; all of them have an edge to it. Nil where none was read.
  public var trigger: RuleID?

  /// A sanction of the given parts.
  public init(consequence: String, cause: String? = nil, unit: OrganizationMention? = nil, trigger: RuleID? = nil) {
    self.consequence = consequence
    self.cause = cause
    self.unit = unit
    self.trigger = trigger
  }
}

/// One stage of a procedure.
public struct Step: Hashable, Sendable {
  /// Its name, as printed.
  public var name: String
  /// Its place in the procedure, from 1.
  public var order: Int
  /// Who acts in it.
  public var units: [OrganizationMention]
  /// When.
  public var temporals: [Temporal]
  /// The stage behind it.
  public var next: RuleID?

  /// A step of the given parts.
  public init(name: String, order: Int, units: [OrganizationMention], temporals: [Temporal], next: RuleID?) {
    self.name = name
    self.order = order
    self.units = units
    self.temporals = temporals
    self.next = next
  }
}

/// What is to be handed in.
public struct Material: Hashable, Sendable {
  /// What, as printed.
  public var name: String
  /// How many copies and the like.
  public var quantities: [Quantity]
  /// To whom.
  public var to: OrganizationMention?

  /// A material of the given parts.
  public init(name: String, quantities: [Quantity], to: OrganizationMention?) {
    self.name = name
    self.quantities = quantities
    self.to = to
  }
}

/// A word that the notice gives a meaning of its own.
public struct Definition: Hashable, Sendable {
  /// The word.
  public var term: String
  /// What it means; nil where the notice does not say.
  public var means: String?

  /// A definition of the given parts.
  public init(term: String, means: String?) {
    self.term = term
    self.means = means
  }
}

/// Another instrument that the notice names.
public struct Citation: Hashable, Sendable {
  /// Its title without 《》.
  public var title: String
  /// Its document number, as printed; nil where none is.
  public var number: String?

  /// A citation of the given parts.
  public init(title: String, number: String?) {
    self.title = title
    self.number = number
  }
}
