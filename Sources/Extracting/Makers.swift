import GrammarLanguage

/// The constructors that grammar rules may use, with their fields: the border between grammar files and Swift.
public enum Makers {
  /// All constructors.
  public static let all: [MakerSignature] = phrases + facts

  /// Word lists whose words the extractor looks up in running text.
  public static let lists: Set<String> = ConditionReader.lists.union(CitationReader.lists).union([
    "limit-negations", "modals", "discretion", "name-stops", "not-name", "time-units", "role-verbs", "relative-years",
    "guard-words", "each-day-words", "antecedent-leads", "founding-verbs", "definition-hedges",
    "name-joins", "reception-verbs", "score-words", "score-totals", "computing-verbs", "grade-words", "pace-words",
    "tone-words", "number-leads",
  ])

  static let phrases: [MakerSignature] = [
    MakerSignature(name: "word", makesToken: true),
    MakerSignature(
      name: "date", makesToken: true, attributes: DateParts.attributes,
      fields: [
        "base": .capture, "year": .capture, "relative": .capture, "month": .captureOrText, "day": .capture,
        "hour": .capture,
        "minute": .capture, "minute-han": .capture, "afternoon": .capture, "quarter": .capture,
        "part": .keyword([
          "end", "early", "mid", "late", "quarter", "year-end", "quarter-end", "quarters-through", "first-half",
          "second-half", "year-start", "early-mid", "mid-late",
        ]),
      ]),
    MakerSignature(
      name: "duration", makesToken: true, attributes: DurationValue.attributes,
      fields: [
        "number": .capture, "unit": .capture, "iso": .text, "half": .keyword(["year", "month", "day", "hour"]),
        "first": .capture, "second": .capture, "third": .capture, "hours": .capture,
      ]),
    MakerSignature(
      name: "quantity", makesToken: true, attributes: QuantityValue.attributes,
      fields: [
        "op": .captureOrText, "op-after": .capture, "number": .capture, "unit": .capture, "duration": .capture,
        "upper": .capture, "upper-duration": .capture, "denominator": .capture, "unit-text": .text, "iso": .text,
        "percent": .keyword(["true"]),
        "half": .capture, "negative": .capture, "whole": .capture, "digits": .capture, "tenths": .capture,
        "hundredths": .capture, "and-half": .capture, "scale": .captureOrText, "parts-of": .capture, "period": .capture,
      ]),
    MakerSignature(
      name: "temporal", makesToken: true, attributes: TemporalValue.attributes,
      fields: [
        "kind": .keyword([
          "by", "on", "from", "between", "within", "for", "every", "lookback", "as-of", "horizon", "effective",
          "validity",
        ]),
        "date": .capture, "to": .capture, "year": .capture, "duration": .capture, "after": .capture, "unit": .capture,
        "times": .capture, "times-number": .capture, "by": .capture,
        "by-day": .capture, "plan": .capture,
        "plan-end": .capture, "counts": .keyword(["before"]),
        "unit-text": .keyword(["year"]), "iso": .text, "next-year": .keyword(["true"]),
        "on-issue": .keyword(["true"]), "from-issue": .keyword(["true"]), "from-effective": .keyword(["true"]),
        "after-text": .text,
        "base": .capture, "third": .capture, "listed": .keyword(["true", "each"]), "hour": .capture, "minute": .capture,
        "afternoon": .capture,
        "to-hour": .capture, "to-minute": .capture, "to-afternoon": .capture,
      ],
      required: ["kind"]),
    MakerSignature(
      name: "label", makesToken: true, attributes: labelRoles,
      fields: ["role": .keyword(["lead", "responsible", "support"])], required: ["role"]),
    MakerSignature(
      name: "organization", makesToken: true, attributes: OrganizationValue.attributes,
      fields: [
        "name": .capture, "class": .keyword(["body", "class", "actor", "person"]), "tail": .captureOrText,
        "elided": .keyword(["shared", "each", "list"]), "defined": .keyword(["true"]),
      ]),
  ]

  static let labelRoles: [String: UInt32] = ["lead": 1, "responsible": 2, "support": 4]
  static let conditionRoles = ["require", "prefer", "exclude", "revoke", "veto", "pass"]
  static let modalities = ["must", "must-not", "may", "encourage"]

  static let facts: [MakerSignature] = [
    MakerSignature(
      name: "scope", makesToken: false,
      fields: [
        "gives": .keyword(["condition", "duty", "material", "step", "support", "unit", "target", "nothing"]),
        "role": .keyword(conditionRoles + ["lead", "responsible", "support"]), "subject": .capture,
        "join": .keyword(["all", "any"]), "head": .capture,
      ],
      required: ["gives"]),
    MakerSignature(
      name: "condition", makesToken: false,
      fields: [
        "role": .keyword(conditionRoles), "subject": .capture, "span": .keyword(["sentence", "match", "item"]),
        "match": .keyword(["case", "consequence", "leadin"]),
      ],
      required: ["role"]),
    MakerSignature(
      name: "duty", makesToken: false,
      fields: [
        "unit": .capture, "role": .keyword(["lead", "responsible", "support", "actor", "recipient"]),
        "modality": .keyword(modalities), "modal": .capture, "quote": .capture, "agent": .keyword(["true"]),
        // The unit only agrees to what another does: a natural person who does so owes nothing.
        "consent": .keyword(["true"]),
        "nested": .keyword(["true"]),
        // The rule names the verb itself: what only looks like a thing with the unit's name is none.
        "stated": .keyword(["true"]),
      ],
      required: ["unit", "role"]),
    MakerSignature(
      name: "units", makesToken: false,
      fields: [
        "list": .capture, "role": .keyword(["lead", "responsible", "support"]),
        "first": .keyword(["lead"]), "place": .keyword(["bracket"]),
      ],
      required: ["list", "role"]),
    MakerSignature(
      name: "weight", makesToken: false,
      fields: [
        "indicator": .capture, "points": .capture, "parent": .capture, "unit": .keyword(["%"]),
        "row": .keyword(["group", "indicator", "bonus", "deduction", "veto", "total", "threshold"]), "quote": .capture,
        "form": .keyword([
          "full-mark", "bracketed", "term", "ratio", "share", "part", "bare-part", "band", "band-bracketed", "pass",
          "fail", "line",
        ]),
      ],
      required: ["row", "form"]),
    MakerSignature(
      name: "definition", makesToken: false,
      fields: ["term": .capture, "means": .captureOrText, "antecedent": .keyword(["before-bracket", "title"])],
      required: ["term"]),
    MakerSignature(
      name: "citation", makesToken: false, fields: ["title": .capture, "number": .capture], required: ["title"]),
    MakerSignature(
      name: "contact", makesToken: false, fields: ["names": .capture, "phones": .capture], required: ["phones"]),
    MakerSignature(name: "first-leads", makesToken: false),
    MakerSignature(name: "material", makesToken: false, fields: ["names": .capture], required: ["names"]),
    MakerSignature(
      name: "support", makesToken: false, fields: ["benefit": .keyword(["money", "priority", "recognition"])],
      required: ["benefit"]),
    MakerSignature(name: "sanction", makesToken: false),
    MakerSignature(
      name: "reference", makesToken: false,
      fields: ["chapter": .capture, "article": .capture, "item": .capture, "own": .keyword(["true"])]),
  ]
}
