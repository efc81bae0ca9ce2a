using System.Runtime.InteropServices;

namespace Holdfast.Workloads.SqlServer.Transports.Vdi;

/// <summary>What is needed of ole32.dll.</summary>
internal static unsafe partial class WindowsCom
{
    /// <summary>COINIT_MULTITHREADED, CLSCTX_INPROC_SERVER.</summary>
    public const uint MultiThreaded = 0, InProcess = 1;

    [LibraryImport("ole32.dll")]
    public static partial int CoInitializeEx(nint reserved, uint apartment);

    [LibraryImport("ole32.dll")]
    public static partial int CoCreateInstance(Guid* type, nint outer, uint context, Guid* wanted, nint* instance);
}
