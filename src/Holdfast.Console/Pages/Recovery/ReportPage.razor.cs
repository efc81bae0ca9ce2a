using Holdfast.Console.Elements.Lists;
using Holdfast.Contracts.Api;
using Holdfast.Contracts.Api.Recovery;
using Microsoft.AspNetCore.Components;

namespace Holdfast.Console.Pages.Recovery;

/// <summary>A recovery while it runs, and its report afterwards.</summary>
public sealed partial class ReportPage
{
    private static readonly TimeSpan beat = TimeSpan.FromSeconds(1);

    private RecoveryReport? report;
    private RecoveryPlace? place;
    private JobInfo? job;
    private DataList<RecoveryFailure>? failed;
    private ITimer? timer;
    private int shownFailed;
    private bool isRetrying;

    /// <summary>Id of the recovery job.</summary>
    [Parameter] public string Job { get; set; } = "";

    [Inject] private TimeProvider Time { get; set; } = null!;

    protected override IReadOnlyCollection<string> Topics => ["jobs"];

    protected override async Task Load()
    {
        var running = Session.Api.Job(Job, cancellation: Leaving);
        report = await Session.Api.Recovery.Report(Job, Leaving);
        job = await running;
        place = report.Source is { } source ? new RecoveryPlace(report.ExternalServer, source) : null;
        // Bytes and rates grow all the time; the feed tells of beginnings and ends.
        if (job.HasEnded) StopBeat();
        else timer ??= Time.CreateTimer(_ => InvokeAsync(Reload), null, beat, beat);
        if (shownFailed == report.Failed.Count) return;
        shownFailed = report.Failed.Count;
        if (failed is not null) await failed.Refresh();
    }

    private Task<ListPage<RecoveryFailure>> Failed(ListWindow window) =>
        Task.FromResult(new ListPage<RecoveryFailure>([.. report!.Failed.Skip(window.Offset).Take(window.Count)], report.Failed.Count));

    private string AddressOf(RecoveryFailure failure) =>
        place is null || report?.RecoveryPoint is not { } point ? "/recovery"
            : place.Folder(point, RecoveryPlace.Parent(failure.Path), report.Online, item: failure.Path);

    private void Open(RecoveryFailure failure) => Navigation.NavigateTo(AddressOf(failure));

    private string PhaseWords() => job switch
    {
        { State: JobStates.Queued } => T["It waits for its turn."],
        { HasEnded: false } => job.Phase,
        { State: JobStates.Succeeded } => T["Everything that was asked for has been written."],
        { State: JobStates.SucceededWithWarnings } => T["What failed is listed below; the rest has been written."],
        { State: JobStates.Cancelled } => T["What was written until then stays."],
        _ => "",
    };

    private Task Cancel() => Try(() => Session.Api.CancelJob(Job), T["The recovery is being cancelled."]);

    private async Task Retry()
    {
        isRetrying = true;
        JobInfo? again = null;
        await Try(async () => again = await Session.Api.Recovery.Retry(Job));
        isRetrying = false;
        if (again is not null) Navigation.NavigateTo("/recovery/reports/" + Uri.EscapeDataString(again.Id));
    }

    private void StopBeat()
    {
        timer?.Dispose();
        timer = null;
    }

    public override void Dispose()
    {
        StopBeat();
        base.Dispose();
    }
}
