using System.Buffers.Binary;
using System.Text;
using Holdfast.Workloads.Files.Windows.Reparse;

namespace Holdfast.Workloads.Tests.WindowsFiles;

/// <summary>Writes reparse points of links as [MS-FSCC] 2.1.2.4 and 2.1.2.5 lay them out.</summary>
internal static class Links
{
    public static byte[] Symbolic(string substitute, string print, bool isRelative = false)
    {
        var flags = new byte[4];
        if (isRelative) flags[0] = 1;
        return Buffer(ReparseBuffer.SymbolicLink, substitute, print, flags, gap: 0);
    }

    /// <summary>A junction or a mounted volume; its names end with a NUL each, which is not counted.</summary>
    public static byte[] Mount(string substitute, string print) => Buffer(ReparseBuffer.MountPoint, substitute, print, [], gap: 2);

    /// <summary>Of any tag of Microsoft's.</summary>
    public static byte[] Of(uint tag, params byte[] data)
    {
        var header = new byte[8];
        BinaryPrimitives.WriteUInt32LittleEndian(header, tag);
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(4), (ushort)data.Length);
        return [.. header, .. data];
    }

    private static byte[] Buffer(uint tag, string substitute, string print, byte[] flags, int gap)
    {
        var (first, second) = (Encoding.Unicode.GetBytes(substitute), Encoding.Unicode.GetBytes(print));
        var names = new byte[8];
        BinaryPrimitives.WriteUInt16LittleEndian(names.AsSpan(2), (ushort)first.Length);
        BinaryPrimitives.WriteUInt16LittleEndian(names.AsSpan(4), (ushort)(first.Length + gap));
        BinaryPrimitives.WriteUInt16LittleEndian(names.AsSpan(6), (ushort)second.Length);
        return Of(tag, [.. names, .. flags, .. first, .. new byte[gap], .. second, .. new byte[gap]]);
    }
}
