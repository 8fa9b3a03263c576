// What bodies are, and at which level they stand.

/// A level of administration, the highest first.
public enum BodyLevel: Int, Hashable, Comparable, Sendable, CaseIterable {
  case nation, province, city, county, town

  /// The name in results and in word lists: `province`.
  public var name: String {
    switch self {
    case .nation: "nation"
    case .province: "province"
    case .city: "city"
    case .county: "county"
    case .town: "town"
    }
  }

  /// The level of a region, by its code in GB/T 2260.
  public init(ofRegion code: some StringProtocol) {
    self = code.hasSuffix("0000") ? .province : code.hasSuffix("00") ? .city : .county
  }

  /// The higher first.
  public static func < (left: BodyLevel, right: BodyLevel) -> Bool { left.rawValue < right.rawValue }
}

/// What a body is.
public enum BodyKind: String, Hashable, Sendable, CaseIterable {
  /// A committee of the Party or a department of one.
  case party
  /// A people's congress, its standing committee, a consultative conference.
  case congress
  /// A people's government or its general office.
  case government
  /// A department of a government: ministry, 厅, 局, 委, 办.
  case department
  /// 工会, 共青团, 妇联, 残联 and the like.
  case people
  /// A court.
  case court
  /// A procuratorate.
  case procuratorate
  /// A bank or a branch of one.
  case bank
  /// A regulator of markets, banks or insurers, or a branch of one.
  case regulator
  /// What administers a development zone.
  case zone
  /// A university or college.
  case university
  /// A public institution.
  case institution
  /// An association.
  case association
  /// A firm.
  case firm
}
