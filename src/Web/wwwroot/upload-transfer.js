// One file's way to the raw zone: parts of a fixed size, a few at a time, each with its hash, tried again when the connection breaks.
const partsAtOnce = 3;
const attempts = 12;
const firstWait = 500;
const longestWait = 8000;
const speedWindow = 5000;

export class TransferError extends Error {
    constructor(message, isFinal) {
        super(message);
        this.isFinal = isFinal;
    }
}

export class UploadTransfer {
    speed = 0;
    isChecking = false;
    #state = null;
    #inFlight = new Map();
    #done = new Map();
    #marks = [];
    #aborted = false;

    constructor(dataset, file, request, headers, changed) {
        Object.assign(this, { dataset, file, request, headers, changed });
    }

    // A file is known again by what a browser tells of it; the hashes of its parts say whether it is the same.
    static #memoryOf = (dataset, file) => `retailbus-upload:${dataset}/${file.name}/${file.size}/${file.lastModified}`;

    static isKnown = (dataset, file) => remembered(UploadTransfer.#memoryOf(dataset, file)) !== null;

    get #memory() { return UploadTransfer.#memoryOf(this.dataset, this.file); }

    get #base() { return `/api/uploads/${encodeURIComponent(this.dataset)}/sessions`; }

    get sent() {
        let sum = 0;
        for (const size of this.#done.values()) sum += size;
        for (const { loaded } of this.#inFlight.values()) sum += loaded;
        return Math.min(sum, this.file.size);
    }

    async run() {
        this.#aborted = false;
        await this.#begin();
        if (this.#aborted) await this.#discard();
        const missing = await this.#missing();
        this.#marks = [];
        const workers = Array.from({ length: partsAtOnce }, async () => {
            for (let number = missing.shift(); number !== undefined && !this.#aborted; number = missing.shift()) await this.#send(number);
        });
        try {
            await Promise.all(workers);
        } catch (error) {
            missing.length = 0;
            for (const { xhr } of this.#inFlight.values()) xhr?.abort();
            await Promise.allSettled(workers);
            throw error;
        }
        if (this.#aborted) throw new TransferError("Cancelled.", true);
        const landed = await this.#json("POST", `${this.#base}/${this.#state.session}/complete`);
        forget(this.#memory);
        return landed;
    }

    async abort() {
        this.#aborted = true;
        for (const { xhr } of this.#inFlight.values()) xhr?.abort();
        await this.#discard();
    }

    // Also one that had not been begun yet when it was cancelled.
    async #discard() {
        forget(this.#memory);
        if (this.#state) await this.request("DELETE", `${this.#base}/${this.#state.session}`).catch(() => { });
    }

    async #begin() {
        const known = remembered(this.#memory);
        if (known) {
            const response = await this.#asked("GET", `${this.#base}/${known}`);
            if (response.ok) {
                this.#state = await response.json();
                return;
            }
            if (response.status !== 404) throw await refusal(response);
            forget(this.#memory);
        }
        this.#done.clear();
        this.#state = await this.#json("POST", this.#base, JSON.stringify({ name: this.file.name, size: this.file.size }), "application/json");
        remember(this.#memory, this.#state.session);
    }

    // Parts that are there are compared with the file by their hashes; what differs is sent again.
    async #missing() {
        const parts = Math.ceil(this.file.size / this.#state.partSize);
        const there = new Map(this.#state.parts.map(part => [part.number, part]));
        const missing = [];
        this.isChecking = there.size > 0;
        this.#done.clear();
        for (let number = 1; number <= parts && !this.#aborted; number++) {
            const part = there.get(number);
            if (part && part.sha256 === await this.#hash(this.#slice(number))) this.#done.set(number, part.size);
            else missing.push(number);
            if (part) this.changed();
        }
        this.isChecking = false;
        return missing;
    }

    #slice(number) {
        const start = (number - 1) * this.#state.partSize;
        return this.file.slice(start, Math.min(start + this.#state.partSize, this.file.size));
    }

    async #hash(slice) {
        let content;
        try {
            content = await slice.arrayBuffer();
        } catch {
            throw new TransferError("The file was changed or moved while it was sent. Choose it again.", true);
        }
        const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", content));
        return btoa(String.fromCharCode(...digest));
    }

    async #send(number) {
        const slice = this.#slice(number);
        const hash = await this.#hash(slice);
        for (let attempt = 1; ; attempt++) {
            if (this.#aborted) return;
            const flight = { loaded: 0, xhr: null };
            this.#inFlight.set(number, flight);
            try {
                await this.#put(number, slice, hash, flight);
                this.#done.set(number, slice.size);
                return;
            } catch (error) {
                if (error.isFinal || attempt === attempts || this.#aborted) throw error;
            } finally {
                this.#inFlight.delete(number);
                this.#mark();
            }
            await new Promise(resolve => setTimeout(resolve, Math.min(firstWait * 2 ** (attempt - 1), longestWait)));
        }
    }

    #put(number, slice, hash, flight) {
        return new Promise((resolve, reject) => {
            const xhr = flight.xhr = new XMLHttpRequest();
            xhr.open("PUT", `${this.#base}/${this.#state.session}/parts/${number}`);
            for (const [name, value] of Object.entries(this.headers())) xhr.setRequestHeader(name, value);
            xhr.setRequestHeader("X-Part-SHA256", hash);
            xhr.setRequestHeader("Content-Type", "application/octet-stream");
            xhr.upload.onprogress = event => {
                flight.loaded = event.loaded;
                this.#mark();
            };
            xhr.onload = () => xhr.status === 200 ? resolve() : reject(refusalOf(xhr.status, xhr.responseText));
            xhr.onabort = xhr.onerror = xhr.ontimeout = () => reject(new TransferError("The connection broke. What was sent is kept.", false));
            xhr.send(slice);
        });
    }

    #mark() {
        const now = performance.now();
        this.#marks.push([now, this.sent]);
        while (this.#marks.length > 2 && now - this.#marks[0][0] > speedWindow) this.#marks.shift();
        const [[then, before]] = this.#marks;
        if (now - then > 500) this.speed = Math.max(0, 1000 * (this.sent - before) / (now - then));
        this.changed();
    }

    async #asked(method, path, body, type) {
        for (let attempt = 1; ; attempt++) {
            try {
                const response = await this.request(method, path, body, type);
                if (!isPassing(response.status) || attempt === attempts) return response;
            } catch {
                if (attempt === attempts) throw new TransferError("The service does not answer. What was sent is kept.", false);
            }
            await new Promise(resolve => setTimeout(resolve, Math.min(firstWait * 2 ** (attempt - 1), longestWait)));
        }
    }

    async #json(method, path, body, type) {
        const response = await this.#asked(method, path, body, type);
        if (!response.ok) throw await refusal(response);
        return response.json();
    }
}

const isPassing = status => status === 429 || status >= 500;

const refusal = async response => refusalOf(response.status, await response.text());

function refusalOf(status, text) {
    if (isPassing(status)) return new TransferError("The service did not take it for the moment. What was sent is kept.", false);
    if (status === 401) return new TransferError("You are signed out. Sign in on another page, and resume. What was sent is kept.", false);
    let detail = "";
    try {
        detail = JSON.parse(text).detail ?? "";
    } catch {
        detail = "";
    }
    // A damaged part is sent again; a session that is gone begins anew.
    return new TransferError(detail || `The service refused it (${status}).`, status === 403 || status === 413);
}

// Storage may be switched off: then a broken upload begins again after a reload, and nothing else changes.
function remembered(name) {
    try { return localStorage.getItem(name); } catch { return null; }
}

function remember(name, value) {
    try { localStorage.setItem(name, value); } catch { return; }
}

function forget(name) {
    try { localStorage.removeItem(name); } catch { return; }
}
