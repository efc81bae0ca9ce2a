using System.Text.Json;
using Holdfast.Console.Live;

namespace Holdfast.Console.Pages.Protection.Wizard;

/// <summary>Keeps the draft of a new group in the browser's tab until the group is made or the tab is closed.</summary>
internal sealed class DraftKeeping(Browser browser)
{
    private const string Name = "new-group";
    private const int Longest = 200_000;
    private string? kept;

    /// <summary>What was drawn up before the page was loaded again; null where there is nothing that can be read.</summary>
    internal async Task<SavedDraft?> Recall()
    {
        if (await browser.Call<string?>("recallHere", Name) is not { Length: <= Longest } text) return null;
        try
        {
            return JsonSerializer.Deserialize(text, SavedDraftJson.Default.SavedDraft);
        }
        catch (JsonException)
        {
            // Of another version, or somebody else's: a new draft is begun.
            return null;
        }
    }

    internal async Task Keep(SavedDraft draft)
    {
        var text = JsonSerializer.Serialize(draft, SavedDraftJson.Default.SavedDraft);
        if (text == kept || text.Length > Longest) return;
        kept = text;
        await browser.Do("rememberHere", Name, text);
    }

    internal async Task Forget()
    {
        kept = null;
        await browser.Do("rememberHere", Name, null);
    }
}
