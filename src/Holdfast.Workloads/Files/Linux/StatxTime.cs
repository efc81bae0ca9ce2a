using System.Runtime.InteropServices;
using Holdfast.Format.Items;

namespace Holdfast.Workloads.Files.Linux;

/// <summary>struct statx_timestamp.</summary>
[StructLayout(LayoutKind.Explicit, Size = 16)]
internal struct StatxTime
{
    [FieldOffset(0)] public long Seconds;
    [FieldOffset(8)] public uint Nanoseconds;

    public readonly Timestamp Value => new(Seconds, Nanoseconds);
}
