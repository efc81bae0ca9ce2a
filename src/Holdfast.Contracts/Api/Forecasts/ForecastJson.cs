using System.Text.Json.Serialization;

namespace Holdfast.Contracts.Api.Forecasts;

/// <summary>What the API says of forecasts.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true, MaxDepth = 16)]
[JsonSerializable(typeof(ForecastInfo))]
[JsonSerializable(typeof(ForecastRequest))]
public sealed partial class ForecastJson : JsonSerializerContext;
