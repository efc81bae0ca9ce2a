using System.Runtime.InteropServices;

namespace Holdfast.Workloads.Windows.HyperV;

/// <summary>QUERY_CHANGES_VIRTUAL_DISK_RANGE of virtdisk.h.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct ChangedRange
{
    public ulong Offset;
    public ulong Length;
    public ulong Reserved;
}
