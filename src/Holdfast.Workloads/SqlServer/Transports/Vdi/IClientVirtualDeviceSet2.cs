using System.Runtime.InteropServices;
using System.Runtime.InteropServices.Marshalling;

namespace Holdfast.Workloads.SqlServer.Transports.Vdi;

/// <summary>A set of devices, as sqlvdi.dll has it; methods in the order of its vtable, those of IClientVirtualDeviceSet first.</summary>
[GeneratedComInterface(StringMarshalling = StringMarshalling.Utf16)]
[Guid("d0e6eb07-7a62-11d2-8573-00c04fc21759")]
internal unsafe partial interface IClientVirtualDeviceSet2
{
    [PreserveSig]
    int Create(string name, VirtualDeviceConfiguration* configuration);

    /// <param name="timeout">Milliseconds.</param>
    [PreserveSig]
    int GetConfiguration(uint timeout, VirtualDeviceConfiguration* configuration);

    [PreserveSig]
    int OpenDevice(string name, out IClientVirtualDevice? device);

    [PreserveSig]
    int Close();

    [PreserveSig]
    int SignalAbort();

    [PreserveSig]
    int OpenInSecondary(string set);

    [PreserveSig]
    int GetBufferHandle(byte* buffer, uint* handle);

    [PreserveSig]
    int MapBufferHandle(uint handle, byte** buffer);

    [PreserveSig]
    int CreateEx(string? instance, string name, VirtualDeviceConfiguration* configuration);

    [PreserveSig]
    int OpenInSecondaryEx(string? instance, string set);
}
