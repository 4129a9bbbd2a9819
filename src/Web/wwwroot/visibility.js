// Tells a page when it comes into view and when it goes out of it.
export function watch(page) {
    const tell = () => page.invokeMethodAsync("SetVisible", !document.hidden)
        .catch(() => document.removeEventListener("visibilitychange", tell));
    window.livePage = location.pathname;
    document.addEventListener("visibilitychange", tell);
}
