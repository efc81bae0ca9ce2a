namespace Holdfast.Format.Chunks;

/// <summary>Takes the chunks of one <see cref="IChunkSource.ReadMany"/>. Called from several threads at once, each id once.</summary>
public interface IChunkReceiver
{
    /// <summary>The plaintext is valid during the call only.</summary>
    void Received(in ChunkId id, ReadOnlySpan<byte> plain);

    void Unavailable(ChunkUnavailableException reason);
}
