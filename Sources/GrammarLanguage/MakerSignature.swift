/// What a constructor takes and gives, so that a rule's `makes` line can be checked when it is loaded.
public struct MakerSignature: Sendable {
  /// What a field may be given.
  public enum FieldKind: Sendable {
    /// A capture: `value=@d`.
    case capture
    /// One of these words: `kind=by`.
    case keyword([String])
    /// Any text.
    case text
    /// A capture or any text.
    case captureOrText
  }

  /// The name behind `makes`.
  public let name: String
  /// Whether it makes a token (in a phrase file) or a fact.
  public let makesToken: Bool
  /// Attributes that its tokens can have, by name: one bit each.
  public let attributes: [String: UInt32]
  /// The fields that it takes.
  public let fields: [String: FieldKind]
  /// The fields that it cannot do without.
  public let required: [String]

  /// A signature of the given parts.
  public init(
    name: String, makesToken: Bool, attributes: [String: UInt32] = [:], fields: [String: FieldKind] = [:],
    required: [String] = []
  ) {
    self.name = name
    self.makesToken = makesToken
    self.attributes = attributes
    self.fields = fields
    self.required = required
  }
}

/// The word of `candidates` that is nearest to `word` by edit distance, where it is near enough to be meant.
public func nearest(to word: String, among candidates: some Sequence<String>) -> String? {
  let letters = Array(word.unicodeScalars)
  var best: (String, Int)?
  for candidate in candidates.sorted() {
    let other = Array(candidate.unicodeScalars)
    var row = Array(0...other.count)
    for i in letters.indices {
      var previous = row[0]
      row[0] = i + 1
      for j in other.indices {
        let cost = min(previous + (letters[i] == other[j] ? 0 : 1), min(row[j], row[j + 1]) + 1)
        previous = row[j + 1]
        row[j + 1] = cost
      }
    }
    let distance = row[other.count]
    if distance <= max(1, letters.count / 3), distance < best?.1 ?? .max { best = (candidate, distance) }
  }
  return best?.0
}
