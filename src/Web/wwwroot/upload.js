// Uploads: looked at before they are sent, sent in parts that a broken connection does not lose, followed to their reconciliation.
// What is sent goes on while other pages are looked at; a reload of the page goes on with the parts that are there already.
import { UploadTransfer } from "./upload-transfer.js";
import { bytes, count, element, span } from "./upload-view.js";

const previewBytes = 1024 * 1024;
const resting = new Set(["Completed", "Failed", "Held", "Duplicate", "Cancelled"]);
const uploads = [];
let datasets = [];
let desk = null;

class Upload {
    state = "checking";
    note = "";
    preview = null;
    dataset = "";
    transfer = null;
    run = null;

    constructor(file) {
        this.file = file;
        this.card = element("section", { className: "card upload", ariaLabel: file.name });
        this.check("");
    }

    async check(dataset) {
        const turn = this.turn = (this.turn ?? 0) + 1;
        this.state = "checking";
        this.note = "";
        this.dataset = dataset;
        this.show();
        if (this.file.size === 0) return this.refuse("The file is empty: there is nothing to load. Check the export that made it.");
        try {
            const whole = this.file.size <= previewBytes;
            const path = `/api/preview${dataset ? `/${encodeURIComponent(dataset)}` : ""}?whole=${whole}`;
            const response = await request("POST", path, this.file.slice(0, previewBytes));
            const answer = await response.json();
            if (turn !== this.turn) return; // another dataset was chosen meanwhile
            if (!response.ok) return this.refuse(answer.detail ?? answer.title, response.status === 422);
            this.preview = answer;
            this.mayBeOfDataset = true;
            this.dataset = answer.dataset;
            this.state = answer.refusal ? "refused" : "ready";
            this.note = answer.refusal ?? "";
            this.known = UploadTransfer.isKnown(this.dataset, this.file);
        } catch {
            return this.refuse("The file could not be looked at: the service does not answer, or the file was moved. Choose it again.");
        }
        this.show();
    }

    refuse(why, mayBeOfDataset = false) {
        this.preview = null;
        this.mayBeOfDataset = mayBeOfDataset;
        this.state = "refused";
        this.note = why;
        this.show();
    }

    async send() {
        if (this.state !== "ready" && this.state !== "broken") return;
        this.state = "sending";
        this.note = "";
        this.transfer ??= new UploadTransfer(this.dataset, this.file, request, xhrHeaders, () => this.showProgress());
        this.show();
        try {
            const landed = await this.transfer.run();
            this.state = "landed";
            this.show();
            if (landed.batchId) await this.follow(landed.batchId);
        } catch (error) {
            if (this.state === "cancelled") return;
            this.state = error.isFinal ? "refused" : "broken";
            this.note = error.message;
            if (error.isFinal) this.transfer = null;
            this.show();
        }
    }

    async cancel() {
        const transfer = this.transfer;
        this.state = "cancelled";
        this.show();
        await transfer?.abort();
    }

    async follow(id) {
        for (let looks = 0; ; looks++) {
            try {
                const response = (this.run || looks > 20 || await this.hasBegun(id)) && await request("GET", `/api/runs/${id}`);
                if (response.ok) {
                    this.run = await response.json();
                    this.show();
                    if (resting.has(this.run.state)) return;
                }
            } catch {
                // the service is away for a moment: what has landed is safe, and is asked for again
            }
            await new Promise(resolve => setTimeout(resolve, document.hidden ? 5000 : 700));
        }
    }

    // A run is in the list as soon as there is one: asking for it before would be a fault in the browser's log.
    async hasBegun(id) {
        const response = await request("GET", `/api/runs?dataset=${encodeURIComponent(this.dataset)}&limit=100`);
        return response.ok && (await response.json()).runs.some(run => run.id === id);
    }

    remove() {
        uploads.splice(uploads.indexOf(this), 1);
        this.card.remove();
        showSummary();
    }

    show() {
        const head = element("div", { className: "upload-head" },
            element("h2", {}, this.file.name),
            element("span", { className: "soft numbers" }, bytes(this.file.size)));
        this.card.replaceChildren(head, ...this.body());
        showSummary();
    }

