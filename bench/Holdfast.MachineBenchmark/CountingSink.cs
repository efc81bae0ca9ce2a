using Holdfast.Format.Items;
using Holdfast.Workloads;
using Holdfast.Workloads.Applications;

namespace Holdfast.MachineBenchmark;

/// <summary>A point that keeps nothing but its document: what is measured is the way from the machine to here.</summary>
internal sealed class CountingSink(bool hasPrevious) : IItemSink, IPreviousItems, IItemNotes, IWorkloadProgress
{
    public IPreviousItems? Previous => hasPrevious ? this : null;

    public void Add(Item item)
    {
    }

    void IItemNotes.Add(ItemNote note) => Console.Error.WriteLine(note.Message);

    public void AddFile(Item item, ReadOnlySpan<byte> content)
    {
    }

    public ItemContent BeginFile(Item item, IContentCutter cutter, byte[]? basedOn = null) => new CountedContent();

    public void Keep(Item item, byte[] previousPath)
    {
    }

    public Item? Find(byte[] path) => null;

    public IEnumerable<Item> Children(byte[] path) => [];

    public Stream OpenRead(byte[] path) => Stream.Null;

    public void Phase(string phase)
    {
    }

    public void Expect(long bytes)
    {
    }

    public void Read(long bytes)
    {
    }

    private sealed class CountedContent : ItemContent
    {
        private long length;

        public override long Length => length;

        public override void Append(ReadOnlySpan<byte> bytes) => length += bytes.Length;

        public override void AppendHole(long count) => length += count;

        public override void CopyPrevious(long offset, long count) => length += count;

        public override void Complete()
        {
        }

        protected override void Dispose(bool disposing)
        {
        }
    }
}
