using Holdfast.Workloads.Applications;

namespace Holdfast.Workloads.SystemState.Hosts;

/// <summary>The Active Directory of which this computer is a domain controller.</summary>
public interface IDirectoryService
{
    /// <summary>Attribute tombstoneLifetime of the forest, as it stands there, in days; null where it has none.</summary>
    /// <exception cref="WorkloadException"><see cref="WorkloadFault.ApplicationFailed"/>: it cannot be read.</exception>
    int? TombstoneLifetime(CancellationToken cancellation);
}
