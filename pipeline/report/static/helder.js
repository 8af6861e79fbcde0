// Sorting, unpacking, walking by keyboard; and, on the pages that helder review serves, deciding.
"use strict";
(() => {
  const one = (selector, root = document) => root.querySelector(selector);
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const note = one("#note");

  // --- tables ---------------------------------------------------------------------------------------

  for (const button of all(".sortable th button")) {
    button.addEventListener("click", () => {
      const head = button.closest("th"), table = head.closest("table"), body = table.tBodies[0];
      const up = head.getAttribute("aria-sort") !== "ascending";
      const value = (row) => {
        const cell = row.cells[head.cellIndex], text = cell.dataset.v ?? cell.textContent.trim();
        return Number.isNaN(parseFloat(text)) ? text.toLowerCase() : parseFloat(text);
      };
      const rows = [...body.rows].map((row) => [value(row), row]);
      rows.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0) * (up ? 1 : -1));
      for (const th of all("th[aria-sort]", table)) th.setAttribute("aria-sort", "none");
      head.setAttribute("aria-sort", up ? "ascending" : "descending");
      body.append(...rows.map(([, row]) => row));
    });
  }

  // --- articles of a report ---------------------------------------------------------------------------

  const unpack = async (details) => {
    const body = one(".body[data-gz]", details);
    if (!body) return;
    const bytes = Uint8Array.from(atob(body.dataset.gz), (c) => c.charCodeAt(0));
    body.removeAttribute("data-gz");
    const plain = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
    body.innerHTML = await new Response(plain).text(); // made by helder, every text in it escaped
    ready(body);
  };
  const follow = async () => {
    const id = decodeURIComponent(location.hash.slice(1)), name = /^a\d+/.exec(id);
    const details = name && document.getElementById(name[0]);
    if (!details || details.tagName !== "DETAILS") return;
    await unpack(details);
    details.open = true;
    document.getElementById(id)?.scrollIntoView();
  };
  for (const details of all("details.article")) details.addEventListener("toggle", () => unpack(details));
  one("#open-all")?.addEventListener("click", async () => {
    for (const details of all("details.article")) { await unpack(details); details.open = true; }
  });
  one("#close-all")?.addEventListener("click", () => all("details.article").forEach((d) => { d.open = false; }));
  addEventListener("hashchange", follow);
  addEventListener("beforeprint", () => all("details.article[open]").forEach(unpack));

  // --- walking ----------------------------------------------------------------------------------------

  const MARKS = "del,ins,mark,span.v", ITEMS = "[role=treeitem]";
  const lists = new WeakMap();
  let current = null;
  const listOf = (box) => {
    if (!lists.has(box)) {
      const list = [], at = new Map(), first = new Map(); // an edit that is marked several times is one stop
      for (const el of all(box.matches("[role=tree]") ? ITEMS : MARKS, box)) {
        const id = el.dataset.i ?? el;
        if (!first.has(id)) { first.set(id, list.length); list.push(el); }
        at.set(el, first.get(id));
      }
      lists.set(box, { list, at });
    }
    return lists.get(box);
  };
  const step = (el, by, fits = () => true) => {
    const { list, at } = listOf(el.closest(".keys"));
    for (let i = at.get(el) + by; i >= 0 && i < list.length; i += by) if (!list[i].hidden && fits(list[i])) return list[i];
    return null;
  };
  const go = (el) => { if (el) { el.focus(); el.scrollIntoView({ block: "nearest" }); } };
  const ready = (root) => {
    for (const box of all(".keys", root)) {
      const { list } = listOf(box);
      if (list.length && !list.some((el) => el.tabIndex === 0)) list[0].tabIndex = 0;
      if (box.matches(".text")) for (const el of all(MARKS, box)) if (el !== list[0]) el.tabIndex = -1;
    }
  };
  document.addEventListener("focusin", ({ target }) => {
    const box = target.closest?.(".keys");
    if (!box || !listOf(box).at.has(target)) return;
    if (current && current !== target) { current.tabIndex = -1; if (current.matches(ITEMS)) current.setAttribute("aria-selected", "false"); }
    current = target;
    target.tabIndex = 0;
    if (target.matches(ITEMS)) target.setAttribute("aria-selected", "true");
    if (target.title) note.textContent = target.title;
  });
  document.addEventListener("mouseover", ({ target }) => {
    const marked = target.closest?.(".text [title]");
    if (marked) note.textContent = marked.title;
  });
  document.addEventListener("click", ({ target }) => {
    const item = target.closest?.(".keys " + ITEMS) ?? target.closest?.(".text.keys :is(" + MARKS + ")");
    if (item && !getSelection().toString()) { go(item); if (item.matches(".head")) expand(item); }
  });
  const expand = (head, open = head.getAttribute("aria-expanded") !== "true") => {
    head.setAttribute("aria-expanded", open);
    for (let el = head.nextElementSibling; el?.dataset.s === head.dataset.s; el = el.nextElementSibling) el.hidden = !open;
  };

  // --- deciding ---------------------------------------------------------------------------------------

  const live = one("#states") ? JSON.parse(one("#states").textContent) : null;
  const state = new Map(Object.entries(live?.states ?? {}));
  const t = live?.words ?? {};
  const shown = new Map(), series = new Map(), history = [];
  for (const el of live ? all("[data-i]") : []) {
    const { i, s } = el.dataset;
    shown.set(i, [...(shown.get(i) ?? []), el]);
    if (s) { if (!series.has(s)) series.set(s, []); series.get(s).push(i); }
  }
  const heads = new Map(all(".head").map((el) => [el.dataset.s, el]));
  const SIGN = { apply: "✓", refuse: "✗", add: "✎", set: "✎", remove: "✗" };
  const tell = (s) => {
    if (!s?.action) return "";
    const word = { apply: t.accepted, refuse: t.refused, add: `${t.edited} “${s.after}”`, set: s.after ? `${t.edited} ${s.after}` : t.set, remove: t.removed }[s.action];
    return `${SIGN[s.action]} ${word}${s.who ? ` (${s.who})` : ""}`;
  };
  const show = (states) => {
    const touched = new Set();
    for (const [id, s] of Object.entries(states)) {
      state.set(id, s);
      for (const el of shown.get(id) ?? []) {
        el.dataset.state = s.action ?? "";
        const place = one(".st", el);
        if (place) place.textContent = tell(s);
        if (el.dataset.s) touched.add(el.dataset.s);
      }
    }
    for (const s of touched) {
      const head = heads.get(s);
      if (!head) continue;
      const done = series.get(s).map((id) => state.get(id)?.action).filter(Boolean);
      const many = (action) => done.filter((a) => a === action).length;
      one(".st", head).textContent = ["apply", "refuse", "add"].filter(many).map((a) => `${SIGN[a]} ${many(a)}`).join(" ") + (done.length ? ` / ${series.get(s).length}` : "");
      head.dataset.state = done.length === series.get(s).length && many(done[0]) === done.length ? done[0] : "";
    }
  };
  const say = (text, wrong = false) => { one("#alert").textContent = wrong ? text : ""; if (!wrong) note.textContent = text; };
  let queue = Promise.resolve(true);
  const send = (path, body) => {
    queue = queue.then(async () => {
      try {
        const made = body(), options = { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ build: live.build, ...made }) };
        const answer = await fetch(live.base + path, options), told = await answer.json();
        show(told.states ?? {});
        say(told.message ?? "", !answer.ok);
        return answer.ok;
      } catch { say(t.offline, true); return false; }
    });
    return queue;
  };
  const decide = (ids, action, more = {}) => {
    if (!ids.length) return Promise.resolve(false);
    return send("decide", () => ({ items: ids.map((id) => [id, state.get(id)?.number ?? 0]), action, ...more }));
  };
  const idsOf = (el, whole) => {
    const list = whole || el.matches(".head") ? series.get(el.dataset.s) ?? [el.dataset.i] : [el.dataset.i];
    return list.filter(Boolean);
  };
  const after = (el, whole) => {
    const s = el.dataset.s;
    go(step(el, 1, (other) => !((whole || el.matches(".head")) && s && other.dataset.s === s)) ?? el);
  };
  const act = (el, name, whole = false) => {
    if (!el || !live) return;
    const ids = idsOf(el, whole), open = ids.filter((id) => !state.get(id)?.action);
    if (name === "skip") return after(el, whole);
    if (name === "edit") return edit(el, ids);
    if (name === "undo") {
      decide(ids.filter((id) => state.get(id)?.action), "undo");
      return go(el);
    }
    if (name === "apply" && el.dataset.report) { go(el); return say(t.report_only, true); }
    const chosen = open.length ? open : ids;
    history.push(chosen);
    decide(chosen, name);
    after(el, whole);
  };
  const back = () => {
    const ids = history.pop();
    if (!ids) return;
    decide(ids, "undo");
    const el = (shown.get(ids[0]) ?? []).find((e) => e.closest(".keys"));
    go(el?.hidden ? heads.get(el.dataset.s) : el);
  };
  const edit = async (el, ids) => {
    const dialog = one("#edit"), answer = await fetch(`${live.base}item/${ids[0]}`), told = await answer.json();
    one("[name=before]", dialog).textContent = told.before;
    one("[name=after]", dialog).value = state.get(ids[0])?.after ?? told.after;
    one(".many", dialog).textContent = ids.length > 1 ? `${ids.length} ×` : "";
    dialog.returnValue = "";
    dialog.onclose = () => {
      el.focus();
      if (dialog.returnValue !== "save") return;
      history.push(ids);
      decide(ids, "add", { after: one("[name=after]", dialog).value });
    };
    dialog.showModal();
  };
  const KEYS = { a: "apply", x: "refuse", e: "edit", u: "undo", " ": "skip" };
  document.addEventListener("keydown", (event) => {
    const el = document.activeElement, box = el?.closest?.(".keys");
    if (!box || !listOf(box).at.has(el) || event.ctrlKey || event.metaKey || event.altKey) return;
    const tree = box.matches("[role=tree]"), key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    let done = true;
    if (key === "ArrowDown" || (!tree && key === "ArrowRight")) go(step(el, 1));
    else if (key === "ArrowUp" || (!tree && key === "ArrowLeft")) go(step(el, -1));
    else if (key === "Home") go(listOf(box).list.find((e) => !e.hidden));
    else if (key === "End") go(listOf(box).list.findLast((e) => !e.hidden));
    else if (key === "ArrowRight" && el.matches(".head")) expand(el, true);
    else if (key === "ArrowLeft" && heads.has(el.dataset.s)) { const head = heads.get(el.dataset.s); go(head); expand(head, false); }
    else if (live && KEYS[key] && (live.deciding ?? true)) act(el, KEYS[key], event.shiftKey && key !== " ");
    else if (live && key === "Backspace") back();
    else if (live && key === "Enter" && idsOf(el)[0] && !live.article) location.href = `${live.base}article/${idsOf(el)[0].split(".")[0]}#${idsOf(el)[0]}`;
    else if (key === "[") one("a[rel=prev]")?.click();
    else if (key === "]") one("a[rel=next]")?.click();
    else done = false;
    if (done) event.preventDefault();
  });

  if (live) {
    for (const button of all("[data-act]")) {
      button.addEventListener("click", () => act(current ?? one(ITEMS), button.dataset.act, "series" in button.dataset));
    }
    // Fields of the summary, and edits and fields of one's own.
    for (const button of all("[data-field]")) {
      button.addEventListener("click", () => {
        const item = button.closest("li"), id = item.dataset.i;
        if (button.dataset.field !== "set") return decide([id], button.dataset.field);
        const dialog = one("#correct"), form = one(".inputs", dialog), values = JSON.parse(item.dataset.values);
        form.replaceChildren(...Object.entries(values).map(([name, value]) => {
          const label = document.createElement("label"), input = document.createElement("input");
          input.name = name; input.value = value;
          label.append(name, input);
          return label;
        }));
        dialog.returnValue = "";
        dialog.onclose = () => {
          button.focus();
          if (dialog.returnValue === "save") decide([id], "set", { value: Object.fromEntries(all("input", form).map((i) => [i.name, i.value])) });
        };
        return dialog.showModal();
      });
    }
    for (const [button, path] of [["#add-edit", "add"], ["#add-field", "field"]]) {
      one(button)?.addEventListener("click", ({ currentTarget }) => {
        const dialog = one(`${button}-form`), chosen = getSelection();
        if (chosen.toString().trim()) one("[name=text]", dialog).value = chosen.toString();
        dialog.returnValue = "";
        dialog.onclose = async () => {
          currentTarget?.focus();
          if (dialog.returnValue !== "save") return;
          const form = Object.fromEntries(new FormData(one("form", dialog)));
          if (await send(path, () => ({ article: live.article, ...form }))) location.reload();
        };
        dialog.showModal();
      });
    }
    show(Object.fromEntries(state));
  }
  ready(document);
  follow();
  if (live) {
    const named = shown.get(decodeURIComponent(location.hash.slice(1))) ?? [];
    go(named.find((el) => el.closest(".text")) ?? named[0]);
  }
})();
