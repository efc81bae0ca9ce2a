namespace Holdfast.Server.Agents.Work;

/// <summary>How a job on an agent runs.</summary>
/// <param name="Lease">For an agent that has begun and goes away, by the monotonic clock: for so long everything is kept as it is.</param>
/// <param name="DataStreams">Streams that carry data, 1 to 8.</param>
internal sealed record RemoteOptions(TimeSpan Lease, uint DataStreams = RemoteOptions.StandardStreams)
{
    internal const uint StandardStreams = 3;
}
