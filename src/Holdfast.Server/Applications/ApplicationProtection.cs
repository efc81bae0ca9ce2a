using Holdfast.Contracts.Api.Applications;
using Holdfast.Contracts.Errors;
using Holdfast.Server.Engine;
using Holdfast.Server.Engine.Applications;
using Holdfast.Server.Sources;
using Holdfast.Workloads.Applications;

namespace Holdfast.Server.Applications;

/// <summary>Asks applications how they are: before they are protected, and for whoever wants to know.</summary>
internal sealed class ApplicationProtection(ApplicationKinds kinds, ApplicationContexts contexts)
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

    internal ApplicationInfo Show(DescribeRequest request)
    {
        var described = Describe(request.Path, request.Server, request.Options ?? new Dictionary<string, string>());
        var facts = described.Facts;
        return new ApplicationInfo(
            described.Workload.Kind, described.Address, facts.Name, facts.Version, facts.Size, ApplicationKinds.Words(facts.Types), ApplicationDocuments.Word(facts.Guarantee),
            facts.Warnings);
    }
}
