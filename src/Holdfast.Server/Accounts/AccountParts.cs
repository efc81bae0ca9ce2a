using Holdfast.Hosting;
using Holdfast.Server.Audit;
using Holdfast.Server.Catalog;
using Holdfast.Server.Configuration;
using Holdfast.Server.Engine;
using Holdfast.Server.Hosting;
using Microsoft.Extensions.Logging;

namespace Holdfast.Server.Accounts;

/// <summary>Accounts, sessions, and the audit log, put together.</summary>
internal sealed class AccountParts : IAsyncDisposable
{
    private readonly Passwords passwords;
    private readonly AccountRoutes routes;
    private readonly AuditRoutes auditRoutes;
    private readonly AuditAnchor anchor;

    internal AccountParts(ServerCatalog catalog, IEngine engine, string dataDirectory, Settings settings, TimeProvider time, ILogger log)
    {
        var (accounts, backoff) = (catalog.Accounts, new SignInBackoff(time, AccountTable.Key));
        passwords = new Passwords(settings);
        Sessions = new Sessions(catalog.Sessions, accounts, settings, time);
        var codes = new TotpCodes(accounts, new SecretSeal(dataDirectory), time);
        Fresh = new FreshFactor(accounts, catalog.SecurityPin(time), codes, backoff);
        var links = new SignInLinks(time);
        var signIn = new SignInHandler(accounts, passwords, codes, Sessions, backoff, new SignInSources(LdapDirectory.From(settings), OpenIdProvider.From(settings, time)), links, time);
        var handler = new AccountHandler(accounts, catalog.Groups, passwords, Fresh, time);
        routes = new AccountRoutes(signIn, handler, new SecondFactorHandler(accounts, handler, codes, Fresh, backoff), Fresh, Sessions, links, catalog.Groups);
        var anchors = new AuditAnchors(engine);
        var trail = new AuditTrail(catalog.Audit, anchors, time);
        Audit = trail;
        anchor = new AuditAnchor(catalog.Audit, anchors, trail, settings, time, log);
        auditRoutes = new AuditRoutes(catalog.Audit, new AuditCheck(catalog.Audit, anchors, trail));
    }

    internal IAuditTrail Audit { get; }

    internal Sessions Sessions { get; }

    internal FreshFactor Fresh { get; }

    internal void Map(ApiRouter router)
    {
        routes.Map(router);
        auditRoutes.Map(router);
    }

    internal void Begin() => anchor.Begin();

    /// <summary>At a clean stop, while the engine is still there.</summary>
    internal void Leave() => anchor.Now();

    public async ValueTask DisposeAsync()
    {
        await anchor.DisposeAsync();
        passwords.Dispose();
    }
}
