using System.ComponentModel;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Holdfast.Workloads.Windows.ShadowCopies;
using Microsoft.Win32.SafeHandles;

namespace Holdfast.Workloads.Windows.Files;

/// <summary>What is needed of winbase.h, winioctl.h and fileapi.h for files.</summary>
[SupportedOSPlatform("windows")]
internal static unsafe partial class FileNative
{
    public const uint ReadAttributes = 0x80, GenericRead = NativeApi.GenericRead, GenericWrite = 0x40000000, SystemSecurity = 0x01000000, WriteSecurity = 0x000c0000;
    public const uint BackupSemantics = NativeApi.BackupSemantics, OpenReparsePoint = 0x00200000, SequentialScan = NativeApi.SequentialScan;
    public const int BasicInfo = 0, StandardInfo = 1, StreamInfo = 7, IdInfo = 18;
    public const uint GetReparsePoint = 0x900a8, QueryAllocatedRanges = 0x940cf, SetSparse = 0x900c4, QueryUsnJournal = 0x900f4, ReadUsnJournal = 0x900bb;
    public const int InvalidFunction = 1, FileNotFound = 2, PathNotFound = 3, HandleAtEnd = 38, NotSupported = 50, MoreData = 234, JournalNotActive = 1179, PrivilegeNotHeld = 1314, NotReparsePoint = 4390;

    private const string Verbatim = @"\\?\";

    /// <summary>Opens with the rights of a backup operator.</summary>
    /// <exception cref="IOException">Windows refused.</exception>
    public static SafeFileHandle Open(string path, uint access, uint flags)
    {
        var handle = TryOpen(path, access, flags, out var error);
        return handle ?? throw Failure(path, error);
    }

    /// <returns>Null where Windows refused.</returns>
    public static SafeFileHandle? TryOpen(string path, uint access, uint flags, out int error)
    {
        BackupRights.Enable();
        var handle = NativeApi.CreateFile(Native(path), access, NativeApi.ShareAll, 0, NativeApi.OpenExisting, BackupSemantics | flags, 0);
        error = handle.IsInvalid ? Marshal.GetLastPInvokeError() : 0;
        if (!handle.IsInvalid) return handle;
        handle.Dispose();
        return null;
    }

    /// <summary>A form in which Windows takes paths of any length.</summary>
    public static string Native(string path)
    {
        if (path.StartsWith(Verbatim, StringComparison.Ordinal) || path.StartsWith(@"\\.\", StringComparison.Ordinal)) return path;
        return path.StartsWith(@"\\", StringComparison.Ordinal) ? $@"{Verbatim}UNC\{path[2..]}" : Verbatim + path;
    }

    public static IOException Failure(string path, int error)
    {
        var reason = new Win32Exception(error);
        var text = $"{path}: {reason.Message}";
        return error switch
        {
            FileNotFound => new FileNotFoundException(text, reason),
            PathNotFound => new DirectoryNotFoundException(text, reason),
            _ => new IOException(text, unchecked((int)(0x80070000 | (uint)error))),
        };
    }

    /// <returns>Bytes that came back; negative: the error.</returns>
    public static int Control(SafeFileHandle file, uint code, ReadOnlySpan<byte> input, Span<byte> output)
    {
        uint got = 0;
        fixed (byte* from = input, to = output)
            return DeviceIoControl(file, code, from, (uint)input.Length, to, (uint)output.Length, &got, 0) != 0 ? (int)got : -Marshal.GetLastPInvokeError();
    }

    [LibraryImport("kernel32.dll", SetLastError = true)]
    public static partial int GetFileInformationByHandleEx(SafeFileHandle file, int kind, byte* buffer, uint length);

    [LibraryImport("kernel32.dll", SetLastError = true)]
    public static partial int BackupRead(SafeFileHandle file, byte* buffer, uint length, uint* got, int abort, int withSecurity, nint* context);

    [LibraryImport("kernel32.dll", SetLastError = true)]
    public static partial int BackupSeek(SafeFileHandle file, uint low, uint high, uint* lowDone, uint* highDone, nint* context);

    [LibraryImport("kernel32.dll", SetLastError = true)]
    public static partial int BackupWrite(SafeFileHandle file, byte* buffer, uint length, uint* written, int abort, int withSecurity, nint* context);

    [LibraryImport("kernel32.dll", EntryPoint = "CreateHardLinkW", SetLastError = true, StringMarshalling = StringMarshalling.Utf16)]
    public static partial int CreateHardLink(string path, string existing, nint security);

    [LibraryImport("kernel32.dll", SetLastError = true)]
    private static partial int DeviceIoControl(SafeFileHandle file, uint code, byte* input, uint inputLength, byte* output, uint outputLength, uint* got, nint overlapped);
}
