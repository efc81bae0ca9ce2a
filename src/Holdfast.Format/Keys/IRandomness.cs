namespace Holdfast.Format.Keys;

/// <summary>Source of randomness, so that a simulator can replay a run. Thread-safe.</summary>
public interface IRandomness
{
    void Fill(Span<byte> destination);
}
