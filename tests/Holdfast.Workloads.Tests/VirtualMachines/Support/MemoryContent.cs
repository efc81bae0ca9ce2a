using Holdfast.Workloads.Applications;

namespace Holdfast.Workloads.Tests.VirtualMachines.Support;

/// <summary>A file of a point in memory.</summary>
internal sealed class MemoryContent(byte[]? previous) : ItemContent
{
    private readonly MemoryStream stream = new();

    public override long Length => stream.Length;

    public override void Append(ReadOnlySpan<byte> bytes) => stream.Write(bytes);

    public override void AppendHole(long length) => stream.Write(new byte[length]);

    public override void CopyPrevious(long offset, long length) => stream.Write(previous!, (int)offset, (int)length);

    public override void Complete() => stream.Flush();

    public byte[] ToArray() => stream.ToArray();

    protected override void Dispose(bool disposing) => stream.Dispose();
}
