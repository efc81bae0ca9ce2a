using Holdfast.Contracts.Agent;
using Holdfast.Contracts.Errors;
using Holdfast.Agent.Applications;
using Holdfast.Workloads.Applications;

namespace Holdfast.Agent.Inventory;

/// <summary>Instances of one kind of application on this computer.</summary>
public sealed class WorkloadFinder(IWorkload workload) : IProtectableFinder
{
    /// <exception cref="HoldfastException">They could not be looked for.</exception>
    public IEnumerable<Protectable> Find(CancellationToken cancellation)
    {
        try
        {
            return [.. workload.Discover(null, cancellation).Where(found => found.Unprotectable is null).Select(found => new Protectable
            {
                Kind = workload.Kind, Path = found.Path, Name = found.Name, Size = found.Size, Parent = found.Parent ?? "", IsContainer = found.IsContainer,
            })];
        }
        catch (WorkloadException failure)
        {
            throw ApplicationFaults.ToError(failure);
        }
    }
}
