using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Holdfast.Workloads.Disks;
using Holdfast.Workloads.Files.Windows;
using Holdfast.Workloads.Files.Windows.Reparse;
using Holdfast.Workloads.Files.Windows.Rules;
using Holdfast.Workloads.Files.Windows.Streams;
using Holdfast.Workloads.Windows.ShadowCopies;
using Microsoft.Win32.SafeHandles;

namespace Holdfast.Workloads.Windows.Files;

/// <summary>Files of this Windows, with the rights of a backup operator. Never run on Windows yet.</summary>
[SupportedOSPlatform("windows")]
internal sealed unsafe class WindowsFileApi : IWindowsFileApi
{
    private const int Piece = 1 << 20, RangeLength = 16, RangesAtOnce = 4096;

    /// <summary>Null under Wine, which answers some of these calls and does nothing: there files are read and written by what every platform has.</summary>
    public static WindowsFileApi? OnThis() =>
        NativeLibrary.TryLoad("ntdll.dll", typeof(NativeApi).Assembly, DllImportSearchPath.System32, out var library) && NativeLibrary.TryGetExport(library, "wine_get_version", out _) ? null : new WindowsFileApi();

    public IEnumerable<string> List(string folder) =>
        new DirectoryInfo(FileNative.Native(folder).TrimEnd('\\') + "\\")
            .EnumerateFileSystemInfos("*", new EnumerationOptions { AttributesToSkip = 0, IgnoreInaccessible = false, MatchType = MatchType.Simple }).Select(entry => entry.Name);

    public WindowsObject Look(string path)
    {
        using var file = FileNative.Open(Folder(path), FileNative.ReadAttributes, FileNative.OpenReparsePoint);
        return ObjectLook.At(file, path);
    }

    public SafeFileHandle OpenContent(string path) => FileNative.Open(path, FileNative.GenericRead, FileNative.SequentialScan);

    public SafeFileHandle OpenEncrypted(string path) => EncryptedFiles.Export(path);

    public IBackupBytes OpenStreams(string path)
    {
        var flags = Look(path).Reparse is { } reparse && BinaryPrimitives.ReadUInt32LittleEndian(reparse) is var tag && new ReparseBuffer(tag, default).IsSurrogate ? FileNative.OpenReparsePoint : 0;
        // Without the right to see audit lists, owner and access list are read all the same.
        var file = FileNative.TryOpen(Folder(path), FileNative.GenericRead | FileNative.SystemSecurity, flags, out _) ?? FileNative.Open(Folder(path), FileNative.GenericRead, flags);
        return new BackupBytes(file, path);
    }

    public IReadOnlyList<ByteRange>? DataRanges(SafeFileHandle file, long length)
    {
        var ranges = new List<ByteRange>();
        Span<byte> asked = stackalloc byte[RangeLength];
        var output = new byte[RangeLength * RangesAtOnce];
        for (long from = 0; from < length;)
        {
            BinaryPrimitives.WriteInt64LittleEndian(asked, from);
            BinaryPrimitives.WriteInt64LittleEndian(asked[8..], length - from);
            var got = FileNative.Control(file, FileNative.QueryAllocatedRanges, asked, output);
            var isMore = got == -FileNative.MoreData;
            if (got < 0 && !isMore) return null;
            var bytes = isMore ? output.Length : got;
            for (var at = 0; at < bytes; at += RangeLength) ranges.Add(new ByteRange(BinaryPrimitives.ReadInt64LittleEndian(output.AsSpan(at)), BinaryPrimitives.ReadInt64LittleEndian(output.AsSpan(at + 8))));
            if (!isMore || ranges.Count == 0) break;
            from = ranges[^1].End;
        }
        return ranges;
    }

    public RegistryFacts Registry() => ComputerRegistry.Read();

    public void WriteStreams(string path, ReadOnlyMemory<byte> streams, bool withSecurity)
    {
        var access = FileNative.GenericRead | FileNative.GenericWrite | (withSecurity ? FileNative.WriteSecurity : 0);
        using var file = FileNative.TryOpen(path, access | (withSecurity ? FileNative.SystemSecurity : 0), FileNative.OpenReparsePoint, out _) ?? FileNative.Open(path, access, FileNative.OpenReparsePoint);
        nint context = 0;
        uint written = 0;
        try
        {
            fixed (byte* bytes = streams.Span)
            {
                for (var at = 0; at < streams.Length; at += (int)written)
                {
                    var done = FileNative.BackupWrite(file, bytes + at, (uint)Math.Min(Piece, streams.Length - at), &written, 0, withSecurity ? 1 : 0, &context);
                    if (done == 0 || written == 0) throw FileNative.Failure(path, Marshal.GetLastPInvokeError());
                }
            }
        }
        finally
        {
            if (context != 0) _ = FileNative.BackupWrite(file, null, 0, &written, abort: 1, withSecurity: 0, &context);
        }
    }

    public void Link(string path, string existing)
    {
        if (FileNative.CreateHardLink(FileNative.Native(path), FileNative.Native(existing), 0) == 0) throw FileNative.Failure(path, Marshal.GetLastPInvokeError());
    }

    public void MakeSparse(SafeFileHandle file)
    {
        var got = FileNative.Control(file, FileNative.SetSparse, [], []);
        if (got < 0 && -got is not (FileNative.InvalidFunction or FileNative.NotSupported)) throw FileNative.Failure("The file", -got);
    }

    public void WriteEncrypted(string path, Stream raw) => EncryptedFiles.Make(path, raw);

    /// <summary>The root of a volume or shadow copy is a folder with a backslash alone.</summary>
    private static string Folder(string path) =>
        path.EndsWith(':') || path.LastIndexOf('\\') is var slash && path.AsSpan(slash + 1).StartsWith("HarddiskVolumeShadowCopy", StringComparison.OrdinalIgnoreCase) ? path + "\\" : path;
}
