using Holdfast.Console.Elements.Charts;
using Holdfast.Contracts.Api;
using Holdfast.Contracts.Api.Insight;
using Holdfast.Contracts.Errors;
using Microsoft.AspNetCore.Components;

namespace Holdfast.Console.Pages.Storage;

public sealed partial class StoragePage
{
    private const int DefaultDays = 90;
    private static readonly int[] spans = [30, DefaultDays, 365];
    private IReadOnlyList<DiskInfo>? disks;
    private StorageOverview? figures;
    private StorageBySource? space;
    private IReadOnlyList<ChartSeries> series = [];
    private ChartBand? band;
    private Dictionary<string, DiskTrend> trends = [];
    private bool isBusy;

    /// <summary>added: the map shows what was added lately instead of sizes.</summary>
    [SupplyParameterFromQuery] private string? By { get; set; }

    [SupplyParameterFromQuery(Name = "days")] private int? Span { get; set; }

    private int Days => spans.Contains(Span ?? 0) ? Span!.Value : DefaultDays;

    protected override IReadOnlyCollection<string> Topics => ["disks", "points"];

    protected override async Task Load()
    {
        var (list, overview, trend, sources) = (Session.Api.Disks(Leaving), Session.Api.Insight.Overview(Leaving), Session.Api.Insight.Storage(Days, Leaving), Session.Api.Insight.Space(Leaving));
        (disks, figures, space) = ((await list).Disks, (await overview).Storage, await sources);
        Draw(await trend);
    }

    private void Draw(StorageTrend trend)
    {
        trends = (trend.Disks ?? []).ToDictionary(disk => disk.Disk);
        series = trend.Samples.Count == 0 ? [] : [new ChartSeries(T["Used"], [.. trend.Samples.Select(sample => new ChartPoint(At(sample.Day), sample.Used))], IsFilled: true)];
        band = trend.Forecast is not { } forecast ? null : new ChartBand(
            T["Forecast"],
            [.. forecast.Low.Select((bytes, index) => new ChartPoint(At(forecast.From.AddDays(index)), bytes))],
            [.. forecast.High.Select((bytes, index) => new ChartPoint(At(forecast.From.AddDays(index)), bytes))]);
    }

    private static DateTimeOffset At(DateOnly day) => new(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);

    private string SpanAddress(int span) => Navigation.GetUriWithQueryParameter("days", span == DefaultDays ? null : span);

    private string ByAddress(string? by) => Navigation.GetUriWithQueryParameter("by", by);

    private Task Rescan() => Busy(async () =>
    {
        if (await Try(() => Session.Api.RescanDisks(Leaving), T["The disks were looked at again."])) await Reload();
    });

    private Task Collect() => Busy(() => Try(async () =>
    {
        var job = await Session.Api.Collect(new CollectRequest(), Leaving);
        Toasts.Say(T["The collection has begun."], $"/monitoring/jobs/{job.Id}");
    }));

    private async Task Busy(Func<Task> act)
    {
        isBusy = true;
        try
        {
            await act();
        }
        finally
        {
            isBusy = false;
        }
    }

    private async Task Remove((DiskInfo Disk, bool EvenIfLost) wanted)
    {
        var (disk, isForced) = wanted;
        IReadOnlyList<string> losses = isForced
            ? [T["Every recovery point that has data on {0} and nowhere else is lost, {1} at most. That cannot be undone.", disk.Path, Text.ByteWords.Of(disk.Used)], T["What is in the vault stays, and can be recovered from there."]]
            : [T["{0} of data move to the other disks; that may take hours, and they need the room.", Text.ByteWords.Of(disk.Used)], T["Then {0} is taken out of the pool. No recovery point is lost.", disk.Path]];
        var isDone = await Confirmations.Ask(
            isForced ? T["Remove {0} even if its data is lost?", disk.Path] : T["Remove {0} from the pool?", disk.Path], losses, isForced ? T["Remove and lose"] : T["Move and remove"],
            async codes =>
            {
                using var api = Session.Confirmed(codes.Confirmation, codes.VaultPin);
                var job = await api.RemoveDisk(disk.Id, isForced);
                Toasts.Say(T["The disk is being removed."], $"/monitoring/jobs/{job.Id}");
            },
            isForced ? disk.Path : null);
        if (isDone) await Reload();
    }

}
