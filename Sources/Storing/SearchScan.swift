// One pass over the index: which duties fit, how many of each, and which come first.
import Exporting
import GRDB
import RuleModel

/// What a search found before any row is read whole.
struct SearchScan {
  /// A duty by its numbers.
  struct Entry {
    /// What it is sorted by, then by its id.
    var order: UInt64
    var id: Int64
    var sentence: Int64
    var role: Int64
  }

  private(set) var total = 0
  private var best: BestEntries
  private var counter: FacetCounter?
  private let order: Order

  /// What the entries are sorted by.
  enum Order {
    case due
    case force
    /// By the place of a body in the order of names.
    case bodies([Int64: UInt64])
    /// The newest sentence first.
    case newest
  }

  /// A scan that keeps the `count` first entries, and counts by properties where that is asked for.
  init(_ order: Order, keeping count: Int, countsFacets: Bool) {
    self.order = order
    best = BestEntries(count: count)
    counter = countsFacets ? FacetCounter() : nil
  }

  /// The columns that `add` reads, of `duty`.
  static let columns =
    "duty.id, duty.due, duty.sentence, duty.role, duty.modality, duty.body, duty.kind, duty.level, duty.region"

  /// Reads all rows of a statement with those columns; those of sentences that are not among `sentences` are passed over.
  mutating func read(_ statement: RawStatement, in sentences: NumberSet? = nil) throws {
    while try statement.next() {
      let sentence = statement.integer(2)
      if let sentences, !sentences.contains(sentence) { continue }
      total += 1
      let order: UInt64
      switch self.order {
      case .due: order = UInt64(clamping: statement.integer(1))
      case .force:
        let force = UInt64(clamping: statement.integer(3)) << 4 | UInt64(clamping: statement.integer(4))
        order = force << 32 | UInt64(clamping: statement.integer(1))
      case .bodies(let places):
        order = (places[statement.integer(5)] ?? 0xFFFF_FFFF) << 32 | UInt64(clamping: statement.integer(1))
      case .newest: order = .max - UInt64(clamping: sentence)
      }
      best.add(order, statement.integer(0), sentence, statement.integer(3))
      counter?.add(statement)
    }
  }

  /// The first entries, in order.
  var entries: [Entry] { best.sorted }

  /// How many there are of each property; a region by its number.
  var facets: FacetCounter { counter ?? FacetCounter() }
}

/// The first of many entries, in memory that does not grow with them.
private struct BestEntries {
  private let count: Int
  private var entries: [SearchScan.Entry] = []
  /// What is not before this is not among the first.
  private var limit: (order: UInt64, id: Int64) = (.max, .max)

  init(count: Int) { self.count = count }

  mutating func add(_ order: UInt64, _ id: Int64, _ sentence: Int64, _ role: Int64) {
    guard count > 0, (order, id) < limit else { return }
    entries.append(SearchScan.Entry(order: order, id: id, sentence: sentence, role: role))
    // Sorted only when twice as many have come: each entry is sorted a few times at most.
    if entries.count >= 2 * count + 64 {
      entries = sorted
      if let last = entries.last { limit = (last.order, last.id) }
    }
  }

  var sorted: [SearchScan.Entry] {
    Array(entries.sorted { ($0.order, $0.id) < ($1.order, $1.id) }.prefix(count))
  }
}

/// Counts by properties.
struct FacetCounter {
  private var kinds = [Int](repeating: 0, count: 16)
  private var roles = [Int](repeating: 0, count: 16)
  private var modalities = [Int](repeating: 0, count: 16)
  private var levels = [Int](repeating: 0, count: 16)
  private var years = [Int](repeating: 0, count: 10_000)
  private var regions: [Int64: Int] = [:]
  /// The region that came last, and how often in a row.
  private var run: (region: Int64, count: Int) = (-1, 0)

  fileprivate mutating func add(_ row: RawStatement) {
    kinds[Int(row.integer(6) & 15)] += 1
    roles[Int(row.integer(3) & 15)] += 1
    modalities[Int(row.integer(4) & 15)] += 1
    if !row.isNull(7) { levels[Int(row.integer(7) & 15)] += 1 }
    let year = Int(row.integer(1) / 10_000)
    if years.indices.contains(year) { years[year] += 1 }
    let region = row.integer(8)
    if region != run.region {
      if run.count > 0 { regions[run.region, default: 0] += run.count }
      run = (region, 0)
    }
    if region > 0 { run.count += 1 }
  }

  /// How many in each region.
  var countsOfRegions: [Int64: Int] {
    var counts = regions
    if run.count > 0 { counts[run.region, default: 0] += run.count }
    return counts
  }

  /// The other counts by the names of properties.
  var counts: [(name: String, values: [String: Int])] {
    func named(_ counts: [Int], _ name: (Int) -> String?) -> [String: Int] {
      var values: [String: Int] = [:]
      for (number, count) in counts.enumerated() where count > 0 {
        if let name = name(number) { values[name, default: 0] += count }
      }
      return values
    }
    return [
      ("kind", named(kinds) { Codes.kind($0).rawValue }), ("role", named(roles) { Codes.role($0).rawValue }),
      ("modality", named(modalities) { Codes.modality($0).rawValue }),
      ("level", named(levels) { BodyLevel(rawValue: $0)?.name }),
      ("due-year", named(years) { $0 < LibraryWriter.never / 10_000 ? String($0) : nil }),
    ]
  }
}

/// Rows by their numbers, a bit each.
struct NumberSet {
  private var words: [UInt64] = []
  /// How many.
  private(set) var count = 0

  mutating func insert(_ number: Int64) {
    guard number >= 0 else { return }
    let at = Int(number >> 6)
    if at >= words.count { words += [UInt64](repeating: 0, count: max(at + 1 - words.count, words.count)) }
    words[at] |= 1 << UInt64(number & 63)
    count += 1
  }

  func contains(_ number: Int64) -> Bool {
    let at = Int(number >> 6)
    return number >= 0 && at < words.count && words[at] >> UInt64(number & 63) & 1 == 1
  }

  /// The numbers, the smallest first.
  func forEach(_ body: (Int64) throws -> Void) rethrows {
    for (index, word) in words.enumerated() {
      var rest = word
      while rest != 0 {
        try body(Int64(index) << 6 | Int64(rest.trailingZeroBitCount))
        rest &= rest - 1
      }
    }
  }
}
