using System.Net;
using Holdfast.Format.Keys;

namespace Holdfast.Vault.Remote;

/// <summary>What a connection with a vault service needs of its surroundings.</summary>
/// <param name="Randomness">Spreads retries.</param>
public sealed record RemoteVaultOptions(TimeProvider Clock, IRandomness Randomness)
{
    /// <summary>Through which all requests go, with its credentials; null for none. The environment's proxy never counts.</summary>
    public IWebProxy? Proxy { get; init; }

    public RetryOptions Retry { get; init; } = new();

    /// <summary>Connections to the service at a time.</summary>
    public int Connections { get; init; } = 8;

    /// <summary>Puts something between the requests and the network: for tests that break things.</summary>
    internal Func<HttpMessageHandler, HttpMessageHandler>? Between { get; init; }
}
