using Holdfast.Console.Hosting;
using Holdfast.Console.Text;
using Holdfast.Contracts.Api;
using Holdfast.Contracts.Api.Insight;

namespace Holdfast.Console.Frame;

/// <summary>Finds what the search of the frame is asked for: pages and actions from a list, the rest by the API.</summary>
internal sealed class PaletteFinder(Session session, Texts texts)
{
    private const int Most = 6;

    private static readonly (string Icon, string Words, string Address, bool IsForAdministrators)[] places =
    [
        ("home", "Overview", "/", false), ("shield", "Protection groups", "/protection", false), ("list", "All sources", "/protection/sources", false),
        ("plus", "New protection group", "/protection/new", true), ("restore", "Recover files", "/recovery", false), ("search", "Search in recovery points", "/recovery/search", false),
        ("warning", "Alerts", "/monitoring/alerts", false), ("pulse", "Jobs", "/monitoring/jobs", false), ("disk", "Storage", "/storage", false), ("plus", "Add disk", "/storage/add", true),
        ("server", "Agents", "/agents", false), ("plus", "Add a server", "/agents/add", true), ("cloud", "Vault", "/vault", false), ("cloud", "Register with a vault", "/vault/register", true),
        ("key", "Change the passphrase", "/vault/passphrase", true), ("chart", "Reports", "/reports", false), ("gear", "Settings", "/settings", false), ("person", "Accounts", "/settings/accounts", true),
        ("list", "Audit log", "/settings/audit", true), ("mail", "Notifications", "/settings/notifications", true), ("restore", "Another server's recovery points", "/recovery/external", true),
    ];

    /// <summary>Pages, actions, sources, groups, jobs: what is found in an instant.</summary>
    internal async Task<List<PaletteHit>> Quick(string text, CancellationToken cancellation)
    {
        var wanted = text.Trim();
        List<PaletteHit> hits = [.. places.Where(place => (!place.IsForAdministrators || session.IsAdministrator) && IsIn(texts[place.Words], wanted))
            .Take(wanted.Length == 0 ? 8 : Most).Select(place => new PaletteHit(place.Icon, texts[place.Words], "", place.Address))];
        if (wanted.Length < 2) return hits;
        var sources = await session.Api.Insight.Sources(new SourceQuery(Text: wanted, Limit: Most), cancellation);
        hits.AddRange(sources.Sources.Select(source => new PaletteHit("restore", texts["Recover {0}", source.Name], $"{source.Server} {source.Path}", $"/recovery/{source.Id}")));
        hits.AddRange(sources.Sources.Select(source => new PaletteHit("shield", source.Name, $"{source.Server} {source.Path}", $"/protection/sources/{source.Id}")));
        var groups = await session.Api.Groups(cancellation);
        hits.AddRange(groups.Groups.Where(group => IsIn(group.Name, wanted)).Take(Most).Select(group => new PaletteHit("shield", group.Name, texts["Protection group"], $"/protection/groups/{group.Id}")));
        var jobs = await session.Api.Jobs(new JobQuery(Text: wanted, Limit: Most), cancellation);
        hits.AddRange(jobs.Jobs.Select(job => new PaletteHit("pulse", $"{JobWords.Type(job.Type, texts)} {job.SourceName}", JobWords.State(job.State, texts).Word, $"/monitoring/jobs/{job.Id}")));
        var settings = await session.Api.Configuration.List(cancellation);
        hits.AddRange(settings.Settings.Where(setting => IsIn(setting.Id, wanted)).Take(Most).Select(setting => new PaletteHit("gear", setting.Id, texts["Setting"], $"/settings?key={Uri.EscapeDataString(setting.Id)}")));
        return hits;
    }

    /// <summary>Files and folders inside recovery points.</summary>
    internal async Task<List<PaletteHit>> Files(string text, CancellationToken cancellation)
    {
        var name = text.Trim();
        if (name.StartsWith("recover ", StringComparison.OrdinalIgnoreCase)) name = name["recover ".Length..];
        var found = await session.Api.Search(name, limit: Most, cancellation: cancellation);
        return [.. found.Items.Select(hit => new PaletteHit(hit.Item.Kind == "directory" ? "folder" : "file", texts["Recover {0}", hit.Item.Name], $"{hit.SourceName}: {hit.Item.Path} · {TimeWords.Absolute(hit.Created)} UTC",
            $"/recovery/{hit.Source}/{hit.RecoveryPoint}?path={Uri.EscapeDataString(hit.Item.Path)}"))];
    }

    private static bool IsIn(string text, string part) => text.Contains(part, StringComparison.CurrentCultureIgnoreCase);
}
