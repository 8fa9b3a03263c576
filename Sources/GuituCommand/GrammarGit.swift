// The grammars of an earlier state of the project, by git.
import Guitu
import Loading

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Files of a git tree.
enum GitTree {
  /// The files of `Grammars/` as they were at a commit, branch or tag.
  static func grammars(at reference: String) throws -> GrammarTexts {
    // The name goes to a shell: nothing but what names of commits are made of.
    let isPlain = reference.unicodeScalars.allSatisfy {
      $0.properties.isAlphabetic || ("0"..."9").contains($0) || "._/~^@{}-".unicodeScalars.contains($0)
    }
    guard isPlain, let first = reference.first, first != "-" else {
      throw Grammar.fault("git:\(reference): " + Grammar.say("不是提交、分支或标签的名称", "no name of a commit, branch or tag"))
    }
    let archive = try output(of: "git archive --format=tar '\(reference)' Grammars 2>/dev/null")
    let files = entries(of: archive).compactMap { path, bytes -> GrammarTexts.File? in
      guard path.hasPrefix("Grammars/"), path.hasSuffix(".txt") || path.hasSuffix(".grammar") else { return nil }
      return GrammarTexts.File(path: String(path.dropFirst(9)), text: String(decoding: bytes, as: UTF8.self))
    }
    guard !files.isEmpty else {
      throw Grammar.fault(
        "git:\(reference): "
          + Grammar.say("那里没有 Grammars/；请在项目文件夹里运行", "no Grammars/ there; run in the project's folder"))
    }
    return GrammarTexts(files: files)
  }

  private static func output(of line: String) throws -> [UInt8] {
    guard let stream = popen(line, "r") else { throw Grammar.fault("git: \(SystemError.last.description)") }
    defer { pclose(stream) }
    var out: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = fread(&buffer, 1, buffer.count, stream)
      if count == 0 { return out }
      out += buffer[..<count]
    }
  }

  /// The regular files of a tar archive: heads of 512 bytes, then the bytes filled up to the next 512.
  private static func entries(of archive: [UInt8]) -> [(path: String, bytes: ArraySlice<UInt8>)] {
    var out: [(String, ArraySlice<UInt8>)] = []
    var at = 0
    while at + 512 <= archive.count, archive[at] != 0 {
      func field(_ offset: Int, _ length: Int) -> ArraySlice<UInt8> {
        archive[(at + offset)..<(at + offset + length)].prefix { $0 != 0 }
      }
      let size = field(124, 12).reduce(0) { (0x30...0x37).contains($1) ? min($0 * 8 + Int($1 - 0x30), 1 << 40) : $0 }
      let start = at + 512
      guard start + size <= archive.count else { break }
      if archive[at + 156] == 0x30 || archive[at + 156] == 0 {
        let prefix = field(345, 155)
        let name = String(decoding: field(0, 100), as: UTF8.self)
        out.append(
          (
            prefix.isEmpty ? name : String(decoding: prefix, as: UTF8.self) + "/" + name,
            archive[start..<(start + size)]
          ))
      }
      at = start + (size + 511) / 512 * 512
    }
    return out
  }
}
