namespace Holdfast.Workloads.Exchange.Ese;

/// <summary>Cuts a stream of bytes into pieces of one length; what came in parts is put together, nothing else is copied.</summary>
internal sealed class EsePieces(int length)
{
    private readonly byte[] parts = new byte[length];
    private int gathered;

    /// <summary>Bytes of a piece that has not come whole.</summary>
    public ReadOnlySpan<byte> Rest => parts.AsSpan(0, gathered);

    /// <summary>The next piece at the front of what came, or put together with what came before.</summary>
    /// <param name="bytes">What came; what was used is taken off its front.</param>
    /// <returns>False: more must come.</returns>
    public bool Next(ref ReadOnlySpan<byte> bytes, out ReadOnlySpan<byte> piece)
    {
        if (gathered == 0 && bytes.Length >= parts.Length)
        {
            piece = bytes[..parts.Length];
            bytes = bytes[parts.Length..];
            return true;
        }
        var taken = Math.Min(bytes.Length, parts.Length - gathered);
        bytes[..taken].CopyTo(parts.AsSpan(gathered));
        bytes = bytes[taken..];
        gathered += taken;
        piece = parts;
        if (gathered < parts.Length) return false;
        gathered = 0;
        return true;
    }
}
