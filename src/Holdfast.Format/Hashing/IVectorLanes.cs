namespace Holdfast.Format.Hashing;

/// <summary>What <see cref="LaneTranspose"/> needs besides: moves within and between the 128-bit quarters of a vector.</summary>
internal unsafe interface IVectorLanes<TVector> : ILanes<TVector>
    where TVector : unmanaged
{
    /// <summary>16 bytes of nodes <paramref name="first"/>, first + 4, first + 8…, one in each 128-bit quarter.</summary>
    static abstract TVector LoadQuarters(byte** nodes, int first, nint offset);

    /// <summary>The reverse: quarter <c>q</c> goes to <paramref name="output"/> + <c>q</c> × <paramref name="stride"/>.</summary>
    static abstract void StoreQuarters(TVector value, byte* output, nint stride);

    /// <summary>In each quarter: left 0, right 0, left 1, right 1.</summary>
    static abstract TVector InterleaveLow32(TVector left, TVector right);

    /// <summary>In each quarter: left 2, right 2, left 3, right 3.</summary>
    static abstract TVector InterleaveHigh32(TVector left, TVector right);

    /// <summary>In each quarter: lower half of left, lower half of right.</summary>
    static abstract TVector InterleaveLow64(TVector left, TVector right);

    /// <summary>In each quarter: upper half of left, upper half of right.</summary>
    static abstract TVector InterleaveHigh64(TVector left, TVector right);
}
