// The progress of a screening, live: without this script a link asks again.
const box = document.querySelector("[data-progress]");
if (box && "EventSource" in window) {
    const text = box.querySelector("[data-progress-text]"), bar = box.querySelector("progress");
    const source = new EventSource(box.dataset.progress);
    source.addEventListener("progress", event => {
        const now = JSON.parse(event.data);
        if (text.textContent !== now.text) text.textContent = now.text;
        bar.max = now.total;
        bar.value = now.done;
    });
    source.addEventListener("end", () => {
        source.close();
        location.reload();
    });
}
