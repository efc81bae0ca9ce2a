using Holdfast.Workloads.SqlServer.Media;

namespace Holdfast.Workloads.Tests.SqlServer.Media;

/// <summary>Cuts a file as a sink does: hands over what has come and is not cut yet, piece by piece.</summary>
internal static class Cutting
{
    public static (List<byte[]> Chunks, MediaCutter Cutter) All(byte[] file, int piece, int pagesPerChunk = 8)
    {
        var cutter = new MediaCutter(pagesPerChunk);
        var chunks = new List<byte[]>();
        var start = 0;
        var come = 0;
        while (start < file.Length)
        {
            var length = cutter.Next(file.AsSpan(start, come - start), come == file.Length);
            Assert.InRange(length, come == file.Length ? 1 : 0, come - start);
            if (length == 0)
            {
                come = Math.Min(file.Length, come + piece);
                continue;
            }

            chunks.Add(file[start..(start + length)]);
            start += length;
        }

        return (chunks, cutter);
    }

    public static byte[] Join(IEnumerable<byte[]> parts)
    {
        using var joined = new MemoryStream();
        foreach (var part in parts)
        {
            joined.Write(part);
        }

        return joined.ToArray();
    }
}
