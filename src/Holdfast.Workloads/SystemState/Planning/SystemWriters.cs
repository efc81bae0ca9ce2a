using System.Collections.Frozen;
using Holdfast.Workloads.ShadowCopies.Documents;

namespace Holdfast.Workloads.SystemState.Planning;

/// <summary>
/// Writers of Windows that belong to the state of a system whatever usage they give, or that it cannot be without. Classes: "In-Box VSS Writers" of Microsoft's reference; of File Replication, "Backing Up and
/// Restoring an FRS-Replicated SYSVOL Folder"; of DFS Replication and the cluster, which that page refers to other products for, what Windows itself reports (vssadmin list writers), as many lists of it have it.
/// Which roles belong to the state: "Backing Up and Restoring System State".
/// </summary>
internal static class SystemWriters
{
    public static readonly Guid Files = new("e8132975-6f93-4464-a53e-1050253ae220"), Registry = new("afbab4a2-367d-4d15-a586-71dbb18f8485"), ComClasses = new("542da469-d3e1-473c-9f4f-7847f01fc64f"),
        Asr = new("be000cbe-11fe-4426-9c58-531aa6355fc4"), Management = new("a6ad56c2-b509-4e6c-bb19-49d8f43532f0"), Directory = new("b2014c9e-8711-4c5c-a5a9-3cf384484757"),
        FolderReplication = new("2707761b-2324-473d-88eb-eb007a359533"), OldFolderReplication = new("d76f5a28-3092-4589-ba48-2958fb88ce29"), Cluster = new("41e12264-35d8-479b-8e5c-9b23d1dad37e"),
        Certificates = new("6f5b15b5-da24-4d88-b737-63063e3a1f86");

    /// <summary>Without these there is no state of a system.</summary>
    public static readonly FrozenDictionary<Guid, string> Required = new Dictionary<Guid, string> { [Files] = "System Writer", [Registry] = "Registry Writer" }.ToFrozenDictionary();

    /// <summary>Every Windows has them; a backup without one is worth a warning.</summary>
    public static readonly FrozenDictionary<Guid, string> Expected = new Dictionary<Guid, string> { [ComClasses] = "COM+ REGDB Writer", [Asr] = "ASR Writer", [Management] = "WMI Writer" }.ToFrozenDictionary();

    /// <summary>Of roles: part of the state where the role is there.</summary>
    public static readonly FrozenDictionary<Guid, string> Roles = new Dictionary<Guid, string>
    {
        [Directory] = "Active Directory (NTDS)",
        [FolderReplication] = "SYSVOL (DFS Replication)",
        [OldFolderReplication] = "SYSVOL (File Replication)",
        [Cluster] = "the cluster's database",
        [Certificates] = "the certification authority",
    }.ToFrozenDictionary();

    /// <summary>Whether a writer's data is part of the state of a system.</summary>
    public static bool IsOfState(WriterMetadata writer) => writer.Usage is WriterUsage.BootableSystemState or WriterUsage.SystemService || Roles.ContainsKey(writer.Writer);
}
