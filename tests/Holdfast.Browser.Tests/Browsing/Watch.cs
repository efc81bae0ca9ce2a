using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace Holdfast.Browser.Tests.Browsing;

/// <summary>Notes what a page should never do: errors of its scripts, dialogs of the browser, requests to other hosts.</summary>
internal sealed class Watch
{
    private readonly ConcurrentQueue<string> troubles = [];

    internal Watch(IPage page, string address)
    {
        var host = new Uri(address).Authority;
        page.Console += (_, message) =>
        {
            if (message.Type == "error") troubles.Enqueue("console: " + message.Text);
        };
        page.PageError += (_, error) => troubles.Enqueue("script: " + error);
        page.Dialog += async (_, dialog) =>
        {
            troubles.Enqueue("dialog: " + dialog.Message);
            await dialog.DismissAsync();
        };
        page.Request += (_, request) =>
        {
            if (Uri.TryCreate(request.Url, UriKind.Absolute, out var url) && url.Scheme is not ("data" or "blob" or "about") && url.Authority != host) troubles.Enqueue("request: " + request.Url);
        };
    }

    internal IReadOnlyList<string> Troubles => [.. troubles];
}
