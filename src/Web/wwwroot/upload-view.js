// Elements and numbers of the upload page. Text is only ever text: nothing of a file is taken for markup.
export function element(name, properties, ...children) {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
}

const units = ["B", "KB", "MB", "GB", "TB"];

export function bytes(number) {
    let unit = 0;
    for (; number >= 1000 && unit < units.length - 1; unit++) number /= 1000;
    return `${number.toLocaleString("en", { maximumFractionDigits: unit === 0 || number >= 100 ? 0 : 1 })} ${units[unit]}`;
}

export const count = number => Number(number).toLocaleString("en");

export function span(seconds) {
    if (seconds < 60) return `${Math.max(1, Math.round(seconds))} s`;
    if (seconds < 3600) return `${Math.round(seconds / 60)} min`;
    return `${Math.floor(seconds / 3600)} h ${Math.round(seconds % 3600 / 60)} min`;
}
