namespace Holdfast.Contracts.Api.Groups;

/// <summary>A container on a production server: what it holds, now and later, becomes a member.</summary>
/// <param name="Server">Null: this computer.</param>
public sealed record AutoProtectionInfo(string Path, string? Server = null, bool Online = false);
