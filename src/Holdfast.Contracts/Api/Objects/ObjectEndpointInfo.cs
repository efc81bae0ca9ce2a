namespace Holdfast.Contracts.Api.Objects;

/// <summary>The port that database servers write their backups to, and read them from.</summary>
/// <param name="Host">Under which they reach this server.</param>
/// <param name="Port">TCP port; 0 until one is chosen, with the first backup.</param>
/// <param name="IsOpen">Whether it listens now; it does while such a backup or recovery runs.</param>
/// <param name="Buckets">Runs that use it now.</param>
/// <param name="Certificate">PEM text of the authority that they must be made to trust; no secret.</param>
/// <param name="Sha256">Of that certificate.</param>
/// <param name="NotAfter">When it ends.</param>
public sealed record ObjectEndpointInfo(string Host, int Port, bool IsOpen, int Buckets, string Certificate, string Sha256, DateTimeOffset NotAfter);
