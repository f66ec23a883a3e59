// The page: questions at the side, the editor, and the words behind what is clicked.

const SHOWN = ["articles", "events", "claims", "contradictions"];
const byId = (id) => document.getElementById(id);
const numbers = new Intl.NumberFormat("en");

/** An element with properties and children; texts become text, never markup. */
function element(tag, properties = {}, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children.filter((child) => child !== null));
  return made;
}

/** The answer to a request. Throws what the server says is wrong. */
async function fetched(address, options) {
  const answer = await fetch(address, options);
  if (!answer.ok) throw new Error((await answer.text()).trim());
  return answer;
}

const addressOf = (name, values) => `questions/${encodeURIComponent(name)}?${new URLSearchParams(values)}`;

async function showContents() {
  const query = await (await fetched(addressOf("contents", {}))).text();
  const headers = { "Content-Type": "application/sparql-query", Accept: "application/sparql-results+json" };
  const found = await (await fetched("sparql", { method: "POST", body: query, headers })).json();
  const row = found.results.bindings[0];
  const counts = SHOWN.map((name) => `${numbers.format(row[name].value)} ${row[name].value === "1" ? name.slice(0, -1) : name}`);
  const days = row.first ? ` from ${row.first.value} to ${row.last.value}` : "";
  counts[0] += days;
  byId("contents").textContent =
    `${counts.slice(0, -1).join(", ")} and ${counts.at(-1)}. Click an event or a claim to see the words that say so.`;
}

// ---------------------------------------------------------------- questions

function listQuestions(questions) {
  byId("questions").replaceChildren(
    ...questions.map((question) =>
      element("li", {}, element("a", { href: `#${question.name}`, title: question.description }, question.title))),
  );
}

/** Name and values of the question that the address names, `#name?parameter=value`. */
function asked() {
  const [name, values] = decodeURI(location.hash.slice(1)).split("?", 2);
  return { name, values: Object.fromEntries(new URLSearchParams(values)) };
}

function inputOf(parameter, values) {
  const given = values[parameter.name] ?? parameter.default ?? "";
  const input = element("input", { name: parameter.name, value: given, required: parameter.required, autocomplete: "off" });
  input.placeholder = parameter.wanted;
  const label = parameter.required ? `${parameter.name} (needed)` : parameter.name;
  input.title = parameter.text;
  return element("label", {}, label, input, element("small", {}, parameter.text));
}

