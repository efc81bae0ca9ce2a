using Holdfast.Workloads.Files.Windows.Streams;

namespace Holdfast.Workloads.Tests.WindowsFiles;

internal sealed class StandInBytes(byte[] bytes) : IBackupBytes
{
    private readonly MemoryStream _bytes = new(bytes);

    public int Read(Span<byte> buffer) => _bytes.Read(buffer[..Math.Min(buffer.Length, 50)]);

    public void Skip(long length)
    {
        Assert.True(_bytes.Position + length <= _bytes.Length);
        _bytes.Position += length;
    }

    public void Dispose() => _bytes.Dispose();
}
