// Who is who: the border to whatever knows the names of bodies. The library itself knows none.
import RuleModel

/// A body as the library files it.
public struct Department: Hashable, Sendable {
  /// What bodies of one kind have in common in all regions and at all levels, former names included: a name that
  /// the directory always gives alike.
  public var office: String
  /// The full name, for people.
  public var name: String
  /// The level that it stands at; nil where the name does not say.
  public var level: BodyLevel?
  /// Where it is; nil for a body of the whole nation, or where nothing says so.
  public var region: DepartmentRegion?

  /// A body of the given parts.
  public init(office: String, name: String, level: BodyLevel?, region: DepartmentRegion?) {
    self.office = office
    self.name = name
    self.level = level
    self.region = region
  }
}

/// A region: by its code where it has one, else by its name.
public struct DepartmentRegion: Hashable, Sendable {
  /// GB/T 2260, six digits; nil for a region that has none.
  public var code: String?
  /// The full name.
  public var name: String

  /// A region of the given code and name.
  public init(code: String?, name: String) {
    self.code = code
    self.name = name
  }
}

/// What a name that somebody looks for stands for.
public struct DepartmentQuery: Hashable, Sendable {
  /// The offices that the name may mean; empty where the directory knows none.
  public var offices: Set<String>
  /// Whether the directory knows what the name means; else parts of other names may be meant.
  public var isKnown: Bool
  /// The levels that the name itself says; nil where it leaves them open.
  public var levels: Set<BodyLevel>?
  /// The region that the name itself says; nil where it leaves it open.
  public var region: DepartmentRegion?

  /// A query of the given parts.
  public init(offices: Set<String>, isKnown: Bool, levels: Set<BodyLevel>?, region: DepartmentRegion?) {
    self.offices = offices
    self.isKnown = isKnown
    self.levels = levels
    self.region = region
  }
}

/// Knows the names of bodies.
public protocol DepartmentDirectory: Sendable {
  /// Changes when the directory gives another answer to the same name: what is filed after an older one is filed anew.
  var version: String { get }
  /// The body that a notice means by a name. The same name means another body in another region.
  func department(named name: String, in notice: NoticeSetting) -> Department
  /// What somebody means who looks for a name.
  func query(_ name: String) -> DepartmentQuery
  /// The region of a name or of a code's six digits; nil where it is none.
  func region(_ text: String) -> DepartmentRegion?
}

/// What a notice says of where it comes from.
public struct NoticeSetting: Hashable, Sendable {
  /// Who issued it.
  public var issuers: [String]
  /// The region that its issuer governs.
  public var region: DepartmentRegion?

  /// A setting of the given parts.
  public init(issuers: [String], region: DepartmentRegion?) {
    self.issuers = issuers
    self.region = region
  }
}
