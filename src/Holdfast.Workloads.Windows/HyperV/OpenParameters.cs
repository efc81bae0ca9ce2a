using System.Runtime.InteropServices;

namespace Holdfast.Workloads.Windows.HyperV;

/// <summary>OPEN_VIRTUAL_DISK_PARAMETERS of virtdisk.h in its first version; the union is as long as its second.</summary>
[StructLayout(LayoutKind.Sequential, Size = 28)]
internal struct OpenParameters
{
    /// <summary>VIRTUAL_DISK_ACCESS_GET_INFO.</summary>
    public const uint GetInfo = 0x00080000;

    public uint Version;

    /// <summary>Generations that are opened to be written; 0: none.</summary>
    public uint ReadWriteDepth;
}
