using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("Holdfast.MicroBenchmarks")]

namespace Holdfast.Format.Hashing;

/// <summary>How many chunks of 1 KiB are hashed side by side. The result is the same for each; tests and benchmarks force one.</summary>
internal enum Blake3Width
{
    Scalar = 1,
    Vector128 = 4,
    Vector256 = 8,
    Vector512 = 16,
}
