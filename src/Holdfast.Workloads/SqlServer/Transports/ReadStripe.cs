namespace Holdfast.Workloads.SqlServer.Transports;

/// <summary>One file of a backup that is being restored.</summary>
/// <param name="Open">A new stream at its start, seekable, as often as it is asked for.</param>
internal sealed record ReadStripe(string Key, long Length, Func<Stream> Open);
