// Versions of one policy: which comes behind which, from when until when each is in force, and what ends what.
import GRDB
import RuleModel
import TextModel

extension LibraryWriter {
  /// The version that stood before a notice of the same policy: the last that took effect not after it.
  func versionBefore(_ id: Int64, policy: Int64) throws -> Int64? {
    try Int64.fetchOne(
      database.cachedStatement(
        sql: """
          SELECT other.id FROM notice AS own JOIN notice AS other ON other.policy = own.policy AND other.id <> own.id
          WHERE own.id = ? AND own.policy = ? AND (other.in_from, other.id) < (own.in_from, own.id)
          ORDER BY other.in_from DESC, other.id DESC LIMIT 1
          """),
      arguments: [id, policy])
      // The oldest version of all, added late: what it shares with the next one keeps its key all the same.
      ?? Int64.fetchOne(
        database.cachedStatement(
          sql: "SELECT id FROM notice WHERE policy = ? AND id <> ? ORDER BY in_from, id LIMIT 1"),
        arguments: [policy, id])
  }

  /// The rules of a notice in the library, with their keys, as they are compared.
  func known(of id: Int64) throws -> [RuleKeys.Known] {
    guard
      let row = try Row.fetchOne(
        database.cachedStatement(sql: "SELECT text, text_length, rules, rules_length FROM content WHERE notice = ?"),
        arguments: [id]),
      let packedText = row["text"] as Blob?, let rules = row["rules"] as Blob?,
      let text = Packing.unpack(packedText.bytes, count: row["text_length"])
    else { return [] }
    return RuleList.rules(
      in: rules.bytes, length: row["rules_length"],
      of: SourceText(String(decoding: text, as: UTF8.self), folding: words.folding))
  }

  /// Puts the versions of a policy in order: which is which, and from when until when each is in force. Gives the
  /// number of the notice named.
  mutating func settle(policy: Int64, newest id: Int64) throws -> Int {
    let rows = try Row.fetchAll(
      database.cachedStatement(
        sql: """
          SELECT notice.id, in_from, own_until, in_until, version, is_current, superseded_by, repealed_by,
            (SELECT in_from FROM notice AS other WHERE other.id = notice.repealed_by) AS repealed
          FROM notice WHERE policy = ? ORDER BY in_from, id
          """),
      arguments: [policy])
    var number = 1
    for (index, row) in rows.enumerated() {
      let next = index + 1 < rows.count ? rows[index + 1] : nil
      let own: Int64 = row["id"]
      if own == id { number = index + 1 }
      let until = min(row["own_until"], next?["in_from"] ?? Self.never, row["repealed"] ?? Self.never)
      let follower: Int64? = next?["id"]
      let isCurrent = next == nil && row["repealed_by"] as Int64? == nil
      if row["version"] == index + 1 && row["in_until"] == until && row["is_current"] == isCurrent
        && row["superseded_by"] as Int64? == follower
      {
        continue
      }
      try run(
        "UPDATE notice SET version = ?, in_until = ?, is_current = ?, superseded_by = ? WHERE id = ?",
        [index + 1, until, isCurrent, follower, own])
      if row["is_current"] != isCurrent { try counts.set(ofNotice: own, isCurrent: isCurrent, in: database) }
      if follower != nil, row["superseded_by"] as Int64? == nil {
        try note("superseded", notice: own, policy: policy)
      }
    }
    return number
  }

