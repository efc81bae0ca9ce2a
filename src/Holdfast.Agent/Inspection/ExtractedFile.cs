namespace Holdfast.Agent.Inspection;

/// <summary>A file that was taken out of another.</summary>
/// <param name="Path">Inside.</param>
/// <param name="To">Full path of what was written.</param>
public sealed record ExtractedFile(string Kind, string Path, string To, long Size, DateTimeOffset Modified);
