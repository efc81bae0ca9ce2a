using System.Security.Cryptography;
using Holdfast.Workloads.Disks;
using Holdfast.Workloads.FileSystems;

namespace Holdfast.Workloads.Tests.FileSystems.Support;

internal static class Reading
{
    private const int Piece = 1 << 20;

    public static FileEntry Get(this IFileSystem files, string path)
    {
        var entry = files.Root;
        foreach (var name in path.Split('/')) entry = files.Find(entry, name) ?? throw new FileNotFoundException(path);
        return entry;
    }

    public static byte[] All(this IByteSource source)
    {
        var bytes = new byte[source.Length];
        source.Read(0, bytes);
        return bytes;
    }

    /// <summary>As sha256sum prints it.</summary>
    public static string Sha256(this IByteSource source)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[Piece];
        for (long at = 0; at < source.Length; at += Piece)
        {
            var piece = buffer.AsSpan(0, (int)Math.Min(Piece, source.Length - at));
            source.Read(at, piece);
            hash.AppendData(piece);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
