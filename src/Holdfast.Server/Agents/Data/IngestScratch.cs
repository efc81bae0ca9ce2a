namespace Holdfast.Server.Agents.Data;

/// <summary>Memory that an ingest thread uses again.</summary>
internal sealed class IngestScratch
{
    /// <summary>The plaintext of the chunk at hand where it had to be decoded; grows as needed.</summary>
    public byte[] Plain = new byte[4 << 20];
}
