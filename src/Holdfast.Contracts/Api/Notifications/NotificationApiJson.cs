using System.Text.Json.Serialization;

namespace Holdfast.Contracts.Api.Notifications;

/// <summary>What the API reads and writes about notifications.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true,
    MaxDepth = 16, Converters = [typeof(UtcTimeConverter)])]
[JsonSerializable(typeof(SubscriptionList))]
[JsonSerializable(typeof(SubscribeRequest))]
[JsonSerializable(typeof(TestMailRequest))]
public sealed partial class NotificationApiJson : JsonSerializerContext;
