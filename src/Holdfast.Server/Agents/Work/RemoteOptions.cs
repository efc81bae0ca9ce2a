namespace Holdfast.Server.Agents.Work;

/// <summary>How a job on an agent runs.</summary>
/// <param name="DataStreams">Streams that carry data, 1 to 8.</param>
internal sealed record RemoteOptions(RemotePatience Patience, uint DataStreams = RemoteOptions.StandardStreams)
{
    internal const uint StandardStreams = 3;

    internal static RemoteOptions Standard { get; } = new(new RemotePatience(RemotePatience.StandardAbsence, RemotePatience.StandardLease));
}
