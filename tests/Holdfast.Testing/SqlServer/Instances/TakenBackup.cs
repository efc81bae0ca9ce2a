namespace Holdfast.Testing.SqlServer.Instances;

/// <summary>A backup that was taken just now.</summary>
/// <param name="First">Block of its first LSN.</param>
/// <param name="Name">Given by who asked for it.</param>
internal sealed record TakenBackup(Guid Id, uint First, DateTime Time, bool IsCopy, string Name);
