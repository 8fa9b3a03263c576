import GrammarLanguage
import Tokenizing

/// What a rule found: its tokens, and the tokens of its captures.
public struct Match: Hashable, Sendable {
  /// Index of the rule in its file.
  public let rule: Int
  /// Index of the segment.
  public let segment: Int
  /// The tokens that it covers.
  public let tokens: Range<Int>
  /// The tokens of each capture, by the rule's `captureNames`; nil where the capture took no part.
  public let captures: [Range<Int>?]

  /// A match of the given parts.
  public init(rule: Int, segment: Int, tokens: Range<Int>, captures: [Range<Int>?]) {
    self.rule = rule
    self.segment = segment
    self.tokens = tokens
    self.captures = captures
  }
}
