using Holdfast.Workloads.ShadowCopies;
using Holdfast.Workloads.ShadowCopies.Requester;

namespace Holdfast.Workloads.SharePoint.Farm;

/// <summary>Says in the words of a farm what went wrong with its writer.</summary>
internal static class FarmFaults
{
    private static readonly ShadowCopyWords words = new(
        ("A farm is told by a writer on Windows, and this computer has none.", "Protect it by the agent on a server of the farm (protect --server)."),
        "Restart the service SharePoint VSS Writer (SPWriterV4) if it hangs; the next run tries again.",
        "Restart the service SharePoint VSS Writer (SPWriterV4); vssadmin list writers shows the writers.",
        ("What SharePoint's writer says could not be read", "Run the agent as an administrator of the server."));

    /// <inheritdoc cref="ShadowCopyFaults.Require"/>
    public static IShadowCopyService Require(IShadowCopyService? service) => ShadowCopyFaults.Require(service, words);

    public static T Guard<T>(Func<T> action) => ShadowCopyFaults.Guard(action, words);
}
