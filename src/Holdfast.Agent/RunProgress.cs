namespace Holdfast.Agent;

/// <summary>Live counters of a run, in bytes and items. Fields, so that <see cref="Interlocked"/> can add to them from any thread.</summary>
public class RunProgress
{
    public long Items;
    public long ItemsFailed;

    /// <summary>0 while not known.</summary>
    public long ItemsTotal;
    public long BytesRead;

    /// <summary>0 while not known.</summary>
    public long BytesTotal;

    /// <summary>Plaintext bytes that no earlier point held.</summary>
    public long BytesChanged;

    /// <summary>Bytes written to the pool.</summary>
    public long BytesStored;

    /// <summary>Bytes written to the vault.</summary>
    public long BytesSent;

    /// <summary>Plaintext bytes that were read and found to be stored already.</summary>
    public long BytesDeduplicated;
}
