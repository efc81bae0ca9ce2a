using Holdfast.Workloads.ShadowCopies;
using Holdfast.Workloads.ShadowCopies.Requester;

namespace Holdfast.Workloads.SqlServer.Transports.Vss;

/// <summary>Says in the words of SQL Server what went wrong with shadow copies.</summary>
internal static class ShadowFaults
{
    private static readonly ShadowCopyWords words = new(
        ("Shadow copies are made by Windows, and this computer has none.", "Protect the database by an agent on the instance's Windows computer (protect --server), or set transport=objects or transport=vdi."),
        "Read the event log (sources VSS and SQLWRITER); restart the service Volume Shadow Copy if it hangs.",
        "Restart the service SQL Server VSS Writer; vssadmin list writers shows the writers.",
        ("A file of the database could not be copied", "Check room and rights; where a shadow copy was lost, give shadow copies more room: vssadmin resize shadowstorage."));

    /// <inheritdoc cref="ShadowCopyFaults.Require"/>
    public static IShadowCopyService Require(IShadowCopyService? service) => ShadowCopyFaults.Require(service, words);

    public static T Guard<T>(Func<T> action) => ShadowCopyFaults.Guard(action, words);
}
