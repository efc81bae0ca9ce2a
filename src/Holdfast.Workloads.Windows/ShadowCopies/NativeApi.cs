using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;

[assembly: DefaultDllImportSearchPaths(DllImportSearchPath.System32)]

namespace Holdfast.Workloads.Windows.ShadowCopies;

/// <summary>What is needed of vssapi.dll, ole32.dll, kernel32.dll, and advapi32.dll. Libraries come from System32 alone.</summary>
[SupportedOSPlatform("windows")]
internal static unsafe partial class NativeApi
{
    public const uint PacketPrivacy = 6, Identify = 2, GenericRead = 0x80000000, ShareAll = 7, OpenExisting = 3, BackupSemantics = 0x02000000, SequentialScan = 0x08000000;

    [LibraryImport("vssapi.dll")]
    public static partial int CreateVssBackupComponentsInternal(nint* components);

    [LibraryImport("vssapi.dll")]
    public static partial void VssFreeSnapshotPropertiesInternal(SnapshotProp* properties);

    /// <summary>Keeps the multithreaded apartment alive: threads that never said which one they want are in it.</summary>
    [LibraryImport("ole32.dll")]
    public static partial int CoIncrementMTAUsage(nint* cookie);

    [LibraryImport("ole32.dll")]
    public static partial int CoInitializeSecurity(nint descriptor, int services, nint service, nint reserved, uint level, uint impersonation, nint list, uint capabilities, nint more);

    [LibraryImport("kernel32.dll", EntryPoint = "GetVolumePathNameW", SetLastError = true, StringMarshalling = StringMarshalling.Utf16)]
    public static partial int GetVolumePathName(string path, char* root, uint length);

    [LibraryImport("kernel32.dll", EntryPoint = "CreateFileW", SetLastError = true, StringMarshalling = StringMarshalling.Utf16)]
    public static partial SafeFileHandle CreateFile(string path, uint access, uint share, nint security, uint disposition, uint flags, nint template);

    [LibraryImport("kernel32.dll")]
    public static partial nint GetCurrentProcess();

    [LibraryImport("advapi32.dll", SetLastError = true)]
    public static partial int OpenProcessToken(nint process, uint access, out SafeAccessTokenHandle token);

    [LibraryImport("advapi32.dll", EntryPoint = "LookupPrivilegeValueW", SetLastError = true, StringMarshalling = StringMarshalling.Utf16)]
    public static partial int LookupPrivilegeValue(string? system, string name, long* value);

    [LibraryImport("advapi32.dll", SetLastError = true)]
    public static partial int AdjustTokenPrivileges(SafeAccessTokenHandle token, int disableAll, TokenPrivilege* wanted, uint length, nint previous, nint needed);
}
