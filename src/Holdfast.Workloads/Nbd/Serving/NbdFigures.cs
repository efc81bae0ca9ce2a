namespace Holdfast.Workloads.Nbd.Serving;

/// <summary>What an export has served so far.</summary>
/// <param name="BytesRead">Sent to clients; holes that were told as holes do not count.</param>
/// <param name="LastActivity">When a client last asked for something; null: never.</param>
public sealed record NbdFigures(int Connections, long BytesRead, DateTimeOffset? LastActivity);
