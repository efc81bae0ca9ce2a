namespace Holdfast.ConsoleBenchmark;

/// <summary>How much there is to show.</summary>
internal sealed record Size(int Sources, int Jobs, int Files)
{
    internal static readonly Size Full = new(10_000, 1_000_000, 100_000), Small = new(1000, 20_000, 10_000);
}