    body() {
        switch (this.state) {
            case "checking": return [element("p", { className: "soft", role: "status" }, "Looking at its first rows …")];
            case "refused": return [element("p", { className: "problem", role: "alert" }, this.note),
                ...(this.mayBeOfDataset ? [this.choice()] : []), this.actions(["Remove", () => this.remove()])];
            case "ready": return [this.choice(), ...this.table(), this.actions([this.known ? "Go on with the upload" : "Upload", () => this.send(), "primary"],
                ["Remove", () => this.remove()])];
            case "sending": return [this.bar(), this.actions(["Cancel", () => this.cancel()])];
            case "broken": return [this.bar(), element("p", { className: "problem", role: "alert" }, this.note),
                this.actions(["Resume", () => this.send(), "primary"], ["Cancel", () => this.cancel()])];
            case "cancelled": return [element("p", { role: "status" }, "Cancelled: nothing of it was kept."), this.actions(["Remove", () => this.remove()])];
            default: return this.landed();
        }
    }

    choice() {
        const id = `dataset-${uploads.indexOf(this)}-${this.file.size}`;
        const select = element("select", { id, onchange: event => this.check(event.target.value) });
        if (!this.dataset) select.append(element("option", { value: "" }, "Choose …"));
        for (const { name } of datasets) select.append(element("option", { value: name, selected: name === this.dataset }, name));
        const parts = [element("div", { className: "dataset" }, element("label", { htmlFor: id }, "Dataset"), select)];
        if (this.preview && !this.preview.refusal) {
            const { accepted, quarantined, duplicates } = this.preview;
            const rest = this.file.size > previewBytes ? " of the first rows" : "";
            parts.push(element("p", { role: "status" }, `${count(accepted)} good${rest}, ${count(quarantined)} bad, ${count(duplicates)} repeated.`
                + (this.preview.hasHeader ? "" : " The file has no header line; its columns are taken in the contract's order.")));
            const unknown = this.preview.columns.filter(column => !column.column).map(column => column.name);
            if (unknown.length) parts.push(element("p", { className: "soft" }, `Kept beside the rows, as the contract does not know them: ${unknown.join(", ")}.`));
        }
        return element("div", { className: "upload-file" }, ...parts);
    }

    table() {
        const tables = [];
        const { fields, rows, bad } = this.preview;
        if (bad.length) {
            tables.push(scrolled("Rows that would go to quarantine", ["Line", "As it stands", "Why"], bad.map(row =>
                [element("td", { className: "number" }, count(row.line)), element("td", { className: "raw" }, row.raw),
                    element("td", {}, row.reasons.map(reason => reason.message ?? reason.text ?? reason.code).join(" "))]), true));
        }
        if (rows.length) {
            tables.push(scrolled("First rows as they are read", fields.map(field => field.replaceAll("_", " ")),
                rows.map(row => row.values.map(value => element("td", {}, value ?? "–"))), bad.length === 0));
        }
        return tables;
    }

    bar() {
        this.progress = element("progress", { max: this.file.size, ariaLabel: `${this.file.name} sent` });
        this.numbers = element("p", { className: "soft numbers" });
        this.showProgress();
        return element("div", {}, this.progress, this.numbers);
    }

    showProgress() {
        if (!this.progress || !this.transfer) return;
        const { sent, speed, isChecking } = this.transfer;
        this.progress.value = sent;
        const share = `${Math.floor(100 * sent / this.file.size)} %`;
        this.numbers.textContent = this.state === "broken" ? `${share} is there` : isChecking
            ? `${share} · comparing what is there already`
            : `${share} · ${bytes(sent)} of ${bytes(this.file.size)}${speed > 0 ? ` · ${bytes(speed)}/s · ${span((this.file.size - sent) / speed)} left` : ""}`;
    }

