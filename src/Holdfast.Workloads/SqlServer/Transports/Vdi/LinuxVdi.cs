using System.Runtime.InteropServices;

namespace Holdfast.Workloads.SqlServer.Transports.Vdi;

/// <summary>The C functions of eng/vdi/holdfast_vdi.cpp, which stand before the C++ classes of libsqlvdi.so.</summary>
internal static unsafe partial class LinuxVdi
{
    private const string Library = "holdfast-vdi";

    [LibraryImport(Library, EntryPoint = "holdfast_vdi_create", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Create(string name, VirtualDeviceConfiguration* configuration, nint* set);

    [LibraryImport(Library, EntryPoint = "holdfast_vdi_configuration")]
    public static partial int GetConfiguration(nint set, long milliseconds, VirtualDeviceConfiguration* configuration);

    [LibraryImport(Library, EntryPoint = "holdfast_vdi_open", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int OpenDevice(nint set, string name, nint* device);

    [LibraryImport(Library, EntryPoint = "holdfast_vdi_command")]
    public static partial int GetCommand(nint device, long milliseconds, NativeCommand** command);

    [LibraryImport(Library, EntryPoint = "holdfast_vdi_complete")]
    public static partial int CompleteCommand(nint device, NativeCommand* command, int completion, ulong transferred, long position);

    [LibraryImport(Library, EntryPoint = "holdfast_vdi_abort")]
    public static partial int SignalAbort(nint set);

    [LibraryImport(Library, EntryPoint = "holdfast_vdi_close")]
    public static partial int Close(nint set);
}
