using Holdfast.Contracts.Errors;

namespace Holdfast.Contracts.Api.Recovery;

/// <summary>An item that a recovery did not bring back whole.</summary>
/// <param name="Path">Relative to the datasource's root, as browse shows it; empty for the root.</param>
/// <param name="Error">What went wrong.</param>
public sealed record RecoveryFailure(string Path, ErrorCode Code, string Error, string Remedy);
