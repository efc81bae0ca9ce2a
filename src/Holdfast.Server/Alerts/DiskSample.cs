namespace Holdfast.Server.Alerts;

/// <summary>How many bytes of a disk were used at a time.</summary>
internal sealed record DiskSample(DateTimeOffset Taken, long Used);
