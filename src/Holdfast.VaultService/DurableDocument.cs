using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Holdfast.Contracts.Errors;
using Microsoft.Win32.SafeHandles;

namespace Holdfast.VaultService;

/// <summary>Small JSON files of the vault service: written whole (temporary name, fsync, rename, directory fsync), mode 0600.</summary>
internal static partial class DurableDocument
{
    private const int LargestDocument = 1 << 20;

    public static void Write(string path, ReadOnlySpan<byte> content)
    {
        var folder = Path.GetDirectoryName(path)!;
        MakeFolder(folder);
        var temporary = path + ".tmp";
        using (var file = File.OpenHandle(temporary, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            RandomAccess.Write(file, content, 0);
            Sync(file, temporary);
        }
        File.Move(temporary, path, overwrite: true);
        SyncFolder(folder);
    }

    public static void Write<T>(string path, T document, JsonTypeInfo<T> type) => Write(path, JsonSerializer.SerializeToUtf8Bytes(document, type));

    /// <summary>Null where there is no such file.</summary>
    /// <exception cref="HoldfastException">It is there and cannot be read.</exception>
    public static T? Read<T>(string path, JsonTypeInfo<T> type)
        where T : class
    {
        if (!File.Exists(path)) return null;
        if (new FileInfo(path).Length > LargestDocument) throw Damaged(path, "it is too long", null);
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(path), type) ?? throw Damaged(path, "it is empty", null);
        }
        catch (JsonException error)
        {
            throw Damaged(path, error.Message, error);
        }
    }

    public static void MakeFolder(string folder)
    {
        if (Directory.Exists(folder)) return;
        var parent = Path.GetDirectoryName(folder);
        if (parent is not null) MakeFolder(parent);
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
        else Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        if (parent is not null) SyncFolder(parent);
    }

    private static HoldfastException Damaged(string path, string reason, Exception? inner) =>
        new(ErrorCode.VaultDataDamaged, $"'{path}' cannot be read: {reason}.", inner: inner);

    private static void Sync(SafeFileHandle file, string path)
    {
        if (OperatingSystem.IsWindows())
        {
#pragma warning disable RS0030 // on Windows the runtime does report the failure
            RandomAccess.FlushToDisk(file);
#pragma warning restore RS0030
        }
        else if (FSync(file) != 0) throw new IOException($"fsync of '{path}' failed: {Marshal.GetLastPInvokeErrorMessage()}");
    }

    private static void SyncFolder(string folder)
    {
        if (OperatingSystem.IsWindows()) return;
        const int readOnly = 0, closeOnExec = 0x80000;
        var directory = RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? 0x4000 : 0x10000;
        using var handle = Open(folder, readOnly | closeOnExec | directory);
        if (handle.IsInvalid || FSync(handle) != 0) throw new IOException($"fsync of '{folder}' failed: {Marshal.GetLastPInvokeErrorMessage()}");
    }

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int FSync(SafeFileHandle file);

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial SafeFileHandle Open(string path, int flags);
}
