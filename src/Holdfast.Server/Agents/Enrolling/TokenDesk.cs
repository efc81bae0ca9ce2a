using Holdfast.Contracts.Agent;
using Holdfast.Contracts.Api.Agents;
using Holdfast.Contracts.Errors;
using Holdfast.Server.Audit;
using Holdfast.Server.Catalog;

namespace Holdfast.Server.Agents.Enrolling;

/// <summary>Makes, lists, and revokes enrolment tokens.</summary>
internal sealed class TokenDesk(AgentTokenTable tokens, IAuditTrail audit, Func<bool> isDomainController, TimeProvider time)
{
    internal static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(15);

    /// <exception cref="HoldfastException"><see cref="ErrorCode.DomainControllerIsAlone"/>: no other computer may be protected from here.</exception>
    internal void Admit()
    {
        if (isDomainController()) throw new HoldfastException(ErrorCode.DomainControllerIsAlone, "This computer is a domain controller, and protects itself alone.");
    }

    /// <param name="pin">Hash of the authority's key.</param>
    /// <param name="server">Where the agent enrolls.</param>
    internal AgentToken Create(AgentTokenRequest request, ReadOnlySpan<byte> pin, string server)
    {
        var host = string.IsNullOrEmpty(request.Host) ? null : AgentNames.Checked(request.Host);
        var token = EnrollmentToken.Create(pin);
        var now = time.GetUtcNow();
        var row = new AgentTokenRow
        {
            Id = Guid.CreateVersion7(now).ToString("N"), SecretHash = token.SecretHash, Host = host, Created = CatalogTime.From(now), Expires = CatalogTime.From(now + Lifetime),
        };
        tokens.Add(row);
        audit.Record("api", "agent.token.create", $"{row.Id} for {host ?? "any host"}", "ok");
        return new AgentToken(row.Id, token.Reveal(), server, now + Lifetime, host);
    }

    internal AgentTokenList List() => new([.. tokens.All().Select(Show)]);

    internal AgentTokenInfo Revoke(string id)
    {
        if (tokens.ById(id) is null) throw new HoldfastException(ErrorCode.NotFound, $"There is no token {id}.", "`holdfast agent token --list` shows all.");
        tokens.Revoke(id, CatalogTime.From(time.GetUtcNow()));
        audit.Record("api", "agent.token.revoke", id, "ok");
        return Show(tokens.ById(id)!);
    }

    private AgentTokenInfo Show(AgentTokenRow row)
    {
        var state = row.Used is not null ? "used" : row.Revoked is not null ? "revoked" : row.Expires <= CatalogTime.From(time.GetUtcNow()) ? "expired" : "open";
        return new AgentTokenInfo(row.Id, row.Host, CatalogTime.To(row.Created), CatalogTime.To(row.Expires), state, row.UsedBy);
    }
}
