using System.Text.Json.Serialization;

namespace Holdfast.Contracts.Api;

/// <summary>Removes what no recovery point reaches. <paramref name="Online"/>: in the vault copy instead of the pool.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record CollectRequest(bool Online = false);
