using Holdfast.Workloads.Disks.Vhdx;

namespace Holdfast.DiskBenchmark;

/// <summary>A dynamic VHDX, all of it written.</summary>
internal static class TestDisk
{
    public static void Write(string path, long length, int blockLength)
    {
        var piece = new byte[4 << 20];
        new Random(1).NextBytes(piece);
        using var writer = new VhdxWriter(path, new VhdxLayout(length) { BlockLength = blockLength });
        for (long at = 0; at < length; at += piece.Length) writer.Write(at, piece.AsSpan(0, (int)Math.Min(piece.Length, length - at)));
        writer.Complete();
    }
}
