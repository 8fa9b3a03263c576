/// Something that a reader of the result should know: a broken sequence, a sum that does not add up, a body unknown.
public struct Diagnostic: Hashable, Sendable {
  /// How much it matters. `note`: nothing is wrong; `warning`: look; `error`: a part could not be read.
  public enum Severity: String, Hashable, Sendable { case note, warning, error }

  /// How much it matters.
  public let severity: Severity
  /// A stable name in kebab case, such as `weight-sum`.
  public let code: String
  /// One sentence: finding and next step.
  public let message: String
  /// The place it speaks of; nil where it speaks of the whole notice.
  public let span: Span?

  /// A diagnostic of the given parts.
  public init(_ severity: Severity, _ code: String, _ message: String, at span: Span? = nil) {
    self.severity = severity
    self.code = code
    self.message = message
    self.span = span
  }
}
