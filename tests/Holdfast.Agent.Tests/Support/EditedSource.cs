using Holdfast.Format.Items;
using Holdfast.Workloads;

namespace Holdfast.Agent.Tests.Support;

/// <summary>A source whose files a test changes between the listing and the reading: <paramref name="afterListing"/> hears each directory once it is listed.</summary>
internal sealed class EditedSource(IFileSource inner, Action<string> afterListing) : IFileSource
{
    public string Root => inner.Root;

    public bool IsSnapshot => false;

    public IEnumerable<DirectoryListing> Walk(ScanOptions options, IItemNotes notes, CancellationToken ct)
    {
        foreach (var listing in inner.Walk(options, notes, ct))
        {
            afterListing(ItemPath.ToDisplay(listing.Path));
            yield return listing;
        }
    }

    public void Dispose() => inner.Dispose();
}
