// What the pages need of the browser itself. Everything else is decided on the server.
export const zone = () => Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC";
export const offset = () => -new Date().getTimezoneOffset();
export const copy = (text) => navigator.clipboard.writeText(text);
export const recall = (name) => localStorage.getItem("holdfast:" + name);
// What only this tab remembers, until it is closed.
export const recallHere = (name) => sessionStorage.getItem("holdfast:" + name);
export const rememberHere = (name, text) => text === null ? sessionStorage.removeItem("holdfast:" + name) : sessionStorage.setItem("holdfast:" + name, text);
export const remember = (name, text) => localStorage.setItem("holdfast:" + name, text);

export function save(name, contentType, text) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type: contentType }));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
}

// auto, light, dark. The server reads the cookie and marks the next page before it is painted.
export function theme(name) {
    document.documentElement.dataset.theme = name;
    document.cookie = `holdfast-theme=${name}; path=/; max-age=31536000; samesite=strict`;
}

export function language(tag) {
    document.cookie = `holdfast-language=${tag}; path=/; max-age=31536000; samesite=strict`;
    location.reload();
}

// Brings something into view that lies in a box of its own, such as a step of a wizard on a narrow screen.
export const reveal = (selector) => document.querySelector(selector)?.scrollIntoView({ block: "nearest", inline: "center" });
export const focus = (selector) => document.querySelector(selector)?.focus();

// Keys that work everywhere: Ctrl K opens the search. Named by the frame that listens.
export function listen(frame) {
    const pressed = (event) => {
        if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
            event.preventDefault();
            frame.invokeMethodAsync("Search");
        }
    };
    document.addEventListener("keydown", pressed);
    return { dispose: () => document.removeEventListener("keydown", pressed) };
}

export function trap(dialog) {
    const before = document.activeElement;
    const reachable = () => [...dialog.querySelectorAll("a[href], button:not([disabled]), input:not([disabled]), select:not([disabled]), textarea:not([disabled]), [tabindex='0']")];
    const pressed = (event) => {
        if (event.key !== "Tab") return;
        const all = reachable();
        if (all.length === 0) return;
        const [first, last] = [all[0], all[all.length - 1]];
        if (event.shiftKey && document.activeElement === first) { event.preventDefault(); last.focus(); }
        else if (!event.shiftKey && document.activeElement === last) { event.preventDefault(); first.focus(); }
    };
    dialog.addEventListener("keydown", pressed);
    (dialog.querySelector("[autofocus]") ?? reachable()[0] ?? dialog).focus();
    return { dispose: () => { dialog.removeEventListener("keydown", pressed); before?.focus?.(); } };
}

// Up, Down, Home, End, PageUp, PageDown move through the rows of a list; Enter and Space are the rows' own.
export function rows(list) {
    const pressed = (event) => {
        const row = event.target.closest("[data-row]");
        if (!row || event.target !== row) return;
        const all = [...list.querySelectorAll("[data-row]")];
        const at = all.indexOf(row);
        const page = Math.max(1, Math.floor(list.clientHeight / Math.max(1, row.clientHeight)) - 1);
        const to = { ArrowDown: at + 1, ArrowUp: at - 1, PageDown: at + page, PageUp: at - page }[event.key];
        if (event.key === "Home" || event.key === "End") {
            event.preventDefault();
            list.scrollTop = event.key === "Home" ? 0 : list.scrollHeight;
            setTimeout(() => { const now = list.querySelectorAll("[data-row]"); now[event.key === "Home" ? 0 : now.length - 1]?.focus(); }, 150);
        } else if (to !== undefined) {
            event.preventDefault();
            all[Math.min(Math.max(to, 0), all.length - 1)]?.focus();
        } else if (event.key === "Enter" || event.key === " ") {
            event.preventDefault();
        }
    };
    list.addEventListener("keydown", pressed);
    return { dispose: () => list.removeEventListener("keydown", pressed) };
}

// Waits until the server at an address answers again, then goes there.
export async function whenReady(address) {
    for (;;) {
        await new Promise((go) => setTimeout(go, 700));
        try {
            const answer = await fetch("/api/v1/ready", { cache: "no-store" });
            if (answer.ok) { location.assign(address); return; }
        } catch { /* not yet */ }
    }
}
export const pageLanguage = () => document.documentElement.lang || "en";

