using System.Text.Json.Serialization;
using Holdfast.Contracts.Api;

namespace Holdfast.Server.Notifications;

/// <summary>What is kept until it is sent, and what a webhook gets.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, Converters = [typeof(UtcTimeConverter)], MaxDepth = 16)]
[JsonSerializable(typeof(AlertNotice))]
[JsonSerializable(typeof(WebhookBody))]
internal sealed partial class NotificationJson : JsonSerializerContext;
