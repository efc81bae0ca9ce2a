namespace Holdfast.Format.Items.Table;

/// <summary>Reads extents that stand in chunks of their own.</summary>
public static class ExtentLists
{
    /// <exception cref="MalformedDataException">Not an extent list.</exception>
    public static IReadOnlyList<Extent> Decode(ReadOnlySpan<byte> chunk) => ExtentCodec.DecodeList(chunk);
}
