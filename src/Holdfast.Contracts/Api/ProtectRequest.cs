using System.Text.Json.Serialization;

namespace Holdfast.Contracts.Api;

/// <summary>Puts paths into a protection group and creates a recovery point of each.</summary>
/// <param name="Paths">Absolute paths on the production server, or addresses of applications such as postgresql://db1:5432.</param>
/// <param name="Group">Made if absent. Null: the group that a path has already, otherwise "Default".</param>
/// <param name="Exclude">Globs; null leaves those of a path that is protected already.</param>
/// <param name="ExcludeExtensions">Such as ".tmp"; null leaves those of a path that is protected already.</param>
/// <param name="Server">Production server; null is this computer.</param>
/// <param name="Online">Sends the recovery point to the vault as well, now and whenever points of these paths are made.</param>
/// <param name="CrossMountPoints">Goes into file systems that are mounted below the path.</param>
/// <param name="RetentionDays">1…448 days on disk, default 14; sets the group's.</param>
/// <param name="OnlineRetentionDays">1…36,500 days in the vault, default 30; sets the group's.</param>
/// <param name="Options">Settings of applications, or what is taken of files of Windows (userFolders, folders, filesNotToBackup), by name; null leaves those of what is protected already.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record ProtectRequest(
    IReadOnlyList<string> Paths, string? Group = null, IReadOnlyList<string>? Exclude = null, IReadOnlyList<string>? ExcludeExtensions = null,
    string? Server = null, bool Online = false, bool? CrossMountPoints = null, int? RetentionDays = null, int? OnlineRetentionDays = null,
    IReadOnlyDictionary<string, string>? Options = null);
