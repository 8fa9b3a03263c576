// The tables of a library, and how older ones are brought up to date. `FORMAT.md` says what each column means.
import GRDB

enum Schema {
  /// Every change of the tables is a step of its own; a step that has been published is never changed.
  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1") { try $0.execute(sql: tables) }
    migrator.registerMigration("2") { try $0.execute(sql: fullerIndexes) }
    migrator.registerMigration("3") { database in
      try database.execute(sql: fewerPages)
      try SentenceCounts.fill(database)
    }
    return migrator
  }

  private static let tables = """
    CREATE TABLE reading (
      id INTEGER PRIMARY KEY, program TEXT NOT NULL, version TEXT NOT NULL, grammars TEXT NOT NULL,
      directory TEXT NOT NULL, UNIQUE (program, version, grammars, directory)
    ) STRICT;

    CREATE TABLE region (id INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT;
    CREATE INDEX region_name ON region (name);

    CREATE TABLE office (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;

    CREATE TABLE body (
      id INTEGER PRIMARY KEY, office INTEGER NOT NULL REFERENCES office, name TEXT NOT NULL, level INTEGER,
      region INTEGER REFERENCES region, pinyin BLOB NOT NULL
    ) STRICT;
    CREATE UNIQUE INDEX body_identity ON body (office, ifnull(region, -1), ifnull(level, -1), name);

    CREATE TABLE alias (
      name TEXT NOT NULL, office INTEGER NOT NULL REFERENCES office, PRIMARY KEY (name, office)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE policy (id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, stem TEXT NOT NULL, title TEXT NOT NULL)
    STRICT;
    CREATE INDEX policy_stem ON policy (stem);

    CREATE TABLE notice (
      id INTEGER PRIMARY KEY, sha256 TEXT NOT NULL UNIQUE, name TEXT NOT NULL, media_type TEXT NOT NULL,
      encoding TEXT NOT NULL, title TEXT, number TEXT, number_key TEXT, kind TEXT, issuers TEXT NOT NULL,
      issuer INTEGER REFERENCES body, issued INTEGER, region INTEGER REFERENCES region,
      policy INTEGER NOT NULL REFERENCES policy, version INTEGER NOT NULL, in_from INTEGER NOT NULL,
      own_until INTEGER NOT NULL, in_until INTEGER NOT NULL, is_current INTEGER NOT NULL,
      superseded_by INTEGER REFERENCES notice ON DELETE SET NULL, repealed_by INTEGER REFERENCES notice ON DELETE SET NULL,
      reading INTEGER NOT NULL REFERENCES reading, rules INTEGER NOT NULL, added TEXT NOT NULL
    ) STRICT;
    CREATE INDEX notice_policy ON notice (policy, in_from);
    CREATE INDEX notice_number ON notice (number_key) WHERE number_key IS NOT NULL;
    CREATE INDEX notice_reading ON notice (reading);
    CREATE INDEX notice_issuer ON notice (issuer);

    CREATE TABLE content (
      notice INTEGER PRIMARY KEY REFERENCES notice ON DELETE CASCADE, text BLOB NOT NULL, text_length INTEGER NOT NULL,
      graph BLOB NOT NULL, graph_length INTEGER NOT NULL,
      rules BLOB NOT NULL, rules_length INTEGER NOT NULL
    ) STRICT;

    CREATE TABLE repeal (
      notice INTEGER NOT NULL REFERENCES notice ON DELETE CASCADE, stem TEXT NOT NULL, number_key TEXT
    ) STRICT;
    CREATE INDEX repeal_notice ON repeal (notice);
    CREATE INDEX repeal_stem ON repeal (stem);
    CREATE INDEX repeal_number ON repeal (number_key) WHERE number_key IS NOT NULL;

    CREATE TABLE sentence (
      id INTEGER PRIMARY KEY, notice INTEGER NOT NULL REFERENCES notice ON DELETE CASCADE, start INTEGER NOT NULL,
      "end" INTEGER NOT NULL, text TEXT NOT NULL
    ) STRICT;
    CREATE INDEX sentence_notice ON sentence (notice);
    CREATE VIRTUAL TABLE sentence_index USING fts5(words, content='', tokenize='guitu');

    CREATE TABLE duty (
      id INTEGER PRIMARY KEY, notice INTEGER NOT NULL REFERENCES notice ON DELETE CASCADE, rule INTEGER NOT NULL,
      rule_kind TEXT NOT NULL, signature INTEGER NOT NULL, ordinal INTEGER NOT NULL, rule_name TEXT NOT NULL, sentence INTEGER NOT NULL REFERENCES sentence ON DELETE CASCADE,
      body INTEGER NOT NULL REFERENCES body, office INTEGER NOT NULL, level INTEGER, region INTEGER,
      kind INTEGER NOT NULL, role INTEGER NOT NULL, modality INTEGER NOT NULL, unit TEXT NOT NULL, discretion TEXT,
      action TEXT, conditions TEXT NOT NULL, due_from INTEGER, due INTEGER NOT NULL, recurrence TEXT,
      month_day INTEGER, due_quote TEXT, start INTEGER NOT NULL, "end" INTEGER NOT NULL, path TEXT NOT NULL,
      in_from INTEGER NOT NULL, in_until INTEGER NOT NULL, is_current INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX duty_notice ON duty (notice);
    CREATE INDEX duty_sentence ON duty (sentence);
    CREATE INDEX duty_office ON duty (
      office, due, id, region, level, kind, role, modality, is_current, in_from, in_until, month_day, body);

    CREATE TABLE change (
      id INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL, kind TEXT NOT NULL,
      notice INTEGER NOT NULL REFERENCES notice ON DELETE CASCADE, policy INTEGER NOT NULL REFERENCES policy,
      rule_key TEXT, old TEXT, new TEXT
    ) STRICT;
    CREATE INDEX change_at ON change (at);
    CREATE INDEX change_notice ON change (notice);
    """

  /// Indexes from which every search is answered without the rows themselves; sentences are found by their duties; the
  /// full-text index is merged less often.
  private static let fullerIndexes = """
    DROP INDEX duty_office;
    DROP INDEX duty_sentence;
    DROP INDEX sentence_notice;
    CREATE INDEX duty_office ON duty (
      office, due, id, region, level, kind, role, modality, is_current, in_from, in_until, month_day, body, sentence,
      notice);
    CREATE INDEX duty_sentence ON duty (
      sentence, id, office, due, region, level, kind, role, modality, is_current, in_from, in_until, month_day, body,
      notice);
    CREATE INDEX body_order ON body (office, pinyin);
    INSERT INTO sentence_index (sentence_index, rank) VALUES ('automerge', 8);
    """

  /// What is written costs by the pages that it falls on. The days in force stand with the notice alone, so that a new
  /// version changes one row of the old one; bodies of one region stand together; what no search asks for is not kept.
  private static let fewerPages = """
    DROP INDEX duty_office;
    DROP INDEX duty_sentence;
    ALTER TABLE duty DROP COLUMN in_from;
    ALTER TABLE duty DROP COLUMN in_until;
    ALTER TABLE duty DROP COLUMN is_current;
    CREATE INDEX duty_office ON duty (
      office, due, id, region, level, kind, role, modality, month_day, body, sentence, notice);
    CREATE INDEX duty_sentence ON duty (
      sentence, id, office, due, region, level, kind, role, modality, month_day, body, notice);
    CREATE INDEX notice_past ON notice (id) WHERE is_current = 0;
    CREATE INDEX notice_force ON notice (in_from, in_until);
    DROP INDEX body_identity;
    DROP INDEX body_order;
    CREATE UNIQUE INDEX body_identity ON body (ifnull(region, -1), office, ifnull(level, -1), name);
    CREATE INDEX body_office ON body (office, id, pinyin);
    DROP INDEX change_at;
    CREATE TABLE sentence_count (block INTEGER PRIMARY KEY, counts BLOB NOT NULL) STRICT;
    INSERT INTO sentence_index (sentence_index, rank) VALUES ('hashsize', 8388608);
    """
}
