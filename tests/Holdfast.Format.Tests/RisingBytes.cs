using Holdfast.Format.Keys;

namespace Holdfast.Format.Tests;

/// <summary>"Randomness" that counts upwards, for test values.</summary>
internal sealed class RisingBytes(byte from) : IRandomness
{
    private byte next = from;

    public void Fill(Span<byte> destination)
    {
        foreach (ref var value in destination) value = unchecked(next++);
    }
}
