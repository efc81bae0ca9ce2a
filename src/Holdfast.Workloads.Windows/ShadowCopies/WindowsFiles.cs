using System.ComponentModel;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Holdfast.Workloads.ShadowCopies.Planning;
using Microsoft.Win32.SafeHandles;

namespace Holdfast.Workloads.Windows.ShadowCopies;

/// <summary>Files of this Windows computer and of its shadow copies, read with the rights of a backup operator.</summary>
[SupportedOSPlatform("windows")]
internal sealed unsafe class WindowsFiles : IWindowsFiles
{
    private const string Verbatim = @"\\?\";
    private const int LongestPath = 32_767;

    string IWindowsFiles.VolumeOf(string path) => VolumeOf(path);

    public static string VolumeOf(string path)
    {
        var root = new char[LongestPath];
        fixed (char* buffer = root)
            return NativeApi.GetVolumePathName(path, buffer, LongestPath) != 0 ? new string(buffer) : throw new IOException($"{path} is on no volume of this computer: {Marshal.GetLastPInvokeErrorMessage()}");
    }

    public IEnumerable<WindowsEntry> List(string folder)
    {
        var directory = new DirectoryInfo(Native(folder) + "\\");
        if (!directory.Exists) return [];
        return directory.EnumerateFileSystemInfos("*", new EnumerationOptions { AttributesToSkip = 0, IgnoreInaccessible = false, MatchType = MatchType.Simple })
            .Select(entry => new WindowsEntry(entry.Name, entry is DirectoryInfo, entry.Attributes.HasFlag(FileAttributes.ReparsePoint), entry is FileInfo file ? file.Length : 0));
    }

    public long? Length(string path) => new FileInfo(Native(path)) is { Exists: true } file ? file.Length : null;

    public Stream OpenRead(string path)
    {
        BackupRights.Enable();
        var handle = NativeApi.CreateFile(Native(path), NativeApi.GenericRead, NativeApi.ShareAll, 0, NativeApi.OpenExisting, NativeApi.BackupSemantics | NativeApi.SequentialScan, 0);
        return handle.IsInvalid ? throw Failure(path, handle) : new FileStream(handle, FileAccess.Read, bufferSize: 0);
    }

    public Stream Create(string path)
    {
        BackupRights.Enable();
        Directory.CreateDirectory(Path.GetDirectoryName(Native(path))!);
        return new FileStream(Native(path), FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
    }

    private static string Native(string path) => (path.StartsWith(Verbatim, StringComparison.Ordinal) ? path : Verbatim + path).TrimEnd('\\');

    private static IOException Failure(string path, SafeFileHandle handle)
    {
        var reason = new Win32Exception();
        handle.Dispose();
        return new IOException($"{path} cannot be opened: {reason.Message}", reason);
    }
}
