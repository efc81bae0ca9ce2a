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

    /// <exception cref="HoldfastException">It could not be written; what was there before is still there.</exception>
    public static void Write(string path, ReadOnlySpan<byte> content)
    {
        var folder = Path.GetDirectoryName(path)!;
        MakeFolder(folder);
        var temporary = path + ".tmp";
        try
        {
            using (var file = File.OpenHandle(temporary, FileMode.Create, FileAccess.Write, FileShare.None))
            {
                if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
                RandomAccess.Write(file, content, 0);
                Sync(file, temporary);
            }
            File.Move(temporary, path, overwrite: true);
            SyncFolder(folder);
        }
        catch (Exception error) when (IsExpected(error))
        {
            throw Unusable(folder, error);
        }
    }

    public static void Write<T>(string path, T document, JsonTypeInfo<T> type) => Write(path, JsonSerializer.SerializeToUtf8Bytes(document, type));

    /// <summary>Null where there is no such file.</summary>
    /// <exception cref="HoldfastException">It is there and cannot be read.</exception>
    public static T? Read<T>(string path, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            if (new FileInfo(path).Length > LargestDocument) throw Damaged(path, "it is too long", null);
            return JsonSerializer.Deserialize(File.ReadAllBytes(path), type) ?? throw Damaged(path, "it is empty", null);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception error) when (IsExpected(error))
        {
            throw Unusable(path, error);
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
        try
        {
            if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
            else Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            if (parent is not null) SyncFolder(parent);
        }
        catch (Exception error) when (IsExpected(error))
        {
            throw Unusable(folder, error);
        }
    }

    public static bool IsExpected(Exception error) => error is IOException or UnauthorizedAccessException;

    public static HoldfastException Unusable(string path, Exception error) =>
        new(ErrorCode.ServiceUnreachable, $"The vault's '{path}' cannot be used: {error.Message}", inner: error);

    /// <exception cref="HoldfastException">A newer version of Holdfast wrote the file.</exception>
    public static void CheckVersion(int version, int newest, string path)
    {
        if (version > newest) throw new HoldfastException(ErrorCode.NewerFormat, $"'{path}' was written by a newer version of Holdfast.");
    }

    public static HoldfastException Damaged(string path, string reason, Exception? inner = null) =>
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
