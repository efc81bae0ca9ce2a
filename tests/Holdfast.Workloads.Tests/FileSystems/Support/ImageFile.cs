using System.Buffers.Binary;
using System.Security.Cryptography;
using Holdfast.Testing.Programs;
using Holdfast.Workloads.Tests.Support;

namespace Holdfast.Workloads.Tests.FileSystems.Support;

/// <summary>Files packed by wimlib: what an image file (WIM) holds of one is what system compression holds of it.</summary>
internal static class ImageFile
{
    private const int EntryLength = 50;

    /// <summary>The packed form of each file of a folder, by its content's SHA-1.</summary>
    public static IReadOnlyDictionary<string, byte[]> Pack(TempTree tree, string folder, params string[] options)
    {
        Assert.SkipUnless(Program.IsInstalled("wimlib-imagex"), "wimlib-imagex is not installed (package wimtools).");
        Program.Run("wimlib-imagex", ["capture", tree[folder], tree["wim"], "--compress=LZX", "--chunk-size=32K", "--threads=1", "--no-acls", .. options]);
        var image = File.ReadAllBytes(tree["wim"]);
        var (at, length, _) = Resource(image, 48);
        var packed = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        for (var entry = at; entry + EntryLength <= at + length; entry += EntryLength)
        {
            var (start, stored, whole) = Resource(image, entry);
            // What did not get smaller is stored as it is, without a table.
            if (stored < whole) packed[Convert.ToHexStringLower(image, entry + 30, 20)] = image[start..(start + stored)];
        }
        return packed;
    }

    public static string NameOf(byte[] content) =>
#pragma warning disable CA5350 // what image files name contents by
        Convert.ToHexStringLower(SHA1.HashData(content));
#pragma warning restore CA5350

    private static (int At, int Stored, int Whole) Resource(byte[] image, int at) =>
        ((int)BinaryPrimitives.ReadInt64LittleEndian(image.AsSpan(at + 8)), (int)(BinaryPrimitives.ReadInt64LittleEndian(image.AsSpan(at)) & 0xffffffffffffff), (int)BinaryPrimitives.ReadInt64LittleEndian(image.AsSpan(at + 16)));
}
