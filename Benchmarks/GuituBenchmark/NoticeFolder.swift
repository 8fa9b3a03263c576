import Foundation

/// The notices of a folder, read into memory.
struct NoticeFolder {
  /// A notice: its path and bytes.
  struct Notice {
    var path: String
    var bytes: [UInt8]
  }

  /// All .txt and .md files in the folder and the folders inside it, by path.
  let notices: [Notice]

  init(path: String) throws {
    let root = URL(fileURLWithPath: path)
    let found = FileManager.default.enumerator(at: root, includingPropertiesForKeys: [.isRegularFileKey])
    var notices: [Notice] = []
    for case let file as URL in found ?? .init() where ["txt", "md"].contains(file.pathExtension) {
      notices.append(Notice(path: file.path, bytes: Array(try Data(contentsOf: file))))
    }
    self.notices = notices.sorted { $0.path < $1.path }
  }
}
