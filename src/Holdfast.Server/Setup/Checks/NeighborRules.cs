using Holdfast.Contracts.Api.Setup;

namespace Holdfast.Server.Setup.Checks;

/// <summary>Other backup programs on the same computer.</summary>
internal static class NeighborRules
{
    internal static SetupCheck ForeignProducts(MachineFacts facts)
    {
        var verdict = new Verdict("foreign-software", "Other backup software", facts.ForeignProducts.Count == 0 ? "none" : string.Join(", ", facts.ForeignProducts));
        return facts.ForeignProducts.Count == 0 ? verdict.Passed()
            : verdict.Warns("Two products that back up the same data get in each other's way: snapshots, truncated logs, and disks.",
                "Protect each source with one of them, and remove the other product when its recovery points are not needed any more.");
    }

    internal static SetupCheck OtherServers(MachineFacts facts)
    {
        var verdict = new Verdict("other-server", "Other Holdfast servers here", facts.OtherServers.Count == 0 ? "none" : string.Join(", ", facts.OtherServers));
        return facts.OtherServers.Count == 0 ? verdict.Passed()
            : verdict.Warns("There is another Holdfast server on this computer; each needs ports, a data folder, and pool disks of its own.", "Use that one (holdfast up --data DIR), or go on with a second.");
    }
}
