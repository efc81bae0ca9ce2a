using System.Runtime.InteropServices;

namespace Holdfast.Workloads.SqlServer.Transports.Vdi;

/// <summary>VDC_Command of vdi.h.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NativeCommand
{
    public int Code;
    public int Size;
    public long Position;
    public nint Buffer;
}
