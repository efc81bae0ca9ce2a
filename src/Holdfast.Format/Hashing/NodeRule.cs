namespace Holdfast.Format.Hashing;

/// <summary>What distinguishes hashing chunks from hashing parent nodes, so that one kernel does both.</summary>
/// <param name="Blocks">Blocks of 64 bytes a node.</param>
/// <param name="Flags">Flags of every block.</param>
/// <param name="FirstFlags">Further flags of the first block.</param>
/// <param name="LastFlags">Further flags of the last block.</param>
/// <param name="CounterStep">1 where each node has its own number (chunks), 0 for parents.</param>
internal readonly record struct NodeRule(int Blocks, uint Flags, uint FirstFlags, uint LastFlags, uint CounterStep)
{
    public int Size => Blocks * Blake3Flags.BlockSize;

    public static NodeRule Chunk(uint flags) => new(Blake3Flags.BlocksPerChunk, flags, Blake3Flags.ChunkStart, Blake3Flags.ChunkEnd, 1);

    public static NodeRule Parent(uint flags) => new(1, flags | Blake3Flags.Parent, 0, 0, 0);
}
