namespace Holdfast.Server.Applications;

/// <summary>Where an application is recovered to, checked.</summary>
/// <param name="Server">Production server whose agent does it; null: this server itself.</param>
/// <param name="Folder">Null where none is named.</param>
internal sealed record ApplicationPlace(string? Server, string? Folder);
