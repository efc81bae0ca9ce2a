using System.Runtime.InteropServices;

namespace Holdfast.Workloads.SqlServer.Transports.Vdi;

/// <summary>VDConfig of vdi.h: eleven numbers of 32 bits.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct VirtualDeviceConfiguration
{
    /// <summary>VDF_RequestComplete and VDF_CompleteEnabled.</summary>
    public const uint RequestComplete = 0x2000, CompleteEnabled = 0x40000;

    public uint DeviceCount;
    public uint Features;
    public uint PrefixZoneSize;
    public uint Alignment;
    public uint SoftFileMarkBlockSize;
    public uint EndOfMediaWarningSize;
    public uint ServerTimeout;
    public uint BlockSize;
    public uint MaximumDepth;
    public uint MaximumTransferSize;
    public uint BufferAreaSize;
}
