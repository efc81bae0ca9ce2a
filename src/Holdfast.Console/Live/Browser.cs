using System.Globalization;
using Microsoft.JSInterop;

namespace Holdfast.Console.Live;

/// <summary>What only the browser knows or can do: its time zone, its width, its clipboard, what it remembers.</summary>
public sealed class Browser(IJSRuntime script) : IAsyncDisposable
{
    private IJSObjectReference? module;

    /// <summary>IANA name of the zone that times are shown in.</summary>
    public string Zone { get; private set; } = "UTC";

    private TimeZoneInfo zone = TimeZoneInfo.Utc;

    /// <summary>A time as a clock beside the browser shows it.</summary>
    public DateTimeOffset Local(DateTimeOffset time) => TimeZoneInfo.ConvertTime(time, zone);

    /// <summary>The time that a clock beside the browser shows as this.</summary>
    public DateTimeOffset At(DateTime local) => new(local, zone.GetUtcOffset(local));

    /// <summary>Asks the browser. Frames call it before they show a page.</summary>
    public async Task Open(string asset)
    {
        if (module is not null) return;
        module = await script.InvokeAsync<IJSObjectReference>("import", asset);
        Zone = await module.InvokeAsync<string>("zone");
        // A computer without a database of zones, and a zone newer than it, leave the offset of today.
        zone = TimeZoneInfo.TryFindSystemTimeZoneById(Zone, out var found) ? found : Fixed(await module.InvokeAsync<int>("offset"));
    }

    /// <summary>Puts text into the clipboard.</summary>
    public ValueTask Copy(string text) => Module.InvokeVoidAsync("copy", text);

    /// <summary>Has the browser save text as a file.</summary>
    public ValueTask Save(string name, string contentType, string text) => Module.InvokeVoidAsync("save", name, contentType, text);

    /// <summary>What it remembers under a name; null where there is nothing.</summary>
    public ValueTask<string?> Recall(string name) => Module.InvokeAsync<string?>("recall", name);

    /// <summary>Has it remember a text under a name, on this computer alone.</summary>
    public ValueTask Remember(string name, string text) => Module.InvokeVoidAsync("remember", name, text);

    /// <summary>A function of the script that all pages share.</summary>
    public ValueTask<T> Call<T>(string function, params object?[] arguments) => Module.InvokeAsync<T>(function, arguments);

    /// <summary>A function of that script that answers nothing.</summary>
    public ValueTask Do(string function, params object?[] arguments) => Module.InvokeVoidAsync(function, arguments);

    private IJSObjectReference Module => module ?? throw new InvalidOperationException("The browser has not been asked yet.");

    private static TimeZoneInfo Fixed(int minutes) =>
        TimeZoneInfo.CreateCustomTimeZone(minutes.ToString(CultureInfo.InvariantCulture), TimeSpan.FromMinutes(Math.Clamp(minutes, -840, 840)), null, null);

    public async ValueTask DisposeAsync()
    {
        if (module is null) return;
        try
        {
            await module.DisposeAsync();
        }
        catch (JSDisconnectedException)
        {
            // The browser is gone, and everything that it had with it.
        }
    }
}
