using System.Text.Json.Serialization;
using Holdfast.Server.Engine.Vaults;

namespace Holdfast.Server.Engine;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, WriteIndented = true, UseStringEnumConverter = true)]
[JsonSerializable(typeof(List<string>))]
[JsonSerializable(typeof(VaultLinkRecord))]
[JsonSerializable(typeof(List<ExternalServerRecord>))]
internal sealed partial class EngineJson : JsonSerializerContext;
