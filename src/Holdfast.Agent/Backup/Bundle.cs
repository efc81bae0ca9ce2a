namespace Holdfast.Agent.Backup;

/// <summary>Small files that will share a chunk, in table order.</summary>
internal sealed class Bundle
{
    public List<PendingFile> Files { get; } = [];

    /// <summary>Sum of the sizes that the scan saw.</summary>
    public long Bytes { get; private set; }

    public void Add(PendingFile file)
    {
        Files.Add(file);
        Bytes += file.Item.Size;
        file.Batch.Listing.AddReference();
    }
}
