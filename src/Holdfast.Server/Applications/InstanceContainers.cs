using Holdfast.Agent.Applications;
using Holdfast.Contracts.Errors;
using Holdfast.Protection.Groups.Policy;
using Holdfast.Server.Agents;
using Holdfast.Server.Agents.Work;
using Holdfast.Server.Engine;
using Holdfast.Server.Scheduling;
using Holdfast.Server.Sources;
using Holdfast.Workloads.Applications;

namespace Holdfast.Server.Applications;

/// <summary>Instances of applications: each datasource that one holds is found. What cannot be protected is left out.</summary>
internal sealed class InstanceContainers(ApplicationKinds kinds, ApplicationContexts contexts, RemoteApplications agents) : IAutoProtection
{
    private static readonly TimeSpan patience = TimeSpan.FromSeconds(60);

    public bool Knows(AutoProtection container) => kinds.ForPath(container.Path) is { Traits.HasContainers: true };

    public IReadOnlyList<Discovered> Find(AutoProtection container)
    {
        var workload = kinds.ForPath(container.Path) ?? throw new HoldfastException(ErrorCode.ApplicationAddressWrong, $"'{container.Path}' is no address of an application.");
        var options = container.Options.ToDictionary(option => option.Name, option => option.Value);
        if (!SourceRegistry.IsLocal(container.Server)) return Find(agents.Link(container.Server), workload, container.Path, options);
        using var timeout = new CancellationTokenSource(patience);
        using var scratch = contexts.Scratch();
        return Faults.Translate<IReadOnlyList<Discovered>>(() =>
        {
            var address = workload.Normalize(container.Path);
            return [.. workload.Discover(contexts.OfAddress(address, options, scratch), timeout.Token)
                .Where(found => found is { IsContainer: false, Unprotectable: null })
                .Select(found => new Discovered(SourceRegistry.LocalServer, found.Path) { Kind = workload.Kind, Name = found.Name, Options = options })];
        });
    }

    // An agent names datasources of the instance's own kind, and nothing else.
    private IReadOnlyList<Discovered> Find(IAgentLink link, IWorkload workload, string path, Dictionary<string, string> options)
    {
        var site = contexts.Site(link.ServerName, workload.Kind, Faults.Translate(() => workload.Normalize(path)), options);
        return [.. RemoteApplications.Discover(link, site, CancellationToken.None)
            .Where(found => found.Kind == workload.Kind && found.Found is { IsContainer: false, Unprotectable: null } && kinds.Normalized(found.Found.Path) == found.Found.Path)
            .Select(found => new Discovered(link.ServerName, found.Found.Path) { Kind = workload.Kind, Name = found.Found.Name, Options = options })];
    }
}
