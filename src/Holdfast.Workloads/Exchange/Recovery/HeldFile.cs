namespace Holdfast.Workloads.Exchange.Recovery;

/// <summary>A file of a point.</summary>
/// <param name="Item">Its path there.</param>
/// <param name="Path">Where it belongs on the mailbox server.</param>
/// <param name="Length">Bytes.</param>
internal sealed record HeldFile(string Item, string Path, long Length)
{
    public ExchangeFileKind Kind => ExchangeFiles.Kind(Path);
}
