using System.Globalization;
using Holdfast.Contracts.Api.Vaults;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace Holdfast.Console.Pages.Vault;

public sealed partial class BandwidthEditor
{
    internal static readonly string[] DayNames = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]; // texts
    private BandwidthWeek? week;
    private ElementReference grid;
    private IJSObjectReference? painting;
    private DotNetObjectReference<BandwidthEditor>? self;
    private string? zone;
    private int speed = 50;
    private bool isUnlimited, isFromSettings, isBusy;

    private int? Brush => isUnlimited ? null : Math.Clamp(speed, 1, BandwidthWeek.Fastest);

    protected override IReadOnlyCollection<string> Topics => ["vault"];

    // What is being painted is not taken away by news.
    protected override async Task Load()
    {
        if (week is { IsChanged: true }) return;
        Show(await Session.Api.Vaults.Bandwidth(Leaving));
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (week is null || painting is not null || !Session.IsAdministrator) return;
        self ??= DotNetObjectReference.Create(this);
        painting = await Browser.Call<IJSObjectReference>("paintable", grid, self);
    }

    /// <summary>Called by the script for each hour that is painted.</summary>
    [JSInvokable]
    public void Paint(int day, int hour)
    {
        week?.Paint(day, hour, Brush);
        StateHasChanged();
    }

    private void Show(VaultBandwidth bandwidth) => (week, isFromSettings, zone) = (new BandwidthWeek(bandwidth), bandwidth.IsFromSettings, bandwidth.Zone);

    private string Spoken(int day, int hour) =>
        $"{T[DayNames[day]]} {hour.ToString("00", CultureInfo.InvariantCulture)}:00: {(week![day, hour] is { } limit ? T["{0} Mbit/s", limit] : T["No limit"])}";

    private Task Save() => Change(async () => Show(await Session.Api.Vaults.SetBandwidth(week!.Bandwidth(), Leaving)), T["The new bandwidth holds from now on."]);

    private Task Reset() => Change(async () => Show(await Session.Api.Vaults.ResetBandwidth(Leaving)), T["The values of the settings hold again."]);

    private Task Discard() => Change(async () => Show(await Session.Api.Vaults.Bandwidth(Leaving)), null);

    private async Task Change(Func<Task> act, string? done)
    {
        isBusy = true;
        await Try(act, done);
        isBusy = false;
    }

    public async ValueTask DisposeAsync()
    {
        base.Dispose();
        self?.Dispose();
        if (painting is null) return;
        try
        {
            await painting.InvokeVoidAsync("dispose");
            await painting.DisposeAsync();
        }
        catch (JSDisconnectedException)
        {
            // The browser has left.
        }
    }
}
