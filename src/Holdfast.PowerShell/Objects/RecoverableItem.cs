using Holdfast.Contracts.Api;
using Holdfast.PowerShell.Connections;
using Holdfast.PowerShell.Views;

namespace Holdfast.PowerShell.Objects;

/// <summary>What can be recovered: an item of a recovery point, such as a file or folder, or all of the point.</summary>
[View("Name", "ItemType", "Size", "LastModified", "BackupTime", "Path")]
public class RecoverableItem : ServerObject
{
    /// <param name="online">Its copy in the vault is meant.</param>
    /// <param name="externalServer">Id of another server of the vault whose point it is.</param>
    /// <param name="item">Null: all of the point.</param>
    internal RecoverableItem(DpmServer server, RecoveryPointInfo point, bool online, string? externalServer, ItemInfo? item) : base(server) =>
        (Point, Online, ExternalServer, Item) = (point, online, externalServer, item);

    internal RecoveryPointInfo Point { get; }

    internal bool Online { get; }

    internal string? ExternalServer { get; }

    internal ItemInfo? Item { get; }

    public virtual string Name => Item?.Name ?? Point.SourceName;

    public string UserFriendlyName => Name;

    /// <summary>Relative to the datasource's root; empty for all of a point.</summary>
    public string Path => Item?.Path ?? "";

    /// <summary>Of its folder; empty at the top.</summary>
    public string ParentPath => Path.LastIndexOf('/') is var slash and > 0 ? Path[..slash] : "";

    /// <summary>recoveryPoint, or what the item is: directory, file, symbolicLink, disk, partition…</summary>
    public virtual string ItemType => Item?.Kind ?? "recoveryPoint";

    /// <summary>It holds others: -BrowseType Child gets them.</summary>
    public bool IsContainer => Item is null || Item.Kind is "directory" or "disk" or "partition";

    /// <summary>Bytes.</summary>
    public virtual long Size => Item?.Size ?? Point.Bytes;

    public virtual DateTime? LastModified => Item?.Modified.LocalDateTime;

    /// <summary>complete, changedWhileRead, unreadable.</summary>
    public string Condition => Item?.Condition ?? (Point.ItemsFailed > 0 ? "incomplete" : "complete");

    public bool IsRecoverable => Condition != "unreadable";

    /// <summary>When the recovery point was made.</summary>
    public DateTime BackupTime => Point.Created.LocalDateTime;

    /// <summary>The moment that it brings back: of applications by their own clock.</summary>
    public DateTime RepresentedPointInTime => (Point.Consistent ?? Point.Created).LocalDateTime;

    public string RecoveryPointId => Point.Id;

    public string DatasourceId => Point.Source;

    public string DatasourceName => Point.SourceName;

    public string ProductionServerName => Point.Server;

    public override string ToString() => Item is null ? $"{DatasourceName} of {BackupTime:yyyy-MM-dd HH:mm:ss}" : Path;
}
