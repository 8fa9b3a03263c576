import TextModel

/// A typed piece of running text, whether or not a rule was read from the sentence that it stands in.
public struct Expression: Hashable, Sendable {
  /// What the piece says.
  public enum Value: Hashable, Sendable {
    /// A bound number.
    case quantity(Quantity)
    /// A number of units of time that no rule of time has read further: `1至3年`.
    case period(Quantity)
    /// A time.
    case temporal(Temporal)
    /// A word that sets when or how often without a number: 定期, 立即.
    case pace
    /// A body.
    case organization(OrganizationMention)
    /// The force of its clause.
    case modality(Duty.Modality)
    /// The title of an instrument, in 《》.
    case title
    /// A number that no phrase has read further.
    case number(ExactNumber)
  }

  /// What its sentence means for those who are bound.
  public enum Tone: String, Hashable, Sendable, CaseIterable {
    /// What they pay or lose.
    case penalty
    /// What they get.
    case benefit
    /// What they may not.
    case ban
  }

  /// Where it stands.
  public var span: Span
  /// Its characters, as `span` has them in the text.
  public var quote: String
  /// What it says.
  public var value: Value
  /// What its sentence means for those who are bound; nil where no word near by says so.
  public var tone: Tone?

  /// An expression of the given parts.
  public init(span: Span, quote: String, value: Value, tone: Tone? = nil) {
    self.tone = tone
    self.span = span
    self.quote = quote
    self.value = value
  }
}
