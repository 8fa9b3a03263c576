/// The language of what is shown to a reader. JSON is the same in all.
public enum Language: String, Hashable, Sendable, CaseIterable {
  case chinese = "zh"
  case english = "en"

  /// The language of a locale's name, such as `zh_CN.UTF-8`: Chinese for every `zh…`, else English.
  public init(locale: String) {
    let head = locale.prefix { $0 != "_" && $0 != "-" && $0 != "." && $0 != "@" }.lowercased()
    self = head == "zh" ? .chinese : .english
  }

  /// The words of the language.
  var words: any Words {
    switch self {
    case .chinese: ChineseWords()
    case .english: EnglishWords()
    }
  }
}
