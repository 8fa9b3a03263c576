/// The automatic numbering of a Word document (ISO 29500-1, 17.9): what the reader sees before a paragraph.
struct DOCXNumbering {
  private struct Level {
    var format = "decimal"
    var text = ""
    var start = 1
    var isLegal = false
    /// The level whose number starts this one anew; 0 for none, nil for any above.
    var restart: Int?
  }

  private struct List {
    var levels: [Int: Level] = [:]
    var styleLink: String?
  }

  /// What a style says of numbering.
  private struct Style {
    var number: String?
    var level: Int?
    var base: String?
  }

  private var abstract: [String: List] = [:]
  private var numbers: [String: (list: String, starts: [Int: Int], levels: [Int: Level])] = [:]
  private var styles: [String: Style] = [:]
  private var defaultStyle: String?
  /// The counts of each abstract list: instances of one list count on together.
  private var counts: [String: [Int]] = [:]
  private var begun: Set<String> = []

  init(numbering: MarkupTree?, styles: MarkupTree?) {
    if let numbering { read(numbering) }
    if let styles { readStyles(styles) }
  }

  private static func value(_ tree: MarkupTree, _ name: String, in index: Int) -> String? {
    tree.child(name, of: index).flatMap { tree.attribute("val", of: $0) }
  }

  private static func level(_ tree: MarkupTree, _ index: Int) -> Level {
    var level = Level()
    if let format = value(tree, "numFmt", in: index) { level.format = format }
    level.text = value(tree, "lvlText", in: index) ?? ""
    level.start = value(tree, "start", in: index).flatMap { Int($0) } ?? 0
    level.isLegal = tree.child("isLgl", of: index).map { tree.attribute("val", of: $0) != "0" } ?? false
    level.restart = value(tree, "lvlRestart", in: index).flatMap { Int($0) }
    return level
  }

  private mutating func read(_ tree: MarkupTree) {
    for index in tree.elements("abstractNum") {
      guard let id = tree.attribute("abstractNumId", of: index) else { continue }
      var list = List()
      list.styleLink = Self.value(tree, "numStyleLink", in: index)
      for child in tree.children(of: index) where tree.nodes[child].name == "lvl" {
        let number = tree.attribute("ilvl", of: child).flatMap { Int($0) } ?? 0
        list.levels[number] = Self.level(tree, child)
      }
      abstract[id] = list
    }
    for index in tree.elements("num") {
      guard let id = tree.attribute("numId", of: index), let list = Self.value(tree, "abstractNumId", in: index) else {
        continue
      }
      var starts: [Int: Int] = [:]
      var levels: [Int: Level] = [:]
      for child in tree.children(of: index) where tree.nodes[child].name == "lvlOverride" {
        let number = tree.attribute("ilvl", of: child).flatMap { Int($0) } ?? 0
        starts[number] = Self.value(tree, "startOverride", in: child).flatMap { Int($0) }
        if let own = tree.child("lvl", of: child) { levels[number] = Self.level(tree, own) }
      }
      numbers[id] = (list, starts, levels)
    }
  }

  private mutating func readStyles(_ tree: MarkupTree) {
    for index in tree.elements("style") {
      guard let id = tree.attribute("styleId", of: index) else { continue }
      var style = Style()
      style.base = Self.value(tree, "basedOn", in: index)
      if let properties = tree.child("pPr", of: index), let number = tree.child("numPr", of: properties) {
        style.number = Self.value(tree, "numId", in: number)
        style.level = Self.value(tree, "ilvl", in: number).flatMap { Int($0) }
      }
      styles[id] = style
      if tree.attribute("default", of: index) == "1", tree.attribute("type", of: index) == "paragraph" {
        defaultStyle = id
      }
    }
  }

  /// The label of the next paragraph: of its own numbering, or of its style's. Empty where it has none.
  mutating func label(number: String?, level: Int?, style: String?) -> String {
    var number = number
    var level = level
    var at = style ?? defaultStyle
    var steps = 0
    while let id = at, let found = styles[id], steps < 20 {
      if number == nil { number = found.number }
      if level == nil, found.number != nil || found.level != nil { level = found.level }
      at = found.base
      steps += 1
    }
    guard let number, number != "0", let entry = numbers[number], var list = abstract[entry.list] else { return "" }
    if list.levels.isEmpty, let link = list.styleLink, let linked = styles[link]?.number,
      let other = numbers[linked].flatMap({ abstract[$0.list] })
    {
      list = other
    }
    let depth = max(0, min(level ?? 0, 8))
    func rule(_ level: Int) -> Level { entry.levels[level] ?? list.levels[level] ?? Level() }
    var count = counts[entry.list] ?? [Int](repeating: 0, count: 9)
    if begun.insert(number).inserted {
      for (level, start) in entry.starts where level >= 0 && level < 9 { count[level] = start - 1 }
      if !entry.starts.isEmpty { for below in 0..<9 where entry.starts[below] == nil { count[below] = 0 } }
    }
    let start = rule(depth).start
    count[depth] = count[depth] < start ? start : count[depth] + 1
    if depth < 8 {
      for below in (depth + 1)..<9 where rule(below).restart.map({ $0 > depth }) ?? true { count[below] = 0 }
    }
    for above in 0..<depth where count[above] == 0 { count[above] = max(1, rule(above).start) }
    counts[entry.list] = count
    let own = rule(depth)
    if own.format == "bullet" { return "" }
    var out = ""
    var isPlace = false
    for character in own.text {
      if isPlace, let digit = character.wholeNumberValue, digit >= 1, digit <= 9 {
        let format = own.isLegal ? "decimal" : rule(digit - 1).format
        out += NumberText.word(count[digit - 1], format: format)
      } else if character != "%" {
        out.append(character)
      }
      isPlace = character == "%"
    }
    return out
  }
}
