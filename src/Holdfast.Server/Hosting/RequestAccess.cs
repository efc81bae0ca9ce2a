using Holdfast.Server.Accounts;
using Holdfast.Server.Audit;

namespace Holdfast.Server.Hosting;

/// <summary>What the checks before the routes need of the server's parts. The web server is built while these are still being opened; no request comes before.</summary>
internal sealed class RequestAccess
{
    private (Sessions Sessions, FreshFactor Fresh, IAuditTrail Audit)? parts;

    internal Sessions Sessions => Opened.Sessions;

    internal FreshFactor Fresh => Opened.Fresh;

    internal IAuditTrail Audit => Opened.Audit;

    internal void Open(AccountParts accounts) => parts = (accounts.Sessions, accounts.Fresh, accounts.Audit);

    private (Sessions Sessions, FreshFactor Fresh, IAuditTrail Audit) Opened => parts ?? throw new InvalidOperationException("A request came before the server was ready.");
}
