namespace Holdfast.Workloads.Files.Windows.Streams;

/// <summary>dwStreamAttributes of WIN32_STREAM_ID. Bits that have no name here are kept.</summary>
[Flags]
public enum BackupStreamTraits : uint
{
    None = 0,
    ModifiedWhenRead = 1,
    ContainsSecurity = 2,
    ContainsProperties = 4,
    Sparse = 8,
}
