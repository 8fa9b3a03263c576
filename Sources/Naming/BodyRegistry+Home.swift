// Where a notice comes from, and what it calls its own issuer.
import RuleModel
import TextModel

extension BodyRegistry {
  /// Where a notice comes from: the region that its issuer governs, else the one that its title begins with, else the
  /// one of its number (津市场监管〔2021〕5号).
  public func home(issuers: [String], title: String?, number: String? = nil) -> BodyHome {
    var isNational = false
    for issuer in issuers {
      let name = folding.fold(word: issuer)
      if let region = region(beginning: name) { return BodyHome(region: region) }
      if let found = find(name, BodyHome()), entries[Int(found.item.entry)].levels == [.nation] { isNational = true }
    }
    if isNational { return BodyHome(isNational: true) }
    if let title {
      let name = Array(folding.fold(word: title).drop { !Self.isHan($0) || $0 == 0x5E74 })
      // 中山大学招生章程: the university's region, not 中山市.
      let place = university(beginning: name).flatMap { region(code: $0.code) } ?? region(beginning: name)
      if let place { return BodyHome(region: place) }
    }
    guard let number else { return BodyHome() }
    let value = vocabulary.longestMatch(in: folding.fold(word: number), list: "bodies-numbers")?.value
    if value == "nation" { return BodyHome(isNational: true) }
    return BodyHome(region: value.flatMap { Int32($0) }.flatMap(region(code:)))
  }

  /// Whether a unit is a character of a name: 2024年广东省… begins with 广东.
  private static func isHan(_ unit: UInt16) -> Bool { (0x4E00...0x9FFF).contains(unit) }

  /// The home of issuers with names that lack their region (市人社局), where the text names one of them with it:
  /// 天津市人社局.
  public func home(ofShort issuers: [String], in text: [UInt16]) -> BodyHome? {
    for issuer in issuers {
      let name = folding.fold(word: issuer)
      guard let first = name.first, Self.levels.contains(first), name.count > 3, text.count > name.count + 1
      else { continue }
      for at in 1..<(text.count - name.count)
      where text[at] == first && text[at..<(at + name.count)].elementsEqual(name) {
        for start in max(0, at - 6)..<at {
          // 示范县须向省教育厅: the region reaches up to the name, or to its first character.
          guard let place = regions.beginning(of: text[start..<(at + name.count)], vocabulary),
            [at - start, at - start + 1].contains(place.length), let region = region(code: place.code)
          else { continue }
          return BodyHome(region: region)
        }
      }
    }
    return nil
  }

  /// The full name of a body whose printed name lacks its region.
  public func fullName(ofShort printed: String, at home: BodyHome) -> String? {
    guard let first = folding.fold(word: printed).first, Self.levels.contains(first) else { return nil }
    return reading(of: printed, at: home)?.name
  }

  /// 市 省 区 县 州
  private static let levels: Set<UInt16> = [0x5E02, 0x7701, 0x533A, 0x53BF, 0x5DDE]

  /// Which issuer a notice means by 我局, 学校 or 学院; nil where it has several, or none that fits.
  public func own(_ printed: String, issuers: [String], at home: BodyHome) -> BodyReading? {
    guard issuers.count == 1, let issuer = issuers.first else { return nil }
    guard let value = vocabulary.value(of: folding.fold(word: printed), in: "bodies-self") else { return nil }
    let name = folding.fold(word: issuer)
    let university = university(beginning: name)
    switch value {
    case "university": return university.map { reading(of: $0.length, in: name, code: $0.code) }
    case "faculty":
      // 学院 in a notice of 某大学 are its colleges, in one of a college that college.
      guard university?.length != name.count, let word = printed.last, issuer.last == word else { return nil }
      return reading(of: issuer, at: home) ?? plain(name, code: 0)
    default:
      let full = reading(of: issuer, at: home)?.name ?? issuer
      guard value.split(separator: ",").contains(where: { full.hasSuffix($0) }) else { return nil }
      return reading(of: issuer, at: home) ?? plain(name, code: 0)
    }
  }

