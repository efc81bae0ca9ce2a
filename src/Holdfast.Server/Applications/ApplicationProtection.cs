using Holdfast.Contracts.Api.Applications;
using Holdfast.Contracts.Errors;
using Holdfast.Server.Catalog;
using Holdfast.Server.Engine;
using Holdfast.Server.Engine.Applications;
using Holdfast.Server.Sources;
using Holdfast.Workloads.Applications;

namespace Holdfast.Server.Applications;

/// <summary>Asks applications how they are: before they are protected, and for whoever wants to know.</summary>
internal sealed class ApplicationProtection(ApplicationKinds kinds, ApplicationContexts contexts, SourceTable sources)
{
    private static readonly TimeSpan patience = TimeSpan.FromSeconds(60);

    /// <summary>Whether a path is an address of an application.</summary>
    internal bool Knows(string path) => kinds.ForPath(path) is not null;

    internal string? Normalized(string path) => kinds.Normalized(path);

    /// <exception cref="HoldfastException">It does not answer, or cannot be protected.</exception>
    internal DescribedApplication Describe(string path, string? server, IReadOnlyDictionary<string, string> options)
    {
        if (server is not null && !SourceRegistry.IsLocal(server))
            throw new HoldfastException(ErrorCode.ApplicationElsewhere, $"{path} is asked by this server itself, and not through the agent of {server}.");
        var workload = kinds.ForPath(path) ?? throw new HoldfastException(ErrorCode.ApplicationAddressWrong, $"'{path}' is no address of an application.");
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

    /// <summary>What there is on this computer, or in an instance.</summary>
    internal FoundApplications Discover(string? instance, CancellationToken cancellation)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        timeout.CancelAfter(patience);
        using var scratch = contexts.Scratch();
        return Faults.Translate(() =>
        {
            var asked = instance is null ? kinds.All
                : [kinds.ForPath(instance) ?? throw new HoldfastException(ErrorCode.ApplicationAddressWrong, $"'{instance}' is no address of an application.")];
            return new FoundApplications([.. asked.SelectMany(workload => Find(workload, instance, scratch, timeout.Token))]);
        });
    }

    private IEnumerable<FoundApplication> Find(IWorkload workload, string? instance, ScratchFolder scratch, CancellationToken cancellation) =>
        workload.Discover(instance is null ? null : contexts.OfAddress(workload.Normalize(instance), new Dictionary<string, string>(), scratch), cancellation)
            .Select(found => new FoundApplication(
                workload.Kind, found.Path, found.Name, found.Size, found.Parent, found.IsContainer, found.Unprotectable,
                sources.ByPath(SourceRegistry.LocalServer, found.Path) is { GroupId: not null } source ? source.Id : null));

    internal ApplicationInfo Show(DescribeRequest request)
    {
        var described = Describe(request.Path, request.Server, request.Options ?? new Dictionary<string, string>());
        var facts = described.Facts;
        return new ApplicationInfo(
            described.Workload.Kind, described.Address, facts.Name, facts.Version, facts.Size, ApplicationKinds.Words(facts.Types), ApplicationDocuments.Word(facts.Guarantee),
            facts.Warnings);
    }
}
