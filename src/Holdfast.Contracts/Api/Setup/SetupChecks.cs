namespace Holdfast.Contracts.Api.Setup;

/// <summary>All prerequisites as they are now.</summary>
public sealed record SetupChecks(IReadOnlyList<SetupCheck> Checks);
