// A comparison as one page that needs nothing else: side by side, what differs marked, with next, previous and filters.
import Diffing
import RuleModel
import TextModel

extension GraphDiff {
  /// The page in UTF-8. It loads nothing and sends nothing.
  public func html(in language: Language) -> [UInt8] {
    let words = language.words
    let view = DiffView(self)
    let page = words.pageWords
    let escape = HTMLText.escape
    var out = HTMLText.head("\(words.diffTitle): \(new.shownName(words))", style: Self.style, in: language)
    out += """
      <body>
      <header>
      <h1>\(escape(words.diffTitle))</h1>
      <dl>
      <dt>\(escape(words.oldVersion))</dt><dd>\(escape(old.shownName(words))) <code>\(escape(old.graph.text.name))</code></dd>
      <dt>\(escape(words.newVersion))</dt><dd>\(escape(new.shownName(words))) <code>\(escape(new.graph.text.name))</code></dd>
      </dl>
      <p>\(escape(words.counts(of: view.statuses)))<br>\(escape(words.counts(of: summary)))\
      \(rolled.count > 0 ? "<br>" + escape(words.rolled(rolled)) : "")</p>
      </header>
      <nav>
      <button type="button" id="previous">← \(escape(page.previous))</button>
      <button type="button" id="next">\(escape(page.next)) →</button>
      <label>\(escape(page.direction)) <select id="direction"><option value="">\(escape(page.all))</option>

      """
    for direction in Direction.allCases {
      out += "<option value=\"\(direction.rawValue)\">\(escape(words.name(of: direction)))</option>"
    }
    out +=
      "</select></label>\n<label>\(escape(page.kind)) <select id=\"kind\"><option value=\"\">\(escape(page.all))</option>"
    let kinds = Set(changes.map(\.kind))
    for kind in ChangeKind.allCases where kinds.contains(kind) {
      out += "<option value=\"\(kind.rawValue)\">\(escape(words.name(of: kind)))</option>"
    }
    out += "</select></label>\n<label><input type=\"checkbox\" id=\"rules\"> \(escape(page.onlyRules))</label>\n"
    out += "<output id=\"count\" aria-live=\"polite\"></output>\n</nav>\n<main>\n"
    if view.parts.isEmpty { out += "<p>\(escape(isSameText ? words.noChanges : words.noRuleChanges))</p>\n" }
    for part in view.parts { out += section(part, words) }
    out += "</main>\n<script>\n\(Self.script)\n</script>\n</body>\n</html>\n"
    return Array(out.utf8)
  }

  private func section(_ part: DiffView.Part, _ words: any Words) -> String {
    let escape = HTMLText.escape
    var out = "<section class=\"part \(part.status.rawValue)\" tabindex=\"-1\">\n"
    out += "<h2>\(escape(part.heading.isEmpty ? words.outside : part.heading)) "
    out += "<span class=\"status\">\(escape(words.name(of: part.status)))</span></h2>\n"
    if !(part.old.isEmpty && part.new.isEmpty) {
      out += "<div class=\"sides\">\n"
      out += side(part.old, part.oldMarks, old, "del") + side(part.new, part.newMarks, new, "ins")
      out += "</div>\n"
    }
    if !part.changes.isEmpty {
      out += "<ul>\n"
      for change in part.changes {
        out += "<li class=\"change \(change.direction.rawValue)\" data-kind=\"\(change.kind.rawValue)\" "
        out += "data-direction=\"\(change.direction.rawValue)\">"
        out += "<b>\(escape(words.name(of: change.direction)))</b> <i>\(escape(words.name(of: change.kind)))</i> "
        out += "\(escape(words.sentence(of: change)))</li>\n"
      }
      out += "</ul>\n"
    }
    return out + "</section>\n"
  }

  private func side(_ places: [Span], _ marks: [Span], _ version: NoticeVersion, _ tag: String) -> String {
    let runs = MarkedRuns.runs(of: version.outline.text, in: places, marks: marks)
    let text = runs.map { run in
      let inner = HTMLText.escape(Self.withoutEmptyLines(run.text))
      return run.isMarked ? "<\(tag)>\(inner)</\(tag)>" : inner
    }.joined()
    return "<div class=\"side \(tag == "del" ? "old" : "new")\">\(text)</div>\n"
  }

