import ArgumentParser
import Reading
import TextModel

/// Single notices for the tools of those who write rules.
enum GrammarFiles {
  /// The text of a notice, its encoding told by its bytes.
  static func text(at path: String) throws -> String {
    do {
      let bytes = try FileSystem.bytes(of: Path(path), limit: NoticeReader.limit)
      let text = try NoticeReader(folding: Folding()).read(bytes, name: path)
      return text.string(in: Span(0, text.count))
    } catch let error as SystemError {
      throw ValidationError(Messages.current.unreadable(path, error))
    } catch let error as ReadingError {
      throw ValidationError(Messages.current.language == .chinese ? error.descriptionZh : error.description)
    }
  }
}
