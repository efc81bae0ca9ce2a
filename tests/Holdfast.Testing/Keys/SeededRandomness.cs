using Holdfast.Format.Keys;

namespace Holdfast.Testing.Keys;

/// <summary>Randomness that a seed repeats. Thread-safe, though the order of draws then depends on the threads.</summary>
public sealed class SeededRandomness(int seed) : IRandomness
{
    private readonly Random random = new(seed);
    private readonly Lock gate = new();

    public void Fill(Span<byte> destination)
    {
        lock (gate) random.NextBytes(destination);
    }
}