function showQuestion(question, values) {
  for (const link of byId("questions").querySelectorAll("a")) {
    if (link.hash === `#${question.name}`) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
  const error = element("span", { className: "error", role: "alert" });
  const run = element("div", { className: "run" }, element("button", { className: "run-button" }, "Run"), error);
  const form = element("form", {}, ...question.parameters.map((parameter) => inputOf(parameter, values)), run);
  form.addEventListener("submit", (submitted) => {
    submitted.preventDefault();
    const filled = [...new FormData(form)].filter(([, value]) => value.trim() !== "");
    const hash = `#${question.name}${filled.length ? `?${new URLSearchParams(filled)}` : ""}`;
    if (location.hash === hash) show();
    else location.hash = hash;
  });
  byId("question").replaceChildren(element("h2", {}, question.title), element("p", {}, question.description), form);
  return error;
}

/** Shows the question of the address, and runs it unless it needs what is not given. */
async function show() {
  const { name, values } = asked();
  const question = page.questions.find((one) => one.name === name);
  if (question === undefined) return;
  const error = showQuestion(question, values);
  if (question.parameters.some((parameter) => parameter.required && !(parameter.name in values))) return;
  try {
    const query = await (await fetched(addressOf(name, values))).text();
    const tab = tabOf(question.title, query);
    tab.setQuery(query);
    tab.getYasqe().collapsePrefixes(true);
    await tab.query();
  } catch (failure) {
    // What the query itself gets for an answer is shown below the editor.
    if (failure instanceof Error && !failure.status) error.textContent = failure.message;
  }
}

// ------------------------------------------------------------------- editor

let page;
let yasgui;

function startEditor() {
  const address = new URL("sparql", location.href).href;
  byId("endpoint").textContent = address;
  const { Yasgui } = window;
  Yasgui.Yasr.registerPlugin("reading", Reading, true);
  completeLocally(Yasgui.Yasqe);
  yasgui = new Yasgui(byId("yasgui"), {
    requestConfig: { endpoint: address, method: "POST" },
    endpointCatalogueOptions: { getData: () => [{ endpoint: address }] },
    copyEndpointOnNewTab: false,
    persistenceId: "conflict-kg",
    yasqe: {
      value: `PREFIX ckg: <${page.prefixes.ckg}>\n\nSELECT ?event ?agent ?target {\n`
        + "  ?event a ckg:Event ; ckg:agent ?agent ; ckg:target ?target .\n}\nLIMIT 20\n",
      editorHeight: "14rem",
      prefixCcApi: null,
      collapsePrefixesOnLoad: true,
    },
    yasr: { prefixes: page.prefixes, pluginOrder: ["reading", "table", "boolean", "response"], defaultPlugin: "reading" },
  });
}

/** Completes prefixes and the ontology's terms from what this server says: the editor's own ways ask others. */
function completeLocally(yasqe) {
  delete yasqe.Autocompleters.class;
  delete yasqe.Autocompleters.property;
  yasqe.defaults.autocompleters = ["variables", "prefixes"];
  const prefixes = Object.entries(page.prefixes).map(([prefix, iri]) => `${prefix}: <${iri}>`);
  Object.assign(yasqe.Autocompleters.prefixes, { get: () => prefixes, persistenceId: null });
  yasqe.registerAutocompleter({
    name: "terms",
    bulk: false,
    autoShow: true,
    isValidCompletionPosition: (editor) => page.terms[0].startsWith(editor.getCompleteToken().string.split(":")[0] + ":"),
    get: (_, token) => page.terms.filter((term) => term.toLowerCase().startsWith(token.string.toLowerCase())),
  });
}

/** The tab of a question, opened where there is none. */
function tabOf(title, query) {
  const open = Object.values(yasgui._tabs).find((tab) => tab.name() === title);
  if (open === undefined) return yasgui.addTab(true, { name: title, yasqe: { value: query, editorHeight: "9rem" } });
  yasgui.selectTabId(open.getId());
  return open;
}

// ------------------------------------------------------------------ results

const FIRST = 100;
const LONG = 60;
const SHORT = 12;
const THING = /\/(event|claim)\/[^\/#]+$/;
const NUMBERS = /#(integer|decimal|double|float|int|long|nonNegativeInteger)$/;

/** Rows for reading: short links, room for sentences. A plugin of Yasr's. */
class Reading {
  priority = 20;
  label = "Rows";

  constructor(yasr) { this.yasr = yasr; }

  canHandleResults() { return Boolean(this.yasr.results?.getVariables()?.length); }

  getIcon() { return element("span", { ariaHidden: "true" }, "\u2630"); }

  draw() {
    const rows = this.yasr.results.getBindings() ?? [];
    const names = thingsFirst(this.yasr.results.getVariables(), rows);
    const head = element("tr", {}, ...names.map((name) => element("th", { scope: "col" }, name)));
    const body = element("tbody");
    const table = element("table", { className: "rows" }, element("thead", {}, head), body);
    const more = element("button", { type: "button", className: "more" });
    const add = (number) => {
      body.append(...rows.slice(body.rows.length, body.rows.length + number).map((row) => rowOf(names, row)));
      more.textContent = `Show the other ${numbers.format(rows.length - body.rows.length)} rows`;
      more.hidden = body.rows.length === rows.length;
    };
    more.addEventListener("click", () => add(rows.length));
    add(FIRST);
    const none = rows.length === 0 ? element("p", { className: "hint" }, "Nothing is found.") : null;
    this.yasr.resultsEl.replaceChildren(element("div", { className: "reading" }, table, none ?? more));
  }

  download(name) {
    const getData = () => this.yasr.results.asCsv();
    return { contentType: "text/csv", getData, filename: `${name || "rows"}.csv`, title: "Download as CSV" };
  }
}

/** The columns of events and claims before the others, so that they can be clicked without scrolling. */
function thingsFirst(names, rows) {
  const isThing = (name) => rows.some((row) => row[name]) && rows.every((row) => !row[name] || THING.test(row[name].value));
  return [...names.filter(isThing), ...names.filter((name) => !isThing(name))];
}

const rowOf = (names, row) => element("tr", {}, ...names.map((name) => cellOf(row[name])));

function cellOf(term) {
  if (term === undefined) return element("td");
  if (term.type === "uri") return element("td", { className: "name" }, iriLink(term.value));
  return element("td", { className: kindOf(term) }, term.value);
}

function kindOf({ datatype, value }) {
  if (NUMBERS.test(datatype ?? "")) return "number";
  if (value.length > LONG) return "long";
  return value.length < SHORT ? "short" : "";
}

// ----------------------------------------------------------------- evidence

const PREFIX_LINES = /^@prefix .*\n/gm;
const seen = [];
// Of the hash by which a thing of ours is named, so much tells it from its neighbours.
const HASH = /\b([0-9a-f]{6})[0-9a-f]{18,}/;

/** The text with what stands in <> as links into the store. */
function linked(text) {
  return text.split(/(<[^<>\s]+>)/).map((part) => (/^<.+>$/.test(part) ? iriLink(part.slice(1, -1)) : part));
}

function shortened(iri) {
  if (iri.startsWith(page.base)) return iri.slice(page.base.length).replace(HASH, "$1…");
  const prefix = Object.entries(page.prefixes).find(([, beginning]) => iri.startsWith(beginning));
  return prefix ? `${prefix[0]}:${iri.slice(prefix[1].length)}` : iri;
}

const iriLink = (iri) => element("a", { href: iri, title: iri, className: "iri" }, shortened(iri));

function sentence({ pieces, article }) {
  const words = pieces.map(([text, role]) =>
    role ? element("mark", { className: role }, text, element("small", {}, role)) : text);
  if (article === null) return element("blockquote", {}, ...words);
  const named = element("a", { href: article.iri, className: "iri" }, article.text ?? shortened(article.iri));
  const source = article.source ? [" (", outside(article.source, "source"), ")"] : [];
  return element("blockquote", {}, ...words, element("footer", {}, named, ...source));
}

/** A link that leaves this server; what is no address of the web stays text. */
function outside(iri, text) {
  return /^https?:/.test(iri) ? element("a", { href: iri, rel: "noreferrer", target: "_blank" }, text) : text;
}

function bar() {
  const back = element("button", { type: "button" }, "Back");
  back.addEventListener("click", () => { seen.pop(); explain(seen.pop()); });
  const close = element("button", { type: "button", ariaLabel: "Close" }, "Close");
  close.addEventListener("click", () => { seen.length = 0; byId("evidence").hidden = true; });
  return element("div", { className: "bar" }, seen.length > 1 ? back : null, close);
}

/** Shows what the store says of a thing, and the sentences that say so. */
async function explain(iri) {
  seen.push(iri);
  const panel = byId("evidence");
  panel.hidden = false;
  try {
    const said = await (await fetched(`explain?iri=${encodeURIComponent(iri)}`)).json();
    const lines = said.lines.flatMap(([name, text]) => [element("dt", {}, name), element("dd", {}, ...linked(text))]);
    const class_ = said.lines.find(([name]) => name === "class")?.[1];
    const label = iri.endsWith(said.label) ? class_ || shortened(iri) : said.label;
    panel.replaceChildren(
      bar(),
      element("h2", {}, label),
      element("p", { className: "hint" }, iri),
      ...said.evidence.map(sentence),
      element("dl", {}, ...lines),
      element("details", {}, element("summary", {}, "Triples"), element("pre", {}, ...linked(said.triples.replace(PREFIX_LINES, "")))),
    );
  } catch (error) {
    panel.replaceChildren(bar(), element("p", {}, error.message), element("p", {}, outside(iri, iri)));
  }
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a.iri");
  if (link === null || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  if (link.closest("#evidence") === null) seen.length = 0;
  explain(link.getAttribute("href"));
});

// -------------------------------------------------------------------- start

async function start() {
  page = await (await fetched("questions")).json();
  listQuestions(page.questions.toSorted((one, other) => one.title.localeCompare(other.title)));
  startEditor();
  window.addEventListener("hashchange", show);
  await Promise.all([showContents(), show()]);
}

start().catch((error) => { byId("contents").textContent = error.message; });
