using Holdfast.Server.Accounts;
using Holdfast.Server.Audit;

namespace Holdfast.Server.Hosting;

/// <summary>What the checks before the routes need of the server's parts. The web server is built while these are still being opened; no request comes before.</summary>
internal sealed class RequestAccess
{
    private (Sessions Sessions, FreshFactor Fresh, IAuditTrail Audit)? parts;
    private Func<string, Caller?>? find;

    internal Sessions Sessions => Opened.Sessions;

    internal FreshFactor Fresh => Opened.Fresh;

    internal IAuditTrail Audit => Opened.Audit;

    internal void Open(AccountParts accounts)
    {
        parts = (accounts.Sessions, accounts.Fresh, accounts.Audit);
        find = accounts.Sessions.Find;
    }

    /// <summary>Without accounts: only what a setup needs.</summary>
    internal void Open(Func<string, Caller?> sessions) => find = sessions;

    /// <summary>Whose token this is; null where it is nobody's.</summary>
    internal Caller? Find(string token) => (find ?? throw TooEarly()).Invoke(token);

    private (Sessions Sessions, FreshFactor Fresh, IAuditTrail Audit) Opened => parts ?? throw TooEarly();

    private static InvalidOperationException TooEarly() => new("A request came before the server was ready.");
}
