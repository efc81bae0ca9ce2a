namespace Holdfast.Workloads;

/// <summary>A remark about one item.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="Path">The item's path relative to the root, raw bytes.</param>
/// <param name="Errno">The platform's error number, 0 where there is none.</param>
/// <param name="Message">One sentence for people.</param>
public sealed record ItemNote(NoteKind Kind, byte[] Path, int Errno, string Message);
