namespace Holdfast.Workloads.Exchange.Ese;

/// <summary>Takes the next bytes of a file.</summary>
internal delegate void EsePush(ReadOnlySpan<byte> bytes);
