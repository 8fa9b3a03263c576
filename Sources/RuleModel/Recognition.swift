import TextModel

/// A phrase that is recognized wherever it stands, whether a rule speaks of it or not.
public struct RecognizedPhrase: Hashable, Sendable {
  /// What a phrase is.
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    /// A date or an expression that fixes time.
    case time
    /// A length of time.
    case duration
    /// A number with a unit, or under a comparison.
    case quantity
    /// A sum of money; `unit` is the currency, `value` counts its main unit.
    case money
    /// A share in per cent.
    case percentage
    /// A number without a unit, or the number inside another phrase.
    case number
    /// A body or a class of bodies.
    case organization
    /// 《…》
    case title
    /// 粤府函〔2020〕82号
    case documentNumber = "document-number"
  }

  /// What it is.
  public var kind: Kind
  /// Where it stands.
  public var span: Span
  /// Its characters, as `span` has them in the text.
  public var quote: String
  /// The number, the lower end of a range, or how many units a duration counts; nil for the kinds without a number.
  public var number: ExactNumber?
  /// The upper end of a range.
  public var upper: ExactNumber?
  /// The unit as printed; empty where none is printed, nil for the kinds without one.
  public var unit: String?
  /// How the number is bound.
  public var comparison: ComparisonOperator?
  /// What stands for the phrase where it is no number: an ISO 8601 date, interval or duration; the name of a body; the
  /// title without its brackets; nil where the text does not settle it.
  public var text: String?
  /// What an expression of time does; nil for a bare date.
  public var temporal: Temporal?
  /// Whether the days of a duration are working days.
  public var isWorkdays: Bool
  /// The grammar rule that found it, `quantity.money`; nil for what needs no rule.
  public var rule: String?

  /// A phrase of a kind at a place.
  public init(kind: Kind, span: Span, quote: String) {
    self.kind = kind
    self.span = span
    self.quote = quote
    isWorkdays = false
  }
}

/// All phrases of a text.
public struct Recognition: Sendable {
  /// The text.
  public var text: SourceText
  /// The phrases in the order of the text, one that holds others before them.
  public var phrases: [RecognizedPhrase]

  /// The phrases of a text.
  public init(text: SourceText, phrases: [RecognizedPhrase]) {
    self.text = text
    self.phrases = phrases
  }
}