    landed() {
        if (!this.run) return [element("p", { role: "status" }, "It has landed; its run begins …")];
        const { id, state, reason, rows = {} } = this.run;
        const parts = [element("p", { role: "status" }, element("span", { className: `state ${state.toLowerCase()}` }, state), reason ? ` ${reason}` : "")];
        const number = value => value == null ? "…" : count(value);
        parts.push(element("p", { className: "numbers" }, `${number(rows.landed)} records = ${number(rows.headers)} headers + ${number(rows.accepted)} accepted + `
            + `${number(rows.quarantined)} quarantined + ${number(rows.duplicates)} duplicates`));
        const links = element("div", { className: "actions start" }, element("a", { className: "button", href: `/runs/${id}` }, "See the run"));
        if (rows.quarantined > 0) links.append(element("a", { className: "button", href: `/quarantine/${id}?dataset=${encodeURIComponent(this.dataset)}` }, "See the bad rows"));
        parts.push(links);
        return parts;
    }

    actions(...actions) {
        return element("div", { className: "actions start" }, ...actions.map(([text, act, kind]) =>
            element("button", { type: "button", className: kind ?? "", onclick: act }, text)));
    }
}

function scrolled(title, heads, rows, open) {
    const table = element("table", {}, element("thead", {}, element("tr", {}, ...heads.map(head => element("th", { scope: "col" }, head)))),
        element("tbody", {}, ...rows.map(cells => element("tr", {}, ...cells))));
    return element("details", { open }, element("summary", {}, title),
        element("div", { className: "scroll", tabIndex: 0, role: "region", ariaLabel: title }, table));
}

const xhrHeaders = () => desk?.dataset.token ? { [desk.dataset.tokenHeader]: desk.dataset.token } : {};

const request = (method, path, body, type) => fetch(path, {
    method,
    body,
    headers: { ...(method === "GET" ? {} : xhrHeaders()), ...(type ? { "Content-Type": type } : body ? { "Content-Type": "application/octet-stream" } : {}) },
});

function showSummary() {
    const all = desk?.querySelector("[data-all]");
    if (!all) return;
    const ready = uploads.filter(upload => upload.state === "ready");
    all.hidden = ready.length < 2;
    all.textContent = `Upload all ${ready.length}`;
}

function add(files) {
    for (const file of files) {
        const upload = new Upload(file);
        uploads.push(upload);
        desk.querySelector("[data-list]").append(upload.card);
    }
}

customElements.define("upload-desk", class extends HTMLElement {
    async connectedCallback() {
        desk = this;
        const input = element("input", { type: "file", multiple: true, id: "files", onchange: event => { add(event.target.files); event.target.value = ""; } });
        const drop = element("div", { className: "drop" },
            element("p", {}, element("strong", {}, "Drop files here")),
            element("p", { className: "soft" }, "or"),
            element("label", { className: "button", htmlFor: "files", tabIndex: 0, role: "button",
                onkeydown: event => { if (event.key === "Enter" || event.key === " ") { event.preventDefault(); input.click(); } } }, "Choose files"),
            input);
        input.tabIndex = -1;
        drop.addEventListener("dragover", event => { event.preventDefault(); drop.classList.add("over"); });
        drop.addEventListener("dragleave", () => drop.classList.remove("over"));
        drop.addEventListener("drop", event => { event.preventDefault(); drop.classList.remove("over"); add(event.dataTransfer.files); });
        const all = element("button", { type: "button", className: "primary", hidden: true,
            onclick: async () => { for (const upload of uploads.filter(one => one.state === "ready")) await upload.send(); } });
        all.dataset.all = "";
        const list = element("div", { className: "upload-list" });
        list.dataset.list = "";
        this.replaceChildren(drop, element("div", { className: "actions start" }, all), list);
        list.append(...uploads.map(upload => upload.card));
        showSummary();
        try {
            const response = await request("GET", "/api/datasets");
            if (response.ok) datasets = await response.json();
        } catch {
            datasets = []; // each file says that the service does not answer
        }
        uploads.filter(upload => upload.state === "ready" || upload.state === "refused").forEach(upload => upload.show());
    }

    disconnectedCallback() {
        if (desk === this) desk = null;
    }
});

addEventListener("beforeunload", event => {
    if (uploads.some(upload => upload.state === "sending")) event.preventDefault();
});
