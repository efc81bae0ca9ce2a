using System.Text.Json.Serialization;

namespace Holdfast.Contracts.Api.Exports;

/// <summary>What the API says of exports.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true,
    MaxDepth = 16, Converters = [typeof(UtcTimeConverter)])]
[JsonSerializable(typeof(ExportInfo))]
[JsonSerializable(typeof(ExportList))]
[JsonSerializable(typeof(ExportRequest))]
[JsonSerializable(typeof(StartedExport))]
public sealed partial class ExportsJson : JsonSerializerContext;
