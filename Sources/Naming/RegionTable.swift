// Regions by name and by code (GB/T 2260).
import TextModel

/// The regions of the lists of them, by code.
struct RegionTable: Sendable {
  /// A region's names in `units`: the longest and the shortest that the list has.
  struct Names: Sendable {
    var full: Range<Int32>
    var short: Range<Int32>
  }

  /// The codes in order, and the names of each.
  let codes: [Int32]
  let names: [Names]
  let units: [UInt16]
  /// 市 区 省
  private static let city: UInt16 = 0x5E02
  private static let district: UInt16 = 0x533A
  private static let province: UInt16 = 0x7701

  /// The lists of regions: the second has those whose names read as other words in running text (会同县教育局 is mostly
  /// 会同 and 县教育局), which are no words of the tokenizer.
  private static let lists = ["regions", "regions-lookalikes"]

  /// Collects the names of codes.
  private struct Collector {
    var names: [Int32: Names] = [:]
    var units: [UInt16] = []

    mutating func add(_ list: String, of vocabulary: Vocabulary) {
      vocabulary.forEachWord(in: list) { word, value in
        let start = Int32(units.count)
        units.append(contentsOf: word)
        let range = start..<Int32(units.count)
        // 和平区 in two cities: the name belongs to both.
        var code: Int32 = 0
        for byte in value.utf8 {
          if (0x30...0x39).contains(byte) {
            code = code &* 10 &+ Int32(byte - 0x30)
          } else {
            add(range, to: code)
            code = 0
          }
        }
        add(range, to: code)
      }
    }

    private mutating func add(_ name: Range<Int32>, to code: Int32) {
      guard let known = names[code] else {
        names[code] = Names(full: name, short: name)
        return
      }
      if name.count > known.full.count { names[code]?.full = name }
      if name.count < known.short.count { names[code]?.short = name }
    }
  }

  /// The table of the lists of regions.
  init(vocabulary: Vocabulary) {
    var found = Collector()
    for list in Self.lists { found.add(list, of: vocabulary) }
    let sorted = found.names.sorted { $0.key < $1.key }
    self.init(codes: sorted.map(\.key), names: sorted.map(\.value), units: found.units)
  }

  /// A table of codes, which must be in order, with the names of each, as many.
  init(codes: [Int32], names: [Names], units: [UInt16]) {
    self.codes = codes
    self.names = names
    self.units = units
  }

  /// The names of a code.
  private func names(of code: Int32) -> Names? {
    let index = codes.partitioningIndex { $0 >= code }
    return index < codes.count && codes[index] == code ? names[index] : nil
  }

  private func words(_ range: Range<Int32>) -> ArraySlice<UInt16> {
    units[Int(range.lowerBound)..<Int(range.upperBound)]
  }

  /// The name of a code without what it belongs to: 海珠区.
  func bareName(of code: Int32) -> ArraySlice<UInt16>? { names(of: code).map { words($0.full) } }

  /// The full name of a code, a district's with its city: 广州市海珠区.
  func fullName(of code: Int32) -> [UInt16]? {
    guard let name = bareName(of: code) else { return nil }
    guard code % 100 != 0, name.last == Self.district, let city = names(of: Self.city(of: code)) else {
      return Array(name)
    }
    return Array(words(city.full)) + Array(name)
  }

  /// The short name of a code: 广东, 泉州, 内蒙古.
  func shortName(of code: Int32) -> [UInt16]? {
    guard let known = names(of: code) else { return nil }
    if known.short.count < known.full.count { return Array(words(known.short)) }
    let name = words(known.full)
    return Array(name.count > 2 && (name.last == Self.city || name.last == Self.province) ? name.dropLast() : name)
  }

  /// The city of a county, the province of a municipality's district.
  static func city(of code: Int32) -> Int32 { isMunicipal(code) ? code / 10_000 * 10_000 : code / 100 * 100 }

  /// Whether a code lies in 北京, 天津, 上海 or 重庆.
  static func isMunicipal(_ code: Int32) -> Bool { [11, 12, 31, 50].contains(code / 10_000) }

  /// Whether a region is, or belongs to, another.
  static func isInside(_ code: Int32, _ outer: Int32) -> Bool {
    let width: Int32 = outer % 10_000 == 0 ? 10_000 : outer % 100 == 0 ? 100 : 1
    return code / width == outer / width
  }

  /// A region that a name begins with.
  struct Beginning {
    /// How many characters it takes.
    var length: Int
    /// The code of the last region of the row: 广州市海珠区 is 海珠区.
    var code: Int32
    /// Whether the name leaves the level out: 广东.
    var isShort: Bool
  }

  /// The region that a name begins with, the last of a row of them; nil where there is none or the name has several.
  func beginning(of name: ArraySlice<UInt16>, within home: Int32? = nil, _ vocabulary: Vocabulary) -> Beginning? {
    beginnings(of: name, within: home, vocabulary).first
  }

  /// All readings of what a name begins with as a region, the longest first.
  func beginnings(of name: ArraySlice<UInt16>, within home: Int32?, _ vocabulary: Vocabulary) -> [Beginning] {
    var found: [Beginning] = []
    for (length, value) in vocabulary.prefixes(of: name, in: Self.lists, limit: 14) where length > 1 {
      var codes = value.split(separator: ",").compactMap { Int32($0) }
      if codes.count > 1, let home { codes = Self.nearest(codes, to: home) }
      guard codes.count == 1, let code = codes.first else { continue }
      // 湖南省长沙市岳麓区: each must lie in the one before it.
      if code % 100 == 0 {
        for next in beginnings(of: name.dropFirst(length), within: code, vocabulary)
        where next.code != code && Self.isInside(next.code, code) && (!next.isShort || next.code % 100 == 0) {
          found.append(Beginning(length: length + next.length, code: next.code, isShort: next.isShort))
        }
      }
      let isShort = names(of: code).map { $0.full.count > length } ?? false
      found.append(Beginning(length: length, code: code, isShort: isShort))
    }
    return found
  }

  /// Of several regions of one name those in the home, else in its city, else in its province.
  private static func nearest(_ codes: [Int32], to home: Int32) -> [Int32] {
    for outer in [home, home / 100 * 100, home / 10_000 * 10_000] {
      let inside = codes.filter { isInside($0, outer) }
      if !inside.isEmpty { return inside }
    }
    return codes
  }

  /// The region of a word and a home: the nearest one around it whose name ends so (市, 自治区).
  func around(_ home: Int32, endingWith ending: ArraySlice<UInt16>) -> Int32? {
    for code in [home, home / 100 * 100, home / 10_000 * 10_000] {
      if let name = bareName(of: code), name.count > ending.count, name.suffix(ending.count).elementsEqual(ending) {
        return code
      }
    }
    return nil
  }
}
