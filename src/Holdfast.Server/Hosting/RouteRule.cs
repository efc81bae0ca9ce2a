using Holdfast.Contracts.Accounts;

namespace Holdfast.Server.Hosting;

/// <summary>A route below /api/v1/ and who may call it; <see cref="Roles.None"/>: everybody, also without signing in. Endpoint metadata.</summary>
/// <param name="IsScoped">The handler shows and touches only what the caller's scope holds. Without it, accounts with a scope may not call the route at all.</param>
/// <param name="IsRecorded">In the audit log although it only reads: content leaves.</param>
/// <param name="NeedsConfirmation">The whole route takes a fresh code or PIN.</param>
internal sealed record RouteRule(string Method, string Route, Roles Roles, bool IsScoped = false, bool NeedsConfirmation = false, bool IsRecorded = false);
