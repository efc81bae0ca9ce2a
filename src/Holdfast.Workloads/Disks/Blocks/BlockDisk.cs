namespace Holdfast.Workloads.Disks.Blocks;

/// <summary>A disk whose file keeps it in blocks, each of them here, in a parent, or nowhere.</summary>
/// <param name="file">Closed with the disk where it can be closed.</param>
/// <param name="parent">Closed with the disk; null where there is none, or where it is missing.</param>
/// <param name="reference">What it was made from; null: it is no differencing disk.</param>
public abstract class BlockDisk(IByteSource file, IDisk? parent, ParentReference? reference) : IDisk
{
    /// <summary>What it was made from; null: it is no differencing disk.</summary>
    public ParentReference? Parent { get; } = reference;

    /// <summary>Which disk of the chain is not here: content that is only there cannot be read. Null: all are.</summary>
    public ParentReference? MissingParent { get; } = reference is null ? null : parent is null ? reference : (parent as BlockDisk)?.MissingParent;

    public abstract long Length { get; }

    public abstract int SectorLength { get; }

    /// <summary>One read of the file for as much as lies there in one piece.</summary>
    public void Read(long offset, Span<byte> buffer)
    {
        this.Require(offset, buffer.Length);
        while (!buffer.IsEmpty)
        {
            var extent = Joined(offset, buffer.Length);
            var part = buffer[..(int)extent.Length];
            switch (extent.Held)
            {
                case Held.Here: file.Read(extent.Position, part); break;
                case Held.Parent: ReadParent(offset, part); break;
                default: part.Clear(); break;
            }

            buffer = buffer[part.Length..];
            offset += part.Length;
        }
    }

    public IEnumerable<ByteRange> Data(ByteRange range)
    {
        var wanted = range.Within(Length);
        for (var at = wanted.Offset; at < wanted.End;)
        {
            var extent = Joined(at, wanted.End - at);
            if (extent.Held == Held.Here || (extent.Held == Held.Parent && parent is null)) yield return new ByteRange(at, extent.Length);
            if (extent.Held == Held.Parent && parent is not null)
            {
                foreach (var inherited in parent.Data(new ByteRange(at, extent.Length))) yield return inherited;
            }

            at += extent.Length;
        }
    }

    public void Dispose()
    {
        parent?.Dispose();
        (file as IDisposable)?.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Where the bytes from an offset on are, for at least one and at most so many of them.</summary>
    private protected abstract Extent Next(long offset, long most);

    private Extent Joined(long offset, long most)
    {
        var extent = Next(offset, most);
        while (extent.Length < most)
        {
            var next = Next(offset + extent.Length, most - extent.Length);
            if (!extent.GoesOnWith(next)) break;
            extent = extent with { Length = extent.Length + next.Length };
        }

        return extent;
    }

    /// <summary>A parent may be the shorter one: what lies beyond it is zeros.</summary>
    private void ReadParent(long offset, Span<byte> part)
    {
        if (parent is null) throw ParentChain.Missing(Parent!);
        var held = (int)Math.Clamp(parent.Length - offset, 0, part.Length);
        if (held > 0) parent.Read(offset, part[..held]);
        part[held..].Clear();
    }
}
