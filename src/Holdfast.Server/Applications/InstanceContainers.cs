using Holdfast.Contracts.Errors;
using Holdfast.Protection.Groups.Policy;
using Holdfast.Server.Engine;
using Holdfast.Server.Scheduling;
using Holdfast.Server.Sources;

namespace Holdfast.Server.Applications;

/// <summary>Instances of applications: each datasource that one holds is found. What cannot be protected is left out.</summary>
internal sealed class InstanceContainers(ApplicationKinds kinds, ApplicationContexts contexts) : IAutoProtection
{
    private static readonly TimeSpan patience = TimeSpan.FromSeconds(60);

    public bool Knows(AutoProtection container) => SourceRegistry.IsLocal(container.Server) && kinds.ForPath(container.Path) is { Traits.HasContainers: true };

    public IReadOnlyList<Discovered> Find(AutoProtection container)
    {
        var workload = kinds.ForPath(container.Path) ?? throw new HoldfastException(ErrorCode.ApplicationAddressWrong, $"'{container.Path}' is no address of an application.");
        using var timeout = new CancellationTokenSource(patience);
        using var scratch = contexts.Scratch();
        return Faults.Translate<IReadOnlyList<Discovered>>(() =>
        {
            var address = workload.Normalize(container.Path);
            return [.. workload.Discover(contexts.OfAddress(address, new Dictionary<string, string>(), scratch), timeout.Token)
                .Where(found => found is { IsContainer: false, Unprotectable: null })
                .Select(found => new Discovered(SourceRegistry.LocalServer, found.Path) { Kind = workload.Kind, Name = found.Name })];
        });
    }
}
