// What is typed is not lost where the network is. `data-keep` names a form: its fields (no files, no
// passwords) lie in this browser until the server has taken them. Sent without a network, the form
// waits and goes by itself, once, when the network is back; the server takes a form twice for one.

const PREFIX = "tandem-keep:";
const OLDEST = 14 * 24 * 3600 * 1000;

type Fields = [string, string][];
type Kept = { at: number; page: string; fields: Fields; sent?: boolean };

// One person's kept forms are not the next one's on a shared computer: each has a shelf of one's own.
const person = document.body.dataset.person ?? "";
const OWN = `${PREFIX}${person}:`;

function keyOf(form: HTMLFormElement): string {
  return `${OWN}${location.pathname}:${form.dataset.keep ?? ""}`;
}

function load(key: string): Kept | null {
  try {
    return JSON.parse(localStorage.getItem(key) ?? "null") as Kept | null;
  } catch {
    return null;
  }
}

function store(key: string, kept: Kept): void {
  try {
    localStorage.setItem(key, JSON.stringify(kept));
  } catch {
    // full or forbidden: the page works as it would without
  }
}

function drop(wanted: (key: string, kept: Kept | null) => boolean): void {
  try {
    for (const key of Object.keys(localStorage)) {
      if (key.startsWith(PREFIX) && wanted(key, load(key))) localStorage.removeItem(key);
    }
  } catch {
    // no storage, nothing kept
  }
}

function fieldsOf(form: HTMLFormElement): Fields {
  const left = new Set(["csrfmiddlewaretoken", "version"]);
  for (const field of form.querySelectorAll<HTMLInputElement>("input[type=password]")) {
    left.add(field.name);
  }
  return [...new FormData(form)].filter(
    (pair): pair is [string, string] => typeof pair[1] === "string" && !left.has(pair[0]),
  );
}

function fill(form: HTMLFormElement, fields: Fields): void {
  const values = new Map<string, string[]>();
  for (const [name, value] of fields) values.set(name, [...(values.get(name) ?? []), value]);
  for (const field of form.elements) {
    if (field instanceof HTMLInputElement && /^(checkbox|radio)$/.test(field.type)) {
      field.checked = values.get(field.name)?.includes(field.value) ?? false;
    } else if (
      (field instanceof HTMLInputElement && !/^(hidden|file|password|submit)$/.test(field.type)) ||
      field instanceof HTMLTextAreaElement ||
      field instanceof HTMLSelectElement
    ) {
      const value = values.get(field.name)?.[0];
      if (value !== undefined) field.value = value;
    }
    (field as HTMLElement).closest("details")?.toggleAttribute(
      "open",
      Boolean((field as HTMLElement).closest("details")?.open) ||
        (field instanceof HTMLTextAreaElement && field.value !== ""),
    );
  }
}

function say(form: HTMLFormElement, text: string): void {
  let line = form.querySelector<HTMLElement>(".keep-status");
  if (!line) {
    line = document.createElement("p");
    line.className = "keep-status message warning";
    line.setAttribute("role", "status");
    const actions = form.querySelector(".form-actions");
    if (actions) actions.before(line);
    else form.append(line);
  }
  line.textContent = text;
  line.hidden = text === "";
}

// Whether the server answers: a browser's own word for "online" means a cable, not a network.
async function reachable(): Promise<boolean> {
  if (!navigator.onLine) return false;
  try {
    const icon = document.querySelector<HTMLLinkElement>("link[rel=icon]");
    await fetch(icon?.href ?? location.href, { method: "HEAD", cache: "no-store" });
    return true;
  } catch {
    return false;
  }
}

function keep(form: HTMLFormElement): void {
  const key = keyOf(form);
  const words = form.dataset;
  const server = JSON.stringify(fieldsOf(form));
  const known = load(key);
  let waiting = false;
  let passing = false;

  if (known && (known.page !== server || (known.sent && words.keep === "new"))) {
    // it was taken, or somebody saved it elsewhere since: what the server shows is newer
    drop((one) => one === key);
  } else if (known && JSON.stringify(known.fields) !== server) {
    fill(form, known.fields);
    say(form, words.keepRestored ?? "");
  }

  const remember = (sent = false): void =>
    store(key, { at: Date.now(), page: server, fields: fieldsOf(form), sent });
  form.addEventListener("input", () => remember());
  form.addEventListener("change", () => remember());

  const send = async (submitter: HTMLElement | null): Promise<void> => {
    if (await reachable()) {
      waiting = false;
      passing = true;
      remember(true);
      if (form.requestSubmit) form.requestSubmit(submitter);
      else form.submit();
      return;
    }
    if (!waiting) {
      waiting = true;
      remember();
      say(form, words.keepWaiting ?? "");
      const again = (): void => {
        if (waiting) void send(submitter);
      };
      window.addEventListener("online", again);
      const timer = window.setInterval(() => {
        if (waiting) again();
        else window.clearInterval(timer);
      }, 15_000);
    }
  };

  // Before the guard against a second press: a form that waits has not been sent.
  form.addEventListener("submit", (event) => {
    const submitter = event.submitter;
    if (passing || submitter?.hasAttribute("formaction") || event.defaultPrevented) {
      passing = false;
      return;
    }
    event.preventDefault();
    event.stopPropagation();
    if (!waiting) void send(submitter);
  });
}

// A form that was sent and led to the sign-in page was not taken: it waits for its person.
function unsend(): void {
  for (const key of Object.keys(localStorage)) {
    const kept = key.startsWith(PREFIX) ? load(key) : null;
    if (kept?.sent) store(key, { ...kept, sent: false });
  }
}

export function keepForms(): void {
  const here = `${OWN}${location.pathname}:`;
  drop((_key, kept) => !kept || Date.now() - kept.at > OLDEST);
  if (person) {
    // a form that was sent and led to another page was taken
    drop((key, kept) => kept?.sent === true && key.startsWith(OWN) && !key.startsWith(here));
  } else {
    try {
      unsend();
    } catch {
      // no storage, nothing kept
    }
  }
  document.querySelectorAll<HTMLFormElement>("form[data-keep]").forEach(keep);
  // who signs out leaves nothing behind; what others keep here is theirs
  document.querySelectorAll<HTMLFormElement>("form[data-forget]").forEach((form) => {
    form.addEventListener("submit", () => drop((key) => key.startsWith(OWN)));
  });
}
