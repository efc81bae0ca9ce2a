using System.Runtime.InteropServices;

namespace Holdfast.Workloads.FileSystems.Ntfs;

/// <summary>A name of a file in a directory, with what the directory keeps of the file.</summary>
/// <param name="Parent">Reference of the directory.</param>
internal readonly record struct FileNameAttribute(ulong Parent, ulong Modified, long Size, uint Attributes, byte Namespace, string Name)
{
    /// <summary>The short name of a file that has a long one, too.</summary>
    public const byte Dos = 2;

    /// <summary>The long name beside a short one.</summary>
    public const byte Windows = 1;

    public const uint DirectoryAttribute = 0x10000000, ReparseAttribute = 0x400;

    private const int NameAt = 0x42;

    public static FileNameAttribute Read(Fields fields)
    {
        var size = fields.U64(0x30);
        return new(fields.U64(0), fields.U64(0x10), (long)Math.Min(size, long.MaxValue), fields.U32(0x38), fields.U8(0x41), new string(NameOf(fields)));
    }

    public static ReadOnlySpan<char> NameOf(Fields fields) => MemoryMarshal.Cast<byte, char>(fields.Slice(NameAt, fields.U8(0x40) * 2));
}
