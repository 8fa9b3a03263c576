// How much two texts have in common: pairs of neighbouring characters, each the heavier the rarer it is.

/// The pairs of neighbouring characters of many texts, with a weight for each pair.
struct LikenessIndex {
  /// A text as its pairs, in order of their numbers, each as often as it stands there.
  struct Profile {
    var pairs: [Int32]
    var weight: Double
  }

  private var numbers: [UInt32: Int32] = [:]
  private var frequency: [Int32] = []
  private(set) var weights: [Double] = []
  private(set) var profiles: [Profile] = []

  /// An index of texts.
  init(_ texts: [[UInt16]]) {
    var lists: [[Int32]] = []
    lists.reserveCapacity(texts.count)
    for text in texts {
      var list: [Int32] = []
      list.reserveCapacity(text.count)
      // A text of one character is a pair with nothing.
      var before: UInt16 = text.count == 1 ? 0 : (text.first ?? 0)
      for unit in text.dropFirst(text.count == 1 ? 0 : 1) {
        let key = UInt32(before) << 16 | UInt32(unit)
        before = unit
        if let number = numbers[key] {
          list.append(number)
        } else {
          let number = Int32(frequency.count)
          numbers[key] = number
          frequency.append(0)
          list.append(number)
        }
      }
      list.sort()
      var last: Int32 = -1
      for pair in list where pair != last {
        frequency[Int(pair)] += 1
        last = pair
      }
      lists.append(list)
    }
    // What stands in nearly every text says little.
    let weights = frequency.map { 1 / Double(max(1, $0)).squareRoot() }
    self.weights = weights
    profiles = lists.map { list in
      Profile(pairs: list, weight: list.reduce(0) { $0 + weights[Int($1)] })
    }
  }

  /// The weight of what two texts share.
  func shared(_ a: Int, _ b: Int) -> Double {
    let (left, right) = (profiles[a].pairs, profiles[b].pairs)
    var (i, j, sum) = (0, 0, 0.0)
    while i < left.count && j < right.count {
      if left[i] == right[j] {
        sum += weights[Int(left[i])]
        i += 1
        j += 1
      } else if left[i] < right[j] {
        i += 1
      } else {
        j += 1
      }
    }
    return sum
  }

  /// From 0, nothing in common, to 1, the same pairs.
  func likeness(_ a: Int, _ b: Int) -> Double {
    let whole = profiles[a].weight + profiles[b].weight
    return whole > 0 ? 2 * shared(a, b) / whole : 1
  }

  /// How much of the first text stands in what the second has beyond the third, from 0 to 1.
  func containment(_ a: Int, in b: Int, beyond c: Int) -> Double {
    guard profiles[a].weight > 0 else { return 0 }
    let (left, right, other) = (profiles[a].pairs, profiles[b].pairs, profiles[c].pairs)
    /// How often a pair stands in a list from a place on, which moves behind it.
    func count(_ pair: Int32, in list: [Int32], from at: inout Int) -> Int {
      while at < list.count && list[at] < pair { at += 1 }
      let start = at
      while at < list.count && list[at] == pair { at += 1 }
      return at - start
    }
    var (i, j, k, sum) = (0, 0, 0, 0.0)
    while i < left.count {
      let pair = left[i]
      let mine = count(pair, in: left, from: &i)
      let surplus = count(pair, in: right, from: &j) - count(pair, in: other, from: &k)
      if surplus > 0 { sum += Double(min(mine, surplus)) * weights[Int(pair)] }
    }
    return sum / profiles[a].weight
  }

  /// For each of the first `split` texts the others that share most with it, at most `most`, with what they share as
  /// part of the larger of both. Pairs that stand in very many texts are passed over, so that time stays linear.
  func candidates(split: Int, most: Int) -> [(old: Int, new: Int)] {
    let limit: Int32 = 256
    var postings = [[Int32]](repeating: [], count: weights.count)
    for index in split..<profiles.count {
      var last: Int32 = -1
      for pair in profiles[index].pairs where pair != last {
        last = pair
        if frequency[Int(pair)] <= limit { postings[Int(pair)].append(Int32(index)) }
      }
    }
    var out: [(old: Int, new: Int)] = []
    var score = [Double](repeating: 0, count: profiles.count)
    for old in 0..<min(split, profiles.count) {
      var touched: [Int] = []
      var last: Int32 = -1
      for pair in profiles[old].pairs where pair != last {
        last = pair
        for posting in postings[Int(pair)] {
          let new = Int(posting)
          if score[new] == 0 { touched.append(new) }
          score[new] += weights[Int(pair)]
        }
      }
      let ranked = touched.map { (new: $0, score: score[$0] / (profiles[old].weight + profiles[$0].weight)) }
        .sorted { ($0.score, $1.new) > ($1.score, $0.new) }
      for entry in ranked.prefix(most) { out.append((old, entry.new)) }
      for new in touched { score[new] = 0 }
    }
    return out
  }
}
