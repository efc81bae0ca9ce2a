using System.Runtime.InteropServices;

namespace Holdfast.Workloads.Windows.HyperV;

/// <summary>VIRTUAL_STORAGE_TYPE of virtdisk.h.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct VirtualStorageType
{
    /// <summary>VIRTUAL_STORAGE_TYPE_DEVICE_VHDX.</summary>
    public const uint Vhdx = 3;

    /// <summary>VIRTUAL_STORAGE_TYPE_VENDOR_MICROSOFT.</summary>
    public static readonly Guid Microsoft = new("ec984aec-a0f9-47e9-901f-71415a66345b");

    public uint Device;
    public Guid Vendor;
}
