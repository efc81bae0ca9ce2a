namespace Holdfast.Contracts.Api.Setup;

/// <summary>A mounted file system that could become a disk of the pool. Bytes.</summary>
/// <param name="Path">Folder that could be added.</param>
/// <param name="Device">As the system names it.</param>
/// <param name="Verdict">usable, warning, refused.</param>
/// <param name="Reason">Why not, or why not without a thought; null where it is usable.</param>
public sealed record DiskCandidate(
    string Path, string FileSystem, string Device, long Capacity, long Free, string Verdict, string? Reason = null, string? Remedy = null)
{
    public const string Usable = "usable", Warning = "warning", Refused = "refused";
}
