namespace Holdfast.Workloads.Applications;


/// <summary>The kept log of a datasource.</summary>
/// <param name="Segments">In order of the log; the last may be partial.</param>
/// <param name="Start">LSN from which it is without a gap, as <see cref="ILogSink.Begin"/> said; what no kept point needs any more is missing at the front of the segments.</param>
/// <param name="End">LSN up to which it is durable.</param>
/// <param name="Covered">The newest moment that can be recovered with it.</param>
public sealed record LogState(IReadOnlyList<LogSegment> Segments, string Start, string End, DateTimeOffset? Covered);
