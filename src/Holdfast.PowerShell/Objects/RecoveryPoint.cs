using Holdfast.Contracts.Api;
using Holdfast.PowerShell.Connections;
using Holdfast.PowerShell.Views;

namespace Holdfast.PowerShell.Objects;

/// <summary>A datasource as it was at a time, on disk, in the vault, or both. Recovered whole, or looked into by Get-DPMRecoverableItem.</summary>
[View("Name", "BackupTime", "DataLocation", "BackupType", "Size", "RecoveryPointId")]
public sealed class RecoveryPoint : RecoverableItem
{
    /// <param name="online">It was asked for in the vault: what is done with it, is done with that copy.</param>
    internal RecoveryPoint(DpmServer server, RecoveryPointInfo point, bool online, string? externalServer = null)
        : base(server, point, online || !point.Disk, externalServer, null)
    {
    }

    /// <summary>Disk, Cloud, or both.</summary>
    public string DataLocation => (Point.Disk, Point.Online) switch { (true, true) => "Disk, Cloud", (true, false) => "Disk", _ => "Cloud" };

    /// <summary>How many copies there are.</summary>
    public int LocationCount => (Point.Disk ? 1 : 0) + (Point.Online ? 1 : 0);

    /// <summary>What was read for it: of applications full, incremental, or log. It is whole in any case.</summary>
    public string BackupType => Point.Type ?? "full";

    /// <summary>Production server whose copy of the database was read in place of that on the datasource's own; null: its own was.</summary>
    public string? CopyReadFrom => Point.ReadFrom;

    /// <summary>Path or address of the datasource.</summary>
    public string PhysicalPath => Point.Path;

    public long Items => Point.Items;

    public long ItemsFailed => Point.ItemsFailed;

    /// <summary>When retention takes it off the disk, or out of the vault where it lies only there; null: it is kept.</summary>
    public DateTime? Expires => Point.Expires?.LocalDateTime;

    public DateTime? OnlineExpires => Point.OnlineExpires?.LocalDateTime;
}
