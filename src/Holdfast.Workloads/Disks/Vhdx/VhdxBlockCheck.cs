using System.Collections;
using Holdfast.Workloads.Inspection;

namespace Holdfast.Workloads.Disks.Vhdx;

/// <summary>Whether all that a VHDX file says it holds is in it, each part in a place of its own.</summary>
internal sealed class VhdxBlockCheck
{
    /// <summary>One of 64 TiB with all of its bitmaps and regions fits.</summary>
    private const int MostMegabytes = 1 << 27;

    private readonly VhdxParts parts;
    private readonly VhdxBlocks blocks;
    private readonly BitArray taken;

    private VhdxBlockCheck(VhdxParts parts)
    {
        (this.parts, blocks) = (parts, new VhdxBlocks(parts));
        var megabytes = (parts.File.Length + VhdxFormat.Megabyte - 1) / VhdxFormat.Megabyte;
        if (megabytes > MostMegabytes) throw new MalformedFileException(0, "a file of at most 128 TiB", $"{parts.File.Length} bytes");
        taken = new BitArray((int)megabytes);
    }

    public static void Run(VhdxParts parts, CancellationToken cancellation)
    {
        var check = new VhdxBlockCheck(parts);
        check.Take(0, VhdxFormat.Megabyte, 0, "the headers");
        foreach (var region in parts.Regions.All) check.Take(region.Offset, region.Length, region.Offset, "a region");
        check.Blocks(cancellation);
        if (parts.Metadata.Parent is not null) check.Bitmaps(cancellation);
    }

    private void Blocks(CancellationToken cancellation)
    {
        var metadata = parts.Metadata;
        for (long block = 0; block < metadata.BlockCount; block++)
        {
            if (block % 4096 == 0) cancellation.ThrowIfCancellationRequested();
            var start = block * metadata.BlockLength;
            var length = Math.Min(metadata.BlockLength, metadata.Length - start);
            var (at, entry) = blocks.Payload(block);
            blocks.Next(start, length);
            if (BlockState.HasBlock(BlockState.Of(entry))) Take(BlockState.Offset(entry), length, at, $"block {block}");
        }
    }

    private void Bitmaps(CancellationToken cancellation)
    {
        var metadata = parts.Metadata;
        for (long chunk = 0; chunk * metadata.BlocksOfChunk < metadata.BlockCount; chunk++)
        {
            if (chunk % 4096 == 0) cancellation.ThrowIfCancellationRequested();
            var (at, entry) = blocks.Bitmap(chunk);
            var state = BlockState.Of(entry);
            if (state is not (BlockState.NotPresent or BlockState.BitmapPresent)) throw new MalformedFileException(at, "a state that a bitmap can have", $"{state}");
            if (state == BlockState.BitmapPresent) Take(BlockState.Offset(entry), VhdxFormat.Megabyte, at, $"bitmap {chunk}");
        }
    }

    /// <param name="at">Where the file says so.</param>
    private void Take(long offset, long length, long at, string what)
    {
        if (offset < 0 || offset > parts.File.Length - length) throw new MalformedFileException(parts.File.Length, $"{what}, from byte {offset} to {offset + length}", "the end of the file");
        for (var megabyte = (int)(offset / VhdxFormat.Megabyte); (long)megabyte * VhdxFormat.Megabyte < offset + length; megabyte++)
        {
            if (taken[megabyte]) throw new MalformedFileException(at, $"{what} in a place of its own", $"megabyte {megabyte}, which holds something else");
            taken[megabyte] = true;
        }
    }
}
