using Holdfast.Contracts.Api;
using Holdfast.PowerShell.Views;

namespace Holdfast.PowerShell.Objects;

/// <summary>A datasource of another server of the vault, with the recovery points that lie there.</summary>
[View("Name", "Computer", "ObjectType", "TotalOnlineRecoveryPoints", "CloudServerName")]
public sealed class CloudDatasource : Datasource
{
    /// <param name="points">Its points, oldest first; at least one.</param>
    internal CloudDatasource(CloudServer owner, IReadOnlyList<RecoveryPointInfo> points) : base(owner.Server, points[0].SourceName, points[0].Server, points[0].Path, points[0].Kind) =>
        (DatasourceId, CloudServerName, RecoveryPoints) = (points[0].Source, owner.Name, [.. points.Select(point => new RecoveryPoint(owner.Server, point, online: true, owner.Id))]);

    public override string? DatasourceId { get; }

    /// <summary>The server that protects it.</summary>
    public string CloudServerName { get; }

    public override int TotalOnlineRecoveryPoints => RecoveryPoints.Count;

    internal IReadOnlyList<RecoveryPoint> RecoveryPoints { get; }
}
