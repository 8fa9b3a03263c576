/// The word lists that the project reads notices with, by the name of their file in `Grammars/words/`.
///
/// A list is a text file of one entry a line; `#` starts a comment; what stands after a tab is the entry's value
/// (`个工作日<TAB>day`), for lists whose words mean something.
public struct Vocabulary: Sendable {
  /// One word of a list.
  public struct Entry: Hashable, Sendable {
    /// The word as it is matched (folded, no blanks).
    public let word: [UInt16]
    /// The word as printed in the list.
    public let printed: String
    /// What stands after the tab, or the empty string.
    public let value: String
    /// The line of the list's file, from 1.
    public let line: Int
  }

  /// Each list's entries in the order of its file.
  public private(set) var lists: [String: [Entry]] = [:]
  private var sets: [String: [[UInt16]: String]] = [:]
  /// The longest word of each list, in code units.
  private var longest: [String: Int] = [:]

  /// No lists.
  public init() {}

  /// Adds a list, or replaces the one of that name.
  public mutating func add(list name: String, text: String, folding: Folding) {
    var entries: [Entry] = []
    var set: [[UInt16]: String] = [:]
    var length = 0
    var number = 0
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      number += 1
      let bare = line.prefix { $0 != "#" }
      let parts = bare.split(separator: "\t", maxSplits: 1)
      guard let first = parts.first else { continue }
      let word = folding.fold(word: first)
      guard !word.isEmpty else { continue }
      let value = parts.count > 1 ? parts[1].trimmingBlanks() : ""
      entries.append(Entry(word: word, printed: first.trimmingBlanks(), value: value, line: number))
      if set[word] == nil { set[word] = value }
      length = max(length, word.count)
    }
    lists[name] = entries
    sets[name] = set
    longest[name] = length
  }

  /// Whether the list holds exactly this word (folded, no blanks). An unknown list holds nothing.
  public func contains(_ word: some Sequence<UInt16>, in list: String) -> Bool {
    sets[list]?[Array(word)] != nil
  }

  /// The value of the word in the list, or nil where the list does not hold it.
  public func value(of word: some Sequence<UInt16>, in list: String) -> String? {
    sets[list]?[Array(word)]
  }

  /// The length of the longest word of the list that `text` has at `start`, and its value; nil where there is none.
  public func longestMatch(in text: some RandomAccessCollection<UInt16>, list: String) -> (length: Int, value: String)? {
    guard let set = sets[list], let most = longest[list] else { return nil }
    var length = min(most, text.count)
    while length > 0 {
      if let value = set[Array(text.prefix(length))] { return (length, value) }
      length -= 1
    }
    return nil
  }

  /// The length of the longest word of the list that `text` ends with, and its value; nil where there is none.
  public func longestSuffix(of text: some RandomAccessCollection<UInt16>, list: String) -> (length: Int, value: String)? {
    guard let set = sets[list], let most = longest[list] else { return nil }
    var length = min(most, text.count)
    while length > 0 {
      if let value = set[Array(text.suffix(length))] { return (length, value) }
      length -= 1
    }
    return nil
  }
}

extension StringProtocol {
  /// The text without blanks at either end.
  func trimmingBlanks() -> String {
    var view = Substring(self)
    while let first = view.first, first.isWhitespace { view.removeFirst() }
    while let last = view.last, last.isWhitespace { view.removeLast() }
    return String(view)
  }
}
