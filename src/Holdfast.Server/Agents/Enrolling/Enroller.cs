using System.Globalization;
using Google.Protobuf;
using Holdfast.Contracts.Agent;
using Holdfast.Contracts.Errors;
using Holdfast.Server.Agents.Authority;
using Holdfast.Server.Audit;
using Holdfast.Server.Catalog;
using Holdfast.Server.Sources;

namespace Holdfast.Server.Agents.Enrolling;

/// <summary>Lets an agent in that has a token, and renews the certificates of those that are in.</summary>
internal sealed class Enroller(AgentAuthority authority, AgentTable agents, AgentTokenTable tokens, IAuditTrail audit, TimeProvider time)
{
    private const int LongestRequest = 8 << 10, LongestText = 256;

    /// <summary>Called with the id of an agent that has just been enrolled anew, so that what it had open ends.</summary>
    internal event Action<string>? Reenrolled;

    /// <exception cref="HoldfastException"><see cref="ErrorCode.AgentTokenRefused"/>, <see cref="ErrorCode.AgentNameTaken"/>, <see cref="ErrorCode.BadAgentName"/>.</exception>
    internal EnrollReply Enroll(EnrollRequest request, string peer)
    {
        var actor = "token:unknown";
        var name = "";
        try
        {
            name = AgentNames.Checked(request.HostName);
            var token = Find(request.Token);
            actor = "token:" + token.Id;
            var reply = Enroll(request, name, token);
            audit.Record(actor, "agent.enroll", $"{name} from {peer}", "ok");
            return reply;
        }
        catch (HoldfastException failure)
        {
            audit.Record(actor, "agent.enroll", $"{(name.Length > 0 ? name : "?")} from {peer}", ((int)failure.Code).ToString(CultureInfo.InvariantCulture));
            throw;
        }
    }

    /// <summary>A new certificate for an agent that has one; the older stays good until it ends, should the answer be lost.</summary>
    internal RenewReply Renew(AgentRow agent, byte[] certificateRequest)
    {
        using var certificate = authority.IssueForAgent(Bounded(certificateRequest), agent.Id, agent.Name);
        if (!agents.AddCertificate(agent.Id, Row(certificate))) throw new HoldfastException(ErrorCode.AgentRemoved, "The agent was removed meanwhile.");
        audit.Record("agent:" + agent.Name, "agent.renew", agent.Id, "ok");
        return new RenewReply { Certificate = ByteString.CopyFrom(certificate.RawData), Authority = ByteString.CopyFrom(authority.Certificate.RawData) };
    }

    /// <summary>Whether a certificate is due to be renewed.</summary>
    internal bool IsDue(DateTimeOffset ends) => ends - time.GetUtcNow() <= AgentAuthority.LeafLifetime / 3;

    private EnrollReply Enroll(EnrollRequest request, string name, AgentTokenRow token)
    {
        var now = CatalogTime.From(time.GetUtcNow());
        if (token.Used is not null || token.Revoked is not null || token.Expires <= now) throw Refused();
        if (token.Host is { } host && AgentNames.Key(host) != AgentNames.Key(name)) throw Refused();
        if (AgentNames.Key(name) == AgentNames.Key(SourceRegistry.LocalServer)) throw Taken(name);
        var existing = agents.ByName(name);
        // Only who asked for a token in this very name may put another key in the place of the one that has it.
        if (existing is not null && token.Host is null) throw Taken(name);
        var id = existing?.Id ?? Guid.CreateVersion7(time.GetUtcNow()).ToString("N");
        using var certificate = authority.IssueForAgent(Bounded(request.CertificateRequest.ToByteArray()), id, existing?.Name ?? name);
        var agent = new AgentRow
        {
            Id = id, Name = existing?.Name ?? name, Version = Text(request.Version), OperatingSystem = Text(request.OperatingSystem), Enrolled = now,
        };
        if (!tokens.Redeem(token.Id, agent, Row(certificate))) throw Refused();
        if (existing is not null) Reenrolled?.Invoke(id);
        return new EnrollReply
        {
            AgentId = id, Certificate = ByteString.CopyFrom(certificate.RawData), Authority = ByteString.CopyFrom(authority.Certificate.RawData), ServerName = agent.Name,
        };
    }

    private AgentTokenRow Find(string text)
    {
        try
        {
            return tokens.BySecret(EnrollmentToken.Parse(text).SecretHash) ?? throw Refused();
        }
        catch (HoldfastException failure) when (failure.Code == ErrorCode.AgentTokenUnreadable)
        {
            throw Refused();
        }
    }

    private static IssuedRow Row(System.Security.Cryptography.X509Certificates.X509Certificate2 certificate) => new(
        certificate.SerialNumber, CatalogTime.From(new DateTimeOffset(certificate.NotBefore.ToUniversalTime())), CatalogTime.From(new DateTimeOffset(certificate.NotAfter.ToUniversalTime())));

    private static byte[] Bounded(byte[] request) =>
        request.Length <= LongestRequest ? request : throw new HoldfastException(ErrorCode.BadRequest, "The certificate request is too long.");

    private static string Text(string text) => new([.. text.Where(character => !char.IsControl(character)).Take(LongestText)]);

    // One answer for every reason: who tries tokens learns nothing about them.
    private static HoldfastException Refused() => new(ErrorCode.AgentTokenRefused, "The server does not accept this token for this host.");

    private static HoldfastException Taken(string name) => new(ErrorCode.AgentNameTaken, $"The name {name} is taken.");
}
