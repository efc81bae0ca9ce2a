using Holdfast.Server.Configuration;

namespace Holdfast.Server.Alerts;

/// <summary>When alerts are raised.</summary>
public static class AlertSettings
{
    public static WholeSetting DiskThresholdPercent { get; } =
        new("diskThresholdPercent", 85, 1, 100, "percent", "a pool disk that is fuller raises an alert; 100 is never");

    public static WholeSetting PoolThresholdPercent { get; } =
        new("poolThresholdPercent", 85, 1, 100, "percent", "the same for all disks of the pool together");

    public static WholeSetting CatalogThresholdMiB { get; } =
        new("catalogThresholdMiB", 4096, 1, 1_048_576, "MiB", "a larger catalog raises an alert");

    public static IReadOnlyList<Setting> All { get; } = [DiskThresholdPercent, PoolThresholdPercent, CatalogThresholdMiB];
}
