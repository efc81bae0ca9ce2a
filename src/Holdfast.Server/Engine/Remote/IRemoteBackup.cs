using Holdfast.Format.Chunks;
using Holdfast.Format.Items.Table;

namespace Holdfast.Server.Engine.Remote;

/// <summary>The pool's side of one backup that runs elsewhere. Thread-safe. Nothing that comes from there is believed.</summary>
public interface IRemoteBackup : IRemoteChunks
{
    /// <summary>The newest point's table, or null where the datasource has none.</summary>
    ItemTableRoot? Previous { get; }

    byte[] ChunkIdKey { get; }

    byte[] CutKey { get; }

    int CompressionLevel { get; }

    /// <summary>Bytes of sealed records written so far.</summary>
    long BytesStored { get; }

    /// <summary>Plaintext bytes that arrived and were found to be stored already.</summary>
    long BytesDeduplicated { get; }

    /// <summary>Packs that are durable by now: what a later attempt need not send again.</summary>
    IReadOnlyList<string> DurablePacks { get; }

    /// <summary>Whether each chunk is known, of this datasource's own chunks only; those that are, stay.</summary>
    void Pin(ReadOnlySpan<ChunkId> ids, Span<bool> known);

    /// <summary>Decodes a chunk, checks it against its id, and stores it unless the pool has it. <paramref name="scratch"/> is working memory that grows as needed.</summary>
    /// <exception cref="Contracts.Errors.HoldfastException">The bytes are not what the id promises, or are no part of an item table although they are said to be one.</exception>
    void Store(in ArrivedChunk chunk, ReadOnlySpan<byte> payload, ref byte[] scratch);

    /// <summary>Makes what was stored durable and takes no more: after it, <see cref="DurablePacks"/> is all there is.</summary>
    void Flush();
}
