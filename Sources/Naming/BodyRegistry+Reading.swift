// From a printed name to the body that it means.
import RuleModel
import TextModel

extension BodyRegistry {
  /// Where a name says that its body is.
  struct Place {
    /// How many characters say it.
    var length = 0
    /// The region; 0 where the name says a level only, and nothing says of which region.
    var code: Int32 = 0
    /// What the name itself says of the level.
    var level: BodyLevel?
    /// Whether the name has the short name of a region: 广东.
    var isShort = false
    /// Whether it means one body (市), not a class of them (各市).
    var isOne = true
  }

  /// A body that a name may mean.
  struct Find {
    var item: Item
    var place: Place?
  }

  /// What the registry makes of a name in a notice of a home; nil for a name that no list has.
  ///
  /// 市人社局 at home in 泉州市 → 泉州市人力资源和社会保障局. Where nothing says which region is meant the kind of body is
  /// still known, and the reading has no name.
  public func reading(of printed: String, at home: BodyHome = BodyHome()) -> BodyReading? {
    let name = folding.fold(word: printed)
    if let found = find(name, home) { return reading(found) }
    return reading(ofFull: name, home) ?? readingOfPart(name, home)
  }

  /// All that a name may mean to somebody who looks for it, whatever notice it stands in: 海洋局 is a body of one region
  /// and what became a part of 自然资源部.
  public func readings(of printed: String) -> [BodyReading] {
    let name = folding.fold(word: printed)
    let home = BodyHome(isNational: true)
    guard let found = find(name, home) else { return reading(of: printed, at: home).map { [$0] } ?? [] }
    if let place = found.place, let best = reading(found).name {
      // Former and present bodies of the same name and place.
      return readings(of: name, place, best)
    }
    let all = items(named: name) + items(named: [Self.mark] + name)
    return (all.isEmpty ? [found.item] : all).map { reading(Find(item: $0, place: found.place)) }
  }

  private func readings(of name: [UInt16], _ place: Place, _ best: String) -> [BodyReading] {
    for lead in leads where name.starts(with: lead) && lead.count + place.length < name.count {
      let key = lead + [Self.mark] + name[(lead.count + place.length)...]
      let found = items(named: key).filter {
        let entry = entries[Int($0.entry)]
        return entry.isTemplate || entry.region == place.code
      }
      .map { reading(Find(item: $0, place: place)) }
      if found.contains(where: { $0.name == best }) { return found }
    }
    return reading(of: best).map { [$0] } ?? []
  }

  /// The region of a code or a name; nil where the lists have none, or several of the name.
  public func region(_ text: String) -> BodyRegion? {
    let word = folding.fold(word: text)
    if word.count == 6, let code = Int32(String(decoding: word, as: UTF16.self)) { return region(code: code) }
    guard let place = regions.beginning(of: word[...], vocabulary), place.length == word.count else { return nil }
    return region(code: place.code)
  }

  /// All names that mean the same body: the full one, other ones, former ones, with its region before them.
  ///
  /// `home` settles what the name leaves out. Empty for a name that the registry does not know or settle.
  public func names(of printed: String, at home: BodyHome = BodyHome()) -> [String] {
    guard let found = find(folding.fold(word: printed), home) else { return [] }
    let entry = entries[Int(found.item.entry)]
    let code = entry.region != 0 ? entry.region : found.place?.code ?? 0
    guard !entry.isTemplate || code != 0 else { return [] }
    return items.filter { $0.entry == found.item.entry }.compactMap { rendered($0.key, code: code) }
  }

  // MARK: - Regions

  func region(code: Int32) -> BodyRegion? {
    regions.fullName(of: code).map { BodyRegion(code: Self.text(ofCode: code), name: Self.text($0)) }
  }

  private static func text(ofCode code: Int32) -> String {
    let digits = String(code)
    return String(repeating: "0", count: max(0, 6 - digits.count)) + digits
  }

  /// The region that a name begins with, or has behind what stands before regions: 中共泉州市委, 国家税务总局北京市税务局.
  func region(beginning name: [UInt16]) -> BodyRegion? {
    for lead in leads where name.starts(with: lead) {
      let rest = name[lead.count...]
      if let place = regions.beginning(of: rest, vocabulary), place.length < rest.count {
        return region(code: place.code)
      }
    }
    return nil
  }

  // MARK: - Finding

  func find(_ name: [UInt16], _ home: BodyHome) -> Find? {
    if let item = literal(name, home) { return Find(item: item, place: nil) }
    for lead in leads where name.starts(with: lead) {
      for place in places(at: name[lead.count...], home) {
        let rest = name[(lead.count + place.length)...]
        guard !rest.isEmpty else { continue }
        var candidates = items(named: lead + [Self.mark] + rest)
        if place.isShort { candidates = items(named: lead + [Self.shortMark] + rest) + candidates }
        if let item = choice(of: candidates, at: place) { return Find(item: item, place: place) }
      }
    }
    return bare(name)
  }

  /// A name without a place: the whole nation's body, or one region's under its full name.
  private func literal(_ name: [UInt16], _ home: BodyHome) -> Item? {
    for item in items(named: name) {
      let entry = entries[Int(item.entry)]
      // 发展改革委 alone is the nation's only where the nation's bodies speak.
      if entry.levels == [.nation], item.role != -2, !home.isNational, !items(named: [Self.mark] + name).isEmpty {
        continue
      }
      // 工业园区管委会 is one region's only in its own notices.
      if entry.region != 0, item.role != -2, entry.kind != .bank, !isNear(entry.region, home) { continue }
      return item
    }
    // 国家财政部: the full name of a body of the nation, behind the nation's.
    if let level = vocabulary.longestMatch(in: name, list: "bodies-levels"), level.value == "nation" {
      let rest = Array(name.dropFirst(level.length))
      return items(named: rest).first { $0.role == -2 && entries[Int($0.entry)].levels == [.nation] }
    }
    return nil
  }

