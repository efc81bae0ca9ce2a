using Holdfast.Workloads.ShadowCopies;
using Holdfast.Workloads.ShadowCopies.Requester;
using Holdfast.Workloads.SystemState.Planning;

namespace Holdfast.Workloads.SystemState.Backup;

/// <summary>Says in the words of a system what went wrong with its writers and shadow copies.</summary>
internal static class StateFaults
{
    private static readonly ShadowCopyWords words = new(
        ("Writers and shadow copies are of Windows, and this computer has none.", "Protect it by the agent on the Windows computer (protect --server)."),
        $"Read the event log (source VSS); the next run tries again. {Fallback.ByHand}",
        "Restart the service Volume Shadow Copy; vssadmin list writers shows the writers.",
        ("What belongs to the system could not be read", "Check rights; where a shadow copy was lost, give shadow copies more room: vssadmin resize shadowstorage."));

    /// <inheritdoc cref="ShadowCopyFaults.Require"/>
    public static IShadowCopyService Require(IShadowCopyService? service) => ShadowCopyFaults.Require(service, words);

    public static T Guard<T>(Func<T> action) => ShadowCopyFaults.Guard(action, words);
}
