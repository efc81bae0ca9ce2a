using Holdfast.Agent.Applications;
using Holdfast.Contracts.Agent;
using Holdfast.Contracts.Api.Applications;
using Holdfast.Contracts.Errors;
using Holdfast.Server.Agents;
using Holdfast.Server.Agents.Work;
using Holdfast.Server.Catalog;
using Holdfast.Server.Engine;
using Holdfast.Server.Engine.Applications;
using Holdfast.Server.Sources;
using Holdfast.Workloads.Applications;

namespace Holdfast.Server.Applications;

/// <summary>Asks applications how they are: before they are protected, and for whoever wants to know.</summary>
internal sealed class ApplicationProtection(ApplicationKinds kinds, ApplicationContexts contexts, SourceTable sources, RemoteApplications agents)
{
    private const string LogNotFollowed =
        "Its agent is of a version that follows no logs: it can be recovered to its recovery points, not to any moment between. Install the server's version of Holdfast on the production server.";

    private static readonly TimeSpan patience = TimeSpan.FromSeconds(60);

    /// <summary>Whether a path is an address of an application.</summary>
    internal bool Knows(string path) => kinds.ForPath(path) is not null;

    /// <summary>Name of the production server from which applications are reached.</summary>
    /// <param name="server">That name, or the id of an agent; null for this computer.</param>
    internal string ServerOf(string? server) => server is null || SourceRegistry.IsLocal(server) ? SourceRegistry.LocalServer : agents.Link(server).ServerName;

    internal string? Normalized(string path) => kinds.Normalized(path);

    /// <exception cref="HoldfastException">It does not answer, or cannot be protected.</exception>
    internal DescribedApplication Describe(string path, string? server, IReadOnlyDictionary<string, string> options)
    {
        var workload = kinds.ForPath(path) ?? throw new HoldfastException(ErrorCode.ApplicationAddressWrong, $"'{path}' is no address of an application.");
        if (server is not null && !SourceRegistry.IsLocal(server)) return Describe(agents.Link(server), workload, path, options);
        using var timeout = new CancellationTokenSource(patience);
        using var scratch = contexts.Scratch();
        try
        {
            return Faults.Translate(() =>
            {
                var address = workload.Normalize(path);
                return new DescribedApplication(workload, address, options, workload.Describe(contexts.OfAddress(address, options, scratch), timeout.Token));
            });
        }
        catch (OperationCanceledException failure) when (timeout.IsCancellationRequested)
        {
            throw new HoldfastException(ErrorCode.ApplicationNotReachable, $"{path} did not answer within {patience.TotalSeconds:0} seconds.", inner: failure);
        }
    }

    private DescribedApplication Describe(IAgentLink link, IWorkload workload, string path, IReadOnlyDictionary<string, string> options)
    {
        var address = Faults.Translate(() => workload.Normalize(path));
        var facts = RemoteApplications.Describe(link, contexts.Site(link.ServerName, workload.Kind, address, options));
        if (workload.Traits.StreamsLog && link.Protocol < AgentProtocol.Logs) facts = facts with { Warnings = [.. facts.Warnings, LogNotFollowed] };
        return new DescribedApplication(workload, address, options, facts);
    }

    /// <summary>What there is on this computer or on that of an agent, or in an instance.</summary>
    internal FoundApplications Discover(string? instance, string? server, IReadOnlyDictionary<string, string> options, CancellationToken cancellation)
    {
        if (server is not null && !SourceRegistry.IsLocal(server)) return Discover(agents.Link(server), instance, options, cancellation);
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        timeout.CancelAfter(patience);
        using var scratch = contexts.Scratch();
        return Faults.Translate(() =>
        {
            var asked = instance is null ? kinds.All
                : [kinds.ForPath(instance) ?? throw new HoldfastException(ErrorCode.ApplicationAddressWrong, $"'{instance}' is no address of an application.")];
            return new FoundApplications([.. asked.SelectMany(workload => Find(workload, instance, options, scratch, timeout.Token))]);
        });
    }

    private FoundApplications Discover(IAgentLink link, string? instance, IReadOnlyDictionary<string, string> options, CancellationToken cancellation)
    {
        ApplicationSite? site = null;
        if (instance is not null)
        {
            var workload = kinds.ForPath(instance) ?? throw new HoldfastException(ErrorCode.ApplicationAddressWrong, $"'{instance}' is no address of an application.");
            site = contexts.Site(link.ServerName, workload.Kind, Faults.Translate(() => workload.Normalize(instance)), options);
        }
        return new FoundApplications([.. RemoteApplications.Discover(link, site, cancellation)
            .Where(found => kinds.Find(found.Kind)?.Knows(found.Found.Path) == true)
            .Select(found => Show(link.ServerName, found.Kind, found.Found))]);
    }

    private IEnumerable<FoundApplication> Find(IWorkload workload, string? instance, IReadOnlyDictionary<string, string> options, ScratchFolder scratch, CancellationToken cancellation) =>
        workload.Discover(instance is null ? null : contexts.OfAddress(workload.Normalize(instance), options, scratch), cancellation)
            .Select(found => Show(SourceRegistry.LocalServer, workload.Kind, found));

    private FoundApplication Show(string server, string kind, FoundDatasource found) => new(
        kind, found.Path, found.Name, found.Size, found.Parent, found.IsContainer, found.Unprotectable,
        sources.ByPath(server, found.Path) is { GroupId: not null } source ? source.Id : null);

    internal ApplicationInfo Show(DescribeRequest request)
    {
        var described = Describe(request.Path, request.Server, request.Options ?? new Dictionary<string, string>());
        var facts = described.Facts;
        return new ApplicationInfo(
            described.Workload.Kind, described.Address, facts.Name, facts.Version, facts.Size, ApplicationKinds.Words(facts.Types), ApplicationDocuments.Word(facts.Guarantee),
            facts.Warnings);
    }
}
