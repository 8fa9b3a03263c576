// Names of bodies by the word lists alone: regions, levels, fields of work, endings.
import Naming
import RuleModel
import Storing
import TextModel

/// The registry of bodies as the library asks it; names that no list has are taken apart: region, level, field, ending.
///
/// Beside the registry's lists it knows `bodies-endings` (with levels) and `bodies-fields` (short and former names of
/// fields of work with the name that stands for all of them). Bodies with another name are filed under the name itself
/// without its region.
public struct WordDirectory: DepartmentDirectory {
  private let vocabulary: Vocabulary
  private let folding: Folding
  /// Who is who.
  public let registry: BodyRegistry

  /// Changes with what the code makes of the lists; the lists themselves are part of the grammars.
  public let version = "words/2"

  /// A directory by the word lists of the grammars.
  public init(vocabulary: Vocabulary, folding: Folding, universities: String = "") {
    self.vocabulary = vocabulary
    self.folding = folding
    registry = BodyRegistry(vocabulary: vocabulary, folding: folding, universities: universities)
  }

  /// What a name consists of.
  private struct Parts {
    var region: DepartmentRegion?
    var level: BodyLevel?
    /// The level as the ending says it, which other words overrule.
    var endingLevel: BodyLevel?
    var office: String
    /// Whether a field of work and an ending were known.
    var isKnown: Bool
    /// The full name where the registry settles it.
    var name: String?
  }

  /// The body of a name: its parts, with the notice's region where the name has none.
  public func department(named name: String, in notice: NoticeSetting) -> Department {
    let home = notice.region ?? issuerRegion(of: notice)
    let parts = parts(of: name, at: home)
    var level = parts.level ?? parts.endingLevel
    var region = parts.region
    if region == nil, level != .nation, let home {
      region = home
      if let code = home.code, let own = level, own < Self.level(ofCode: code) {
        // 省财政厅 in a city's notice is the province's.
        region = above(code, at: own) ?? home
      }
    } else if region != nil, level == nil {
      level = region.flatMap { $0.code.map(Self.level(ofCode:)) }
    }
    return Department(
      office: parts.office, name: parts.name ?? fullName(name, parts, region), level: level, region: region)
  }

  /// The offices of a name, and the level and region that it says itself.
  public func query(_ name: String) -> DepartmentQuery {
    let readings = registry.readings(of: name)
    guard let first = readings.first else {
      let parts = parts(taken: name)
      var levels = (parts.level ?? parts.endingLevel).map { Set([$0]) }
      if let code = parts.region?.code { levels = [Self.level(ofCode: code)] }
      return DepartmentQuery(offices: [parts.office], isKnown: parts.isKnown, levels: levels, region: parts.region)
    }
    // 工信厅 is at the province; 工信局 at the city or below.
    let region = readings.allSatisfy { $0.region == first.region } ? first.region : nil
    let named = readings.reduce(into: Set<BodyLevel>()) { $0.formUnion($1.levels) }
    let level = named.count == 1 ? named.first : nil
    return DepartmentQuery(
      offices: Set(readings.map(\.field)), isKnown: true,
      levels: (region.map { Self.level(ofCode: $0.code) } ?? level).map { [$0] }, region: region.map(Self.region))
  }

  /// The region of a full name or a code.
  public func region(_ text: String) -> DepartmentRegion? {
    registry.region(text).map(Self.region)
      ?? vocabulary.value(of: folding.fold(word: text), in: "regions").flatMap { $0.split(separator: ",").first }.map {
        DepartmentRegion(code: String($0), name: text)
      }
  }

  // MARK: - Taking names apart

  private func parts(of name: String, at home: DepartmentRegion?) -> Parts {
    let region = home?.code.flatMap { registry.region($0) }
    if let reading = registry.reading(of: name, at: BodyHome(region: region)) {
      // A municipality's offices are searched as a city's, by what they are called.
      let level = reading.levels.count == 1 ? reading.levels.first : nil
      return Parts(
        region: reading.region.map(Self.region), level: reading.region.map { Self.level(ofCode: $0.code) } ?? level,
        office: reading.field, isKnown: true, name: reading.name)
    }
    return parts(taken: name)
  }

