using Holdfast.Contracts.Accounts;

namespace Holdfast.Server.Hosting;

/// <summary>A route below /api/v1/ and who may call it; <see cref="Roles.None"/>: everybody, also without signing in. Endpoint metadata.</summary>
internal sealed record RouteRule(string Method, string Route, Roles Roles);
