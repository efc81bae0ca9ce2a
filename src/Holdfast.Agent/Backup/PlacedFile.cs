namespace Holdfast.Agent.Backup;

/// <summary>Where the bytes of a small file stand in the buffer of its bundle.</summary>
internal readonly record struct PlacedFile(PendingFile File, int Offset, int Length);