  /// Line ends and blanks as a page shows them: no empty lines, no indents.
  private static func withoutEmptyLines(_ text: String) -> String {
    var out = ""
    var isAtStart = false
    for scalar in text.unicodeScalars {
      if scalar == "\n" || scalar == "\r" {
        if !isAtStart { out += "\n" }
        isAtStart = true
      } else if isAtStart && scalar.properties.isWhitespace {
        continue
      } else {
        out.unicodeScalars.append(scalar)
        isAtStart = false
      }
    }
    return out
  }

  private static let style = """
    :root { color-scheme: light dark; --line: #8884; --old: #d0342c33; --new: #2a8a3e33; --soft: #8888881a; }
    body { font: 16px/1.7 system-ui, "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", sans-serif; margin: 0 auto;
      max-width: 78rem; padding: 0 1rem 40vh; }
    h1 { font-size: 1.4rem; margin: 1rem 0 .5rem; } h2 { font-size: 1.05rem; margin: 0 0 .5rem; }
    dl { display: grid; grid-template-columns: max-content 1fr; gap: 0 1rem; margin: 0; } dd { margin: 0; }
    code { font-size: .85em; opacity: .75; }
    nav { position: sticky; top: 0; z-index: 1; display: flex; flex-wrap: wrap; gap: .5rem 1rem; align-items: center;
      padding: .5rem 0; background: Canvas; border-bottom: 1px solid var(--line); }
    button, select { font: inherit; padding: .1rem .6rem; }
    section { margin: 1rem 0; padding: .75rem; border: 1px solid var(--line); border-radius: .5rem; scroll-margin-top: 4rem; }
    section:focus { outline: 2px solid Highlight; }
    .status { font-weight: normal; font-size: .85rem; padding: .1rem .5rem; border-radius: 1rem; background: var(--soft); }
    .sides { display: grid; grid-template-columns: 1fr 1fr; gap: 1rem; }
    .side { white-space: pre-line; overflow-wrap: anywhere; padding: .25rem .5rem; background: var(--soft);
      border-radius: .25rem; min-height: 1.5em; }
    del { background: var(--old); text-decoration: line-through; text-decoration-thickness: 1px; }
    ins { background: var(--new); text-decoration: none; }
    ul { list-style: none; margin: .5rem 0 0; padding: 0; }
    li { padding: .15rem .5rem; border-left: .25rem solid var(--line); margin: .25rem 0; }
    li.tightened { border-color: #d0342c; } li.loosened { border-color: #2a8a3e; }
    li b, li i { font-style: normal; font-size: .85rem; padding: 0 .4rem; border-radius: .25rem; background: var(--soft); }
    .hidden { display: none; }
    @media (max-width: 50rem) { .sides { grid-template-columns: 1fr; } }
    @media print { nav { display: none; } section { break-inside: avoid; } }
    """

  private static let script = """
    (function () {
      var parts = Array.prototype.slice.call(document.querySelectorAll('section'));
      var kind = document.getElementById('kind'), direction = document.getElementById('direction');
      var rules = document.getElementById('rules'), count = document.getElementById('count'), at = -1;
      function shown() { return parts.filter(function (part) { return !part.classList.contains('hidden'); }); }
      function filter() {
        parts.forEach(function (part) {
          var left = 0;
          part.querySelectorAll('li').forEach(function (item) {
            var fits = (!kind.value || item.dataset.kind === kind.value) &&
              (!direction.value || item.dataset.direction === direction.value) &&
              (!rules.checked || item.dataset.kind !== 'wording');
            item.classList.toggle('hidden', !fits);
            if (fits) left += 1;
          });
          part.classList.toggle('hidden', left === 0 && !!(kind.value || direction.value || rules.checked));
        });
        at = -1;
        tell();
      }
      function tell() { count.textContent = (at < 0 ? '' : at + 1 + ' / ') + shown().length; }
      function go(step) {
        var list = shown();
        if (!list.length) return;
        at = (at + step + list.length) % list.length;
        if (at < 0) at = 0;
        list[at].scrollIntoView({ block: 'start' });
        list[at].focus({ preventScroll: true });
        tell();
      }
      document.getElementById('next').onclick = function () { go(1); };
      document.getElementById('previous').onclick = function () { go(at < 0 ? 0 : -1); };
      kind.onchange = direction.onchange = rules.onchange = filter;
      document.addEventListener('keydown', function (event) {
        if (event.target.tagName === 'SELECT' || event.ctrlKey || event.metaKey || event.altKey) return;
        if (event.key === 'j' || event.key === 'n') go(1);
        if (event.key === 'k' || event.key === 'p') go(at < 0 ? 0 : -1);
      });
      filter();
    })();
    """
}
