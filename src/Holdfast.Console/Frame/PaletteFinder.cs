using Holdfast.Console.Hosting;
using Holdfast.Console.Text;
using Holdfast.Contracts.Api;
using Holdfast.Contracts.Api.Alerts;
using Holdfast.Contracts.Api.Insight;
using Holdfast.Contracts.Errors;

namespace Holdfast.Console.Frame;

/// <summary>Finds what the search of the frame is asked for: pages and actions from a list, the rest by the API.</summary>
internal sealed class PaletteFinder(Session session, Texts texts)
{
    private const int Most = 6, MostFound = 200;

    private const string Recover = "recover ";

    private static readonly (string Icon, string Words, string Address, bool IsForAdministrators)[] places =
    [
        ("home", "Overview", "/", false), ("shield", "Protection groups", "/protection", false), ("list", "All sources", "/protection/sources", false),
        ("plus", "New protection group", "/protection/new", true), ("restore", "Recover files", "/recovery", false), ("search", "Search in recovery points", "/recovery/search", false),
        ("warning", "Alerts", "/monitoring/alerts", false), ("pulse", "Jobs", "/monitoring/jobs", false), ("disk", "Storage", "/storage", false), ("plus", "Add disk", "/storage/add", true),
        ("server", "Agents", "/agents", false), ("plus", "Add a server", "/agents/add", true), ("cloud", "Vault", "/vault", false), ("cloud", "Register with a vault", "/vault/register", true),
        ("key", "Change the passphrase", "/vault/passphrase", true), ("chart", "Reports", "/reports", false), ("gear", "Settings", "/settings", false), ("person", "Accounts", "/settings/accounts", true),
        ("key", "Credentials", "/settings/credentials", true), ("ok", "Restore drills", "/monitoring/drills", false),
        ("list", "Audit log", "/settings/audit", true), ("mail", "Notifications", "/settings/notifications", true), ("restore", "Another server's recovery points", "/recovery/external", true),
        ("disk", "Disks that are given out", "/recovery/exports", false),
    ];

    /// <summary>Pages, actions, sources, groups, agents, jobs, alerts, settings: what is found in an instant.</summary>
    internal async Task<List<PaletteHit>> Quick(string text, CancellationToken cancellation)
    {
        var wanted = text.Trim();
        List<PaletteHit> hits = [.. places.Where(place => (!place.IsForAdministrators || session.IsAdministrator) && IsIn(texts[place.Words], wanted))
            .Take(wanted.Length == 0 ? 8 : Most).Select(place => new PaletteHit(place.Icon, texts[place.Words], "", place.Address))];
        var name = Named(wanted);
        if (name.Length < 2) return hits;
        // All at once: one waits for the slowest, not for the sum.
        Task<IEnumerable<PaletteHit>>[] found = [Sources(name, cancellation), Groups(name, cancellation), Agents(name, cancellation), Alerts(name, cancellation), Jobs(name, cancellation), Settings(name, cancellation)];
        foreach (var some in await Task.WhenAll(found.Select(Allowed))) hits.AddRange(some);
        return hits;
    }

    /// <summary>Files and folders inside recovery points.</summary>
    internal async Task<List<PaletteHit>> Files(string text, CancellationToken cancellation)
    {
        // The same file is in many points: the newest one is what is meant most often, and its page shows the others.
        var found = await session.Api.Search(Named(text.Trim()), limit: MostFound, cancellation: cancellation);
        return [.. found.Items.DistinctBy(hit => (hit.Source, hit.Item.Path)).Take(Most).Select(hit => new PaletteHit(hit.Item.Kind == "directory" ? "folder" : "file", texts["Recover {0}", hit.Item.Name], $"{hit.SourceName}: {hit.Item.Path} · {TimeWords.Absolute(hit.Created)} UTC",
            $"/recovery/{Uri.EscapeDataString(hit.Source)}/{Uri.EscapeDataString(hit.RecoveryPoint)}?path={Uri.EscapeDataString(hit.Item.Path)}"))];
    }

    /// <summary>What is named: "recover payroll.xlsx" asks for payroll.xlsx.</summary>
    internal static string Named(string text) => text.StartsWith(Recover, StringComparison.OrdinalIgnoreCase) ? text[Recover.Length..].TrimStart() : text;

    // Accounts that see only some servers or groups are refused agents and settings: they find the rest.
    private static async Task<IEnumerable<PaletteHit>> Allowed(Task<IEnumerable<PaletteHit>> search)
    {
        try
        {
            return await search;
        }
        catch (HoldfastException refused) when (refused.Code == ErrorCode.Forbidden)
        {
            return [];
        }
    }

    private async Task<IEnumerable<PaletteHit>> Sources(string name, CancellationToken cancellation)
    {
        var page = await session.Api.Insight.Sources(new SourceQuery(Text: name, Limit: Most), cancellation);
        // Those that are named so stand before those whose server or group is.
        var sources = page.Sources.OrderByDescending(source => IsIn(source.Name, name)).ToList();
        var open = sources.Select(source => new PaletteHit("shield", source.Name, $"{source.Server} {source.Path}", $"/protection/sources/{Uri.EscapeDataString(source.Id)}"));
        return session.MayRecover
            ? sources.Select(source => new PaletteHit("restore", texts["Recover {0}", source.Name], $"{source.Server} {source.Path}", $"/recovery/{Uri.EscapeDataString(source.Id)}")).Concat(open) : open;
    }

    private async Task<IEnumerable<PaletteHit>> Groups(string name, CancellationToken cancellation) =>
        (await session.Api.Insight.Groups(name, limit: Most, cancellation: cancellation)).Groups
            .Select(group => new PaletteHit("shield", group.Name, texts["Protection group"], $"/protection/groups/{Uri.EscapeDataString(group.Id)}"));

    private async Task<IEnumerable<PaletteHit>> Agents(string name, CancellationToken cancellation) =>
        (await session.Api.Agents.List(cancellation)).Agents.Where(agent => IsIn(agent.Name, name)).Take(Most)
            .Select(agent => new PaletteHit("server", agent.Name, texts["Agent"], $"/agents/{Uri.EscapeDataString(agent.Id)}"));

    private async Task<IEnumerable<PaletteHit>> Alerts(string name, CancellationToken cancellation) =>
        (await session.Api.Alerts(new AlertQuery { Text = name, Limit = Most }, cancellation)).Alerts
            .Select(alert => new PaletteHit("warning", alert.Title, alert.Message, $"/monitoring/alerts/{Uri.EscapeDataString(alert.Id)}"));

    private async Task<IEnumerable<PaletteHit>> Jobs(string name, CancellationToken cancellation) =>
        (await session.Api.Jobs(new JobQuery(Text: name, Limit: Most), cancellation)).Jobs
            .Select(job => new PaletteHit("pulse", $"{JobWords.Type(job.Type, texts)} {job.SourceName}", $"{JobWords.State(job.State, texts).Word} · {TimeWords.Absolute(job.Created)} UTC", $"/monitoring/jobs/{Uri.EscapeDataString(job.Id)}"));

    private async Task<IEnumerable<PaletteHit>> Settings(string name, CancellationToken cancellation) =>
        (await session.Api.Configuration.List(cancellation)).Settings.Where(setting => IsIn(setting.Id, name)).Take(Most)
            .Select(setting => new PaletteHit("gear", setting.Id, texts["Setting"], $"/settings?key={Uri.EscapeDataString(setting.Id)}"));

    private static bool IsIn(string text, string part) => text.Contains(part, StringComparison.CurrentCultureIgnoreCase);
}
