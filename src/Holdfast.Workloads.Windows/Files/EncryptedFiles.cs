using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Holdfast.Workloads.Windows.ShadowCopies;
using Microsoft.Win32.SafeHandles;

namespace Holdfast.Workloads.Windows.Files;

/// <summary>Files that Windows encrypts, in and out in their raw form, which nobody needs a key for.</summary>
[SupportedOSPlatform("windows")]
internal static unsafe partial class EncryptedFiles
{
    private const uint Import = 1, Failed = 1784, Done = 0; // ERROR_INVALID_USER_BUFFER where our side failed

    /// <summary>The raw form as a file that is gone when it is closed.</summary>
    /// <exception cref="IOException">Windows refused, or there is no room.</exception>
    public static SafeFileHandle Export(string path)
    {
        BackupRights.Enable();
        var spool = File.OpenHandle(Path.Combine(Path.GetTempPath(), $"holdfast-{Path.GetRandomFileName()}.efs"), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, FileOptions.DeleteOnClose);
        try
        {
            var copy = new RawCopy((bytes, at) => RandomAccess.Write(spool, bytes, at));
            Run(path, 0, copy, (context, state) => ReadEncryptedFileRaw(&Take, state, context));
            return spool;
        }
        catch
        {
            spool.Dispose();
            throw;
        }
    }

    /// <summary>Makes an encrypted file.</summary>
    /// <exception cref="IOException">Windows refused.</exception>
    public static void Make(string path, Stream raw)
    {
        BackupRights.Enable();
        Run(path, Import, new RawCopy(raw), (context, state) => WriteEncryptedFileRaw(&Give, state, context));
    }

    private static void Run(string path, uint flags, RawCopy copy, Func<nint, nint, uint> run)
    {
        var error = OpenEncryptedFileRaw(FileNative.Native(path), flags, out var context);
        if (error != Done) throw FileNative.Failure(path, (int)error);
        var state = GCHandle.Alloc(copy);
        try
        {
            error = run(context, GCHandle.ToIntPtr(state));
        }
        finally
        {
            state.Free();
            CloseEncryptedFileRaw(context);
        }
        if (copy.Failure is { } failure) throw new IOException($"{path}: {failure.Message}", failure);
        if (error != Done) throw FileNative.Failure(path, (int)error);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvStdcall)])]
    private static uint Take(byte* data, nint state, uint length) => ((RawCopy)GCHandle.FromIntPtr(state).Target!).Take(new ReadOnlySpan<byte>(data, (int)length)) ? Done : Failed;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvStdcall)])]
    private static uint Give(byte* data, nint state, uint* length)
    {
        var given = ((RawCopy)GCHandle.FromIntPtr(state).Target!).Give(new Span<byte>(data, (int)*length));
        *length = (uint)Math.Max(0, given);
        return given < 0 ? Failed : Done;
    }

    [LibraryImport("advapi32.dll", EntryPoint = "OpenEncryptedFileRawW", StringMarshalling = StringMarshalling.Utf16)]
    private static partial uint OpenEncryptedFileRaw(string path, uint flags, out nint context);

    [LibraryImport("advapi32.dll")]
    private static partial uint ReadEncryptedFileRaw(delegate* unmanaged[Stdcall]<byte*, nint, uint, uint> take, nint state, nint context);

    [LibraryImport("advapi32.dll")]
    private static partial uint WriteEncryptedFileRaw(delegate* unmanaged[Stdcall]<byte*, nint, uint*, uint> give, nint state, nint context);

    [LibraryImport("advapi32.dll")]
    private static partial void CloseEncryptedFileRaw(nint context);
}
