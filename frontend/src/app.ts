// Small comforts. Every page works without them.

import { keepForms } from "./keep";

const root = document.documentElement;
root.classList.add("scripted");

// A second press of a button must not send a form twice. Coming back by the browser's own button
// gives the page back as it was left, so the mark is taken off again.
function guardSubmits(): void {
  document.addEventListener("submit", (event) => {
    const form = event.target as HTMLFormElement;
    if (form.method !== "post") return;
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "yes";
    event.submitter?.setAttribute("aria-busy", "true");
  });
  window.addEventListener("pageshow", () => {
    document.querySelectorAll<HTMLFormElement>("form[data-sent]").forEach((form) => {
      delete form.dataset.sent;
      form.querySelectorAll("[aria-busy]").forEach((one) => one.removeAttribute("aria-busy"));
    });
  });
}

// Menus close with Escape and with a press elsewhere.
function closeMenus(): void {
  const open = (): HTMLDetailsElement[] => [
    ...document.querySelectorAll<HTMLDetailsElement>("details.menu[open]"),
  ];
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const menu of open()) {
      menu.open = false;
      menu.querySelector("summary")?.focus();
    }
  });
  document.addEventListener("click", (event) => {
    for (const menu of open()) {
      if (!menu.contains(event.target as Node)) menu.open = false;
    }
  });
}

// Filters apply as soon as a choice is made; typed ones with Enter, as everywhere.
function autosubmit(): void {
  document.addEventListener("change", (event) => {
    const field = event.target as HTMLElement;
    const form = field.closest<HTMLFormElement>("form[data-autosubmit]");
    if (form && !field.matches("input[type=text], input[type=search], textarea")) {
      form.requestSubmit();
    }
  });
}

// Arrow keys walk over the board's links; Home and End go to the ends of the row. The Tab key stops
// once in a board, where it was left, not at thousands of cells.
function walkBoard(): void {
  document.querySelectorAll(".board").forEach((board) => {
    board.querySelectorAll<HTMLElement>("a[href]").forEach((link, place) => {
      link.tabIndex = place === 0 ? 0 : -1;
    });
  });
  document.addEventListener("keydown", (event) => {
    const link = event.target as HTMLElement;
    const cell = link.closest<HTMLTableCellElement>(".board :is(td, th)");
    const row = cell?.parentElement as HTMLTableRowElement | undefined;
    const rows = row && [...(row.parentElement as HTMLTableSectionElement).rows];
    if (!cell || !row || !rows || event.altKey || event.ctrlKey || event.metaKey) return;
    const inCell = (there?: Element): HTMLElement | null | undefined =>
      there?.querySelector<HTMLElement>("a[href]");
    const links = [...row.cells].map(inCell).filter(Boolean) as HTMLElement[];
    const along = (step: number): HTMLElement | undefined => links[links.indexOf(link) + step];
    const across = (step: number): HTMLElement | undefined => {
      for (let at = rows.indexOf(row) + step; at >= 0 && at < rows.length; at += step) {
        const found = inCell(rows[at]?.cells[cell.cellIndex]);
        if (found) return found;
      }
      return undefined;
    };
    const moves: Record<string, () => HTMLElement | undefined> = {
      ArrowLeft: () => along(-1),
      ArrowRight: () => along(1),
      ArrowUp: () => across(-1),
      ArrowDown: () => across(1),
      Home: () => links[0],
      End: () => links[links.length - 1],
    };
    const next = moves[event.key]?.();
    if (next) {
      event.preventDefault();
      link.tabIndex = -1;
      next.tabIndex = 0;
      next.focus();
      next.scrollIntoView({ block: "nearest", inline: "nearest" });
    }
  });
}

// A text field that leaves only the fitting people in sight; a chosen one always stays.
function filterLists(): void {
  document.querySelectorAll<HTMLInputElement>("input[data-filter-list]").forEach((field) => {
    const list = document.getElementById(field.dataset.filterList ?? "");
    field.addEventListener("keydown", (event) => {
      if (event.key === "Enter") event.preventDefault();
    });
    field.addEventListener("input", () => {
      const wanted = field.value.trim().toLowerCase();
      list?.querySelectorAll<HTMLLabelElement>("label").forEach((label) => {
        // readings stand there in syllables of full-width letters
        const known = `${label.textContent} ${label.dataset.words ?? ""}`.normalize("NFKC").toLowerCase();
        const words = `${known} ${known.replaceAll("'", "")}`;
        const chosen = label.querySelector<HTMLInputElement>("input")?.checked;
        (label.closest<HTMLElement>("[data-item]") ?? label).hidden =
          !chosen && !words.includes(wanted);
      });
    });
  });
}

// Chosen pictures are shown beside their field, before anything is sent.
function previewFiles(): void {
  document.addEventListener("change", (event) => {
    const field = event.target as HTMLInputElement;
    if (field.type !== "file" || !field.files) return;
    let box = field.parentElement?.querySelector(".previews");
    if (!box) {
      box = document.createElement("div");
      box.className = "previews";
      field.after(box);
    }
    box.replaceChildren(
      ...[...field.files].filter((file) => file.type.startsWith("image/")).map((file) => {
        const image = document.createElement("img");
        image.alt = file.name;
        image.src = URL.createObjectURL(file);
        image.onload = () => URL.revokeObjectURL(image.src);
        return image;
      }),
    );
  });
}

// After a refused form the summary of errors is where reading goes on; a link of the summary leads
// into the field, also where the field is a group of choices.
function leadToErrors(): void {
  const summary = document.querySelector<HTMLElement>(".error-summary");
  summary?.focus();
  summary?.addEventListener("click", (event) => {
    const id = (event.target as HTMLElement).closest("a")?.hash.slice(1);
    const target = id ? document.getElementById(id) : null;
    const field = target?.matches("input, select, textarea")
      ? target
      : target?.querySelector<HTMLElement>("input, select, textarea");
    if (field) {
      event.preventDefault();
      field.focus();
      field.closest(".field")?.scrollIntoView();
    }
  });
}

// Where the navigation is pushed along, the entry of this page is in sight.
function showCurrentEntry(): void {
  const nav = document.querySelector<HTMLElement>(".main-nav");
  const current = nav?.querySelector<HTMLElement>("[aria-current]");
  if (nav && current) nav.scrollLeft = current.offsetLeft - nav.offsetLeft - 48;
}

showCurrentEntry();
guardSubmits();
closeMenus();
autosubmit();
walkBoard();
filterLists();
previewFiles();
leadToErrors();
keepForms();
