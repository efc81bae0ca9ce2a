namespace Holdfast.Workloads.Nbd;

/// <summary>A run of one state in a meta context.</summary>
internal readonly record struct NbdExtent(long Length, uint State);
