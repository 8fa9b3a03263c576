import TextModel

/// One word list made ready for looking words up in folded text without allocating.
struct WordTable: Sendable {
  private let vocabulary: Vocabulary
  private let name: String
  /// The units that words begin and end with, by their low eight bits: most places are passed over by them alone.
  private var firsts = LowBits()
  private var lasts = LowBits()
  /// The length of the longest word.
  private var longest = 0
  /// Whether there is no word in the list.
  var isEmpty: Bool { longest == 0 }

  /// The list of the vocabulary that has the name; no words where there is none.
  init(_ vocabulary: Vocabulary, _ name: String) {
    self.vocabulary = vocabulary
    self.name = name
    vocabulary.forEachWord(in: name) { word, _ in
      guard let first = word.first, let last = word.last else { return }
      firsts.insert(first)
      lasts.insert(last)
      longest = max(longest, word.count)
    }
  }

  /// The longest word that `text` has at `start`, not beyond `limit`.
  @inline(__always)
  func match(_ text: [UInt16], at start: Int, _ limit: Int) -> (length: Int, value: String)? {
    guard start < limit, firsts.mayContain(text[start]) else { return nil }
    return vocabulary.longestMatch(in: text[start..<limit], list: name)
  }

  /// The longest word that `text` has just before `end`, not before `floor`.
  func suffix(_ text: [UInt16], before end: Int, _ floor: Int) -> (length: Int, value: String)? {
    guard end > floor, lasts.mayContain(text[end - 1]) else { return nil }
    for start in max(floor, end - longest)..<end where firsts.mayContain(text[start]) {
      if let value = vocabulary.value(of: text[start..<end], in: name) { return (end - start, value) }
    }
    return nil
  }

  /// The first word of the list in `range`, with its place.
  func first(_ text: [UInt16], in range: Range<Int>) -> (start: Int, length: Int, value: String)? {
    guard !isEmpty else { return nil }
    var at = range.lowerBound
    while at < range.upperBound {
      if let (length, value) = match(text, at: at, range.upperBound) { return (at, length, value) }
      at += 1
    }
    return nil
  }

  /// Whether the range is exactly a word of the list.
  func whole(_ text: [UInt16], _ range: Range<Int>) -> String? {
    guard let (length, value) = match(text, at: range.lowerBound, range.upperBound) else { return nil }
    return length == range.count ? value : nil
  }
}

/// A set of code units.
struct UnitSet: Sendable {
  private var bits = [UInt64](repeating: 0, count: 1024)

  /// Puts a unit into the set.
  mutating func insert(_ unit: UInt16) { bits[Int(unit >> 6)] |= 1 << UInt64(unit & 63) }

  /// Whether the unit is in the set.
  @inline(__always)
  func contains(_ unit: UInt16) -> Bool { bits[Int(unit >> 6)] >> UInt64(unit & 63) & 1 == 1 }
}

/// The word lists of outlining. A list that the vocabulary lacks is empty: the structure is read without it.
/// A class, so that readers share it at the price of one reference.
final class OutlineWords: Sendable {
  /// Kinds of instrument (通知, 实施细则 …); the value is the kind in its plain form where it differs.
  let kinds: WordTable
  /// Lines that are page furniture when nothing else stands on them; the value is the reason.
  let furnitureLines: WordTable
  /// Beginnings of lines of page furniture.
  let furnitureHeads: WordTable
  /// Words that make a short line page furniture wherever they stand in it.
  let furnitureParts: WordTable
  /// Heads of table columns.
  let tableHeads: WordTable
  /// Endings of the titles of forms to be filled in.
  let forms: WordTable
  /// Endings of the names of bodies that issue notices.
  let organizationEndings: WordTable
  /// Words that a line of addressees does not have.
  let preambles: WordTable
  /// Words that addressees have.
  let addressees: WordTable
  /// Beginnings of lines behind the signature.
  let colophons: WordTable
  /// Verbs of a notice that carries another instrument.
  let carryings: WordTable
  /// Words by which a bracket below the title says that the instrument was adopted or issued.
  let adoptions: WordTable
  /// The heading of a table of contents.
  let contents: WordTable
  /// Words that a short heading does not have.
  let headingStops: WordTable
  /// What follows a label that is only referred to (第八条 规定).
  let references: WordTable
  /// Words that begin an attachment.
  let attachments: WordTable
  /// The word of a title before which the issuing bodies stand.
  let titleSigns: WordTable
  /// Words with which a sentence begins, and no title.
  let proseStarts: WordTable
  /// First characters of units, which stand behind a number that counts something.
  let countedUnits: WordTable
  /// Phrases by which a text says what kind of instrument it is.
  let kindSigns: WordTable

  /// The lists of a vocabulary.
  init(_ vocabulary: Vocabulary) {
    kinds = WordTable(vocabulary, "instrument-kinds")
    furnitureLines = WordTable(vocabulary, "outline-furniture-lines")
    furnitureHeads = WordTable(vocabulary, "outline-furniture-heads")
    furnitureParts = WordTable(vocabulary, "outline-furniture-parts")
    tableHeads = WordTable(vocabulary, "outline-table-heads")
    forms = WordTable(vocabulary, "outline-forms")
    organizationEndings = WordTable(vocabulary, "outline-organization-endings")
    preambles = WordTable(vocabulary, "outline-preambles")
    addressees = WordTable(vocabulary, "outline-addressees")
    colophons = WordTable(vocabulary, "outline-colophons")
    carryings = WordTable(vocabulary, "outline-carryings")
    adoptions = WordTable(vocabulary, "outline-adoptions")
    contents = WordTable(vocabulary, "outline-contents")
    headingStops = WordTable(vocabulary, "outline-heading-stops")
    references = WordTable(vocabulary, "outline-references")
    attachments = WordTable(vocabulary, "outline-attachments")
    titleSigns = WordTable(vocabulary, "outline-title-signs")
    proseStarts = WordTable(vocabulary, "outline-prose-starts")
    countedUnits = WordTable(vocabulary, "outline-counted-units")
    kindSigns = WordTable(vocabulary, "outline-kind-signs")
  }
}
