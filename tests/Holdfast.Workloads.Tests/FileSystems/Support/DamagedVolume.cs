using Holdfast.Format.Items;
using Holdfast.Testing.Damage;
using Holdfast.Workloads.Disks;
using Holdfast.Workloads.FileSystems;
using Holdfast.Workloads.Inspection;

namespace Holdfast.Workloads.Tests.FileSystems.Support;

/// <summary>A volume of which only what is not content gets damaged, so that damage meets the reader. Not thread-safe.</summary>
internal sealed class DamagedVolume
{
    private const int BlockLength = 512;
    private const int MostEntries = 400, MostRead = 64 << 10, MostPasses = 64;

    private readonly byte[] volume;
    private readonly List<int> blocks;
    private long budget;

    /// <param name="content">Ranges that stay as they are.</param>
    /// <param name="order">Where given, of pieces of the metadata, by seed: what is in front gets the most damage.</param>
    public DamagedVolume(byte[] volume, IEnumerable<ByteRange> content, int? order = null)
    {
        this.volume = volume;
        var kept = content.ToList();
        blocks = [.. Enumerable.Range(0, volume.Length / BlockLength).Where(block => Block(block).ContainsAnyExcept((byte)0) && Block(block).ContainsAnyExcept(byte.MaxValue) && !kept.Exists(range => range.Offset <= block * BlockLength && block * BlockLength < range.End))];
        if (order is { } seed) new Random(seed).Shuffle(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(blocks));
        Metadata = [.. blocks.SelectMany(block => Block(block).ToArray())];
    }

    /// <summary>Entries that were met in all volumes.</summary>
    public long Entries { get; private set; }

    /// <summary>What gets damaged, one piece behind the other.</summary>
    public byte[] Metadata { get; }

    /// <summary>Reads all that can be reached; what is refused on the way is told at the end.</summary>
    /// <param name="seal">Changes the damaged volume once more.</param>
    public void Read(BudgetStream damaged, Func<IByteSource, IByteSource, IFileSystem> open, Action<byte[]>? seal = null)
    {
        var bytes = damaged.ToArray();
        for (var i = 0; i < blocks.Count; i++)
        {
            var piece = bytes.AsSpan(Math.Min(bytes.Length, i * BlockLength));
            Block(blocks[i]).Clear();
            piece[..Math.Min(BlockLength, piece.Length)].CopyTo(Block(blocks[i]));
        }

        seal?.Invoke(volume);
        budget = (long)volume.Length * MostPasses;
        var source = new Counted(this);
        var files = open(source, new CachedBytes(source));
        Exception? refused = null;
        void Step(Action step)
        {
            try
            {
                step();
            }
            catch (Exception exception) when (IsRefusal(exception))
            {
                refused ??= exception;
            }
        }

        Step(() => ReadAll(files, Step));
        if (refused is not null) throw refused;
    }

    public static bool IsRefusal(Exception exception) => exception is MalformedFileException { Offset: >= 0 } or NotSupportedException;

    private void ReadAll(IFileSystem files, Action<Action> step)
    {
        var buffer = new byte[MostRead];
        foreach (var (path, entry) in FileTree.Walk(files, files.Root).Take(MostEntries))
        {
            Entries++;
            step(() => files.Describe(entry, [], [1]));
            step(() => files.Find(files.Root, path));
            step(() => files.Where(entry));
            if (entry.Kind == ItemKind.File) step(() => ReadEnds(files.OpenRead(entry), buffer));
        }
    }

    private static void ReadEnds(IByteSource content, byte[] buffer)
    {
        var length = (int)Math.Min(content.Length, buffer.Length);
        content.Read(0, buffer.AsSpan(0, length));
        content.Read(content.Length - length, buffer.AsSpan(0, length));
    }

    private Span<byte> Block(int number) => volume.AsSpan(number * BlockLength, BlockLength);

    private sealed class Counted(DamagedVolume owner) : IByteSource
    {
        public long Length => owner.volume.Length;

        public void Read(long offset, Span<byte> buffer)
        {
            owner.budget -= buffer.Length + 1;
            if (owner.budget < 0) throw new InvalidOperationException("The reader does not come to an end.");
            owner.volume.AsSpan(checked((int)offset), buffer.Length).CopyTo(buffer);
        }
    }
}
