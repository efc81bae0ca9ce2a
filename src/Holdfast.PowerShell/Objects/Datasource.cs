using Holdfast.PowerShell.Views;
using Holdfast.Contracts.Api;
using Holdfast.PowerShell.Connections;

namespace Holdfast.PowerShell.Objects;

/// <summary>What is protected as one, or could be: a volume, a folder, a database, a virtual machine.</summary>
[View("Name", "Computer", "ObjectType", "ProtectionGroupName", "State", "LatestRecoveryPoint")]
public class Datasource : ServerObject
{
    /// <summary>Kinds of what is made of files.</summary>
    internal const string Files = "files", Volume = "volume", Share = "share", Folder = "folder", File = "file";

    /// <summary>A datasource that is protected, or was.</summary>
    /// <param name="name">What it is called where it was found; null: as the server calls it, whose names are of one datasource each.</param>
    internal Datasource(DpmServer server, SourceInfo info, string? name = null) : base(server)
    {
        Info = info;
        (Name, Computer, LogicalPath, ObjectType) = (name ?? info.Name, info.Server, info.Path, info.Kind);
    }

    /// <summary>Something that could be protected.</summary>
    /// <param name="computer">Its production server.</param>
    internal Datasource(DpmServer server, string name, string computer, string path, string kind) : base(server) =>
        (Name, Computer, LogicalPath, ObjectType) = (name, computer, path, kind);

    /// <summary>Null: it is not protected, and never was.</summary>
    internal SourceInfo? Info { get; }

    /// <summary>A database, a machine: not made of files.</summary>
    internal bool IsApplication => ObjectType is not (Files or Volume or Share or Folder or File);

    public string Name { get; }

    public string DatasourceName => Name;

    /// <summary>Its production server.</summary>
    public string Computer { get; }

    public string ProductionServerName => Computer;

    /// <summary>Its path or address on the production server.</summary>
    public string LogicalPath { get; }

    /// <summary>files, or a kind of application such as sqlServer; of something that could be protected also volume, share, folder.</summary>
    public string ObjectType { get; }

    /// <summary>Null: it was never protected.</summary>
    public virtual string? DatasourceId => Info?.Id;

    /// <summary>Null: not protected.</summary>
    public string? ProtectionGroupName => Info?.Group;

    public bool Protected => Info?.Group is not null;

    /// <summary>protected, suspended, stopped; null: it was never protected.</summary>
    public string? CurrentProtectionState => Info?.Protection;

    /// <summary>Of the replica: Valid, Invalid (the last job failed), ReplicaCreationPending, ManualReplicaCreationPending; Unprotected.</summary>
    public string State => Info?.ReplicaState switch
    {
        null => "Unprotected",
        "ok" => "Valid",
        "pending" => "ReplicaCreationPending",
        "replicaManualPending" => "ManualReplicaCreationPending",
        _ => "Invalid",
    };

    public bool OnlineProtection => Info?.Online ?? false;

    /// <summary>Points on disk.</summary>
    public int TotalRecoveryPoints => Info?.RecoveryPoints ?? 0;

    public virtual int TotalOnlineRecoveryPoints => Info?.OnlineRecoveryPoints ?? 0;

    /// <summary>
    /// DPM finds the numbers and times of recovery points in the background, and scripts wait for this event before they read them. Here they are known
    /// from the beginning: whoever waits is told at once.
    /// </summary>
    public event EventHandler DataSourceChangedEvent
    {
        add => ThreadPool.QueueUserWorkItem(_ => value?.Invoke(this, EventArgs.Empty));
        remove { }
    }

    /// <summary>On disk.</summary>
    public DateTime? OldestRecoveryPoint => Info?.FirstRecoveryPoint?.LocalDateTime;

    public DateTime? LatestRecoveryPoint => Info?.LastRecoveryPoint?.Created.LocalDateTime;

    public DateTime? LatestOnlineRecoveryPoint => Info?.LastOnlineRecoveryPoint?.Created.LocalDateTime;

    public DateTime? NextRun => Info?.NextRun?.LocalDateTime;

    /// <summary>The same datasource, however it was found.</summary>
    internal bool IsSameAs(Datasource other) =>
        string.Equals(Computer, other.Computer, StringComparison.OrdinalIgnoreCase) && string.Equals(LogicalPath, other.LogicalPath, StringComparison.Ordinal);

    public override string ToString() => Name;
}
