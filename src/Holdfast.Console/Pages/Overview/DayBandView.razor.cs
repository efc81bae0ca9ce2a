using System.Globalization;
using Holdfast.Console.Text;
using Holdfast.Contracts.Api;
using Holdfast.Contracts.Api.Insight;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace Holdfast.Console.Pages.Overview;

public sealed partial class DayBandView
{
    private const int Hours = 24, AtFirst = 12, LineHeight = 14;
    private DayBand? band;
    private IReadOnlyList<BandLane> lanes = [];
    private IReadOnlyList<(DateTimeOffset At, string Words)> ticks = [];
    private BandJob? first;
    private bool showsAll;
    private ElementReference box;
    private IJSObjectReference? keys;
    private ITimer? timer;

    [Inject] private TimeProvider Time { get; set; } = null!;

    /// <summary>Name of the group that is shown alone; null: all.</summary>
    [Parameter] public string? Group { get; set; }

    protected override IReadOnlyCollection<string> Topics => ["jobs", "groups"];

    // The line of now moves on even where nothing else does.
    protected override void OnInitialized()
    {
        base.OnInitialized();
        timer = Time.CreateTimer(_ => InvokeAsync(Reload), null, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1));
    }

    protected override async Task Load()
    {
        var read = await Session.Api.Insight.Band(Hours, Browser.Zone, Leaving);
        (band, lanes, ticks) = (read, BandLayout.Of(read, Group), Ticks(read));
        first = lanes.FirstOrDefault(lane => lane.Lines.Count > 0)?.Lines[0][0];
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (band is not null && keys is null) keys = await Browser.Call<IJSObjectReference>("cells", box, 0.5);
    }

    // Every six hours of the reader's clock.
    private List<(DateTimeOffset, string)> Ticks(DayBand read)
    {
        var local = Browser.Local(read.From);
        var at = new DateTimeOffset(local.Date.AddHours(local.Hour / 6 * 6 + 6), local.Offset);
        var found = new List<(DateTimeOffset, string)>();
        for (; at < read.To; at = at.AddHours(6))
        {
            var shown = Browser.Local(at);
            found.Add((at, shown.ToString(shown.Hour == 0 ? "MM-dd" : "HH:mm", CultureInfo.InvariantCulture)));
        }
        return found;
    }

    private string P(DateTimeOffset at) => BandLayout.Place(band!, at).ToString("0.###", CultureInfo.InvariantCulture) + "%";

    private string W(DateTimeOffset start, DateTimeOffset end) =>
        Math.Max(0, BandLayout.Place(band!, end) - BandLayout.Place(band!, start)).ToString("0.###", CultureInfo.InvariantCulture) + "%";

    private static int Height(BandLane lane) => Math.Max(1, lane.Lines.Count) * LineHeight + 6;

    private string Clock(DateTimeOffset at) => Browser.Local(at).ToString("MM-dd HH:mm", CultureInfo.InvariantCulture);

    private string Words(BandJob job)
    {
        var what = $"{(job.Type.Length == 0 ? T["Several kinds of jobs"] : JobWords.Type(job.Type, T))} {job.Name ?? job.Group}".Trim();
        if (job.Count > 1) what = T["{0}, {1} jobs", what, ByteWords.Count(job.Count)];
        var state = job.State == BandJob.Planned ? T["Planned"] : JobWords.State(job.State, T).Word;
        return $"{what}: {state}, {Clock(job.Start)} – {Clock(job.End)}";
    }

    // A bar of several jobs, and one of what has not begun, lead to the list.
    private static string JobAddress(BandJob job) => job.Job is not null ? $"/monitoring/jobs/{Uri.EscapeDataString(job.Job)}"
        : job.State == BandJob.Planned ? job.Group is null ? "/protection" : $"/protection/sources?group={Uri.EscapeDataString(job.Group)}"
        : $"/monitoring/jobs?state={Uri.EscapeDataString(job.State)}" + (job.Type.Length == 0 ? "" : $"&type={Uri.EscapeDataString(job.Type)}")
            + (job.Group is null ? "" : $"&group={Uri.EscapeDataString(job.Group)}");

    private IEnumerable<(string State, string Words)> Legend() =>
    [
        (JobStates.Succeeded, T["succeeded"]), (JobStates.SucceededWithWarnings, T["with warnings"]), (JobStates.Failed, T["failed"]), (JobStates.Cancelled, T["cancelled"]),
        (JobStates.Running, T["running"]), (BandJob.Planned, T["waiting or planned"]),
    ];

    private string Address(string? group) => Navigation.GetUriWithQueryParameter("band", group);

    public async ValueTask DisposeAsync()
    {
        timer?.Dispose();
        Dispose();
        if (keys is null) return;
        try
        {
            await keys.InvokeVoidAsync("dispose");
            await keys.DisposeAsync();
        }
        catch (JSDisconnectedException)
        {
            // The browser has left.
        }
    }
}
