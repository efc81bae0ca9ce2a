using System.IO.Compression;
using Holdfast.Testing;
using Holdfast.Workloads.Disks;
using Holdfast.Workloads.Tests.Support;

namespace Holdfast.Workloads.Tests.Disks.Support;

/// <summary>Files of disks, and comparison of disks.</summary>
internal static class Images
{
    public const string NeedsQemu = "qemu-img is not installed.";

    private const int Piece = 1 << 20;

    public static bool HasQemu { get; } = Shell.Has("qemu-img");

    /// <summary>Random content in some places, holes in others.</summary>
    public static string Raw(TempTree folder, string name, long length, int seed, params (long Offset, int Length)[] data)
    {
        var random = new Random(seed);
        using var file = File.OpenHandle(folder[name], FileMode.CreateNew, FileAccess.Write);
        RandomAccess.SetLength(file, length);
        foreach (var (offset, bytes) in data) RandomAccess.Write(file, Bytes(random, bytes), offset);
        return folder[name];
    }

    public static byte[] Bytes(Random random, int length)
    {
        var bytes = new byte[length];
        random.NextBytes(bytes);
        return bytes;
    }

    /// <summary>A real file, unpacked where it is packed. Skips where it is absent.</summary>
    public static string Artefact(TempTree folder, string relative)
    {
        var path = Artefacts.Find(relative);
        Assert.SkipWhen(path is null, Artefacts.Absent);
        if (!path.EndsWith(".gz", StringComparison.Ordinal)) return path;
        var plain = folder[Path.GetFileNameWithoutExtension(path)];
        using var packed = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
        using var file = File.Create(plain);
        var buffer = new byte[Piece];
        while (packed.ReadAtLeast(buffer, Piece, throwOnEndOfStream: false) is > 0 and var got)
        {
            if (buffer.AsSpan(0, got).ContainsAnyExcept((byte)0)) file.Write(buffer, 0, got);
            else file.Seek(got, SeekOrigin.Current);
        }

        file.SetLength(file.Position);
        return plain;
    }

    /// <summary>What QEMU reads of an image, as a bare file.</summary>
    public static string QemuRaw(TempTree folder, string image, string? format = null)
    {
        var raw = folder[Path.GetRandomFileName()];
        Shell.Run($"qemu-img convert {(format is null ? "" : $"-f {format} ")}-O raw {Shell.Quote(image)} {Shell.Quote(raw)}");
        return raw;
    }

    public static void AssertSame(IDisk expected, IDisk actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        var (one, two) = (new byte[Piece], new byte[Piece]);
        foreach (var range in expected.Data(new ByteRange(0, expected.Length)).Concat(actual.Data(new ByteRange(0, actual.Length))))
        {
            for (var at = range.Offset; at < range.End; at += Piece)
            {
                var length = (int)Math.Min(Piece, range.End - at);
                expected.Read(at, one.AsSpan(0, length));
                actual.Read(at, two.AsSpan(0, length));
                Assert.True(one.AsSpan(0, length).SequenceEqual(two.AsSpan(0, length)), $"The disks differ between bytes {at} and {at + length}.");
            }
        }
    }

    public static byte[] All(IDisk disk)
    {
        var bytes = new byte[disk.Length];
        disk.Read(0, bytes);
        return bytes;
    }
}
