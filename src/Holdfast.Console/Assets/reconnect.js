// Blazor says in the dialog's class and by an event how the connection stands; a server that was restarted knows no circuits, so the page is loaded again.
const dialog = document.getElementById("components-reconnect-modal");
dialog?.addEventListener("components-reconnect-state-changed", async (event) => {
    // A setup that ends as it should: the page waits for the server by itself.
    if (document.documentElement.dataset.handover) return;
    switch (event.detail.state) {
        case "show": if (!dialog.open) dialog.showModal(); break;
        case "hide": dialog.close(); break;
        case "failed": document.addEventListener("visibilitychange", again); setTimeout(again, 5000); break;
        case "rejected": location.reload(); break;
    }
});

async function again() {
    document.removeEventListener("visibilitychange", again);
    try {
        if (!await Blazor.reconnect()) location.reload();
    } catch {
        setTimeout(again, 5000);
    }
}
