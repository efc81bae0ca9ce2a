using System.Globalization;
using Holdfast.Workloads.SystemState.Planning;
using Holdfast.Workloads.SystemState.Points;

namespace Holdfast.Workloads.SystemState.Recovery;

/// <summary>What whoever brings back a computer with a role of its own must decide and do.</summary>
internal static class DirectoryNotes
{
    public static IEnumerable<string> Of(StateFacts facts, DateTimeOffset taken)
    {
        if (facts.Has(SystemWriters.Directory))
        {
            yield return $"This is a domain controller. Do not bring it back beside others after {LastDay(facts, taken).UtcDateTime:yyyy-MM-dd} ({Lifetime(facts)}).";
            yield return "Start it in Directory Services Restore Mode before anything else: bcdedit /set safeboot dsrepair; when all is done: bcdedit /deletevalue safeboot.";
            yield return "Before it starts normally, set HKLM\\SYSTEM\\CurrentControlSet\\Services\\NTDS\\Parameters, \"Database restored from backup\" (REG_DWORD) = 1: it takes a new invocation id, and no change is lost by USN rollback.";
            yield return "Non-authoritative (usual): other domain controllers replicate to it what is newer. Nothing more is to be done.";
            yield return "Authoritative (what was deleted must come back everywhere): in that mode, ntdsutil \"activate instance ntds\" \"authoritative restore\" \"restore subtree DN\" quit quit, for the objects that are wanted and no others.";
        }
        if (facts.Has(SystemWriters.FolderReplication))
            yield return "SYSVOL is non-authoritative unless said otherwise. Authoritative, on one domain controller only: msDFSR-Options = 1 on its CN=SYSVOL Subscription, then start the service DFS Replication.";
        if (facts.Has(SystemWriters.OldFolderReplication))
            yield return "SYSVOL by File Replication: BurFlags = D2 (hexadecimal) under NtFrs\\Parameters\\Backup/Restore\\Process at Startup takes it from others, D4 on one domain controller only makes its own the truth.";
        if (facts.Has(SystemWriters.Cluster))
            yield return "The cluster's database is that of this node: with other nodes up, it takes theirs when it joins. Authoritative, all nodes stopped: start this one with net start clussvc /fq, and then the others.";
        if (facts.Has(SystemWriters.Certificates))
            yield return "The certification authority's database and keys are in the point: stop the service CertSvc before its files are put back, and publish a new revocation list afterwards.";
    }

    /// <summary>Why the computer must not come back as the domain controller that it was; null where it may.</summary>
    public static string? TooOld(StateFacts facts, DateTimeOffset taken, DateTimeOffset now) => !facts.Has(SystemWriters.Directory) || now <= LastDay(facts, taken) ? null
        : string.Create(CultureInfo.InvariantCulture, $"The point is {(now - taken).Days} days old, and that is too old for a domain controller ({Lifetime(facts)}): it would bring back what was deleted since, or others would not replicate with it. ")
            + "Take a newer point; or promote a new domain controller, and have it replicate. Only where no other domain controller of the forest is left may it come back.";

    private static DateTimeOffset LastDay(StateFacts facts, DateTimeOffset taken) => taken.AddDays(facts.TombstoneDays ?? TombstoneLifetime.Unset);

    private static string Lifetime(StateFacts facts) => string.Create(CultureInfo.InvariantCulture, $"{(facts.TombstoneDays is { } days ? $"tombstone lifetime of its forest: {days} days" : $"the tombstone lifetime of its forest is not known; {TombstoneLifetime.Unset} days hold where none is set, and many forests have 180")}");
}
