using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using System.Text;
using Holdfast.Workloads.Files.Windows;
using Microsoft.Win32.SafeHandles;

namespace Holdfast.Workloads.Windows.Files;

/// <summary>Asks an open object for what a scan wants to know: FILE_BASIC_INFO, FILE_STANDARD_INFO, FILE_ID_INFO, FILE_STREAM_INFO, and its reparse point.</summary>
[SupportedOSPlatform("windows")]
internal static unsafe class ObjectLook
{
    private const int LongestReparse = 16 << 10, StreamsAtFirst = 4096, MostStreamBytes = 1 << 20, StreamHeader = 24;

    public static WindowsObject At(SafeFileHandle file, string path)
    {
        Span<byte> basic = stackalloc byte[40], standard = stackalloc byte[24], id = stackalloc byte[24];
        Ask(file, path, FileNative.BasicInfo, basic);
        Ask(file, path, FileNative.StandardInfo, standard);
        Ask(file, path, FileNative.IdInfo, id);
        var attributes = (FileAttributes)(int)(BinaryPrimitives.ReadUInt32LittleEndian(basic[32..]) & int.MaxValue);
        return new WindowsObject(
            attributes, BinaryPrimitives.ReadInt64LittleEndian(standard[8..]), Time(basic, 16), Time(basic, 24), Time(basic, 0),
            BinaryPrimitives.ReadUInt128LittleEndian(id[8..]), BinaryPrimitives.ReadUInt64LittleEndian(id), BinaryPrimitives.ReadUInt32LittleEndian(standard[16..]))
        {
            Reparse = attributes.HasFlag(FileAttributes.ReparsePoint) ? Reparse(file, path) : null,
            Streams = Streams(file, path),
        };
    }

    private static ulong Time(ReadOnlySpan<byte> info, int at) => (ulong)Math.Max(0, BinaryPrimitives.ReadInt64LittleEndian(info[at..]));

    private static void Ask(SafeFileHandle file, string path, int kind, Span<byte> info)
    {
        fixed (byte* buffer = info)
            if (FileNative.GetFileInformationByHandleEx(file, kind, buffer, (uint)info.Length) == 0) throw FileNative.Failure(path, Marshal.GetLastPInvokeError());
    }

    private static byte[]? Reparse(SafeFileHandle file, string path)
    {
        var buffer = new byte[LongestReparse];
        var got = FileNative.Control(file, FileNative.GetReparsePoint, [], buffer);
        return got >= 0 ? buffer[..got] : got == -FileNative.NotReparsePoint ? null : throw FileNative.Failure(path, -got);
    }

    private static IReadOnlyList<(string Name, long Length)> Streams(SafeFileHandle file, string path)
    {
        for (var length = StreamsAtFirst; length <= MostStreamBytes; length *= 4)
        {
            var buffer = new byte[length];
            fixed (byte* to = buffer)
                if (FileNative.GetFileInformationByHandleEx(file, FileNative.StreamInfo, to, (uint)length) != 0) return Read(buffer);
            // A folder without streams, or a volume that has none.
            var error = Marshal.GetLastPInvokeError();
            if (error is FileNative.HandleAtEnd or FileNative.InvalidFunction or FileNative.NotSupported) return [];
            if (error != FileNative.MoreData) throw FileNative.Failure(path, error);
        }
        throw new IOException($"{path} has more streams than can be listed.");
    }

    private static List<(string Name, long Length)> Read(ReadOnlySpan<byte> info)
    {
        const string type = ":$DATA";
        var found = new List<(string, long)>();
        for (var next = 1; next != 0 && info.Length > StreamHeader;)
        {
            next = BinaryPrimitives.ReadInt32LittleEndian(info);
            var nameLength = BinaryPrimitives.ReadInt32LittleEndian(info[4..]);
            if (nameLength < 0 || nameLength > info.Length - StreamHeader || next < 0 || next > info.Length) break;
            var name = Encoding.Unicode.GetString(info.Slice(StreamHeader, nameLength));
            // The unnamed stream is ::$DATA.
            if (name.Length > type.Length + 1 && name[0] == ':' && name.EndsWith(type, StringComparison.Ordinal)) found.Add((name[1..^type.Length], BinaryPrimitives.ReadInt64LittleEndian(info[8..])));
            info = info[next..];
        }
        return found;
    }
}
