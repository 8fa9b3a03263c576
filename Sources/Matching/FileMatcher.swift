import Tokenizing

/// Matches the rules of one grammar file on token streams. Keeps what it learns from one text to the next; one thread
/// uses it at a time.
///
/// At each place the longest match wins, of equally long ones the rule with the higher priority, then the earlier in
/// the file. A match is at most `longestMatch` tokens, so that the time is linear in the text.
public final class FileMatcher {
  /// The most tokens that a match may have.
  public static let longestMatch = 400

  /// The file whose rules are matched.
  public let file: CompiledFile
  /// All that changes while matching; a value, so that its parts are reached without checks of exclusive access.
  private var search: MatchSearch
  private let kinds: TokenKinds

  /// A matcher of the file's rules. `kinds`: a table that it shares with other matchers of its thread.
  public init(_ file: CompiledFile, kinds: TokenKinds) {
    self.file = file
    self.kinds = kinds
    search = file.search
  }

  /// How many tokens were read so far, look-arounds and captures included: a measure of work that does not depend on
  /// the machine.
  public var steps: Int { search.steps }

  /// All matches in the stream, segment by segment. Where the file's rules may overlap, each place is tried; else the
  /// search goes on behind a match.
  public func matches(in stream: TokenStream) -> [Match] {
    guard !file.rules.isEmpty else { return [] }
    var stream = stream
    kinds.number(&stream)
    return search.matches(of: file, in: stream, kinds)
  }
}