  /// Ends what a notice repeals, and the notice itself where an older or later one repeals it.
  mutating func settleRepeals(of notice: PreparedNotice, _ id: Int64) throws {
    for repeal in notice.repeals {
      let found = try Row.fetchAll(
        database.cachedStatement(
          sql: """
            SELECT notice.id, notice.policy FROM notice
            WHERE repealed_by IS NULL AND notice.id <> ? AND in_from <= ? AND (
              (? IS NOT NULL AND number_key = ?)
              OR (length(?) >= 4 AND policy IN (SELECT id FROM policy WHERE stem = ?)
                AND region IS (SELECT region FROM notice WHERE id = ?)))
            """),
        arguments: [
          id, notice.validity.from?.number ?? Self.never, repeal.number, repeal.number, repeal.stem, repeal.stem, id,
        ])
      for row in found { try end(row["id"], policy: row["policy"], by: id) }
    }
    // What came into the library earlier may have ended it.
    let by = try Int64.fetchOne(
      database.cachedStatement(
        sql: """
          SELECT repeal.notice FROM repeal JOIN notice AS later ON later.id = repeal.notice
          JOIN notice AS own ON own.id = ?
          WHERE later.id <> own.id AND later.in_from >= own.in_from AND own.repealed_by IS NULL AND (
            (repeal.number_key IS NOT NULL AND repeal.number_key = own.number_key)
            OR (length(repeal.stem) >= 4 AND repeal.stem = ? AND later.region IS own.region))
          ORDER BY later.in_from LIMIT 1
          """),
      arguments: [id, notice.stem])
    if let by {
      let policy = try Int64.fetchOne(database, sql: "SELECT policy FROM notice WHERE id = ?", arguments: [id]) ?? 0
      try end(id, policy: policy, by: by)
    }
  }

  private mutating func end(_ id: Int64, policy: Int64, by later: Int64) throws {
    try run("UPDATE notice SET repealed_by = ? WHERE id = ?", [later, id])
    try note("repealed", notice: id, policy: policy)
    _ = try settle(policy: policy, newest: id)
  }

  /// Writes a notice anew that other grammars have read: its rules keep the keys of those that they were.
  mutating func reread(_ notice: PreparedNotice, _ id: Int64, _ reading: Int64) throws -> AddOutcome {
    let before = try known(of: id)
    let policy = try Int64.fetchOne(database, sql: "SELECT policy FROM notice WHERE id = ?", arguments: [id]) ?? 0
    try deleteDuties(of: id)
    try run("DELETE FROM repeal WHERE notice = ?", [id])
    let keys = RuleKeys(notice.comparedRules, after: before)
    try insertContent(of: notice, id, keys.keys, isFirst: false)
    let until = notice.validity.until?.number ?? Self.never
    let document = notice.document
    var issuer: Int64?
    if let body = notice.issuer { issuer = try bodyID(of: body).id }
    try run(
      """
      UPDATE notice SET title = ?, number = ?, number_key = ?, kind = ?, issuers = ?, issuer = ?, issued = ?, region = ?,
        in_from = ?, own_until = ?, in_until = ?, reading = ?, rules = ? WHERE id = ?
      """,
      [
        document.title, document.number, notice.number, document.kind, document.issuers.joined(separator: "\n"),
        issuer, notice.issued?.number,
        try notice.region.map { try regionID(of: $0) }, notice.validity.from?.number ?? 0, until, until, reading,
        notice.rules.count, id,
      ])
    let newPolicy = try policyID(of: notice).id
    if newPolicy != policy {
      try run("UPDATE notice SET policy = ? WHERE id = ?", [newPolicy, id])
      _ = try settle(policy: policy, newest: id)
    }
    for repeal in notice.repeals {
      try run("INSERT INTO repeal VALUES (?, ?, ?)", [id, repeal.stem, repeal.number])
    }
    try insertDuties(of: notice, id, keys.keys)
    let version = try settle(policy: newPolicy, newest: id)
    try settleRepeals(of: notice, id)
    // What was past already has changed no place among its versions.
    let isCurrent = try Bool.fetchOne(
      database.cachedStatement(sql: "SELECT is_current FROM notice WHERE id = ?"), arguments: [id])
    if isCurrent == false { try counts.set(ofNotice: id, isCurrent: false, in: database) }
    if !keys.changes.isEmpty { try note("reread", notice: id, policy: newPolicy, new: notice.source.reading.grammars) }
    for change in keys.changes {
      try note(
        "\(change.kind)-by-reading", notice: id, policy: newPolicy, key: change.key,
        old: change.old, new: change.new)
    }
    return AddOutcome(
      kind: .reread, version: version, rules: notice.rules.count, gained: keys.count("rule-added"),
      lost: keys.count("rule-removed"), changed: keys.count("rule-changed"))
  }
}
