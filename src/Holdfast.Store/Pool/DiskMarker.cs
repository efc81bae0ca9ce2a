namespace Holdfast.Store.Pool;

/// <summary>holdfast-disk.json: says whose disk a folder is. Written once, when all else of the disk is in place.</summary>
internal sealed record DiskMarker(int Version, string PoolId, string DiskId, DateTimeOffset Created)
{
    public const string FileName = "holdfast-disk.json";

    public const int CurrentVersion = 1;
}
