using System.Globalization;
using Holdfast.Console.Elements.Lists;
using Holdfast.Contracts.Api.Audit;
using Microsoft.AspNetCore.Components;

namespace Holdfast.Console.Pages.Settings;

public sealed partial class AuditPage
{
    private const int PageSize = 500;
    private AuditVerification? verification;
    private AuditEntry? opened;
    private DataList<AuditEntry>? list;
    private CursorPages<AuditEntry> pages = null!;
    private bool isBusy, hasMore;

    [SupplyParameterFromQuery] private string? Text { get; set; }

    [SupplyParameterFromQuery] private string? Actor { get; set; }

    /// <summary>First day, yyyy-MM-dd, in the reader's zone.</summary>
    [SupplyParameterFromQuery] private string? From { get; set; }

    /// <summary>Last day.</summary>
    [SupplyParameterFromQuery] private string? To { get; set; }

    protected override void OnInitialized()
    {
        base.OnInitialized();
        pages = new CursorPages<AuditEntry>(Next);
    }

    protected override async Task Load()
    {
        if (!Session.IsAdministrator || list is null) return;
        pages.Restart();
        await list.Refresh();
    }

    // Whether there is more is known only when the first rows are here.
    private async Task<ListPage<AuditEntry>> Window(ListWindow window)
    {
        var page = await pages.Window(window);
        if (hasMore == pages.HasMore) return page;
        hasMore = pages.HasMore;
        StateHasChanged();
        return page;
    }

    // The log is read by time, newest first; rows of the same instant that were shown are left out by their number.
    private async Task<(IReadOnlyList<AuditEntry>, string?)> Next(string? cursor, CancellationToken cancellation)
    {
        var to = End(To);
        var below = long.MaxValue;
        if (cursor?.Split('|') is [var time, var id])
            (to, below) = (DateTimeOffset.Parse(time, CultureInfo.InvariantCulture), long.Parse(id, CultureInfo.InvariantCulture));
        var page = await Session.Api.Audit.List(Start(From), to, Given(Actor), Given(Text), PageSize, cancellation);
        List<AuditEntry> rows = [.. page.Entries.Where(entry => entry.Id < below)];
        var isMore = page.Truncated && rows.Count > 0;
        return (rows, isMore ? $"{rows[^1].Time.ToString("O", CultureInfo.InvariantCulture)}|{rows[^1].Id.ToString(CultureInfo.InvariantCulture)}" : null);
    }

    private DateTimeOffset? Start(string? day) => DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? Midnight(date) : null;

    private DateTimeOffset? End(string? day) =>
        DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) && date < DateOnly.MaxValue ? Midnight(date.AddDays(1)).AddTicks(-1) : null;

    private DateTimeOffset Midnight(DateOnly day)
    {
        var asUtc = new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
        return asUtc - Browser.Local(asUtc).Offset;
    }

    private void Limit(string name, string? day) => Navigation.NavigateTo(Navigation.GetUriWithQueryParameter(name, string.IsNullOrEmpty(day) ? null : day), replace: true);

    private async Task Verify()
    {
        isBusy = true;
        await Try(async () => verification = await Session.Api.Audit.Verify(Leaving));
        isBusy = false;
    }

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
