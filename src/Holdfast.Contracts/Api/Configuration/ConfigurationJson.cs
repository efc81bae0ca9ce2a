using System.Text.Json.Serialization;

namespace Holdfast.Contracts.Api.Configuration;

/// <summary>What the API says of the configuration.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true, MaxDepth = 16)]
[JsonSerializable(typeof(SetSettingRequest))]
[JsonSerializable(typeof(SettingChange))]
[JsonSerializable(typeof(SettingList))]
[JsonSerializable(typeof(string))]
public sealed partial class ConfigurationJson : JsonSerializerContext;
