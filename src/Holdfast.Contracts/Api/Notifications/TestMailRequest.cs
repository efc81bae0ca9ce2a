using System.Text.Json.Serialization;

namespace Holdfast.Contracts.Api.Notifications;

[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record TestMailRequest(string To);
