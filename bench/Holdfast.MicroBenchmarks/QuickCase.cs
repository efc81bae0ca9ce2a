namespace Holdfast.MicroBenchmarks;

/// <summary>One row of the quick table: <paramref name="Run"/> handles <paramref name="Bytes"/> bytes.</summary>
internal sealed record QuickCase(string Name, long Bytes, Action Run);
