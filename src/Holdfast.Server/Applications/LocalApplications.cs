using Holdfast.Contracts.Api.Agents;
using Holdfast.Contracts.Errors;
using Holdfast.Server.Engine;
using Holdfast.Workloads.Applications;

namespace Holdfast.Server.Applications;

/// <summary>Applications on this computer that could be protected: those of each kind, and what their instances hold.</summary>
internal sealed class LocalApplications(ApplicationKinds kinds, ApplicationContexts contexts)
{
    private static readonly TimeSpan patience = TimeSpan.FromSeconds(15);

    /// <summary>An instance that does not answer is shown with what it said instead of what it holds.</summary>
    internal IReadOnlyList<ProtectableItem> Find(CancellationToken cancellation)
    {
        var items = new List<ProtectableItem>();
        foreach (var workload in kinds.All)
            foreach (var found in Faults.Translate(() => workload.Discover(null, cancellation)))
            {
                if (found.IsContainer) items.AddRange(Inside(workload, found, cancellation));
                else items.Add(Item(workload, found));
            }
        return items;
    }

    private IEnumerable<ProtectableItem> Inside(IWorkload workload, FoundDatasource instance, CancellationToken cancellation)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        timeout.CancelAfter(patience);
        using var scratch = contexts.Scratch();
        try
        {
            var held = Faults.Translate(() => workload.Discover(contexts.OfAddress(instance.Path, new Dictionary<string, string>(), scratch), timeout.Token));
            return [Item(workload, instance), .. held.Select(one => Item(workload, one))];
        }
        catch (HoldfastException failure)
        {
            return [Item(workload, instance with { Unprotectable = failure.Message })];
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return [Item(workload, instance with { Unprotectable = $"It did not answer within {patience.TotalSeconds:0} seconds." })];
        }
    }

    private static ProtectableItem Item(IWorkload workload, FoundDatasource found) =>
        new(workload.Kind, found.Path, found.Name, null, found.Size, 0, found.Parent, found.IsContainer) { Unprotectable = found.Unprotectable };
}
