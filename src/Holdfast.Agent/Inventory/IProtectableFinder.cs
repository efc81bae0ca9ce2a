using Holdfast.Contracts.Agent;

namespace Holdfast.Agent.Inventory;

/// <summary>Finds one kind of what can be protected on this computer. Workload plug-ins bring their own.</summary>
public interface IProtectableFinder
{
    /// <summary>What is there now; nothing where the kind does not exist here.</summary>
    IEnumerable<Protectable> Find(CancellationToken cancellation);
}
