using Holdfast.Console.Hosting;
using Holdfast.Contracts.Vault.Owner;

namespace Holdfast.Console.Portal;

/// <summary>The vault service's API in the name of who looks at the portal's pages of this circuit.</summary>
public sealed class OwnerAccess(Session session) : IDisposable
{
    private OwnerClient? api;

    /// <summary>Once the session is open: frames see to that.</summary>
    public OwnerClient Api => api ??= new OwnerClient(session.Http());

    public void Dispose() => api?.Dispose();
}
