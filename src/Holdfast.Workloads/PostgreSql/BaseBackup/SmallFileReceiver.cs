namespace Holdfast.Workloads.PostgreSql.BaseBackup;

/// <summary>A file that is short enough to be held until it is complete.</summary>
internal sealed class SmallFileReceiver(int length, Action<byte[]> complete) : IFileReceiver
{
    private readonly byte[] content = new byte[length];
    private int filled;

    public void Append(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(content.AsSpan(filled));
        filled += bytes.Length;
    }

    public void Complete() => complete(content);

    public void Dispose()
    {
    }
}
