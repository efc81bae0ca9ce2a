namespace Holdfast.Contracts.Api.Agents;

/// <summary>An enrolled agent.</summary>
/// <param name="Name">Name of its production server, as in `--server NAME`.</param>
/// <param name="State">enrolled (was never connected), ok, updateNeeded (connected, and works, but older than the server), unreachable.</param>
/// <param name="Version">Of the program, as it said when it last connected.</param>
/// <param name="LastContact">Null before the first one.</param>
/// <param name="Roaming">Comes and goes, such as a laptop: absence is no alert before <paramref name="StaleAfterDays"/>.</param>
/// <param name="AwayDays">Whole days without contact.</param>
/// <param name="CertificateEnds">When its newest certificate ends; it is renewed by itself a month before.</param>
public sealed record AgentDetails(
    string Id, string Name, string State, string Version, string OperatingSystem, DateTimeOffset Enrolled, DateTimeOffset? LastContact, bool Roaming, int AwayDays,
    int StaleAfterDays, DateTimeOffset CertificateEnds, AgentThrottle Throttle);
