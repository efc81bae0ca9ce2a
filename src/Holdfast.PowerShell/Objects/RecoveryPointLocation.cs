using Holdfast.PowerShell.Views;

namespace Holdfast.PowerShell.Objects;

/// <summary>A place where a recovery point lies.</summary>
[View("Location", "BackupTime", "Expires", "KeptBecause")]
public sealed class RecoveryPointLocation : ServerObject
{
    internal RecoveryPointLocation(RecoveryPoint point, bool online) : base(point.Server) => (Of, Online) = (point, online);

    internal RecoveryPoint Of { get; }

    internal bool Online { get; }

    /// <summary>Disk or Cloud.</summary>
    public string Location => Online ? "Cloud" : "Disk";

    public string RecoveryPointId => Of.RecoveryPointId;

    public DateTime BackupTime => Of.BackupTime;

    /// <summary>When retention takes it from there; null: it is kept.</summary>
    public DateTime? Expires => (Online && Of.Point.Disk ? Of.Point.OnlineExpires : Of.Point.Expires)?.LocalDateTime;

    /// <summary>Why it is kept there, in words.</summary>
    public string? KeptBecause => Online && Of.Point.Disk ? Of.Point.OnlineKeptBecause : Of.Point.KeptBecause;

    public override string ToString() => Location;
}
