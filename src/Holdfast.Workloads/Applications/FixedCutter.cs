namespace Holdfast.Workloads.Applications;


/// <summary>Chunks of one length, aligned to the front of the file: blocks that did not change make the same chunks again.</summary>
public sealed class FixedCutter(int length = FixedCutter.DatabaseExtent) : IContentCutter
{
    /// <summary>64 KiB: eight pages of 8 KiB.</summary>
    public const int DatabaseExtent = 64 << 10;

    public int ChunkLength => length;

    public int Next(ReadOnlySpan<byte> data, bool last) => data.Length >= length ? length : last ? data.Length : 0;
}
