using System.Security.Cryptography;
using System.Text;
using Holdfast.Format.Items;
using Holdfast.Workloads.Applications;

namespace Holdfast.Workloads.Tests.VirtualMachines.HyperV.Support;

/// <summary>A recovery point of which only the SHA-256 of each file is kept: for disks that are too long for memory.</summary>
internal sealed class HashedPoint : IItemSink
{
    public Dictionary<string, string> Hashes { get; } = new(StringComparer.Ordinal);

    public IPreviousItems? Previous => null;

    public void Add(Item item) => throw new InvalidOperationException("Machines have files only.");

    public void AddFile(Item item, ReadOnlySpan<byte> content) => Hashes.Add(PathOf(item), Convert.ToHexStringLower(SHA256.HashData(content)));

    public ItemContent BeginFile(Item item, IContentCutter cutter, byte[]? basedOn = null) => new File(this, PathOf(item));

    public void Keep(Item item, byte[] previousPath) => throw new InvalidOperationException("There is no point before.");

    private static string PathOf(Item item) => Encoding.UTF8.GetString([.. item.Parent, (byte)'/', .. item.Name]);

    private sealed class File(HashedPoint point, string path) : ItemContent
    {
        private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        private long _length;

        public override long Length => _length;

        public override void Append(ReadOnlySpan<byte> bytes)
        {
            _hash.AppendData(bytes);
            _length += bytes.Length;
        }

        public override void AppendHole(long length)
        {
            var zeros = new byte[Math.Min(length, 1 << 20)];
            for (var left = length; left > 0; left -= zeros.Length) Append(zeros.AsSpan(0, (int)Math.Min(left, zeros.Length)));
        }

        public override void CopyPrevious(long offset, long length) => throw new InvalidOperationException("There is no point before.");

        public override void Complete() => point.Hashes.Add(path, Convert.ToHexStringLower(_hash.GetHashAndReset()));

        protected override void Dispose(bool disposing) => _hash.Dispose();
    }
}