  private func parts(taken name: String) -> Parts {
    var rest = folding.fold(word: name)[...]
    let whole = rest
    var region: DepartmentRegion?
    // 湖南省长沙市财政局: the last region counts.
    while let match = vocabulary.longestMatch(in: rest.prefix(20), list: "regions"), match.length < rest.count {
      let found = rest.prefix(match.length)
      let codes = match.value.split(separator: ",").map(String.init)
      let code = codes.count == 1 ? codes[0] : codes.first { isWithin($0, region?.code) }
      // 朝阳区 in two cities: neither, unless a city stands before it.
      region = code.flatMap(self.region) ?? DepartmentRegion(code: code, name: String(decoding: found, as: UTF16.self))
      rest = rest.dropFirst(match.length)
    }
    guard let ending = longestEnding(rest) else {
      return Parts(
        region: region, level: nil, endingLevel: nil,
        office: String(decoding: region == nil || rest.isEmpty ? whole : rest, as: UTF16.self), isKnown: false)
    }
    let endingLevel = Self.level(named: ending.value)
    let stem = rest.dropLast(ending.length)
    guard let domain = vocabulary.longestSuffix(of: stem, list: "bodies-fields") else {
      let (level, place, remaining) = leading(stem)
      let own = remaining.isEmpty ? rest : remaining + rest.suffix(ending.length)
      return Parts(
        region: region ?? place, level: level, endingLevel: endingLevel,
        office: String(decoding: own, as: UTF16.self), isKnown: false)
    }
    let (level, place, _) = leading(stem.dropLast(domain.length))
    return Parts(
      region: region ?? place, level: level, endingLevel: endingLevel, office: domain.value, isKnown: true)
  }

  /// The longest ending before which a field of work stands, else the longest.
  private func longestEnding(_ rest: ArraySlice<UInt16>) -> (length: Int, value: String)? {
    var longest: (length: Int, value: String)?
    for length in stride(from: min(8, rest.count - 1), through: 1, by: -1) {
      guard let value = vocabulary.value(of: rest.suffix(length), in: "bodies-endings") else { continue }
      if vocabulary.longestSuffix(of: rest.dropLast(length), list: "bodies-fields") != nil {
        return (length, value)
      }
      if longest == nil { longest = (length, value) }
    }
    return longest
  }

  /// What stands before a field of work: a level (各县（市、区）), or a region that no list has (砚川市).
  private func leading(_ text: ArraySlice<UInt16>) -> (BodyLevel?, DepartmentRegion?, ArraySlice<UInt16>) {
    if text.isEmpty { return (nil, nil, text) }
    if let level = vocabulary.value(of: text, in: "bodies-levels") {
      return (Self.level(named: level), nil, [][...])
    }
    // A place that ends with its level: 砚川市, 湖畔区; of a word that only names a scope (各有关) nothing is known.
    if let end = vocabulary.longestSuffix(of: text, list: "bodies-levels"), end.length == 1, text.count > 2 {
      if vocabulary.longestMatch(in: text, list: "org-scope") == nil {
        return (
          Self.level(named: end.value), DepartmentRegion(code: nil, name: String(decoding: text, as: UTF16.self)),
          [][...]
        )
      }
      return (Self.level(named: end.value), nil, [][...])
    }
    if vocabulary.contains(text, in: "org-scope") { return (nil, nil, [][...]) }
    return (nil, nil, text)
  }

  private func issuerRegion(of notice: NoticeSetting) -> DepartmentRegion? {
    registry.home(issuers: notice.issuers, title: nil).region.map(Self.region)
      ?? notice.issuers.first.flatMap { parts(taken: $0).region }
  }

  /// The name with its region before it, where the notice leaves the region out.
  private func fullName(_ name: String, _ parts: Parts, _ region: DepartmentRegion?) -> String {
    guard let region, parts.region == nil, !name.hasPrefix(region.name) else { return name }
    // 省财政厅 becomes 湖南省财政厅, not 湖南省省财政厅.
    if let last = region.name.last, name.first == last, parts.level != nil { return region.name + name.dropFirst() }
    return region.name + name
  }

  // MARK: - Regions

  private static func region(_ region: BodyRegion) -> DepartmentRegion {
    DepartmentRegion(code: region.code, name: region.name)
  }

  /// A municipality's bodies are called as a city's are: 市财政局.
  private static func level(ofCode code: String) -> BodyLevel {
    code.hasSuffix("0000")
      ? (["11", "12", "31", "50"].contains(code.prefix(2)) ? .city : .province) : code.hasSuffix("00") ? .city : .county
  }

  /// The level of a value of the lists: its first word.
  private static func level(named name: String) -> BodyLevel? {
    let word = name.prefix { $0 != " " }
    return BodyLevel.allCases.first { $0.name == word }
  }

  private func above(_ code: String, at level: BodyLevel) -> DepartmentRegion? {
    switch level {
    case .province: region(String(code.prefix(2)) + "0000")
    case .city: region(code.prefix(4) + "00") ?? region(String(code.prefix(2)) + "0000")
    case .nation, .county, .town: nil
    }
  }

  private func isWithin(_ code: String, _ outer: String?) -> Bool {
    guard let outer else { return false }
    let known = outer.hasSuffix("0000") ? 2 : outer.hasSuffix("00") ? 4 : 6
    return code.prefix(known) == outer.prefix(known)
  }
}
