using System.Globalization;
using Holdfast.Console.Elements.Lists;
using Holdfast.Contracts.Api;
using Holdfast.Contracts.Api.Insight;
using Holdfast.Contracts.Errors;
using Microsoft.AspNetCore.Components;

namespace Holdfast.Console.Pages.Monitoring;

public sealed partial class JobsPage
{
    private const int PageRows = 200, MostRows = 2000;

    private DataList<JobInfo>? list;
    private CursorPages<JobInfo> pages = null!;
    private JobFilters filters = new(null, null, null, null, null, null, null, null, null);
    private bool hasMore;
    private string? shown, sourceName;
    private IReadOnlyList<string> servers = [], groups = [];
    private Dictionary<string, JobInfo> running = [];
    private ITimer? timer;

    [Inject] private TimeProvider Time { get; set; } = null!;

    /// <summary>Id of the job whose details are shown.</summary>
    [Parameter] public string? Id { get; set; }

    [SupplyParameterFromQuery] private string? State { get; set; }

    [SupplyParameterFromQuery] private string? Type { get; set; }

    [SupplyParameterFromQuery] private string? Server { get; set; }

    [SupplyParameterFromQuery] private string? Group { get; set; }

    /// <summary>Id, name, or path of a datasource.</summary>
    [SupplyParameterFromQuery] private string? Source { get; set; }

    [SupplyParameterFromQuery] private string? Text { get; set; }

    [SupplyParameterFromQuery] private int? Hours { get; set; }

    [SupplyParameterFromQuery] private string? From { get; set; }

    [SupplyParameterFromQuery] private string? To { get; set; }

    protected override IReadOnlyCollection<string> Topics => ["jobs"];

    // The feed tells when jobs begin and end; in between their numbers are looked at every two seconds.
    protected override void OnInitialized()
    {
        base.OnInitialized();
        pages = Pages(PageRows);
        timer = Time.CreateTimer(_ => InvokeAsync(() => running.Count > 0 ? Measure() : Task.CompletedTask), null, TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(2));
    }

    // Opening and closing details leaves the list as it is.
    protected override Task OnParametersSetAsync()
    {
        filters = new JobFilters(Filled(State), Filled(Type), Filled(Server), Filled(Group), Filled(Source), Filled(Text), Hours, Filled(From), Filled(To));
        if (filters.ToString() == shown) return Task.CompletedTask;
        shown = filters.ToString();
        pages = Pages(PageRows);
        return Reload();
    }

    protected override async Task Load()
    {
        // Whoever has scrolled far gets all of that anew, in large pages.
        pages = Pages(Math.Clamp(pages.Items.Count, PageRows, MostRows));
        var refreshed = list?.Refresh() ?? Task.CompletedTask;
        running = (await Session.Api.Jobs(new JobQuery(State: JobStates.Running), Leaving)).Jobs.ToDictionary(job => job.Id);
        var page = await Session.Api.Insight.Sources(new SourceQuery(Limit: 0), Leaving);
        (servers, groups) = ([.. page.Facets.Servers.Select(facet => facet.Value)], [.. page.Facets.Groups.Select(facet => facet.Value).Where(name => name.Length > 0)]);
        sourceName = filters.Source is null ? null : await NameOf(filters.Source);
        await refreshed;
    }

    private async Task<string?> NameOf(string source)
    {
        try
        {
            return (await Session.Api.Source(source, Leaving)).Name;
        }
        catch (HoldfastException gone) when (gone.Code == ErrorCode.NotFound)
        {
            return null;
        }
    }

    private async Task Measure()
    {
        try
        {
            running = (await Session.Api.Jobs(new JobQuery(State: JobStates.Running), Leaving)).Jobs.ToDictionary(job => job.Id);
            StateHasChanged();
        }
        catch (HoldfastException)
        {
            // The frame says that the server does not answer; the next look tells more.
        }
        catch (OperationCanceledException)
        {
            // Nobody looks any more.
        }
    }

    private CursorPages<JobInfo> Pages(int rows)
    {
        var wanted = filters;
        return new CursorPages<JobInfo>(async (before, cancellation) =>
        {
            var page = await Session.Api.Jobs(wanted.Query(Time.GetUtcNow(), Browser.At, before, rows), cancellation);
            return (page.Jobs, page.Next);
        });
    }

    private async Task<ListPage<JobInfo>> Window(ListWindow window)
    {
        var from = pages;
        var page = await from.Window(window);
        if (from == pages && hasMore != from.HasMore)
        {
            hasMore = from.HasMore;
            StateHasChanged();
        }
        return page;
    }

    // A job as it was read last: what runs is measured more often than listed.
    private JobInfo Now(JobInfo job) => running.GetValueOrDefault(job.Id, job);

    private void Open(JobInfo job) => Navigation.NavigateTo($"/monitoring/jobs/{Uri.EscapeDataString(job.Id)}{new Uri(Navigation.Uri).Query}");

    private void Close() => Navigation.NavigateTo($"/monitoring/jobs{new Uri(Navigation.Uri).Query}");

    private void SetDay(string name, ChangeEventArgs change) =>
        Navigation.NavigateTo(Navigation.GetUriWithQueryParameter(name, JobFilters.Day(change.Value?.ToString()) is null ? null : change.Value!.ToString()), replace: true);

    private static string? Filled(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    private static string? Milliseconds(JobInfo job) => job.Started is null ? null : Number(job.DurationMs);

    private static string Stamp(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    public override void Dispose()
    {
        timer?.Dispose();
        base.Dispose();
    }
}
