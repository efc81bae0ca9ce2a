using Holdfast.Workloads.Disks;
using Holdfast.Workloads.SystemState.Hosts;

namespace Holdfast.Workloads.Tests.SystemState.Support;

/// <summary>Disks in memory, with volumes whose shadow copies hold other bytes than the disk has now.</summary>
internal sealed class MemoryHostDisks : IHostDisks
{
    private readonly Dictionary<int, byte[]> _bytes = [];
    private readonly List<HostDisk> _disks = [];

    public int Open { get; private set; }

    /// <summary>A byte that every shadow copy is full of.</summary>
    public const byte Copied = 0xC0;

    /// <summary>Told what is read: a disk's number or a device; may throw.</summary>
    public Action<string>? BeforeOpen { get; set; }

    public byte[] this[int disk] => _bytes[disk];

    public void Add(int number, byte[] content, params HostVolume[] volumes)
    {
        _bytes[number] = content;
        _disks.Add(new HostDisk(number, content.Length, 512, volumes));
    }

    public IReadOnlyList<HostDisk> List() => _disks;

    IDisk IHostDisks.Open(HostDisk disk) => Opened($"disk {disk.Number}", _bytes[disk.Number]);

    public IDisk OpenCopy(string device, long length, int sectorLength)
    {
        var content = new byte[length];
        content.AsSpan().Fill(Copied);
        return Opened(device, content);
    }

    private Counted Opened(string what, byte[] content)
    {
        BeforeOpen?.Invoke(what);
        Open++;
        return new Counted(this, content);
    }

    private sealed class Counted(MemoryHostDisks disks, byte[] content) : IDisk
    {
        private bool _closed;

        public long Length => content.Length;

        public int SectorLength => 512;

        public void Read(long offset, Span<byte> buffer) => content.AsSpan((int)offset, buffer.Length).CopyTo(buffer);

        public IEnumerable<ByteRange> Data(ByteRange range) => [range];

        public void Dispose()
        {
            if (!_closed) disks.Open--;
            _closed = true;
        }
    }
}
