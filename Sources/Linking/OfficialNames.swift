import RuleModel
import TextModel

/// Printed names of bodies to full official ones, by the notice's region and the word lists.
///
/// Lists: `official-names` (what a short name stands for behind the region), `national-names`, `former-names` (renamed
/// and merged bodies), `regions` (GB/T 2260). What the lists do not settle has no official name: nothing is guessed.
struct OfficialNames {
  private let vocabulary: Vocabulary
  /// The code of the region that the notice's issuer governs; nil where nothing says so.
  private let home: String?
  /// Full names by code, as far as they were asked for.
  private var names: [String: String] = [:]
  /// 省 自 市 州 县 区 旗: what a name begins with that leaves its region out.
  private static let province: [UInt16] = [0x7701, 0x81EA]
  private static let city: [UInt16] = [0x5E02, 0x5DDE]
  private static let county: [UInt16] = [0x53BF, 0x533A, 0x65D7]

  init(vocabulary: Vocabulary, region: Document.Region?) {
    self.vocabulary = vocabulary
    home = region?.code
  }

  /// An official name with the code of its region; nil for a body of the whole nation.
  struct Found {
    var name: String
    var region: String?
  }

  /// 市人社局 in a notice of 泉州市 → 泉州市人力资源和社会保障局, 350500.
  mutating func official(_ printed: String) -> Found? {
    let name = Array(printed.utf16)[...]
    if let national = vocabulary.value(of: name, in: "national-names"), !national.isEmpty {
      return Found(name: national, region: nil)
    }
    guard let (code, rest) = place(of: name), let tail = tail(of: rest), let region = fullName(of: code) else {
      return nil
    }
    // 国家税务总局*税务局: the region does not stand at the beginning.
    let parts = tail.split(separator: "*", omittingEmptySubsequences: false)
    return Found(name: parts.count == 2 ? parts[0] + region + parts[1] : region + tail, region: code)
  }

  /// What a body that no longer bears its name became, and when (`2018-03`): 市国土资源局 → 自然资源局, 2018.
  func successor(of printed: String) -> Organization.Successor? {
    let name = Array(printed.utf16)[...]
    var value = vocabulary.value(of: name, in: "former-names")
    if value == nil, let (_, rest) = place(of: name) { value = vocabulary.value(of: rest, in: "former-names") }
    if value == nil, let region = vocabulary.longestMatch(in: name.prefix(20), list: "regions") {
      value = vocabulary.value(of: name.dropFirst(region.length), in: "former-names")
    }
    guard let parts = value?.split(separator: " "), parts.count == 2 else { return nil }
    return Organization.Successor(name: String(parts[0]), since: String(parts[1]))
  }

  /// The region that a name says or leaves to the notice, and what stands behind it.
  private func place(of name: ArraySlice<UInt16>) -> (code: String, rest: ArraySlice<UInt16>)? {
    if let region = vocabulary.longestMatch(in: name.prefix(20), list: "regions"), region.length < name.count {
      let codes = region.value.split(separator: ",").map(String.init)
      // 朝阳区 in two cities: the one in the notice's own region, or none.
      let code =
        codes.count == 1 ? codes.first : codes.filter { isInside($0) }.count == 1 ? codes.first(where: isInside) : nil
      return code.map { ($0, name.dropFirst(region.length)) }
    }
    guard let first = name.first, let home else { return nil }
    let rest = name.dropFirst()
    if Self.province.contains(first) {
      // 自治区
      let tail = first == Self.province[1] ? name.dropFirst(3) : rest
      return (home.prefix(2) + "0000", tail)
    }
    let isProvince = home.hasSuffix("0000")
    if Self.city.contains(first) {
      // A province's notice speaks of no one city, but of a municipality's own offices.
      let municipalities: Set<Substring> = ["11", "12", "31", "50"]
      if isProvince { return municipalities.contains(home.prefix(2)) ? (home, rest) : nil }
      return (municipalities.contains(home.prefix(2)) ? home.prefix(2) + "0000" : home.prefix(4) + "00", rest)
    }
    if Self.county.contains(first), !home.hasSuffix("00") { return (home, rest) }
    return nil
  }

  private func isInside(_ code: String) -> Bool {
    guard let home else { return false }
    let known = home.hasSuffix("0000") ? 2 : home.hasSuffix("00") ? 4 : 6
    return code.prefix(known) == home.prefix(known)
  }

  /// What stands behind the region in the full name.
  private func tail(of rest: ArraySlice<UInt16>) -> String? {
    vocabulary.value(of: rest, in: "official-names").flatMap { $0.isEmpty ? nil : $0 }
  }

  /// The longest name that the list has for a code: the full one.
  private mutating func fullName(of code: String) -> String? {
    if let known = names[code] { return known }
    var best: [UInt16] = []
    vocabulary.forEach(in: "regions") { word, _, value in
      if value == code, word.count > best.count { best = Array(word) }
    }
    guard !best.isEmpty else { return nil }
    let name = String(decoding: best, as: UTF16.self)
    names[code] = name
    return name
  }
}
