namespace Holdfast.Format.Hashing;

/// <summary>
/// Arithmetic on one 32-bit word of several independent nodes at once: lane <c>i</c> of every vector belongs to node <c>i</c>.
/// <see cref="LaneKernel{TLanes,TVector}"/> is written against this once; the JIT specializes it for each implementation.
/// </summary>
internal unsafe interface ILanes<TVector>
    where TVector : unmanaged
{
    /// <summary>
    /// The processor has just 16 vector registers and rotates by two shifts: the 16 words of state leave none for the second.
    /// Two words are then kept in memory, or the JIT sends every rotation through memory.
    /// </summary>
    static abstract bool StateLeavesNoRegister { get; }

    static abstract TVector Broadcast(uint value);

    /// <summary>0, 1, 2, … times <paramref name="step"/>.</summary>
    static abstract TVector Sequence(uint step);

    static abstract TVector Add(TVector left, TVector right);

    static abstract TVector Xor(TVector left, TVector right);

    static abstract TVector RotateRight16(TVector value);

    static abstract TVector RotateRight12(TVector value);

    static abstract TVector RotateRight8(TVector value);

    static abstract TVector RotateRight7(TVector value);

    /// <summary>Reads 64 bytes at <paramref name="offset"/> of each node and turns them into 16 vectors, one for each word.</summary>
    static abstract void LoadBlock(byte** nodes, nint offset, TVector* words);

    /// <summary>Writes eight words of each node, 32 bytes a node, one node after the other. <paramref name="words"/> is overwritten.</summary>
    static abstract void StoreChainingValues(TVector* words, byte* output);
}
