// Theme, menu, dialogs, and times in the viewer's zone. Everything else is the server's.
const root = document.documentElement;
const dark = matchMedia("(prefers-color-scheme: dark)");

const isDark = () => (root.dataset.theme ?? (dark.matches ? "dark" : "light")) === "dark";

document.addEventListener("click", event => {
    const target = event.target instanceof Element ? event.target : null;
    if (target?.closest("[data-theme-toggle]")) {
        const theme = isDark() ? "light" : "dark";
        root.dataset.theme = theme;
        document.cookie = `theme=${theme}; path=/; max-age=31536000; samesite=lax`;
    }
    if (target?.closest("#navigation a")) {
        document.getElementById("navigation")?.hidePopover?.();
    }
});

// What is chosen decides which fields there are: they are asked for at once.
document.addEventListener("change", event => {
    if (event.target instanceof HTMLSelectElement && event.target.matches("[data-choose]")) event.target.form.submit();
});

const day = { day: "numeric", month: "short" };
const clock = { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" };
const thisYear = new Date().getFullYear();

function local(instant, form) {
    const date = instant.getFullYear() === thisYear ? day : { ...day, year: "numeric" };
    const minute = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
    const options = form === "clock" ? clock : { ...date, ...(form === "minute" ? minute : clock) };
    return new Intl.DateTimeFormat(undefined, options).format(instant);
}

function show(element) {
    const instant = new Date(element.dateTime);
    const text = element.firstChild;
    if (Number.isNaN(instant.getTime()) || text?.nodeType !== Node.TEXT_NODE) return;
    const shown = local(instant, element.dataset.form);
    if (text.data !== shown) text.data = shown;
}

const showAll = node => {
    if (node.nodeType === Node.TEXT_NODE) node = node.parentElement;
    if (!(node instanceof Element)) return;
    if (node.matches("time[data-form]")) show(node);
    else node.querySelectorAll("time[data-form]").forEach(show);
};

new MutationObserver(changes => changes.forEach(change => {
    change.type === "childList" ? change.addedNodes.forEach(showAll) : showAll(change.target);
})).observe(root, { subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: ["datetime"] });
showAll(document.body);
