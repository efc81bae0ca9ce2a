using System.Runtime.InteropServices;
using System.Runtime.InteropServices.Marshalling;

namespace Holdfast.Workloads.SqlServer.Transports.Vdi;

/// <summary>One device, as sqlvdi.dll has it; methods in the order of its vtable.</summary>
[GeneratedComInterface]
[Guid("40700424-0080-11d2-851f-00c04fc21759")]
internal unsafe partial interface IClientVirtualDevice
{
    /// <param name="timeout">Milliseconds.</param>
    [PreserveSig]
    int GetCommand(uint timeout, NativeCommand** command);

    [PreserveSig]
    int CompleteCommand(NativeCommand* command, uint completion, uint transferred, ulong position);
}
