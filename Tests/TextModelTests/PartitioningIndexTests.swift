import Testing
import TextModel

@Suite("The place where the second part of a collection begins")
struct PartitioningIndexTests {
  @Test("is where a search from the front finds it, at every length and every place", arguments: 0...9)
  func everyPlace(length: Int) {
    let numbers = Array(0..<length)
    for bound in 0...length {
      #expect(numbers.partitioningIndex { $0 >= bound } == numbers.firstIndex { $0 >= bound } ?? length)
    }
  }

  @Test("is an index of the collection itself, of a slice too")
  func slice() {
    let slice = [9, 1, 1, 4, 4, 7, 0][1..<6]
    #expect(slice.partitioningIndex { $0 >= 4 } == 3)
    #expect(slice.partitioningIndex { $0 > 7 } == 6)
  }
}
