extension RandomAccessCollection {
  /// The first index whose element belongs to the second part of a collection in which all elements that don't stand
  /// before all that do; `endIndex` where none does. Found by halving.
  @inlinable
  public func partitioningIndex(where belongsToSecondPart: (Element) throws -> Bool) rethrows -> Index {
    var low = startIndex
    var left = count
    while left > 0 {
      let half = left / 2
      let middle = index(low, offsetBy: half)
      if try belongsToSecondPart(self[middle]) {
        left = half
      } else {
        low = index(after: middle)
        left -= half + 1
      }
    }
    return low
  }
}
