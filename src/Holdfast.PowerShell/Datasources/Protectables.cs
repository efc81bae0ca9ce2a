using Holdfast.Contracts.Api;
using Holdfast.Contracts.Api.Applications;
using Holdfast.PowerShell.Connections;
using Holdfast.PowerShell.Objects;

namespace Holdfast.PowerShell.Datasources;

/// <summary>What could be protected on a production server, as its agent says just now, joined with what is protected of it.</summary>
/// <param name="production">The production server that is asked.</param>
internal sealed class Protectables(ProductionServer production, CancellationToken stop)
{
    private readonly DpmServer server = production.Server;
    private readonly IReadOnlyDictionary<string, SourceInfo> known = KnownOf(production, stop);

    /// <summary>What is protected there, or was.</summary>
    internal IEnumerable<Datasource> Known => known.Values.Select(source => new Datasource(server, source));

    /// <summary>Volumes, shares, and folders that the agent names.</summary>
    internal IEnumerable<Datasource> Files()
    {
        var inventory = server.Client.Agents.Inventory(production.AgentId, stop).GetAwaiter().GetResult();
        return from item in inventory.Items where item.Kind is Datasource.Volume or Datasource.Share or Datasource.Folder select Of(item.Name, item.Path, item.Kind);
    }

    /// <summary>Instances of applications that were found.</summary>
    internal IReadOnlyList<FoundApplication> Instances() => server.Client.Applications.Discover(null, production.RequestName, stop).GetAwaiter().GetResult().Applications;

    /// <summary>What can be protected of an application: itself, or what it holds where it is an instance.</summary>
    internal IReadOnlyList<Datasource> Contents(FoundApplication application) => application.IsContainer
        ? [.. Inside(application.Path)]
        : application.Unprotectable is null ? [Of(application)] : [];

    /// <summary>What an instance holds that can be protected.</summary>
    internal IEnumerable<Datasource> Inside(string instance) =>
        from found in server.Client.Applications.Discover(instance, production.RequestName, stop).GetAwaiter().GetResult().Applications
        where found.Unprotectable is null && !found.IsContainer
        select Of(found);

    /// <summary>What a folder or a volume holds.</summary>
    /// <param name="isCut">It holds more than the agent lists.</param>
    internal IReadOnlyList<Datasource> Children(string folder, out bool isCut)
    {
        var listing = server.Client.Agents.Browse(production.AgentId, folder, stop).GetAwaiter().GetResult();
        isCut = listing.Cut;
        return [.. listing.Items.Select(item => Of(item.Name, item.Path, item.IsFolder ? Datasource.Folder : Datasource.File))];
    }

    private Datasource Of(FoundApplication found) => Of(found.Name, found.Path, found.Kind);

    private Datasource Of(string name, string path, string kind) =>
        known.TryGetValue(path, out var source) ? new Datasource(server, source, name) : new Datasource(server, name, production.ServerName, path, kind);

    private static IReadOnlyDictionary<string, SourceInfo> KnownOf(ProductionServer production, CancellationToken stop)
    {
        var sources = production.Server.Client.Sources(stop).GetAwaiter().GetResult().Sources;
        return sources.Where(source => string.Equals(source.Server, production.ServerName, StringComparison.OrdinalIgnoreCase))
            .DistinctBy(source => source.Path).ToDictionary(source => source.Path, StringComparer.Ordinal);
    }
}
