using System.Text.Json.Serialization;

namespace Holdfast.Contracts.Api.Billing;

/// <summary>What the API says of billing.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true, MaxDepth = 16)]
[JsonSerializable(typeof(BillInfo))]
public sealed partial class BillingJson : JsonSerializerContext;
