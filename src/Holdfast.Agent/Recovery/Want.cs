namespace Holdfast.Agent.Recovery;

/// <summary>A piece of a chunk that belongs at an offset of a file.</summary>
internal readonly record struct Want(RecoveredFile File, long At, int Offset, int Length);