// Shows bytes as a picture. They never become a document: the type is one of those that hold pixels only.
export async function picture(image, stream, type) {
    const address = URL.createObjectURL(new Blob([await stream.arrayBuffer()], { type }));
    image.onload = image.onerror = () => URL.revokeObjectURL(address);
    image.src = address;
}
// One stop for the whole grid; arrows, Home, and End go from cell to cell within it.
// Where not all of it has room, it begins at a share of its width: 1 is the right end.
export function cells(grid, share) {
    grid.scrollLeft = (grid.scrollWidth - grid.clientWidth) * share;
    const pressed = (event) => {
        const cell = event.target.closest("[data-cell]");
        if (!cell) return;
        const lines = [...grid.querySelectorAll("[data-line]")].map((line) => [...line.querySelectorAll("[data-cell]")]).filter((line) => line.length > 0);
        const y = lines.findIndex((line) => line.includes(cell));
        const x = lines[y].indexOf(cell);
        const line = { ArrowUp: y - 1, ArrowDown: y + 1 }[event.key] ?? y;
        const at = { ArrowLeft: x - 1, ArrowRight: x + 1, Home: 0, End: lines[y].length - 1 }[event.key] ?? x;
        if (line === y && at === x) return;
        event.preventDefault();
        const row = lines[Math.min(Math.max(line, 0), lines.length - 1)];
        const next = row[Math.min(Math.max(at, 0), row.length - 1)];
        for (const other of grid.querySelectorAll("[data-cell][tabindex='0']")) other.tabIndex = -1;
        next.setAttribute("tabindex", "0");
        next.focus();
        next.scrollIntoView({ block: "nearest", inline: "nearest" });
    };
    grid.addEventListener("keydown", pressed);
    return { dispose: () => grid.removeEventListener("keydown", pressed) };
}


// Takes the focus, and gives it back unless it has gone elsewhere meanwhile.
export function borrowFocus(element) {
    const before = document.activeElement;
    element.focus({ preventScroll: true });
    return { dispose: () => {
        const now = document.activeElement;
        if (!now || now === document.body || element.contains(now)) before?.focus?.({ preventScroll: true });
    } };
    return { dispose: () => { if (!document.activeElement || document.activeElement === document.body || element.contains(document.activeElement)) before?.focus?.({ preventScroll: true }); } };
}

// A grid whose cells are painted: drag with the mouse, or arrows to move, space to paint, Shift with arrows to paint on the way.
export function paintable(grid, page) {
    let isPainting = false, last = null;
    const cellOf = (target) => target?.closest?.("[data-day]");
    const paint = (cell) => {
        if (!cell || cell === last) return;
        last = cell;
        page.invokeMethodAsync("Paint", Number(cell.dataset.day), Number(cell.dataset.hour));
    };
    const down = (event) => {
        const cell = cellOf(event.target);
        if (!cell || event.button !== 0) return;
        isPainting = event.pointerType === "mouse";
        last = null;
        focusOn(cell);
        paint(cell);
        if (isPainting) event.preventDefault();
    };
    const over = (event) => { if (isPainting && event.buttons === 1) paint(cellOf(event.target)); };
    const up = () => { isPainting = false; };
    const focusOn = (cell) => {
        grid.querySelectorAll("[data-day][tabindex='0']").forEach((other) => { other.tabIndex = -1; });
        cell.tabIndex = 0;
        cell.focus();
    };
    const pressed = (event) => {
        const cell = cellOf(event.target);
        if (!cell) return;
        last = null;
        if (event.key === " " || event.key === "Enter") { event.preventDefault(); paint(cell); return; }
        const step = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] }[event.key];
        if (!step) return;
        event.preventDefault();
        const to = grid.querySelector(`[data-day='${Number(cell.dataset.day) + step[0]}'][data-hour='${Number(cell.dataset.hour) + step[1]}']`);
        if (!to) return;
        if (event.shiftKey) { paint(cell); paint(to); }
        focusOn(to);
    };
    grid.addEventListener("pointerdown", down);
    grid.addEventListener("pointerover", over);
    document.addEventListener("pointerup", up);
    grid.addEventListener("keydown", pressed);
    return { dispose: () => document.removeEventListener("pointerup", up) };
}

// While the setup installs: watches for the server that takes its place, and goes there, or shows the way where something on the page has to be kept first. The page works without its connection then.
let watch = 0;
export function handOver(address) {
    const mine = ++watch;
    const page = document.documentElement;
    page.dataset.handover = "waiting";
    (async () => {
        for (;;) {
            await new Promise((go) => setTimeout(go, 700));
            if (mine !== watch) return;
            try {
                const answer = await fetch("/api/v1/ready", { cache: "no-store" });
                if (answer.ok && !(await answer.json()).isSetup) break;
            } catch { page.dataset.handover = "starting"; }
        }
        page.dataset.handover = "ready";
        if (!document.querySelector("[data-keep]")) location.assign(address);
    })();
}

export function stay() {
    watch++;
    delete document.documentElement.dataset.handover;
}

// Buttons that put a text of this page away without the server: copy, save, print.
export function keep(box, name) {
    const text = () => box.querySelector("[data-kept]").innerText.trim() + "\n";
    box.querySelector("[data-copy]")?.addEventListener("click", async (event) => { await copy(text()); event.target.closest("button").dataset.done = "yes"; });
    box.querySelector("[data-save]")?.addEventListener("click", () => save(name, "text/plain", text()));
    box.querySelector("[data-print]")?.addEventListener("click", () => window.print());
}
