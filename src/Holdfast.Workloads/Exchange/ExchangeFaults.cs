using Holdfast.Workloads.Applications;
using Holdfast.Workloads.Exchange.Shell;
using Holdfast.Workloads.ShadowCopies;
using Holdfast.Workloads.ShadowCopies.Requester;

namespace Holdfast.Workloads.Exchange;

/// <summary>Says in the words of workloads what went wrong.</summary>
internal static class ExchangeFaults
{
    private static readonly ShadowCopyWords words = new(
        ("Databases of Exchange are backed up by shadow copies, which this computer does not make.", "Protect them by an agent on the mailbox server itself (protect --server)."),
        "Read the event log of that time (sources VSS, MSExchangeIS, MSExchangeRepl).",
        "Restart the service Microsoft Exchange Information Store, or Microsoft Exchange Replication.",
        ("A file of the database could not be copied", "Check room and rights; vssadmin list shadowstorage shows whether a shadow copy can have been lost."));

    /// <inheritdoc cref="ShadowCopyFaults.Require"/>
    public static IShadowCopyService Require(IShadowCopyService? service) => ShadowCopyFaults.Require(service, words);

    /// <summary>The management shell, where there is one.</summary>
    /// <exception cref="WorkloadException"><see cref="WorkloadFault.NotHere"/>.</exception>
    public static IExchangeShell Require(IExchangeShell? shell) =>
        shell ?? throw new WorkloadException(WorkloadFault.NotHere, "This computer has no management shell of Exchange.", "Do it by an agent on the mailbox server itself (protect --server, recover --server).");

    public static T Guard<T>(Func<T> action) => ShadowCopyFaults.Guard(action, words);
}
