// What the registry says of a body.
import RuleModel

/// A region: its code in GB/T 2260 and its full name, a district's with its city: `440105`, 广州市海珠区.
public struct BodyRegion: Hashable, Sendable {
  /// Six digits.
  public let code: String
  /// The full name.
  public let name: String
}

/// Where a notice comes from: what 市财政局 or 发展改革委 stands for depends on it.
public struct BodyHome: Hashable, Sendable {
  /// The region that its issuer governs; nil where nothing says so.
  public var region: BodyRegion?
  /// Whether a body of the whole nation issued it.
  public var isNational: Bool

  /// A home of the given parts.
  public init(region: BodyRegion? = nil, isNational: Bool = false) {
    self.region = region
    self.isNational = isNational
  }
}

/// What the registry makes of a name.
public struct BodyReading: Hashable, Sendable {
  /// What a body became.
  public struct Successor: Hashable, Sendable {
    /// The name that it has now; without its region where the name differs from place to place.
    public var name: String
    /// Since when: `2018-03`, or `2018` where bodies of different regions changed in different months.
    public var since: String

    /// A successor of the given name.
    public init(name: String, since: String) {
      self.name = name
      self.since = since
    }
  }

  /// The full official name; nil where nothing says which region is meant, or the name is only a part of one.
  public var name: String?
  /// What bodies of one kind have in common in all regions and at all levels, former names included.
  public var field: String
  /// What it is.
  public var kind: BodyKind
  /// The levels at which there is such a body; one where the name or its region says so.
  public var levels: Set<BodyLevel>
  /// Its region; nil for a body of the whole nation, or where nothing says which one.
  public var region: BodyRegion?
  /// What it became since; nil for a body that still bears its name.
  public var successor: Successor?
}
