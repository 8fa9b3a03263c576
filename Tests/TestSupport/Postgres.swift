import Foundation
import Synchronization

/// A PostgreSQL server of Debian's package on the loopback, started once for all tests and ended with them.
public final class Postgres: Sendable {
  /// The server; nil where the package is not installed, which is said.
  public static let shared: Postgres? = Postgres()

  private let port: Int
  private let folder: String
  private let count = Mutex(0)

  private init?() {
    let bin = (try? FileManager.default.contentsOfDirectory(atPath: "/usr/lib/postgresql"))?
      .compactMap(Int.init).max().map { "/usr/lib/postgresql/\($0)/bin" }
    guard let bin, FileManager.default.isExecutableFile(atPath: bin + "/initdb") else {
      print("skipped: no PostgreSQL server; install Debian's package postgresql")
      return nil
    }
    port = Int.random(in: 20_000..<60_000)
    folder = "/tmp/guitu-postgres-\(ProcessInfo.processInfo.processIdentifier)-\(port)"
    // initdb refuses root. The server ends when the process that started it does, however that ends.
    let script = """
      set -e
      # Pipes of tests that run beside would stay open as long as the server does.
      for f in /proc/self/fd/*; do n=${f##*/}; if [ "$n" -gt 2 ]; then eval "exec $n>&-"; fi; done 2>/dev/null
      as=""
      if [ "$(id -u)" = 0 ]; then as="setpriv --reuid=postgres --regid=postgres --clear-groups"; fi
      mkdir -p \(folder); if [ -n "$as" ]; then chown postgres:postgres \(folder); fi
      cd \(folder)
      $as \(bin)/initdb -D \(folder)/data -U app -A trust -E UTF8 --locale=C.UTF-8 >/dev/null
      $as \(bin)/pg_ctl -D \(folder)/data -w -l \(folder)/log -o "-c listen_addresses=127.0.0.1 -p \(port) \
      -c unix_socket_directories=\(folder) -c fsync=off" start >/dev/null
      (while kill -0 \(ProcessInfo.processInfo.processIdentifier) 2>/dev/null; do sleep 1; done
       $as \(bin)/pg_ctl -D \(folder)/data -m immediate stop >/dev/null 2>&1; rm -rf \(folder)) >/dev/null 2>&1 </dev/null &
      """
    guard Shell.run(script).status == 0 else {
      print("skipped: PostgreSQL did not start")
      return nil
    }
  }

  /// The address of a new, empty database.
  public func database() -> String {
    let number = count.withLock {
      $0 += 1
      return $0
    }
    _ = psql("postgres", "CREATE DATABASE d\(number)")
    return "postgresql://app@127.0.0.1:\(port)/d\(number)"
  }

  /// What a statement gives, columns with | between them.
  public func psql(_ database: String, _ statement: String) -> String {
    let address = database.contains("://") ? database : "postgresql://app@127.0.0.1:\(port)/\(database)"
    return Shell.run("psql -X -A -t -q -v ON_ERROR_STOP=1 '\(address)' 2>&1 <<'END'\n\(statement)\nEND").output
  }
}

/// Lines of the shell.
public enum Shell {
  /// The status of a script, and what it printed without blanks at its ends.
  public static func run(_ script: String) -> (status: Int32, output: String) {
    let process = Process()
    process.executableURL = URL(filePath: "/bin/bash")
    process.arguments = ["-c", script]
    let pipe = Pipe()
    process.standardOutput = pipe
    do { try process.run() } catch { return (127, "") }
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    let text = String(decoding: output, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
    return (process.terminationStatus, text)
  }
}
