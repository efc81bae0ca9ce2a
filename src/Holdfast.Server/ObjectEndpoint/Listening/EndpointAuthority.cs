using System.Security.Cryptography.X509Certificates;
using Holdfast.Contracts.Certificates;
using Holdfast.Contracts.Errors;
using Holdfast.Server.Certificates;

namespace Holdfast.Server.ObjectEndpoint.Listening;

/// <summary>The authority that database servers are made to trust. Apart from the agents': whom they trust must not be able to speak for agents, nor the other way round.</summary>
internal sealed class EndpointAuthority : IDisposable
{
    internal static readonly TimeSpan LeafLifetime = TimeSpan.FromDays(90);

    private readonly PrivateAuthority authority;

    private EndpointAuthority(PrivateAuthority authority) => this.authority = authority;

    /// <summary>Without its key.</summary>
    internal X509Certificate2 Certificate => authority.Certificate;

    /// <summary>Reads the authority, or makes it where there is none.</summary>
    /// <exception cref="HoldfastException"><see cref="ErrorCode.ObjectAuthorityUnusable"/>.</exception>
    internal static EndpointAuthority Open(string path, TimeProvider time)
    {
        try
        {
            return new EndpointAuthority(AuthorityFile.Open(path, "Holdfast object endpoint", time));
        }
        catch (IOException failure)
        {
            throw new HoldfastException(ErrorCode.ObjectAuthorityUnusable, failure.Message, inner: failure);
        }
    }

    /// <summary>A certificate with key for these names, and for names of buckets before them.</summary>
    internal X509Certificate2 Issue(string? serverName)
    {
        var (names, addresses) = ComputerNames.Find(serverName is null ? [] : [serverName]);
        // Nobody accepts a wildcard right below the root.
        var ofBuckets = names.Where(name => name.Contains('.', StringComparison.Ordinal)).Select(name => "*." + name);
        return authority.IssueForServer("Holdfast object endpoint", names.Concat(ofBuckets), addresses, LeafLifetime);
    }

    public void Dispose() => authority.Dispose();
}