  // MARK: - Full names that no list of bodies has

  /// A name that says by itself that it is a full one: a university's, a region's, a firm's that begins with its region.
  func reading(ofFull name: [UInt16], _ home: BodyHome) -> BodyReading? {
    let homeCode = home.region.flatMap { Int32($0.code) }
    let place = regions.beginning(of: name[...], within: homeCode, vocabulary)
    if let place, place.length == name.count, !place.isShort, let region = region(code: place.code) {
      return BodyReading(
        name: region.name, field: region.name, kind: .government, levels: [BodyLevel(ofRegion: region.code)],
        region: region)
    }
    let (length, kind) = vocabulary.longestSuffix(of: name[...], list: "bodies-shapes") ?? (0, "")
    guard length > 0, length < name.count else { return nil }
    if kind == "university" || kind == "faculty", let found = university(beginning: name) {
      return reading(of: name.count, in: name, code: found.code)
    }
    guard kind != "faculty", kind != "university" || length > 2, let place, place.length + length < name.count else {
      return nil
    }
    var found = plain(name, code: place.code)
    found.kind = BodyKind(rawValue: kind) ?? .institution
    found.field = Self.text(name.dropFirst(place.length))
    return found
  }

  /// A university, or a part of one, whose name takes the first characters.
  private func reading(of length: Int, in name: [UInt16], code: Int32) -> BodyReading {
    var found = plain(Array(name.prefix(length)), code: code)
    found.kind = .university
    return found
  }

  private func plain(_ name: [UInt16], code: Int32) -> BodyReading {
    let text = Self.text(name)
    return BodyReading(name: text, field: text, kind: .institution, levels: [], region: region(code: code))
  }

  /// The university that a name is or begins with, with the code of its region.
  private func university(beginning name: [UInt16]) -> (length: Int, code: Int32)? {
    for length in stride(from: name.count, through: 4, by: -1) {
      let kind = vocabulary.longestSuffix(of: name.prefix(length), list: "bodies-shapes")?.value
      guard kind == "university" || kind == "faculty" else { continue }
      if let code = regionOfUniversity(Self.text(name.prefix(length))) { return (length, code) }
    }
    return nil
  }

  /// Looks a line up in the text; the text is never taken apart.
  private func regionOfUniversity(_ name: String) -> Int32? {
    let wanted = Array("\n\(name)\t".utf8)
    let found: Int32?? = universities.utf8.withContiguousStorageIfAvailable { text in
      guard text.count > wanted.count + 6, let first = wanted.first, let second = wanted.dropFirst().first else {
        return nil
      }
      for start in 0..<(text.count - wanted.count - 5) where text[start] == first && text[start + 1] == second {
        var length = 2
        while length < wanted.count, text[start + length] == wanted[length] { length += 1 }
        guard length == wanted.count else { continue }
        var code: Int32 = 0
        for digit in text[(start + length)..<(start + length + 6)] where (0x30...0x39).contains(digit) {
          code = code * 10 + Int32(digit - 0x30)
        }
        return code
      }
      return nil
    }
    return found ?? nil
  }

  // MARK: - What stays open

  /// Why a name that looks like one body's has no full one.
  public enum Gap: Hashable, Sendable {
    /// Nothing says of which region the body is.
    case region
    /// No list has the name.
    case name
  }

  /// Why a name that looks like one body's has no full one; nil where it has, or means a class of bodies.
  public func gap(of printed: String, at home: BodyHome) -> Gap? {
    guard reading(of: printed, at: home)?.name == nil else { return nil }
    let name = folding.fold(word: printed)
    if let found = find(name, home) { return found.place?.isOne == false ? nil : .region }
    // 省级, 市、县: no one body.
    guard let place = places(at: name[...], home).first, place.isOne, place.length < name.count,
      Self.isHan(name[place.length])
    else { return nil }
    let rest = name[place.length...]
    let (length, value) = vocabulary.longestSuffix(of: rest, list: "bodies-endings") ?? (0, "")
    return length == 0 || length == rest.count || value == "class" ? nil : .name
  }
}
