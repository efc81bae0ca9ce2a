using System.Text.Json.Serialization;

namespace Holdfast.Contracts.Api.Setup;

/// <summary>Asks what a scratch folder has to hold.</summary>
/// <param name="PlannedCloudBytes">Bytes of all data that shall be copied to the vault.</param>
/// <param name="Folder">Absolute, need not be there yet; null: the data folder.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record ScratchQuestion(long PlannedCloudBytes, string? Folder = null);