  private func isNear(_ region: Int32, _ home: BodyHome) -> Bool {
    guard let code = home.region.flatMap({ Int32($0.code) }) else { return false }
    return RegionTable.isInside(code, region) || RegionTable.isInside(region, code)
  }

  /// A kind of body without any place: 人社局. Which one is meant stays open.
  private func bare(_ name: [UInt16]) -> Find? {
    items(named: [Self.mark] + name).first { entries[Int($0.entry)].isTemplate }.map { Find(item: $0, place: nil) }
  }

  /// One region's own body before the kind that each region has.
  private func choice(of items: [Item], at place: Place) -> Item? {
    if place.code != 0, let own = items.first(where: { entries[Int($0.entry)].region == place.code }) { return own }
    return items.first { item in
      let entry = entries[Int(item.entry)]
      guard entry.isTemplate else { return false }
      guard let level = place.level, !entry.levels.isEmpty else { return true }
      // A municipality's offices bear the names of a city's.
      return entry.levels.contains(level)
        || level == .province && RegionTable.isMunicipal(place.code) && entry.levels.contains(.city)
    }
  }

  /// What a name may begin with as a place, the longest first.
  func places(at name: ArraySlice<UInt16>, _ home: BodyHome) -> [Place] {
    let homeCode = home.region.flatMap { Int32($0.code) }
    var found = regions.beginnings(of: name, within: homeCode, vocabulary).map {
      Place(length: $0.length, code: $0.code, level: Self.level(of: $0.code), isShort: $0.isShort)
    }
    for (length, value) in vocabulary.prefixes(of: name, in: ["bodies-levels"], limit: 8) {
      let parts = value.split(separator: " ")
      guard let level = parts.first.flatMap({ Self.level($0) }) else { continue }
      var place = Place(length: length, level: level, isOne: parts.count > 1)
      if parts.count > 1, let homeCode {
        // 我市, 本市: the word behind names the level.
        let ending = parts[1] == "own" ? name.prefix(length).dropFirst() : name.prefix(length)
        if let code = regions.around(homeCode, endingWith: ending) {
          place.code = code
          place.level = Self.level(of: code)
        }
      }
      found.append(place)
    }
    return found
  }

  private static func level(of code: Int32) -> BodyLevel {
    code % 10_000 == 0 ? .province : code % 100 == 0 ? .city : .county
  }

  // MARK: - What was found

  func reading(_ found: Find) -> BodyReading {
    let entry = entries[Int(found.item.entry)]
    let code = entry.region != 0 ? entry.region : found.place?.code ?? 0
    let isSettled = !entry.isTemplate || code != 0 && found.place?.isOne != false
    let role = Int(found.item.role)
    let former = role >= 0 ? entry.former[role] : nil
    var successor: BodyReading.Successor?
    if let former {
      let name = former.varies || !isSettled ? Self.text(bare(entry.name)) : rendered(entry.name, code: code)
      successor = name.map { BodyReading.Successor(name: $0, since: former.until) }
    }
    return BodyReading(
      name: isSettled ? rendered(former?.name ?? entry.name, code: code) : nil, field: field(of: entry),
      kind: entry.kind, levels: found.place?.level.map { [$0] } ?? entry.levels, region: region(code: code),
      successor: successor)
  }

  /// What stands for bodies of one kind: the field of work, else the name without a region.
  private func field(of entry: Entry) -> String {
    text(entry.field.isEmpty ? entry.name : entry.field).filter { $0 != "*" && $0 != "~" }
  }

  private func bare(_ name: Range<Int32>) -> [UInt16] {
    units[Int(name.lowerBound)..<Int(name.upperBound)].filter { $0 != Self.mark && $0 != Self.shortMark }
  }

  /// A name with its region in it; nil where it wants one and there is none.
  private func rendered(_ name: Range<Int32>, code: Int32) -> String? {
    var out: [UInt16] = []
    for unit in units[Int(name.lowerBound)..<Int(name.upperBound)] {
      if unit == Self.mark || unit == Self.shortMark {
        guard let region = unit == Self.mark ? regions.fullName(of: code) : regions.shortName(of: code) else {
          return nil
        }
        out += region
      } else {
        out.append(unit)
      }
    }
    return Self.text(out)
  }

  /// A part of a body that keeps its name, or a second name in brackets: 市知识产权局受理窗口 → 东莞市知识产权局受理窗口.
  private func readingOfPart(_ name: [UInt16], _ home: BodyHome) -> BodyReading? {
    if name.last == 0x29, let open = name.lastIndex(of: 0x28), open > 1 {
      return find(Array(name[..<open]), home).map { reading($0) }
    }
    let (listed, _) = vocabulary.longestSuffix(of: name[...], list: "bodies-parts") ?? (0, "")
    guard listed > 0, listed < name.count - 1 else { return nil }
    // 科 and 处 stand for all names that end so: 市农业局科教处.
    let lengths = listed == 1 ? 3...max(3, min(8, name.count - 2)) : listed...listed
    var whole: Find?
    var length = 0
    for next in lengths where whole == nil && next < name.count - 1 {
      whole = find(Array(name.dropLast(next)), home)
      length = next
    }
    guard let found = whole else { return nil }
    var part = reading(found)
    part.successor = nil
    part.name = part.name.map { $0 + Self.text(name.suffix(length)) }
    return part
  }
}
