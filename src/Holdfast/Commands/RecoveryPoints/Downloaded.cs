namespace Holdfast.Commands.RecoveryPoints;

/// <summary>A file that was downloaded. <paramref name="File"/>: where it is now.</summary>
internal sealed record Downloaded(string RecoveryPoint, string Path, string File, long Bytes);
