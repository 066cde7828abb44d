// Days are typed as 2025-03-31: dashes come by themselves, other ways of writing are put right, arrow keys go a day on or back.
(() => {
    "use strict";
    const two = (number) => String(number).padStart(2, "0");
    const text = (date) => `${String(date.getUTCFullYear()).padStart(4, "0")}-${two(date.getUTCMonth() + 1)}-${two(date.getUTCDate())}`;
    const today = () => { const now = new Date(); return new Date(Date.UTC(now.getFullYear(), now.getMonth(), now.getDate())); };

    // The day that someone wrote as 2025-3-31, 2025/03/31, 2025年3月31日 or 20250331; nothing for what is no day.
    const read = (words) => {
        const match = /^\s*(\d{4})(\d{2})(\d{2})\s*$/.exec(words) ?? /^\s*(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?\s*$/.exec(words);
        if (!match) return null;
        const [year, month, day] = match.slice(1).map(Number);
        const date = new Date(Date.UTC(2000, 0, 1));
        date.setUTCFullYear(year, month - 1, day);
        return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? date : null;
    };
    const parts = (field) => {
        const words = field.value.trim();
        if (field.dataset.day !== "time") return [words, ""];
        const time = /[T\s]+(\d{1,2}):(\d{2})(?::\d{2})?$/.exec(words);
        return time ? [words.slice(0, time.index), ` ${two(time[1])}:${time[2]}`] : [words, ""];
    };
    const set = (field, value) => {
        if (field.value === value) return;
        field.value = value;
        field.dispatchEvent(new Event("input", { bubbles: true }));
    };

    // While someone types digits at the end, dashes follow them; taking characters away is left alone.
    document.addEventListener("input", (event) => {
        const field = event.target;
        if (!field.matches?.("[data-day]") || event.inputType !== "insertText" || field.selectionStart !== field.value.length) return;
        // Whoever writes the separators themselves gets theirs in place of ours.
        if (/-[-/.年月]$/.test(field.value)) field.value = field.value.replace(/-([-/.年月])$/, "$1");
        else if (/^\d{4}$/.test(field.value) || /^\d{4}-\d{2}$/.test(field.value)) field.value += "-";
        else if (/^\d{5,8}$/.test(field.value)) field.value = field.value.replace(/^(\d{4})(\d{1,2})(\d*)$/, (_, year, month, day) => `${year}-${month}${day ? "-" + day : ""}`);
        else if (/^\d{4}-\d{3,4}$/.test(field.value)) field.value = field.value.replace(/^(\d{4}-\d{2})(\d+)$/, "$1-$2");
        else if (field.dataset.day === "time" && /^\d{4}-\d{2}-\d{2}$/.test(field.value)) field.value += " ";
        else if (field.dataset.day === "time" && /^\d{4}-\d{2}-\d{2} \d{2}$/.test(field.value)) field.value += ":";
    });
    // Before anyone else hears of the change, it is put right.
    document.addEventListener("change", (event) => {
        const field = event.target;
        if (!field.matches?.("[data-day]")) return;
        const [words, time] = parts(field);
        const date = read(words);
        if (date) field.value = text(date) + time;
    }, true);
    document.addEventListener("keydown", (event) => {
        const field = event.target;
        const by = { ArrowUp: 1, ArrowDown: -1 }[event.key];
        if (!by || !field.matches?.("[data-day]") || event.ctrlKey || event.metaKey || event.altKey) return;
        event.preventDefault();
        const [words, time] = parts(field);
        const date = words ? read(words) : today();
        if (!date) return;
        if (words) { if (event.shiftKey) date.setUTCMonth(date.getUTCMonth() + by); else date.setUTCDate(date.getUTCDate() + by); }
        set(field, text(date) + time);
    });
})();
